"""A game as a row of moments: one for each entry of a viewer's own log.

A `Recording` is a game's deck and events, with the position written down every so often, so that any moment is a short
fold away however long the game was. `Recording.through` opens somebody's `Eyes` on it: the entries which that viewer's
own log has, by the numbers which they have there, and nothing of what lies between them. All of it are values; a game
that goes on is a new recording.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from wargame.debrief.courses import History, courses
from wargame.deck import BANDS, PUBLIC, Band, Deck
from wargame.rules import (
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    Entry,
    Event,
    Face,
    FloorTaken,
    Fold,
    GameEnded,
    HandedIn,
    Overridden,
    Overtaken,
    Responded,
    Revealed,
    Rewound,
    Ruled,
    SealedMove,
    Sprung,
    State,
    TurnOpened,
    Unexplained,
    View,
    face,
    fold,
    resume,
    undone,
    view_for,
)

if TYPE_CHECKING:
    from wargame.table import Table

#: Events between two positions that are written down: a moment is folded from at most so many.
_SPACING = 64
#: Entries of the log that a moment has on either side of its own.
_AROUND = 50

#: What an entry is to somebody who looks for a place: a ruling is known by its band.
Kind = (
    Literal["other", "turn", "hand-in", "reveal", "floor", "unseen", "overtaken", "override", "rewind"]
    | Literal["promise", "deal", "ending"]
    | Band
)
#: The kinds that are a step of a move: handed in, laid open, given the floor, ruled, overruled.
MOVES: frozenset[Kind] = frozenset({"hand-in", "reveal", "floor", "unseen", "overtaken", "override", *BANDS})
#: How far a step goes.
Gear = Literal["entry", "move", "turn"]


@frozen
class Viewpoint:
    """Where a replay begins: whose eyes, and which entry of their log.

    `any_eyes`: whether other eyes may be opened although the game still runs, as `wargame show --as` does it.
    """

    viewer: str = PUBLIC
    number: int = 1
    any_eyes: bool = False


@frozen
class Moment:
    """A game as it was after one entry of a viewer's log.

    `number` of `total` are the viewer's own numbers, from 1. `changed` are the ids of the tracks that stand elsewhere
    than after the entry before. `log` is the log around this entry: up to fifty entries before and as many after it.
    """

    viewer: str
    number: int
    total: int
    view: View
    face: Face
    changed: frozenset[str]
    log: tuple[Entry, ...]

    @property
    def turn(self) -> int:
        """The turn that was played; 0 before the first, and in the practice turn."""
        return self.view.turn


@frozen
class Recording:
    """A game's deck and events. `name` is what the game is saved as; `ended` says whether it is over."""

    deck: Deck
    name: str
    events: tuple[Event, ...] = field(repr=False)
    ended: bool
    _marks: tuple[State, ...] = field(repr=False, eq=False)
    _undone: frozenset[int] = field(repr=False, eq=False)
    history: History = field(repr=False, eq=False, factory=History)

    @classmethod
    def of(cls, deck: Deck, events: Iterable[Event], name: str = "") -> Recording:
        """A recording of these events, which begin with the first of the game; one pass over them."""
        known = tuple(events)
        folded, marks, history = Fold(), [], History()
        for position, event in enumerate(known):
            if position % _SPACING == 0:
                marks.append(folded.state())
            folded.apply(event)
            history.note(position + 1, folded.values)
        return cls(deck, name, known, folded.phase == "ended", tuple(marks), undone(known), history)

    def through(self, viewer: str) -> Eyes:
        """The recording as `viewer` (a seat, `public` or `facilitator`) may see it; one pass over the events."""
        seen = [
            (position, shown)
            for position, event in enumerate(self.events, 1)
            if (shown := face(self.deck, event, viewer)) is not None
        ]
        return Eyes(
            self,
            viewer,
            tuple(position for position, _ in seen),
            tuple(_kind(shown) for _, shown in seen),
            tuple(number for number, (_, shown) in enumerate(seen, 1) if isinstance(shown, TurnOpened)),
        )

    def is_undone(self, seq: int) -> bool:
        """Whether a rewind has taken back the event of this number."""
        return seq in self._undone

    def _state(self, position: int) -> State:
        """The state after so many events."""
        mark = min(position // _SPACING, len(self._marks) - 1)
        since = self.events[mark * _SPACING : position]
        if any(isinstance(event.body, Rewound) for event in since):
            return fold(self.events[:position])
        return resume(self._marks[mark], since)


@frozen
class Eyes:
    """What one viewer can be shown of a recording, by the numbers of that viewer's own log.

    `positions` says of each entry after how many events of the game it stands; `kinds` has the kind of each entry, in
    order; `openings` the numbers of the entries that open a turn.
    """

    recording: Recording
    viewer: str
    positions: tuple[int, ...] = field(repr=False)
    kinds: tuple[Kind, ...] = field(repr=False)
    openings: tuple[int, ...] = field(repr=False)

    @cached_property
    def courses(self) -> Mapping[str, tuple[int, ...]]:
        """The courses of the tracks that these eyes see, worked out once (`debrief.courses`)."""
        return courses(self)

    @property
    def total(self) -> int:
        """How many entries the log has."""
        return len(self.positions)

    def at(self, number: int) -> Moment:
        """The moment after the entry with this number. Raises LookupError where there is none."""
        if not 1 <= number <= self.total:
            raise LookupError(f"the log as {self.viewer} has entries 1 to {self.total}, and no {number}")
        view = self.view(number)
        before = self._values(number - 1) if number > 1 else {track.id: track.value for track in view.tracks}
        return Moment(
            self.viewer,
            number,
            self.total,
            view,
            self.shown(number),
            frozenset(track.id for track in view.tracks if before[track.id] != track.value),
            self.entries(number - _AROUND, number + _AROUND),
        )

    def entries(self, first: int, last: int) -> tuple[Entry, ...]:
        """The entries of the log from `first` to `last`, those of them that there are."""
        return tuple(self._entry(number) for number in range(max(1, first), min(last, self.total) + 1))

    def onward(self, number: int, gear: Gear = "entry") -> int:
        """The number of the next entry, of the next step of a move, or of the next opening of a turn; else the last."""
        return _ONWARD[gear](self, number)

    def back(self, number: int, gear: Gear = "entry") -> int:
        """The same the other way: within a turn first to its own opening; else the first."""
        return _BACK[gear](self, number)

    def nearest(self, number: int, other: Eyes) -> int:
        """The entry of these eyes for the moment of entry `number` of `other`: the same, or the last one before it."""
        return max(1, bisect_right(self.positions, other.positions[number - 1]))

    def of_event(self, event: int) -> int:
        """The entry of the event with this number; where it was not seen, the last one before it."""
        return max(1, bisect_right(self.positions, event))

    def view(self, number: int) -> View:
        """What the viewer was shown after the entry with this number."""
        return view_for(self.recording.deck, self._state(number), self.viewer)

    def event_at(self, number: int) -> int:
        """The number in the game of the event behind an entry."""
        return self.recording.events[self.positions[number - 1] - 1].seq

    def _values(self, number: int) -> dict[str, int]:
        return dict(self._state(number).values)

    def _state(self, number: int) -> State:
        return self.recording._state(self.positions[number - 1])

    def _entry(self, number: int) -> Entry:
        return Entry(number, self.shown(number), self.recording.is_undone(self.event_at(number)))

    def number_of(self, position: int) -> int | None:
        """The number that the event at this position of the game's log has here; None where it is not seen."""
        place = bisect_left(self.positions, position)
        return place + 1 if place < self.total and self.positions[place] == position else None

    def time(self, number: int) -> int:
        """When the entry was written, in milliseconds since the epoch, UTC."""
        return self.recording.events[self.positions[number - 1] - 1].at

    def shown(self, number: int) -> Face:
        """What the viewer sees of one entry. Raises LookupError where there is none."""
        if not 1 <= number <= self.total:
            raise LookupError(number)
        shown = face(self.recording.deck, self.recording.events[self.positions[number - 1] - 1], self.viewer)
        if shown is None:
            raise LookupError(number)
        return shown


def recording_of(table: Table, known: Recording | None = None) -> Recording:
    """What has been played at a table so far; `known` is an earlier recording, which is returned if nothing is new."""
    events = table.events
    if known is not None and len(known.events) == len(events):
        return known
    return Recording.of(table.deck, events, table.game.name)


_KINDS: dict[type, Callable[[Any], Kind]] = {
    TurnOpened: lambda shown: "turn",
    HandedIn: lambda shown: "hand-in",
    SealedMove: lambda shown: "hand-in",
    Revealed: lambda shown: "reveal",
    Ruled: lambda shown: shown.band,
    Unexplained: lambda shown: "unseen" if shown.seat else "other",
    Overtaken: lambda shown: "overtaken",
    FloorTaken: lambda shown: "floor",
    Responded: lambda shown: "reveal",
    Sprung: lambda shown: "reveal",
    Overridden: lambda shown: "override",
    Rewound: lambda shown: "rewind",
    **dict.fromkeys((Committed, CommitmentDue, CommitmentKept, CommitmentBroken), lambda shown: "promise"),
    **dict.fromkeys((DealOffered, DealAnswered, DealClosed), lambda shown: "deal"),
    GameEnded: lambda shown: "ending",
}


def _kind(shown: Face) -> Kind:
    """What an entry is; whatever nobody looks for is `other`."""
    known = _KINDS.get(type(shown))
    return known(shown) if known else "other"


def _next_move(eyes: Eyes, number: int) -> int:
    later = range(number + 1, eyes.total + 1)
    return next((each for each in later if eyes.kinds[each - 1] in MOVES), eyes.total)


def _last_move(eyes: Eyes, number: int) -> int:
    earlier = range(number - 1, 0, -1)
    return next((each for each in earlier if eyes.kinds[each - 1] in MOVES), 1)


def _next_turn(eyes: Eyes, number: int) -> int:
    place = bisect_right(eyes.openings, number)
    return eyes.openings[place] if place < len(eyes.openings) else eyes.total


def _last_turn(eyes: Eyes, number: int) -> int:
    place = bisect_left(eyes.openings, number)
    return eyes.openings[place - 1] if place else 1


_ONWARD: dict[Gear, Callable[[Eyes, int], int]] = {
    "entry": lambda eyes, number: min(number + 1, eyes.total),
    "move": _next_move,
    "turn": _next_turn,
}
_BACK: dict[Gear, Callable[[Eyes, int], int]] = {
    "entry": lambda eyes, number: max(number - 1, 1),
    "move": _last_move,
    "turn": _last_turn,
}
