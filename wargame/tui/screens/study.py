"""What the screens that compare and read games share: pages under a line of tabs, turned by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.worker import Worker, WorkerState

from wargame.tui.screens.base import BaseScreen
from wargame.tui.text import EMPTY, ui_text, wrapped
from wargame.tui.trouble import sentence_of
from wargame.tui.whatif import WhatIfApp
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.tui.widgets.tabs import tab_line

_T = TypeVar("_T")


class Told(Message):
    """A thread says how far it is."""

    def __init__(self, done: int) -> None:
        super().__init__()
        self.done = done

    def can_replace(self, message: Message) -> bool:
        """A later one takes the place of an earlier one."""
        return isinstance(message, Told)


class Found(Message, Generic[_T]):
    """A thread has found what it was to find."""

    def __init__(self, what: _T) -> None:
        super().__init__()
        self.what = what


class StudyScreen(BaseScreen):
    """One page at a time; a thread of its own finds what they show. `page` is the place of the present one, from 0."""

    AUTO_FOCUS = ""
    app: WhatIfApp
    page = 0
    trouble = ""

    def tabs(self) -> Sequence[str]:
        """The titles of the pages; none until they are known."""
        raise NotImplementedError

    def draw_page(self, width: int) -> list[Content]:
        """The page that shows."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The tabs and the page."""
        yield Sheet(self._draw_tabs, id="tabs")
        with Reading(id="reading"):
            yield Sheet(self._draw, id="page")

    def _draw_tabs(self, width: int) -> list[Content]:
        tabs = self.tabs()
        return [tab_line(tabs, self.page, width) if tabs else EMPTY]

    def is_known(self) -> bool:
        """Whether the present page was found, whatever came of the others."""
        return False

    def _draw(self, width: int) -> list[Content]:
        if self.trouble and not self.is_known():
            return wrapped(ui_text(self.trouble, "$warn"), width)
        return self.draw_page(width)

    def redraw(self) -> None:
        """Show what is known now."""
        for sheet in self.query(Sheet):
            sheet.redraw()
        self.retitle()

    def turn_to(self, page: int) -> None:
        """Show another page, from its beginning."""
        if 0 <= page < len(self.tabs()):
            self.page = page
            self.query_one("#reading", Reading).scroll_home(animate=False)
            self.redraw()

    def on_key(self, event: Key) -> None:
        """A digit turns to the page of that number."""
        if event.character is not None and event.character in "123456789":
            event.stop()
            event.prevent_default()
            self.turn_to(int(event.character) - 1)

    def action_to_page(self) -> None:
        """Digits are taken as they are typed; there is no page without one."""

    def action_study_page(self) -> None:
        """The next page, the first after the last."""
        if self.tabs():
            self.turn_to((self.page + 1) % len(self.tabs()))

    def action_leave_study(self) -> None:
        """Back to where it was opened from."""
        self.app.leave_study()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The thread has failed: say so in place of the page."""
        if event.state is WorkerState.ERROR:
            self.trouble = sentence_of(event.worker.error)
            self.redraw()
