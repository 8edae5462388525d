"""A game on a disk of two megabytes that gets full; run by `test_trouble` with the disk as its argument."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.store.games import GAME, append, begin, entry, note
from wargame.store import SaveFull, Store, check_save


def fill(disk: Path) -> Path:
    """A file that leaves no room on the disk at all."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    return filler


def until_full(store: Store) -> int:
    """How many long events there was room for."""
    for number in count():
        try:
            append(store, entry(f"a{number}", f'"{"x" * 50_000}"'))
        except SaveFull:
            return number
    raise AssertionError


def play(disk: Path) -> None:
    """Everything that writes is refused while the disk is full, and works when there is room."""
    path = disk / "wargame.db"
    with Store.open(path) as store:
        begin(store)
        begin(store, "tuesday", "other")
        store.save_draft(GAME, "seoul", "+ prisoners on film", 1)
        filler = fill(disk)
        appended = until_full(store)
        heads = [store.head(game_id) for game_id in (GAME, "other")]
        assert heads[0].seq == 1 + appended, "what was acknowledged is there"
        long = "y" * 50_000
        writes: list[Callable[[], object]] = [
            lambda: append(store, entry(f"a{appended}", f'"{long}"')),
            lambda: store.add_note(GAME, note(long), "n1"),
            lambda: store.set_desk(GAME, {"clock": long}),
            lambda: store.save_draft(GAME, "seoul", long, 2),
            lambda: store.backup(disk / "backup.db"),
            lambda: store.delete_game("other"),
        ]
        for write in writes:
            with pytest.raises(SaveFull, match=r"(wargame|backup)\.db is full, so nothing was written: make room"):
                write()
            assert [store.head(game_id) for game_id in (GAME, "other")] == heads
            assert (store.notes(GAME), store.desk(GAME)) == ([], {})
            assert store.draft(GAME, "seoul") == "+ prisoners on film"
            assert store.check() == []
            assert check_save(path) == []
        beside = {"wargame.db", "wargame.db-wal", "wargame.db-shm", "filler"}
        assert {file.name for file in disk.iterdir()} == beside, "a backup that failed leaves nothing"
        with pytest.raises(SaveFull):
            Store.open(disk / "new.db")
        filler.unlink()
        for write in writes:
            write()
        assert store.head(GAME).seq == heads[0].seq + 1
        assert [row.name for row in store.games()] == ["monday"]
        assert store.check() == []
    assert check_save(path) == check_save(disk / "backup.db") == []
    print("nothing was lost")


if __name__ == "__main__":
    play(Path(sys.argv[1]))
