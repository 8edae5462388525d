"""`wargame deck export` and `import`: a deck goes out as tables and comes back; hostile tables are refused."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from tests.deck.test_guide import EXAMPLES
from tests.support import GROWN, RICH, SMALL
from wargame.cli.csv_files import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from wargame.cli.main import command
from wargame.deck import check, load, shipped_decks

ODD = {
    "guide": "=1+1\n\tindented\n'quoted\n  blanks  inside",
    "summary": "@SUM(A1), and then: 한국어, \"quotes\"; 'more'",
}


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", *arguments])


def grown() -> str:
    import json

    odd = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ODD.items())
    return f"{GROWN}{odd}\n"


@pytest.mark.parametrize("out", ["tables", "tables.xlsx"])
@pytest.mark.parametrize("name", [*shipped_decks(), "odd", "rich", *map(str, range(len(EXAMPLES)))])
def test_a_deck_comes_back_from_its_tables_as_it_was(room: Path, name: str, out: str) -> None:
    path = room / f"{name}.yaml"
    if name not in shipped_decks():
        texts = {"odd": grown(), "rich": RICH, **{str(place): text for place, text in enumerate(EXAMPLES)}}
        path.write_text(texts[name], encoding="utf-8")
    source = name if name in shipped_decks() else str(path)
    assert run("export", source, "--out", out).exit_code == 0
    result = run("import", out, "--out", "back.yaml")
    assert result.exit_code == 0, result.output
    assert run("import", out, "--out", "back").exit_code == 0
    deck = load(shipped_decks().get(name, path))
    assert load(room / "back.yaml") == deck
    assert load(room / "back") == deck
    assert not [each for each in check(room / "back").problems if each.severity == "error"]


def test_no_cell_would_be_run_by_a_spreadsheet(room: Path) -> None:
    (room / "deck.yaml").write_text(grown(), encoding="utf-8")
    assert run("export", "deck.yaml", "--out", "tables").exit_code == 0
    assert run("export", "deck.yaml", "--out", "tables.xlsx").exit_code == 0
    texts = [file.read_bytes().decode("utf-8-sig") for file in (room / "tables").iterdir()]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert "'=1+1\n\tindented\n'quoted\n  blanks  inside" in cells
    assert not [cell for cell in cells if cell.strip()[:1] in tuple("=+-@")]
    book = load_workbook(room / "tables.xlsx")
    types = {
        cell.data_type
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert types == {"s", "n"}


def test_an_imported_deck_is_written_for_people(room: Path) -> None:
    assert run("export", "seoul", "--out", "tables").exit_code == 0
    assert run("import", "tables").exit_code == 0
    files = {path.name: path.read_text("utf-8") for path in (room / "seoul").iterdir()}
    assert set(files) == {
        "deck.yaml",
        "injects.yaml",
        *(f"cards-{seat}.yaml" for seat in load(shipped_decks()["seoul"]).seats),
    }
    assert "{\n" not in files["deck.yaml"]
    assert re.search(r"^    success_do: \w+ [+-]\d; ", files["cards-seoul.yaml"], re.M)
    assert max(len(line) for line in files["cards-seoul.yaml"].splitlines()) <= 130


def test_a_mistake_in_a_table_keeps_the_deck_from_being_written_and_is_shown_with_its_row(room: Path) -> None:
    assert run("export", "first-hour", "--out", "tables").exit_code == 0
    cards = (room / "tables" / "cards.csv").read_text("utf-8-sig")
    (room / "tables" / "cards.csv").write_text(cards.replace(",likely,", ",likly,", 1), encoding="utf-8")
    result = run("import", "tables", "--out", "back")
    assert result.exit_code == 1
    assert "tables/cards.csv:2:" in result.stderr
    assert "did you mean `likely`?" in result.stderr
    assert not (room / "back").exists()


def test_a_table_that_was_saved_by_a_spreadsheet_of_another_country_is_read(room: Path) -> None:
    assert run("export", "first-hour", "--out", "tables").exit_code == 0
    for file in (room / "tables").iterdir():
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=";" if file.stem < "f" else "\t").writerows([*rows, [""] * len(rows[0])])
        file.write_bytes(stream.getvalue().encode("utf-16"))
    assert run("import", "tables", "--out", "back").exit_code == 0
    assert load(room / "back") == load(shipped_decks()["first-hour"])


def test_nothing_is_overwritten_unless_one_says_so(room: Path) -> None:
    assert run("export", "first-hour", "--out", "tables").exit_code == 0
    assert run("export", "first-hour", "--out", "tables").exit_code == 2
    assert run("export", "first-hour", "--out", "tables", "--force").exit_code == 0
    assert run("import", "tables", "--out", "back").exit_code == 0
    assert "is there already" in run("import", "tables", "--out", "back").stderr


def test_tables_of_sections_that_are_gone_are_removed_and_other_files_stay(room: Path) -> None:
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    assert run("export", "seoul", "--out", "tables").exit_code == 0
    (room / "tables" / "list.csv").write_text("mine")
    (room / "tables" / "notes.txt").write_text("mine")
    result = run("export", "small.yaml", "--out", "tables", "--force")
    assert result.exit_code == 0, result.output
    assert "Removed tables/poll.csv: the deck has nothing for it." in result.stdout
    assert "list.csv lies in tables too, and `wargame deck import tables` would read it." in result.stdout
    (room / "tables" / "list.csv").unlink()
    assert "notes.txt" in os.listdir(room / "tables")
    assert run("import", "tables", "--out", "back.yaml").exit_code == 0
    assert load(room / "back.yaml") == load(room / "small.yaml")


def test_a_table_that_would_be_removed_is_something_that_is_there_already(room: Path) -> None:
    (room / "tables").mkdir()
    (room / "tables" / "upkeep.csv").write_text("mine")
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    result = run("export", "small.yaml", "--out", "tables")
    assert result.exit_code == 2
    assert "upkeep.csv is in tables already. `--force` replaces;" in result.stderr
    assert os.listdir(room / "tables") == ["upkeep.csv"]


def test_an_interrupted_import_leaves_no_half_a_deck(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export", "seoul", "--out", "tables").exit_code == 0
    works, done = os.fsync, []

    def fsync(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) == 3:
            raise KeyboardInterrupt
        works(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    assert run("import", "tables").exit_code == 1
    assert os.listdir(room) == ["tables"]


def workbook(fill) -> bytes:
    book = Workbook()
    book.active.title = "deck"
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def with_entities() -> bytes:
    stream = io.BytesIO(workbook(lambda book: None))
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook'))
    return out.getvalue()


def many_sheets(book: Workbook) -> None:
    for number in range(70):
        book.create_sheet(f"s{number}")


HOSTILE = {
    "no workbook.xlsx": (b"not a zip at all", "no xlsx file"),
    "half.xlsx": (workbook(lambda book: None)[:2000], "no xlsx file"),
    "bomb.xlsx": (packed(xl__a=b"\0" * 80_000_000), "unpacks to more than"),
    "parts.xlsx": (packed(**{f"p{number}": b"" for number in range(600)}), "more than 500 parts"),
    "empty.xlsx": (packed(a=b"x"), "no workbook that can be read"),
    "entities.xlsx": (with_entities(), "declares entities"),
    "sheets.xlsx": (workbook(many_sheets), "more than 60 sheets"),
    "wide.xlsx": (workbook(lambda book: book.active.cell(1, 16_000, "x")), f"more than {MOST_COLUMNS} columns"),
    "deep.xlsx": (workbook(lambda book: book.active.cell(1_000_000, 1, "x")), f"more than {MOST_ROWS} rows"),
    "large.xlsx": (b"x" * 10_000_001, "larger than 10 MB"),
    "large.csv": (b"x" * (MOST_BYTES + 1), "larger than 2 MB"),
    "wide.csv": (b"x," * 200 + b"x\n1", f"more than {MOST_COLUMNS} columns"),
    "deep.csv": (b"x\n" * (MOST_ROWS + 9), f"more than {MOST_ROWS} rows"),
    "nul.csv": (b"a,b\nx\0,y", "no text"),
    "half.csv": ("﻿title".encode("utf-16")[:-1], "UTF-16"),
    "cell.csv": (b'title\n"' + b"x" * 1_500_000 + b'"', "no table in CSV: row 2 has a cell of 1500000 characters"),
    "open.csv": (b'title\n"' + b"x" * 1_500_000, "in row 2 a quote is opened and not closed, at `\"xxx"),
    "open too.csv": (b'title\na\n"' + b'""' * 900_000, "in row 3 a quote is opened and not closed"),
    "nothing.csv": (b"", "no rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_refused_with_a_sentence(room: Path, name: str) -> None:
    data, said = HOSTILE[name]
    (room / name).write_bytes(data)
    result = run("import", name, "--out", "back.yaml", "--seat", "a", "--map", "title=title,text=title")
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (room / "back.yaml").exists()


def test_a_formula_is_read_as_text_and_a_number_as_one_would_type_it(room: Path) -> None:
    assert run("export", "first-hour", "--out", "tables.xlsx").exit_code == 0
    book = load_workbook(room / "tables.xlsx")
    for row in book["deck"].iter_rows():
        if row[0].value == "minutes":
            row[1].value = 25.0
        if row[0].value == "summary":
            row[1].value = "=1+1"
    book.save(room / "tables.xlsx")
    assert run("import", "tables.xlsx", "--out", "back").exit_code == 0
    deck = load(room / "back")
    assert (deck.minutes, deck.summary) == (25, "=1+1")


@pytest.mark.parametrize("name", ["missing.csv", "missing", "/dev/zero", "pipe.csv", "folder"])
def test_what_is_no_table_at_all_is_refused_and_never_waited_for(room: Path, name: str) -> None:
    os.mkfifo(room / "pipe.csv")
    (room / "folder").mkdir()
    result = run("import", name, "--out", "back")
    assert result.exit_code in (1, 2)
    assert len(result.stderr.strip().splitlines()) == 1
