"""What a deck says of a screen the first time that it comes: a quiet panel that takes rows and hides nothing."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from wargame.tui.text import heading, paragraphs, ui_text
from wargame.tui.widgets.sheet import Sheet

TITLE = "How this works"
#: Lines that the panel may have, so that at 24 rows half of the screen is left to what it explains.
MOST = 10


class Explained(Sheet):
    """Goes with the next key, which acts as it always does, or with a click on it."""

    DEFAULT_CSS = """
    Explained {
        margin: 0 1; padding: 0 1; background: $panel; border: round $rule;
        border-title-color: $mark; border-title-style: bold; border-subtitle-color: $quiet;
    }
    """

    BORDER_TITLE = TITLE
    BORDER_SUBTITLE = "goes with the next key · ? shows it again"

    def __init__(self, text: str) -> None:
        super().__init__(partial(panel_lines, text))

    def on_click(self) -> None:
        """It is read."""
        self.remove()


def panel_lines(text: str, width: int) -> list[Content]:
    """The deck's text, as much of it as the panel may hold; the help has all of it."""
    lines = paragraphs(text, width)
    return lines if len(lines) <= MOST else [*lines[: MOST - 1], ui_text("…", "$quiet")]


def help_lines(text: str, width: int) -> list[Content]:
    """The deck's text above the help of a screen."""
    return [heading(ui_text(TITLE, "bold $mark"), width), *paragraphs(text, width)]
