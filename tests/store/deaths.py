"""Programs killed in the middle of caring for a save: `python -m tests.store.deaths {delete,backup} FOLDER`.

A program is killed at the n-th step, and n counted up until it comes through; after each death the save must be whole,
and what was begun must be there wholly or not at all.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.store.games import DECK, GAME, append, begin, entry, note
from wargame.store import Store, check_save, savefile

_STEPS = 61  # of SQLite's machine between two deaths: a prime, so that its loops are met at all places


def saved(path: Path) -> list[object]:
    """Two games with something in all tables; what they hold."""
    with Store.open(path) as store:
        begin(store)
        begin(store, "tuesday", "other")
        for number in range(20):
            append(store, *[entry(f"a{number}", f'"{"x" * 300}"')] * 2)
            store.add_note(GAME, note("y" * 300), f"n{number}")
            append(store, entry(f"a{number}"), game_id="other")
        store.set_desk(GAME, {"clock": "1"})
    return held(path)


def held(path: Path) -> list[object]:
    """All that can be read."""
    with Store.open(path) as store:
        games = store.games()
        return [[row, store.records(row.id), store.notes(row.id), store.desk(row.id)] for row in games]


def dies(at: int, work: Callable[[Path], None], path: Path, arm: Callable[[int], None]) -> bool:
    """Do the work in a process that is killed at its n-th step; whether it was."""
    child = os.fork()
    if not child:
        arm(at)
        work(path)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == signal.SIGKILL


def by_statements(at: int) -> None:
    """Death at the n-th stretch of SQLite's work."""
    left = at
    connect = savefile.connect

    def one_step() -> int:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def doomed(path: Path, patience: float, look: savefile.Look | None = None) -> sqlite3.Connection:
        connection = connect(path, patience, look)
        connection.set_progress_handler(one_step, _STEPS)
        return connection

    savefile.connect = doomed


def by_calls(at: int) -> None:
    """Death at the n-th thing that Python itself is told of: files opened, made, linked and removed, connections."""
    left = at

    def heard(name: str, _arguments: object) -> None:
        nonlocal left
        if name.split(".")[0] in ("open", "os", "sqlite3", "tempfile"):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def delete(path: Path) -> None:
    """The work of the first kind."""
    with Store.open(path) as store:
        store.delete_game(GAME)


def back_up(path: Path) -> None:
    """The work of the second kind."""
    with Store.open(path) as store:
        store.backup(path.with_name("backup.db"))


def play_delete(folder: Path) -> Counter[str]:
    """How often the game was there, and how often it was gone, after a death."""
    before = saved(folder / "saved.db")
    found: Counter[str] = Counter()
    for at in count(1):
        path = folder / f"killed-{at}.db"
        shutil.copyfile(folder / "saved.db", path)
        died = dies(at, delete, path, by_statements)
        assert check_save(path) == [], at
        after = held(path)
        assert after in (before, before[1:]), at
        assert died or after == before[1:], at
        with Store.open(path) as store:
            store.create_game("third", "after", DECK, [entry("open")], created_at=1)
        found["there" if after == before else "gone"] += 1
        path.unlink()
        if not died:
            return found
    raise AssertionError


def play_backup(folder: Path) -> Counter[str]:
    """How often there was a backup, and how often none, after a death."""
    before = saved(folder / "saved.db")
    found: Counter[str] = Counter()
    for at in count(1):
        inside = folder / f"killed-{at}"
        inside.mkdir()
        path, copy = inside / "wargame.db", inside / "backup.db"
        shutil.copyfile(folder / "saved.db", path)
        died = dies(at, back_up, path, by_calls)
        assert check_save(path) == [], at
        assert held(path) == before, at
        assert died or copy.exists(), at
        if copy.exists():
            assert check_save(copy) == [], at
            assert held(copy) == before, at
        found["backup" if copy.exists() else "none"] += 1
        if not died:
            assert sorted(file.name for file in inside.iterdir()) == ["backup.db", "wargame.db"]
            return found
        shutil.rmtree(inside)
    raise AssertionError


if __name__ == "__main__":
    play = {"delete": play_delete, "backup": play_backup}[sys.argv[1]]
    print(*(f"{what} {times}" for what, times in sorted(play(Path(sys.argv[2])).items())))
