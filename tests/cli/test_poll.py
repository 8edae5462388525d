"""`wargame poll`: the poll of a deck in plain lines, before beside after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, headless, run, well
from tests.support import SMALL
from tests.table.test_polls import POLLED
from wargame.cli.completion import complete_choices, complete_questions, complete_teams
from wargame.deck import load_text
from wargame.table import Pass, Store, new_game, open_saved

__all__ = ["run"]


@pytest.fixture
def game(run: Run, tmp_path: Path) -> str:
    """A game that waits for its first move."""
    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, load_text(POLLED), ["north", "south"], seed="demo", name="ours")
    return "ours"


def test_the_questions_are_shown_before_anybody_has_answered(run: Run, game: str) -> None:
    assert well(run("poll", game)).splitlines()[:6] == [
        "Should they send arms? [arms]",
        "  before  after  shift",
        "       ·      ·          1 Yes",
        "       ·      ·          2 Yes, if asked",
        "       ·      ·          3 No",
        "       0      0          people",
    ]


def test_answers_are_counted_and_shown_side_by_side_with_what_moved(run: Run, game: str) -> None:
    well(run("poll", game, "before", "arms", "Yes", "--count", "3"))
    well(run("poll", game, "before", "arms", "no", "--count", "2", "--seat", "North"))
    well(run("poll", game, "after", "arms", "1"))
    shown = well(run("poll", game, "after", "arms", "3", "--count", "4"))
    assert shown.splitlines() == [
        "Should they send arms? [arms]",
        "  before  after  shift",
        "       3      1     −2   1 Yes",
        "       0      0      0   2 Yes, if asked",
        "       2      4     +2   3 No",
        "       5      5          people",
        "  Before and after, by team: North 2 and 0",
    ]
    assert well(run("poll", game)).startswith(shown)
    only = well(run("poll", game, "--seat", "north")).splitlines()
    assert only[0] == "Should they send arms? [arms], as North answered"
    assert only[4] == "       2      ·          3 No"


def test_likelihoods_have_a_middle_that_moves(run: Run, game: str) -> None:
    well(run("poll", game, "before", "frost", "unlikely"))
    lines = well(run("poll", game, "after", "frost", "very likely", "--count", "2")).splitlines()
    assert lines[-2:] == [
        "  The middle answer before: Unlikely (20 to 45 %)",
        "  The middle answer after: Very likely (80 to 95 %), 3 steps up",
    ]


def test_programs_are_told_the_same(run: Run, game: str) -> None:
    well(run("poll", game, "before", "frost", "3", "--seat", "south"))
    well(run("poll", game, "before", "frost", "4"))
    arms, frost = json.loads(well(run("poll", game, "--json")))
    assert (arms["id"], arms["question"], arms["likelihood"]) == ("arms", "Should they send arms?", False)
    assert "median" not in arms
    assert frost["answered"] == {"before": 2, "after": 0}
    assert frost["median"] == {"before": [3, 4], "after": None}
    assert frost["steps"] is None
    assert frost["seats"] == {"south": {"before": [0, 0, 1, 0, 0, 0, 0], "after": [0] * 7}}
    assert frost["choices"][2] == {
        "number": 3, "choice": "Unlikely (20 to 45 %)", "before": 1, "after": 0, "shift": -1,
    }  # fmt: skip
    (one,) = json.loads(well(run("poll", game, "before", "frost", "4", "--count", "-1", "--json")))
    assert one["answered"] == {"before": 1, "after": 0}
    only = json.loads(well(run("poll", game, "--json", "--seat", "south")))
    assert [each["seat"] for each in only] == ["south", "south"]


def test_a_person_answers_once_and_may_take_it_back_and_no_name_is_shown(run: Run, game: str) -> None:
    for choice in ("Yes", "No"):
        shown = well(run("poll", game, "before", "arms", choice, "--seat", "north", "--person", "Kim"))
    assert "       1      ·          3 No" in shown
    assert "       0      ·          1 Yes" in shown
    assert "Kim" not in shown + well(run("poll", game, "--json")) + well(run("notes", game, "--as", "facilitator"))
    shown = well(run("poll", game, "before", "arms", "nothing", "--seat", "north", "--person", "Kim"))
    assert "       0      0          people" in shown


def test_an_answer_at_an_odd_time_is_taken_and_says_so(run: Run, game: str, tmp_path: Path) -> None:
    result = run("poll", game, "after", "arms", "No")
    assert well(result)
    assert result.stderr == "The game is not over yet, and this counts as an answer from after it.\n"
    assert run("poll", game, "before", "arms", "No").stderr == ""
    with Store.open(tmp_path / "saves" / "test.db") as store:
        open_saved(store, game).send(Pass("north"))
    result = run("poll", game, "before", "arms", "No", "--json")
    assert result.stderr == "The first move is handed in already, and this counts as an answer from before it.\n"
    assert json.loads(well(result))[0]["answered"] == {"before": 2, "after": 1}


def test_the_head_of_a_game_that_is_over_stays(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "polled.yaml"
    path.write_text(POLLED, encoding="utf-8")
    headless(run, str(path))
    before = well(run("verify", "small-1"))
    result = run("poll", "small-1", "after", "arms", "No")
    assert (result.exit_code, result.stderr) == (0, "")
    assert well(run("verify", "small-1")) == before


@pytest.mark.parametrize(
    ("given", "exit_code", "said"),
    [
        (("before",), 2, "It goes: wargame poll GAME before|after QUESTION CHOICE"),
        (("before", "arms"), 2, "It goes: wargame poll GAME before|after QUESTION CHOICE"),
        (("during", "arms", "1"), 2, "'during' is not one of"),
        (("--count", "3"), 2, "--count and --person go with an answer."),
        (("before", "arms", "1", "--count", "0"), 2, "--count is how many slips, and 0 is none."),
        (("before", "arms", "1", "--count", "x"), 2, "'x' is not a valid integer"),
        (("before", "alms", "1"), 1, "Refused: no question of the poll is called `alms`; did you mean `arms`?"),
        (("before", "arms", "perhaps"), 1, "Refused: `perhaps` is no choice of `arms`; there is 1 Yes; 2 Yes, if"),
        (("before", "arms", "nothing"), 1, "Refused: `nothing` is no choice of `arms`"),
        (("before", "arms", "1", "--seat", "nroth"), 2, "--seat is north or south, not `nroth`. Did you mean `north`?"),
        (("before", "arms", "1", "--count", "-1"), 1, "Refused: no slip is counted there, and 1 can't be taken back."),
        (("before", "arms", "1", "--count", "2", "--person", "Kim"), 1, "Refused: a person who gives a name is one"),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(
    run: Run, game: str, given: tuple[str, ...], exit_code: int, said: str
) -> None:
    result = run("poll", game, *given)
    assert (result.exit_code, said in result.stderr) == (exit_code, True), result.stderr
    assert json.loads(well(run("poll", game, "--json")))[0]["answered"] == {"before": 0, "after": 0}


def test_a_deck_that_asks_nothing_says_so(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, load_text(SMALL), ["north"], seed="demo", name="plain")
    assert well(run("poll", "plain")) == "Small asks no poll.\n"
    assert json.loads(well(run("poll", "plain", "--json"))) == []
    result = run("poll", "plain", "before", "arms", "Yes")
    assert (result.exit_code, result.stderr) == (1, "Refused: Small asks no poll.\n")


def test_questions_choices_and_teams_are_offered_to_the_shell(game: str, tmp_path: Path) -> None:
    import click

    from wargame.cli.main import command
    from wargame.cli.poll import poll_command

    top = click.Context(command)
    top.params = {"saves": f"sqlite:///{tmp_path / 'saves' / 'test.db'}"}
    ctx = click.Context(poll_command, parent=top)
    ctx.params = {"game": game, "when": "before", "question": "arms"}
    param = poll_command.params[0]
    assert [each.value for each in complete_questions(ctx, param, "a")] == ["arms"]
    assert [each.value for each in complete_choices(ctx, param, "")] == ["Yes", "Yes, if asked", "No"]
    assert [each.value for each in complete_teams(ctx, param, "")] == ["north", "south"]
