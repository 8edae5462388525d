"""Decks in wide scripts: gauges, ladders, hands and lists line up, and nothing is cut in the middle of a letter."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support import SMALL
from tests.tui.conftest import Sits
from wargame.deck import Deck, load_text
from wargame.table import Table
from wargame.words import board_lines, columns

Lay = Callable[..., Table]

KOREAN = {
    "North,": "북측,",
    "South,": "남측,",
    "title: Heat": "title: 한반도의 긴장",
    "title: Purse": "title: 금고",
    "title: Plot": "title: 비밀 계획",
    "title: Glow": "title: 빛",
    "title: Wall": "title: 장벽",
    "title: Stoke": "title: 장작을 넣는다",
    "title: Rest": "title: 쉰다",
    "title: Day": "title: 2024년 10월",
    "brief: The sun is up.": "brief: 해가 떴다. 두 마을이 서로를 바라본다.",
    "In the north.": "북쪽에 있다.",
    "In the south.": "남쪽에 있다.",
}
SIZES = [(80, 24), (120, 40), (200, 60)]


def korean() -> Deck:
    text = SMALL
    for found, written in KOREAN.items():
        assert found in text
        text = text.replace(found, written)
    return load_text(text)


def column_of(line: str, sign: str) -> int:
    return columns(line[: line.index(sign)])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sitting", ["wall", "passed"])
async def test_a_korean_deck_lines_up(sits: Sits, lay: Lay, size: tuple[int, int], sitting: str) -> None:
    table = lay("north", "south", deck=korean(), sitting=sitting)
    async with sits(table, size) as person:
        if sitting == "passed":
            await person.press("enter", "1")
        lines = person.lines()
        for line in person.app.screen._compositor.render_strips():
            assert line.cell_length == size[0]
        gauges = [line for line in lines if re.search("(한반도의 긴장|빛) +━", line)]
        assert len(gauges) == 2
        assert len({column_of(line, "━━") for line in gauges}) == 1
        assert any("2024년 10월" in line for line in lines)


def test_plain_lines_of_a_korean_deck_line_up(lay: Lay) -> None:
    table = lay("north", "south", deck=korean())
    lines = board_lines(table.deck, table.view("public"))
    places = {column_of(line, sign) for line in lines for sign in ("5 degrees", "10", "Open") if line.endswith(sign)}
    assert len(places) == 1
