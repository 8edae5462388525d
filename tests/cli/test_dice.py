"""`wargame verify --dice` before the room: it tells no more than everybody may see, until the game has ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import SMALL
from wargame.cli.main import command

Run = Callable[..., Result]
TOLD_LATER = "Rolls of what not everybody may see are told when the game has ended."


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, with the deck beside it."""
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    return run


def ask(run: Run, *arguments: str) -> str:
    """What is printed; nothing goes wrong."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def lay(run: Run, tmp_path: Path, south: str, *more: str) -> str:
    """A game in which the south plays this card and both moves are ruled: its name."""
    ask(run, "play", str(tmp_path / "small.yaml"), "--no-screen", "--people", "north,south", *more)
    games = [line.split()[0] for line in ask(run, "games").splitlines() if line.startswith("small-")]
    name = max(games, key=lambda game: int(game.removeprefix("small-")))
    for words in (["north", "play", "N-1"], ["south", "play", south], ["facilitator", "rule"], ["facilitator", "rule"]):
        ask(run, "do", name, *words)
    return name


def test_what_the_dice_of_a_running_game_say_is_the_same_whatever_was_played_out_of_sight(
    run: Run, tmp_path: Path
) -> None:
    plot = run("verify", "--dice", lay(run, tmp_path, "S-1", "--seed", "alike"))
    scheme = run("verify", "--dice", lay(run, tmp_path, "S-2", "--seed", "alike"))
    assert plot.stdout == scheme.stdout
    assert "ruling/1/north/1/1" in plot.stdout
    assert "south" not in plot.stdout
    assert plot.stdout.splitlines()[1].startswith("secret\t")


@pytest.mark.parametrize("seed", [(), ("--seed", "open")], ids=["secret", "open"])
@pytest.mark.parametrize("south", ["S-1", "S-3"], ids=["hidden", "nothing hidden"])
def test_a_running_game_says_that_more_is_told_later_whether_or_not_there_is_more(
    run: Run, tmp_path: Path, south: str, seed: tuple[str, ...]
) -> None:
    name = lay(run, tmp_path, south, *seed)
    told = run("verify", "--dice", name)
    assert TOLD_LATER in told.stderr.splitlines()
    assert TOLD_LATER not in told.stdout
    assert ("secret\t" in told.stdout) == bool(seed)
    assert (f"The secret of {name} is told when the game has ended." in told.stderr) == (not seed)


def test_a_game_that_has_ended_tells_all_its_rolls(run: Run, tmp_path: Path) -> None:
    name = lay(run, tmp_path, "S-1")
    steps = ["close", "next", "north pass", "south pass", "close", "next"]
    for words in steps:
        seat = () if words.startswith(("north", "south")) else ("facilitator",)
        ask(run, "do", name, *seat, *words.split())
    told = run("verify", "--dice", name)
    assert told.stderr == ""
    assert "ruling/1/south/1/1" in told.stdout
    assert "secret\t" in told.stdout
