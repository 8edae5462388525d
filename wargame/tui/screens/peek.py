"""The wall goes dark, and a team looks at its own slip: for fifteen seconds, and only when it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from wargame.tui.actions import bindings_of
from wargame.tui.messages import SlipAsked
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, ui_text, wrapped
from wargame.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

#: How long a slip is shown, in seconds.
SHOWN = 15
#: For so many milliseconds after a slip was covered by itself, the key that covers it does not show it again.
_PAUSE = 2_000


class Peek(Dialog[None]):
    """First darkness, then the slip, then darkness again; nothing of it stays on the screen."""

    CSS_PATH = "peek.tcss"
    BINDINGS = bindings_of("peek")
    AUTO_FOCUS = ""
    place = "peek"
    app: RoomApp

    def __init__(self, seat: str, title: str) -> None:
        super().__init__()
        self.seat = seat
        self._title = title
        self._slip: tuple[str, ...] = ()
        self._left = 0
        self._asked = False
        self._covered_at = -_PAUSE - 1
        self._timer: Timer | None = None

    def titles(self) -> dict[str, str]:
        """What Enter does now."""
        return {"uncover": "Cover the slip" if self._slip else "Show the slip"}

    def body(self) -> ComposeResult:
        """A few words in the dark."""
        yield Sheet(self._lines, id="text")

    def _lines(self, width: int) -> list[Content]:
        if not self._slip:
            text = f"The wall is dark for {self._title}."
            note = (
                f"Cover the projector, or turn the screen to {self._title} alone. "
                f"Enter shows the slip for {SHOWN} seconds; Escape goes back to the wall."
            )
            return [*wrapped(ui_text(text, "bold"), width), EMPTY, *wrapped(ui_text(note), width)]
        first, *rest = self._slip
        found = [*wrapped(ui_text(f"{self._title}: {first}", "bold"), width), EMPTY]
        for line in rest:
            found += wrapped(ui_text(line), width)
        return [*found, EMPTY, ui_text(f"Covered again in {self._left} s.", "$quiet")]

    def show_slip(self, lines: tuple[str, ...]) -> None:
        """It is read: show it, and count down."""
        if not self._asked:
            return
        self._asked = False
        self._slip, self._left = lines, SHOWN
        self._redraw()
        self._timer = self.set_interval(1, self._count)

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.cover()
            self._covered_at = self.app.now()
        else:
            self.query_one("#text", Sheet).redraw()

    def cover(self) -> None:
        """Dark again."""
        if self._timer is not None:
            self._timer.stop()
        self._slip = ()
        self._redraw()

    def _redraw(self) -> None:
        self.query_one("#text", Sheet).redraw()
        self.retitle()

    def action_uncover(self) -> None:
        """Show the slip, or cover it before its time."""
        if self._slip:
            self.cover()
        elif not self._asked and self.app.now() - self._covered_at > _PAUSE:
            self._asked = True
            self.app.post_message(SlipAsked(self.seat))

    def action_darken(self) -> None:
        """Back to the wall."""
        self._slip, self._asked = (), False
        self.dismiss(None)
