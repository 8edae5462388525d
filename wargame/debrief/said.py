"""Lines of a step of the debrief, and what people have said as such lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from wargame.table import Line


@frozen
class PathLine:
    """One line: a heading, text, one thing of several, a word of the program's own (`quiet`), or what somebody said.

    `seat` is whose it is, `by` the name that a person gave; what was said has the `number` by which it is struck out.
    """

    kind: Literal["head", "text", "item", "quiet", "said"]
    text: str
    seat: str = ""
    by: str = ""
    number: int = 0


def head(text: str, seat: str = "") -> PathLine:
    """A heading."""
    return PathLine("head", text, seat)


def item(text: str) -> PathLine:
    """Something to tell."""
    return PathLine("item", text)


def prompt(text: str) -> PathLine:
    """A word of the program's own."""
    return PathLine("quiet", text)


def said_lines(lines: Iterable[Line]) -> Iterator[PathLine]:
    """What people have said."""
    for each in lines:
        yield PathLine("said", each.text, each.seat, each.by, each.number)
