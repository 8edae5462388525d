"""What may come to be: between which values each track can lie, and whether a condition can hold there.

Ranges are never too narrow: whatever can happen in play lies inside them. They may be too wide, since each track is
taken apart from the others; so what is said never to hold never does, and what is said to hold may not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from wargame.deck.language.expression import (
    Arithmetic,
    Call,
    Comparison,
    Junction,
    LevelTest,
    Node,
    Not,
    Number,
    Sign,
    TrackValue,
    WholeNumber,
    parts,
    round_half_up,
)


@frozen
class Range:
    """From `low` to `high`, both included."""

    low: Number
    high: Number

    def hull(self, other: Range) -> Range:
        """The range that holds both."""
        return Range(min(self.low, other.low), max(self.high, other.high))


Ranges = Mapping[str, Range]

_OPPOSITE: dict[Sign, Sign] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: dict[Sign, Sign] = {"=": "=", "!=": "!=", "<": ">", ">=": "<=", ">": "<", "<=": ">="}


def number_range(node: Node, ranges: Ranges) -> Range:
    """Between which values a bound number lies."""
    match node:
        case WholeNumber(value):
            return Range(value, value)
        case TrackValue(track):
            return ranges[track]
        case Arithmetic(sign, left, right):
            return _SUMS[sign](number_range(left, ranges), number_range(right, ranges))
        case Call(function, arguments):
            return _CALLS[function]([number_range(each, ranges) for each in arguments])
    raise TypeError(f"not a number: {node}")


def _times(left: Range, right: Range) -> Range:
    corners = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    return Range(min(corners), max(corners))


def _over(left: Range, right: Range) -> Range:
    """Only a whole number other than 0 may stand below `/`."""
    return _times(left, Range(Fraction(1) / Fraction(right.low), Fraction(1) / Fraction(right.high)))


def _absolute(arguments: list[Range]) -> Range:
    (only,) = arguments
    if only.low >= 0:
        return only
    return Range(0 if only.high >= 0 else -only.high, max(-only.low, only.high))


_SUMS: dict[str, Callable[[Range, Range], Range]] = {
    "+": lambda left, right: Range(left.low + right.low, left.high + right.high),
    "-": lambda left, right: Range(left.low - right.high, left.high - right.low),
    "*": _times,
    "/": _over,
}
_CALLS: dict[str, Callable[[list[Range]], Range]] = {
    "min": lambda found: Range(min(each.low for each in found), min(each.high for each in found)),
    "max": lambda found: Range(max(each.low for each in found), max(each.high for each in found)),
    "abs": _absolute,
    "round": lambda found: Range(round_half_up(found[0].low), round_half_up(found[0].high)),
}


def narrowed(node: Node, ranges: Ranges, wanted: bool = True) -> Ranges | None:
    """The ranges where a bound truth is `wanted`; None where it can't be."""
    match node:
        case Not(term):
            return narrowed(term, ranges, not wanted)
        case Junction(word, terms):
            return _all(terms, ranges, wanted) if (word == "and") == wanted else _any(terms, ranges, wanted)
        case LevelTest(track, sign, level, starts):
            return _levels(track, sign if wanted else _OPPOSITE[sign], level, starts, ranges)
        case Comparison(sign, left, right):
            return _compared(sign if wanted else _OPPOSITE[sign], left, right, ranges)
    raise TypeError(f"not a truth: {node}")


def _all(terms: tuple[Node, ...], ranges: Ranges, wanted: bool) -> Ranges | None:
    found: Ranges | None = ranges
    for term in terms:
        found = None if found is None else narrowed(term, found, wanted)
    return found


def _any(terms: tuple[Node, ...], ranges: Ranges, wanted: bool) -> Ranges | None:
    found = [each for each in (narrowed(term, ranges, wanted) for term in terms) if each is not None]
    if not found:
        return None
    together = dict(found[0])
    for each in found[1:]:
        together = {name: known.hull(each[name]) for name, known in together.items()}
    return together


def _levels(track: str, sign: Sign, level: int, starts: tuple[int, ...], ranges: Ranges) -> Ranges | None:
    """A level as a stretch of values: from its own start to before the next one's."""
    own = ranges[track]
    places = Range(bisect_right(starts, own.low) - 1, bisect_right(starts, own.high) - 1)
    kept = _kept(places, sign, Range(level, level))
    if kept is None:
        return None
    low = own.low if kept.low == places.low else starts[int(kept.low)]
    high = own.high if kept.high == places.high else starts[int(kept.high) + 1] - 1
    return {**ranges, track: Range(low, high)}


def _compared(sign: Sign, left: Node, right: Node, ranges: Ranges) -> Ranges | None:
    one, other = number_range(left, ranges), number_range(right, ranges)
    kept = _kept(one, sign, other, whole=_is_whole(left))
    kept_other = _kept(other, _MIRRORED[sign], one, whole=_is_whole(right))
    if kept is None or kept_other is None:
        return None
    for node, own in ((left, kept), (right, kept_other)):
        if isinstance(node, TrackValue):
            ranges = {**ranges, node.track: own}
    return ranges


def _kept(own: Range, sign: Sign, other: Range, *, whole: bool = True) -> Range | None:
    """What is left of a range where it compares so with some value of the other; of whole numbers only, if `whole`."""
    low, high = own.low, own.high
    if sign == "!=":
        return None if low == high == other.low == other.high else own
    if sign in ("=", ">=", ">"):
        low = max(low, other.low)
        if whole:
            low = max(own.low, floor(other.low) + 1) if sign == ">" else ceil(low)
    if sign in ("=", "<=", "<"):
        high = min(high, other.high)
        if whole:
            high = min(own.high, ceil(other.high) - 1) if sign == "<" else floor(high)
    impossible = low > high or (sign == ">" and high <= other.low) or (sign == "<" and low >= other.high)
    return None if impossible else Range(low, high)


def _is_whole(node: Node) -> bool:
    """Whether a number is always whole: nothing is divided in it but what is rounded again."""
    match node:
        case Arithmetic("/", _, _):
            return False
        case Call("round", _):
            return True
    return all(_is_whole(below) for below in parts(node))
