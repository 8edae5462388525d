"""Tables in CSV with quotes where none belong: read so that no cell is lost, or refused with the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Cells are long texts here: no longer than what a deck may hold in one place, and then refused with a sentence.
LONGEST_CELL = 1_000_000
#: So much of a cell is shown, in characters.
_SHOWN = 30


class Unreadable(ValueError):
    """A file that is no table; the sentence says why, without its full stop."""


def loose_rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text with `\\n` at the ends of lines. Raises Unreadable where a quote is opened and not closed.

    A cell that goes on after its closing quote is one whose quotes are signs like any other.

    >>> loose_rows('a,b\\n"Stop" he said,"x, ""y"" z"', ",")
    [['a', 'b'], ['"Stop" he said', 'x, "y" z']]
    """
    rows: list[list[str]] = [[]]
    for cell, ends in _cells(text, delimiter, rows):
        if len(cell) > LONGEST_CELL:
            raise Unreadable(f"this is no table in CSV: row {len(rows)} has a cell of {len(cell)} characters")
        rows[-1].append(cell)
        if ends:
            rows.append([])
    if not rows[-1]:
        rows.pop()
    # An empty line is a row without cells.
    return [[] if row == [""] else row for row in rows]


def _cells(text: str, delimiter: str, rows: list[list[str]]) -> Iterator[tuple[str, bool]]:
    """Each cell, and whether its row ends with it."""
    plain = re.compile(f"[^{re.escape(delimiter)}\\n]*")
    quoted = re.compile('"((?:[^"]+|"")*+)"')
    place = 0
    while place < len(text):
        match = quoted.match(text, place)
        if match is None and text.startswith('"', place):
            raise Unreadable(_unclosed(text, place, len(rows)))
        if match is None:
            end = _end(plain, text, place)
            cell = text[place:end]
        else:
            end = _end(plain, text, match.end())
            beyond = text[match.end() : end]
            cell = match[1].replace('""', '"') if not beyond.strip() else text[place:end]
            if beyond.strip() and "\n" in match[0]:
                # It was closed by a quote that opens another cell further down.
                raise Unreadable(_unclosed(text, place, len(rows)))
        yield cell, text.startswith("\n", end)
        if end + 1 == len(text) and text.startswith(delimiter, end):
            yield "", False
        place = end + 1


def _end(plain: re.Pattern[str], text: str, place: int) -> int:
    match = plain.match(text, place)
    return match.end() if match is not None else place


def _unclosed(text: str, place: int, row: int) -> str:
    shown = text[place : place + _SHOWN].partition("\n")[0]
    return (
        f"in row {row} a quote is opened and not closed, at `{shown}`, so that the rows below would become part of "
        'that cell; close it with " at the end of the cell, or write "" where a quote is meant as a sign'
    )
