"""`wargame hotwash` in plain lines, and what is printed after a game."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.test_commands import Run, deck, headless, run, well
from tests.paper.sheets import parsed
from tests.paper.test_hostile_text import HOSTILE
from tests.support import small_deck
from wargame.cli.main import command
from wargame.paper import PAPERS, Paper, communique, feedback_form
from wargame.table import Store, answers, new_game, open_saved, show_step

__all__ = ["deck", "run"]


def head(run: Run) -> str:
    return next(line for line in well(run("verify", "small-1")).splitlines() if "small-1" in line)


def test_the_steps_are_listed_with_minutes_and_what_became_of_them(run: Run, deck: str) -> None:
    headless(run, deck)
    before = head(run)
    found = well(run("hotwash", "small-1")).splitlines()
    assert found[0] == "The debrief of small-1: 11 steps, about 28 minutes"
    assert found[1] == "  · frame        2 min  How it ended"
    well(run("hotwash", "small-1", "closing", "--done"))
    well(run("hotwash", "small-1", "feedback", "--skip"))
    well(run("hotwash", "small-1", "reveal", "--show"))
    well(run("hotwash", "small-1", "closing", "--seat", "North", "We [froze]."))
    found = well(run("hotwash", "small-1")).splitlines()
    assert found[0].endswith("about 27 minutes")
    assert "  ✓ closing      2 min  Last words in role" in found
    assert "      North: We [froze]." in found
    assert "  – feedback     1 min  Feedback  skipped" in found
    assert "  · reveal       4 min  What was hidden  shown now" in found
    assert head(run) == before


def test_a_step_shows_what_was_said_and_lines_are_struck_out_by_their_number(run: Run, deck: str) -> None:
    headless(run, deck)
    assert "    North: not said yet" in well(run("hotwash", "small-1", "closing"))
    well(run("hotwash", "small-1", "check", "--by", "Kim", "How cold was it?"))
    shown = well(run("hotwash", "small-1", "CHECK", "--seat", "south", "And how warm?"))
    assert "    Kim: How cold was it? [1]\n    South: And how warm? [2]\n" in shown
    assert "How cold" not in well(run("hotwash", "small-1", "check", "--strike", "1"))
    assert "We" not in well(run("hotwash", "small-1", "closing", "--seat", "north", ""))


def test_steps_are_moved_and_told_as_json(run: Run, deck: str) -> None:
    headless(run, deck)
    well(run("hotwash", "small-1", "communique", "--move-before", "frame"))
    well(run("hotwash", "small-1", "frame", "--move-before", "end"))
    found = json.loads(well(run("hotwash", "small-1", "--json")))
    assert (found[0]["id"], found[-1]["id"]) == ("communique", "frame")
    well(run("hotwash", "small-1", "communique", "--seat", "north", "Peace."))
    one = json.loads(well(run("hotwash", "small-1", "communique", "--json")))
    assert (one["minutes"], one["mark"], one["shown"]) == (2, "open", False)
    assert one["lines"][0] == {"kind": "said", "text": "Peace.", "seat": "north", "by": None, "line": None}


def test_what_mattered_is_played_out_and_kept(run: Run, deck: str) -> None:
    headless(run, deck)
    assert "not played on" in well(run("hotwash", "small-1", "mattered"))
    well(run("hotwash", "small-1", "--play-on", "2"))
    assert "The board judges no objective of this deck" in well(run("hotwash", "small-1", "mattered"))


@pytest.mark.parametrize(
    ("given", "exit_code", "said"),
    [
        (("--seat", "north"), 2, "Say what was said"),
        (("closing", "--by", "Kim"), 2, "Say what was said"),
        (("--skip",), 2, "Say which step"),
        (("--strike", "1"), 2, "Say which step"),
        (("closnig",), 1, "did you mean `closing`?"),
        (("poll",), 1, "has no step `poll`"),
        (("closing", "x"), 1, "Refused: a sentence is said by a seat."),
        (("closing", "x", "--seat", "nroth"), 2, "Did you mean `north`?"),
        (("frame", "x"), 1, "nothing is taken down at `frame`"),
        (("shown", "x", "--question", "1"), 1, "only the reflection has questions"),
        (("reflection", "x", "--question", "1"), 1, "has no questions, and no 1"),
        (("shown", "a\x1b[2Jb"), 1, "that can't be shown"),
        (("shown", "x" * 401), 1, "400 characters at most"),
        (("shown", "--strike", "7"), 1, "no line 7 stands there"),
        (("closing", "--move-before", "closing"), 1, "can't be moved before itself"),
        (("closing", "--move-before", "poll"), 1, "has no step `poll`"),
        (("--play-on", "0"), 2, "0 is not in the range"),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(
    run: Run, deck: str, given: tuple[str, ...], exit_code: int, said: str
) -> None:
    headless(run, deck)
    result = run("hotwash", "small-1", *given)
    assert result.exit_code == exit_code
    assert said in result.stderr
    assert "\x1b" not in result.output
    assert "Traceback" not in result.output
    assert json.loads(well(run("hotwash", "small-1", "shown", "--json")))["mark"] == "open"


def test_nothing_of_it_is_told_before_the_end(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, small_deck(), ["north"], seed="demo", name="ours")
    for given in ((), ("reveal",), ("closing", "--seat", "north", "x"), ("--play-on", "2"), ("frame", "--show")):
        result = run("hotwash", "ours", *given)
        assert result.exit_code == 1
        assert result.stderr.startswith("Refused: the game is not over yet")
        assert "Plot" not in result.output


def test_without_a_step_the_screens_go_back_to_the_ending(run: Run, deck: str, tmp_path: Path) -> None:
    headless(run, deck)
    with Store.open(tmp_path / "saves" / "test.db") as store:
        table = open_saved(store, "small-1")
        show_step(table, "reveal")
        well(run("hotwash", "small-1", "--show"))
        assert answers(table).present == ""


# On paper


def test_the_communique_and_the_form_are_printed_into_a_folder_of_their_own(
    run: Run, deck: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headless(run, deck)
    well(run("hotwash", "small-1", "communique", "--seat", "north", "Wood <for> all."))
    well(run("desk", "small-1", "names", "north", "Ada & Bo"))
    monkeypatch.chdir(tmp_path)
    saves = f"sqlite:///{tmp_path / 'saves' / 'test.db'}"

    def printed(*more: str) -> str:
        result = CliRunner().invoke(command, ["--saves", saves, "print", "small-1", "--force", *more])
        assert result.exit_code == 0, result.output
        return (tmp_path / "debrief-small-1" / "communique.html").read_text("utf-8")

    page = printed("--communique", "--feedback")
    assert "Wood &lt;for&gt; all." in page
    assert "Ada &amp; Bo" in page
    assert "Ada" not in printed("--communique", "--no-names")
    form = (tmp_path / "debrief-small-1" / "feedback.html").read_text("utf-8")
    assert "Observation" in form
    assert "Recommendation" in form
    assert "▲ North" in form


def test_a_communique_is_for_the_end_and_a_form_for_any_time(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, small_deck(), ["north"], seed="demo", name="ours")
    result = run("print", "ours", "--communique", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "not over yet" in result.stderr
    assert not (tmp_path / "out").exists()
    well(run("print", "ours", "--feedback", "--out", str(tmp_path / "out")))
    result = run("print", "ours", "--feedback", "--seat", "north")
    assert result.exit_code == 2
    assert "are for --packets" in result.stderr


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sentences_are_text_on_paper(text: str, paper: Paper) -> None:
    plain = communique(small_deck(), "x", {"north": "x"}, ending="x", paper=paper, names={"north": "x"})
    found = communique(small_deck(), text, {"north": text}, ending=text, paper=paper, names={"north": text})
    assert parsed(found).elements == parsed(plain).elements
    assert parsed(feedback_form(small_deck(), text, paper=paper)).elements == parsed(
        feedback_form(small_deck(), "x", paper=paper)
    ).elements  # fmt: skip
