"""A table with a column for each of several games; where there are many, those from one column on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen
from textual.content import Content

from wargame.tui.text import EMPTY, fitted, join, ui_text, wrapped

#: Cells of a column with a game, at least and at most.
_LEAST, _MOST = 12, 30
_GAP = 2
#: Cells of a figure.
_FIGURE = 7


@frozen
class Line:
    """A line of the table: what it is about and what each game has there; one that stands `out` is bold and marked.

    `figures` are numbers of all games, which always show.
    """

    title: str
    cells: Sequence[str]
    out: bool = False
    figures: tuple[str, ...] = ()


def fitting(width: int, title: int, games: int) -> int:
    """How many games have room beside titles of so many cells; at least one."""
    return max(1, min(games, (width - title) // (_LEAST + _GAP)))


def title_width(lines: Iterable[Line], width: int) -> int:
    """The cells that titles and figures take: titles of a narrow table no more than a third."""
    known = list(lines)
    widest = max((ui_text(line.title).cell_length for line in known), default=0)
    return min(widest + 3, width // 3) + _FIGURE * max((len(line.figures) for line in known), default=0)


def table(head: Line, lines: Sequence[Line], first: int, width: int) -> list[Content]:
    """The table from game `first` on, and which of how many games these are; `head` has the games' names."""
    games, titles = len(head.cells), title_width([head, *lines], width)
    count = fitting(width, titles, games)
    begin = max(0, min(first, games - count))
    cell = min(_MOST, (width - titles) // count - _GAP)
    found = [_row(head, ("bold", "bold $mark"), slice(begin, begin + count), titles, cell)]
    for line in lines:
        style = "bold" if line.out else ""
        found.append(_row(line, (style, style), slice(begin, begin + count), titles, cell))
    if count < games:
        said = f"Games {begin + 1} to {begin + count} of {games}: ← → show the others."
        found += [EMPTY, *wrapped(ui_text(said, "$quiet"), width)]
    return found


def pair(one: Sequence[Content], other: Sequence[Content], cell: int) -> list[Content]:
    """Two texts beside each other, each in a column of so many cells."""
    longest = max(len(one), len(other))
    left, right = ([*each, *[EMPTY] * (longest - len(each))] for each in (one, other))
    return [join(fitted(ours, cell), ui_text(" " * _GAP), theirs) for ours, theirs in zip(left, right, strict=True)]


def _row(line: Line, styles: tuple[str, str], games: slice, titles: int, cell: int) -> Content:
    title, own = styles
    shown = ui_text(f"{'▸ ' if line.out else '  '}{line.title}", title)
    parts = [fitted(shown, titles - _FIGURE * len(line.figures))]
    parts += [ui_text(f"{figure:>{_FIGURE}}", "$quiet") for figure in line.figures]
    for each in line.cells[games]:
        parts += [ui_text(" " * _GAP), fitted(ui_text(each, own), cell)]
    return join(*parts)
