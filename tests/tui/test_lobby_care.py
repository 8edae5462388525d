"""The care of saved games at the keys of the lobby, and a list that follows what other programs do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.tui.conftest import Person, Sits
from wargame.table import Pass, Store, Table, archive_game, open_saved, rename_game, saved_games
from wargame.tui.widgets.chrome import key_line

Lay = Callable[..., Table]


async def typed(person: Person, text: str) -> str:
    """Write over what stands in the field, and Enter."""
    await person.press("ctrl+u", "end", "ctrl+u")
    return await person.press(*text, "enter")


def names(store: Store, *, archived: bool | None = False) -> list[str]:
    return [game.name for game in saved_games(store, archived=archived)]


async def test_a_game_gets_another_name(sits: Sits, lay: Lay, store: Store) -> None:
    lay("north", name="Morning")
    lay("north", name="Evening")
    async with sits() as person:
        assert "Another name for Evening" in await person.press("m")
        text = await typed(person, "Late [b]group[/b]")
        assert "▌ Late [b]group[/b]" in text
        assert person.notices == ["Evening is called Late [b]group[/b] from now on."]
        assert names(store) == ["Late [b]group[/b]", "Morning"]


async def test_a_name_that_is_taken_is_said_and_need_not_be_typed_anew(sits: Sits, lay: Lay, store: Store) -> None:
    lay("north", name="Morning")
    lay("north", name="Evening")
    async with sits() as person:
        await person.press("m")
        await typed(person, "Morning")
        assert "another game is called 'Morning'" in person.notices[0]
        assert "Morning" in (await person.press("m")).split("Another name for Evening")[1]
        await person.press("escape")
        assert names(store) == ["Evening", "Morning"]


@pytest.mark.parametrize("name", ["", " ", "\u202eevil", "zero\u200bwidth"])
async def test_a_hostile_name_is_refused_with_a_sentence(sits: Sits, lay: Lay, store: Store, name: str) -> None:
    lay("north", name="Morning")
    async with sits() as person:
        await person.press("m")
        from wargame.tui.widgets.field import Field

        person.app.screen.query_one(Field).value = name
        await person.press("enter")
        assert person.notices == ["a game's name is one line of 1 to 60 characters, none of them invisible."]
        assert names(store) == ["Morning"]


async def test_a_game_is_put_away_shown_and_brought_back(sits: Sits, lay: Lay, store: Store) -> None:
    lay("north", name="Morning")
    lay("north", name="Evening")
    async with sits() as person:
        text = await person.press("a")
        assert "▌ Evening" not in text
        assert "and 1 put away: v shows them" in text
        assert names(store, archived=True) == ["Evening"]
        text = await person.press("v")
        assert "Evening" in text
        assert "the teams choose, put away" in text
        assert "a Bring back" in await person.press("up", "up")
        await person.press("a")
        assert names(store) == ["Evening", "Morning"]
        assert person.notices[-1] == "Evening is in the list again."
        assert "the teams choose, put away" not in person.text()


async def test_where_all_games_are_put_away_it_is_said_so(sits: Sits, lay: Lay, store: Store) -> None:
    archive_game(store, lay("north", name="Morning").game.id)
    async with sits() as person:
        assert "Every game was put away (1): v shows them" in person.text()
        assert "Morning" in await person.press("v")


async def test_deleting_names_the_game_and_enter_keeps_it(sits: Sits, lay: Lay, store: Store) -> None:
    lay("north", name="Morning")
    lay("north", name="Evening")
    async with sits() as person:
        text = await person.press("x")
        assert "Delete Evening for good?" in text
        assert "Two Harbours, turn 1 of 2, the teams choose." in text
        assert "This can't be undone." in " ".join(text.replace("│", " ").split())
        assert "y Delete" in text
        await person.press("enter")
        assert names(store) == ["Evening", "Morning"]
        await person.press("x", "escape", "x", "n")
        assert names(store) == ["Evening", "Morning"]
        text = await person.press("x", "y")
        assert person.notices == ["Evening is deleted."]
        assert "▌ Morning" in text
        assert names(store) == ["Morning"]


async def test_the_save_is_copied_to_a_name_with_the_day(sits: Sits, lay: Lay, store: Store) -> None:
    lay("north", name="Morning")
    name = f"wargame-{date.today():%Y-%m-%d}"
    async with sits((None), (140, 40)) as person:
        assert f"{name}.db" in await person.press("b")
        await person.press("enter")
        copy = store.path.parent / f"{name}.db"
        assert person.notices == [f"The save is copied to {copy}."]
        with Store.open(copy, writing="no") as copied:
            assert names(copied) == ["Morning"]
        assert f"{name}-2.db" in await person.press("b")
        await typed(person, f"{name}.db")
        assert "there is something at" in person.notices[-1]


async def test_a_backup_that_can_not_be_made_says_what_and_where(sits: Sits, lay: Lay, tmp_path: Path) -> None:
    lay("north", name="Morning")
    async with sits() as person:
        await person.press("b")
        await typed(person, "none/copy.db")
        assert f"there is no folder {tmp_path / 'none'}" in person.notices[0]


async def test_what_another_program_does_to_the_save_shows_by_itself(sits: Sits, lay: Lay, store: Store) -> None:
    table = lay("north", name="Morning")
    lay("north", name="Evening")
    async with sits() as person:
        await person.press("down")
        with Store.open(store.path) as other:
            rename_game(other, table.game.id, "Renamed")
            open_saved(other, "Renamed").send(Pass("north"))
        person.app.refresh_from_save()
        await person.settle()
        assert "▌ Renamed" in person.text()
        assert "moves are being ruled" in person.text()
        archive_game(store, table.game.id)
        person.app.refresh_from_save()
        await person.settle()
        assert "Renamed" not in person.text()


async def test_an_idle_lobby_reads_the_list_once(sits: Sits, lay: Lay) -> None:
    lay("north", name="Morning")
    async with sits() as person:
        listed = person.app._listed_at
        for _ in range(20):
            person.app.watch_lobby()
            await person.settle()
        assert person.app._listed_at == listed


async def test_keys_that_have_nothing_to_do_do_nothing(sits: Sits, store: Store) -> None:
    async with sits() as person:
        text = await person.press("m", "a", "v", "b", "x", "enter", "r")
        assert "No game is saved yet." in text
        assert person.notices == []
        assert "Delete" not in text


def test_the_important_keys_come_first_at_eighty_columns() -> None:
    line = key_line("lobby", lambda: {"compare": ""}, 78)[0].plain
    assert all(key in line for key in ("Enter Open", "n New game", "r Replay", "? Help", "q Quit", "d Decks"))
    marked = key_line("lobby", dict, 78)[0].plain
    assert all(key in marked for key in ("Enter Open", "c Compare", "n New game", "? Help"))
    wide = key_line("lobby", dict, 190)[0].plain
    assert all(key in wide for key in ("m Rename", "a Put away", "v Show put away", "b Backup", "x Delete"))
