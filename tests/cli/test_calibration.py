"""How good the chances were over many games, in plain lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH, SMALL
from wargame.cli.main import command

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, in which games of two decks were played."""
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    for name in ("red", "blue"):
        assert run("play", str(tmp_path / "rich.yaml"), "--headless", "--seed", name, "--name", name).exit_code == 0
    assert run("play", str(tmp_path / "small.yaml"), "--headless", "--name", "small").exit_code == 0
    return run


def test_it_says_how_many_rulings_more_it_takes(run: Run) -> None:
    lines = run("calibration", "red", "blue").output
    (found,) = json.loads(run("calibration", "red", "blue", "--json").output)
    assert lines.startswith("Calibration over 2 games")
    assert found["rulings"] + found["wanting"] == 100
    assert f"The umpire's odds: {found['rulings']} rulings, {found['wanting']} more before" in lines
    assert "Brier score 0" not in lines


def test_json_has_the_parts_of_the_score_and_the_bins(run: Run) -> None:
    (found,) = json.loads(run("calibration", "red", "--json").output)
    assert found["who"] == "umpire"
    assert sum(each["rulings"] for each in found["bins"]) == found["rulings"]
    assert 0 <= found["brier"] <= 1
    assert {"reliability", "resolution", "uncertainty"} < set(found)


def test_a_game_that_is_named_twice_counts_once(run: Run) -> None:
    assert run("calibration", "red", "red", "--json").output == run("calibration", "red", "--json").output


def test_over_several_decks_only_the_umpire_is_counted(run: Run) -> None:
    answer = run("calibration", "red", "small")
    assert answer.exit_code == 0
    assert "only the umpire's odds are counted" in answer.output


def test_a_game_that_runs_is_for_the_facilitator_alone(run: Run) -> None:
    run("branch", "red", "--turn", "2", "--people", "north", "--no-screen")
    assert "this is for the facilitator alone" in run("calibration", "red-1").output


def test_no_game_at_all_is_a_wrong_use(run: Run) -> None:
    assert run("calibration").exit_code == 2
    assert run("calibration", "nothing").exit_code != 0
