"""The scribe's line under haste: what is refused while the next line is typed is neither lost nor run into it."""

from __future__ import annotations

from collections.abc import Callable

from tests.tui.conftest import Person, Sits
from tests.tui.test_floor import argued
from wargame.table import Argue, Floor, Table
from wargame.tui.messages import Spoken, Unheard
from wargame.tui.names import scribe_name

Lay = Callable[..., Table]
REFUSED = "that reason has been given"


def texts(table: Table, move: str = "north") -> list[str]:
    return [each.text for each in table.state.argument(move).reasons]


def refuse(person: Person, line: str, move: str = "north") -> None:
    """What the save says of a line that it took a while over."""
    person.app.post_message(Unheard(Spoken(Argue(move, "north", "for", "slow"), line), REFUSED))


async def test_a_line_that_is_refused_while_the_next_is_typed_comes_back_behind_it(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n tw")
        refuse(person, "+n slow")
        await person.settle()
        assert "✕ not taken, and comes back: +n slow (that reason has been given)" in person.text()
        text = await person.press("o")
        assert "+n two" in text
        assert "✕ not taken, and comes back: +n slow" in text
        text = await person.press("enter")
        assert texts(table) == ["two"]
        assert "+n slow" in text
        assert "✕ that reason has been given" in text
        text = await person.press(*"er", "enter")
        assert texts(table) == ["two", "slower"]
        assert "✕" not in text


async def test_a_refused_line_is_not_put_under_a_sign_that_was_just_typed(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", "minus")
        refuse(person, "+n slow")
        await person.settle()
        await person.press(*"s fog", "enter")
        assert texts(table) == ["fog"]
        assert "+n slow" in person.text()


async def test_a_sign_behind_a_line_that_came_back_begins_the_next_one(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Argue("north", "north", "for", "quiet water"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n Quiet water.", "enter")
        text = await person.press("minus", *"s fog")
        assert "-s fog" in text
        assert "✕ not taken, and comes back: +n Quiet water. (that reason has been given)" in text
        text = await person.press("enter")
        assert texts(table) == ["quiet water", "fog"]
        assert "+n Quiet water." in text
        assert "✕ that reason has been given" in text
        await person.press("ctrl+u", "enter")
        assert "Reasons about" not in person.text()


async def test_several_lines_that_are_refused_come_back_one_after_the_other(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n on")
        for line in ("+n slow", "+n slower"):
            refuse(person, line)
        await person.settle()
        text = await person.press("e", "enter")
        assert "+n slow" in text
        text = await person.press("ctrl+u", "plus", "enter")
        assert "+n slower" in text
        assert texts(table) == ["one"]


async def test_a_line_that_is_refused_after_the_line_was_closed_takes_no_others_place(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n half", "escape")
        refuse(person, "+n slow")
        await person.settle()
        assert any("Not taken: +n slow" in notice for notice in person.notices)
        text = await person.press("plus")
        assert "+n half" in text
        assert "✕ not taken, and comes back: +n slow" in text
        assert "+n slow" in await person.press("enter")
        assert texts(table) == ["half"]


async def test_a_line_about_another_move_comes_back_to_that_move(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Floor("south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus")
        refuse(person, "+s slow", "south")
        await person.settle()
        assert "+s slow" not in person.text().replace("Not taken: +s slow", "")
        assert person.app.kept(scribe_name(table.view("public"), person.app.post, "south")) == "+s slow"
        text = await person.press("escape", "right", "plus")
        assert "Reasons about the move of ▲ South" in text
        assert "+s slow" in text


async def test_lines_that_wait_when_the_game_is_left_are_saved_in_that_game(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    other = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        person.app._busy = True
        person.app.post_message(Spoken(Argue("north", "north", "for", "slow"), "+n slow"))
        await person.pilot.pause()
        person.app.table = other
        person.app._done()
        await person.settle()
        assert (texts(table), texts(other)) == (["slow"], [])
