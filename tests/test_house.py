"""The house itself: what a plain command may wake, what the top level holds, and that examples are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wargame

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("textual", "rich", "alembic")


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running `code`."""
    program = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n' + ' '.join(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(answer.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("room", ["deck", "rules", "umpire", "words", "bots"])
def test_a_pure_room_wakes_neither_screens_nor_storage(room: str) -> None:
    loaded = modules_after(f"import wargame.{room}")
    assert loaded.isdisjoint({*HEAVY, "sqlalchemy", "sqlite3", "click"})


def test_the_version_is_said_without_waking_anything() -> None:
    loaded = modules_after("from wargame.cli import main; main(['--version'])")
    assert loaded.isdisjoint({*HEAVY, "sqlalchemy", "sqlite3", "yaml", "msgspec"})


@pytest.mark.parametrize(
    "command",
    [
        ["games"],
        ["games", "--json"],
        ["show", "small-1"],
        ["log", "small-1", "--json"],
        ["verify", "--rules", "--all"],
        ["do", "small-1", "facilitator", "rule"],
        ["do", "small-1", "facilitator", "seat", "north", "person"],
        ["desk", "small-1"],
        ["desk", "small-1", "sitting", "wall"],
        ["slip", "small-1", "--turn-over"],
        ["note", "small-1", "text"],
        ["notes", "small-1", "--json"],
        ["poll", "small-1", "--json"],
        ["hotwash", "small-1", "--json"],
        ["rename", "small-1", "other"],
        ["archive", "small-1"],
        ["delete", "small-1", "--yes"],
        ["games", "--all"],
        ["join", "small-1"],
        ["watch", "small-1"],
        ["deck", "list"],
        ["deck", "check", "first-hour"],
        ["play", "--headless", "--seed", "x"],
        ["help"],
    ],
    ids=" ".join,
)
def test_a_plain_command_wakes_neither_screens_nor_migrations(command: list[str], tmp_path: Path) -> None:
    from tests.support import small_deck
    from wargame.table import Store, new_game

    path = tmp_path / "save.db"
    with Store.open(path) as store:
        new_game(store, small_deck(), seed="demo")
    arguments = ["--saves", f"sqlite:///{path}", *command]
    assert modules_after(f"from wargame.cli import main; main({arguments!r})").isdisjoint(HEAVY)


def test_the_top_level_is_as_drawn() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    visible = {name for name in names if not name.startswith(".")}
    assert visible == {"pyproject.toml", "wargame", "decks", "saves", "tests", "README.md", "LICENSE"}


def test_the_readme_names_every_command() -> None:
    from wargame.cli.main import _COMMANDS

    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## In plain lines")[1].split("## Your own deck")[0]
    assert [name for name in _COMMANDS if not re.search(rf"[`\\|] ?(wargame )?{name}[ `]", table)] == []


def every_module() -> list[str]:
    found = pkgutil.walk_packages(wargame.__path__, "wargame.")
    return [each.name for each in found if ".migrations" not in each.name and each.name != "wargame.__main__"]


@pytest.mark.parametrize("name", every_module())
def test_a_module_says_what_it_is_for_and_its_examples_are_true(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_the_floors_hold() -> None:
    """Each room imports only from the rooms below it; the contracts stand in pyproject.toml."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
