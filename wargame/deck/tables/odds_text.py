"""Odds as other games write them, in per cent: `7+` on two dice, `8 or more`, `3-5`, `60 %`, `very likely`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from wargame.deck.language.expression import round_half_up

#: The dice that tables of other games are rolled on: how many, and how many sides each.
DICE: Mapping[str, tuple[int, int]] = {
    "2d6": (2, 6),
    "d6": (1, 6),
    "d10": (1, 10),
    "d20": (1, 20),
    "d100": (1, 100),
    "3d6": (3, 6),
}

_PER_CENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|per ?cent|percent|pct)", re.I)
_NUMBER = re.compile(r"\d{1,3}")
_LEAST = re.compile(
    r"(\d{1,3})\s*(?:\+|(?:or|and)\s+(?:more|higher|better|above|over|up|greater))|"
    r"(?:>=|≥|at least|min(?:imum)?\.?)\s*(\d{1,3})",
    re.I,
)
_MOST = re.compile(
    r"(\d{1,3})\s*(?:-|−|(?:or|and)\s+(?:less|lower|fewer|below|under))|"
    r"(?:<=|≤|at most|up to|max(?:imum)?\.?)\s*(\d{1,3})",
    re.I,
)
_OVER = re.compile(r"(?:>|over|above|more than)\s*(\d{1,3})", re.I)
_UNDER = re.compile(r"(?:<|under|below|less than)\s*(\d{1,3})", re.I)
_BETWEEN = re.compile(r"(\d{1,3})\s*(?:-|–|—|−|to|\.\.)\s*(\d{1,3})", re.I)
_ROLLED = re.compile(r"^(?:\d?d\d{1,3}|roll)\s*:?\s*|\s+on\s+(?:an?\s+)?\d?d\d{1,3}$", re.I)


class UnreadableOdds(ValueError):
    """Odds that can't be told; the sentence says why, without its full stop."""


def odds(text: str, scale: Mapping[str, int], die: str | None = None) -> int | str:
    """A word of the scale, or per cent from 0 to 100. Raises UnreadableOdds.

    >>> scale = {"very_likely": 88}
    >>> odds("7+", scale, "2d6"), odds("8 or more", scale, "d10"), odds("3-5", scale, "d6"), odds("≤4", scale, "d20")
    (58, 30, 50, 20)
    >>> odds("60 %", scale, "d6"), odds("35", scale), odds("Very likely", scale)
    (60, 35, 'very_likely')
    """
    said = " ".join(text.split())
    if not said:
        raise UnreadableOdds("no chance is given")
    word = said.casefold().replace(" ", "_").replace("-", "_")
    if word in scale:
        return word
    if match := _PER_CENT.fullmatch(said):
        return _per_cent(int(match[1]), said)
    if die is None:
        if _NUMBER.fullmatch(said):
            return _per_cent(int(said), said)
        hint = "; `--die 2d6` says what it is rolled on" if _range(said, 2, 12) is not None else ""
        raise UnreadableOdds(f"the chance `{said[:40]}` is neither per cent nor a word of the scale{hint}")
    many, sides = DICE[die]
    bounds = _range(_ROLLED.sub("", said), many, many * sides)
    if bounds is None:
        hint = "; is it 7+, or 7 or less?" if _NUMBER.fullmatch(said) else ""
        raise UnreadableOdds(f"the chance `{said[:40]}` is no range of {die}{hint}")
    chance = rolled(many, sides, *bounds)
    if chance == 0:
        raise UnreadableOdds(f"`{said[:40]}` never comes up on {die}")
    return chance


def rolled(many: int, sides: int, lowest: int, highest: int) -> int:
    """How often so many dice come to `lowest` up to `highest`, both included, in whole per cent; a half goes up.

    >>> rolled(2, 6, 7, 12), rolled(3, 6, 10, 18)
    (58, 63)
    """
    sums = Counter(sum(dice) for dice in product(range(1, sides + 1), repeat=many))
    hits = sum(count for total, count in sums.items() if lowest <= total <= highest)
    return round_half_up(Fraction(100 * hits, sides**many))


def _per_cent(number: int, said: str) -> int:
    if number > 100:
        raise UnreadableOdds(f"`{said[:40]}` is more than a hundred per cent")
    return number


def _range(said: str, lowest: int, highest: int) -> tuple[int, int] | None:
    """The lowest and the highest throw that is meant."""
    if match := _BETWEEN.fullmatch(said):
        return int(match[1]), int(match[2])
    if match := _LEAST.fullmatch(said):
        return int(match[1] or match[2]), highest
    if match := _MOST.fullmatch(said):
        return lowest, int(match[1] or match[2])
    if match := _OVER.fullmatch(said):
        return int(match[1]) + 1, highest
    if match := _UNDER.fullmatch(said):
        return lowest, int(match[1]) - 1
    return None
