"""A whole game by ear: every method and every kind of move, in plain lines, and proof that it was played as it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH
from wargame.cli.main import command
from wargame.umpire import METHODS

Run = Callable[..., Result]

DECK = RICH.replace("{title: Night}]", "{title: Night}, {title: Dawn}, {title: Noon}]")

#: A seed whose own dice, where they are thrown, fall as the story wants it.
SEED = "ear 2"

#: Kinds of events that a game with every kind of move has.
KINDS = {
    *("word_given", "precedent_set", "vetoed", "signalled", "taken_back", "floor_taken", "claimed", "reasoned"),
    *("reason_weighed", "method_chosen", "judged", "ballot_cast", "votes_shown", "laid", "sprung", "responded"),
    *("committed", "commitment_due", "commitment_kept", "commitment_broken", "deal_offered", "deal_answered"),
    *("deal_closed", "overridden", "settled", "rewound"),
}

#: What is said, and a part of what is answered. `f` is the facilitator.
GAME = [
    # Turn 1: words for the dice, precedents, cards that are shown; a promise, a card that waits, a second promise.
    ("north word RIVER", "gives the dice a word: RIVER"),
    ("north precedent for The mill was rebuilt", "A precedent for moves of North"),
    ("f veto given.2 It was opened once", "does not let the precedent “Nobody opens gates” stand"),
    ("south signal S-3", "shows what it may play: Hang nets"),
    ("north play N-1", "North hands in Stoke"),
    ("north undo", "North takes back its move"),
    ("north play N-3", "North hands in Swear to stoke"),
    ("south play S-1", "South hands in Ambush"),
    ("east play E-2", "The moves lie open"),
    ("north floor", "North takes the floor"),
    ("north claim aim To be believed", "Aim: To be believed"),
    ("f argue '+n! We have always stoked'", "By 2d6, 7 or more: 72 %"),
    ("f argue '+n~#3'", "The mill was rebuilt"),
    ("f argue '-s Words are wind'", "72 %"),
    ("f argue '-e Who counts the logs?'", "58 %"),
    ("f weigh 4 no", "72 %"),
    ("f method 3d6", "By 3d6, 10 or more"),
    ("f method deck", "By 2d6, 7 or more"),
    ("f dice 6 1", "North has promised"),
    ("f rule", "South acted out of sight"),
    ("f floor east", "The facilitator gives the floor"),
    ("f method 3d6", "By 3d6, 10 or more: 63 %"),
    ("f dice 4 4 4", "East has promised"),
    ("f close", "Turn 1 closes"),
    ("f publish", "Front page"),
    ("f next", "Turn 2 of 5"),
    # Turn 2: a project's first success, a move of its own with a roll-off, protection, an answer, real dice.
    ("south signal nothing", "shows what it may play: nothing"),
    ("north play N-2", "North hands in Build a stove"),
    ("south free", "South hands in a move of its own"),
    ("east play E-1", "The moves lie open"),
    ("f claim south action We mock the oath of the north", "Move: We mock the oath"),
    ("f odds south 60 Mockery is cheap", "60 % (likely)"),
    ("f floor south", "is argued"),
    ("f counter south 1.north", "contradicts the result of North in turn 1"),
    ("f method south card", "By card odds on d100, with the roll-off: 30 %"),
    ("f dice 40 5", "5 in the roll-off"),
    ("f settle south 'trust -1' 'They laugh'", "Changed: Trust: 4 → 3"),
    ("f floor east", "is argued"),
    ("f leverage east strong", "The umpire finds the leverage behind the move of East strong"),
    ("f method east keep", "By 2d6, keep the high or the low: 97 %"),
    ("north respond N-4 east", "North answers the move of East with Scoff"),
    ("f dice 15", "Scoff"),
    ("f dice 5 2", "A layer of what guards against it comes off"),
    ("f method north d6", "By one d6 by strength: nothing yet without"),
    ("f rate north strong", "67 %"),
    ("f dice 4", "The promise that East gave in turn 1 is due"),
    ("f rule", "a promise of East is due"),
    ("east commit break", "East breaks its promise"),
    ("f close", "Turn 2 closes"),
    ("f next", "Turn 3 of 5"),
    # Turn 3: an opposed pair, tokens, a ballot; a deal; news by hand; the promise that is kept.
    ("south signal S-3", "Hang nets"),
    ("north deal offer south 'Firewood' 'No ambush' 3", "North offers South a deal (north-south-1)"),
    ("south deal accept north-south-1", "is agreed"),
    ("south deal offer east 'A map' 'Silence' 4 secret", "in secret"),
    ("f inject I-2", "nothing of it shows to everyone"),
    ("f inject 'A thaw' 'Snow melts.' 'heat +3' to east", "Heat:"),
    ("north play N-2", "hands in"),
    ("south play S-3", "hands in"),
    ("east play E-1", "Out of hiding: South plays Ambush"),
    ("f override south.2 success 'The wood is thick' 'I had promised it'", "Set by the umpire before any die fell"),
    ("f oppose south east", "is set against that of East"),
    ("f dice 30 40 30 80", "30 against 40, 30 against 80"),
    ("f floor north", "is argued"),
    ("f method north tokens", "nothing yet without"),
    ("north ballot SS", "North votes"),
    ("f ballot north SS SF FF SS", "Into the bag"),
    ("f rule", "It draws"),
    ("north commit keep", "North keeps its promise: Stoke [N-1] is played at no cost"),
    ("f floor", "is argued"),
    ("f method ballot", "nothing yet without"),
    ("f ballot 1746", "The ballots lie far apart"),
    ("f rule", "Refused: the ballots lie 94 points apart"),
    ("f ballot 4546", "the median is 59 %"),
    ("f rule", "North plays Stoke [N-1]"),
    (
        "f deal north-south-1 broken south 'There was an ambush'",
        "deal of North with South (north-south-1) is broken by South",
    ),
    ("east deal refuse south-east-s1", "is refused"),
    ("f close", "Turn 3 closes"),
    ("f next", "Turn 4 of 5"),
    # Turn 4: without dice; what is left to the umpire; back to where the moves lay open, and once more with dice.
    ("south signal nothing", "nothing"),
    ("north play N-5", "hands in"),
    ("south pass", "hands in"),
    ("east play E-3", "The moves lie open"),
    ("f method north consensus", "nothing yet without"),
    ("f decide north success", "The room agreed: success"),
    ("f rule", "The room agreed: success. It arrives."),
    ("f method east umpire", "nothing yet without"),
    ("f decide east partial", "The umpire decided: partial success"),
    ("f rule", "The umpire decided: partial success"),
    ("f close", "Refused: what came of the move of North waits for the umpire"),
    ("f rewind {reveal} 'The letter was read out wrong'", "The game is rewound to turn 4: moves are being ruled"),
    ("f method north 2d6_limits", "2 fails and 12 succeeds"),
    ("f dice 1 1", "North plays Send a letter [N-5]: disaster"),
    ("f override north success 'It was read at last' 'They asked me to'", "The umpire overrules the move of North"),
    ("f settle 'trust +1' 'The east reads it'", "Trust:"),
    ("f method east 2d6_colours_limits", "coloured dice break a seven and 2 fails"),
    ("f rule", "East plays Warn"),
    ("f note 'The east was quiet today'", "Noted"),
    ("f close", "Turn 4 closes"),
    ("f next", "Turn 5 of 5"),
    # Turn 5: nothing more; the ending.
    ("south signal nothing", "nothing"),
    ("north pass", "hands in"),
    ("south pass", "hands in"),
    ("east play E-1", "The moves lie open"),
    ("f method 2d6_colours", "coloured dice break a seven"),
    ("f rule", "By 2d6, 7 or more (coloured dice break a seven): 50 %"),
    ("f close", "Turn 5 closes"),
    ("f next", "The secret of the dice"),
]


def running_in(folder: Path) -> Run:
    """Run the program on the save in a folder."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{folder / 'test.db'}", *arguments])

    return run


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a save in which the whole game was played; every answer was what it should be."""
    folder = tmp_path_factory.mktemp("by-ear")
    (folder / "rich.yaml").write_text(DECK, encoding="utf-8")
    run = running_in(folder)
    laid = run("play", str(folder / "rich.yaml"), "--no-screen", "--people", "north,south,east", "--seed", SEED)
    assert laid.exit_code == 0, laid.output
    for line, answer in GAME:
        reveal = last_reveal(run) if "{reveal}" in line else ""
        speaker, *words = shlex.split(line.replace("{reveal}", reveal))
        result = run("do", "rich-1", "facilitator" if speaker == "f" else speaker, *words)
        assert answer in result.output, f"{line}\n{result.output}"
        assert "Traceback" not in result.output
    return folder


@pytest.fixture
def run(save: Path, tmp_path: Path) -> Run:
    """Run the program on a copy of that save."""
    shutil.copytree(save, tmp_path, dirs_exist_ok=True)
    return running_in(tmp_path)


def last_reveal(run: Run) -> str:
    """The number of the event in which the moves were opened last."""
    entries = json.loads(run("log", "rich-1", "--as", "facilitator", "--json").stdout)
    return str(max((each["number"] for each in entries if each["kind"] == "revealed"), default=0))


def test_a_game_by_ear_uses_every_method_and_kind_of_move_and_is_what_it_says(run: Run) -> None:
    told = run("verify", "rich-1", "--rules")
    assert told.exit_code == 0, told.output
    assert "rich-1: well." in told.output
    entries = json.loads(run("log", "rich-1", "--as", "facilitator", "--json").stdout)
    assert {each["method"] for each in entries if each["kind"] == "ruled"} == set(METHODS)
    assert {each["kind"] for each in entries} >= KINDS


def test_the_recipe_of_the_help_run_apart_gives_the_same_rolls(run: Run, tmp_path: Path) -> None:
    printed = run("verify", "rich-1", "--dice").stdout
    (recipe,) = re.findall(r"```python\n(.*?)```", run("help", "dice").stdout, re.S)
    (tmp_path / "recipe.py").write_text(recipe, encoding="utf-8")

    apart = [sys.executable, "-I", "-S", str(tmp_path / "recipe.py")]
    answer = subprocess.run(apart, input=printed, capture_output=True, text=True, check=True, cwd=tmp_path)

    rolls = [line.split("\t") for line in printed.splitlines() if line.startswith("roll\t")]
    fingerprint, *checked = answer.stdout.splitlines()
    assert len([line for line in recipe.splitlines() if line]) <= 20
    assert fingerprint.split()[1] == dict(line.split("\t") for line in printed.splitlines()[:2])["commitment"]
    assert [line.split()[:3] for line in checked] == [
        [event, address, value] for _, event, address, _, value, _ in rolls
    ]
    assert all(line.endswith("right") for line in checked)
    assert len(rolls) >= 8
    assert any(roll[5] == "RIVER" for roll in rolls)

    forged = printed.replace("RIVER", "LAKE")
    answer = subprocess.run(apart, input=forged, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "WRONG" in answer.stdout


def test_the_recipe_draws_a_branch_from_its_own_dice_and_what_came_before_from_those_of_the_first_game(
    run: Run, tmp_path: Path
) -> None:
    branch = run("branch", "rich-1", "--turn", "2", "--seed", "own", "--headless")
    assert branch.exit_code == 0, branch.output
    printed = run("verify", "rich-1-1", "--dice").stdout
    (recipe,) = re.findall(r"```python\n(.*?)```", run("help", "dice").stdout, re.S)
    apart = [sys.executable, "-I", "-S", "-c", recipe]

    answer = subprocess.run(apart, input=printed, capture_output=True, text=True, check=True, cwd=tmp_path)

    fingerprints = [line for line in answer.stdout.splitlines() if line.startswith("fingerprint")]
    checked = [line for line in answer.stdout.splitlines() if not line.startswith("fingerprint")]
    assert len(set(fingerprints)) == len(fingerprints) == 2
    assert len(checked) == sum(line.startswith("roll\t") for line in printed.splitlines()) > 8
    assert all(line.endswith("right") for line in checked)


def test_no_line_that_people_read_has_a_bare_id_in_it(run: Run) -> None:
    """An id may stand in brackets, where it has to be typed."""
    inside = re.compile(r"\[[\w.-]+\]|\((north|south|east)-(north|south|east)-s?\d+\)")
    bare = re.compile(r"\b(given|own|\d+)\.(north|south|east|\d)\b|\b(north|south|east)[.-]\S|\b(heat|trust) [<>=]")
    for viewer in ("public", "north", "south", "east", "facilitator"):
        told = run("log", "rich-1", "--as", viewer).stdout + run("show", "rich-1", "--as", viewer).stdout
        lines = [line for line in inside.sub("", told).splitlines() if bare.search(line)]
        assert lines == []
        assert "the result of North in turn 1" in told
    assert "It waits for: Heat at least 7" in run("log", "rich-1", "--as", "south").stdout


def test_the_ledger_says_what_each_seat_was_given(run: Run) -> None:
    ledger = json.loads(run("fairness", "rich-1", "--json").stdout)
    assert ledger["north"]["raised"] == 1
    assert ledger["south"]["raised"] == 1
    assert (ledger["north"]["given"], ledger["north"]["accepted"]) == (2, 2)
    assert (ledger["east"]["given"], ledger["east"]["accepted"]) == (1, 0)
    assert ledger["east"]["floors"] == 2
    assert "mean odds" in run("fairness", "rich-1").output
