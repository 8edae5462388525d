"""Many processes append to one game: `python -m tests.store.crowd --processes 8 --appends 500`.

Each process reads what it has missed, checks that it follows on what it knew, and appends two events, all in one
transaction; it says what was acknowledged, and the log must hold just that.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.store.games import GAME, begin, entry
from wargame.store import Head, Store, verify_chain

ROOT = Path(__file__).parents[2]


def start(module: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process of its own that runs a module of these tests."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True, **pipes)


def work(path: Path, name: str, appends: int) -> None:
    """Append, and say so: one line for each command with its number and the wait in milliseconds."""
    known = Head()
    with Store.open(path) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(appends):
            begun = time.perf_counter()
            with store.write(GAME) as writer:
                missed = writer.records(known.seq)
                fault = verify_chain(GAME, missed, known)
                assert fault is None, fault
                added = writer.append([entry(f"{name}-{number}")] * 2)
                known = writer.head
            print(f"{name}-{number}", added[0].seq, round(1000 * (time.perf_counter() - begun), 1), flush=True)


def gather(path: Path, processes: int, appends: int) -> tuple[int, list[float]]:
    """Let them loose, and hold the log against what they were told: events stored, and the waits in milliseconds."""
    with Store.open(path) as store:
        begin(store)
    crowd = [start(__spec__.name, "--work", path, f"p{number}", appends) for number in range(processes)]
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", one.communicate()[1]
    told = [one.communicate("go\n") for one in crowd]
    assert [error for _, error in told if error] == []
    lines = [line.split() for said, _ in told for line in said.splitlines()]
    with Store.open(path) as store:
        log = store.records(GAME)
        assert store.check() == []
    times = Counter(record.command for record in log[1:])
    assert set(times.values()) == {2}, "no command is torn or doubled"
    assert len(times) == len(lines) == processes * appends, "none is lost"
    for command, seq, _ in lines:
        assert [record.command for record in log[int(seq) - 1 : int(seq) + 1]] == [command] * 2
    return len(log) - 1, sorted(float(wait) for _, _, wait in lines)


def main() -> None:
    """See the module."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--processes", type=int, default=8)
    arguments.add_argument("--appends", type=int, default=500)
    arguments.add_argument("--work", nargs=3)
    given = arguments.parse_args()
    if given.work:
        path, name, appends = given.work
        work(Path(path), name, int(appends))
        return
    with tempfile.TemporaryDirectory() as folder:
        stored, waits = gather(Path(folder) / "crowd.db", given.processes, given.appends)
    print(f"{stored} events of {len(waits)} commands stored; none lost, doubled or torn; none was refused")
    print(f"waits in ms: median {waits[len(waits) // 2]}, p99 {waits[len(waits) * 99 // 100]}, longest {waits[-1]}")


if __name__ == "__main__":
    main()
