"""A deck file as a tree of nodes: lists, keys and scalars with their YAML 1.2 meaning, each with its place."""

from __future__ import annotations

import re
from json.encoder import encode_basestring
from typing import Protocol

from attrs import define

from wargame.deck.reading.problems import Mark

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_INTEGER = 15
_BEGINS_NUMBERS = frozenset("+-.0123456789")


class Point(Protocol):
    """A line and a column as the parser counts them, from 0."""

    line: int
    column: int


class Event(Protocol):
    """What the parser says of a place: where something begins and ends, and how it is quoted."""

    start_mark: Point
    end_mark: Point
    style: str | None


#: The lines of a file and its name, which all of its nodes share. With them and the event that it was made of, a node
#: knows where it stands; a mark is made of that only where there is a problem.
Origin = tuple[list[str], str]


def _mark(at: Mark | Event, origin: Origin | None, *, wide: bool) -> Mark:
    if origin is None or isinstance(at, Mark):
        assert isinstance(at, Mark)
        return at
    lines, file = origin
    begin, end = at.start_mark, at.end_mark
    line = max(0, min(begin.line, len(lines) - 1))
    source = lines[line]
    column = max(0, min(begin.column, len(source)))
    stop = column if not wide else end.column if end.line == line else len(source)
    return Mark(file, line + 1, column + 1, max(1, stop - column), source)


# The nodes of a tree are many and short-lived, and are made by nothing but the parser and what rewrites trees: they
# are not frozen, which would double the time that they take.


@define(eq=False)
class Scalar:
    """A single value: its text and whether it was written plain, that is without quotes.

    `inner` is the column of its first character where all of it stands on one line, else 0.
    """

    text: str
    plain: bool
    _at: Mark | Event
    _origin: Origin | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and (self.text, self.plain) == (other.text, other.plain)

    @property
    def at(self) -> Mark:
        """Its place."""
        return _mark(self._at, self._origin, wide=True)

    @property
    def inner(self) -> int:
        """The column of its first character where all of it stands on one line, else 0."""
        if isinstance(self._at, Mark):
            return 0
        begin, end = self._at.start_mark, self._at.end_mark
        return begin.column + 1 + (self._at.style in ("'", '"')) if begin.line == end.line else 0

    @property
    def span(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column, both from 0, where it begins and where it has ended; a block ends on a line of its own.

        What stands in no file begins and ends at its mark.
        """
        if isinstance(self._at, Mark):
            place = (self._at.line - 1, self._at.column - 1)
            return place, place
        begin, end = self._at.start_mark, self._at.end_mark
        return (begin.line, begin.column), (end.line, end.column)

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return self.plain and _WORDS.get(self.text, self) is None

    @property
    def value(self) -> str | int | float | bool | None:
        """The value in the core schema of YAML 1.2."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        if self.text[0] not in _BEGINS_NUMBERS:
            return self.text
        if _INTEGER.fullmatch(self.text) and len(self.text) <= _LONGEST_INTEGER:
            return int(self.text)
        if _FLOAT.fullmatch(self.text) and len(self.text) <= 2 * _LONGEST_INTEGER:
            return float(self.text)
        return self.text

    def mark(self, offset: int, length: int = 1) -> Mark:
        """The place of the character at `offset` of the text; the value's own place where that cannot be told."""
        column = self.inner + offset
        if not self.inner or column > len(self.at.source):
            return self.at
        return Mark(self.at.file, self.at.line, column, max(1, length), self.at.source)


@define(eq=False)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    _at: Mark | Event
    _origin: Origin | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.items == other.items

    @property
    def at(self) -> Mark:
        """Its place."""
        return _mark(self._at, self._origin, wide=False)


@define(eq=False)
class Mapping:
    """Keys and their values, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    _at: Mark | Event
    _origin: Origin | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self.entries == other.entries

    @property
    def at(self) -> Mark:
        """Its place."""
        return _mark(self._at, self._origin, wide=False)

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def placed(node: Node, at: Mark) -> Node:
    """The tree with one place for all that is in it."""
    match node:
        case Scalar():
            return Scalar(node.text, node.plain, at)
        case Sequence(items):
            return Sequence(tuple(placed(item, at) for item in items), at)
        case Mapping(entries):
            return Mapping(tuple((Scalar(key.text, key.plain, at), placed(value, at)) for key, value in entries), at)


def count(node: Node) -> int:
    """How many values a tree has, keys among them."""
    found, below = 0, [node]
    while below:
        each = below.pop()
        found += 1
        if isinstance(each, Mapping):
            found += len(each.entries)
            below += [value for _, value in each.entries]
        elif isinstance(each, Sequence):
            below += each.items
    return found


def dump(node: Node, indent: str = "\n") -> str:
    """The tree as text that reads back as the same tree: JSON in form, a value a line.

    What is not text stands as its author wrote it (`True`, `+10`), since a word for a number may be an id elsewhere.
    """
    if isinstance(node, Scalar):
        return encode_basestring(node.text) if isinstance(node.value, str) else node.text or "null"
    deeper = indent + " "
    if isinstance(node, Sequence):
        inside = ("," + deeper).join([dump(item, deeper) for item in node.items])
        return f"[{deeper}{inside}{indent}]" if node.items else "[]"
    pairs = [f"{encode_basestring(key.text)}: {dump(value, deeper)}" for key, value in node.entries]
    return f"{{{deeper}{(',' + deeper).join(pairs)}{indent}}}" if pairs else "{}"
