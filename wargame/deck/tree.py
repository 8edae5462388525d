"""A deck file as a tree of nodes: lists, keys and scalars with their YAML 1.2 meaning, each with its place."""

from __future__ import annotations

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
Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The tree as plain values, for writing it out again."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
