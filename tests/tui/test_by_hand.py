"""What whoever leads does by hand: all moves at once, an outcome after the turn is closed, reasons struck out, dice."""

from __future__ import annotations

from collections.abc import Callable

from tests.support import rich_deck
from tests.tui.conftest import Person, Sits
from wargame.table import (
    Argue,
    Choose,
    Close,
    Floor,
    Judge,
    Next,
    Pass,
    Play,
    PlayFree,
    Rule,
    Settle,
    Signal,
    Table,
)
from wargame.tui.director import AtPage, Post
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.confirm import Confirm

Lay = Callable[..., Table]
SEATS = ("north", "south", "east")


def opened(table: Table) -> Table:
    table.send(Play("north", "N-1"))
    table.send(Play("south", "S-1"))
    return table


def closed(table: Table) -> Table:
    for command in (Rule(), Rule(), Close()):
        opened(table).send(command) if table.state.phase == "plan" else table.send(command)
    return table


def rich(lay: Lay, north: str, south: str, east: str, **options: str) -> Table:
    """The moves of a turn lie open; an empty one is a pass."""
    table = lay(*SEATS, deck=rich_deck(), **options)
    table.send(Signal("south"))
    for seat, card in zip(SEATS, (north, south, east), strict=True):
        table.send(Play(seat, card) if card else Pass(seat))
    return table


def screen(person: Person) -> str:
    """The screen, or the page that lies over it, as one line of words."""
    rows = [row.split("│") for row in person.lines()]
    return " ".join(" ".join(row[len(row) // 2] for row in rows).split())


# All at once


async def test_all_moves_that_wait_are_ruled_at_once_after_a_question(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        assert "a Rule all" in person.text()
        assert "Rule all 2 moves that wait?" in await person.press("a")
        await person.press("escape")
        assert len(table.state.pending) == 2
        await person.press("a", "enter")
        assert table.state.pending == ()
        assert person.notices == ["All moves of this turn are ruled; ← → look at each."]
        assert "Rule all" not in person.text()


async def test_ruling_all_stops_where_something_is_wanted_and_says_what(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    table.send(Floor("south"))
    table.send(Choose("south", "d6"))
    async with sits(table) as person:
        await person.press("a", "enter")
        assert table.state.pending == ("south",)
        (notice,) = person.notices
        assert notice.startswith("Ruled as far as it goes. The next one waits: ")
        assert "how strong the argument is" in notice


async def test_ruling_all_says_why_not_even_the_first_is_ruled(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(PlayFree("north", ""))
    table.send(Pass("south"))
    async with sits(table) as person:
        await person.press("a", "enter")
        assert table.state.pending == ("north",)
        assert ["has not been told yet" in each for each in person.notices] == [True]


async def test_the_desk_leaves_the_rulings_to_the_rules(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        await person.press("f6")
        await person.press(*["down"] * 6)
        assert "▌ Moves are ruled" in person.text()
        await person.press("enter", "down", "enter")
        assert table.desk().rulings == "rules"
        assert table.state.pending == ()
        assert "Moves are ruled: all at once, by the rules" in person.text()


async def test_a_team_does_not_rule_all(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south", sitting="terminals"))
    async with sits(table, post=Post("north")) as person:
        assert "Rule all" not in person.text()
        await person.press("a")
        assert not isinstance(person.app.screen, Confirm)


# After the turn is closed


async def test_an_outcome_is_set_by_hand_until_the_next_turn_opens(sits: Sits, lay: Lay) -> None:
    table = closed(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        assert person.app.scene == AtPage()
        assert "x Override" in await person.press("enter")
        assert "x sets an outcome of this turn by hand, until the next one opens." in screen(person)
        text = await person.press("x")
        assert "◆ North  Drive piles" in text
        assert "▲ South  Bide the time" in text
        await person.press("enter", *["down"] * 3, "enter")
        assert "The front page stays as it was shown." in screen(person)
        await person.press(*"The crane was old", "enter")
        assert table.state.rulings["north"].band == "disaster"
        assert "Afterwards, by hand" in person.text()
        assert "The crane was old" in person.text()
        await person.press("enter")
        assert table.state.turn == 2
        assert "Override" not in person.text()


async def test_what_such_an_outcome_leaves_to_a_person_is_settled_before_the_next_turn_opens(
    sits: Sits, lay: Lay
) -> None:
    table = rich(lay, "N-5", "", "", sitting="wall")
    while table.state.pending:
        table.send(Rule())
    table.send(Settle("north", "", ""))
    table.send(Close())
    async with sits(table) as person:
        await person.press("enter", "x", "enter", "down", "enter")
        while not isinstance(person.app.screen, Ask):
            await person.press("enter")
        await person.press(*"Nobody read it", "enter")
        assert table.state.unsettled == ("north",)
        assert "Enter Settle it" in person.text()
        assert "Who reads the letter?" in await person.press("enter")
        await person.press("enter", *"The king", "enter")
        assert table.state.unsettled == ()
        assert "The king" in person.text()
        await person.press("enter")
        assert table.state.turn == 2


async def test_a_team_reads_what_was_set_by_hand_and_sets_nothing(sits: Sits, lay: Lay) -> None:
    table = closed(lay("north", "south", sitting="terminals"))
    async with sits(table, post=Post("north")) as person:
        assert "Override" not in person.text()
        text = await person.press("x")
        assert "Set which outcome by hand?" not in text


# Reasons


async def test_a_mistyped_reason_of_nobodys_is_struck_out_and_what_stood_before_it_is_taken_back_next(
    sits: Sits, lay: Lay
) -> None:
    table = opened(lay("north", "south"))
    table.send(Floor("north"))
    table.send(Argue("north", "north", "for", "quiet water"))
    table.send(Argue("north", "", "against", "a slip of the pen"))
    async with sits(table) as person:
        await person.press("u")
        assert [each.strength for each in table.state.argument("north").reasons] == ["solid", None]
        assert "not accepted" in person.text()
        assert person.notices == ["Reason 2 is struck out, and counts for nothing; w lets it count again."]
        await person.press("u")
        assert [each.text for each in table.state.argument("north").reasons] == ["a slip of the pen"]
        await person.press("u")
        assert person.notices[-1] == "Every reason is taken back or struck out."


async def test_a_reason_behind_which_its_seat_has_given_another_elsewhere_is_struck_out(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    for move in ("north", "south"):
        table.send(Floor(move))
        table.send(Argue(move, "north", "for", f"quiet water for {move}"))
    async with sits(table) as person:
        await person.press("u")
        assert table.state.argument("north").reasons[0].strength is None
        assert table.state.argument("south").reasons[0].strength == "solid"


# Dice


async def test_the_roll_off_of_the_other_side_is_typed_where_that_one_wins(sits: Sits, lay: Lay) -> None:
    table = rich(lay, "N-1", "", "E-1", sitting="wall")
    first, second = table.state.pending
    table.send(Judge(first, opposes=second))
    table.send(Judge(second, counters="given.1"))
    async with sits(table) as person:
        title = table.deck.seats[second].title
        await person.press("d")
        assert f"Where {title} succeeds, add one d6 for the roll-off." in screen(person)
        await person.press(*"95 5", "enter")
        assert "This wants a roll-off as well: add one d6." in screen(person)
        await person.press("ctrl+u", *"95 5 7", "enter")
        assert isinstance(person.app.screen, Ask)
        await person.press("ctrl+u", *"95 5 5", "enter")
        assert not isinstance(person.app.screen, Ask)
        assert table.state.pending == ()
        assert person.notices == []


async def test_a_roll_off_that_nobody_needs_is_not_taken(sits: Sits, lay: Lay) -> None:
    table = rich(lay, "N-1", "", "E-1", sitting="wall")
    first, second = table.state.pending
    table.send(Judge(first, opposes=second))
    table.send(Judge(second, counters="given.1"))
    async with sits(table) as person:
        await person.press("d", *"5 95 3", "enter")
        assert "leave its die away" in screen(person)
        await person.press("backspace", "backspace", "enter")
        assert table.state.pending == ()
        assert table.state.rulings[first].off is None


async def test_the_next_turn_takes_the_keys_of_the_page_away(sits: Sits, lay: Lay) -> None:
    table = closed(lay("north", "south", sitting="wall"))
    async with sits(table) as person:
        await person.press("enter")
        table.send(Next())
        person.app.refresh_from_save()
        await person.settle()
        assert "Override" not in person.text()
