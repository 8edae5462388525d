"""Luck: what the dice gave each seat, beside what they would give on average.

Each ruling is worth 2 for a triumph, 1 for a success, 0 for a partial one, -1 for a failure and -2 for a disaster.
Luck is the sum of what fell less the sum of what was to be expected from the chances of the bands, which the log has.
Only what dice decided counts, as they fell: a band that was set by hand is no luck, and neither is an override.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from wargame.debrief.story import Ruling, Story
from wargame.deck import Band

#: What each band is worth: even steps, with partial success in the middle.
WORTH: Mapping[Band, int] = {"triumph": 2, "success": 1, "partial": 0, "failure": -1, "disaster": -2}
#: What falls outside the interval of luck happens to one seat in twenty: one time in forty on either side.
_TAIL = Fraction(1, 40)

#: How likely each sum is, as a part of 1.
Sums = Mapping[int, Fraction]


@frozen
class Luck:
    """The luck of one seat over `rolls` rulings.

    `actual` is the sum of what fell, `expected` what was to be expected. `low` and `high` bound the luck of nineteen
    seats in twenty with these very chances, exactly and not by a normal curve. `at_least` and `at_most` are the
    likelihoods, from 0 to 1, of falling so well or better, and so badly or worse.
    """

    seat: str
    rolls: int
    actual: int
    expected: Fraction
    low: Fraction
    high: Fraction
    at_least: Fraction
    at_most: Fraction
    tells: bool

    @property
    def luck(self) -> Fraction:
        """What fell, less what was to be expected; above 0 the dice were kind."""
        return self.actual - self.expected

    @property
    def unusual(self) -> bool:
        """Whether nineteen seats in twenty have less luck, or less bad luck."""
        return self.tells and not self.low <= self.luck <= self.high


def luck_of(story: Story) -> tuple[Luck, ...]:
    """The luck of each seat, in the deck's order."""
    return tuple(_luck(seat, [each for each in story.of_seat(seat) if is_thrown(each)]) for seat in story.deck.seats)


def is_thrown(ruling: Ruling) -> bool:
    """Whether dice decided the ruling, the program's or real ones."""
    return bool(ruling.body.rolls) and bool(ruling.body.bands) and ruling.body.override is None


def expected_worth(ruling: Ruling) -> Fraction:
    """What a ruling was to be expected to be worth before its dice fell, from -2 to 2."""
    return sum((value * likelihood for value, likelihood in _worths(ruling).items()), Fraction(0))


def _luck(seat: str, rulings: Iterable[Ruling]) -> Luck:
    thrown = tuple(rulings)
    sums = _together(thrown)
    actual = sum(WORTH[each.body.band] for each in thrown)
    expected = sum((expected_worth(each) for each in thrown), Fraction(0))
    low, high = _interval(sums)
    return Luck(
        seat,
        len(thrown),
        actual,
        expected,
        low - expected,
        high - expected,
        sum((part for value, part in sums.items() if value >= actual), Fraction(0)),
        sum((part for value, part in sums.items() if value <= actual), Fraction(0)),
        tells=min(sums) < low or max(sums) > high,
    )


def _worths(ruling: Ruling) -> Sums:
    """How likely each worth of a ruling was."""
    found: dict[int, Fraction] = {}
    for band, count in ruling.body.bands.items():
        if count:
            found[WORTH[band]] = found.get(WORTH[band], Fraction(0)) + Fraction(count, ruling.body.of)
    return found


def _together(rulings: Iterable[Ruling]) -> Sums:
    """How likely each sum of several rulings was: their distributions folded into one, exactly."""
    sums: dict[int, Fraction] = {0: Fraction(1)}
    for ruling in rulings:
        grown: dict[int, Fraction] = {}
        for total, likelihood in sums.items():
            for value, part in _worths(ruling).items():
                grown[total + value] = grown.get(total + value, Fraction(0)) + likelihood * part
        sums = grown
    return sums


def _interval(sums: Sums) -> tuple[int, int]:
    """The sums from which one time in forty something falls below, at most, and one in forty above."""
    values = sorted(sums)
    low = next(value for value in values if sum(sums[each] for each in values if each <= value) > _TAIL)
    high = next(value for value in reversed(values) if sum(sums[each] for each in values if each >= value) > _TAIL)
    return low, high
