"""What counted of a game: each move that was ruled, from the hand that it came of to the band that stood in the end.

Readings of a game are made from this, and from nothing else. What a rewind took back is no part of it, and neither is
the practice turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from wargame.deck import Band, Deck
from wargame.rules import (
    PRACTICE,
    BallotCast,
    Change,
    Event,
    Fold,
    HandedIn,
    Overridden,
    PracticeEnded,
    Rewound,
    Ruled,
    SealedBallot,
    SealedMove,
    Settled,
    TurnOpened,
    Unexplained,
    in_effect,
)

if TYPE_CHECKING:
    from wargame.debrief.replay import Eyes


@frozen
class Ruling:
    """One move as it was ruled.

    `seq` is the number of the ruling's event; `move` names the move among those of its turn. `body` is what was ruled
    at first, `band` what stood in the end. `hand` is what was handed in, None for a move that nobody handed in, as an
    answer or a promise that was kept. `ballots` are what teams thought the chance was, in per cent. `before` is the
    board before anything was paid, empty where it is not known; `changes` are what the ruling, an override and a
    person's decision did, in order, without what they undid.
    """

    seq: int
    turn: int
    move: str
    body: Ruled
    band: Band
    audience: str
    hand: HandedIn | None = None
    ballots: Mapping[str, int] = field(factory=dict)
    before: Mapping[str, int] = field(factory=dict, repr=False)
    changes: tuple[Change, ...] = ()
    overrides: tuple[Overridden, ...] = ()

    @property
    def id(self) -> str:
        """The turn and the move: what a fact that came of it is called."""
        return f"{self.turn}.{self.move}"

    @property
    def seat(self) -> str:
        """Whose move it was."""
        return self.body.seat

    @property
    def card(self) -> str:
        """The card that was played; empty for a free move."""
        return self.body.card


@frozen
class Story:
    """A deck, the events of a game that count, its rulings in order, and where each track stood after all of them.

    `log` has the events that do not count, too; it is empty where a game is told as one viewer saw it.
    """

    deck: Deck
    events: tuple[Event, ...] = field(repr=False)
    rulings: tuple[Ruling, ...] = field(repr=False)
    values: Mapping[str, int] = field(factory=dict, repr=False)
    log: tuple[Event, ...] = field(repr=False, default=())

    def of_seat(self, seat: str) -> tuple[Ruling, ...]:
        """The rulings of one seat's moves."""
        return tuple(each for each in self.rulings if each.seat == seat)


@define
class _Telling:
    """What was heard so far, and of the present turn the hands and the ballots.

    Where the whole log is heard the board is folded beside it; who sees a part of it can't fold.
    """

    rulings: dict[str, Ruling] = field(factory=dict)
    turn: int = PRACTICE
    fold: Fold | None = None
    _hands: dict[str, HandedIn] = field(factory=dict)
    _ballots: dict[str, dict[str, int]] = field(factory=dict)

    def hear(self, event: Event) -> None:
        """One more event."""
        listener = _LISTENERS.get(type(event.body))
        if listener is not None:
            listener(self, event, event.body)
        if self.fold is not None:
            self.fold.apply(event)

    def open(self, event: Event, body: TurnOpened) -> None:
        """Another turn has hands and ballots of its own."""
        self.turn, self._hands, self._ballots = body.turn, {}, {}

    def hand_in(self, event: Event, body: HandedIn) -> None:
        """A later hand of the same seat takes the place of the one that it took back."""
        self._hands[body.seat] = body

    def vote(self, event: Event, body: BallotCast) -> None:
        """A later ballot of the same seat counts."""
        if body.chance is not None:
            self._ballots.setdefault(body.move, {})[body.seat] = body.chance

    def rule(self, event: Event, body: Ruled) -> None:
        """A move is ruled."""
        move = body.move or body.seat
        ruling = Ruling(
            event.seq,
            self.turn,
            move,
            body,
            body.band,
            event.audience,
            self._hands.get(body.seat) if move == body.seat else None,
            self._ballots.get(move, {}),
            {} if self.fold is None else self.fold.values,
            body.changes,
        )
        self.rulings[ruling.id] = ruling

    def override(self, event: Event, body: Overridden) -> None:
        """What a ruling had done is undone, and something else done."""
        known = self.rulings.get(f"{self.turn}.{body.move}")
        if known is None:
            return
        overrides = (*known.overrides, body)
        self.rulings[known.id] = evolve(known, band=body.band, changes=body.changes, overrides=overrides)

    def settle(self, event: Event, body: Settled) -> None:
        """A person has decided what was left to one."""
        known = self.rulings.get(f"{self.turn}.{body.move}")
        if known is None:
            return
        self.rulings[known.id] = evolve(known, changes=(*known.changes, *body.changes))


_LISTENERS: Mapping[type, Callable[[_Telling, Event, Any], None]] = {
    TurnOpened: _Telling.open,
    HandedIn: _Telling.hand_in,
    BallotCast: _Telling.vote,
    Ruled: _Telling.rule,
    Overridden: _Telling.override,
    Settled: _Telling.settle,
}


def story_of(deck: Deck, events: Iterable[Event]) -> Story:
    """What counted of these events, which begin with the first of the game; one pass over them."""
    folded, log = Fold(), tuple(events)
    story = _told(deck, in_effect(log), _Telling(fold=folded))
    return evolve(story, values=dict(folded.values), log=log)


def seen_story(eyes: Eyes) -> Story:
    """What counted of a game as one viewer saw it, made of nothing but the entries of that viewer's own log.

    The numbers of its events are those of that log, and what the viewer saw only the outside of is not in it. The board
    before a ruling is not known here.
    """
    seen = [
        Event(each.number, eyes.time(each.number), "", eyes.viewer, each.face)
        for each in eyes.entries(1, eyes.total)
        if not each.undone and not isinstance(each.face, Rewound | Unexplained | SealedMove | SealedBallot)
    ]
    story = _told(eyes.recording.deck, seen, _Telling())
    return evolve(story, values={track.id: track.value for track in eyes.at(eyes.total).view.tracks})


def _told(deck: Deck, counted: Sequence[Event], telling: _Telling) -> Story:
    for event in counted:
        telling.hear(event)
        if isinstance(event.body, PracticeEnded):
            telling.rulings.clear()
    practised = {place for place, event in enumerate(counted) if isinstance(event.body, PracticeEnded)}
    begins = max(practised, default=-1) + 1
    kept = telling.rulings if telling.turn != PRACTICE else {}
    return Story(deck, tuple(counted[:1]) + tuple(counted[max(1, begins) :]), tuple(kept.values()))
