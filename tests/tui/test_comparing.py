"""Several groups at the keys: games are marked, compared page by page, and many of them are gone through sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from tests.tui.conftest import Person, Sits, harbours
from tests.tui.test_goldens import SIZES, compare
from tests.tui.test_hostile_text import FEW, harmless, poisoned
from tests.tui.test_replay import by_hand, long_harbours, played
from wargame.debrief.studies import Game, study_of
from wargame.deck import load_text
from wargame.table import Store, Table, open_saved
from wargame.tui.screens.compare import CompareScreen
from wargame.tui.screens.confirm import Confirm
from wargame.tui.screens.lobby import Lobby

Lay = Callable[..., Table]
#: Marks every game of a short list, from the top, and compares them.
ALL = ("space", "down", "space", "down", "space", "down", "space", "c")


def groups(lay: Lay, number: int) -> list[Table]:
    return [played(lay, name=f"Group {place}", seed=f"seed {place}") for place in range(1, number + 1)]


def screen(person: Person) -> CompareScreen:
    found = person.app.screen
    assert isinstance(found, CompareScreen)
    return found


async def test_marked_games_stand_side_by_side_in_the_order_in_which_they_were_marked(sits: Sits, lay: Lay) -> None:
    groups(lay, 3)
    async with sits() as person:
        assert "c Compare" not in person.text()
        text = await person.press("space")
        assert "▌ ◆ Group 3" in text
        assert "Space Unmark" in text
        await person.press("down", "down", "space", "up", "space", "space", "c")
        assert screen(person).study is not None
        assert "Group 3 · Group 1" in person.text()


async def test_one_game_alone_is_not_compared(sits: Sits, lay: Lay) -> None:
    groups(lay, 2)
    async with sits() as person:
        await person.press("space", "c")
        assert isinstance(person.app.screen, Lobby)
        assert person.notices == ["Mark another game of the same deck to compare it with."]


async def test_games_of_two_decks_are_not_compared(sits: Sits, lay: Lay) -> None:
    from tests.support import small_deck

    played(lay, name="Morning")
    played(lay, name="Evening", deck=small_deck())
    async with sits() as person:
        await person.press("space", "down", "space", "c")
        assert isinstance(person.app.screen, Lobby)
        assert person.notices[0].startswith("These games are of 2 decks")
        assert person.text().count("◆") == 2


async def test_versions_of_a_deck_are_compared_and_that_it_was_changed_is_said(sits: Sits, lay: Lay) -> None:
    played(lay, name="Morning")
    changed = load_text(harbours().text.replace("N-1", "N-91").replace("South", "Southwold"))
    played(lay, name="Evening", deck=changed)
    async with sits() as person:
        await person.press("space", "down", "space", "c")
        assert person.notices == [
            "The deck was changed between these games: what several have is called as in the first."
        ]
        for page in range(len(screen(person).tabs())):
            screen(person).turn_to(page)
            await person.settle()
        screen(person).turn_to(0)
        await person.settle()
        assert {"Evening", "Morning"} <= set(person.text().split())


async def test_enter_still_opens_and_space_only_marks(sits: Sits, lay: Lay) -> None:
    lay("north", "south", name="Morning")
    async with sits() as person:
        await person.press("space")
        assert isinstance(person.app.screen, Lobby)
        await person.press("enter")
        assert person.app.table is not None


async def test_a_game_that_runs_is_asked_about_once(sits: Sits, lay: Lay) -> None:
    played(lay, name="Morning")
    lay("north", "south", name="Evening")
    async with sits() as person:
        text = await person.press("space", "down", "space", "c")
        assert isinstance(person.app.screen, Confirm)
        assert "Evening still runs" in text
        assert "for the facilitator alone" in text
        await person.press("enter", "tab", "tab")
        assert screen(person).page == 2


async def test_of_many_games_those_without_room_are_reached_by_keys(sits: Sits, lay: Lay) -> None:
    groups(lay, 12)
    async with sits(size=(80, 24)) as person:
        text = await person.press("space", *("down", "space") * 11, "c")
        assert "→ More games" in text
        assert "Group 12" in text
        count = int(text.split("Games 1 to ")[1].split(" of 12")[0])
        assert 1 < count < 12
        text = await person.press("right")
        assert f"Games 2 to {count + 1} of 12" in text
        text = await person.press(*("right",) * 15)
        assert f"Games {13 - count} to 12 of 12" in text
        text = await person.press("left")
        assert f"Games {12 - count} to {11} of 12" in text


async def test_pages_are_turned_by_tab_and_by_their_numbers(sits: Sits, lay: Lay) -> None:
    groups(lay, 2)
    async with sits() as person:
        assert "▸1 Side by side" in await person.press("space", "down", "space", "c")
        for title in ("2 Endings", "3 Tracks", "4 Odds", "5 Never played", "6 Readings", "7 Calibration"):
            assert f"▸{title}" in await person.press("tab")
        assert "▸1 Side by side" in await person.press("tab")
        assert "▸5 Never played" in await person.press("5")
        assert "▸5 Never played" in await person.press("9")


async def test_the_pages_say_what_the_games_did(sits: Sits, lay: Lay) -> None:
    tables = groups(lay, 3)
    study = study_of([Game(each.game.name, each.deck, each.events) for each in tables])
    assert study is not None
    found = study.comparison
    async with sits(size=(120, 60)) as person:
        text = await person.press("space", "down", "space", "down", "space", "c")
        assert found.parted is not None
        assert f"They first parted in turn {found.parted.turn}" in text
        for decision in found.decisions:
            line = next(row for row in text.split("\n") if f"Turn {decision.turn}, " in row and "first" not in row)
            assert ("▸" in line) is not found.decisions[0].alike or decision.alike
        text = await person.press("3")
        for spread in found.spreads:
            row = next(line for line in text.split("\n") if found.deck.tracks[spread.track].title in line)
            figures = row.split(found.deck.tracks[spread.track].title)[1].split()
            assert figures[:3] == [str(spread.least), f"{spread.middle:g}", str(spread.most)]
        text = await person.press("5")
        assert f"{len(found.never)} of {len(found.deck.cards)} cards" in text
        text = await person.press("6")
        assert "before a score means anything" in text


async def test_marks_of_games_that_are_gone_go_with_them(sits: Sits, lay: Lay, store: Store) -> None:
    groups(lay, 2)
    async with sits() as person:
        await person.press("space", "down", "space", "a")
        lobby = person.app.screen
        assert isinstance(lobby, Lobby)
        assert len(lobby.marked) == 1


async def test_comparing_writes_nothing(sits: Sits, lay: Lay, store: Store) -> None:
    heads = {table.game.id: table.head for table in groups(lay, 2)}
    async with sits() as person:
        await person.press("space", "down", "space", "c", *"1234567", "escape")
    assert {game: open_saved(store, game).head for game in heads} == heads


@pytest.mark.parametrize("text", FEW)
async def test_hostile_text_is_compared_and_does_nothing(sits: Sits, lay: Lay, text: str) -> None:
    tables = [by_hand(lay), played(lay, deck=long_harbours())]
    games = [Game(f"{each.game.name} {text}", poisoned(tables[1].deck, text), each.events) for each in tables]
    found = study_of(games)
    more = study_of([*games, games[0]])
    assert found is not None
    assert more is not None
    async with sits(size=(80, 24)) as person:
        opened = CompareScreen(tables)
        person.app.push_screen(opened)
        await person.settle()
        for study in (found, more):
            opened.games = [games[0]] * len(study.names)
            opened.study = evolve(study)
            opened.refresh_masthead()
            for page in range(len(opened.tabs())):
                opened.turn_to(page)
                await person.pilot.pause()
                harmless(person)
            opened.turn_to(0)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", ["beside", "readings", "decisions", "tracks", "endings"])
async def test_a_page_of_a_comparison_reads_as_it_did(page: str, size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    groups(lay, 5)
    two = ("space", "down", "down", "space", "c")
    keys = {
        "beside": two,
        "readings": (*two, "6"),
        "decisions": (*ALL, "right"),
        "tracks": (*ALL, "3"),
        "endings": (*ALL, "2"),
    }
    async with sits(None, size) as person:
        compare(f"compare-{page}-{size[0]}x{size[1]}", await person.press(*keys[page]))
