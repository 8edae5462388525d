"""What if, and what a game shows, in plain lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH
from wargame.cli.main import command

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, in which a game was played to its end."""
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    played = run("play", str(tmp_path / "rich.yaml"), "--headless", "--seed", "look back", "--name", "first")
    assert played.exit_code == 0
    return run


def test_a_branch_is_played_on_and_both_games_verify(run: Run) -> None:
    head = run("games", "--json").output
    before = {each["name"]: each["head"] for each in json.loads(head)}
    branch = run("branch", "first", "--turn", "2", "--headless", "--name", "what if")
    assert branch.exit_code == 0
    assert "what if parts from first." in branch.output
    assert "What if: this game parts from first, after its entry" in run("log", "what if", "--as", "facilitator").output
    assert run("verify", "--all", "--rules").exit_code == 0
    after = {each["name"]: each for each in json.loads(run("games", "--json").output)}
    assert after["first"]["head"] == before["first"]
    assert after["what if"]["parent_name"] == "first"
    first, child = run("games").output.splitlines()
    assert first.startswith("first ")
    assert child.startswith("└ what if")
    assert child.endswith("the game is over, from turn 2")


def test_with_the_same_dice_and_no_other_decision_the_game_ends_as_it_did(run: Run) -> None:
    assert run("branch", "first", "--at", "9", "--dice", "same", "--headless").exit_code == 0
    ends = [run("show", name).output.split("\n", 1)[1] for name in ("first", "first-1")]
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Say where the branch parts"),
        (("--at", "1", "--turn", "1"), "Say where the branch parts"),
        (("--turn", "77"), "first has no turn 77"),
        (("--at", "7777"), "and no 7777"),
        (("--at", "0"), "and no 0"),
        (("--turn", "1", "--bot", "north=clever"), "No bot for North is called `clever`"),
        (("--turn", "1", "--people", "nort"), "Did you mean `north`?"),
        (("--turn", "1", "--people", "north", "--headless"), "--headless has bots in every seat"),
        (("--turn", "1", "--people", "north", "--bot", "north=random"), "both name north"),
        (("--turn", "1", "--dice", "same", "--seed", "x"), "the same dice have no other seed"),
        (("--turn", "1", "--name", "first"), "another game is called 'first'"),
    ],
)
def test_what_can_not_be_branched_is_said_and_nothing_is_saved(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = run("branch", "first", *arguments)
    assert answer.exit_code != 0
    assert sentence in answer.output
    assert len(json.loads(run("games", "--json").output)) == 1


def test_a_branch_for_people_waits_for_them(run: Run) -> None:
    assert run("branch", "first", "--turn", "1", "--people", "north", "--no-screen").exit_code == 0
    assert "North: a team" in run("show", "first-1").output
    assert run("do", "first-1", "north", "pass").exit_code == 0


def test_a_reading_has_its_parts_and_each_says_how_it_was_worked_out(run: Run) -> None:
    parts = json.loads(run("reading", "first", "--games", "2", "--json").output)
    assert [each["id"] for each in parts] == [
        "mattered",
        "roads",
        "promises",
        "luck",
        "calibration",
        "fairness",
        "facts",
    ]
    assert all(each["how"] for each in parts)
    lines = run("reading", "first", "--games", "2").output
    assert all(each["title"] in lines for each in parts)
    assert "played on" not in run("reading", "first", "--games", "0").output
    assert max(map(len, lines.splitlines())) <= 100


def test_a_reading_of_a_game_that_runs_says_for_whom_it_is(run: Run) -> None:
    run("branch", "first", "--turn", "2", "--people", "north", "--no-screen")
    assert "this is for the facilitator alone" in run("reading", "first-1", "--games", "1").output
