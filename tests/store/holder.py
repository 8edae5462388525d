"""Another program that holds a save until it is told to let go; used by `test_trouble` and `test_backup`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store.crowd import start
from wargame.store.savefile import connect


@contextmanager
def held(path: Path, how: str = "IMMEDIATE") -> Iterator[subprocess.Popen[str]]:
    """Inside the block the lock is another process's."""
    with start(__spec__.name, path, how) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n", other.communicate()[1]
        try:
            yield other
        finally:
            other.communicate("let go\n")


if __name__ == "__main__":
    connection = connect(Path(sys.argv[1]), 30)
    connection.execute(f"BEGIN {sys.argv[2]}")
    print("held", flush=True)
    sys.stdin.readline()
    connection.rollback()
    connection.close()
