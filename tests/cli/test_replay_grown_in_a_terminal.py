"""A finished game looked back on at a real terminal: played, drawn, compared, marked; and the mark found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import first_hour
from tests.terminal import Terminal
from wargame.table import Store, new_game, open_saved, pins

HOME, LEFT = "\x1b[H", "\x1b[D"


@pytest.mark.parametrize(("columns", "rows"), [pytest.param(80, 24, marks=pytest.mark.long), (120, 40)])
def test_a_finished_game_is_played_drawn_compared_and_marked(tmp_path: Path, columns: int, rows: int) -> None:
    with Store.open(tmp_path / "saves" / "wargame.db") as store:
        table = new_game(store, first_hour(), seed="demo")
        list(table.play_out())
        head = table.head
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "replay", "first-hour-1", "--at", "4"], columns, rows, home) as terminal:
        terminal.see("entry 4 of")
        terminal.press("c")
        terminal.see("All tracks, (a row each|part 1 of 2)")
        terminal.press("enter")
        terminal.see("(?m)^ *(\\d+ more: c)? *▲ *$")
        terminal.press("+", "+", "space")
        terminal.see("▶ an entry every 0.5 s")
        terminal.see("entry [6-9] of")
        terminal.press(LEFT)
        terminal.see("Space Play")
        terminal.press("d")
        terminal.see("beside what is seen by")
        terminal.press("enter")
        terminal.see(r"\+ only the facilitator sees")
        terminal.press("d")
        terminal.see("Nobody")
        terminal.press(HOME, "enter")
        terminal.see("as everyone saw it")
        terminal.press(HOME, "2", "m")
        terminal.see("a blunder")
        terminal.press("down", "down", "enter")
        terminal.see("A few words why")
        terminal.press(*"Bold", "enter")
        terminal.see(r"!\? interesting  scribe, for everyone")
        terminal.press("f")
        terminal.see("A bookmark")
        terminal.press(*"Start", "enter")
        terminal.see("▾ bookmark Start")
        terminal.press("a")
        terminal.see("A note")
        terminal.press(*"Ask why", "enter")
        terminal.see("▪ note")
        terminal.press("\x1b[F")
        terminal.see("The game is over")
        terminal.press("/")
        terminal.see("Look for")
        terminal.press(*"marks", "enter")
        terminal.see("entry 1 of")
        terminal.see(r"!\? interesting")
        terminal.press("?")
        terminal.see("Esc Close")
        terminal.press("escape")
        terminal.see("Space Play")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(tmp_path / "saves" / "wargame.db") as store:
        table = open_saved(store, "first-hour-1")
        assert {(each.kind, each.entry, each.text) for each in pins(table, "public")} == {
            ("mark", 1, "Bold"),
            ("bookmark", 1, "Start"),
            ("note", 1, "Ask why"),
        }
        assert table.head == head
