"""What the screens of rulings say is said in full, in titles and plain sentences, and once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Sits
from tests.tui.test_by_hand import rich, screen
from tests.tui.test_floor import FACILITATOR, NORTH, argued, asking, opened
from wargame.table import Argue, Choose, Done, Floor, Judge, Play, Rewind, Rule, Table
from wargame.tui.director import Post
from wargame.tui.rewinding import latest

Lay = Callable[..., Table]


async def test_a_roll_off_says_what_wins_it(sits: Sits, lay: Lay) -> None:
    table = rich(lay, "N-1", "", "E-1", sitting="wall")
    first = table.state.pending[0]
    table.send(Judge(first, counters="given.1"))
    table.send(Rule(first, thrown=(5, 2)))
    async with sits(table, (200, 60)) as person:
        assert "Rolled 5, then 2 in the roll-off, which is won with 4 or more on a d6" in screen(person)


async def test_a_roll_off_behind_a_decision_is_told_with_it(sits: Sits, lay: Lay) -> None:
    table = rich(lay, "N-1", "", "E-1", sitting="wall")
    first = table.state.pending[0]
    for command in (Judge(first, counters="given.1"), Choose(first, "umpire"), Judge(first, decided="partial")):
        table.send(command)
    table.send(Rule(first, thrown=(2,)))
    async with sits(table, (200, 60)) as person:
        assert "The umpire decided on partial success, then 2 in the roll-off, which is won with" in screen(person)


@pytest.mark.parametrize("post", [FACILITATOR, NORTH, Post("public", plays=False)])
async def test_a_bar_of_which_not_all_is_known_says_what_its_parts_mean(post: Post, sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="terminals")
    for command in (Play("north", "N-4"), Play("south", "S-1"), Floor("north")):
        table.send(command)
    async with sits(table, (80, 24), post) as person:
        known = "░" not in person.text()
        assert known == (post == FACILITATOR)
        assert known or "▓ success, as far as is known   ░ failure" in person.text()


async def test_a_bar_of_which_not_all_is_known_reaches_after_the_dice_as_far_as_was_argued(
    sits: Sits, lay: Lay
) -> None:
    table = lay("north", "south", sitting="terminals")
    for command in (Play("north", "N-4"), Play("south", "S-1"), Floor("north"), Choose("north", "card")):
        table.send(command)
    for place in ("As then", "As ever"):
        table.send(Argue("north", "north", "for", place, "strong"))
    reached = []
    for _ in range(2):
        async with sits(table, (80, 24), Post("public", plays=False)) as person:
            reached.append(max(line.count("▓") for line in person.text().splitlines()))
        table.send(Rule(thrown=(70,)))
    assert reached[0] == reached[1] > 0


async def test_the_odds_are_asked_for_with_examples_that_read_well(sits: Sits, lay: Lay) -> None:
    async with sits(argued(lay("north", "south"))) as person:
        await person.press("o", "enter")
        assert "For example “60 the road is open”, or “unlikely, the road is closed”." in screen(person)
        await person.press("ctrl+u", "enter")
        assert "The odds want a chance and a reason; Escape leaves them as they are." in screen(person)
        await person.press(*"perhaps", "enter")
        assert "“perhaps” is no chance" in screen(person)
        assert "`" not in person.text()


async def test_changes_on_the_board_are_asked_for_by_its_titles(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south", deck=asking()))
    table.send(Rule("north"))
    table.send(Rule("south"))
    async with sits(table) as person:
        await person.press("s")
        text = screen(person)
        assert "for example “Calm of the bay -1; North's quay to" in text
        assert "There is: North's quay; South's pier; Calm of the bay; Fares." in text
        await person.press(*"clam +1", "enter")
        assert "No track is called “clam”; did you mean “calm”?" in screen(person)
        assert "`" not in person.text()


async def test_a_vote_is_asked_for_without_a_number_to_follow(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    async with sits(table, post=NORTH) as person:
        await person.press("b")
        note = "30 and 70 are votes, so are unlikely and likely."
        assert note in screen(person)
        await person.press(*"maybe", "enter")
        assert "is no chance" in screen(person)
        assert note in screen(person)


async def test_a_notice_that_stands_is_not_said_again_and_the_desk_opens_without_it(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall"), (80, 24)) as person:
        await person.press("enter", "enter", "enter")
        assert person.notices == ["Still waiting for the slip of North and South: s types one in."]
        await person.press("f")
        assert person.notices == []


async def test_what_was_said_before_the_dice_is_said_after_them_too(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    move = table.state.pending[0]
    for command in (Argue(move, "north", "for", "Dry"), Choose(move, "d6"), Judge(move, rating="average")):
        table.send(command)
    async with sits(table, (120, 40)) as person:
        assert "50 %  roughly even" in person.text()
    table.send(Rule(move))
    async with sits(table, (120, 40)) as person:
        assert "You said 50 %, rolled" in person.text()


@pytest.mark.parametrize("viewer", ["facilitator", "public"])
def test_every_place_that_is_offered_for_a_rewind_can_be_gone_on_from(viewer: str, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    places = latest(table, viewer)
    assert places
    for place in places:
        assert isinstance(table.send(Rewind(place.number)), Done)
