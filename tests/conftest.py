"""How the tests are shared out."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as processors: many a test waits for a terminal, and computes nothing meanwhile."""
    processors = os.cpu_count() or 1
    return processors + max(1, processors // 2)
