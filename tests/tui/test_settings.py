"""The screen of settings: what is chosen holds at once and is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.conftest import Person
from wargame.settings import SETTINGS, Settings, load
from wargame.table import Store, Table
from wargame.tui.app import WargameApp
from wargame.tui.screens.settings import SettingsPage, setting_lines
from wargame.tui.themes import THEMES

Sits = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def settled(store: Store, file: Path) -> Sits:
    """A person sits down at an app that keeps its settings in `file`."""

    @asynccontextmanager
    async def sitting(
        table: Table | None = None, size: tuple[int, int] = (80, 24), **environment: str
    ) -> AsyncIterator[Person]:
        app = WargameApp(store, table, poll=0)
        app.settle(load(file, {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}), file)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person

    return sitting


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_settings_stand_on_one_page_with_their_values(settled: Sits, size: tuple[int, int]) -> None:
    async with settled(size=size) as person:
        text = await person.press("comma")
        assert isinstance(person.app.screen, SettingsPage)
        for setting in SETTINGS:
            line = next(line for line in person.lines() if setting.title in line and "◉" in line)
            assert f"◉ {setting.default}" in line
            assert all(choice in line for choice in setting.choices)
        assert SETTINGS[0].about in text
        assert not person.app.screen.reading().show_vertical_scrollbar


async def test_a_change_holds_at_once_and_is_kept(settled: Sits, file: Path) -> None:
    async with settled() as person:
        assert "◉ light" in await person.press("comma", "enter")
        assert person.app.theme == "wargame-light"
        assert file.read_text() == 'theme = "light"\n'
        await person.press("left", "left")
        assert person.app.theme == "wargame-contrast"
        assert file.read_text() == 'theme = "contrast"\n'
        await person.press("escape")
        assert not isinstance(person.app.screen, SettingsPage)
    async with settled() as person:
        assert person.app.theme == "wargame-contrast"


async def test_the_marked_setting_is_explained(settled: Sits) -> None:
    async with settled() as person:
        text = await person.press("comma", "down", "space")
        assert "▌ Colours" in text
        assert SETTINGS[1].about in text
        assert "none: no colours at all" in text


async def test_a_click_marks_a_setting_and_a_second_click_changes_it(settled: Sits) -> None:
    async with settled() as person:
        await person.press("comma")
        place = next(y for y, line in enumerate(person.lines()) if "Paper" in line)
        for _ in range(2):
            await person.pilot.click(offset=(30, place))
            await person.settle()
        assert person.app.settings["paper"] == "Letter"


async def test_the_key_for_the_theme_remembers_its_choice(settled: Sits, file: Path) -> None:
    async with settled() as person:
        await person.press("t")
        assert person.app.theme == "wargame-light"
    assert load(file, {})["theme"] == "light"


async def test_the_palette_knows_the_settings(settled: Sits, lay: Callable[..., Table]) -> None:
    async with settled(lay("north", "south")) as person:
        assert "Settings" in [each.title for each in person.app.get_system_commands(person.app.screen)]
        await person.press("comma")
        assert isinstance(person.app.screen, SettingsPage)
        assert "What holds for you on this machine" in await person.press("question_mark")


async def test_what_the_environment_decides_is_said_and_the_choice_is_kept_all_the_same(
    settled: Sits, file: Path
) -> None:
    async with settled(NO_COLOR="1", TEXTUAL_THEME="wargame-contrast") as person:
        assert person.app.theme == "wargame-contrast"
        text = await person.press("comma", "space")
        assert "✕ TEXTUAL_THEME decides here: contrast" in text
        assert "✕ NO_COLOR decides here: none" in text
        assert "◉ light" in text
        assert person.app.theme == "wargame-contrast"
        assert file.read_text() == 'theme = "light"\n'


async def test_the_key_for_the_theme_changes_it_even_where_the_environment_named_one(settled: Sits) -> None:
    async with settled(TEXTUAL_THEME="nord") as person:
        await person.press("t")
        assert person.app.theme == "wargame-dark"


async def test_a_file_that_is_wrong_is_said_once_and_stops_nothing(settled: Sits, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "[/drak"\nfuture = 1\n')
    async with settled() as person:
        assert [note for note in person.notices if "theme is dark, light or contrast, not “[/drak”" in note]
        assert len(person.notices) == 1
        await person.press("t")
        assert file.read_text() == 'theme = "light"\nfuture = 1\n'


async def test_a_change_that_cant_be_kept_holds_and_is_said(settled: Sits, file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    async with settled() as person:
        await person.press("t")
        assert person.app.theme == "wargame-light"
        assert any("The change holds until you leave" in note for note in person.notices)


async def test_fast_changes_end_with_the_last_one(settled: Sits, file: Path) -> None:
    async with settled() as person:
        await person.press("comma")
        await person.pilot.press(*["space"] * 7)
        await person.settle()
        assert load(file, {})["theme"] == person.app.settings["theme"] == "light"


@pytest.mark.parametrize(
    ("environment", "level"),
    [({}, "full"), ({"SSH_TTY": "/dev/pts/1"}, "none"), ({"TERM": "dumb"}, "none")],
    ids=["here", "over ssh", "dumb"],
)
async def test_nothing_moves_where_it_should_not(settled: Sits, environment: dict[str, str], level: str) -> None:
    async with settled(**environment) as person:
        assert person.app.animation_level == level


async def test_motion_can_be_turned_off_and_on(settled: Sits) -> None:
    async with settled() as person:
        await person.press("comma", "down", "down", "left")
        assert person.app.animation_level == "none"
        await person.press("left")
        assert person.app.animation_level == "full"


async def test_without_settings_the_screens_are_dark_and_still_and_nothing_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARGAME_HOME", str(tmp_path / "home"))
    app = WargameApp(store, poll=0)
    async with app.run_test() as pilot:
        assert (app.theme, app.animation_level) == (THEMES[0].name, "none")
        await pilot.press("t")
        await pilot.pause()
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_stands_on_one_line_at_eighty_columns(setting: object) -> None:
    from wargame.settings import Setting

    assert isinstance(setting, Setting)
    assert len(setting_lines(setting, Settings(), 66)) == 1
