"""What every check of a recorded game leans on: the deck, the dice, the board so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from wargame.deck import ALL, Deck
from wargame.rules import (
    Argument,
    Change,
    Event,
    Fold,
    GameOpened,
    Put,
    Ruled,
    VotesShown,
    applied,
    effect_changes,
    unseen,
)
from wargame.table.progress import Stakes
from wargame.table.registry import known_methods
from wargame.umpire import (
    Dice,
)


@frozen
class Due:
    """A move that has to be ruled next, in the same breath as what has just happened to the one it was set against.

    `first` is the ruling of that one, None where it was overtaken. `said` and `swayed` are what was so of the move when
    the odds of both were taken.
    """

    move: str
    first: Ruled | None
    said: Argument | None
    swayed: tuple[tuple[int, str], ...]


class Checks:
    """A game as far as its log was read, and what is asked of it again and again."""

    def __init__(self, deck: Deck, opened: GameOpened) -> None:
        """`opened` is the body of the log's first event. Raises ValueError for a secret that is not hexadecimal."""
        self._deck = deck
        self._opened = opened
        self._fold = Fold()
        self._values: dict[str, int] = dict(opened.values)
        self._stakes = Stakes.of(deck, opened, known_methods)
        self._ends: frozenset[int] = frozenset()
        self._due: Due | None = None
        self._opening: VotesShown | None = None

    @property
    def _dice(self) -> Dice:
        """The game's dice, with the words that had been given by then."""
        return self._stakes.dice(" ".join(self._fold.words.values()))

    def changed(self, changes: Sequence[Change]) -> Iterator[str]:
        """Each change must begin where the board stands and end within bounds; what is derived must move along."""
        before, well = dict(self._values), True
        for change in changes:
            track, present = self._deck.tracks.get(change.track), self._values.get(change.track)
            if present != change.before:
                well = False
                yield f"`{change.track}` is said to move from {change.before}, and stood at {present}"
            if track is not None and track.clamp(change.after) != change.after:
                well = False
                yield f"`{change.track}` is said to move beyond its bounds"
            self._values[change.track] = change.after
        if changes and well:
            due = applied(before, moved_along(self._deck, before, self._fold.turn, changes))
            for name, value in due.items():
                if self._values[name] != value:
                    yield f"`{name}` does not move along with what it is derived from"

    def _heard(self, each: Event, put: Put) -> Iterator[str]:
        if (each.audience != ALL) != unseen(self._deck, put):
            yield "what is said of a move is shown to others than its card says"

    def _floored(self, move: str) -> Iterator[str]:
        if move not in self._fold.floors:
            yield f"the move `{move}` is argued, which has no floor"


def moved_along(deck: Deck, values: Mapping[str, int], turn: int, changes: Iterable[Change]) -> tuple[Change, ...]:
    """What moves from `values` where these changes, and no others, are made by hand.

    Each track is held within its bounds. Derived tracks follow, whatever `changes` say of them.
    """
    tracks = deck.tracks
    own = {each.track: tracks[each.track].clamp(each.after) for each in changes if tracks[each.track].derived is None}
    after = {**values, **own}
    after = applied(after, effect_changes(deck, after, turn, ()))
    return tuple(Change(name, values[name], after[name]) for name in tracks if values[name] != after[name])
