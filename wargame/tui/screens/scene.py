"""What the screens of a game share: a scene of a position, where the game stands, and the board."""

from __future__ import annotations

from functools import partial

from wargame.table import View
from wargame.tui.director import Scene
from wargame.tui.position import Position
from wargame.tui.screens.base import BaseScreen
from wargame.tui.text import Draw
from wargame.tui.widgets.gauge import board_lines

#: Rows from which lists and boards leave a line between their entries.
AIRY = 48


class SceneScreen(BaseScreen):
    """A screen of a game: it shows one scene of a position, and later positions of the same scene."""

    def __init__(self, position: Position, scene: Scene) -> None:
        super().__init__()
        self.position = position
        self.scene = scene

    def show(self, position: Position) -> None:
        """The game has moved on, or was only looked at again."""
        self.position = position
        if not self.is_mounted:
            return
        self.refresh_masthead()
        self.update()
        self.retitle()

    def board_draw(self, view: View) -> Draw:
        """The board of a view, with air between the gauges where the screen is high."""
        return partial(board_lines, view, airy=self.size.height >= AIRY)

    def update(self) -> None:
        """Show the present position in the body."""
        raise NotImplementedError


def turn_text(position: Position) -> str:
    """`First Hour · October 2024 · turn 1 of 3`."""
    view = position.public
    return f"{view.title} · {view.turn_title} · turn {view.turn} of {view.turns}"
