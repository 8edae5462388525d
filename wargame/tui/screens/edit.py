"""A page to write on: everything that is typed is kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from wargame.tui.actions import bindings_of
from wargame.tui.messages import Said
from wargame.tui.screens.base import Dialog
from wargame.tui.text import dialog_title
from wargame.tui.widgets.sheet import Sheet

#: More characters than this are not taken.
_MOST = 8_000


class EditDialog(Dialog[str]):
    """Answers with the text; with None where it was left, which loses nothing: `kept` has told each state of it."""

    CSS_PATH = "edit.tcss"
    BINDINGS = bindings_of("edit")
    place = "edit"

    def __init__(self, title: str, text: str, kept: Callable[[str], Message]) -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._kept = kept

    def body(self) -> ComposeResult:
        """The title and the text."""
        yield Sheet(self._head, id="head")
        area = TextArea(self._text, soft_wrap=True, tab_behavior="focus", compact=True)
        area.cursor_blink = False
        yield area

    def _head(self, width: int) -> list[Content]:
        return dialog_title(self._heading, width)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Nothing that was typed is lost."""
        text = event.text_area.text[:_MOST]
        if text != self._text:
            self._text = text
            self.app.post_message(self._kept(text))

    def action_keep(self) -> None:
        """Take it as it is written; a page without a word is none."""
        if not self.query_one(TextArea).text.strip():
            self.app.post_message(Said("There is nothing on it: its first line is the headline."))
            return
        self.dismiss(self.query_one(TextArea).text[:_MOST])

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
