"""The poll on the desk: slips are counted by the press of a key, before the first move and after the ending."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.tui.conftest import HERE, Person, Sits
from wargame.deck import Deck, load_text
from wargame.table import Occasion, Pass, Table, answer_poll, poll_counts
from wargame.tui.director import Post
from wargame.tui.screens.base import LEAST
from wargame.tui.screens.desk import Desk
from wargame.tui.screens.poll import PollPage

Lay = Callable[..., Table]
FACILITATOR, NORTH = Post("facilitator"), Post("north")
PLAIN = (HERE / "harbours.yaml").read_text(encoding="utf-8")


@cache
def polled() -> Deck:
    """Two harbours, and two questions for everybody."""
    return load_text(
        f"{PLAIN}\npoll:\n"
        "  ferry: {question: Who should get the ferry?, choices: ['North', 'South', '[@click=app.quit]nobody[/]']}\n"
        "  frost: {question: Will the bay freeze?, choices: likelihood}\n"
    )


def counts(table: Table, when: Occasion = "before", seat: str | None = None) -> tuple[int, ...]:
    return poll_counts(table)[0].counts(when, seat)


def over(table: Table) -> Table:
    while table.state.phase != "ended":
        for seat in table.people():
            table.send(Pass(seat))
        list(table.play_out())
    return table


def row(person: Person, words: str) -> list[str]:
    """The line of the page with these words, without its frame."""
    return next(line for line in person.lines() if words in line).replace("│", " ").replace("▌", " ").split()


async def test_the_desk_offers_a_poll_where_the_deck_asks_one(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=polled())) as person:
        text = await person.press("f")
        assert "Poll: nobody has answered yet" in text
        assert "o Poll" in text
        rows = person.app.screen.query_one("#rows")
        rows.set_rows(rows._rows, "poll")
        await person.press("enter")
        assert isinstance(person.app.screen, PollPage)
        await person.press("escape")
        assert isinstance(person.app.screen, Desk)
    async with sits(lay("north", "south", sitting="wall")) as person:
        assert "Poll" not in await person.press("f")
        await person.press("o")
        assert isinstance(person.app.screen, Desk)


@pytest.mark.parametrize("size", [LEAST, (120, 40)])
async def test_a_slip_is_counted_by_a_key_and_a_number_by_its_digits(
    size: tuple[int, int], sits: Sits, lay: Lay
) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table, size) as person:
        text = await person.press("f", "o", "enter", "space", "right", "left")
        assert "Before the first move: everybody's slips" in text
        assert counts(table) == (2, 0, 0)
        await person.press("down", "1", "2", "down", "5", "minus", "3")
        assert counts(table) == (2, 12, 3)
        assert row(person, "South")[-2:] == ["12", "South"]
        assert "17  answered" in person.text()
        await person.press("0")
        assert counts(table) == (2, 12, 30)
        await person.press("down", "down", "4")
        assert "The middle answer before: Very unlikely (5 to 20 %)" in await person.press("pagedown")
        await person.press("escape")
        assert "Poll: 44 people before, nobody after" in person.text()


async def test_a_number_ends_where_the_mark_moves(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table) as person:
        await person.press("f", "o", "1", "down", "2", "up", "3")
        assert counts(table) == (3, 2, 0)


async def test_a_click_on_the_marked_choice_counts_one_more(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table) as person:
        await person.press("f", "o")
        place = next(y for y, line in enumerate(person.lines()) if " South " in line and "0" in line)
        for _ in range(2):
            await person.pilot.click(offset=(40, place))
            await person.settle()
        assert counts(table) == (0, 1, 0)


async def test_the_slips_of_one_team_are_counted_apart(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table) as person:
        await person.press("f", "o", "2")
        text = await person.press("tab")
        assert "the slips of North" in text
        assert "Tab Only South" in text
        await person.press("3", "tab", "tab")
        assert "everybody's slips" in person.text()
        assert counts(table, seat="north") == (3, 0, 0)
        assert counts(table) == (5, 0, 0)
        assert row(person, "North")[-2:] == ["5", "North"]
        await person.press("1")
        assert person.notices == ["Some of them were counted for a team, or gave a name: take those back there."]
        assert counts(table) == (5, 0, 0)


async def test_one_fewer_than_none_is_refused_in_a_sentence(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=polled())) as person:
        await person.press("f", "o", "left")
        assert person.notices == ["No slip is counted there, and 1 can't be taken back."]


async def test_what_is_counted_at_an_odd_time_counts_and_the_page_says_so(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table) as person:
        assert "✕" not in await person.press("f", "o")
        text = await person.press("w")
        assert "After the ending" in text
        assert "✕ The game is not over yet." in text
        await person.press("1")
        assert counts(table, "after") == (1, 0, 0)
        table.send(Pass("north"))
        person.app.refresh_from_save()
        await person.settle()
        assert "✕ The first move is handed in already." in await person.press("w")


async def test_after_the_ending_both_stand_side_by_side_with_what_moved(sits: Sits, lay: Lay) -> None:
    table = lay("north", sitting="wall", deck=polled())
    answer_poll(table, "ferry", "before", 0, count=4)
    answer_poll(table, "frost", "before", 2, count=3)
    async with sits(over(table), LEAST) as person:
        assert "□ The poll is asked again now. The desk (f) takes down the answers." in await person.press("enter")
        text = await person.press("f", "o", "3", "down", "2")
        assert "After the ending: everybody's slips" in text
        assert row(person, "North")[-4:] == ["4", "3", "−1", "North"]
        assert row(person, "South")[-4:] == ["0", "2", "+2", "South"]
        assert "[@click=app.quit]nobody[/]" in text
        await person.press(*["down"] * 5, "6")
        assert "middle answer after: Roughly even (45 to 55 %), 1 step up" in await person.press("pagedown", "pagedown")
        text = await person.press("escape", "escape")
        assert "□ The poll: 4 people before, 6 after; the desk (f) shows what moved." in text


async def test_a_team_and_who_looks_on_are_reminded_and_see_no_counts_before_the_end(sits: Sits, lay: Lay) -> None:
    table = lay("north", sitting="terminals", deck=polled())
    answer_poll(table, "ferry", "before", 0, count=4)
    for post in (NORTH, Post("public", plays=False)):
        async with sits(table, (120, 40), post) as person:
            assert person.app.position.polls == ()
    async with sits(table, (120, 40), FACILITATOR) as person:
        assert person.app.position.polls[0].answered("before") == 4
    over(table)
    for post in (NORTH, Post("public", plays=False)):
        async with sits(table, (120, 40), post) as person:
            text = await person.press("enter")
            assert "□ The poll is asked again now." in text
            assert "desk (f)" not in text


async def test_slips_that_another_terminal_counts_show_at_once(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=polled())
    async with sits(table) as person:
        await person.press("f", "o")
        answer_poll(table, "ferry", "before", 1, count=5)
        person.app.refresh_from_save()
        await person.settle()
        assert row(person, "South")[-2:] == ["5", "South"]


async def test_a_deck_without_a_poll_reminds_of_none(sits: Sits, lay: Lay) -> None:
    async with sits(over(lay("north", sitting="wall"))) as person:
        assert "poll" not in (await person.press("enter")).lower()
