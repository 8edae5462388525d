"""A condition says in words what it wants, with the present values beside it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.deck.expression import (
    Arithmetic,
    Call,
    Comparison,
    Junction,
    LevelTest,
    Node,
    Not,
    TrackValue,
    Values,
    WholeNumber,
    truth,
)
from wargame.deck.model import Condition, Track

_SHOWN = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@frozen
class Clause:
    """One part of a condition: what it wants, whether it holds, and what is so now."""

    wants: str
    holds: bool
    now: str


def clauses(condition: Condition, tracks: Mapping[str, Track], values: Values) -> tuple[Clause, ...]:
    """The parts that must all hold, in the order in which they were written."""
    node = condition.node
    terms = node.terms if isinstance(node, Junction) and node.word == "and" else (node,)
    return tuple(Clause(_words(term, tracks), truth(term, values), _present(term, tracks, values)) for term in terms)


def shown(track: Track, value: int) -> str:
    """A value as its level's title, or as a number with its unit.

    >>> shown(Track("cash", "Cash", "", 0, 99, 0, unit="million dollars"), 20)
    '20 million dollars'
    """
    if track.steps and (level := track.level(value)):
        return level.title
    return f"{value} {track.unit}".strip()


def _title(track: str, tracks: Mapping[str, Track]) -> str:
    return tracks[track].title if track in tracks else "Turn"


def _words(node: Node, tracks: Mapping[str, Track]) -> str:
    match node:
        case WholeNumber(value):
            return str(value)
        case TrackValue(track):
            return _title(track, tracks)
        case LevelTest(track, sign, level):
            return f"{_title(track, tracks)} {_SHOWN[sign]} {tracks[track].levels[level].title}"
        case Arithmetic(sign, left, right):
            return f"{_words(left, tracks)} {sign} {_words(right, tracks)}"
        case Call(function, arguments):
            return f"{function}({', '.join(_words(argument, tracks) for argument in arguments)})"
        case Comparison(sign, left, right):
            return f"{_words(left, tracks)} {_SHOWN[sign]} {_words(right, tracks)}"
        case Not(term):
            return f"not ({_words(term, tracks)})"
        case Junction(word, terms):
            return f" {word} ".join(_words(term, tracks) for term in terms)
    raise TypeError(f"not bound: {node}")


def _present(node: Node, tracks: Mapping[str, Track], values: Values) -> str:
    """The present values of all that the node reads; the title is left out where there is only one."""
    reads = list(dict.fromkeys(_reads(node)))
    found = [shown(tracks[track], values[track]) if track in tracks else str(values[track]) for track in reads]
    if len(found) == 1:
        return found[0]
    return ", ".join(f"{_title(track, tracks)} {value}" for track, value in zip(reads, found, strict=True))


def _reads(node: Node) -> list[str]:
    match node:
        case TrackValue(track) | LevelTest(track):
            return [track]
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return _reads(left) + _reads(right)
        case Call(_, arguments):
            return [track for argument in arguments for track in _reads(argument)]
        case Not(term):
            return _reads(term)
        case Junction(_, terms):
            return [track for term in terms for track in _reads(term)]
    return []
