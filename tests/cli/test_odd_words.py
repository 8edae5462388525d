"""Whatever is typed where a number or a vote is asked for is answered in a sentence, and never opens a sealed vote."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH
from wargame.cli.main import command

LONG = "9" * 5000


class Room:
    """A game whose moves lie open, that of the north with the floor."""

    def __init__(self, folder: Path) -> None:
        (folder / "rich.yaml").write_text(RICH, encoding="utf-8")
        self.saves = f"sqlite:///{folder / 'test.db'}"
        self.run("play", str(folder / "rich.yaml"), "--no-screen", "--people", "north,south,east", "--seed", "odd")
        for line in ("south signal nothing", "north play N-1", "south pass", "east pass", "facilitator floor"):
            assert self.say(*line.split()).exit_code == 0

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(command, ["--saves", self.saves, *words])

    def say(self, *words: str) -> Result:
        return self.run("do", "rich-1", *words)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize("number", ["²", "٣", "-1", "1e3", "0x1", LONG, ""])
@pytest.mark.parametrize(
    "words",
    [
        ("facilitator", "rewind", "{}"),
        ("facilitator", "inject", "{}"),
        ("facilitator", "weigh", "{}", "strong"),
        ("facilitator", "counter", "{}"),
        ("facilitator", "dice", "{}"),
        ("facilitator", "ballot", "{}"),
        ("north", "deal", "offer", "south", "a", "b", "{}"),
        ("north", "ballot", "{}"),
    ],
    ids=" ".join,
)
def test_what_may_be_no_number_is_answered_in_a_sentence(room: Room, words: tuple[str, ...], number: str) -> None:
    answer = room.say(*(word.format(number) for word in words))
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    assert answer.output.strip()


def test_sealed_votes_are_opened_only_where_somebody_says_so(room: Room) -> None:
    assert room.say("north", "ballot", "70").exit_code == 0
    for words in (("ballot", "north"), ("ballot", "north", ""), ("ballot", " ")):
        answer = room.say("facilitator", *words)
        assert answer.exit_code == 2
        assert "opens the sealed votes" in answer.output
    assert "70" in room.say("facilitator", "ballot", "open").output
