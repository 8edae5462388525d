"""Help for a screen, over it: what it is for, and its keys as the registry has them."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Markdown

from wargame.tui.actions import Place, actions_of, bindings_of, key_name
from wargame.tui.help_pages import help_text
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, fitted, heading, join, ui_text, wrapped
from wargame.tui.widgets.explained import help_lines
from wargame.tui.widgets.sheet import Reading, Sheet


class HelpPage(Dialog[None]):
    """The help page of one screen."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings_of("help")
    AUTO_FOCUS = ""
    place = "help"

    def __init__(self, about: Place, said: str = "") -> None:
        """`said` is what the deck says of this screen."""
        super().__init__()
        self._about: Place = about
        self._said = said

    def body(self) -> ComposeResult:
        """The page."""
        with Reading(id="reading"):
            if self._said:
                yield Sheet(partial(help_lines, self._said), id="said")
            yield Markdown(help_text(self._about), open_links=False)
            yield Sheet(partial(keys_lines, self._about), id="keys")

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def keys_lines(place: Place, width: int) -> list[Content]:
    """The keys of a screen, as the registry has them."""
    found = [heading(ui_text("Keys", "bold"), width), EMPTY]
    for action in actions_of(place):
        keys = " or ".join(key_name(key) for key in action.keys)
        found += wrapped(join(fitted(ui_text(keys, "bold $mark"), 22), ui_text(action.about)), width, hang=22)
    return found
