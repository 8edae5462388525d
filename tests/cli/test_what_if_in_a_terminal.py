"""A person at a real terminal plays a game on from its past, finds the branch listed, compares it, and reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal import A_MOMENT, Terminal
from wargame.cli.main import main
from wargame.table import Store, saved_games

SIZES = [(80, 24), pytest.param(120, 40, marks=pytest.mark.long)]
_PAGE_DOWN = "\x1b[6~"


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_from_the_replay_to_a_branch_and_back_to_compare_and_read(tmp_path: Path, columns: int, rows: int) -> None:
    home = {"WARGAME_HOME": str(tmp_path)}
    path = tmp_path / "saves" / "wargame.db"
    path.parent.mkdir()
    with pytest.raises(SystemExit):
        main(["--saves", f"sqlite:///{path}", "play", "--headless", "--seed", "demo", "--name", "Morning"])
    with Store.open(path) as store:
        (parent,) = saved_games(store)
    with Terminal(["-m", "wargame"], columns, rows, home) as terminal:
        terminal.see("Morning")
        terminal.press("r")
        terminal.see("entry 1 of")
        terminal.rest()
        while "turn 2 of 3" not in terminal.text():
            before = terminal.text()
            terminal.press(_PAGE_DOWN)
            assert terminal.changes(before)
            terminal.rest()
        terminal.press("b")
        terminal.see("What if: Morning is played on from here")
        terminal.rest()
        # Two lines up is Seoul: a team plays on in it.
        terminal.press("up", "up", "enter")
        terminal.see("Who plays on in Seoul")
        terminal.rest()
        terminal.press("down", "enter")
        terminal.see(r"Seoul +a team")
        terminal.rest(A_MOMENT)
        terminal.press("tab")
        terminal.rest()
        terminal.press("What if we wait")
        terminal.see("│ What if we wait")
        terminal.press("enter")
        terminal.see("Your hand")
        terminal.rest(A_MOMENT)
        terminal.press("enter")
        terminal.see("◉ ")
        terminal.press("h")
        terminal.see(r"Hand in .*\?")
        terminal.rest()
        terminal.press("enter")
        while "turn 3 of 3" not in terminal.text():
            terminal.see(r"^ Enter \w|\n Enter \w")
            terminal.rest(A_MOMENT)
            terminal.press("enter")
            terminal.rest()
        terminal.press("g")
        shown = terminal.see("└ What if we wait")
        assert re.search(r"turn 3 of 3, .*from turn 2", shown)
        terminal.rest()
        terminal.press("c")
        terminal.see("for the facilitator alone")
        terminal.rest(A_MOMENT)
        terminal.press("enter")
        terminal.see("and part in turn 2")
        terminal.rest()
        terminal.press("2")
        terminal.see("not over")
        terminal.press("escape")
        terminal.see("└ What if we wait")
        terminal.rest()
        terminal.press("up")
        terminal.rest()
        terminal.press("w")
        terminal.see("Enter In the replay")
        terminal.press("2")
        terminal.see("cards that lay in a hand")
        terminal.press("escape")
        terminal.see("Saved games")
        terminal.rest()
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(path) as store:
        games = {game.name: game for game in saved_games(store)}
    assert games["Morning"].head == parent.head
    assert (games["What if we wait"].parent, games["What if we wait"].parted) == (parent.id, 2)
