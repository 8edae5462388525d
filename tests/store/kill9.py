"""Writers killed at random moments: `python -m tests.store.kill9 --rounds 200`.

Each round four processes append commands of three events to one game and say what was acknowledged, until SIGKILL; then
every acknowledged command must be in the log, none may be torn, and the save must be whole.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.store.crowd import start
from tests.store.games import GAME, begin, entry
from wargame.store import Store, savefile

WRITERS = 4
EVENTS = 3
_ROUNDS_A_SAVE = 10  # the whole log is read after each


def work(path: Path, name: str) -> None:
    """Append without end; a small limit lets some be killed while they move the log into the file."""
    savefile._SETTINGS = (*savefile._SETTINGS, "wal_autocheckpoint=20")
    with Store.open(path) as store:
        print("ready", flush=True)
        for number in itertools.count():
            with store.write(GAME) as writer:
                added = writer.append([entry(f"{name}-{number}", f'"{"x" * (number * 97 % 2000)}"')] * EVENTS)
            print(f"{name}-{number}", added[0].seq, flush=True)


def play_round(path: Path, name: str, random: Random) -> dict[str, int]:
    """What was acknowledged before the four were killed: each command with the number of its first event."""
    writers = [start(__spec__.name, "--work", path, f"{name}-{number}") for number in range(WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n", writer.communicate()[1]
    for writer in random.sample(writers, WRITERS):
        time.sleep(random.random() * 0.05)
        writer.kill()
    told = [_rest(writer) for writer in writers]
    assert [error for _, error in told if error] == [], "nobody was refused"
    # A line that was not finished is no acknowledgement.
    lines = [line.split() for said, _ in told for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {command: int(seq) for command, seq in lines}


def _rest(writer: subprocess.Popen[str]) -> tuple[str, str]:
    # Not `communicate`, which does not know what `readline` has read ahead.
    assert writer.stdout is not None
    assert writer.stderr is not None
    with writer:
        return writer.stdout.read(), writer.stderr.read()


def look(path: Path, acknowledged: dict[str, int]) -> int:
    """Hold the log against what was acknowledged; the number of events in it."""
    with Store.open(path) as store:
        assert store.check() == []
        log = store.records(GAME)
    times = Counter(record.command for record in log[1:])
    assert set(times.values()) <= {EVENTS}, "no command is torn"
    for command, seq in acknowledged.items():
        assert [record.command for record in log[seq - 1 : seq - 1 + EVENTS]] == [command] * EVENTS, "none is lost"
    return len(log)


def play(path: Path, rounds: int, seed: int = 0) -> tuple[int, int]:
    """So many rounds in one save: events stored, and commands acknowledged."""
    random = Random(seed)
    with Store.open(path) as store:
        begin(store)
    acknowledged: dict[str, int] = {}
    stored = 0
    for number in range(rounds):
        acknowledged |= play_round(path, f"r{number}", random)
        stored = look(path, acknowledged)
    return stored, len(acknowledged)


def main() -> None:
    """See the module."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--work", nargs=2)
    given = arguments.parse_args()
    if given.work:
        path, name = given.work
        work(Path(path), name)
        return
    stored = acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        for begun in range(0, given.rounds, _ROUNDS_A_SAVE):
            rounds = min(_ROUNDS_A_SAVE, given.rounds - begun)
            events, commands = play(Path(folder) / f"killed-{begun}.db", rounds, given.seed + begun)
            stored += events
            acknowledged += commands
    print(f"{given.rounds} rounds of {WRITERS} killed writers: {stored} events, {acknowledged} commands acknowledged")
    print("every save whole, none of them lost, none torn, nobody refused")


if __name__ == "__main__":
    sys.exit(main())
