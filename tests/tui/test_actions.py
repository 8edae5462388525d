from __future__ import annotations

import re
from collections import Counter

import pytest

from wargame.tui.actions import ACTIONS, PLACES, Action, Place, actions_of, bindings_of, key_name
from wargame.tui.app import WargameApp
from wargame.tui.help_pages import HELP_PAGES, help_page
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.base import BaseScreen, Dialog
from wargame.tui.screens.branch import BranchDialog
from wargame.tui.screens.compare import CompareScreen
from wargame.tui.screens.confirm import Confirm, ConfirmLoss
from wargame.tui.screens.deck_browser import DeckBrowser
from wargame.tui.screens.deck_editor import DeckEditor
from wargame.tui.screens.deck_list import DeckList
from wargame.tui.screens.desk import Desk
from wargame.tui.screens.door import DoorScreen
from wargame.tui.screens.edit import EditDialog
from wargame.tui.screens.ending import EndingScreen
from wargame.tui.screens.front_page import FrontPageScreen
from wargame.tui.screens.game_reading import GameReading
from wargame.tui.screens.handover import HandOverScreen
from wargame.tui.screens.help import HelpPage
from wargame.tui.screens.hotwash import HotwashScreen
from wargame.tui.screens.lobby import Lobby
from wargame.tui.screens.new_game import NewGameDialog
from wargame.tui.screens.pacts import Pacts
from wargame.tui.screens.peek import Peek
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.poll import PollPage
from wargame.tui.screens.reading import ReadingPage
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.ruling import RulingScreen
from wargame.tui.screens.settings import SettingsPage
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.wall import WallScreen
from wargame.tui.widgets.chrome import key_line

SCREENS: dict[Place, type[BaseScreen | Dialog]] = {
    screen.place: screen
    for screen in (
        Lobby,
        NewGameDialog,
        HandOverScreen,
        TableScreen,
        WallScreen,
        DoorScreen,
        RulingScreen,
        FrontPageScreen,
        EndingScreen,
        HotwashScreen,
        ReplayScreen,
        ReadingPage,
        SettingsPage,
        HelpPage,
        Confirm,
        ConfirmLoss,
        EditDialog,
        Pick,
        Ask,
        Peek,
        Desk,
        Pacts,
        DeckList,
        DeckBrowser,
        DeckEditor,
        PollPage,
        BranchDialog,
        CompareScreen,
        GameReading,
    )
}

#: Help pages that belong to no screen.
TOPICS = {"dice", "by_ear"}
#: What opens the help page of a place; where letters are typed, a key that is none.
HELP = {"help", "help_here"}
#: Keys that every terminal delivers; control with a letter only beside another key, and never one that is a key itself.
DELIVERED = re.compile(
    r"[a-z0-9]|up|down|left|right|enter|space|tab|escape|pageup|pagedown|home|end|question_mark|comma|slash|plus|minus|f([1-9]|10)|ctrl\+[^hijm]"
)


def test_every_place_has_a_screen_with_the_bindings_of_the_registry() -> None:
    assert set(SCREENS) == set(PLACES)
    for place, screen in SCREENS.items():
        assert bindings_of(place) == screen.BINDINGS


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(action.id for action in ACTIONS).items() if times > 1] == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_described_and_on_keys_that_terminals_deliver(action: Action) -> None:
    assert action.title
    assert action.about
    assert action.places
    assert all(DELIVERED.fullmatch(key) for key in action.keys)
    assert not action.keys[0].startswith("ctrl+")


@pytest.mark.parametrize("place", PLACES)
def test_no_key_does_two_things_on_one_screen(place: Place) -> None:
    keys = Counter(key for action in actions_of(place) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("place", PLACES)
def test_every_action_of_a_screen_has_its_method(place: Place) -> None:
    for action in actions_of(place):
        home = WargameApp if action.home == "app" else SCREENS[place]
        assert callable(getattr(home, f"action_{action.id}", None)), f"{home.__name__} can't {action.id}"


@pytest.mark.parametrize("place", PLACES)
def test_the_line_of_keys_fits_at_eighty_columns_and_never_drops_help(place: Place) -> None:
    line = key_line(place, dict, 78)[0]
    assert line.cell_length == 78
    if any(action.id == "help" for action in actions_of(place)):
        assert "? Help" in line.plain
    if any(action.id == "help_here" for action in actions_of(place)):
        assert "F1 Help" in line.plain


@pytest.mark.parametrize("page", HELP_PAGES)
def test_a_help_page_ends_with_the_keys_of_its_screen(page: Place) -> None:
    text = help_page(page)
    assert text.startswith("# ")
    for action in actions_of(page):
        assert action.about in text
        assert key_name(action.keys[0]) in text


def test_every_screen_of_its_own_has_a_help_page() -> None:
    places = {place for place in PLACES if any(each.id in HELP for each in actions_of(place))}
    assert places == set(HELP_PAGES) - TOPICS
