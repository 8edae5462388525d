"""A short question before something that can't be undone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from wargame.tui.actions import Place, bindings_of
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, ui_text, wrapped
from wargame.tui.widgets.sheet import Sheet


class Confirm(Dialog[bool]):
    """Answers whether to do it; Escape is no."""

    CSS_PATH = "confirm.tcss"
    BINDINGS = bindings_of("confirm")
    AUTO_FOCUS = ""
    place: ClassVar[Place] = "confirm"

    def __init__(self, question: str, note: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._note = note
        self._yes = yes

    def titles(self) -> dict[str, str]:
        """What yes means here."""
        return {"yes": self._yes, "no": "Not yet"}

    def body(self) -> ComposeResult:
        """The question."""
        yield Sheet(self._lines, id="question")

    def _lines(self, width: int) -> list[Content]:
        return [*wrapped(ui_text(self._question, "bold"), width), *wrapped(ui_text(self._note, "$quiet"), width), EMPTY]

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(False)


class ConfirmLoss(Confirm):
    """The same before something is lost for good: Enter is no, too."""

    BINDINGS = bindings_of("loss")
    place = "loss"

    def titles(self) -> dict[str, str]:
        """What yes means here."""
        return {"lose_it": self._yes}

    def action_keep_it(self) -> None:
        """Leave it."""
        self.dismiss(False)

    def action_lose_it(self) -> None:
        """Do it."""
        self.dismiss(True)
