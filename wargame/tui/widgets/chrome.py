"""What every screen has: a line on top, the line of keys, and a plain notice where the terminal is too small."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial

from textual.app import RenderResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from wargame.tui.actions import Place, actions_of, key_name
from wargame.tui.text import Draw, fitted, join, spread, ui_text
from wargame.tui.widgets.sheet import Sheet

#: What the line on top says at its left end, and at its right.
Pair = tuple[Content, Content]
#: Stands for the keys that have no room in the line.
_MORE = " …"
#: What never gives way.
_STAYING = ("page_down", "help", "help_here", "leave_replay", "leave_study")
#: Cells between two keys.
_GAP = 3
#: Below this many columns and rows the screens only say what they need.
LEAST = (80, 24)


def masthead(pairs: Sequence[Pair]) -> Draw:
    """The line on top: what this is, and where we are; of several ways to say it the first that has room."""

    def draw(width: int) -> list[Content]:
        fitting = (pair for pair in pairs if pair[0].cell_length + pair[1].cell_length < width)
        return [spread(*next(fitting, pairs[-1]), width)]

    return draw


class Masthead(Sheet):
    """The line on top of a screen."""

    DEFAULT_CSS = """
    Masthead { dock: top; height: 1; padding: 0 1; background: $panel; }
    """


class KeyLine(Sheet):
    """The keys of a screen, from the registry; a click on one does what the key does.

    Where there is too little room the last ones give way, but neither help nor more text, and `…` says so.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; padding: 0 1; background: $panel;
        link-style: none; link-color: $foreground; link-background: $panel;
        link-style-hover: bold; link-color-hover: $mark; link-background-hover: $cursor;
    }
    """

    def __init__(self, place: Place, titles: Callable[[], Mapping[str, str]], rows: int = 1) -> None:
        super().__init__(partial(key_line, place, titles, rows=rows))


def key_line(place: Place, titles: Callable[[], Mapping[str, str]], width: int, *, rows: int = 1) -> list[Content]:
    """The line of keys for a width, on at most so many rows; a last row for one key alone is not worth it.

    `titles` are those that the moment changes (an empty one hides the key).
    """
    renamed = titles()
    entries: list[tuple[str, Content]] = []
    for action in actions_of(place):
        title = renamed.get(action.id, action.title)
        if action.footer and title:
            click = Style.from_meta({"@click": action.target})
            entry = join(ui_text(key_name(action.keys[0]), "bold $mark"), ui_text(f" {title}"))
            entries.append((action.id, entry.stylize(click)))
    lines = _rows([entry for _, entry in entries], width)
    rows = rows - 1 if len(lines) == rows > 1 == len(lines[-1]) else rows
    if len(lines) > rows:
        kept = {name for name, _ in entries if name in _STAYING}
        for name, _ in entries:
            lines = _rows(_marked(entries, {*kept, name}), width)
            kept |= {name} if len(lines) <= rows else set()
        lines = _rows(_marked(entries, kept), width)
    return [fitted(ui_text(" " * _GAP).join(line), width) for line in lines[:rows]]


def _marked(entries: Sequence[tuple[str, Content]], kept: Set[str]) -> list[Content]:
    """Those of the entries that are kept; behind the last of them that might have given way a mark for the others."""
    last = next((name for name, _ in reversed(entries) if name in kept and name not in _STAYING), "")
    mark = ui_text(_MORE, "$quiet")
    return [join(entry, mark) if name == last else entry for name, entry in entries if name in kept]


def _rows(entries: Sequence[Content], width: int) -> list[list[Content]]:
    """The entries in rows, each as full as it can be."""
    found: list[list[Content]] = [[]]
    room = width
    for entry in entries:
        if found[-1] and entry.cell_length > room:
            found.append([])
            room = width
        found[-1].append(entry)
        room -= entry.cell_length + _GAP
    return found


class TooSmall(Widget):
    """Covers everything and says what is needed."""

    DEFAULT_CSS = """
    TooSmall { layer: notice; display: none; width: 100%; height: 100%; background: $background; padding: 0 1; }
    """

    def render(self) -> RenderResult:
        """The notice."""
        has = self.app.size
        return ui_text(f"This needs a terminal of {LEAST[0]}×{LEAST[1]}; this one has {has.width}×{has.height}.")
