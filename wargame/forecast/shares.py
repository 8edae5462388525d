"""Parts of a whole in per cent, and how far they can be trusted."""

from __future__ import annotations

from math import sqrt

#: Standard normal deviate of an interval that holds the true share 95 times in 100.
_Z = 1.96


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent: whole numbers, a decimal below one, and 0 and 100 only where they are exact.

    >>> share(0, 500), share(1, 500), share(5, 500), share(333, 500), share(499, 500), share(0, 0)
    ('0 %', '0.2 %', '1 %', '67 %', '>99 %', '–')
    """
    if not whole:
        return "–"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return f"{max(percent, 0.1):.1f} %" if percent < 0.95 else "<1 %"
    return ">99 %" if 99 < percent < 100 else f"{percent:.0f} %"


def interval(part: int, whole: int) -> tuple[int, int]:
    """The Wilson score interval of a share, in whole per cent; it holds the true one 95 times in 100.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).

    >>> interval(50, 100), interval(0, 500), interval(0, 0)
    ((40, 60), (0, 1), (0, 100))
    """
    if not whole:
        return 0, 100
    rate, square = part / whole, _Z * _Z
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return round(100 * (middle - reach)), round(100 * (middle + reach))
