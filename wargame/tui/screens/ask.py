"""One line of text: in the open, or typed unseen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message

from wargame.tui.actions import bindings_of
from wargame.tui.messages import SlipTyped
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, dialog_title, quoted, ui_text, wrapped
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

#: The longest text that is taken, in characters.
LONGEST = 200


def _nothing(text: str) -> str:
    return ""


class Ask(Dialog[str]):
    """Answers with what was typed, which may be nothing; Escape answers with None.

    Under `keep` the app keeps what is typed until it is answered or put back, and where the page was taken away it
    stands there next time; `titled` where several questions have one name, so that it is the answer to no other.
    `against` says what is wrong with an answer; while it says anything, the page stays and shows it.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS = bindings_of("ask")
    place = "ask"

    app: RoomApp

    def __init__(
        self,
        title: str,
        note: str,
        value: str = "",
        *,
        longest: int = LONGEST,
        keep: str = "",
        titled: bool = False,
        against: Callable[[str], str] = _nothing,
    ) -> None:
        super().__init__()
        self._against = against
        self._trouble = ""
        self._keep = keep
        self._mark = f"{title}\n" if titled else ""
        self._answered = False
        self._heading = title
        self._note = note
        self._value = value
        self._longest = longest

    def body(self) -> ComposeResult:
        """The title, the field and a word about it."""
        yield Sheet(self._head, id="head")
        yield self.field()
        yield Sheet(self._about, id="about")

    def field(self) -> Field | Unseen:
        """What is typed into."""
        kept = self.app.kept(self._keep) if self._keep else ""
        if kept.startswith(self._mark):
            self._value = kept.removeprefix(self._mark) or self._value
        return Field(self._value, max_length=self._longest)

    def on_input_changed(self, event: Field.Changed) -> None:
        """Kept as it is typed, for when the page is taken away, or the program ends."""
        if event.value != self._value and not self._answered:
            self._value = event.value
            self.app.keep(self._keep, f"{self._mark}{self._value}" if self._value else "")

    def _answer(self, value: str | None) -> None:
        self._trouble = "" if value is None else self._against(value)
        if self._trouble:
            self.query_one("#about", Sheet).redraw()
            return
        self._answered = True
        if self.app.kept(self._keep).startswith(self._mark):
            self.app.keep(self._keep, "")
        self.dismiss(value)

    def _head(self, width: int) -> list[Content]:
        return dialog_title(self._heading, width)

    def _about(self, width: int) -> list[Content]:
        trouble = wrapped(ui_text(quoted(self._trouble), "bold"), width) if self._trouble else []
        return [EMPTY, *trouble, *wrapped(ui_text(self._note, "$quiet"), width), EMPTY]

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Enter in the field."""
        self._answer(event.value)

    def action_answer(self) -> None:
        """Enter where the field has no focus."""
        self._answer(self.query_one(Field).value)

    def action_put_back(self) -> None:
        """Nothing is changed."""
        self._answer(None)


class AskKept(Ask):
    """The same, and Escape keeps what was typed as well."""

    def action_put_back(self) -> None:
        """Not now."""
        self._answered = True
        self.dismiss(None)


class Unseen(Sheet, can_focus=True):
    """Takes keys and shows none of them, not even how many there were."""

    class Submitted(Message):
        """Enter."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, longest: int) -> None:
        super().__init__(unseen_lines)
        self._typed = ""
        self._longest = longest

    def on_key(self, event: Key) -> None:
        """Keep what can be typed; the keys of the dialog stay its own."""
        if event.key == "escape":
            return
        event.stop()
        if event.key == "enter":
            self.post_message(self.Submitted(self._typed))
            self._typed = ""
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.key == "ctrl+u":
            self._typed = ""
        elif event.is_printable and event.character:
            self._take(event.character)

    def on_paste(self, event: Paste) -> None:
        """What is pasted is typed."""
        event.stop()
        self._take(event.text.strip())

    def _take(self, text: str) -> None:
        self._typed = (self._typed + text)[: self._longest]


def unseen_lines(width: int) -> list[Content]:
    """What stands where others see what they type."""
    return wrapped(ui_text("▒ What you type is not shown. Enter takes it, Ctrl+U begins again."), width)


class AskUnseen(Ask):
    """The same with nothing shown of what is typed."""

    def field(self) -> Field | Unseen:
        """What is typed into."""
        return Unseen(self._longest)

    def on_unseen_submitted(self, event: Unseen.Submitted) -> None:
        """Enter."""
        self._answer(event.value)

    def action_answer(self) -> None:
        """Enter is the field's."""


class AskSlip(AskUnseen):
    """The code of a slip: the page stays until the slip is taken, so that another try is no key of the wall."""

    def __init__(self, seat: str, title: str, longest: int) -> None:
        note = "The code of the card, or “free”, or “pass”. A slip can be typed anew until the moves are turned over."
        super().__init__(f"The slip of {title}", note, longest=longest)
        self.seat = seat

    def on_unseen_submitted(self, event: Unseen.Submitted) -> None:
        """Enter; whether it is a slip is for the save to say."""
        event.prevent_default()
        if event.value:
            self.app.post_message(SlipTyped(self.seat, event.value))
        else:
            self.dismiss(None)

    def answered(self, sentence: str) -> None:
        """It is taken; or why not."""
        if not sentence:
            self.dismiss("")
            return
        self._trouble = sentence
        self.query_one("#about", Sheet).redraw()


class AskEnd(Ask):
    """When the room must be empty."""

    def __init__(self, now: int, value: str) -> None:
        note = "17:30, or +90 for in ninety minutes. Leave it empty to have no clock."
        super().__init__("The room must be empty at", note, value, against=partial(_no_end, now))


def _no_end(now: int, text: str) -> str:
    from wargame.table import UnfitText, room_ends

    try:
        room_ends(text, now)
    except UnfitText as error:
        return f"{error}."
    return ""
