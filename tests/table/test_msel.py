"""News from a spreadsheet: however it was written, every row is taken or named with the reason why it is not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scripts import Script, sure
from wargame.rules import refusal
from wargame.table import Store, new_game
from wargame.table.msel import MOST_BYTES, MOST_ROWS, ReadList, Row, read_list

GAME = Script(sure())
FROST = Row("Frost", "A cold wind.", ("north", "east"), "heat -1")


def read(text: str | bytes) -> ReadList:
    return read_list(GAME.deck, GAME.state, text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_table_of_any_spreadsheet_is_read(separator: str, end: str, start: str) -> None:
    lines = [["Title", "TEXT", " to ", "do"], ["Frost", "A cold wind.", '"north, East"', "heat -1"]]
    assert read(start + end.join(separator.join(line) for line in lines) + end).rows == (FROST,)


def test_what_spreadsheets_on_windows_write_is_read() -> None:
    (row,) = read("title;text\r\nKälte;Es friert – überall\r\n".encode("cp1252")).rows
    assert (row.title, row.text) == ("Kälte", "Es friert – überall")


def test_the_columns_stand_in_any_order_and_others_are_passed_over() -> None:
    table = "No.,Effects,Inject,Controller,Description,Audience\n1,heat -1,Frost,Kim,A cold wind.,north;east\n"
    assert read(table) == ReadList((FROST,), ())


def test_seats_go_by_id_or_title_in_the_decks_order_and_all_is_everybody() -> None:
    table = "title,to\nA,SOUTH\nB,all\nC,\nD,All\nE,East; north\n"
    assert [row.to for row in read(table).rows] == [("south",), (), (), (), ("east", "north")]


def test_a_row_that_can_not_be_taken_is_named_by_its_number_with_the_reason() -> None:
    table = "title,text,to,do\nA,,,\n,text,,\n,,,\nB,,west,\nC,,,heat\n" + "x" * 61 + ",,,\nD,,,luck +1\nE,,,\n"
    found = read(table)
    assert [row.title for row in found.rows] == ["A", "E"]
    assert [number for number, _ in found.left_out] == [3, 5, 6, 7, 8]
    parts = ("a title wants a text", "no seat is called `west`", "an effect is", "at most 60 characters", "`luck`")
    assert all(part in why for part, (_, why) in zip(parts, found.left_out, strict=True))


def test_a_row_that_is_shorter_or_longer_than_the_first_is_read_as_far_as_it_goes() -> None:
    assert read("title,text,to,do\nA\nB,b,,,more,and more\n").rows == (Row("A"), Row("B", "b"))


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "the first row names the columns, and one must be `title`"),
        (b"headlines,text\nA,b\n", "one must be `title`"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "one must be `title`"),
        ("title\nA\n".encode("utf-16"), "one must be `title`"),
        (b"title\n" + b"x" * MOST_BYTES, "at most 500,000 bytes"),
        (b'title\n"' + b"x" * 200_000, "this is no table in CSV"),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(data: bytes, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        read(data)


def test_a_list_has_so_many_rows_and_the_others_are_named() -> None:
    found = read("title\n" + "".join(f"N{number}\n" for number in range(MOST_ROWS + 2)))
    assert len(found.rows) == MOST_ROWS
    assert found.left_out == (
        (MOST_ROWS + 2, "a list has at most 500 rows"),
        (MOST_ROWS + 3, "a list has at most 500 rows"),
    )


@pytest.mark.parametrize(
    "cell",
    ["=HYPERLINK('x')", "@SUM(A1)", "\x1b[2J", "a\u202eb", "<b>bold</b>", "[red]", "'; drop table games", "\u200b" * 9],
)
def test_a_hostile_cell_is_text_that_can_be_shown_or_is_named(cell: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["title", "text", "to", "do"], [cell, cell, "", ""]])
    found = read(text.getvalue())
    assert len(found.rows) + len(found.left_out) == 1
    for row in found.rows:
        assert all(ord(sign) >= 32 and sign not in "\u202e\u200b" for sign in row.title + row.text)
        assert refusal(GAME.deck, GAME.state, row.command) is None


@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), max_size=8), st.sampled_from(",;\t"))
@settings(max_examples=60)
def test_every_row_is_taken_or_named(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["title", "text", "to", "do"], *rows])
    found = read(text.getvalue().encode("utf-8", "surrogatepass"))
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert len(found.rows) + len(found.left_out) == filled


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_random_bytes_are_a_table_or_refused(data: bytes) -> None:
    for start in (b"", b"title,text,to,do\n"):
        try:
            found = read(start + data)
        except ValueError:
            continue
        assert all(refusal(GAME.deck, GAME.state, row.command) is None for row in found.rows)


def test_the_rows_lie_on_the_desk_as_they_were_read_and_a_later_list_takes_their_place(tmp_path: Path) -> None:
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, sure(), ["north", "south", "east"], seed="desk")
        table.load_injects('title,text,to,do\nFrost,A cold wind.,"north,east",heat -1\nÄrger,,,\n'.encode())
        assert table.desk().injects == (FROST, Row("Ärger"))
        table.load_injects(b"title\nOther\n")
        assert table.desk().injects == (Row("Other"),)
