"""Chances before any die falls: how many of all falls, each as likely as another, give each band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import product

from attrs import frozen

from wargame.deck import BANDS, SUCCESSES, Band


@frozen
class Chances:
    """Of `of` equally likely falls, `counts` says how many give each band; every band is there, in order."""

    counts: Mapping[Band, int]
    of: int

    @classmethod
    def counted(cls, bands: Iterable[Band]) -> Chances:
        """The chances where each of these bands is as likely as another.

        >>> Chances.counted(["success", "failure", "failure"]).success
        Fraction(1, 3)
        """
        found = Counter(bands)
        return cls({band: found[band] for band in BANDS}, found.total())

    def halved(self) -> Chances:
        """The chances where each success has to win an even roll-off as well, and fails where it loses."""
        won: dict[Band, int] = {band: self.counts.get(band, 0) * (1 if band in SUCCESSES else 2) for band in BANDS}
        lost = sum(self.counts.get(band, 0) for band in SUCCESSES)
        return Chances({**won, "failure": won["failure"] + lost}, 2 * self.of)

    def part(self, band: Band) -> Fraction:
        """The chance of one band, as a part of 1."""
        return Fraction(self.counts.get(band, 0), self.of or 1)

    @property
    def success(self) -> Fraction:
        """The chance that it works at all: triumph, success or partial."""
        return sum((self.part(band) for band in SUCCESSES), Fraction(0))

    @property
    def per_cent(self) -> int:
        """The chance that it works at all, in whole per cent; a half is rounded up."""
        return int(self.success * 100 + Fraction(1, 2))

    @property
    def shares(self) -> dict[Band, int]:
        """The chance of each band in whole per cent, 100 in all; what rounding leaves goes to the largest fractions.

        >>> Chances.counted(["success", "failure", "failure"]).shares["failure"]
        67
        """
        exact = {band: self.part(band) * 100 for band in BANDS}
        found = {band: int(part) for band, part in exact.items()}
        rests = sorted(BANDS, key=lambda band: found[band] - exact[band])
        for band in rests[: (100 - sum(found.values())) if self.of else 0]:
            found[band] += 1
        return found


def enumerated(sides: tuple[int, ...], band_of: Callable[[tuple[int, ...]], Band]) -> Chances:
    """Every fall of dice with so many sides, once."""
    return Chances.counted(band_of(values) for values in product(*(range(1, each + 1) for each in sides)))
