"""The care of saved games in plain lines: other names, putting away, deleting, copying."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.store.games import raw
from tests.support import small_deck
from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.table import Store, new_game

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save with two games."""
    with Store.open(tmp_path / "saves" / "wargame.db") as store:
        for name in ("morning", "evening"):
            new_game(store, small_deck(), ["north"], seed="demo", name=name)

    def run(*arguments: str) -> Result:
        saves = f"sqlite:///{tmp_path / 'saves' / 'wargame.db'}"
        return CliRunner().invoke(command, ["--saves", saves, *arguments])

    return run


def well(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def names(run: Run, *options: str) -> list[str]:
    return sorted(game["name"] for game in json.loads(well(run("games", "--json", *options))))


def refused(result: Result, code: int, sentence: str) -> None:
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert not any(sign in result.output for sign in ("Traceback", "\x1b", "\u202e"))


def test_a_game_is_renamed_and_nothing_else_of_it_changes(run: Run) -> None:
    before = well(run("log", "morning", "--as", "facilitator"))
    assert well(run("rename", "morning", "[b]Tuesday[/b]")) == "morning is called [b]Tuesday[/b] from now on.\n"
    assert well(run("log", "[b]Tuesday[/b]", "--as", "facilitator")) == before
    assert run("verify", "[b]Tuesday[/b]").exit_code == 0


@pytest.mark.parametrize("name", ["", "  ", "\x1b[2J", "\u202eevil", "two\nlines", "x" * 61, "nul\0"])
def test_a_name_that_nobody_could_read_is_refused(run: Run, name: str) -> None:
    refused(run("rename", "morning", name), 2, "a game's name is one line of 1 to 60 characters")
    assert names(run) == ["evening", "morning"]


def test_a_name_that_is_taken_is_refused_with_one_that_is_free(run: Run) -> None:
    refused(run("rename", "morning", "evening"), 2, "'evening-1'")
    refused(run("rename", "mroning", "x"), 2, "morning")


def test_games_are_put_away_and_fetched_back(run: Run) -> None:
    assert "morning is put away" in well(run("archive", "morning"))
    assert names(run) == ["evening"]
    assert names(run, "--archived") == ["morning"]
    assert names(run, "--all") == ["evening", "morning"]
    assert "put away" in well(run("games", "--all"))
    assert "Stoke" in well(run("show", "morning", "--as", "north"))
    well(run("archive", "evening"))
    assert well(run("games")) == "Every game was put away (2). `wargame games --archived` lists them.\n"
    well(run("archive", "--back", "evening", "morning"))
    assert names(run) == ["evening", "morning"]
    assert well(run("games", "--archived")).startswith("No game was put away.")
    refused(run("games", "--archived", "--all"), 2, "Say which")
    refused(run("archive"), 2, "GAME")


def test_a_list_with_a_game_that_is_not_there_puts_none_away(run: Run) -> None:
    refused(run("archive", "morning", "nothing"), 2, "nothing")
    assert names(run) == ["evening", "morning"]


def test_deleting_asks_a_person_or_wants_to_be_told(run: Run) -> None:
    refused(
        run("delete", "morning"), 2, "delete morning (Small, turn 1 of 2, the teams choose) for good, say so: --yes"
    )
    assert names(run) == ["evening", "morning"]
    assert well(run("delete", "morning", "--yes")) == "morning is deleted.\n"
    assert names(run) == ["evening"]
    assert run("verify", "--all").exit_code == 0


def test_a_damaged_game_can_be_deleted_too(run: Run, tmp_path: Path) -> None:
    with raw(tmp_path / "saves" / "wargame.db") as connection:
        connection.executescript("DROP TRIGGER event_no_update; UPDATE event SET body='{}' WHERE seq=2")
    refused(run("delete", "morning"), 2, "morning (which can't be opened)")
    well(run("delete", "morning", "--yes"))
    assert names(run) == ["evening"]


@pytest.mark.parametrize(
    ("answer", "left"), [("y", ["evening"]), ("n", ["evening", "morning"]), ("", ["evening", "morning"])]
)
def test_a_person_is_asked_and_no_is_the_default(run: Run, tmp_path: Path, answer: str, left: list[str]) -> None:
    with Terminal(["-m", "wargame", "delete", "morning"], 100, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        asked = terminal.see(r"This can't be undone. \[y/N\]")
        assert "Delete morning (Small, turn 1 of 2, the teams choose) for good?" in asked.replace("\n", "")
        terminal.press(*answer, "enter")
        assert terminal.wait() == 0
    assert names(run) == left


def test_the_save_is_copied_whole_to_a_file_that_is_not_there_yet(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert well(run("backup", str(copy))) == f"2 games copied to {copy}.\n"
    content = copy.read_bytes()
    refused(run("backup", str(copy)), 2, "there is something at")
    assert copy.read_bytes() == content
    assert sorted(game["name"] for game in json.loads(well(run("--saves", str(copy), "games", "--json")))) == [
        "evening",
        "morning",
    ]
    refused(run("backup", str(tmp_path / "none" / "copy.db")), 1, "there is no folder")
