"""Where a game stands: a position, and the moves that lie on its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import define, fields, frozen

from wargame.rules.argument import Argument, Established, FreeMove
from wargame.rules.events import (
    Estimated,
    Event,
    GameEnded,
    Laid,
    Published,
    Ruled,
)
from wargame.rules.pacts import Deal, Promise

#: signal: seats show cards that they may play; plan: seats hand in; rule: moves are ruled one by one; close: all are
#: ruled; page: the turn is closed, and what it brought is told; ended.
Phase = Literal["signal", "plan", "rule", "close", "page", "ended"]

#: The number of the practice turn.
PRACTICE = 0

PutKind = Literal["move", "response", "sprung", "kept"]


@frozen
class Put:
    """A move that lies on the table: a card, or a free move where `card` is empty.

    `id` names it among the moves of its turn; it is the seat, and a number from the seat's second move on. `kind` says
    how it came there: handed in; in answer to the move `to`; sprung from hiding; or to keep a promise.
    """

    id: str
    seat: str
    card: str = ""
    free: FreeMove | None = None
    kind: PutKind = "move"
    to: str = ""


@define
class Position:
    """Where a game stands, but for what has happened lately.

    `values` are the present values of all tracks, `opened` those when this turn opened and `before` those when the
    turn before it opened. `moves` are the cards that were handed in this turn, by seat (None: a pass, or a free move),
    and `free` the free ones; `table` are the moves that lie open, `pending` the ids of those that wait for a ruling, in
    order. `played` says how often each card has been ruled, `given` how often each inject has arrived. `page` is the
    front page of the turn that was closed last. Turn 0 is the practice turn.

    Of this turn: `floors` are the moves that are argued in full, with the seat that spent a token on each (empty: the
    facilitator gave it), `arguments` what was said, `rulings` what was ruled, `unsettled` the ids of moves with
    something that a person has still to decide. Of the game: `spent`, the tokens that each seat has spent; `facts`,
    what is established; `said_before`, the reasons that each seat has given in earlier rulings; `words`, each team's
    word for the dice; `attempt`, which is 1 and one more for each rewind; `taken_back`, how many things were taken
    back; `laid`, the cards that lie out of sight until something springs them; `stages`, the successes of projects by
    card; `promises` and `deals` as they stand; `reported`, what agencies have written so far.

    Of this turn too: `signallers`, the seats that show cards first, and `signalled` what each has shown; `swayed`, the
    points by which answers move the odds of moves, each with its card; `called` says that the promises which are due
    have been found.
    """

    seq: int
    turn: int
    phase: Phase
    players: Mapping[str, str]
    values: Mapping[str, int]
    opened: Mapping[str, int]
    before: Mapping[str, int]
    order: tuple[str, ...]
    moves: Mapping[str, str | None]
    pending: tuple[str, ...]
    played: Mapping[str, int]
    given: Mapping[str, int]
    practice: bool
    page: Published | None
    ending: GameEnded | None
    free: Mapping[str, FreeMove]
    table: Mapping[str, Put]
    floors: Mapping[str, str]
    arguments: Mapping[str, Argument]
    rulings: Mapping[str, Ruled]
    unsettled: tuple[str, ...]
    spent: Mapping[str, int]
    facts: tuple[Established, ...]
    said_before: frozenset[tuple[str, str]]
    words: Mapping[str, str]
    attempt: int
    taken_back: int
    signallers: tuple[str, ...]
    signalled: Mapping[str, tuple[str, ...]]
    laid: tuple[Laid, ...]
    stages: Mapping[str, int]
    swayed: Mapping[str, tuple[tuple[int, str], ...]]
    promises: tuple[Promise, ...]
    called: bool
    deals: tuple[Deal, ...]
    reported: tuple[Estimated, ...]

    @property
    def scope(self) -> dict[str, int]:
        """The values that conditions and amounts are read over: the tracks, and `turn`."""
        return {**self.values, "turn": self.turn}

    @property
    def due(self) -> tuple[Promise, ...]:
        """The promises that are due, in the order in which their seats answer."""
        due = [each for each in self.promises if each.state == "due"]
        return tuple(sorted(due, key=lambda each: self.order.index(each.seat)))

    def argument(self, move: str) -> Argument:
        """What was said about a move that lies on the table; nothing, where nobody has spoken."""
        return self.arguments.get(move) or Argument()

    @property
    def dice_words(self) -> str:
        """The teams' words as they go into the key of the dice."""
        return " ".join(self.words.values())


@frozen
class State(Position):
    """A position, with what has lately happened.

    `recent` are the events of this turn, and before them the closing of the last one with what followed it.
    """

    recent: tuple[Event, ...]


#: The names of the fields, in order.
FIELDS = tuple(each.name for each in fields(State))


def spoken(text: str) -> str:
    """A reason as it is held against others: capitals, blanks and a full stop make no difference."""
    return " ".join(text.casefold().split()).rstrip(".!")
