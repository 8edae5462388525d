"""One line out of a few."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from wargame.tui.actions import bindings_of
from wargame.tui.screens.base import Dialog
from wargame.tui.text import dialog_title
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.sheet import Reading, Sheet


class Pick(Dialog[str]):
    """Answers with the id of the chosen row; Escape chooses none."""

    CSS_PATH = "ask.tcss"
    BINDINGS = bindings_of("pick")
    AUTO_FOCUS = ""
    place = "pick"

    def __init__(self, title: str, rows: Sequence[Row], current: str = "") -> None:
        super().__init__()
        self._current = current
        self._heading = title
        self._rows = rows

    def body(self) -> ComposeResult:
        """The title and the rows."""
        yield Sheet(self._head, id="head")
        with Reading(id="reading"):
            yield Choices(id="rows")

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one(Choices).set_rows(self._rows, self._current)

    def _head(self, width: int) -> list[Content]:
        return dialog_title(self._heading, width)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click picks too."""
        self.dismiss(event.row)

    def action_pick(self) -> None:
        """This one."""
        self.dismiss(self.query_one(Choices).current or None)

    def action_first_row(self) -> None:
        """To the top of the list."""
        self.query_one(Choices).first()

    def action_last_row(self) -> None:
        """To its end."""
        self.query_one(Choices).last()

    def action_put_back(self) -> None:
        """None."""
        self.dismiss(None)
