"""The pages of a screen in one line, the present one marked; where they have no room, those around it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from wargame.tui.text import EMPTY, between, fitted, join, ui_text

_GAP = "  "
#: Stands for the pages that have no room.
_MORE = " …"


def tab_line(titles: Sequence[str], current: int, width: int) -> Content:
    """The titles with their numbers, from 1; `current` is the place of the present one, from 0."""
    wide = [ui_text(title).cell_length + len("▸1 ") + len(_GAP) for title in titles]
    room = width + len(_GAP)
    first = 0
    while first < current and sum(wide[first : current + 1]) + len(_MORE) * bool(first) > room - len(_MORE):
        first += 1
    last = current + 1
    while last < len(titles) and (
        sum(wide[first : last + 1]) + len(_MORE) * (bool(first) + (last + 1 < len(titles))) <= room
    ):
        last += 1
    shown = between(_GAP, (_tab(place, titles[place], place == current) for place in range(first, last)))
    more = ui_text(_MORE, "$quiet")
    return fitted(join(more if first else EMPTY, shown, more if last < len(titles) else EMPTY), width)


def _tab(place: int, title: str, present: bool) -> Content:
    return ui_text(f"{'▸' if present else ' '}{place + 1} {title}", "bold $mark" if present else "$quiet")
