"""A page to read over the screen: a card in full, the board, the log."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content

from wargame.tui.actions import bindings_of
from wargame.tui.screens.base import Dialog
from wargame.tui.text import Draw, dialog_title
from wargame.tui.widgets.sheet import Reading, Sheet


class ReadingPage(Dialog[None]):
    """A title and a text that scrolls. `other_eyes` is asked for where the same can be read as another side saw it."""

    CSS_PATH = "reading.tcss"
    BINDINGS = bindings_of("reading")
    AUTO_FOCUS = ""
    place = "reading"

    def __init__(
        self, title: str, draw: Draw, *, other_eyes: Callable[[], None] | None = None, at_end: bool = False
    ) -> None:
        super().__init__()
        self._heading = title
        self._draw = draw
        self._other_eyes = other_eyes
        self._at_end = at_end

    def titles(self) -> dict[str, str]:
        """Other eyes only where there are some."""
        return {} if self._other_eyes else {"other_eyes": ""}

    def body(self) -> ComposeResult:
        """The title and the text."""
        yield Sheet(self._head, id="head")
        with Reading(id="reading"):
            yield Sheet(self._draw, id="text")

    def _head(self, width: int) -> list[Content]:
        return dialog_title(self._heading, width)

    def on_mount(self) -> None:
        """A log begins at its end."""
        if self._at_end:
            self.query_one("#reading", Reading).scroll_end(animate=False)

    def action_other_eyes(self) -> None:
        """The same through other eyes."""
        if self._other_eyes is not None:
            self.dismiss(None)
            self._other_eyes()

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)
