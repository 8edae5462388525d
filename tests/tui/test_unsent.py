"""Nothing that a person typed is lost, by no crash and by nothing that others do; and nothing comes back unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Sits
from wargame.table import Floor, Pass, Play, Store, Table, open_saved
from wargame.tui.director import ROOM, Post
from wargame.tui.names import answer_name, free_name, names_here, note_name, pin_name, scribe_name

Lay = Callable[..., Table]
NORTH = Post("north")


def argued(table: Table) -> Table:
    table.send(Play("north", "N-1"))
    table.send(Play("south", "S-1"))
    table.send(Floor("north"))
    return table


async def test_a_move_that_was_begun_is_in_the_save_while_it_is_typed(sits: Sits, lay: Lay, store: Store) -> None:
    table = lay("north", "south", sitting="terminals")
    async with sits(table, post=NORTH) as person:
        await person.press("w", *"Row acr")
        assert open_saved(store, "harbours-1").typed(free_name(table.view("north"), "north")) == "Row acr"
        async with sits(open_saved(store, "harbours-1"), post=NORTH) as after_the_crash:
            assert "Row acr" in await after_the_crash.press("w")


async def test_a_move_that_was_handed_in_is_no_draft_any_more(sits: Sits, lay: Lay, store: Store) -> None:
    table = lay("north", "south", sitting="terminals")
    async with sits(table, post=NORTH) as person:
        await person.press("w", *"Row across", "enter", "enter")
        assert table.view("north").handed_free is not None
    name = free_name(table.view("north"), "north")
    assert open_saved(store, "harbours-1").typed(name) == ""


async def test_a_move_begun_by_one_team_is_on_no_other_terminal(sits: Sits, lay: Lay, store: Store) -> None:
    table = lay("north", "south", sitting="terminals")
    table.save_typed(free_name(table.view("north"), "north"), "Row across")
    for post in (Post("south"), Post("facilitator"), Post("public", plays=False), ROOM):
        async with sits(open_saved(store, "harbours-1"), post=post) as person:
            assert person.app.position is not None
            assert not person.app.position.typed
            assert "Row across" not in await person.press("w")


async def test_a_line_of_the_scribe_outlives_a_crash_and_goes_once_it_is_taken(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = argued(lay("north", "south", sitting="wall"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n quiet wa")
        async with sits(open_saved(store, "harbours-1"), (80, 24)) as after_the_crash:
            assert "+n quiet wa" not in after_the_crash.text()
            assert "+n quiet wa" in await after_the_crash.press("minus")
            await after_the_crash.press(*"ter", "enter", "escape")
            assert [each.text for each in table.state.argument("north").reasons] == []
            assert "quiet water" in after_the_crash.text()
            assert "+n" not in await after_the_crash.press("plus")


async def test_an_answer_that_was_begun_outlives_a_crash_and_answers_no_other_question(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = argued(lay("north", "south", sitting="wall"))
    async with sits(table) as person:
        await person.press("x", "enter", *"The crane")
        async with sits(open_saved(store, "harbours-1")) as after_the_crash:
            assert "The crane" not in await after_the_crash.press("b")
            await after_the_crash.press("escape")
            assert "The crane" in await after_the_crash.press("x", "enter")


async def test_escape_puts_an_answer_back_for_good(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="wall"))
    async with sits(table) as person:
        await person.press("x", "enter", *"The crane", "escape")
        assert "The crane" not in await person.press("x", "enter")
        assert table.typed(answer_name(ROOM)) == ""


async def test_what_was_typed_last_is_written_when_the_program_ends(
    sits: Sits, lay: Lay, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wargame.tui import unsent

    table = lay("north", "south", sitting="terminals")
    monkeypatch.setattr(unsent, "PAUSE", 600.0)
    async with sits(table, post=NORTH) as person:
        await person.press("n", *"iron")
        assert table.typed(note_name("north")) == ""
    assert table.typed(note_name("north")) == "iron"


def test_a_name_tells_turn_rewind_and_terminal_apart(lay: Lay) -> None:
    table = argued(lay("north", "south"))
    view = table.view("public")
    own, others = names_here(view, NORTH, ("north",)), names_here(view, Post("south"), ("south",))
    assert set(own).isdisjoint(others)
    assert scribe_name(view, NORTH, "north") in own
    assert free_name(view, "north") not in own
    assert names_here(view, Post("public", plays=False), ()) == (note_name("public"), pin_name(Post("public")))


def test_a_text_that_no_save_can_hold_is_kept_as_far_as_it_can(lay: Lay) -> None:
    table = lay("north", "south")
    table.save_typed("note/north", "half \ud83d of \x00 it")
    assert table.typed("note/north") == "half ? of  it"
    table.send(Pass("north"))
    table.save_typed("note/north", "")
    assert table.typed("note/north") == ""
