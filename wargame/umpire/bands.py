"""A roll falls into one of the five bands."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.deck import BANDS, Band


def band_of(roll: int, bands: Mapping[Band, int]) -> Band:
    """The band that a roll of d100 falls into: low is good, so a roll up to the chance is a success.

    `bands` has the chance of each band in per cent. Raises ValueError for a roll beyond them.

    >>> from wargame.deck import Shares
    >>> band_of(60, Shares().bands(60)), band_of(61, Shares().bands(60))
    ('partial', 'failure')
    """
    top = 0
    for band in BANDS:
        top += bands.get(band, 0)
        if roll <= top:
            return band
    raise ValueError(f"a roll of {roll} lies beyond the bands, which end at {top}")
