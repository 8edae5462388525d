"""A save on a disk that is mounted read-only is looked at; run by `test_looking` with the disk as its argument."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.store.games import GAME, append, entry
from wargame.store import SaveReadOnly, SaveUnreachable, Store, check_save


def look(disk: Path) -> None:
    """All that can be read is read, nothing is written, and what is said names the disk's folder."""
    before = sorted(file.name for file in disk.iterdir())
    path = disk / "wargame.db"
    with pytest.raises(SaveReadOnly, match=f"the folder {disk} may not be written"):
        Store.open(path)
    for writing in ("may", "no"):
        with Store.open(path, writing=writing) as store:  # type: ignore[arg-type]
            assert store.read_only
            assert store.head(GAME).seq == 2
            assert store.data_version() == store.data_version()
            assert store.check() == []
            with pytest.raises(SaveReadOnly, match="it can only be looked at"):
                append(store, entry("b"))
    assert check_save(path) == []
    with pytest.raises(SaveUnreachable, match=f"the folder {disk} may not be written"):
        Store.open(disk / "new.db", writing="may")
    assert sorted(file.name for file in disk.iterdir()) == before
    print("looked at")


if __name__ == "__main__":
    look(Path(sys.argv[1]))
