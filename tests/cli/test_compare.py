"""Several groups side by side."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.scripts import Script, sure
from tests.support import RICH, SMALL
from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.debrief import story_of
from wargame.debrief.comparing import compare

Run = Callable[..., Result]
CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
    N-2: {title: Blow, seat: north, text: t, chance: 100, uses: any, needs: heat >= 7, success: s}
    S-1: {title: Cool, seat: south, text: t, chance: 60, uses: any, success: s,
          modifiers: [{if: heat >= 7, chance: 20, because: x}]}
"""


def test_games_part_at_the_first_decision_that_was_not_the_same() -> None:
    one = Script(sure(CARDS)).turn(north="N-1", south="S-1").turn(north="N-2", south="S-1")
    other = Script(sure(CARDS)).turn(north="N-1").turn(north="N-2")
    found = compare([("one", story_of(one.deck, one.events)), ("other", story_of(other.deck, other.events))])
    assert found.parted is not None
    assert (found.parted.turn, found.parted.seat, found.parted.moves) == (1, "south", ("S-1", "pass"))
    assert [(each.turn, each.seat) for each in found.decisions if each.alike] == [
        *((1, "north"), (1, "east"), (2, "north"), (2, "east"))
    ]
    assert found.never == ("N-0", "S-0", "E-0")
    heat = next(each for each in found.spreads if each.track == "heat")
    assert (heat.values, heat.least, heat.middle, heat.most) == ((7, 7), 7, 7, 7)
    odds = {each.card: each.chances for each in found.odds}
    # The order of the turn rotates: in the first turn north stokes before south cools, and heat stands at 7.
    assert odds["S-1"] == ((80, 80), ())
    assert found.odds[0].apart == 0


def test_a_game_that_did_not_come_so_far_differs_from_none() -> None:
    one = Script(sure(CARDS)).turn(north="N-1").turn(north="N-2")
    short = Script(sure(CARDS)).turn(north="N-1")
    found = compare([("one", story_of(one.deck, one.events)), ("short", story_of(short.deck, short.events))])
    assert found.parted is None
    assert found.decisions[-1].moves == ("pass", None)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, in which three groups have played one deck."""
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    for name in ("red", "blue", "green"):
        assert run("play", str(tmp_path / "rich.yaml"), "--headless", "--seed", name, "--name", name).exit_code == 0
    assert run("play", str(tmp_path / "small.yaml"), "--headless", "--name", "small").exit_code == 0
    return run


def test_the_table_names_the_games_and_where_they_parted(run: Run) -> None:
    lines = run("compare", "red", "blue", "green").output
    assert lines.splitlines()[1].split() == ["red", "blue", "green"]
    assert "They first parted in turn 1" in lines
    assert "They never parted" in run("compare", "red", "red").output


def test_on_a_narrow_terminal_games_without_room_stand_in_a_table_underneath(run: Run, tmp_path: Path) -> None:
    arguments = ["-m", "wargame", "--saves", f"sqlite:///{tmp_path / 'test.db'}", "compare", "red", "blue", "green"]
    with Terminal(arguments, 60, 200, {}) as terminal:
        shown = terminal.see("Never played|Chances that")
    tables = [line.split() for line in shown.splitlines() if {"red", "blue", "green"} & set(line.split())]
    assert tables[:2] == [["red", "blue"], ["green"]]
    assert "red blue green" in " ".join(run("compare", "red", "blue", "green").output.split())


def test_two_games_stand_side_by_side_from_where_they_part(run: Run) -> None:
    assert run("branch", "red", "--turn", "2", "--headless", "--seed", "w", "--name", "what if").exit_code == 0
    lines = run("compare", "red", "what if").output
    shown = lines.split("Side by side. ")[1]
    assert shown.startswith("The two share their first ")
    assert "and part in turn 2." in shown
    assert "Turn 1" not in shown
    assert "Turn 2" in shown
    assert max(map(len, shown.splitlines())) <= 100
    found = json.loads(run("compare", "red", "what if", "--json").output)
    assert found["parting"]["turn"] == 2
    assert "Side by side" not in run("compare", "red", "blue", "green").output


def test_json_and_csv_say_the_same(run: Run) -> None:
    found = json.loads(run("compare", "red", "blue", "--json").output)
    rows = list(csv.reader(io.StringIO(run("compare", "red", "blue", "--csv").output.lstrip("\ufeff"))))
    assert rows[0] == ["turn", "seat", "red", "blue"]
    assert [[each["turn"], each["seat"], *each["moves"]] for each in found["decisions"]] == [
        [int(turn), seat, *(move or None for move in moves)] for turn, seat, *moves in rows[1:]
    ]
    assert set(found["answers"])
    assert all(len(each) == 2 for each in found["answers"].values())


def test_versions_of_a_deck_that_have_other_cards_and_seats_stand_side_by_side(run: Run, tmp_path: Path) -> None:
    """A facilitator changes a deck between two groups: cards and a seat go, others come."""
    text = re.sub(r"\beast\b", "west", RICH).replace("N-1", "N-91")
    (tmp_path / "changed.yaml").write_text(text, encoding="utf-8")
    played = run("play", str(tmp_path / "changed.yaml"), "--headless", "--seed", "red", "--name", "changed")
    assert played.exit_code == 0, played.output
    for names in (["red", "changed"], ["changed", "red"]):
        answer = run("compare", *names)
        assert answer.exit_code == 0, answer.output
        assert "The deck was changed between these games" in answer.output
        assert {"N-1", "N-91"} <= set(re.findall(r"N-\d+", answer.output))
        for viewer in ("facilitator", "north"):
            folder = tmp_path / f"{names[0]}-{viewer}"
            written = run("debrief", *names, "--as", viewer, "--games", "1", "--out", str(folder))
            assert written.exit_code == 0, written.output
            assert "N-91" in (folder / "report.md").read_text("utf-8")
        refused = run("debrief", *names, "--as", "west", "--out", str(tmp_path / "west"))
        assert refused.exit_code == 2
        assert "not `west`" in refused.output
    assert not (tmp_path / "west").exists()


def test_games_of_different_decks_are_not_compared(run: Run) -> None:
    answer = run("compare", "red", "small")
    assert answer.exit_code == 2
    assert "These games are of 2 decks" in answer.output
    assert run("compare", "red", "nothing").exit_code != 0
