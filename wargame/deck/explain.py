"""A condition says in words what it wants, with the present values beside it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.deck.condition import Condition
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
    parts,
    truth,
)
from wargame.deck.model import Effect, Track

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


def reckoned(node: Node, tracks: Mapping[str, Track]) -> str:
    """What a sum or a condition says, in the titles of the board: `Trust + 3 * Service`."""
    return _words(node, tracks)


def done(effect: Effect, tracks: Mapping[str, Track]) -> str:
    """What an effect does, in the titles of the board: `Trust +2`, `Money − Service`, `Service = Weekends`.

    >>> trust = Track("trust", "Trust", "", 0, 9, 4)
    >>> done(Effect("trust", "-", WholeNumber(1)), {"trust": trust})
    'Trust −1'
    """
    track, amount = tracks[effect.track], effect.amount
    sign = effect.sign.replace("-", "−")
    if not isinstance(amount, WholeNumber):
        tight = 6 if effect.sign == "=" else 0
        return f"{track.title} {sign} {_words(amount, tracks, tight)}"
    if effect.sign == "=":
        return f"{track.title} = {shown(track, amount.value)}"
    return f"{track.title} {sign}{amount.value}"


def _title(track: str, tracks: Mapping[str, Track]) -> str:
    return tracks[track].title if track in tracks else "Turn"


#: How tightly each form holds together; a looser one inside a tighter one is put in brackets.
_LOOSENESS = {"or": 5, "and": 4, "not": 3, "compare": 2, "+": 1, "-": 1, "*": 0, "/": 0}


def _words(node: Node, tracks: Mapping[str, Track], within: int = 6) -> str:
    text, looseness = _said(node, tracks)
    return f"({text})" if looseness > within else text


def _said(node: Node, tracks: Mapping[str, Track]) -> tuple[str, int]:
    """What a node says, and how loosely."""
    match node:
        case WholeNumber(value):
            return str(value), -1
        case TrackValue(track):
            return _title(track, tracks), -1
        case LevelTest(track, sign, level):
            return f"{_title(track, tracks)} {_SHOWN[sign]} {tracks[track].levels[level].title}", _LOOSENESS["compare"]
        case Arithmetic(sign, left, right):
            own = _LOOSENESS[sign]
            # What stands right of `-` or `/` is bracketed where it is as loose: a - (b - c).
            right_within = own - 1 if sign in "-/" else own
            return f"{_words(left, tracks, own)} {sign} {_words(right, tracks, right_within)}", own
        case Call(function, arguments):
            return f"{function}({', '.join(_words(argument, tracks) for argument in arguments)})", -1
        case Comparison(sign, left, right):
            own = _LOOSENESS["compare"]
            return f"{_words(left, tracks, own)} {_SHOWN[sign]} {_words(right, tracks, own)}", own
        case Not(term):
            return f"not {_words(term, tracks, _LOOSENESS['compare'] - 1)}", _LOOSENESS["not"]
        case Junction(word, terms):
            own = _LOOSENESS[word]
            return f" {word} ".join(_words(term, tracks, own - 1) for term in terms), own
    raise TypeError(f"not bound: {node}")


def _present(node: Node, tracks: Mapping[str, Track], values: Values) -> str:
    """The present values of all that the node reads; the title is left out where there is only one."""
    reads = list(dict.fromkeys(_reads(node)))
    found = [shown(tracks[track], values[track]) if track in tracks else str(values[track]) for track in reads]
    if len(found) == 1:
        return found[0]
    return ", ".join(f"{_title(track, tracks)} {value}" for track, value in zip(reads, found, strict=True))


def _reads(node: Node) -> list[str]:
    """The tracks that a node reads, in the order of writing."""
    own = [node.track] if isinstance(node, TrackValue | LevelTest) else []
    return own + [track for part in parts(node) for track in _reads(part)]
