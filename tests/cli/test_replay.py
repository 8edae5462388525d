"""`wargame replay`: on a real terminal, and the sentences where it can't."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support import first_hour
from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.table import Play, Store, Table, new_game

RIGHT, PAGE_DOWN, END = "\x1b[C", "\x1b[6~", "\x1b[F"


def saved(home: Path) -> Store:
    return Store.open(home / "saves" / "wargame.db")


def played(store: Store) -> Table:
    table = new_game(store, first_hour(), seed="demo")
    list(table.play_out())
    return table


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_game_is_scrubbed_in_a_terminal_and_left_for_the_shell(tmp_path: Path, columns: int, rows: int) -> None:
    with saved(tmp_path) as store:
        table = played(store)
        total, head = len(table.log("public")), table.head
        openings = [entry.number for entry in table.log("public") if type(entry.face).__name__ == "TurnOpened"]
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "replay", "first-hour-1", "--at", "2"], columns, rows, home) as terminal:
        terminal.see(f"as everyone saw it · entry 2 of {total}")
        terminal.press(RIGHT)
        terminal.see("entry 3 of")
        terminal.press(PAGE_DOWN)
        terminal.see(f"entry {openings[1]} of")
        terminal.press("e")
        terminal.see("as Seoul saw it")
        terminal.press(END)
        terminal.see("The game is over")
        terminal.press("q")
        assert terminal.wait() == 0
        entered, left = terminal.sent.rfind(b"\x1b[?1049h"), terminal.sent.rfind(b"\x1b[?1049l")
        assert 0 <= entered < left
    with saved(tmp_path) as store:
        assert str(store.head(store.games()[0].id)) == head


def test_a_running_game_shows_only_what_everyone_saw_unless_eyes_are_asked_for(tmp_path: Path) -> None:
    with saved(tmp_path) as store:
        table = new_game(store, first_hour(), ("seoul", "moscow"), seed="demo")
        table.send(Play("seoul", "SEO-01"))
        number = len(table.log("seoul"))
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "replay", "first-hour-1"], 120, 40, home) as terminal:
        terminal.see("as everyone saw it")
        terminal.press("e")
        terminal.see("open when the game is over")
        terminal.press(END)
        terminal.see("Seoul has handed in its move")
        assert b"Wait and verify" not in terminal.sent
    arguments = ["-m", "wargame", "replay", "first-hour-1", "--as", "Seoul", "--at", str(number)]
    with Terminal(arguments, 120, 40, home) as terminal:
        terminal.see("Seoul hands in Wait and verify")


def invoked(home: Path, *arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(command, ["--saves", f"sqlite:///{home}/saves/wargame.db", *arguments])
    return answer.exit_code, answer.stderr


def test_without_a_terminal_it_says_what_does_the_same_in_lines(tmp_path: Path) -> None:
    code, said = invoked(tmp_path, "replay", "first-hour-1")
    assert code == 2
    assert "wants a terminal" in said
    assert "wargame show first-hour-1 --at NUMBER" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("first-hour-9",), "first-hour-9"),
        (("first-hour-1", "--as", "soul"), "Did you mean `seoul`?"),
        (("first-hour-1", "--at", "0"), "has entries 1 to"),
        (("first-hour-1", "--at", "9999"), "and no 9999"),
    ],
)
def test_what_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    with saved(tmp_path) as store:
        played(store)
    monkeypatch.setattr("wargame.cli.output.is_terminal", lambda stream: True)
    code, said = invoked(tmp_path, "replay", *arguments)
    assert code == 2
    assert sentence in said


@pytest.mark.parametrize("viewer", ["public", "seoul"])
def test_while_a_game_runs_other_eyes_want_the_code_of_the_desk(tmp_path: Path, viewer: str) -> None:
    with saved(tmp_path) as store:
        table = new_game(store, first_hour(), ("seoul", "moscow"), seed="demo")
        table.lock("tea")
    home = {"WARGAME_HOME": str(tmp_path)}
    for code, sight in (("milk", "That is not the code"), ("tea", "entry 1 of")):
        with Terminal(["-m", "wargame", "replay", "first-hour-1", "--as", viewer], 120, 40, home) as terminal:
            terminal.see("The code of the facilitator's desk")
            terminal.press(*code, "enter")
            terminal.see(sight)
            terminal.kill()
