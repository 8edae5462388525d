"""Tables in CSV as bytes: written for any spreadsheet, read as any spreadsheet writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from attrs import frozen

from wargame.cli.encodings import decoded
from wargame.cli.loose_csv import LONGEST_CELL, Unreadable, loose_rows
from wargame.deck.tables.cells import neutral, restored

MOST_BYTES = 2_000_000
#: What a table of a deck may have.
MOST_ROWS, MOST_COLUMNS = 5_000, 100


@frozen
class Sheet:
    """A table as it stands in a file: rows of cells. `encoding` is named where it had to be guessed."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in CSV, with a mark by which spreadsheets know UTF-8; no cell is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return f"\ufeff{stream.getvalue()}"


def csv_sheet(data: bytes, name: str, encoding: str = "") -> Sheet:
    """The table of a CSV file; what parts its cells is found out, and the encoding too where none is given.

    Raises Unreadable.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(f"the table is larger than {MOST_BYTES // 1_000_000} MB")
    text, guessed = decoded(data, encoding)
    if "\x00" in text:
        raise Unreadable("this is no text, but something that a program wrote for itself")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Sheet(name, fit(_rows(text, _delimiter(text))), guessed)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text; where a quote is not where it belongs, read sign by sign, so that nothing is swallowed."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return loose_rows(text, delimiter)
    finally:
        csv.field_size_limit(before)


def fit(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows without the empty cells at their ends and the empty rows below, formulas given back.

    Raises Unreadable where there are too many.
    """
    found: list[tuple[str, ...]] = []
    for row in rows:
        cells = [restored(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"the table has more than {MOST_COLUMNS} columns")
        found.append(tuple(cells))
    while found and not found[-1]:
        found.pop()
    if len(found) > MOST_ROWS + 1:
        raise Unreadable(f"the table has more than {MOST_ROWS} rows")
    return tuple(found)


def _delimiter(text: str) -> str:
    """What stands between the names of the columns: a comma, a semicolon or a tab; quoted names don't count."""
    first, quoted = "", False
    for sign in text:
        quoted ^= sign == '"'
        if sign == "\n" and not quoted:
            break
        first += "" if quoted else sign
    return max(",;\t", key=first.count)
