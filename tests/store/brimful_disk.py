"""Saves on a disk without any room, which nobody has open; run by `test_trouble` with the disk as its argument."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.store.games import GAME, append, begin, entry, save_of_0001
from tests.store.small_disk import fill
from wargame.store import SaveFull, Store, check_save

FULL = "is full.*make room"


def lay(disk: Path) -> tuple[Path, Path, Path]:
    """A save that was closed, one whose player died with the last events still in the log, one of the first version."""
    closed, left, old = disk / "closed.db", disk / "left.db", disk / "old.db"
    with Store.open(disk / "played.db") as store:
        begin(store)
        append(store, entry("a"))
        shutil.copyfile(disk / "played.db", left)
        shutil.copyfile(disk / "played.db-wal", f"{left}-wal")
    os.rename(disk / "played.db", closed)
    save_of_0001(old)
    return closed, left, old


def look(disk: Path) -> None:
    """All is read, what is written is refused for want of room, and when there is room all goes on."""
    closed, left, old = paths = lay(disk)
    filler = fill(disk)
    content = closed.read_bytes()
    assert (disk / "left.db-wal").stat().st_size
    for path in paths:
        with pytest.raises(SaveFull, match=rf"{path.name} is full, so nothing was written: make room and try again"):
            Store.open(path)
    for writing in ("may", "no"):
        for path, seq in zip(paths, (2, 2, 3), strict=True):
            with Store.open(path, writing=writing) as store:  # type: ignore[arg-type]
                assert store.read_only
                assert [row.name for row in store.games()] == ["monday"]
                assert store.head(GAME).seq == seq
                assert store.data_version() == store.data_version()
                assert store.check() == []
                with pytest.raises(SaveFull, match=FULL):
                    append(store, entry("b"))
                with pytest.raises(SaveFull, match=FULL):
                    store.backup(disk / "backup.db")
            assert check_save(path) == []
    assert closed.read_bytes() == content
    with pytest.raises(SaveFull, match=FULL):
        Store.open(disk / "new.db", writing="may")

    # Somebody makes room and plays, while another goes on looking.
    with Store.open(closed, writing="may") as looking:
        before = looking.data_version()
        filler.unlink()
        with Store.open(closed) as store:
            assert append(store, entry("b")) == [3]
            assert looking.data_version() != before
            assert looking.head(GAME).seq == 3
            assert append(store, entry("c")) == [4]
            assert looking.head(GAME).seq == 4
            assert looking.check(GAME, head=store.head(GAME)) == []
    for path in (left, old):
        with Store.open(path) as store:
            append(store, entry("b4"))
    for path in paths:
        assert check_save(path) == []
    assert not [file.name for file in disk.iterdir() if file.name.endswith(("-wal", "-shm"))]
    print("looked at")


if __name__ == "__main__":
    look(Path(sys.argv[1]))
