"""What binds and waits beside the moves: cards that are shown, promises, deals, precedents, answers, news by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import RICH, rich_deck
from tests.tui.conftest import Person, Sits
from wargame.deck import load_text
from wargame.table import Close, GiveNews, Next, OfferDeal, Pass, Play, Rule, Signal, Table
from wargame.tui.actions import actions_of
from wargame.tui.director import Post
from wargame.tui.screens.pacts import is_number
from wargame.tui.screens.pick import Pick

Lay = Callable[..., Table]
SEATS = ("north", "south", "east")


def laid(lay: Lay, **options: object) -> Table:
    return lay(*SEATS, deck=rich_deck(), **options)


def moves(table: Table, north: str, south: str, east: str) -> None:
    """The moves of a turn; an empty one is a pass."""
    if table.state.phase == "signal":
        table.send(Signal("south"))
    for seat, card in zip(SEATS, (north, south, east), strict=True):
        table.send(Play(seat, card) if card else Pass(seat))


def screen(person: Person) -> str:
    """The screen, or the page that lies over it, as one line of words."""
    rows = [row.split("│") for row in person.lines()]
    return " ".join(" ".join(row[len(row) // 2] for row in rows).split())


async def to(person: Person, row: str) -> str:
    """Open the page and mark a line of it."""
    text = await person.press("v") if type(person.app.screen).__name__ != "Pacts" else person.text()
    text = await person.press(*["up"] * 15)
    for _ in range(40):
        if person.app.screen.query_one("#rows").current == row:  # type: ignore[attr-defined]
            return text
        text = await person.press("down")
    raise AssertionError(f"no line {row}:\n{text}")


async def test_cards_are_shown_by_their_codes_before_anybody_chooses(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    async with sits(table) as person:
        assert "v Pacts" in person.text()
        assert "South  shows what it may play" in await to(person, "signal:south")
        await person.press("enter", *"3", "enter", "escape")
        assert dict(table.state.signalled) == {"south": ("S-3",)}
        assert table.state.phase == "plan"


async def test_at_its_own_terminal_a_team_shows_its_own_cards_and_nobody_elses(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="terminals")
    async with sits(table, post=Post("north")) as person:
        assert "shows what it may play" not in await person.press("v")
    async with sits(table, post=Post("south")) as person:
        await to(person, "signal:south")
        await person.press("enter", "enter", "escape")
        assert dict(table.state.signalled) == {"south": ()}


async def test_a_promise_that_is_due_is_kept_or_broken_before_the_turn_is_closed(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    moves(table, "N-3", "", "")
    while table.state.pending:
        table.send(Rule(thrown=(5,)))
    table.send(Close())
    table.send(Next())
    table.send(GiveNews("A thaw", "", (), "heat +3"))
    moves(table, "N-1", "", "")
    async with sits(table) as person:
        table.send(Rule(thrown=(5,)))
        assert table.state.due
        table.refresh()
        await person.press("l", "escape")
        for _ in range(3):
            if "Promises" in await person.press("enter"):
                break
        text = person.text()
        assert "If it is warm we stoke it further. (due now)" in text
        assert "Keep it: Stoke is played at no cost" in text
        await to(person, "break:north")
        await person.press("enter")
        assert not table.state.due
        assert table.state.promises[0].state == "broken"


async def test_a_deal_is_offered_taken_and_found_broken(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    async with sits(table, post=Post("facilitator")) as person:
        await to(person, "offer")
        await person.press(
            "enter", "enter", "enter", *"Wood", "enter", *"Peace", "enter", *"2", "enter", "down", "enter"
        )
        (deal,) = table.state.deals
        assert (deal.give, deal.get, deal.due, deal.state) == ("Wood", "Peace", 2, "offered")
        assert deal.audience == "north south"
        await to(person, f"deal:{deal.id}")
        await person.press("enter", "enter")
        assert table.state.deals[0].state == "agreed"
        await person.press("enter", "down", "down", "enter", *"An ambush", "enter")
        assert table.state.deals[0].state == "broken"
        assert "(broken," in person.text()


async def test_a_secret_deal_is_on_no_screen_but_those_of_the_two_and_the_facilitator(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="terminals")
    table.send(OfferDeal("north", "south", "Marzipan", "Silence", 2, secret=True))
    for viewer, seen in (("north", True), ("south", True), ("east", False), ("facilitator", True)):
        async with sits(table, post=Post(viewer)) as person:
            assert ("Marzipan" in await person.press("v")) == seen


async def test_a_move_is_answered_out_of_turn(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    moves(table, "", "S-4", "E-1")
    async with sits(table) as person:
        await to(person, "answer")
        assert "North:" not in await person.press("enter")
        await person.press("down", "enter", *"n-4", "enter")
        assert table.state.table["north"].card == "N-4"
        assert table.state.table["north"].to in ("south", "east")
        assert "Scoff" in person.text()


async def test_a_team_is_offered_the_moves_that_its_cards_answer_and_each_seat_answers_once(
    sits: Sits, lay: Lay
) -> None:
    table = laid(lay, sitting="terminals")
    moves(table, "N-1", "S-4", "")
    async with sits(table, post=Post("south")) as person:
        await to(person, "answer")
        await person.press("enter")
        assert person.notices == ["Nothing can be answered now."]
    async with sits(table, post=Post("north")) as person:
        await to(person, "answer")
        text = await person.press("enter")
        assert "Which move is answered" in text
        assert isinstance(person.app.screen, Pick)
        assert [row.id for row in person.app.screen._rows] == ["south"]
        await person.press("enter", "enter")
        assert "north.2" in table.state.pending
        await to(person, "answer")
        await person.press("enter")
        assert person.notices == ["Nothing can be answered now."]


async def test_precedents_are_set_and_vetoed_and_news_are_given(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    async with sits(table) as person:
        await to(person, "precedent:north")
        await person.press("enter", "enter", *"The mill", "enter")
        assert any(fact.text == "The mill" for fact in table.state.facts)
        await to(person, "veto:given.1")
        await person.press("enter", *"Not here", "enter")
        assert not any(fact.id == "given.1" and not fact.countered_by for fact in table.state.facts)
        assert "(the umpire does not let it stand)" in screen(person)
        before = table.state.values["heat"]
        await to(person, "news")
        await person.press("enter", *"A thaw", "enter", *"It drips", "enter", *"heat +1", "enter")
        assert table.state.values["heat"] == before + 1
        await to(person, "news")
        await person.press("enter", *"i-2", "enter", "escape")
        assert table.state.given["I-2"] == 1


async def test_the_page_is_offered_only_where_a_deck_or_a_game_has_anything_for_it(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall")) as person:
        assert "Pacts" not in person.text()


async def test_the_ledger_is_the_facilitators_alone_until_the_game_is_over(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="terminals")
    for viewer, seen in (("facilitator", True), ("north", False), ("public", False)):
        async with sits(table, post=Post(viewer, plays=viewer != "public")) as person:
            assert ("Fairness" in await person.press("v")) == seen
    async with sits(table, post=Post("facilitator")) as person:
        await to(person, "fairness")
        text = await person.press("enter")
        assert "mean odds" in text
        assert "0 (0:00)" in text


@pytest.mark.parametrize("text", ["²", "٣", "1.5", "-1", "", "x"])
def test_only_plain_digits_are_a_number(text: str) -> None:
    assert not is_number(text)
    assert is_number("12")


async def test_a_raised_digit_is_no_turn_of_a_deal_and_no_number_of_the_list(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="wall")
    async with sits(table) as person:
        await to(person, "offer")
        await person.press("enter", "enter", "enter", *"Wood", "enter", *"Peace", "enter", "²", "enter")
        assert table.state.deals == ()
        await to(person, "news")
        await person.press("enter", "²", "enter")
        assert "What it says" in person.text()


async def test_the_page_explains_itself_and_names_every_key(sits: Sits, lay: Lay) -> None:
    async with sits(laid(lay, sitting="wall"), (120, 60)) as person:
        assert "? Help" in await person.press("v")
        seen = await person.press("question_mark") + await person.press(*["pagedown"] * 3)
        for action in actions_of("pacts"):
            assert " ".join(action.about.split()[:4]) in seen
        assert "Established results" in seen
        await person.press("escape", "escape")
        assert type(person.app.screen).__name__ == "WallScreen"


@pytest.mark.parametrize("sitting", ["wall", "passed"])
async def test_the_rooms_screen_says_that_cards_are_shown_first_and_enter_leads_there(
    sitting: str, sits: Sits, lay: Lay
) -> None:
    table = laid(lay, sitting=sitting)
    async with sits(table, (80, 24)) as person:
        text = person.text()
        assert "cards are shown first" in text
        assert "chooses" not in text
        assert "North waits" in screen(person)
        assert "South shows what it may" in screen(person)
        assert "Enter Show cards" in text
        await person.press("enter", "enter", *"3", "enter")
        assert dict(table.state.signalled) == {"south": ("S-3",)}


async def test_a_team_that_has_nothing_to_show_is_not_asked_to(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="terminals")
    async with sits(table, (80, 24), post=Post("north")) as person:
        assert "South shows what it may" in screen(person)
        assert "Show cards" not in person.text()
        assert "South  has still to show what it may play" in await person.press("v")
    async with sits(table, (80, 24), post=Post("south")) as person:
        assert "Enter Show cards" in person.text()
        await person.press("enter", "enter")
        assert "You may show S-3 Hang nets." in screen(person)


async def test_keys_scroll_the_page_where_no_line_can_be_chosen(sits: Sits, lay: Lay) -> None:
    table = laid(lay, sitting="terminals")
    for turn in range(12):
        table.send(GiveNews(f"News {turn}", "", (), ""))
        table.send(OfferDeal("north", "south", f"Wood {turn}", "Peace", 3))
    async with sits(table, (80, 24), post=Post("public", plays=False)) as person:
        await to(person, f"deal:{table.state.deals[0].id}")
        assert "#2 S South" not in person.text()
        assert "#2 S South" in await person.press(*["pagedown"] * 4)


def promised(table: Table) -> Table:
    """North has promised to stoke once it is warm, and it is."""
    moves(table, "N-3", "", "")
    while table.state.pending:
        table.send(Rule(thrown=(5,)))
    table.send(Close())
    table.send(Next())
    table.send(GiveNews("A thaw", "", (), "heat +3"))
    moves(table, "N-1", "", "")
    table.send(Rule(thrown=(5,)))
    assert table.state.due
    return table


@pytest.mark.parametrize(("sitting", "viewer"), [("wall", None), ("passed", None), ("terminals", "north")])
async def test_everybody_reads_which_promise_is_due_and_its_seat_answers_it(
    sitting: str, viewer: str | None, sits: Sits, lay: Lay
) -> None:
    table = promised(laid(lay, sitting=sitting))
    async with sits(table, (80, 24), post=Post(viewer)) as person:
        assert "A promise is due: N North  If it is warm we stoke it further." in person.text()
        assert "Enter Promise of North" in person.text()
        await person.press("enter")
        await to(person, "keep:north")
        await person.press("enter")
        assert table.state.promises[0].state == "kept"


async def test_another_team_reads_whose_promise_is_waited_for(sits: Sits, lay: Lay) -> None:
    table = promised(laid(lay, sitting="terminals"))
    async with sits(table, (80, 24), post=Post("south")) as person:
        assert "A promise is due: N North" in person.text()
        await person.press("enter")
        assert person.notices == ["North keeps or breaks its promise first."]


async def test_a_promise_that_can_not_be_kept_says_why_and_can_be_broken(sits: Sits, lay: Lay) -> None:
    text = RICH.replace("uses: any, cost: purse 1", "uses: any, needs: heat <= 7, cost: purse 1")
    table = promised(lay(*SEATS, deck=load_text(text), sitting="terminals"))
    async with sits(table, (120, 40), post=Post("north")) as person:
        await person.press("v")
        assert "✕ It can't be kept: Stoke" in person.text()
        assert "Keep it" not in person.text()
        await to(person, "break:north")
        await person.press("enter")
        assert table.state.promises[0].state == "broken"
