"""The README's method of another package, installed as it says, rules a move, and the game is what was played."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import RICH

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
Run = Callable[..., str]


def block(name: str) -> str:
    """The code that the README marks with this name."""
    (found,) = re.findall(rf"<!-- {name} -->\n```\w+\n(.*?)```", README, re.S)
    return found


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The program in a process of its own, where the package with the README's method is installed."""
    site, info = tmp_path / "site", tmp_path / "site" / "acme_coin-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "acme_coin.py").write_text(block("test method"), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-coin\nVersion: 1.0\n", encoding="utf-8")
    methods = tomllib.loads(block("test entry point"))["project"]["entry-points"]["wargame.methods"]
    entries = "".join(f"{name} = {where}\n" for name, where in methods.items())
    (info / "entry_points.txt").write_text(f"[wargame.methods]\n{entries}", encoding="utf-8")
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")

    def run(*arguments: str, there: bool = True) -> str:
        path = {"PYTHONPATH": str(site)} if there else {}
        saves = f"sqlite:///{tmp_path / 'test.db'}"
        answer = subprocess.run(
            [sys.executable, "-m", "wargame", "--saves", saves, *arguments],
            env={**os.environ, **path},
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert "Traceback" not in answer.stderr
        return answer.stdout + answer.stderr

    return run


def test_the_method_of_the_readme_rules_a_move_and_is_verified(run: Run, tmp_path: Path) -> None:
    run("play", str(tmp_path / "rich.yaml"), "--no-screen", "--people", "north", "--seed", "coin")
    run("do", "rich-1", "north", "play", "N-1")
    leads = ("do", "rich-1", "facilitator")
    run(*leads, "floor", "north")
    assert "no method is called `acme.coin`" in run(*leads, "method", "north", "acme.coin", there=False)
    assert "By the toss of a coin: 50 % (roughly even)." in run(*leads, "method", "north", "acme.coin")
    assert "the toss of a coin" in run("show", "rich-1")
    told = run(*leads, "dice", "2")
    assert "North plays Stoke [N-1]: failure." in told
    assert "Rolled by hand 2 on d2." in told
    assert "rich-1: well." in run("verify", "--rules", "rich-1")
