"""What every check of a recorded game leans on: the deck, the dice, the board so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        """Each change must begin where the board stands."""
        for change in changes:
            present = self._values.get(change.track)
            if present != change.before:
                yield f"`{change.track}` is said to move from {change.before}, and stood at {present}"
            self._values[change.track] = change.after

    def _heard(self, each: Event, put: Put) -> Iterator[str]:
        if (each.audience != ALL) != unseen(self._deck, put):
            yield "what is said of a move is shown to others than its card says"

    def _floored(self, move: str) -> Iterator[str]:
        if move not in self._fold.floors:
            yield f"the move `{move}` is argued, which has no floor"
