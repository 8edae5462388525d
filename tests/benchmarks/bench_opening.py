"""Opening a long game, against reading and parsing the same rows with nothing but `sqlite3` and `json`.

A game of 10,000 events is read, its chain checked, decoded and folded. Goal: at most 1.5 times the baseline.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support import first_hour
from wargame.deck import Deck, load_text
from wargame.table import Store, Table, new_game

EVENTS = 10_000
ROUNDS = 15


def endless_deck() -> Deck:
    """The shipped deck with turns enough, every card always in hand, and no early end."""
    plain = json.loads(first_hour().text)
    plain["turns"] = [{"title": f"Month {number}"} for number in range(1, EVENTS // 7)]
    plain.pop("ends", None)
    for card in plain["cards"].values():
        card["uses"] = "any"
    return load_text(json.dumps(plain, ensure_ascii=False))


def long_game(path: Path) -> str:
    """A saved game of at least `EVENTS` events; its name."""
    with Store.open(path) as store:
        table = new_game(store, endless_deck(), seed="long")
        for event in table.play_out():
            if event.seq >= EVENTS:
                break
        return table.game.name


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes."""
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def main() -> None:
    """Both sides in turn, so that the machine's moods strike both; medians, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "save.db"
        name = long_game(path)
        with Store.open(path) as store:
            row = store.find_game(name)
            raw = sqlite3.connect(path)
            statement = (
                "SELECT seq, at, actor, audience, command, kind, version, body, hash "
                "FROM event WHERE game = ? ORDER BY seq"
            )

            def baseline() -> list[object]:
                rows = raw.execute(statement, (row.id,)).fetchall()
                return [json.loads(body) for *_, body, _ in rows]

            def opened() -> Table:
                return Table(store, row)

            count, size = len(baseline()), len(opened().events)
            assert count == size
            sides = [(timed(opened), timed(baseline)) for _ in range(ROUNDS)]
            raw.close()
    ours, theirs = (statistics.median(side) for side in zip(*sides, strict=True))
    print(f"opening {size} events: {ours / theirs:.2f} x raw sqlite3 + json.loads (goal: at most 1.50)")
    print(f"  {ours * 1e6 / size:.1f} µs an event against {theirs * 1e6 / size:.1f} µs")


if __name__ == "__main__":
    main()
