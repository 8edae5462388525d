"""Where a game stands: a fold over its events, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import frozen

from wargame.rules.events import (
    Change,
    Event,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Overtaken,
    PracticeEnded,
    Published,
    Revealed,
    Ruled,
    Seated,
    TurnClosed,
    TurnOpened,
)

#: plan: seats hand in; rule: moves are ruled one by one; close: all are ruled; page: the turn is closed, and what it
#: brought is told; ended.
Phase = Literal["plan", "rule", "close", "page", "ended"]


@frozen
class State:
    """A position.

    `values` are the present values of all tracks, `opened` those when this turn opened and `before` those when the
    turn before it opened. `moves` are this turn's hand-ins by seat (None: a pass), `pending` the seats whose moves wait
    for a ruling, `played` how often each card has been ruled, `given` how often each inject has arrived. `recent` are
    the events of this turn, and before them the closing of the last one with what followed it. `page` is the front page
    of the turn that was closed last. Turn 0 is the practice turn.
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
    recent: tuple[Event, ...]
    given: Mapping[str, int]
    practice: bool = False
    page: Published | None = None
    ending: GameEnded | None = None

    @property
    def scope(self) -> dict[str, int]:
        """The values that conditions and amounts are read over: the tracks, and `turn`."""
        return {**self.values, "turn": self.turn}


class Fold:
    """Events laid one upon the other. Mutable for speed while folding; `state` hands out a value."""

    __slots__ = (
        "_values",
        "before",
        "ending",
        "given",
        "moves",
        "opened",
        "order",
        "page",
        "pending",
        "phase",
        "played",
        "players",
        "practice",
        "recent",
        "seq",
        "turn",
    )

    def __init__(self) -> None:
        self.seq = 0
        self.turn = 0
        self.phase: Phase = "close"
        self.players: dict[str, str] = {}
        self._values: dict[str, int] = {}
        self.opened: dict[str, int] = {}
        self.before: dict[str, int] = {}
        self.order: tuple[str, ...] = ()
        self.moves: dict[str, str | None] = {}
        self.pending: tuple[str, ...] = ()
        self.played: dict[str, int] = {}
        self.recent: list[Event] = []
        self.given: dict[str, int] = {}
        self.practice = False
        self.page: Published | None = None
        self.ending: GameEnded | None = None

    @classmethod
    def at(cls, state: State) -> Fold:
        """A fold that goes on from a position."""
        self = cls()
        self.seq, self.turn, self.phase = state.seq, state.turn, state.phase
        self.players, self._values = dict(state.players), dict(state.values)
        self.opened, self.before = dict(state.opened), dict(state.before)
        self.order, self.moves, self.pending = state.order, dict(state.moves), state.pending
        self.played, self.recent, self.given = dict(state.played), list(state.recent), dict(state.given)
        self.practice, self.page, self.ending = state.practice, state.page, state.ending
        return self

    def apply(self, event: Event) -> None:
        """One more event."""
        self.seq = event.seq
        self.recent.append(event)
        body = event.body
        _HANDLERS[type(body)](self, body)

    def state(self) -> State:
        """The position now; later events do not touch it."""
        return State(
            self.seq,
            self.turn,
            self.phase,
            self.players,
            dict(self._values),
            self.opened,
            self.before,
            self.order,
            dict(self.moves),
            self.pending,
            dict(self.played),
            tuple(self.recent),
            dict(self.given),
            self.practice,
            self.page,
            self.ending,
        )

    def change(self, changes: tuple[Change, ...]) -> None:
        """Set each track to its value after."""
        for each in changes:
            self._values[each.track] = each.after

    def open_game(self, body: GameOpened) -> None:
        """The first event."""
        self.players = dict(body.players)
        self._values = dict(body.values)
        self.opened = dict(body.values)
        self.practice = body.practice

    def open_turn(self, body: TurnOpened) -> None:
        """A turn begins: nothing is handed in."""
        self.turn = body.turn
        self.phase = "plan"
        self.order = body.order
        self.moves = {}
        self.pending = ()
        self.page = None
        self._forget_before((TurnClosed, PracticeEnded))
        self.before = self.opened
        self.opened = dict(self._values)

    def give_inject(self, body: InjectGiven) -> None:
        """News and what it changed."""
        self.given[body.inject] = self.given.get(body.inject, 0) + 1
        self.change(body.changes)

    def hand_in(self, body: HandedIn) -> None:
        """A sealed move."""
        self.moves[body.seat] = body.card

    def reveal(self, body: Revealed) -> None:
        """Moves lie open; passes need no ruling."""
        self.pending = tuple(seat for seat in self.order if self.moves.get(seat) is not None)
        self.phase = "rule" if self.pending else "close"

    def rule(self, body: Ruled) -> None:
        """A ruling's cost and changes."""
        self.change(body.paid)
        self.change(body.changes)
        self.played[body.card] = self.played.get(body.card, 0) + 1
        self._done(body.seat)

    def overtake(self, body: Overtaken) -> None:
        """A move that came too late."""
        self._done(body.seat)

    def _done(self, seat: str) -> None:
        self.pending = tuple(each for each in self.pending if each != seat)
        if not self.pending:
            self.phase = "close"

    def close_turn(self, body: TurnClosed) -> None:
        """Upkeep, and the front page is due."""
        for step in body.steps:
            self.change(step.changes)
        self.phase = "page"

    def publish(self, body: Published) -> None:
        """What the turn brought, as the room reads it."""
        self.page = body

    def end_practice(self, body: PracticeEnded) -> None:
        """As if nothing had been played."""
        self._values = dict(body.values)
        self.opened = dict(body.values)
        self.played = {}
        self.practice = False

    def sit(self, body: Seated) -> None:
        """Somebody else plays a seat."""
        self.players = {**self.players, body.seat: body.player}

    def _forget_before(self, kinds: tuple[type, ...]) -> None:
        """Leave of the recent events the last of these kinds and what followed it."""
        places = [place for place, event in enumerate(self.recent) if isinstance(event.body, kinds)]
        del self.recent[: places[-1] if places else 0]

    def end(self, body: GameEnded) -> None:
        """The last event."""
        self.phase = "ended"
        self.ending = body


_HANDLERS: dict[type, Callable[[Fold, Any], None]] = {
    GameOpened: Fold.open_game,
    TurnOpened: Fold.open_turn,
    InjectGiven: Fold.give_inject,
    HandedIn: Fold.hand_in,
    Revealed: Fold.reveal,
    Ruled: Fold.rule,
    Overtaken: Fold.overtake,
    TurnClosed: Fold.close_turn,
    Published: Fold.publish,
    PracticeEnded: Fold.end_practice,
    Seated: Fold.sit,
    GameEnded: Fold.end,
}


def resume(state: State, events: Iterable[Event]) -> State:
    """The position after these events, which follow on `state`."""
    folded = Fold.at(state)
    for event in events:
        folded.apply(event)
    return folded.state()


def fold(events: Iterable[Event]) -> State:
    """The position after these events, which begin with the first of the game."""
    folded = Fold()
    for event in events:
        folded.apply(event)
    return folded.state()
