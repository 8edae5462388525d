"""However the program ends, the terminal that it leaves is the one that it found."""

from __future__ import annotations

import os
import signal
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, Terminal

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
#: What a program turns on, and what turns it off again.
PAIRS = {
    "the other screen": (ENTER, LEAVE),
    "a hidden cursor": (b"\x1b[?25l", b"\x1b[?25h"),
    "clicks": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "the moves of the mouse": (b"\x1b[?1003h", b"\x1b[?1003l"),
    "pasting in brackets": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "word of focus": (b"\x1b[?1004h", b"\x1b[?1004l"),
    "the keys of kitty": (b"\x1b[>25u", b"\x1b[<u"),
    "lines that are not folded": (b"\x1b[?7l", b"\x1b[?7h"),
}
LOBBY = ["-m", "wargame"]
TABLE = ["-m", "wargame", "play", "--seed", "demo"]


def modes(terminal: Terminal) -> list[object]:
    """The line discipline: echo, line by line, signals from keys."""
    return termios.tcgetattr(terminal._fd)[:4]


def assert_whole(terminal: Terminal, before: list[object]) -> None:
    """Everything that was turned on is off, and typing is echoed."""
    left_on = [what for what, (on, off) in PAIRS.items() if terminal.sent.rfind(on) > terminal.sent.rfind(off)]
    assert left_on == []
    assert modes(terminal) == before


def until(terminal: Terminal, sign: bytes) -> None:
    """Wait until the program has sent it."""
    deadline = time.monotonic() + PATIENCE
    while sign not in terminal.sent:
        assert time.monotonic() < deadline
        terminal._read(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda each: each.name)
@pytest.mark.parametrize(("arguments", "sign"), [(LOBBY, "No game is saved"), (TABLE, "Pass the screen")])
def test_a_signal_leaves_the_terminal_whole(
    tmp_path: Path, arguments: list[str], sign: str, number: signal.Signals
) -> None:
    with Terminal(arguments, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        before = modes(terminal)
        terminal.see(sign)
        assert modes(terminal) != before
        os.kill(terminal.pid, number)
        code = terminal.wait()
        assert code == 128 + number or number is signal.SIGINT
        assert_whole(terminal, before)


def test_a_signal_at_an_open_table_leaves_nothing_of_the_hand_on_the_screen(tmp_path: Path) -> None:
    with Terminal(TABLE, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        before = modes(terminal)
        terminal.see("Pass the screen")
        terminal.press("enter")
        terminal.see("Your hand")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait()
        assert_whole(terminal, before)
        assert "Wait and verify" not in terminal.sent[terminal.sent.rfind(LEAVE) :].decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
@pytest.mark.parametrize("sign", [ENTER, b"\x1b[?25l", b"\x1b[>25u"], ids=["screen", "cursor", "keys"])
def test_a_signal_before_the_first_frame_leaves_the_terminal_whole(
    tmp_path: Path, sign: bytes, number: signal.Signals
) -> None:
    with Terminal(LOBBY, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        before = modes(terminal)
        until(terminal, sign)
        os.kill(terminal.pid, number)
        terminal.wait()
        assert_whole(terminal, before)


@pytest.mark.parametrize("seconds", [0.05, 0.15, 0.25, 0.35])
def test_a_signal_while_the_program_is_still_loading_leaves_the_terminal_whole(tmp_path: Path, seconds: float) -> None:
    with Terminal(LOBBY, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        before = modes(terminal)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            terminal._read(0.01)
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait()
        assert_whole(terminal, before)


def test_a_terminal_that_is_gone_ends_the_program(tmp_path: Path) -> None:
    terminal = Terminal(LOBBY, 80, 24, {"WARGAME_HOME": str(tmp_path)})
    terminal.see("No game is saved")
    os.close(terminal._fd)
    deadline = time.monotonic() + PATIENCE
    ended = 0
    while not ended and time.monotonic() < deadline:
        ended, _ = os.waitpid(terminal.pid, os.WNOHANG)
        time.sleep(0.02)
    if not ended:
        terminal.kill()
    assert ended


BROKEN = """
import sys
from wargame.table import Store
from wargame.tui.app import WargameApp
def broken(self):
    hidden = "the ace of " + "spades"
    raise RuntimeError("broken on purpose")
WargameApp.{method} = broken
app = WargameApp(lambda: Store.open(sys.argv[1]))
app.run()
raise SystemExit(app.return_code)
"""


@pytest.mark.parametrize(("method", "key"), [("action_theme", "t"), ("on_mount", None), ("on_load", None)])
def test_an_exception_leaves_the_terminal_whole_and_says_what_it_was_but_nothing_hidden(
    tmp_path: Path, method: str, key: str | None
) -> None:
    program = BROKEN.format(method=method)
    with Terminal(["-c", program, str(tmp_path / "save.db")], 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        before = modes(terminal)
        if key:
            terminal.see("No game is saved")
            terminal.press(key)
        assert terminal.wait() == 1
        assert_whole(terminal, before)
        said = terminal.sent[terminal.sent.rfind(LEAVE) + 1 :].decode()
        assert "broken on purpose" in said
        assert "the ace of spades" not in said


@pytest.mark.parametrize("wanted", ["on", "off"])
def test_the_mouse_is_asked_for_only_where_it_is_wanted(tmp_path: Path, wanted: str) -> None:
    tmp_path.joinpath("settings.toml").write_text(f'mouse = "{wanted}"\n', encoding="utf-8")
    with Terminal(LOBBY, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        terminal.see("No game is saved")
        reports = [
            mode for mode in (b"1000h", b"1002h", b"1003h", b"1006h", b"1015h", b"1016h") if mode in terminal.sent
        ]
        assert bool(reports) == (wanted == "on")


def test_the_mouse_is_given_back_as_soon_as_it_is_not_wanted_and_taken_again(tmp_path: Path) -> None:
    with Terminal(LOBBY, 80, 24, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        terminal.see("No game is saved")
        terminal.press(",")
        terminal.see("▌ Theme")
        terminal.press("down", "down", "down")
        terminal.see("▌ Mouse")
        terminal.press(" ")
        terminal.see("◉ off")
        until(terminal, b"\x1b[?1003l")
        settled(tmp_path, lambda text: "mouse" in text)
        begun = len(terminal.sent)
        terminal.press(" ")
        terminal.see("▌ Mouse +◉ on")
        deadline = time.monotonic() + PATIENCE
        while b"\x1b[?1003h" not in terminal.sent[begun:]:
            assert time.monotonic() < deadline
            terminal._read(0.05)


def settled(home: Path, well: Callable[[str], bool]) -> None:
    """Until the file says so: a matter of milliseconds after the screen does."""
    deadline = time.monotonic() + PATIENCE
    path = home / "settings.toml"
    while not (path.exists() and well(path.read_text(encoding="utf-8"))):
        assert time.monotonic() < deadline
        time.sleep(0.01)
