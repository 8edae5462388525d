"""What the store costs beside bare sqlite3, as ratios: `python -m tests.benchmarks.bench_store [--folder FOLDER]`.

Both sides use files made by the store (same schema, triggers, settings), the same rows, and a connection that is kept;
they take turns within one run, and each figure is the median of many turns. Wants a folder on a real disk: on tmpfs a
commit costs nothing.
"""

from __future__ import annotations

import argparse
import gc
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from wargame.store import Entry, Head, Store, verify_chain
from wargame.store.chain import link
from wargame.store.savefile import connect

GAME = "0" * 31 + "1"
BODY = json.dumps(
    {
        "seat": "seoul",
        "odds": [{"because": "Allies who confirm the troops also share the bill", "chance": 10}] * 4,
        "roll": 55,
        "band": "success",
        "changes": [["ukraine", 3, 4], ["readiness", 6, 5], ["aid", 1, 2]],
    }
)
_INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SELECT = (
    "SELECT seq, at, actor, audience, command, kind, version, body, hash FROM event "
    "WHERE game = ? AND seq > ? ORDER BY seq"
)


def entries(number: int, events: int) -> list[Entry]:
    return [Entry(1_700_000_000_000 + number, "seoul", "all", f"{number:032x}", "ruled", 1, BODY)] * events


def make(path: Path, events: int) -> Store:
    store = Store.open(path)
    first = [entry for number in range((events + 2) // 3) for entry in entries(number, 3)][:events]
    store.create_game(GAME, "bench", "deck", first, created_at=0)
    return store


def rows(head: Head, batch: list[Entry]) -> list[tuple[object, ...]]:
    made = []
    seq, previous = head.seq, head.hash
    for e in batch:
        seq += 1
        fields = (seq, e.at, e.actor, e.audience, e.command, e.kind, e.version, e.body)
        previous = link(previous, GAME, *fields)
        made.append((GAME, *fields, previous))
    return made


def timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def append_ratio(folder: Path, events: int, turns: int) -> float:
    """Store over sqlite3, appends a second; the bare side only inserts rows whose hashes were computed before."""
    store = make(folder / f"store-{events}.db", 1)
    make(folder / f"bare-{events}.db", 1).close()
    bare = connect(folder / f"bare-{events}.db", 30)
    ours, theirs = [], []
    for turn in range(1, turns + 1):
        batch = entries(turn, events)
        ready = rows(store.head(GAME), batch)

        def through_the_store(batch: list[Entry] = batch) -> None:
            with store.write(GAME) as writer:
                writer.append(batch)

        def bare_insert(ready: list[tuple[object, ...]] = ready) -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.executemany(_INSERT, ready)
            bare.execute("COMMIT")

        if turn % 2:
            ours.append(timed(through_the_store))
            theirs.append(timed(bare_insert))
        else:
            theirs.append(timed(bare_insert))
            ours.append(timed(through_the_store))
    store.close()
    bare.close()
    return median(theirs) / median(ours)


def load_ratios(folder: Path, events: int, turns: int) -> dict[str, float]:
    """Times over bare sqlite3, or over sqlite3 and json.loads, for a game of so many events."""
    store = make(folder / "load.db", events)
    bare = connect(folder / "load.db", 30)

    def fetch() -> list[sqlite3.Row]:
        return bare.execute(_SELECT, (GAME, 0)).fetchall()

    jobs: dict[str, Callable[[], object]] = {
        "sqlite3": fetch,
        "sqlite3 + json.loads": lambda: [json.loads(row[7]) for row in fetch()],
        "records": lambda: store.records(GAME),
        "records + verify_chain": lambda: verify_chain(GAME, store.records(GAME)),
        "check": store.check,
    }
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(turns):
        for name, job in jobs.items():
            gc.collect()
            taken[name].append(timed(job))
    store.close()
    bare.close()
    times = {name: median(figures) for name, figures in taken.items()}
    decoded = times["sqlite3 + json.loads"]
    return {
        "records / sqlite3": times["records"] / times["sqlite3"],
        "records / (sqlite3 + json.loads)": times["records"] / decoded,
        "(records + verify_chain) / (sqlite3 + json.loads)": times["records + verify_chain"] / decoded,
        "check / (sqlite3 + json.loads)": times["check"] / decoded,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--turns", type=int, default=1500)
    parser.add_argument("--events", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        print(f"body of {len(BODY)} bytes")
        for events in (1, 3):
            ratio = append_ratio(Path(folder), events, given.turns)
            print(f"durable append, {events} events a command: {ratio:.2f} x the rate of sqlite3 (at least 0.7)")
        for name, ratio in load_ratios(Path(folder), given.events, 15).items():
            print(f"{given.events} events, {name}: {ratio:.2f}")


if __name__ == "__main__":
    main()
