"""What a room feels: how soon a screen on the wall follows, how soon a key is answered, and what a still screen costs.

All in pseudo-terminals of 120 × 40. The watcher: from the return of a commit in another process to the first byte of
the repaint, goal 150 ms for 95 of 100. Keys: from the key to the first byte, in our lists against a bare list of
Textual with as many rows, goal 1.5 times. Idle: bytes a second and per cent of one core, goals 0 and 1.
"""

from __future__ import annotations

import os
import random
import select
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.terminal import Terminal
from wargame.deck import find_deck, load
from wargame.table import GO_ON, Pass, Play, Publish, Store, Table, new_game

COMMITS = 120
KEYS = 60
IDLE = 8.0
_GAMES = 20
_LIST = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*[f"Item {number}" for number in range(20)])
Bare().run()
"""


def first_byte(terminal: Terminal, seconds: float = 2.0) -> float | None:
    """Seconds until the program writes something, and then all of it is taken; None where nothing comes."""
    began = time.perf_counter()
    ready, _, _ = select.select([terminal._fd], [], [], seconds)
    took = time.perf_counter() - began
    if not ready:
        return None
    terminal.rest(0.1)
    return took


def commands(table: Table) -> Iterator[object]:
    """Moves, rulings and closes without end of the game, each to be committed by the caller."""
    while table.state.phase != "ended":
        state = table.state
        if state.phase == "plan":
            seat = next(seat for seat in state.order if seat not in state.moves)
            cards = [card.id for card in table.view(seat).hand if card.playable]
            yield Play(seat, random.choice(cards)) if cards else Pass(seat)
        elif state.phase == "page" and state.page is None:
            yield Publish("News", ("It was a month like others.",))
        else:
            yield GO_ON[state.phase]


def watcher(home: Path) -> None:
    """From the return of a commit to the first byte of the watcher's repaint."""
    deck = load(find_deck("seoul"))
    times: list[float] = []
    missed = 0
    with Store.open(home / "saves" / "wargame.db") as store:
        while len(times) < COMMITS:
            table = new_game(store, deck, tuple(deck.seats), seed=f"watch-{len(times)}")
            with Terminal(["-m", "wargame", "watch", table.game.name], 120, 40, {"WARGAME_HOME": str(home)}) as wall:
                wall.see("Who has chosen")
                wall.rest(0.5)
                for command in commands(table):
                    time.sleep(random.uniform(0.02, 0.2))
                    wall.rest(0.12)
                    table.send(command)  # type: ignore[arg-type]
                    took = first_byte(wall)
                    if took is None:
                        missed += 1
                    else:
                        times.append(took)
                    if len(times) >= COMMITS:
                        break
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"watcher: {statistics.median(times) * 1000:.0f} ms median, {p95 * 1000:.0f} ms p95 (goal: 150), ", end="")
    print(f"{times[-1] * 1000:.0f} ms at most, of {len(times)} commits; {missed} changed nothing on the screen")


def keys(arguments: list[str], pattern: str, opening: tuple[str, ...], home: Path) -> list[float]:
    """Seconds to the first byte after each key that moves the mark."""
    found = []
    with Terminal(arguments, 120, 40, {"WARGAME_HOME": str(home)}) as terminal:
        terminal.see(pattern)
        terminal.rest(0.6)
        for key in opening:
            terminal.press(key)
            terminal.rest(0.5)
        for number in range(KEYS):
            terminal.press("down" if number // 8 % 2 == 0 else "up")
            took = first_byte(terminal)
            if took is not None:
                found.append(took)
    return found


def repaint(home: Path) -> None:
    """Our lists against a bare one, in turn."""
    ours: dict[str, list[float]] = {"lobby": [], "hand": []}
    bare: list[float] = []
    for _ in range(2):
        bare += keys(["-c", _LIST], "Item 1", (), home)
        ours["lobby"] += keys(["-m", "wargame"], "Saved games", (), home)
        ours["hand"] += keys(["-m", "wargame"], "Saved games", ("enter", "enter"), home)
    base = statistics.median(bare)
    for name, times in ours.items():
        ratio = statistics.median(times) / base
        print(
            f"key to repaint, {name}: {ratio:.2f} x a bare list (goal: 1.50), {statistics.median(times) * 1000:.0f} ms"
        )
    print(f"  a bare list: {base * 1000:.0f} ms")


def cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(home: Path) -> None:
    """A screen that nobody touches."""
    name = next(names(home))
    scenes = {
        "lobby": (["-m", "wargame"], "Saved games", ()),
        "table": (["-m", "wargame"], "Saved games", ("enter", "enter")),
        "watch": (["-m", "wargame", "watch", name], "turn 1", ()),
        "replay": (["-m", "wargame", "replay", name], "entry", ()),
    }
    for scene, (arguments, pattern, opening) in scenes.items():
        with Terminal(arguments, 120, 40, {"WARGAME_HOME": str(home)}) as terminal:
            terminal.see(pattern)
            for key in opening:
                terminal.rest(0.6)
                terminal.press(key)
            terminal.rest(1.5)
            written, used, began = len(terminal.sent), cpu(terminal.pid), time.perf_counter()
            while time.perf_counter() - began < IDLE:
                terminal._read(0.2)
            share = (cpu(terminal.pid) - used) / IDLE * 100
            print(f"idle, {scene}: {(len(terminal.sent) - written) / IDLE:.0f} bytes a second, {share:.2f} % of a core")


def names(home: Path) -> Iterator[str]:
    """The names of the games, the newest first."""
    with Store.open(home / "saves" / "wargame.db") as store:
        yield from [game.name for game in reversed(store.games())]


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        watcher(home)
        deck = load(find_deck("seoul"))
        with Store.open(home / "saves" / "wargame.db") as store:
            for number in range(_GAMES):
                new_game(store, deck, tuple(deck.seats), seed=str(number))
        repaint(home)
        idle(home)


if __name__ == "__main__":
    main()
