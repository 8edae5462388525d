"""`wargame deck new` and `wargame deck schema`: what is made can be played, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wargame.cli.main import command
from wargame.deck import check, load, shipped_decks


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", *arguments])


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_blank_deck_has_no_problem_and_names_the_next_two_commands(room: Path) -> None:
    result = run("new", "harbour-1", "--title", "Harbour: the first hour")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1:] == [
        "Next:",
        "    wargame deck check harbour-1.yaml",
        "    wargame play harbour-1.yaml",
    ]
    assert entries(room) == ["harbour-1.yaml"]
    reading = check(room / "harbour-1.yaml")
    assert reading.problems == ()
    assert reading.deck is not None
    assert (reading.deck.id, reading.deck.title) == ("harbour-1", "Harbour: the first hour")
    assert (len(reading.deck.seats), len(reading.deck.turns)) == (2, 2)


@pytest.mark.parametrize("title", ['Say "no"', "a: b # c", "{braces} %s", "O'Hare", "- dash", "null", "두 번째"])
def test_any_title_is_written_so_that_it_is_read_as_it_is(room: Path, title: str) -> None:
    assert run("new", "own", "--title", title).exit_code == 0
    assert load(room / "own.yaml").title == title


@pytest.mark.parametrize("name", shipped_decks())
def test_a_shipped_deck_is_copied_whole_under_another_name(room: Path, name: str) -> None:
    assert run("new", "our-copy", "--from", name).exit_code == 0
    deck, original = load(room / "our-copy"), load(shipped_decks()[name])
    assert (deck.id, deck.title) == ("our-copy", "Our copy")
    assert deck.cards == original.cards
    assert check(room / "our-copy").problems == ()
    assert len(entries(room / "our-copy")) == len(entries(shipped_decks()[name]))
    assert "guide: |" in (room / "our-copy" / "deck.yaml").read_text("utf-8")


def test_a_deck_that_extends_another_is_ten_lines(room: Path) -> None:
    result = run("new", "ours", "--from", "first-hour", "--extend")
    assert result.exit_code == 0, result.output
    assert len((room / "ours.yaml").read_text("utf-8").splitlines()) == 10
    assert load(room / "ours.yaml").cards == load(shipped_decks()["first-hour"]).cards
    assert check(room / "ours.yaml").problems == ()


def test_a_deck_of_ones_own_is_copied_and_extended_too(room: Path) -> None:
    assert run("new", "base").exit_code == 0
    assert run("new", "copy", "--from", "base.yaml", "--out", "deep/copy.yaml").exit_code == 0
    assert run("new", "child", "--from", "base.yaml", "--extend", "--out", "deep/er/child.yaml").exit_code == 0
    assert load(room / "deep" / "copy.yaml").cards == load(room / "deep" / "er" / "child.yaml").cards
    assert "../../base.yaml" in (room / "deep" / "er" / "child.yaml").read_text("utf-8")


def test_the_title_of_a_copied_deck_is_the_new_one_alone(room: Path) -> None:
    assert run("new", "base").exit_code == 0
    text = (room / "base.yaml").read_text("utf-8").replace("title: Base\n", "title: >-\n  An old\n  title\n")
    (room / "base.yaml").write_text(text, encoding="utf-8")
    assert run("new", "copy", "--from", "base.yaml", "--title", "New one").exit_code == 0
    assert (load(room / "base.yaml").title, load(room / "copy.yaml").title) == ("An old title", "New one")


def test_a_copy_of_a_deck_that_extends_another_is_made_anywhere(room: Path) -> None:
    assert run("new", "base").exit_code == 0
    assert run("new", "child", "--from", "base.yaml", "--extend").exit_code == 0
    result = run("new", "copy", "--from", "child.yaml", "--out", "far/away/copy.yaml")
    assert result.exit_code == 0, result.output
    assert load(room / "far" / "away" / "copy.yaml").cards == load(room / "base.yaml").cards


def test_nothing_is_overwritten_and_nothing_is_left_behind(room: Path) -> None:
    (room / "own.yaml").write_text("mine")
    (room / "folder").mkdir()
    (room / "nowhere").symlink_to("own-2.yaml")
    for arguments in (
        ["own"],
        ["x", "--out", "nowhere"],
        ["x", "--from", "seoul", "--out", "folder"],
        ["x", "--out", "own.yaml/a"],
    ):
        result = run("new", *arguments)
        assert result.exit_code in (1, 2)
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert (room / "own.yaml").read_text() == "mine"
    assert entries(room) == ["folder", "nowhere", "own.yaml"]
    assert entries(room / "folder") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["my deck"], "can't be an id"),
        (["seoul"], "comes with the program"),
        (["own", "--extend"], "--extend wants --from"),
        (["own", "--from", "seol"], "Did you mean `seoul`?"),
        (["own", "--from", "seoul", "--out", "own.yaml"], "--out names a folder"),
        (["own", "--title", "t" * 80], "at most 60 fit"),
        (["own", "--from", "seoul", "--title", "t" * 80], "at most 60 fit"),
        (["own", "--title", "   "], "--title wants a title"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(room: Path, arguments: list[str], said: str) -> None:
    result = run("new", *arguments)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert entries(room) == []


def test_the_schema_is_one_document() -> None:
    assert json.loads(run("schema").stdout)["then"]["required"] == ["seats", "tracks", "turns", "cards"]
    assert "required" not in json.loads(run("schema", "--part").stdout)
