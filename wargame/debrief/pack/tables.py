"""Rows as files that other programs read without being told anything: CSV and JSON Lines, in UTF-8.

CSV has one line of column names, commas, no mark at its beginning, line ends of one sign, TRUE and FALSE, and nothing
at all in a cell without a value: pandas and R read it as it is. A text that a spreadsheet would run stands behind an
apostrophe, there alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from wargame.debrief.pack.rows import Row
from wargame.deck import clean
from wargame.deck.tables.cells import neutral


def csv_table(rows: Sequence[Row]) -> str:
    """The rows in CSV, under the names of their columns; nothing at all for no rows."""
    if not rows:
        return ""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return stream.getvalue()


def json_lines(rows: Sequence[Row]) -> str:
    """The rows in JSON Lines: an object a line, each with all columns; null where there is no value."""
    plain = ({name: _text(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in plain)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return neutral(_text(value)) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    """A text in one line, without what no text may hold."""
    return " ".join(clean(value).split())
