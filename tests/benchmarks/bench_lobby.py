"""The lobby's first frame, against a Textual application with one line of text. Goal: at most 1.5 times.

Both run in a pseudo-terminal, in turn; the time is from the start of the process to the frame on the screen.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.support import first_hour
from tests.terminal import Terminal
from wargame.table import Store, new_game

ROUNDS = 15
_TRIVIAL = """
from textual.app import App
from textual.widgets import Static
class Trivial(App):
    def compose(self):
        yield Static("hello there")
Trivial().run()
"""


def first_frame(arguments: list[str], pattern: str, environment: dict[str, str]) -> float:
    """Seconds from exec to a screen that shows `pattern`."""
    started = time.perf_counter()
    with Terminal(arguments, 120, 40, environment) as terminal:
        terminal.see(pattern)
        return time.perf_counter() - started


def main() -> None:
    """Medians of both, and their ratio, for an empty save and for one with a few games."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"WARGAME_HOME": folder}
        for games in (0, 5):
            path = Path(folder) / "saves" / "wargame.db"
            with Store.open(path) as store:
                for number in range(games):
                    list(new_game(store, first_hour(), seed=str(number)).play_out())
            sides = [
                (first_frame(["-m", "wargame"], "wargame", home), first_frame(["-c", _TRIVIAL], "hello there", home))
                for _ in range(ROUNDS)
            ]
            ours, theirs = (statistics.median(side) for side in zip(*sides, strict=True))
            print(f"first frame of the lobby, {games} games: {ours / theirs:.2f} x a trivial Textual app (goal: 1.50)")
            print(f"  {ours * 1000:.0f} ms against {theirs * 1000:.0f} ms")


if __name__ == "__main__":
    main()
