"""A running game goes on from an earlier event: asked for at the desk or in the replay, and seen on every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Person, Sits
from wargame.table import Argue, Close, Floor, Next, Pass, Play, Publish, Rewind, Rule, Store, Table, open_saved
from wargame.tui.director import AtPage, AtRuling, AtTable, AtWall, HandOver, Post

Lay = Callable[..., Table]
FACILITATOR, NORTH, SOUTH, WATCHER = Post("facilitator"), Post("north"), Post("south"), Post("public", plays=False)


def ruled(table: Table) -> Table:
    for command in (Play("north", "N-1"), Play("south", "S-1"), Rule("north"), Rule("south")):
        table.send(command)
    return table


def closed(table: Table) -> Table:
    ruled(table).send(Close())
    return table


async def to_rewind(person: Person, opened: str = "f") -> str:
    """The desk, and its line about rewinding."""
    await person.press(opened)
    for _ in range(30):
        rows = person.app.screen.query_one("#rows")
        if rows.current == "rewind":  # type: ignore[attr-defined]
            break
        await person.press("down")
    return await person.press("enter")


#: To which entry the game is rewound, at which terminal; at those of one seat each to a few.
REWINDS = [
    pytest.param(
        post, to, id=f"{post.viewer}-{to}", marks=[pytest.mark.long] if post != Post() and (to + place) % 4 else []
    )
    for place, post in enumerate((Post(), FACILITATOR, NORTH, SOUTH, WATCHER))
    for to in range(2, 14)
]


async def test_at_the_desk_the_facilitator_goes_on_from_an_earlier_event_and_says_why(sits: Sits, lay: Lay) -> None:
    table = ruled(lay("north", "south"))
    async with sits(table) as person:
        text = await to_rewind(person, "f6")
        assert "Go on from where the game stood after" in text
        assert "North plays Drive piles [N-1]: success" in text
        text = await person.press("enter")
        assert "Why?" in text
        await person.press(*"The wrong card was ruled", "enter", "escape")
        assert table.state.pending == ("south",)
        assert table.state.attempt == 2
        assert person.notices == ["The game is rewound; the log says why."]
        text = person.text()
        assert "▲ South  Bide the time  waits" in text
        assert "Next: South" in text


async def test_declining_to_say_why_rewinds_nothing(sits: Sits, lay: Lay) -> None:
    table = ruled(lay("north", "south"))
    async with sits(table) as person:
        await to_rewind(person, "f6")
        await person.press("enter", "escape")
        assert table.state.attempt == 1


async def test_the_latest_events_are_listed_as_this_screen_may_see_them(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    for command in (Play("north", "N-1"), Play("south", "S-2"), Rule("north"), Rule("south")):
        table.send(command)
    async with sits(table) as person:
        text = await to_rewind(person, "f6")
        assert "Pay the buyer" not in text
        assert "hands in Drive piles" not in text


@pytest.mark.parametrize(("post", "to"), REWINDS)
async def test_every_screen_stands_where_the_game_stands_again(
    post: Post, to: int, sits: Sits, lay: Lay, store: Store
) -> None:
    table = closed(lay("north", "south", sitting="passed" if post == Post() else "terminals"))
    table.send(Publish("Spring", ("One line",)))
    table.send(Next())
    async with sits(table, post=post) as person:
        open_saved(store, "harbours-1").send(Rewind(to, "once more"))
        person.app.refresh_from_save()
        await person.settle()
        phase = table.state.phase
        expected = {"rule": AtRuling, "close": AtRuling, "page": AtPage, "plan": (AtTable, AtWall, HandOver)}[phase]
        assert isinstance(person.app.scene, expected)
        assert f"turn {table.state.turn} of 2" in person.text()
        await person.press("1", "escape")
        assert person.notices == ["The game is rewound; the log says why."] * (table.state.attempt - 1)


async def test_a_ruling_screen_shows_a_move_again_that_was_ruled_and_is_no_more(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = lay("north", "south")
    for command in (Play("north", "N-1"), Play("south", "S-1"), Floor("north"), Argue("north", "", "for", "fog")):
        table.send(command)
    before = table.state.seq
    table.send(Rule("north"))
    async with sits(table) as person:
        assert "rolled" in person.text()
        open_saved(store, "harbours-1").send(Rewind(before))
        person.app.refresh_from_save()
        await person.settle()
        assert "rolled" not in person.text()
        assert "Let the dice fall" in person.text()
        assert "umpire: fog" in person.text()


async def test_from_the_replay_of_a_running_game_it_goes_on_from_the_entry_that_shows(sits: Sits, lay: Lay) -> None:
    table = ruled(lay("north", "south"))
    async with sits() as person:
        await person.press("r", "end", "left")
        text = person.text()
        assert "Go on from here" in text
        await person.press("g", *"Look again", "enter")
        table.refresh()
        assert table.state.attempt == 2
        assert table.state.pending == ("south",)
        assert "The game is rewound" in " ".join(person.notices)
        assert "is rewound" in await person.press("end")


async def test_a_locked_desk_keeps_the_replay_from_rewinding(sits: Sits, lay: Lay) -> None:
    table = ruled(lay("north", "south"))
    table.lock("7531")
    async with sits() as person:
        await person.press("r", "end", "left", "g", *"1111", "enter")
        assert person.notices == ["That is not the code of this desk."]
        await person.press("g", *"7531", "enter", *"Look again", "enter")
        table.refresh()
        assert table.state.attempt == 2


async def test_a_finished_game_and_one_that_is_watched_are_not_rewound(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    while table.state.phase != "ended":
        table.send(Pass("north"))
        table.send(Pass("south"))
        table.send(Close())
        table.send(Next())
    async with sits() as person:
        assert "Go on from here" not in await person.press("r", "end", "left")
        await person.press("g")
        assert any("nothing can be rewound" in notice for notice in person.notices)


async def test_teams_give_the_dice_a_word_before_the_first_move(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table) as person:
        await person.press("f")
        while person.app.screen.query_one("#rows").current != "word:south":  # type: ignore[attr-defined]
            await person.press("down")
        text = await person.press("enter", *"herring pie", "enter")
        assert "One word, without blanks." in text
        text = await person.press(*["backspace"] * 4, "enter")
        assert table.state.words == {"south": "herring"}
        assert "A word for the dice, South: herring" in text
        table.send(Play("north", "N-1"))
        person.app.refresh_from_save()
        await person.settle()
        assert "word for the dice" not in person.text()
