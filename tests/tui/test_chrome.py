"""The line on top and the line of keys: what has no room gives way in order, and a mark says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import NOON, Sits
from wargame.table import Play, RoomClock, Table
from wargame.tui.actions import PLACES, Place
from wargame.tui.text import ui_text
from wargame.tui.widgets.chrome import key_line, masthead
from wargame.tui.widgets.ruling import moves_line

Lay = Callable[..., Table]


def test_keys_without_room_are_marked_by_an_ellipsis_before_help() -> None:
    (line,) = key_line("ruling", dict, 78)
    assert line.plain.rstrip().endswith(" …   PgDn More   ? Help")
    assert "…" not in key_line("ruling", dict, 400)[0].plain


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [20, 78, 118])
def test_no_row_of_keys_is_wider_than_its_line(place: Place, width: int) -> None:
    for rows in (1, 2):
        lines = key_line(place, dict, width, rows=rows)
        assert 1 <= len(lines) <= rows
        assert {line.cell_length for line in lines} == {width}


def test_a_second_row_is_taken_only_where_the_first_is_full() -> None:
    assert len(key_line("pick", dict, 78, rows=2)) == 1
    assert len(key_line("ruling", dict, 118, rows=2)) == 2


def test_of_several_ways_to_say_it_the_first_that_fits_stands_on_top() -> None:
    pairs = [(ui_text("October 2024"), ui_text("the clock")), (ui_text("turn 1"), ui_text("the clock"))]
    draw = masthead(pairs)
    assert draw(40)[0].plain == "October 2024" + " " * 19 + "the clock"
    assert draw(18)[0].plain == "turn 1   the clock"
    assert draw(12)[0].plain == "t… the clock"


async def test_nothing_on_top_is_cut_beside_the_clock(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.set_clock(RoomClock(NOON + 100 * 60_000))
    for _ in range(3):
        async with sits(table, (80, 24)) as person:
            for keys in ((), ("enter",)):
                (top, *_) = await person.press(*keys) and person.lines()
                assert "…" not in top
                assert "turn 1 of 2" in top
                assert "min left" in top
        seat = next((each for each in ("north", "south") if each not in table.state.moves), "")
        if seat:
            table.send(Play(seat, "N-1" if seat == "north" else "S-1"))


def test_a_long_title_is_cut_before_what_became_of_the_move(lay: Lay) -> None:
    from tests.support import rich_deck
    from wargame.table import Pass, Rule, Signal

    table = lay("north", "south", "east", deck=rich_deck())
    for command in (Signal("south"), Pass("north"), Play("south", "S-4"), Play("east", "E-1"), Rule(), Rule()):
        table.send(command)
    for width in (62, 76):
        text = "\n".join(line.plain for line in moves_line(table.view("public"), "south", width))
        assert text.count("success") + text.count("failure") + text.count("disaster") + text.count("triumph") == 2
