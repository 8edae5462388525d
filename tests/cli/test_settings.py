"""`wargame settings` in plain lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wargame.cli.main import command
from wargame.settings import SETTINGS

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program with a home of its own and no variable that decides."""
    for setting in SETTINGS:
        for override in setting.overrides:
            monkeypatch.delenv(override.variable, raising=False)

    def run(*arguments: str, **environment: str) -> Result:
        home = {"WARGAME_HOME": str(tmp_path), **environment}
        return CliRunner(env=home).invoke(command, ["settings", *arguments])

    return run


def test_all_are_listed_with_value_and_origin(run: Run, tmp_path: Path) -> None:
    run("theme", "light")
    result = run(NO_COLOR="1")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert [line.split()[0] for line in lines[:-1]] == [setting.key for setting in SETTINGS]
    assert lines[0].startswith("theme     light  file ")
    assert lines[1].startswith("colour    none   environment: NO_COLOR  ")
    assert lines[2].startswith("motion    auto   default ")
    assert lines[-1] == f"The file: {tmp_path / 'settings.toml'}"


def test_one_is_set_shown_and_set_back(run: Run) -> None:
    assert run("theme", "LIGHT").stdout == "theme is light (file).\n"
    assert run("paper", "letter").stdout == "paper is Letter (file).\n"
    assert "  ▸ light     dark text on light" in run("theme").stdout
    assert run("--reset", "theme").stdout == "theme is dark (default).\n"
    assert run("paper").stdout.startswith("paper is Letter (file).")


def test_json_has_the_same(run: Run) -> None:
    run("mouse", "off")
    several = json.loads(run("--json", NO_COLOR="1").stdout)
    assert [each["key"] for each in several] == [setting.key for setting in SETTINGS]
    one = json.loads(run("mouse", "--json").stdout)
    assert (one["value"], one["source"], one["variable"], one["default"]) == ("off", "file", None, "on")
    assert next(each for each in several if each["key"] == "colour")["variable"] == "NO_COLOR"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("thme",), "There is no setting `thme`. Did you mean `theme`?"),
        (("zzz",), "There is no setting `zzz`. There is theme, colour, motion, mouse, names, paper, tutorial."),
        (("theme", "ligt"), "theme is dark, light or contrast, not `ligt`. Did you mean `light`?"),
        (("motion", "zzz"), "motion is auto, on or off, not `zzz`."),
        (("--reset", "them"), "There is no setting `them`. Did you mean `theme`?"),
        (("--reset", "theme", "mouse"), "It goes: wargame settings --reset KEY"),
    ],
)
def test_what_is_unknown_ends_with_a_sentence_and_2(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"{sentence}\n", "")


def test_a_change_that_the_environment_hides_says_so(run: Run) -> None:
    said = run("colour", "16", NO_COLOR="1").stdout
    assert said == "colour is kept as 16, but NO_COLOR decides here: none.\n"


def test_what_is_wrong_with_the_file_is_said_beside_the_list(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("settings.toml").write_text('theme = "drak\x1b[31m"\nfuture = 1\n'.replace("\x1b", "\\u001b"))
    result = run()
    assert result.exit_code == 0
    assert "theme is dark, light or contrast, not `drak" in result.stderr
    assert "no setting `future`" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_file_that_cant_be_written_is_a_problem_and_not_a_wrong_use(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("settings.toml").write_text("theme = ")
    result = run("theme", "light")
    assert result.exit_code == 1
    assert "can't be read as TOML" in result.stderr


def test_the_command_wakes_neither_screens_nor_storage(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom wargame.cli import main\ntry: main(['settings', 'theme', 'light'])\nexcept SystemExit: pass"
    )
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "WARGAME_HOME": str(tmp_path)},
    )
    modules = set(answer.stdout.split())
    assert "wargame.settings" in modules
    assert modules.isdisjoint({"textual", "rich", "sqlalchemy", "alembic", "sqlite3"})
