"""`wargame deck export`: a deck as tables; and the reading of such tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from wargame.cli.completion import complete_decks
from wargame.cli.csv_files import MOST_BYTES, Sheet, csv_sheet, csv_text
from wargame.cli.loose_csv import Unreadable
from wargame.cli.output import PROBLEMS, mention, say, stop
from wargame.cli.play import load_deck
from wargame.cli.written import write_files
from wargame.deck import CannotWrite, listed
from wargame.deck.tables.sections import NAMES, Table
from wargame.deck.writing.files import NameTaken, write_new

XLSX = ".xlsx"
MOST_TABLES = 60


@click.command("export")
@click.argument("deck", shell_complete=complete_decks)
@click.option(
    "--out",
    "path",
    required=True,
    metavar="FOLDER|FILE.xlsx",
    type=click.Path(path_type=Path),
    help="Where to: a folder for tables in CSV, or one xlsx file.",
)
@click.option("--force", is_flag=True, help="Replace tables that are there already.")
def export_deck(deck: str, path: Path, force: bool) -> None:
    """Write all of DECK as tables for a spreadsheet: one for each section, its keys as columns.

    `wargame deck import` makes a deck of them again, and nothing is lost on the way.
    """
    if path.suffix and path.suffix.lower() != XLSX and not path.is_dir():
        stop(f"{path} ends in {path.suffix}: `--out` names a folder, for tables in CSV, or a file that ends in .xlsx.")
    from wargame.deck.reading.parsing import parse
    from wargame.deck.tables.sections import tables_of

    found = load_deck(deck)
    root, _ = parse(found.text, found.id)
    tables = tables_of(root) if root is not None else ()
    elsewhere = "`--out` writes elsewhere."
    if path.suffix.lower() == XLSX:
        from wargame.cli.xlsx_files import xlsx_bytes

        try:
            data = xlsx_bytes(tables)
        except Unreadable as error:
            stop(f"{path} can't be written: {error}.", PROBLEMS)
        write_files(path.parent, {path.name: data}, elsewhere=elsewhere, force=force)
    else:
        files = {f"{table.name}.csv": csv_text(table.columns, table.rows) for table in tables}
        # Tables of sections that the deck no longer has would be read with the others.
        gone = [
            name for name in (f"{each}.csv" for each in NAMES) if name not in files and os.path.lexists(path / name)
        ]
        write_files(path, files, elsewhere=elsewhere, force=force, gone=gone)
        say(f"Removed {path / name}: the deck has nothing for it." for name in gone)
        say(_strangers(path, files))
    say([f"Wrote {len(tables)} tables to {path}", f"Make a deck of them again: wargame deck import {path}"])


def _strangers(folder: Path, files: Iterable[str]) -> Iterator[str]:
    """A line that names the tables in a folder that are none of the deck's."""
    others = sorted({each.name for each in _csv_files(folder)} - set(files))
    if others:
        verb, them = ("lies", "it") if len(others) == 1 else ("lie", "them")
        sentence = f"{listed(others)} {verb} in {folder} too, and `wargame deck import {folder}` would read {them}."
        yield f"{sentence} Move {them} elsewhere first."


def _csv_files(folder: Path) -> list[Path]:
    """The tables of a folder, by name."""
    return sorted(each for each in folder.iterdir() if each.suffix.lower() == ".csv" and each.name[0] != ".")


def sheets_at(path: Path, encoding: str = "") -> tuple[Sheet, ...]:
    """The tables of a folder, a workbook or a file in CSV; the command ends where there are none to be read."""
    try:
        if path.is_dir():
            files = _csv_files(path)
            if not files:
                stop(f"There is no .csv file in {path}.")
            if len(files) > MOST_TABLES:
                stop(f"{path} has {len(files)} tables; a deck has {MOST_TABLES} at most.")
            return tuple(_csv_at(each, encoding) for each in files)
        if path.suffix.lower() == XLSX:
            from wargame.cli.xlsx_files import xlsx_sheets

            _want_file(path)
            if encoding:
                stop("A workbook says itself how it is written; --encoding is for tables in CSV.")
            return xlsx_sheets(path)
        return (_csv_at(path, encoding),)
    except Unreadable as error:
        stop(f"{path}: {error}.", PROBLEMS)
    except OSError as error:
        stop(f"{path} can't be read: {error.strerror}.")


def _want_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        stop(f"{path} is neither a file nor a folder.")


def _csv_at(path: Path, encoding: str) -> Sheet:
    _want_file(path)
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    try:
        sheet = csv_sheet(data, path.stem, encoding)
    except Unreadable as error:
        raise Unreadable(f"{path.name}: {error}" if path.name != str(path) else str(error)) from error
    if sheet.encoding:
        otherwise = "If its letters are wrong, `--encoding NAME` reads it otherwise."
        mention([f"{path.name} is no UTF-8; it was read as {sheet.encoding}. {otherwise}"])
    return sheet


def as_tables(sheets: Iterable[Sheet]) -> tuple[Table, ...]:
    """Sheets as tables: the first row names the columns, every row is as wide as that."""
    found = []
    for sheet in sheets:
        if not sheet.rows:
            continue
        columns, *rows = sheet.rows
        width = max(len(columns), *(len(row) for row in rows), 1) if rows else len(columns)
        wide = [(*row, *("",) * (width - len(row))) for row in (columns, *rows)]
        found.append(Table(sheet.name, wide[0], tuple(wide[1:])))
    return tuple(found)


def is_deck(sheets: Iterable[Sheet]) -> bool:
    """Whether these are the tables of a whole deck, and not of something else."""
    return any(sheet.name == "deck" and sheet.rows[:1] == (("key", "value"),) for sheet in sheets)


def write_deck(path: Path, text: Mapping[str, str]) -> None:
    """A new deck at a path, as one file or as a folder of several; ends the command where something is there."""
    raw = {name: each.encode() for name, each in text.items()}
    try:
        write_new(path, raw if len(raw) > 1 else next(iter(raw.values())))
    except NameTaken:
        stop(f"{path} is there already. `--out PATH` writes elsewhere.")
    except CannotWrite as error:
        stop(f"{error} `--out` writes elsewhere.", PROBLEMS)
