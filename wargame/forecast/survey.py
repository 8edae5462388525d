"""What many games came to: counts that add up, so that a survey of many games is the sum of surveys of its parts.

Shares are taken of the games that ended; a game that broke off is counted in `games` and named in `errors`, no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve, field, fields_dict, frozen

from wargame.deck import BANDS, Band, Deck

#: What each band is worth where a mean is taken of several: even steps, with partial success in the middle.
BAND_VALUES: dict[Band, int] = {"triumph": 2, "success": 1, "partial": 0, "failure": -1, "disaster": -2}


@frozen
class GameError:
    """A game that raised an error or did not end; the sentence says which."""

    seed: str
    sentence: str


@frozen
class DeadEnd:
    """A seat had to pass: when it was to choose, none of its cards could be played."""

    seed: str
    turn: int
    seat: str


@frozen
class CardCount:
    """One card. `playable` and `played` count games in which it was so at least once; played means ruled.

    `overtaken` counts the times that it was handed in and could no longer be made, `bands` its rulings. Of these,
    `clamped` counts those whose odds were held at a limit, and `modifiers` those in which each modifier applied, by its
    place on the card, from 0.
    """

    playable: int = 0
    played: int = 0
    overtaken: int = 0
    clamped: int = 0
    bands: Mapping[Band, int] = field(factory=dict)
    modifiers: Mapping[int, int] = field(factory=dict)

    @property
    def rulings(self) -> int:
        """How often it was ruled."""
        return sum(self.bands.values())

    @property
    def value(self) -> int:
        """What its rulings are worth together, by BAND_VALUES."""
        return sum(BAND_VALUES[band] * times for band, times in self.bands.items())


@frozen
class TrackCount:
    """One track: how many games it ended in at each value, in how many it ever moved, and was ever held at a bound."""

    ends: Mapping[int, int] = field(factory=dict)
    moved: int = 0
    clamped: int = 0

    @property
    def minimum(self) -> int:
        """The lowest value at an end. Raises ValueError where no game has ended."""
        return min(self.ends)

    @property
    def median(self) -> int:
        """The value at the end of the game in the middle, the lower one of two. Raises ValueError like `minimum`."""
        half = sum(self.ends.values())
        for value in sorted(self.ends):
            half -= 2 * self.ends[value]
            if half <= 0:
                return value
        raise ValueError("no game has ended")

    @property
    def maximum(self) -> int:
        """The highest value at an end. Raises ValueError like `minimum`."""
        return max(self.ends)


@frozen
class Survey:
    """What so many games of a deck came to.

    `turns`: games by how many turns they took; `ends`: games by what ended them, an early end's id or `calendar`;
    `answers`: games by the state of each answer; `injects`: games in which each arrived; `objectives`: games in which
    the board agreed that a seat's objective was reached, by seat and place from 0, where the deck lets the board say.
    """

    games: int = 0
    ended: int = 0
    errors: tuple[GameError, ...] = ()
    dead_ends: tuple[DeadEnd, ...] = ()
    turns: Mapping[int, int] = field(factory=dict)
    ends: Mapping[str, int] = field(factory=dict)
    cards: Mapping[str, CardCount] = field(factory=dict)
    answers: Mapping[str, Mapping[str, int]] = field(factory=dict)
    tracks: Mapping[str, TrackCount] = field(factory=dict)
    injects: Mapping[str, int] = field(factory=dict)
    objectives: Mapping[str, Mapping[int, int]] = field(factory=dict)

    def __add__(self, other: Survey) -> Survey:
        """Both together, `other` after this one."""
        return _sum(self, other)

    @classmethod
    def blank(cls, deck: Deck) -> Survey:
        """No game yet: everything of the deck is there, and all of it zero."""
        return cls(
            cards={
                card.id: CardCount(
                    bands=dict.fromkeys(BANDS, 0), modifiers=dict.fromkeys(range(len(card.modifiers)), 0)
                )
                for card in deck.cards.values()
            },
            answers={answer.id: {state.id: 0 for state in answer.states} for answer in deck.answers},
            tracks={track: TrackCount() for track in deck.tracks},
            injects=dict.fromkeys(deck.injects, 0),
            objectives={
                seat.id: {place: 0 for place, each in enumerate(seat.objectives) if each.condition is not None}
                for seat in deck.seats.values()
            },
        )

    def mean_band(self, deck: Deck, seat: str) -> float | None:
        """The mean of BAND_VALUES over all rulings of a seat, from -2 to 2; None where there were none."""
        counts = [self.cards[card.id] for card in deck.hand(seat)]
        rulings = sum(count.rulings for count in counts)
        return sum(count.value for count in counts) / rulings if rulings else None


def total(deck: Deck, surveys: Iterable[Survey]) -> Survey:
    """The sum of several surveys of a deck, in their order."""
    whole = Survey.blank(deck)
    for each in surveys:
        whole += each
    return whole


Summed = TypeVar("Summed")


def _sum(left: Summed, right: Summed) -> Summed:
    """Numbers are added, lists put end to end, mappings and records added part by part."""
    return _SUMS.get(type(left), _records)(left, right)  # type: ignore[no-any-return]


def _mappings(left: Mapping[Any, Any], right: Mapping[Any, Any]) -> dict[Any, Any]:
    added = {key: _sum(left[key], value) if key in left else value for key, value in right.items()}
    return {**left, **added}


def _records(left: Any, right: Any) -> Any:
    return evolve(left, **{name: _sum(getattr(left, name), getattr(right, name)) for name in fields_dict(type(left))})


_SUMS: dict[type, Any] = {
    int: lambda left, right: left + right,
    tuple: lambda left, right: left + right,
    dict: _mappings,
}
