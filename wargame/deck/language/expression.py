"""The small language of conditions and amounts: parsed to a closed set of nodes, never to Python.

Names mean nothing yet when an expression is parsed; `binding` binds them to the tracks and levels of a deck. A bound
node evaluates over present values (whole numbers by track id, and `turn`). Only `/` leaves the whole numbers, exactly,
and `round_half_up` brings the result back.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import Literal, NamedTuple

from attrs import field, frozen

Number = int | Fraction
Values = Mapping[str, int]
Sign = Literal["=", "!=", "<", "<=", ">", ">="]

MOST_CHARACTERS = 500
MOST_DEPTH = 20

_COMPARE: dict[str, Callable[[Number, Number], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SAME = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/", "−": "-"}
_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: _whole(Fraction(left) / Fraction(right)),
}
_FUNCTIONS: dict[str, tuple[int, int, Callable[..., Number]]] = {
    "min": (2, 8, min),
    "max": (2, 8, max),
    "abs": (1, 1, abs),
    "round": (1, 1, lambda number: round_half_up(number)),
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,12})(?![\w.])|(?P<name>[A-Za-z_]\w*)|(?P<sign><=|>=|!=|==|[-+*/()<>=,≤≥≠×÷−]))"
)
#: What most conditions are: `track >= 3`, `track = level`.
_SIMPLE = re.compile(
    r"\s*(?P<left>[A-Za-z_]\w*)\s*(?P<sign><=|>=|!=|[=<>])\s*(?:(?P<number>\d{1,12})|(?P<name>[A-Za-z_]\w*))\s*"
)
MOST_DIGITS = 12
WORDS = frozenset({"and", "or", "not", *_FUNCTIONS})


class ExpressionError(ValueError):
    """An expression that cannot be read; `offset` and `length` say where in its text."""

    def __init__(self, message: str, offset: int, length: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.hint = hint


def round_half_up(number: Number) -> int:
    """The nearest whole number; a half goes up.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(-5, 2)), round_half_up(3)
    (3, -2, 3)
    """
    return number if isinstance(number, int) else floor(number + Fraction(1, 2))


def _whole(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else number


@frozen
class WholeNumber:
    """A whole number as written."""

    value: int
    offset: int = field(eq=False, default=0)


@frozen
class Name:
    """A word that is not bound yet."""

    word: str
    offset: int = field(eq=False, default=0)


@frozen
class TrackValue:
    """The present value of a track, or of `turn`."""

    track: str
    offset: int = field(eq=False, default=0)


@frozen
class LevelTest:
    """A track's present level compared with a named one, by their places in the track's list of levels."""

    track: str
    sign: Sign
    level: int
    starts: tuple[int, ...]
    offset: int = field(eq=False, default=0)


@frozen
class Arithmetic:
    """`left sign right`, a number."""

    sign: str
    left: Node
    right: Node
    offset: int = field(eq=False, default=0)


@frozen
class Call:
    """`min`, `max`, `abs` or `round`."""

    function: str
    arguments: tuple[Node, ...]
    offset: int = field(eq=False, default=0)


@frozen
class Comparison:
    """`left sign right`, a truth."""

    sign: Sign
    left: Node
    right: Node
    offset: int = field(eq=False, default=0)


@frozen
class Not:
    """The opposite truth."""

    term: Node
    offset: int = field(eq=False, default=0)


@frozen
class Junction:
    """Several truths joined by `and` or by `or`."""

    word: Literal["and", "or"]
    terms: tuple[Node, ...]
    offset: int = field(eq=False, default=0)


#: The number one, as an amount.
ONE = WholeNumber(1)

Node = WholeNumber | Name | TrackValue | LevelTest | Arithmetic | Call | Comparison | Not | Junction

#: The nodes that are true or false; all others are numbers.
TRUTHS = (Comparison, LevelTest, Not, Junction)


def compares(sign: Sign, left: Number, right: Number) -> bool:
    """Whether `left sign right` is true of two numbers."""
    return _COMPARE[sign](left, right)


def number(node: Node, values: Values) -> Number:
    """The number that a bound node stands for."""
    match node:
        case WholeNumber(value):
            return value
        case TrackValue(track):
            return values[track]
        case Arithmetic(sign, left, right):
            return _ARITHMETIC[sign](number(left, values), number(right, values))
        case Call(function, arguments):
            return _FUNCTIONS[function][2](*(number(argument, values) for argument in arguments))
    raise TypeError(f"not a number: {node}")


def truth(node: Node, values: Values) -> bool:
    """Whether a bound node holds."""
    match node:
        case LevelTest(track, sign, level, starts):
            return _COMPARE[sign](bisect_right(starts, values[track]) - 1, level)
        case Comparison(sign, left, right):
            return _COMPARE[sign](number(left, values), number(right, values))
        case Not(term):
            return not truth(term, values)
        case Junction("and", terms):
            return all(truth(term, values) for term in terms)
        case Junction("or", terms):
            return any(truth(term, values) for term in terms)
    raise TypeError(f"not a truth: {node}")


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case Not(term):
            return (term,)
        case Junction(_, terms):
            return terms
    return ()


def names_read(node: Node) -> frozenset[str]:
    """The ids of the tracks that a bound node reads, and `turn` if it reads that."""
    found = {name for below in parts(node) for name in names_read(below)}
    if isinstance(node, TrackValue | LevelTest):
        found.add(node.track)
    return frozenset(found)


def parse(text: str) -> Node:
    """The unbound tree of an expression.

    >>> parse("public >= 30 and not amended")
    Junction(word='and', terms=(Comparison(sign='>=', left=Name(word='public', offset=0), right=WholeNumber(value=30, \
offset=10), offset=7), Not(term=Name(word='amended', offset=21), offset=17)), offset=13)

    Raises ExpressionError with the place of what cannot be read.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(f"an expression has at most {MOST_CHARACTERS} characters", 0, len(text))
    if (simple := _SIMPLE.fullmatch(text)) and WORDS.isdisjoint(simple.group("left", "name")):
        return _simple(simple)
    parser = _Parser(list(_tokens(text)), len(text.rstrip()))
    node = parser.junction("or", 0)
    if parser.word:
        raise ExpressionError(f"`{parser.word}` was not expected here", parser.offset, len(parser.word))
    return node


def _simple(match: re.Match[str]) -> Node:
    """The node of a condition that compares a name with a number or another name."""
    number = match["number"]
    right: Node = (
        WholeNumber(int(number), match.start("number")) if number else Name(match["name"], match.start("name"))
    )
    left = Name(match["left"], match.start("left"))
    return Comparison(match["sign"], left, right, match.start("sign"))  # type: ignore[arg-type]


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionError(f"`{text[at]}` cannot be read here", at, hint="whole numbers, names and signs only")
        word = match[match.lastgroup]
        yield _Token(match.lastgroup, _SAME.get(word, word), match.start(match.lastgroup))
        at = match.end()


class _Parser:
    """Recursive descent, each rule one method, depth bounded by `MOST_DEPTH`.

    `word` is the text of the next token, empty at the end, and `offset` is where it stands.
    """

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._end = end
        self._tokens = [*tokens, _Token("", "", end)]
        self._next = 0
        _, self.word, self.offset = self._tokens[0]

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        _, self.word, self.offset = self._tokens[self._next]
        return token

    def _deeper(self, depth: int) -> int:
        if depth >= MOST_DEPTH:
            raise ExpressionError(f"brackets are nested more than {MOST_DEPTH} deep", self.offset)
        return depth + 1

    def junction(self, word: Literal["and", "or"], depth: int) -> Node:
        """`a and b and c`, or the same with `or`; `and` binds tighter."""
        offset, terms = self.offset, []
        while True:
            terms.append(self.junction("and", depth) if word == "or" else self._negation(depth))
            if self.word != word:
                return terms[0] if len(terms) == 1 else Junction(word, tuple(terms), offset)
            offset = self._take().offset

    def _negation(self, depth: int) -> Node:
        if self.word == "not":
            offset = self._take().offset
            return Not(self._negation(self._deeper(depth)), offset)
        return self._comparison(depth)

    def _comparison(self, depth: int) -> Node:
        left = self._sum(depth)
        if self.word not in _COMPARE:
            return left
        sign = self._take()
        node = Comparison(sign.text, left, self._sum(depth), sign.offset)  # type: ignore[arg-type]
        if self.word in _COMPARE:
            raise ExpressionError(
                "two comparisons stand in a row", self.offset, len(self.word), "write `1 < a and a < 3`"
            )
        return node

    def _sum(self, depth: int) -> Node:
        node = self._product(depth)
        while self.word in ("+", "-"):
            sign = self._take()
            node = Arithmetic(sign.text, node, self._product(depth), sign.offset)
        return node

    def _product(self, depth: int) -> Node:
        node = self._atom(depth)
        while self.word in ("*", "/"):
            sign = self._take()
            right = self._atom(depth)
            if sign.text == "/" and not (isinstance(right, WholeNumber) and right.value):
                raise ExpressionError("only a whole number other than 0 may stand below `/`", sign.offset)
            node = Arithmetic(sign.text, node, right, sign.offset)
        return node

    def _atom(self, depth: int) -> Node:
        if not self.word:
            raise ExpressionError("the expression breaks off here", max(0, self._end - 1), hint="something is missing")
        token = self._take()
        if token.kind == "number":
            return WholeNumber(int(token.text), token.offset)
        if token.text == "-":
            return Arithmetic("-", WholeNumber(0), self._atom(self._deeper(depth)), token.offset)
        if token.text == "(":
            node = self.junction("or", self._deeper(depth))
            self._expect(")")
            return node
        if token.kind == "name" and token.text in _FUNCTIONS:
            return self._call(token, depth)
        if token.kind == "name" and token.text not in WORDS:
            return Name(token.text, token.offset)
        raise ExpressionError(f"`{token.text}` was not expected here", token.offset, len(token.text))

    def _call(self, token: _Token, depth: int) -> Node:
        self._expect("(")
        arguments = [self._sum(self._deeper(depth))]
        while self.word == ",":
            self._take()
            arguments.append(self._sum(self._deeper(depth)))
        self._expect(")")
        least, most, _ = _FUNCTIONS[token.text]
        if not least <= len(arguments) <= most:
            wanted = f"{least} to {most}" if least != most else str(least)
            message = f"`{token.text}` takes {wanted} numbers, not {len(arguments)}"
            raise ExpressionError(message, token.offset, len(token.text))
        return Call(token.text, tuple(arguments), token.offset)

    def _expect(self, word: str) -> None:
        if self.word != word:
            raise ExpressionError(f"`{word}` is missing here", min(self.offset, max(0, self._end - 1)))
        self._take()
