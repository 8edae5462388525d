"""What a report is made of, before anything is drawn: parts with a title, and in each of them blocks.

The same parts become a web page and Markdown. Blocks are values; a new kind of block is one class here, and a line in
the table of each of the two renderings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

#: A cell of a table: a text as it stands, or a number; None where there is nothing.
Cell = str | int | float | None


@frozen
class Lines:
    """Lines of text; those that are indented by two blanks belong to the line above them."""

    lines: tuple[str, ...]


@frozen
class Grid:
    """A table: the titles of its columns, and its rows. `key` says how signs in it are to be read."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: str = ""


@frozen
class Chart:
    """Series of numbers over the same labels, to be drawn; whoever can't see it reads the same as a table.

    `kind`: `course` joins what follows in time, `scatter` draws pairs of x and y, of which `labels` are the x, and
    `luck` draws each value with its interval in `bounds`. `low` and `high` are the ends of the scale, in `unit`.
    `levels` are the names of the values, where they have names.
    """

    kind: Literal["course", "scatter", "luck"]
    title: str
    labels: tuple[str, ...]
    series: Mapping[str, tuple[float | None, ...]]
    low: float
    high: float
    unit: str = ""
    levels: Mapping[int, str] = field(factory=dict)
    bounds: tuple[tuple[float, float], ...] = ()


@frozen
class Charts:
    """Charts that are looked at beside each other."""

    charts: tuple[Chart, ...]


@frozen
class Entry:
    """An entry of the decision log: what was decided, how it came out, and in lines how it came to that."""

    title: str
    outcome: str
    lines: tuple[str, ...]


@frozen
class Entries:
    """Entries of the decision log under a heading, as of one turn."""

    title: str
    entries: tuple[Entry, ...]


Block = Lines | Grid | Chart | Charts | Entries


@frozen
class Part:
    """One part of a report. `how` says in a sentence how its figures were worked out; empty where there are none."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    how: str = ""


@frozen
class Report:
    """A report: what it is called, what it is of, and its parts. `links` lead to files beside it, by their titles."""

    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]
    language: str = "en"
    links: Mapping[str, str] = field(factory=dict)
