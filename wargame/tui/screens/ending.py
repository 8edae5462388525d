"""The game is over, and the room looks back."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from wargame.tui.actions import bindings_of
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import ui_text
from wargame.tui.widgets.ending import ending_lines
from wargame.tui.widgets.sheet import Reading, Sheet


class EndingScreen(SceneScreen):
    """Why it ended, what it answered, and what was hidden."""

    CSS_PATH = "ending.tcss"
    BINDINGS = bindings_of("ending")
    place = "ending"

    def masthead(self) -> tuple[Content, Content]:
        """Which game it was."""
        return ui_text(f"{self.position.public.title} · the ending", "bold"), ui_text(self.position.game, "$quiet")

    def body(self) -> ComposeResult:
        """One page to read aloud."""
        with Reading(id="reading"):
            yield Sheet(id="ending")

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def update(self) -> None:
        """Show the position."""
        self.query_one("#ending", Sheet).show(partial(ending_lines, self.position))
