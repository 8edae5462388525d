"""Keys that come too soon, too often or at the wrong moment: nothing hidden shows, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Person, Sits
from wargame.table import GO_ON, Pass, Store, Table, open_saved
from wargame.tui.app import WargameApp
from wargame.tui.director import ROOM, AtTable, AtWall, HandOver, Post
from wargame.tui.screens import scene
from wargame.tui.screens.ask import Ask, AskSlip
from wargame.tui.screens.peek import Peek

Lay = Callable[..., Table]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program takes any key for one that was pressed twice for a long time."""
    monkeypatch.setattr(scene, "HASTE", 600.0)


async def test_a_second_enter_after_a_hand_in_does_not_open_the_next_table(sits: Sits, lay: Lay, patient: None) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter", "enter", "h", "enter", "enter", "space")
        assert person.app.scene == HandOver("south")
        person.app.answered_at -= 601
        await person.press("enter")
        assert person.app.scene == AtTable("south")


async def test_a_second_enter_after_the_last_slip_turns_nothing_over(sits: Sits, lay: Lay, patient: None) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table) as person:
        await person.press("s", "enter", *"pass", "enter", "s", "enter", *"pass", "enter", "enter")
        assert table.state.phase == "plan"
        assert {table.slip("north"), table.slip("south")}.isdisjoint({None})
        person.app.answered_at -= 601
        await person.press("enter")
        assert table.state.phase != "plan"


async def test_after_a_wrong_code_another_try_is_no_key_of_the_wall(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table) as person:
        await person.press("s", "enter", *"pass", "enter")
        text = await person.press("s", "enter", *"88", "enter")
        assert isinstance(person.app.screen, AskSlip)
        assert "Not possible: that is not the code of one card of South" in " ".join(text.split())
        await person.press(*"pass", "enter")
        assert not any(isinstance(screen, Peek) for screen in person.app.screen_stack)
        assert table.slip("south") is not None
        assert "The slip of South is in." in person.notices


async def test_everyone_who_looks_at_the_wall_sees_whose_slip_is_in(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    table.take_slip("north", "pass")
    for post in (ROOM, Post("public", plays=False), Post("facilitator")):
        async with sits(table, post=post) as person:
            assert isinstance(person.app.scene, AtWall)
            assert "slip is in" in person.text()


async def test_the_facilitators_terminal_takes_slips_for_the_wall(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table, post=Post("facilitator")) as person:
        await person.press("s", "enter", *"pass", "enter")
        assert table.slip("north") is not None


async def test_a_note_that_was_begun_is_there_again_when_its_page_was_taken_away(
    store: Store, sits: Sits, lay: Lay
) -> None:
    table = lay("north", "south", sitting="terminals")
    async with sits(open_saved(store, table.game.name), post=Post("north")) as person:
        await person.press("n", *"iron")
        assert isinstance(person.app.screen, Ask)
        for seat in ("north", "south"):
            table.send(Pass(seat))
        person.app.refresh_from_save()
        await person.settle()
        assert not isinstance(person.app.screen, Ask)
        assert "iron" in await person.press("n")


async def test_a_note_that_was_begun_is_not_a_note_of_another_game(store: Store, sits: Sits, lay: Lay) -> None:
    first, second = lay("north", "south", sitting="terminals"), lay("north", "south", sitting="terminals")
    async with sits(first, post=Post("north")) as person:
        person.app.keep("note/north", "iron")
        await begin(person, second)
        assert "iron" not in await person.press("n")


async def begin(person: Person, table: Table) -> None:
    """Another game is opened at the same terminal."""
    person.app.table = table
    person.app._look(table)
    await person.settle()


async def test_a_page_that_is_shown_at_once_is_the_one_that_was_written(sits: Sits, lay: Lay) -> None:
    table = at_the_page(lay)
    async with sits(table) as person:
        person.app._keep_page = lambda table: None  # type: ignore[method-assign,assignment]
        await person.press("e", *"QQQQ", "escape", "enter")
        page = table.view("public").page
        assert page is not None
        assert page.headline.startswith("QQQQ")
        await person.press("e", *"WW", "escape")
        assert "WWQQQQ" in await person.press("e")


def at_the_page(lay: Lay) -> Table:
    """A game whose first turn is closed."""
    table = lay("north", "south")
    for seat in ("north", "south"):
        table.send(Pass(seat))
    while table.state.phase != "page":
        table.send(GO_ON[table.state.phase])
    return table


async def test_who_may_not_show_the_page_is_told_to_wait(sits: Sits, lay: Lay) -> None:
    table = at_the_page(lay)
    for post in (Post("public", plays=False), Post("north")):
        async with sits(table, post=post) as person:
            text = " ".join(person.text().split())
            assert "The facilitator looks its front page over." in text
            assert "Press e" not in text


async def test_a_command_that_comes_too_soon_is_said_to_be_lost(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter")
        person.app._busy = True
        await person.press("p", "enter")
        assert person.notices == ["The last one is still being saved: once more, in a moment."]
        assert person.app.scene == AtTable("north")


async def test_the_line_on_top_has_the_form_for_the_width_it_has(sits: Sits, lay: Lay) -> None:
    from tests.tui.conftest import NOON
    from wargame.table import RoomClock

    table = lay("north", "south")
    table.set_clock(RoomClock(NOON + 100 * 60_000))
    async with sits(table, size=(80, 24)) as person:
        narrow = person.lines()[0]
        for size in ((160, 50), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert person.lines()[0] == narrow


async def test_the_log_of_a_game_that_was_left_is_not_shown(sits: Sits, lay: Lay) -> None:
    from wargame.tui.messages import LogRead

    first, second = lay("north", "south"), lay("north", "south")
    async with sits(second) as person:
        before = len(person.app.screen_stack)
        assert isinstance(person.app, WargameApp)
        person.app.post_message(LogRead(first, "public", first.log("public")))
        await person.settle()
        assert len(person.app.screen_stack) == before
