"""Each team has a terminal of its own: who sits at this one?"""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from wargame.deck import FACILITATOR, PUBLIC
from wargame.tui.actions import bindings_of
from wargame.tui.director import Post
from wargame.tui.messages import Posted
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import EMPTY, join, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.sheet import Reading, Sheet


class DoorScreen(SceneScreen):
    """The seats that people play, the facilitator, and everyone who only watches."""

    CSS_PATH = "door.tcss"
    BINDINGS = bindings_of("door")
    place = "door"

    def about(self) -> Content:
        """What this screen asks."""
        return ui_text("a terminal for each team", "$quiet")

    def body(self) -> ComposeResult:
        """The question and the answers."""
        with Reading(id="reading"):
            yield Sheet(question_lines, id="question")
            yield Choices(id="rows", gap=1)

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def update(self) -> None:
        """Show the position."""
        names = self.names
        rows = [Row(seat, partial(self._seat, seat, names.get(seat, ""))) for seat in self.position.people]
        rows.append(Row(FACILITATOR, partial(_plain, "The facilitator", "sees everything, and keeps the desk")))
        rows.append(Row(PUBLIC, partial(_plain, "Everybody", "a screen for the wall that only shows")))
        self.query_one(Choices).set_rows(rows)

    def _seat(self, seat: str, names: str, width: int) -> list[Content]:
        return wrapped(join(seat_name(self.position.public, seat), ui_text(f"  {names}", "$quiet")), width)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click picks too."""
        self.action_pick()

    def action_pick(self) -> None:
        """This one sits here."""
        viewer = self.query_one(Choices).current
        if viewer:
            self.post_message(Posted(Post(viewer, plays=viewer != PUBLIC)))


def question_lines(width: int) -> list[Content]:
    """What is asked."""
    text = "What is shown here from now on is for those who sit here. To change it, leave the game and open it again."
    return [ui_text("Who sits at this terminal?", "bold"), *wrapped(ui_text(text, "$quiet"), width), EMPTY]


def _plain(title: str, about: str, width: int) -> list[Content]:
    return wrapped(join(ui_text(title, "bold"), ui_text(f"  {about}", "$quiet")), width)
