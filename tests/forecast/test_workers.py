"""Other processes help also where a screen has taken standard error, which then has no file behind it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import io, sys
from wargame.forecast.workers import side_by_side

class Taken(io.StringIO):
    def fileno(self):
        return -1

def begin():
    pass

if __name__ == "__main__":
    before = sys.stderr = Taken()
    done = side_by_side(
        abs, {1: -1, 2: -2, 3: 3}, 2, start=begin, given=(), progress=lambda known: None, stop=lambda: False
    )
    assert sys.stderr is before
    print(sorted(done.items()))
"""


def test_workers_work_under_a_screen(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    answer = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=120, check=False)
    assert answer.stdout == "[(1, 1), (2, 2), (3, 3)]\n", answer.stderr
