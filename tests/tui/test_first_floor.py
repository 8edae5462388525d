"""A new scribe, and an Enter too many: what is typed twice, or by a slip, does no harm on the floor."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Person, Sits
from tests.tui.test_floor import Lay, argued, opened
from wargame.table import Choose, Judge, Pass, PlayFree, known_methods
from wargame.table.umpiring import OPPOSED
from wargame.tui.director import Post
from wargame.tui.screens.desk import Desk
from wargame.tui.screens.pick import Pick
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.scribe import ScribeField


def marked(person: Person) -> str:
    """The line of a list that the mark is on."""
    assert isinstance(person.app.screen, Pick)
    return person.app.screen.query_one(Choices).current


@pytest.mark.parametrize(
    ("typed", "side"),
    [("+s! film", "for"), ("-s! film", "against"), ("s! film", "for")],
)
async def test_a_sign_that_is_typed_behind_the_lines_own_takes_its_place(
    typed: str, side: str, sits: Sits, lay: Lay
) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *typed, "enter")
        (said,) = table.state.argument("north").reasons
        assert (said.seat, said.side, said.text, said.strength) == ("south", side, "film", "strong")


async def test_a_line_that_was_pasted_behind_the_sign_has_one_sign(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus")
        person.app.screen.query_one(ScribeField).value = "+-s fog"
        await person.press("enter")
        assert [each.side for each in table.state.argument("north").reasons] == ["against"]


async def test_each_line_opens_with_the_sign_of_the_one_before_and_enter_on_it_closes(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("minus", *"s one", "enter", *"s two", "enter", *"+n three", "enter", *"n four", "enter")
        assert [each.side for each in table.state.argument("north").reasons] == ["against"] * 2 + ["for"] * 2
        assert "Reasons about" in person.text()
        assert "Reasons about" not in await person.press("enter")
        assert len(table.state.argument("north").reasons) == 4


async def test_enter_asks_before_an_argued_move_is_ruled_and_says_on_what_odds(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        text = await person.press("enter")
        assert table.state.pending == ("north", "south")
        assert "Let the dice fall?" in text
        assert "78 %  likely  by card odds on d100. What is" in text
        await person.press("escape")
        assert table.state.pending == ("north", "south")
        await person.press("enter", "enter")
        assert table.state.pending == ("south",)


async def test_a_team_is_asked_too_before_its_own_argued_move_is_ruled(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    async with sits(table, post=Post("north")) as person:
        assert "Let the dice fall?" in await person.press("enter")
        assert table.state.pending == ("north", "south")
        await person.press("enter")
        assert table.state.pending == ("south",)


async def test_where_no_die_falls_the_question_is_about_what_was_decided(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Choose("north", "umpire"))
    table.send(Judge("north", decided="partial"))
    async with sits(table) as person:
        text = await person.press("enter")
        assert "Rule it as it was decided?" in text
        assert "Partial success, by umpire's decision." in text
        assert table.state.pending == ("north", "south")


async def test_a_move_without_the_floor_is_ruled_at_one_enter(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        await person.press("enter")
        assert table.state.pending == ("south",)


async def test_a_note_for_facilitators_is_asked_for_at_their_own_terminal_alone(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    async with sits(table, post=Post("facilitator")) as person:
        assert "A note for facilitators alone" in await person.press("x", "enter", *"So it goes", "enter")
        await person.press(*"ask Jo", "enter")
        assert table.state.rulings["north"].override is not None
        assert "For facilitators: ask Jo" in person.text()


async def test_an_untold_free_move_has_no_outcome_by_hand_and_that_is_said_at_once(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(PlayFree("north"))
    table.send(Pass("south"))
    async with sits(table) as person:
        await person.press("x")
        assert person.notices == ["First tell what that free move does: c."]
        assert not isinstance(person.app.screen, Pick)


async def test_the_outcomes_open_on_success_and_after_the_roll_on_the_one_that_stands(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        await person.press("x")
        assert marked(person) == "success"
        await person.press("escape", "enter", "x", "down", "down", "enter", *"Fog", "enter")
        assert table.state.rulings["north"].band == "failure"
        await person.press("x")
        assert marked(person) == "failure"
        await person.press("enter")
        assert person.notices[-1] == "It stays as it is."
        assert table.state.rulings["north"].band == "failure"


async def test_the_list_of_methods_is_cut_nowhere_and_end_marks_the_last(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        first = marked(person) if await person.press("m") else ""
        await person.press("end")
        assert marked(person) == [each for each in known_methods if each != OPPOSED][-1]
        await person.press("home")
        assert marked(person) == first
        rows = person.app.screen.query_one(Choices)._rows
        for row in rows:
            assert "".join(line.plain for line in row.draw(40)).count("…") == 0
            assert all(line.cell_length <= 40 for line in row.draw(40))


@pytest.mark.parametrize("key", ["f", "f6"])
async def test_the_desk_does_not_open_at_a_teams_terminal(key: str, sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="terminals")
    async with sits(table, post=Post("north")) as person:
        assert "Facilitator" not in await person.press(key)
        assert person.notices == ["The desk is the facilitator's; it opens at the facilitator's terminal."]
        assert not isinstance(person.app.screen, Desk)
    async with sits(table, post=Post("facilitator")) as person:
        await person.press(key)
        assert isinstance(person.app.screen, Desk)
