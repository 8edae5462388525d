"""Amounts and effects as text: what `expression` and `binding` read, written again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wargame.deck.language.binding import CLAUSE, SIGNS, clauses
from wargame.deck.language.expression import MOST_CHARACTERS, Arithmetic, Call, Node, TrackValue, WholeNumber
from wargame.deck.model import Effect

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3
_WORDS = {"+": "up", "-": "down", "=": "to"}


def node_text(node: Node) -> str:
    """A bound number as its author might have written it; parsing and binding it gives the same node.

    >>> node_text(Arithmetic("-", TrackValue("cash"), Arithmetic("+", WholeNumber(2), TrackValue("troops"))))
    'cash - (2 + troops)'
    """
    text = _spelled(node)
    return text if len(text) <= MOST_CHARACTERS else text.replace(" ", "")


def _spelled(node: Node) -> str:
    match node:
        case WholeNumber(value):
            return str(value)
        case TrackValue(track):
            return track
        case Call(function, arguments):
            return f"{function}({', '.join(map(_spelled, arguments))})"
        case Arithmetic("-", WholeNumber(0), right) if _strength(right) == _ATOM:
            return f"-{_spelled(right)}"
        case Arithmetic(sign, left, right):
            before = _bracketed(left, _strength(left) < _STRENGTH[sign])
            return f"{before} {sign} {_bracketed(right, _strength(right) <= _STRENGTH[sign])}"
    raise TypeError(f"not a number: {node}")


def _strength(node: Node) -> int:
    """How strongly a number holds together: sums least, then products, then what stands alone."""
    match node:
        case Arithmetic("-", WholeNumber(0), right) if _strength(right) == _ATOM:
            return _ATOM
        case Arithmetic(sign):
            return _STRENGTH[sign]
    return _ATOM


def _bracketed(node: Node, wanted: bool) -> str:
    return f"({_spelled(node)})" if wanted else _spelled(node)


def effects_text(effects: Iterable[Effect]) -> str:
    """Effects as a deck writes them.

    >>> effects_text([Effect("trust", "+", WholeNumber(2)), Effect("cash", "-", TrackValue("troops"))])
    'trust +2; cash - troops'
    """
    return "; ".join(_effect(each) for each in effects)


def _effect(effect: Effect) -> str:
    amount = node_text(effect.amount)
    if effect.sign == "=" and isinstance(effect.amount, TrackValue):
        # A level of the track may have the same name, and would be read in place of the other track.
        amount = f"({amount})"
    return _clause(effect.track, effect.sign, amount)


def _clause(track: str, sign: str, amount: str) -> str:
    return f"{track} {sign}{'' if sign != '=' and amount.isdecimal() else ' '}{amount}"


def in_words(text: str) -> str:
    """Effects with words in place of signs, for spreadsheets.

    >>> in_words("tension +1; aid = dual_use; cash -(2 + troops)")
    'tension up 1; aid to dual_use; cash down (2 + troops)'
    """
    return "; ".join(_reworded(clause, _WORDS) for clause, _ in clauses(text))


def in_signs(text: str) -> str:
    """Effects with signs in place of words.

    >>> in_signs("tension up 1; aid to dual_use; nothing of the kind")
    'tension +1; aid = dual_use; nothing of the kind'
    """
    return "; ".join(_reworded(clause, None) for clause, _ in clauses(text))


def _reworded(clause: str, words: dict[str, str] | None) -> str:
    match = CLAUSE.fullmatch(clause)
    if match is None:
        return clause
    sign = SIGNS.get(match["sign"].casefold(), match["sign"])
    amount = re.sub(r"\s+", " ", match["amount"]).strip()
    return f"{match['track']} {words[sign]} {amount}" if words else _clause(match["track"], sign, amount)
