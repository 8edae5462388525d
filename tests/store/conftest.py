"""A save on a real disk, and an open store on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import without_rights
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
    with without_rights() as folder:
        yield folder
