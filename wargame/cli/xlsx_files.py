"""Tables in one xlsx file. What such a file may cost to read is bounded before it is unpacked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from wargame.cli.csv_files import MOST_ROWS, Sheet, fit
from wargame.cli.loose_csv import Unreadable
from wargame.deck.tables.cells import neutral
from wargame.deck.tables.sections import Table

MOST_BYTES = 10_000_000
#: What all parts may come to once they are unpacked, and how many parts and sheets there may be.
MOST_UNPACKED, MOST_PARTS, MOST_SHEETS = 60_000_000, 500, 60
#: What fits into a cell of a spreadsheet, in characters.
LONGEST_CELL = 32_767
#: A number as a spreadsheet would write it itself: it may be one in the file.
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,8}")


#: What a format of numbers quotes, escapes or sets apart, and the places after its point.
_UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACES = re.compile(r"\.([0#?]{1,10})")
#: Of a larger number nobody means a percentage.
_MOST_PERCENT = 1e9


def xlsx_bytes(tables: Iterable[Table]) -> bytes:
    """The tables as sheets of a workbook; texts are texts, whatever they begin with. Raises Unreadable."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(table.columns):
            sheet.column_dimensions[_letter(place)].width = 14 if len(column) < 5 else 32
        for number, row in enumerate((table.columns, *table.rows), 1):
            cells = []
            for text in row:
                if len(text) > LONGEST_CELL:
                    message = f"a cell of `{table.name}`, row {number}, has {len(text)} characters, and a spreadsheet"
                    raise Unreadable(f"{message} takes {LONGEST_CELL} at most; write CSV in place of xlsx")
                cell = WriteOnlyCell(sheet, _value(text))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 1:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)


def _value(text: str) -> str | int:
    return int(text) if _NUMBER.fullmatch(text) else neutral(text)


def xlsx_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, formulas as the text that they are. Raises Unreadable and OSError."""
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(f"the workbook is larger than {MOST_BYTES // 1_000_000} MB")
    _bounded(data)
    from openpyxl import load_workbook

    try:
        with _quietly():
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            if len(book.sheetnames) > MOST_SHEETS:
                raise Unreadable(f"the workbook has more than {MOST_SHEETS} sheets")
            return tuple(Sheet(sheet.title, fit(_rows(sheet))) for sheet in book.worksheets)
    except Unreadable:
        raise
    except Exception as error:  # a broken workbook fails in as many ways as it has parts
        raise Unreadable("this is no workbook that can be read; save it as xlsx once more, or as CSV") from error


@contextmanager
def _quietly() -> Iterator[None]:
    """What openpyxl has to say of styles and extensions is nobody's concern here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _bounded(data: bytes) -> None:
    """Refuse what would unpack to too much, or declares entities. Every part is unpacked once, a piece at a time."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                raise Unreadable(f"the workbook has more than {MOST_PARTS} parts")
            left = MOST_UNPACKED
            for part in parts:
                with packed.open(part) as stream:
                    head = b""
                    # What a part says of its own size is not believed.
                    while piece := stream.read(min(1 << 20, left + 1)):
                        left -= len(piece)
                        if left < 0:
                            raise Unreadable(f"the workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
                        if re.search(rb"<!(DOCTYPE|ENTITY)", head[-10:] + piece):
                            raise Unreadable("the workbook declares entities, which no spreadsheet does")
                        head = piece
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("this is no xlsx file, whatever its name says") from error


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The rows of a sheet. What it says of its own size is not believed; rows that are only coloured don't count."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number <= MOST_ROWS + 1:
            yield [_percentage(cell.value, cell) or _text(cell.value) for cell in row]
        elif any(cell.value is not None for cell in row):
            raise Unreadable(f"the table has more than {MOST_ROWS} rows")


def _percentage(value: Any, cell: Any) -> str:
    """A number that is shown in per cent, as it is shown; empty for anything else."""
    if type(value) not in (int, float) or not abs(value) < _MOST_PERCENT:
        return ""
    shown = _UNSHOWN.sub("", str(cell.number_format)).partition(";")[0]
    if "%" not in shown:
        return ""
    places = _PLACES.search(shown)
    step = Decimal(1).scaleb(-len(places[1]) if places is not None else 0)
    per_cent = (Decimal(repr(value)) * 100).quantize(step, ROUND_HALF_UP)
    # Zeros at its end are how it looks, not what it says.
    text = f"{per_cent:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _text(value: Any) -> str:
    """The value of a cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    # A formula that fills several cells is a value of its own, with its text in it.
    return str(getattr(value, "text", value)).replace("\r\n", "\n").replace("\r", "\n")
