"""A move is argued by three seats at a real keyboard: one scribe keeps up, and all of it can be read again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import A_MOMENT, ROOT, Terminal
from wargame.deck import find_deck, load
from wargame.table import Play, Store, Table, new_game, open_saved

#: One scribe must not need more than so many keys for four reasons a side, the floor, a method, dice and an override.
MOST_KEYS = 200
SIZES = [(80, 24), pytest.param(120, 40, marks=pytest.mark.long)]


class Scribe:
    """Somebody at the keys, who counts them."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0

    def type(self, *keys: str) -> None:
        """A name of a key is one press, any other text one for each character."""
        for key in keys:
            self.keys += 1 if key in ("enter", "escape", "down", "up") else len(key)
            self.terminal.press(key)

    def see(self, pattern: str) -> str:
        text = self.terminal.see(pattern)
        self.terminal.rest()
        return text


def laid(home: Path) -> str:
    """Six seats of the Seoul deck have handed in at the wall."""
    (home / "saves").mkdir()
    deck = load(find_deck("seoul"))
    with Store.open(home / "saves" / "wargame.db") as store:
        table = new_game(store, deck, tuple(deck.seats), seed="demo", sitting="wall")
        for seat in deck.seats:
            table.send(Play(seat, first_card(table, seat)))
        return table.game.name


def first_card(table: Table, seat: str) -> str:
    return next(card.id for card in table.view(seat).hand if card.playable and not card.secret)


def opened(home: Path, name: str) -> Table:
    return open_saved(Store.open(home / "saves" / "wargame.db", create=False), name)


def command(home: Path, *words: str) -> str:
    environment = {"WARGAME_HOME": str(home), "PATH": "/usr/bin:/bin", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "wargame", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_three_seats_argue_a_floor_and_one_scribe_keeps_up(columns: int, rows: int, tmp_path: Path) -> None:
    name = laid(tmp_path)
    home = {"WARGAME_HOME": str(tmp_path)}
    with Terminal(["-m", "wargame"], columns, rows, home) as wall:
        wall.see(name)
        wall.press("enter")
        scribe = Scribe(wall)
        scribe.see("the moves lie open")
        scribe.type("f")
        scribe.see("The facilitator gives it")
        scribe.type("enter")
        scribe.see("the floor, by the facilitator")

        scribe.type("+")
        scribe.see("Reasons about the move of")
        scribe.type("s! done it before", "enter")
        scribe.see("done it before(.|\n)*, for \\+10")
        scribe.type("+m film is proof", "enter", "+s a", "enter", "+s b", "enter")
        scribe.type("-p! no film at all", "enter", "-m a", "enter", "-m b", "enter", "-p? who asks", "enter")
        argued = scribe.see("8 . ● who asks")
        assert re.search(r"1 ! ◆ done it before", argued)
        assert re.search(r"2 +▲ film is proof", argued)
        assert "Let the dice fall" not in argued
        scribe.type("escape")
        before = scribe.see("m Method")
        assert re.search(r"\d+ % .*by card odds", before) or re.search(r"by card\s+odds", before)

        scribe.type("m")
        scribe.see("2d6, 7 or more")
        scribe.type("down", "enter")
        after = scribe.see("by 2d6, 7 or more")
        assert said(after) != said(before)

        scribe.type("d")
        scribe.see("Real dice, as they lie")
        scribe.type("4 3", "enter")
        scribe.see(r"You said \d+ %, rolled 4 and 3 on d6 \(real")
        scribe.type("x")
        scribe.see("by hand")
        scribe.type("down", "down", "enter")
        scribe.see("which everybody will read")
        scribe.type("The film was old", "enter")
        text = scribe.see("The umpire: The film was old")
        assert re.search(r"was . (Partial success|Failure|Success)", text)
        assert scribe.keys <= MOST_KEYS, f"it took {scribe.keys} keys"

    table = opened(tmp_path, name)
    ruling = table.state.rulings["seoul"]
    assert ruling.thrown
    log = command(tmp_path, "log", name)
    for part in ("gives the floor", "done it before", "who asks", "to be ruled by 2d6", "by hand 4 and 3 on d6"):
        assert part in log
    assert "The umpire overrules the move of Seoul" in log
    assert "The film was old" in log

    with Terminal(["-m", "wargame", "replay", name], columns, rows, home) as replay:
        replay.see("entry 1 of")
        replay.rest()
        replay.press("\x1b[F")
        replay.see("The umpire overrules the move of Seoul")
        replay.see("The umpire: The film was old")
        seen = replay.rest()
        assert "was" in seen
        replay.press("\x1b[D")
        replay.see("You said")
        replay.press("\x1b[D")
        replay.see("to be ruled by")
        replay.see("done it before")
        replay.rest(A_MOMENT)


def said(text: str) -> str:
    """The chance that stands before its word of likelihood."""
    found = re.search(r"(\d+) % +(almost|very|likely|roughly|unlikely)", text)
    assert found, text
    return found[1]
