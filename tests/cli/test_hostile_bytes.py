"""Whatever stands in a save, no terminal is handed an order: at a real pty, and in the output of plain commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support import SMALL, small_deck
from tests.terminal import ROOT, Terminal
from tests.tui.test_hostile_text import FEW
from wargame.deck import find_blemish, load_saved
from wargame.table import Store, new_game

#: Stands around the hostile text, so that it is found where it was shown.
MARK = "Xx7"
#: Control characters, and signs that turn the direction of what follows.
ORDERS = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
#: What Textual says itself: the shape of the mouse pointer.
_OWN = re.compile(rb"\x1b\]22;[a-z-]*\x07")
_WRITTEN = {"title", "text", "public", "private", "because", "success", "about", "brief", "objectives", "question"}


def poisoned_deck(text: str) -> str:
    """The small deck with `text` in every title, brief, card and news; no checker has seen it."""
    deck = json.loads(small_deck().text)

    def poison(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: poison(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [poison(each, key) for each in value]
        return f"{MARK}{text}{MARK}"[:60] if key in _WRITTEN and isinstance(value, str) else value

    written = json.dumps(poison(deck), ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in written)


def hostile_save(home: Path, text: str) -> str:
    """A save that somebody has made by hand: its deck, a seat's names, a slip, a note and a front page are hostile."""
    (home / "saves").mkdir(parents=True)
    deck_text = poisoned_deck(text)
    deck = load_saved(deck_text)
    with Store.open(home / "saves" / "wargame.db") as store:
        whole = new_game(store, deck, ["north", "south"], seed="demo", sitting="wall")
        digest = sha256(deck_text.encode()).hexdigest()
        assert whole.game.deck == digest
        store.set_desk(whole.game.id, {"names": json.dumps({"north": text.replace("\x00", "")})})
        whole.add_note("scribe", "all", "note", text.replace("\x00", "") or "x")
        whole.take_slip("north", text)
        return whole.game.name


@pytest.mark.parametrize("text", FEW)
def test_plain_commands_print_no_orders(tmp_path: Path, text: str) -> None:
    name = hostile_save(tmp_path, text)
    environment = {**os.environ, "WARGAME_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    commands = (
        ["games"],
        ["show", name],
        ["show", name, "--as", "north"],
        ["log", name],
        ["notes", name],
        ["desk", name],
    )
    script = "import sys, json; from wargame.cli import main\n" + "\n".join(
        f"try: main({command!r})\nexcept SystemExit: pass" for command in commands
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (MARK.encode() in ran.stdout) == (find_blemish(text) is None)
    assert ORDERS.findall(ran.stdout + ran.stderr) == []
    assert b"\x1b" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("text", FEW)
def test_a_terminal_is_sent_no_orders_but_those_of_the_program(tmp_path: Path, text: str) -> None:
    name = hostile_save(tmp_path, text)
    with Terminal(["-m", "wargame"], 100, 30, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        terminal.see(name)
        terminal.press("enter")
        terminal.see("Who has chosen")
        terminal.press("f")
        terminal.see("The facilitator's desk")
        terminal.press("escape")
        terminal.rest()
        terminal.press("l")
        terminal.see("The log")
        terminal.rest()
        sent = terminal.sent
    assert (MARK.encode() in sent) == (find_blemish(text) is None)
    assert ORDERS.findall(_OWN.sub(b"", sent)) == []
    for order in (b"\x1b]0;pwned", b"\x1b[31mred", b"\x1b]52;c;cHduZWQ", b"\x1bP+q544e", b"\x1b_G\x1b\\ "):
        assert order not in sent


def test_the_small_deck_is_poisoned_everywhere_that_people_write() -> None:
    assert poisoned_deck("!").count(MARK) > 2 * SMALL.count("title:")
