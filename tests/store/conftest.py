"""A save on a real disk, and an open store on it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wargame.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the save of the test is."""
    return tmp_path / "wargame.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The save of the test, open."""
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder of somebody without the rights of root, to whom nothing is read-only; and we are they."""
    if os.name != "posix":
        pytest.skip("file modes")
    user, was = (65534, 0) if os.geteuid() == 0 else (os.geteuid(), os.geteuid())
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, user, -1)
        os.seteuid(user)
        try:
            yield Path(folder)
            os.chmod(folder, 0o700)
        finally:
            os.seteuid(was)
