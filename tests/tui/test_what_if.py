"""What if at the keys: from an entry of a replay to the table of a branch, the tree, and the parent beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Sits
from tests.tui.test_goldens import SIZES, compare
from tests.tui.test_hostile_text import FEW, harmless
from tests.tui.test_replay import by_hand, played
from wargame.deck import PUBLIC
from wargame.table import Fork, GameSummary, Play, Store, Table, archive_game, branch_game, open_saved, saved_games
from wargame.tui.director import Post
from wargame.tui.screens.branch import BranchDialog
from wargame.tui.screens.compare import CompareScreen
from wargame.tui.screens.confirm import Confirm
from wargame.tui.screens.handover import HandOverScreen
from wargame.tui.screens.lobby import Lobby
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.tabs import tab_line

Lay = Callable[..., Table]
#: From the lobby to what is asked before a branch is laid from the opening of the second turn.
ASKED = ("r", "pagedown", "pagedown", "b")


def named(store: Store, name: str) -> Table:
    return open_saved(store, name)


def summaries(store: Store) -> dict[str, GameSummary]:
    return {game.name: game for game in saved_games(store, archived=None)}


def branched(store: Store, parent: Table, name: str, *, turn: int = 2, **options: object) -> Table:
    """A branch from where a turn opened, which bots have played to its end."""
    from wargame.table import TurnOpened

    at = next(each.seq for each in parent.events if isinstance(each.body, TurnOpened) and each.body.turn == turn)
    answer = branch_game(store, parent, at, name=name, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Table)
    list(answer.play_out())
    return answer


# From the replay to the table


async def test_a_game_is_played_on_from_an_entry_and_stays_as_it_was(sits: Sits, lay: Lay, store: Store) -> None:
    parent = by_hand(lay)
    head = parent.head
    async with sits() as person:
        text = await person.press(*ASKED)
        assert f"What if: {parent.game.name} is played on from here" in text
        assert "turn 2" in text
        await person.press("enter")
        assert isinstance(person.app.screen, HandOverScreen)
        child = person.app.table
        assert child is not None
        assert child.state.turn == 2
        assert child.people() == ("north", "south")
    assert named(store, parent.game.name).head == head
    found = summaries(store)[child.game.name]
    assert (found.parent, found.parted) == (parent.game.id, 2)


async def test_who_plays_on_and_the_name_are_as_they_were_chosen(sits: Sits, lay: Lay, store: Store) -> None:
    by_hand(lay)
    async with sits() as person:
        await person.press(*ASKED, "up", "enter")
        text = person.text()
        assert "Who plays on in South" in text
        text = await person.press("down", "enter")
        assert "bot (random)" in text
        await person.press("tab", *"What if South slept", "enter")
        assert isinstance(person.app.screen, TableScreen)
        child = person.app.table
        assert child is not None
        assert child.game.name == "What if South slept"
        assert child.people() == ("north",)


async def test_the_same_dice_are_had_once_the_parent_is_over(sits: Sits, lay: Lay, store: Store) -> None:
    parent = played(lay)
    async with sits() as person:
        text = await person.press(*ASKED, "up", "up", "up", "enter")
        assert "◉ the same dice" in text
        await person.press("down", "down", "down", "enter")
        child = person.app.table
        assert child is not None
    same = [each.body for each in child.events if type(each.body).__name__ != "Branched"]
    assert same == [each.body for each in parent.events[: len(same)]]


async def test_while_the_parent_runs_it_is_said_why_there_are_only_new_dice(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(Play("north", "N-1"))
    async with sits() as person:
        text = await person.press("r", "b")
        assert "With the same dice one would see what is to come" in text
        assert "○ the same dice" not in text
        dialog = person.app.screen
        assert isinstance(dialog, BranchDialog)
        await person.press("up", "up", "up", "up", "space")
        assert dialog.dice == "new"


async def test_after_the_ending_there_is_nothing_to_play_on_from(sits: Sits, lay: Lay) -> None:
    played(lay)
    async with sits() as person:
        await person.press("r", "end", "b")
        assert isinstance(person.app.screen, ReplayScreen)
        assert "after the ending there is nothing to play on from" in person.notices[0]


async def test_a_name_that_is_taken_is_said_and_nothing_that_was_chosen_is_lost(
    sits: Sits, lay: Lay, store: Store
) -> None:
    parent = by_hand(lay)
    async with sits() as person:
        await person.press(*ASKED, "up", "enter", "down", "enter", "tab", *parent.game.name, "enter")
        dialog = person.app.screen
        assert isinstance(dialog, BranchDialog)
        assert any("another game is called" in notice for notice in person.notices)
        assert dialog.players == {"south": "bot:random"}
        assert parent.game.name in person.text()
        await person.press(*"-b", "enter")
        assert person.app.table is not None
    assert len(summaries(store)) == 2


async def test_escape_lays_nothing(sits: Sits, lay: Lay, store: Store) -> None:
    by_hand(lay)
    async with sits() as person:
        await person.press(*ASKED, "escape")
        assert isinstance(person.app.screen, ReplayScreen)
    assert len(summaries(store)) == 1


async def test_a_team_s_own_terminal_and_one_that_looks_on_play_nothing_on(sits: Sits, lay: Lay) -> None:
    table = played(lay)
    for post in (Post("north"), Post(PUBLIC, plays=False)):
        async with sits(table, post=post) as person:
            assert "What if" not in await person.press("enter", "r")
            await person.press("b")
            assert isinstance(person.app.screen, ReplayScreen)


async def test_the_code_of_a_running_game_s_desk_is_asked_for(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.lock("blue")
    async with sits() as person:
        assert "The code of the facilitator's desk" in await person.press("r", "b")
        await person.press(*"red", "enter")
        assert isinstance(person.app.screen, ReplayScreen)
        assert person.notices == ["That is not the code of this desk."]
        assert "What if" in await person.press("b", *"blue", "enter")
        assert isinstance(person.app.screen, BranchDialog)


async def test_a_branch_is_left_for_the_lobby_where_it_stands_under_its_parent(sits: Sits, lay: Lay) -> None:
    by_hand(lay)
    async with sits() as person:
        await person.press(*ASKED, "enter")
        text = await person.press("g")
        assert isinstance(person.app.screen, Lobby)
        rows = text.split("\n")
        child = next(row for row in rows if "└" in row)
        assert rows.index(child) > 3
        assert "▌ └ " in child
        assert "the teams choose, from turn 2" in text


# The tree


async def test_branches_stand_under_their_games_with_where_they_part(sits: Sits, lay: Lay, store: Store) -> None:
    parent = played(lay, name="Morning")
    played(lay, name="Evening")
    child = branched(store, parent, "Other wind")
    branched(store, child, "Still other")
    branched(store, parent, "Early", turn=1)
    async with sits() as person:
        names = [line[3:].split("  Two Harbours")[0].strip() for line in person.lines() if "Two Harbours" in line]
        assert names == ["Evening", "Morning", "├ Early", "└ Other wind", "└ Still other"]
        assert "the game is over, from turn 1" in person.text()


async def test_a_branch_stands_alone_where_its_parent_was_put_away(sits: Sits, lay: Lay, store: Store) -> None:
    parent = played(lay, name="Morning")
    branched(store, parent, "Other wind")
    archive_game(store, parent.game.id)
    async with sits() as person:
        assert "a branch of Morning, from turn 2" in person.text()
        assert "└" not in person.text()
        text = await person.press("v")
        assert "└ Other wind" in text


# Its parent beside it


async def test_a_branch_is_shown_beside_its_parent_from_the_lobby_and_from_its_replay(
    sits: Sits, lay: Lay, store: Store
) -> None:
    parent = played(lay, name="Morning")
    branched(store, parent, "Other wind")
    async with sits() as person:
        assert "c Beside its parent" in await person.press("down")
        text = await person.press("c")
        assert isinstance(person.app.screen, CompareScreen)
        assert "and part in turn 2." in text
        assert "Turn 1" not in text
        await person.press("escape")
        assert isinstance(person.app.screen, Lobby)
        await person.press("r", "v")
        assert isinstance(person.app.screen, CompareScreen)
        await person.press("q")
        assert isinstance(person.app.screen, ReplayScreen)


async def test_a_parent_that_is_gone_is_said(sits: Sits, lay: Lay, store: Store) -> None:
    from wargame.table import delete_game

    parent = played(lay, name="Morning")
    branched(store, parent, "Other wind")
    delete_game(store, parent.game.id)
    async with sits() as person:
        await person.press("c")
        assert person.notices == ["Morning is not in this save any more."]


async def test_beside_a_game_that_runs_it_is_asked_once(sits: Sits, lay: Lay, store: Store) -> None:
    parent = lay("north", "south", name="Morning")
    branched(store, parent, "Other wind", turn=1)
    async with sits() as person:
        assert "for the facilitator alone" in await person.press("down", "c")
        assert isinstance(person.app.screen, Confirm)
        await person.press("escape")
        assert isinstance(person.app.screen, Lobby)
        await person.press("c", "enter")
        assert isinstance(person.app.screen, CompareScreen)


async def test_a_team_is_not_shown_its_running_parent_beside_a_branch(sits: Sits, lay: Lay, store: Store) -> None:
    parent = lay("north", "south", name="Morning")
    child = branched(store, parent, "Other wind", turn=1, players={"north": "random", "south": "random"})
    async with sits(child, post=Post("north")) as person:
        await person.press("enter", "r", "v")
        assert isinstance(person.app.screen, ReplayScreen)
        assert "Morning still runs" in person.notices[0]


# What is drawn


@pytest.mark.parametrize("width", [40, 60, 78, 118])
@pytest.mark.parametrize("current", range(7))
def test_the_line_of_tabs_fits_and_has_the_present_one(width: int, current: int) -> None:
    titles = ["Side by side", "Endings", "Tracks", "Odds", "Never played", "Readings", "Calibration"]
    line = tab_line(titles, current, width)
    assert line.cell_length == width
    assert f"▸{current + 1} {titles[current]}" in line.plain
    assert ("…" in line.plain) == any(title not in line.plain for title in titles)


@pytest.mark.parametrize("text", FEW)
async def test_hostile_names_are_asked_about_and_do_nothing(sits: Sits, lay: Lay, text: str) -> None:
    table = lay("north", "south")
    async with sits(size=(80, 24)) as person:
        lobby = person.app.screen
        assert isinstance(lobby, Lobby)
        sat, called = {"seat": f"bot:{text}"}, {"seat": text}
        branch = GameSummary("1", text, text, 0, 1, 2, "plan", sat, called, parent="9", parent_name=text, parted=1)
        under = GameSummary("2", text, text, 0, 1, 2, "ended", sat, called, parent="1", parent_name=text, parted=1)
        lobby.list_games((branch, under))
        await person.press("space", "down", "space")
        harmless(person)
        players = {"north": f"bot:{text}", "south": "person"}
        person.app.push_screen(BranchDialog(table, Fork(2, 1, players), text))
        await person.settle()
        harmless(person)
        await person.press("up", "up", "enter")
        harmless(person)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_asked_before_a_branch_reads_as_it_did(size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    by_hand(lay)
    async with sits(None, size) as person:
        compare(f"branch-{size[0]}x{size[1]}", await person.press(*ASKED))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_tree_reads_as_it_did(size: tuple[int, int], sits: Sits, lay: Lay, store: Store) -> None:
    parent = played(lay, name="Morning")
    child = branched(store, parent, "Other wind", seed="wind", clock=lambda: 1_732_280_000_000)
    branched(store, child, "Still other", seed="still", clock=lambda: 1_732_290_000_000)
    branched(store, parent, "Early", turn=1, seed="early", clock=lambda: 1_732_300_000_000)
    async with sits(None, size) as person:
        compare(f"tree-{size[0]}x{size[1]}", await person.press("down", "space"))
