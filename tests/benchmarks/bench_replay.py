"""A step in the replay against a redraw in play, in a game of six turns and in one of 10,000 events.

Both in a pseudo-terminal of 120 × 40, in turn: from a key to the last byte that comes of it. In play the key is Enter
on the ruling, which shows the next move, or lets the dice fall and saves that; and the arrow that moves the mark in a
hand. Goal: a step takes at most twice a redraw in play, with the charts of all tracks under the line as without them,
and the memory of the program stays where it is however long one steps. Then what opening the recording of 10,000
events costs beside opening the game, what one moment costs, and the memory that it takes.
"""

from __future__ import annotations

import json
import os
import select
import statistics
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.bench_opening import EVENTS, endless_deck, timed
from tests.support import first_hour
from tests.terminal import Terminal
from wargame.debrief import recording_of
from wargame.deck import FACILITATOR, PUBLIC, Deck, load_text
from wargame.table import Store, Table, new_game

ROUNDS = 15
#: How often play and replay take turns, and the steps that each time are taken.
TURNS = 3
STEPS = 24
#: How often the same steps are taken to and fro while the memory is looked at.
LAPS = 8
#: What is drawn: all tracks, which is offered first, or the fourth of them.
CHARTS: dict[str, tuple[str, ...]] = {"all tracks drawn": (), "one track drawn high": ("\x1b[B",) * 4}
#: Shows the screens of a saved game, without the lobby.
_WATCH = """
import sys
from pathlib import Path
from wargame.table import Store, open_saved
from wargame.tui import run
with Store.open(Path(sys.argv[1])) as store:
    run(store, open_saved(store, sys.argv[2]))
"""
#: Seconds without a byte after which the screen is at rest.
_REST = 0.08
RIGHT, LEFT, DOWN, UP, PAGE_UP, PAGE_DOWN, HOME, END = (
    f"\x1b[{code}" for code in ("C", "D", "B", "A", "5~", "6~", "H", "F")
)


def six_turns() -> Deck:
    """The shipped deck with six turns and no early end."""
    plain = json.loads(first_hour().text)
    plain["turns"] = [{"title": f"Month {number}"} for number in range(1, 7)]
    plain.pop("ends", None)
    for card in plain["cards"].values():
        card["uses"] = "any"
    return load_text(json.dumps(plain, ensure_ascii=False))


def redraw(terminal: Terminal, key: str) -> float:
    """Seconds from a key to the last byte that it brings; the screen model is fed only then."""
    started = last = time.perf_counter()
    terminal.press(key)
    seen = b""
    while select.select([terminal._fd], [], [], _REST if seen else 2.0)[0]:
        seen += os.read(terminal._fd, 65536)
        last = time.perf_counter()
    terminal._stream.feed(seen)
    return last - started


def rest(terminal: Terminal) -> None:
    """Until nothing comes any more."""
    while select.select([terminal._fd], [], [], 0.4)[0]:
        terminal._stream.feed(os.read(terminal._fd, 65536))


def in_play(home: dict[str, str], game: str) -> dict[str, list[float]]:
    """A whole game of bots, watched: what each Enter took, by what it did."""
    found: dict[str, list[float]] = {"the next move shows": [], "the dice fall": []}
    with Terminal(["-c", _WATCH, f"{home['WARGAME_HOME']}/saves/wargame.db", game], 120, 40, home) as terminal:
        terminal.see("Let the dice fall|acts")
        rest(terminal)
        while "the ending" not in (shown := terminal.text()):
            keys = " ".join(shown.splitlines()[-2:])
            kind = "the next move shows" if "Next: " in keys else "the dice fall" if "the dice fall" in keys else ""
            taken = redraw(terminal, "enter")
            if kind:
                found[kind].append(taken)
    return found


def in_hand(home: dict[str, str]) -> list[float]:
    """The mark moved in a hand."""
    with Terminal(["-m", "wargame", "play", "--people", "seoul"], 120, 40, home) as terminal:
        terminal.see("Your hand")
        rest(terminal)
        return [redraw(terminal, key) for key in (DOWN, DOWN, UP, DOWN, UP, UP) * 4]


def in_replay(home: dict[str, str], game: str, begin: str) -> dict[str, list[float]]:
    """Steps in the replay, from one end of the game, through the eyes that see most."""
    with Terminal(["-m", "wargame", "replay", game, "--as", FACILITATOR], 120, 40, home) as terminal:
        terminal.see("entry 1 of")
        rest(terminal)
        redraw(terminal, begin)
        key = LEFT if begin == END else RIGHT
        return {
            "a step": [redraw(terminal, key) for _ in range(STEPS)],
            "other eyes": [redraw(terminal, "e") for _ in range(8)],
            "a turn": [redraw(terminal, PAGE_UP if begin == END else PAGE_DOWN) for _ in range(4)],
        }


def with_charts(home: dict[str, str], game: str, begin: str, chosen: tuple[str, ...]) -> tuple[list[float], list[int]]:
    """Steps in the replay with charts under the line, and what the program holds of memory after each round of them."""
    with Terminal(["-m", "wargame", "replay", game, "--as", FACILITATOR], 120, 40, home) as terminal:
        terminal.see("entry 1 of")
        rest(terminal)
        redraw(terminal, begin)
        redraw(terminal, "c")
        for key in (*chosen, "\r"):
            redraw(terminal, key)
        rest(terminal)
        key, other = (LEFT, RIGHT) if begin == END else (RIGHT, LEFT)
        taken, held = [redraw(terminal, key) for _ in range(STEPS)], []
        for way in (other, key) * (LAPS // 2):
            for _ in range(STEPS):
                redraw(terminal, way)
            held.append(resident(terminal.pid))
        return taken, held


def resident(pid: int) -> int:
    """The memory that a program holds, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def milliseconds(taken: list[float]) -> str:
    ordered = sorted(taken)
    return f"{statistics.median(taken) * 1000:.1f} ms (90 in 100: {ordered[len(ordered) * 9 // 10] * 1000:.1f})"


def long_table(store: Store) -> Table:
    """A game of at least `EVENTS` events."""
    table = new_game(store, endless_deck(), seed="long", name="long")
    for event in table.play_out():
        if event.seq >= EVENTS:
            break
    return table


def moments(table: Table) -> Iterator[tuple[str, Callable[[], object]]]:
    """What one moment costs, far from the beginning."""
    recording = recording_of(table)
    for viewer in (PUBLIC, *table.deck.seats, FACILITATOR):
        eyes = recording.through(viewer)
        number = eyes.total - 333
        yield viewer, lambda eyes=eyes, number=number: eyes.at(number)


def main() -> None:
    """Medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"WARGAME_HOME": folder}
        with Store.open(Path(folder) / "saves" / "wargame.db") as store:
            long = long_table(store)
            row = long.game
            short = new_game(store, six_turns(), seed="short", name="short")
            list(short.play_out())
            for watched in range(TURNS):
                new_game(store, six_turns(), seed="short", name=f"watched-{watched}")
            opening = [(timed(lambda: Table(store, row)), timed(lambda: recorded(long))) for _ in range(ROUNDS)]
            opened, made = (statistics.median(side) for side in zip(*opening, strict=True))
            print(f"recording {len(long.events)} events: {made / opened:.2f} x opening the game")
            print(f"  {made * 1000:.0f} ms against {opened * 1000:.0f} ms")
            for viewer, moment in moments(long):
                taken = statistics.median(timed(moment) for _ in range(50))
                print(f"  a moment as {viewer}: {taken * 1000:.2f} ms")
            tracemalloc.start()
            recording = recording_of(long)
            eyes = [recording.through(viewer) for viewer in (PUBLIC, FACILITATOR)]
            size, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            print(f"  memory beside the game: {size / 2**20:.1f} MiB with {len(eyes)} pairs of eyes")
        play: dict[str, list[float]] = defaultdict(list)
        back: dict[str, list[float]] = defaultdict(list)
        memory: dict[str, list[int]] = {}
        for watched in range(TURNS):
            for name, taken in {
                **in_play(home, f"watched-{watched}"),
                "the mark in a hand moves": in_hand(home),
            }.items():
                play[name] += taken
            for game, begin, where in (
                ("short", HOME, ""),
                ("long", HOME, ", at its beginning"),
                ("long", END, ", at its end"),
            ):
                for name, taken in in_replay(home, game, begin).items():
                    back[f"the {game} game{where}: {name}"] += taken
        for game, begin in (("short", HOME), ("long", HOME), ("long", END)):
            for name, chosen in CHARTS.items():
                taken, held = with_charts(home, game, begin, chosen)
                at = "" if game == "short" else ", at its end" if begin == END else ", at its beginning"
                back[f"the {game} game{at}: a step with {name}"] = taken
                if game == "long":
                    memory[f"{at.removeprefix(', ')}, {name}"] = held
        for name, taken in play.items():
            print(f"in play, {name}: {milliseconds(taken)}")
        base = statistics.median(play["the next move shows"])
        print("replay, beside the next move in play (goal for a step: at most 2.00)")
        for name, taken in back.items():
            print(f"  {name}: {statistics.median(taken) / base:.2f} x; {milliseconds(taken)}")
        print(f"memory while stepping through the long game, each time after {STEPS} steps more (goal: flat)")
        for name, held in memory.items():
            print(f"  {name}: {', '.join(f'{each / 1024:.1f}' for each in held)} MiB")


def recorded(table: Table) -> object:
    """The recording and the eyes that a replay begins with."""
    return recording_of(table).through(PUBLIC)


if __name__ == "__main__":
    main()
