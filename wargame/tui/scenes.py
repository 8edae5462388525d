"""From a scene to its screen, each imported only when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wargame.tui.director import AtDoor, AtEnding, AtHotwash, AtPage, AtRuling, AtTable, AtWall, HandOver, Scene

if TYPE_CHECKING:
    from wargame.tui.position import Position
    from wargame.tui.screens.scene import SceneScreen
    from wargame.tui.screens.table import Page


def scene_screen(position: Position, scene: Scene, page: Page) -> SceneScreen:
    """The screen of a scene; `page` is what a table shows beside the hand first."""
    return _SCREENS[type(scene)](position, scene, page)


def opening_page(position: Position, seat: str, first_look: bool) -> Page:
    """What matters first beside the hand: at the beginning the brief, later the news that nobody else could show.

    `first_look`: whether the seat looks for the first time this turn, or since the program was started.
    """
    seating = position.seatings[seat]
    if not first_look:
        return "board"
    if seating.view.turn <= 1:
        return "brief"
    alone = len(position.people) == 1
    return "news" if alone or seating.rulings or position.private_news(seat) else "board"


def _hand_over(position: Position, scene: HandOver, page: Page) -> SceneScreen:
    from wargame.tui.screens.handover import HandOverScreen

    return HandOverScreen(position, scene)


def _table(position: Position, scene: AtTable, page: Page) -> SceneScreen:
    from wargame.tui.screens.table import TableScreen

    return TableScreen(position, scene, page)


def _ruling(position: Position, scene: AtRuling, page: Page) -> SceneScreen:
    from wargame.tui.screens.ruling import RulingScreen

    return RulingScreen(position, scene)


def _wall(position: Position, scene: AtWall, page: Page) -> SceneScreen:
    from wargame.tui.screens.wall import WallScreen

    return WallScreen(position, scene)


def _door(position: Position, scene: AtDoor, page: Page) -> SceneScreen:
    from wargame.tui.screens.door import DoorScreen

    return DoorScreen(position, scene)


def _page(position: Position, scene: AtPage, page: Page) -> SceneScreen:
    from wargame.tui.screens.front_page import FrontPageScreen

    return FrontPageScreen(position, scene)


def _ending(position: Position, scene: AtEnding, page: Page) -> SceneScreen:
    from wargame.tui.screens.ending import EndingScreen

    return EndingScreen(position, scene)


def _hotwash(position: Position, scene: AtHotwash, page: Page) -> SceneScreen:
    from wargame.tui.screens.hotwash import HotwashScreen

    return HotwashScreen(position, scene)


_SCREENS: dict[type, Callable[[Position, Any, Page], SceneScreen]] = {
    HandOver: _hand_over,
    AtTable: _table,
    AtWall: _wall,
    AtDoor: _door,
    AtRuling: _ruling,
    AtPage: _page,
    AtEnding: _ending,
    AtHotwash: _hotwash,
}
