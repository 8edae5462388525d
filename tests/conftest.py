"""How the tests are shared out."""

from __future__ import annotations

import gc
import os

import pytest

#: How many objects may be made, and how often that, before the collector looks at the young, the older and the rest.
_SELDOM = (50_000, 20, 100)


@pytest.hookimpl
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as processors: many a test waits for a terminal, and computes nothing meanwhile."""
    processors = os.cpu_count() or 1
    return processors + max(1, processors // 2)


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the collector need not look at it again after each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
