"""What every screen has: a line on top, the line of keys, and a plain notice where the terminal is too small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import RenderResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from wargame.tui.actions import Place, actions_of, key_name
from wargame.tui.text import Draw, fitted, join, spread, ui_text
from wargame.tui.widgets.sheet import Sheet

#: Below this many columns and rows the screens only say what they need.
LEAST = (80, 24)


def masthead(left: Content, right: Content) -> Draw:
    """The line on top: what this is, and where we are."""

    def draw(width: int) -> list[Content]:
        return [spread(left, right, width)]

    return draw


class Masthead(Sheet):
    """The line on top of a screen."""

    DEFAULT_CSS = """
    Masthead { dock: top; height: 1; padding: 0 1; background: $panel; }
    """


class KeyLine(Sheet):
    """The keys of a screen, from the registry; a click on one does what the key does.

    Where the line is too short the last ones give way, but never help.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; padding: 0 1; background: $panel;
        link-style: none; link-color: $foreground; link-background: $panel;
        link-style-hover: bold; link-color-hover: $mark; link-background-hover: $cursor;
    }
    """

    def __init__(self, place: Place, titles: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(partial(key_line, place, titles))


def key_line(place: Place, titles: Callable[[], Mapping[str, str]], width: int) -> list[Content]:
    """The line of keys for a width; `titles` are those that the moment changes (an empty one hides the key)."""
    renamed = titles()
    entries: list[tuple[str, Content]] = []
    for action in actions_of(place):
        title = renamed.get(action.id, action.title)
        if action.footer and title:
            click = Style.from_meta({"@click": action.target})
            entry = join(ui_text(key_name(action.keys[0]), "bold $mark"), ui_text(f" {title}"))
            entries.append((action.id, entry.stylize(click)))
    room = width - sum(entry.cell_length for name, entry in entries if name == "help")
    found: list[Content] = []
    for name, entry in entries:
        needed = 0 if name == "help" else entry.cell_length + 3
        if needed <= room:
            room -= needed
            found.append(entry)
    return [fitted(ui_text("   ").join(found), width)]


class TooSmall(Widget):
    """Covers everything and says what is needed."""

    DEFAULT_CSS = """
    TooSmall { layer: notice; display: none; width: 100%; height: 100%; background: $background; padding: 0 1; }
    """

    def render(self) -> RenderResult:
        """The notice."""
        has = self.app.size
        return ui_text(f"This needs a terminal of {LEAST[0]}×{LEAST[1]}; this one has {has.width}×{has.height}.")
