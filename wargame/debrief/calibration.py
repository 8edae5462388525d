"""Calibration: how often it happened that was called so likely, for each team's ballots and for the umpire's odds.

Brier score: the mean of the squared distance between the chance that was named, from 0 to 1, and what happened, 1 or 0;
0 is perfect, 0.25 is what a coin gets. Source: G. W. Brier, Verification of forecasts expressed in terms of probability
(1950); its parts: A. H. Murphy, A new vector partition of the probability score (1973).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from wargame.debrief.luck import is_thrown
from wargame.debrief.story import Story
from wargame.deck import SUCCESSES
from wargame.umpire import Chances

#: With fewer rulings a score says more about the dice than about who named the chances.
ENOUGH_FORECASTS = 100
#: Chances are gathered by tens of per cent.
_BINS = 10
UMPIRE = "umpire"


@frozen
class Forecast:
    """Somebody named a chance of success, from 0 to 1, and then it came off, or not."""

    who: str
    chance: Fraction
    happened: bool


@frozen
class Bin:
    """The forecasts from `low` to `high` per cent: how many, their mean, and how many of them came off."""

    low: int
    high: int
    forecasts: int
    mean: Fraction
    happened: int

    @property
    def share(self) -> Fraction:
        """How often it came off, from 0 to 1."""
        return Fraction(self.happened, self.forecasts)


@frozen
class Calibration:
    """How well somebody's chances were calibrated.

    `brier` is the score; `reliability` how far the chances of each bin lay from what happened (0 is best),
    `resolution` how far what happened in each bin lay from what happened on the whole (more is better), and
    `uncertainty` what a forecaster gets who always names the share on the whole. `within` is what is left: how far
    chances of one bin lay apart.
    """

    who: str
    forecasts: int
    happened: int
    brier: Fraction
    reliability: Fraction
    resolution: Fraction
    uncertainty: Fraction
    bins: tuple[Bin, ...]

    @property
    def within(self) -> Fraction:
        """What binning has lost of the score."""
        return self.brier - (self.reliability - self.resolution + self.uncertainty)

    @property
    def tells(self) -> bool:
        """Whether there are enough forecasts for the score to mean anything."""
        return self.forecasts >= ENOUGH_FORECASTS


def forecasts_of(story: Story) -> tuple[Forecast, ...]:
    """Every chance that was named before dice decided: by a team on a ballot, and by the umpire as odds."""
    found = []
    for each in story.rulings:
        if not is_thrown(each):
            continue
        happened = each.body.band in SUCCESSES
        found.append(Forecast(UMPIRE, Chances(each.body.bands, each.body.of).success, happened))
        found.extend(Forecast(seat, Fraction(chance, 100), happened) for seat, chance in each.ballots.items())
    return tuple(found)


def calibration(forecasts: Iterable[Forecast]) -> tuple[Calibration, ...]:
    """The calibration of everybody who named a chance, in the order in which they first did."""
    by: dict[str, list[Forecast]] = {}
    for each in forecasts:
        by.setdefault(each.who, []).append(each)
    return tuple(_calibrated(who, several) for who, several in by.items())


def brier(forecasts: Iterable[Forecast]) -> Fraction:
    """The mean squared distance of at least one forecast from what happened, 0 to 1."""
    known = tuple(forecasts)
    return sum(((each.chance - each.happened) ** 2 for each in known), Fraction(0)) / len(known)


def _calibrated(who: str, forecasts: list[Forecast]) -> Calibration:
    many, happened = len(forecasts), sum(each.happened for each in forecasts)
    whole = Fraction(happened, many)
    bins = _bins(forecasts)
    return Calibration(
        who,
        many,
        happened,
        brier(forecasts),
        sum((each.forecasts * (each.mean - each.share) ** 2 for each in bins), Fraction(0)) / many,
        sum((each.forecasts * (each.share - whole) ** 2 for each in bins), Fraction(0)) / many,
        whole * (1 - whole),
        bins,
    )


def _bins(forecasts: Iterable[Forecast]) -> tuple[Bin, ...]:
    """Those bins in which there is a forecast; 100 per cent belongs to the last."""
    found: dict[int, list[Forecast]] = {}
    for each in forecasts:
        found.setdefault(min(_BINS - 1, int(each.chance * _BINS)), []).append(each)
    wide = 100 // _BINS
    return tuple(
        Bin(
            place * wide,
            (place + 1) * wide,
            len(several),
            sum((each.chance for each in several), Fraction(0)) / len(several),
            sum(each.happened for each in several),
        )
        for place, several in sorted(found.items())
    )
