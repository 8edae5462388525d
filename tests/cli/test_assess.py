"""`wargame assess`: in plain lines, what the screens do before the numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, deck, headless, run, well
from tests.support import small_deck
from wargame.table import Store, new_game

__all__ = ["deck", "run"]


def head(run: Run) -> str:
    return next(line for line in well(run("verify", "small-1")).splitlines() if "small-1" in line)


def test_what_a_seat_says_is_shown_and_its_last_word_counts(run: Run, deck: str) -> None:
    headless(run, deck)
    before = head(run)
    assert well(run("assess", "small-1")) == "North [north]\n  1  not said  Stay warm\n"
    assert well(run("assess", "small-1", "North", "1", "reached")) == "North [north]\n  1  reached   Stay warm\n"
    well(run("assess", "small-1", "north", "1", "missed"))
    assert well(run("assess", "small-1")) == "North [north]\n  1  missed    Stay warm\n"
    assert json.loads(well(run("assess", "small-1", "--json"))) == [
        {"seat": "north", "number": 1, "objective": "Stay warm", "verdict": "missed"}
    ]
    assert "not said" in well(run("assess", "small-1", "north", "1", "nothing"))
    assert head(run) == before


@pytest.mark.parametrize(
    ("given", "exit_code", "said"),
    [
        (("north",), 2, "It goes: wargame assess GAME SEAT N"),
        (("north", "1"), 2, "It goes: wargame assess GAME SEAT N"),
        (("nroth", "1", "reached"), 2, "Did you mean `north`?"),
        (("facilitator", "1", "reached"), 2, "SEAT is north or south"),
        (("north", "1", "won"), 2, "'won' is not one of"),
        (("north", "one", "reached"), 2, "'one' is not a valid integer"),
        (("north", "2", "reached"), 1, "Refused: North has one objective, and no number 2."),
        (("north", "0", "reached"), 1, "Refused: North has one objective, and no number 0."),
        (("south", "1", "reached"), 1, "Refused: South has no objectives, and no number 1."),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(
    run: Run, deck: str, given: tuple[str, ...], exit_code: int, said: str
) -> None:
    headless(run, deck)
    result = run("assess", "small-1", *given)
    assert result.exit_code == exit_code
    assert said in result.stderr
    assert "not said" in well(run("assess", "small-1"))


def test_objectives_stay_private_until_the_end(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, small_deck(), ["north"], seed="demo", name="ours")
    for given in ((), ("north", "1", "reached")):
        result = run("assess", "ours", *given)
        assert result.exit_code == 1
        assert result.stderr.startswith("Refused: the game is not over yet")
        assert "Stay warm" not in result.output
