"""A list of news to be given by hand, loaded from a table: what exercises call a master events list.

Of any spreadsheet the columns `title`, `text`, `to` and `do` are read, in any order, with any capitals; others are
passed over. Every row is taken or named with the reason why it is not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from attrs import frozen

from wargame.deck import ALL, Deck, clean
from wargame.rules import GiveNews, State, refusal

#: What a list may hold, in rows and in bytes.
MOST_ROWS = 500
MOST_BYTES = 500_000
_COLUMNS = ("title", "text", "to", "do")
_SAME = {"headline": "title", "inject": "title", "description": "text", "audience": "to", "for": "to", "effects": "do"}


@frozen
class Row:
    """News of the list; `to` are the seats that it is for, none meaning everybody."""

    title: str
    text: str = ""
    to: tuple[str, ...] = ()
    do: str = ""

    @property
    def command(self) -> GiveNews:
        """What gives it."""
        return GiveNews(self.title, self.text, self.to, self.do)


@frozen
class ReadList:
    """The rows that were taken, and for each that was not its number in the table and why."""

    rows: tuple[Row, ...]
    left_out: tuple[tuple[int, str], ...]


def read_list(deck: Deck, state: State, data: bytes) -> ReadList:
    """The news of a table in CSV, as UTF-8 or as spreadsheets on Windows write it.

    Raises ValueError where it is no such table.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(f"a list of news has at most {MOST_BYTES:,} bytes")
    text = _decoded(data)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise ValueError(f"this is no table in CSV: {error}") from error
    columns = [_column(name) for name in table[0]] if table else []
    if "title" not in columns:
        raise ValueError(f"the first row names the columns, and one must be `title`; known are {', '.join(_COLUMNS)}")
    rows: list[Row] = []
    left_out: list[tuple[int, str]] = []
    for number, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row, why = _row(deck, state, dict(zip(columns, cells, strict=False)))
        if len(rows) >= MOST_ROWS:
            why = f"a list has at most {MOST_ROWS} rows"
        if why:
            left_out.append((number, why))
        else:
            rows.append(row)
    return ReadList(tuple(rows), tuple(left_out))


def _delimiter(text: str) -> str:
    """What stands between the names of the columns: spreadsheets of some countries put semicolons, or tabs."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("this is no text in UTF-8")


def _column(name: str) -> str:
    plain = name.strip().casefold()
    return _SAME.get(plain, plain)


def _row(deck: Deck, state: State, cells: dict[str, str]) -> tuple[Row, str]:
    """A row of the table, and why it can't be taken."""
    told = {name: " ".join(clean(cells.get(name, "")).split()) for name in _COLUMNS}
    to, unknown = _seats(deck, told["to"])
    row = Row(told["title"], told["text"], to, told["do"])
    if unknown:
        return row, f"no seat is called `{unknown}`"
    against = refusal(deck, state, row.command)
    return row, "" if against is None or against.code == "ended" else against.sentence


def _seats(deck: Deck, text: str) -> tuple[tuple[str, ...], str]:
    """The seats that a cell names, by id or title; and the first name that is none."""
    names = [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]
    if not names or [name.casefold() for name in names] == [ALL]:
        return (), ""
    known = {name.casefold(): seat.id for seat in deck.seats.values() for name in (seat.id, seat.title)}
    found = list(_found(names, known))
    return tuple(seat for seat in found if seat), next((name for name in names if name.casefold() not in known), "")


def _found(names: list[str], known: dict[str, str]) -> Iterator[str]:
    for name in names:
        yield known.get(name.casefold(), "")
