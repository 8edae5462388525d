"""A person at a real terminal: what is on the screen is saved, whatever happens to the program."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.terminal import A_MOMENT, PATIENCE, Terminal
from wargame.table import Store

SIZES = [(80, 24), pytest.param(120, 40, marks=pytest.mark.long)]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_ruling_that_was_on_the_screen_is_there_after_the_program_was_killed(
    tmp_path: Path, columns: int, rows: int
) -> None:
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "play", "--seed", "demo"], columns, rows, home) as terminal:
        for seat in ("Seoul", "Moscow"):
            terminal.see(f"Pass the screen to . {seat}")
            terminal.rest(A_MOMENT)
            terminal.press("enter")
            terminal.see(f"{seat} +only you look")
            terminal.see("Your hand")
            terminal.press("enter")
            terminal.see("◉ ")
            terminal.press("h")
            terminal.see(r"Hand in .*\?")
            terminal.press("enter")
        terminal.see("Let the dice fall")
        terminal.press("enter")
        rolled = found(r"Rolled (\d+)", terminal.see(r"Rolled \d+"))
        terminal.kill()

    with Terminal(["-m", "wargame"], columns, rows, home) as terminal:
        terminal.see("first-hour-1")
        terminal.press("enter")
        assert found(r"Rolled (\d+)", terminal.see(r"Rolled \d+")) == rolled
        terminal.press("enter")
        terminal.see("Let the dice fall")
        terminal.press("enter")
        for offered in ("Close the turn", "Show the front page", "Open the next turn"):
            terminal.see(offered)
            terminal.rest()
            terminal.press("enter")
        terminal.see("turn 2 of 3")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_card_that_was_chosen_and_not_handed_in_is_still_chosen_after_a_kill(
    tmp_path: Path, columns: int, rows: int
) -> None:
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "play", "--seed", "demo"], columns, rows, home) as terminal:
        terminal.see("Pass the screen to")
        terminal.press("enter")
        terminal.see("Your hand")
        terminal.press("down", "enter")
        terminal.see("◉ Consult the Assembly")
        wait_for_draft(tmp_path / "saves" / "wargame.db", "seoul", "SEO-02")
        terminal.kill()

    with Terminal(["-m", "wargame"], columns, rows, home) as terminal:
        terminal.see("first-hour-1")
        terminal.press("enter")
        terminal.see("Pass the screen to")
        terminal.press("enter")
        terminal.see("◉ Consult the Assembly")
        terminal.press("u")
        terminal.see("Nothing chosen yet")


def test_quitting_leaves_the_terminal_whole(tmp_path: Path) -> None:
    with Terminal(["-m", "wargame"], 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        terminal.see("wargame")
        terminal.press("q")
        assert terminal.wait() == 0
        entered, left = terminal.sent.rfind(b"\x1b[?1049h"), terminal.sent.rfind(b"\x1b[?1049l")
        assert 0 <= entered < left


def test_nothing_of_one_teams_hand_is_sent_to_the_terminal_while_the_other_looks(tmp_path: Path) -> None:
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame", "play", "--seed", "demo"], 120, 40, home) as terminal:
        terminal.see("Pass the screen to . Seoul")
        terminal.press("enter")
        terminal.see("Your hand")
        terminal.press("enter")
        terminal.see("◉ ")
        terminal.press("h")
        terminal.see(r"Hand in .*\?")
        terminal.press("enter")
        terminal.see("Pass the screen to . Moscow")
        terminal.rest(A_MOMENT)
        before = len(terminal.sent)
        terminal.press("enter")
        terminal.see("Moscow +only you look")
        terminal.see("Your hand")
        shown = terminal.sent[before:].decode(errors="replace")
        for secret in ("Wait and verify", "Consult the Assembly", "Backfill", "hard enough to", "agencies disagree"):
            assert secret not in shown


def wait_for_draft(save: Path, seat: str, card: str) -> None:
    """Until the choice is on the disk: a matter of milliseconds after it is on the screen."""
    deadline = time.monotonic() + PATIENCE
    with Store.open(save) as store:
        game = store.games()[0]
        while card not in (store.draft(game.id, seat) or ""):
            assert time.monotonic() < deadline
            time.sleep(0.01)


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match[1]
