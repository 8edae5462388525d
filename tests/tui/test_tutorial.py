"""What a deck says of a screen: once in a game, in a panel that hides nothing and stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.tui.conftest import HERE, NOON, Person, Sits
from wargame.deck import EXPLAINED as NAMES
from wargame.deck import Deck, find_blemish, load_text
from wargame.settings import Settings, load
from wargame.table import Store, Table, open_saved
from wargame.tui.actions import PLACES
from wargame.tui.app import WargameApp
from wargame.tui.director import Post
from wargame.tui.names import explained_name
from wargame.tui.screens.base import LEAST
from wargame.tui.screens.desk import Desk
from wargame.tui.screens.help import HelpPage
from wargame.tui.screens.wall import WallScreen
from wargame.tui.widgets.explained import MOST, TITLE, Explained, panel_lines

Lay = Callable[..., Table]
PLAIN = (HERE / "harbours.yaml").read_text(encoding="utf-8")
FACILITATOR = Post("facilitator")
TURN = ("enter", "enter", "h", "enter", "enter", "down", "enter", "h", "enter", *("enter",) * 6)


def said(place: str) -> str:
    return f"This is about {place}."


@cache
def explaining(**texts: str) -> Deck:
    """Two harbours with a word about each screen, or with these."""
    words = texts or {place: said(place) for place in NAMES}
    lines = "".join(f"  {place}: '{text}'\n" for place, text in words.items())
    return load_text(f"{PLAIN}\ntutorial:\n{lines}")


def panel(person: Person) -> str:
    """What the panel on the screen says; nothing where there is none."""
    texts = [each for each in NAMES if said(each) in person.text() and list(person.app.screen.query(Explained))]
    assert len(texts) <= 1
    return texts[0] if texts else ""


def test_what_a_deck_may_explain_are_screens() -> None:
    assert set(NAMES) <= set(PLACES)


async def test_a_deck_that_explains_nothing_shows_no_panel(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        assert TITLE not in await person.press("question_mark")
        await person.press("escape", "enter")
        assert not list(person.app.screen.query(Explained))


@pytest.mark.parametrize("size", [LEAST, (120, 40)])
async def test_the_panel_takes_rows_and_hides_nothing_of_the_screen(
    size: tuple[int, int], sits: Sits, lay: Lay
) -> None:
    longest = "What stands here is long. " * 15
    async with sits(lay("north", "south", sitting="wall", deck=explaining(wall=longest.strip())), size) as person:
        assert person.text().count("What stands here is long.") >= 10
        (shown,) = person.app.screen.query(Explained)
        assert shown.outer_size.height <= MOST + 2
        others = [each for each in person.app.screen.query("*") if each is not shown and each.parent is shown.parent]
        assert not [each for each in others if each.display and each.region.overlaps(shown.region)]
        assert "How this works" in person.text()
        assert "? shows it again" in person.text()
        assert "? Help" in person.text()


async def test_any_key_takes_the_panel_away_and_does_what_it_always_does(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=explaining())) as person:
        assert panel(person) == "wall"
        await person.press("f")
        assert isinstance(person.app.screen, Desk)
        assert panel(person) == "desk"
        await person.press("down")
        assert panel(person) == ""
        assert person.app.screen.choices().current == "seat:south"
        await person.press("escape")
        assert isinstance(person.app.screen, WallScreen)
        assert panel(person) == ""


async def test_escape_on_a_screen_where_it_means_nothing_and_a_click_only_take_the_panel_away(
    sits: Sits, lay: Lay
) -> None:
    for close in ("escape", "click"):
        async with sits(lay("north", "south", sitting="wall", deck=explaining())) as person:
            if close == "click":
                await person.pilot.click(Explained)
                await person.settle()
            else:
                await person.press(close)
            assert isinstance(person.app.screen, WallScreen)
            assert panel(person) == ""


async def test_a_game_is_played_through_with_the_same_keys_whether_the_deck_explains_it_or_not(
    sits: Sits, lay: Lay
) -> None:
    heads = []
    for deck in (None, explaining()):
        table = lay("north", "south", deck=deck)
        async with sits(table) as person:
            await person.press(*TURN)
            assert table.state.turn == 2
            heads.append([(event.body, event.actor) for event in table.events[1:] if event.actor != "rules"])
    assert heads[0] == heads[1]


async def test_each_screen_is_explained_once_and_a_table_to_each_team(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", deck=explaining())) as person:
        shown = [panel(person)]
        for key in (*TURN, *TURN):
            await person.press(key)
            shown.append(panel(person))
            if person.app.table.state.turn == 2:
                break
        assert [each for each in shown if each] == ["handover", "table", "table", "ruling", "front_page"]


async def test_what_was_explained_is_not_said_again_on_another_day_but_in_another_game_it_is(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = lay("north", "south", sitting="wall", deck=explaining())
    async with sits(table) as person:
        assert panel(person) == "wall"
        await person.press("f")
    async with sits(open_saved(store, table.game.id)) as person:
        assert panel(person) == ""
        await person.press("f")
        assert panel(person) == ""
        await person.press("escape", "v")
        assert panel(person) == "pacts"
    assert table.typed(explained_name(Post())) == "wall desk pacts"
    async with sits(lay("north", "south", sitting="wall", deck=explaining())) as person:
        assert panel(person) == "wall"


async def test_each_terminal_is_explained_its_own_screens_and_one_that_only_looks_on_none(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="terminals", deck=explaining())
    for post, shown in ((Post("north"), "table"), (FACILITATOR, "wall"), (Post("public", plays=False), "")):
        async with sits(table, (120, 40), post) as person:
            assert panel(person) == shown


async def test_the_help_of_a_screen_begins_with_what_the_deck_says_of_it(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=explaining()), LEAST) as person:
        for _ in range(2):
            lines = (await person.press("question_mark")).splitlines()
            assert isinstance(person.app.screen, HelpPage)
            place = next(row for row, line in enumerate(lines) if TITLE in line)
            assert said("wall") in lines[place + 1]
            assert any("The wall" in line for line in lines[place + 2 :])
            await person.press("escape")
        await person.press("f", "question_mark")
        assert said("desk") in person.text()
        assert said("wall") not in person.text()


async def test_looking_back_is_explained_too_from_the_lobby_as_well(sits: Sits, lay: Lay) -> None:
    lay("north", "south", deck=explaining())
    async with sits() as person:
        await person.press("r")
        assert panel(person) == "replay"
        await person.press("question_mark")
        assert said("replay") in person.text()
        await person.press("escape", "escape", "r")
        assert panel(person) == ""


async def test_who_turns_it_off_is_told_nothing_but_what_the_help_says(store: Store, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall", deck=explaining())
    off = Settings(chosen={"tutorial": "off"})
    by_environment = load(Path("/nowhere/settings.toml"), {"WARGAME_TUTORIAL": "off"})
    for settings in (off, by_environment):
        app = WargameApp(store, table, poll=0, now=lambda: NOON)
        app.settle(settings)
        async with app.run_test(size=LEAST) as pilot:
            person = Person(app, pilot)
            await person.settle()
            assert panel(person) == ""
            assert said("wall") in await person.press("question_mark")
    assert table.typed(explained_name(Post())) == ""


async def test_the_setting_holds_from_when_it_is_changed(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=explaining())) as person:
        person.app.change("tutorial", "off")
        await person.press("f")
        assert panel(person) == ""
        person.app.change("tutorial", "on")
        await person.press("escape", "f")
        assert panel(person) == "desk"


@pytest.mark.parametrize(
    "text", ["[@click=app.quit]x[/]", "[/nope] [bold]", "$mark %s {0} [[a]]", "[link=file:///]h[/]"]
)
async def test_a_text_is_shown_as_it_stands_and_does_nothing(text: str, sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south", sitting="wall", deck=explaining(wall=text))) as person:
        assert text in person.text()
        await person.pilot.click(Explained, offset=(4, 1))
        await person.settle()
        assert text in await person.press("question_mark")


def test_what_no_terminal_may_be_handed_is_taken_out_and_what_is_too_long_is_in_the_help() -> None:
    lines = panel_lines("\x1b]0;pwned\x07 a\u202eb \x9b31m", 40)
    assert all(find_blemish(line.plain) is None for line in lines)
    many = panel_lines("\n\n".join("abcdefghijklmnopqrstuvwxyz"), 40)
    assert len(many) == MOST
    assert many[-1].plain == "…"
