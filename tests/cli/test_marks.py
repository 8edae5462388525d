"""`wargame mark`, `bookmark` and `notes`: what is pinned to an entry, in plain lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import first_hour
from wargame.cli.main import command
from wargame.table import Store, Table, new_game

Run = Callable[..., Result]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with Store.open(tmp_path / "save.db") as store:
        played = new_game(store, first_hour(), seed="demo", name="ours")
        list(played.play_out())
        yield played


@pytest.fixture
def run(tmp_path: Path, table: Table) -> Run:
    return lambda *given: CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path}/save.db", *given])


def well(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def test_marks_bookmarks_and_notes_are_read_in_one_list(run: Run, table: Table) -> None:
    head = table.head
    assert "Marked ??, a blunder." in well(
        run("mark", "ours", "4", "??", "They waited.", "--by", "Kim", "--for", "all")
    )
    well(run("mark", "ours", "5", "Brilliant", "--for", "Seoul"))
    well(run("bookmark", "ours", "6", "The turn of it", "--for", "all"))
    well(run("note", "ours", "Hm", "--about", "3", "--for", "all"))
    said = well(run("notes", "ours"))
    assert "Kim, on entry 4: ?? a blunder: They waited." in said
    assert "scribe, on entry 6: bookmark The turn of it" in said
    assert "on entry 3: Hm" in said
    assert "brilliant" not in said
    assert "scribe, for seoul, on entry 5: !! brilliant" in well(run("notes", "ours", "--as", "seoul"))
    first, *_ = json.loads(well(run("notes", "ours", "--json")))
    assert (first["kind"], first["sign"], first["about"], first["text"]) == ("mark", "??", 4, "They waited.")
    assert table.head == head


def test_what_was_said_is_taken_back(run: Run) -> None:
    well(run("mark", "ours", "4", "!", "--for", "all"))
    well(run("bookmark", "ours", "4", "--for", "all"))
    assert "taken back" in well(run("mark", "ours", "4", "--take-back", "--for", "all"))
    assert "taken back" in well(run("bookmark", "ours", "4", "--take-back", "--for", "all"))
    assert "Nothing was written down" in well(run("notes", "ours"))
    again = run("mark", "ours", "4", "--take-back", "--for", "all")
    assert again.exit_code == 1
    assert "no mark of scribe" in again.output


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("mark", "ours", "4", "nice"), "A mark is !! brilliant, ! good"),
        (("mark", "ours", "4"), "A mark is !! brilliant, ! good"),
        (("mark", "ours", "4", "!", "--take-back"), "A mark is !! brilliant, ! good"),
        (("mark", "ours", "9999", "!"), "and no 9999"),
        (("bookmark", "ours", "0"), "and no 0"),
        (("bookmark", "ours", "1", "--for", "soul"), "Did you mean `seoul`?"),
        (("mark", "ours", "1", "!", "--by", " "), "The name of who writes"),
    ],
)
def test_what_cannot_be_is_said(run: Run, given: tuple[str, ...], sentence: str) -> None:
    answer = run(*given)
    assert answer.exit_code == 2
    assert sentence in answer.output


@pytest.mark.parametrize("words", ["x" * 201, "\x1b[31mred"])
def test_words_that_fit_on_no_line_are_refused(run: Run, words: str) -> None:
    answer = run("mark", "ours", "1", "!", words)
    assert answer.exit_code == 1
    assert "Refused" in answer.output


def test_what_another_viewer_has_is_told_beside(run: Run, table: Table) -> None:
    number = next(e.number for e in table.log("public") if type(e.face).__name__ == "SealedMove")
    said = well(run("show", "ours", "--at", str(number), "--against", "Seoul"))
    assert said.startswith(f"Everybody, after entry {number}; Seoul, after entry ")
    assert "+ Seoul has it, Everybody has not:" in said
    assert "  + The hand of Seoul: " in said
    assert "Told to Seoul by then" in said
    assert "Moscow's" not in said.split("Told to")[0] or "The own brief of Seoul" in said
    plain = json.loads(well(run("show", "ours", "--at", str(number), "--against", "seoul", "--json")))
    assert {"hand", "brief"} <= {gap["about"] for gap in plain["gaps"]}
    assert (plain["as"], plain["against"], plain["at"]) == ("public", "seoul", number)
    assert "They have the same." in well(run("show", "ours", "--as", "seoul", "--against", "seoul"))


@pytest.mark.parametrize("at", ["0", "9999"])
def test_a_difference_at_no_entry_is_refused(run: Run, at: str) -> None:
    answer = run("show", "ours", "--at", at, "--against", "seoul")
    assert answer.exit_code == 2
    assert f"and no {at}" in answer.output
