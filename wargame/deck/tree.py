"""A deck file as a tree of nodes: lists, keys and scalars with their YAML 1.2 meaning, each with its place."""

from __future__ import annotations

import json
import re

from attrs import field, frozen

from wargame.deck.problems import Mark

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_INTEGER = 15


@frozen
class Scalar:
    """A single value: its text and whether it was written plain, that is without quotes.

    `inner` is the column of its first character where all of it stands on one line, else 0.
    """

    text: str
    plain: bool
    at: Mark = field(eq=False)
    inner: int = field(default=0, eq=False, repr=False)

    @property
    def value(self) -> str | int | float | bool | None:
        """The value in the core schema of YAML 1.2."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
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


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Mark = field(eq=False)


@frozen
class Mapping:
    """Keys and their values, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Mark = field(eq=False)

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
    """How many values a tree has."""
    match node:
        case Scalar():
            return 1
        case Sequence():
            return 1 + sum(count(item) for item in node.items)
        case Mapping():
            return 1 + sum(1 + count(value) for _, value in node.entries)


def dump(node: Node, indent: str = "\n") -> str:
    """The tree as text that reads back as the same tree: JSON in form, a value a line.

    What is not text stands as its author wrote it (`True`, `+10`), since a word for a number may be an id elsewhere.
    """
    deeper = indent + " "
    match node:
        case Scalar():
            return json.dumps(node.text, ensure_ascii=False) if isinstance(node.value, str) else node.text or "null"
        case Sequence(items):
            inside = ("," + deeper).join(dump(item, deeper) for item in items)
            return f"[{deeper}{inside}{indent}]" if items else "[]"
        case Mapping(entries):
            inside = ("," + deeper).join(
                f"{json.dumps(key.text, ensure_ascii=False)}: {dump(value, deeper)}" for key, value in entries
            )
            return f"{{{deeper}{inside}{indent}}}" if entries else "{}"
