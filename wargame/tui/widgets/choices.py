"""A list with a mark that arrows, `j`, `k` and the mouse move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Spacing
from textual.message import Message

from wargame.tui.text import EMPTY, fitted, join, ui_text
from wargame.tui.widgets.sheet import Sheet


@frozen
class Row:
    """One entry: what it is called in the code, and how it is drawn for a width. A row without an id is no choice.

    `above` stands in the empty line before it, where the list has such lines.
    """

    id: str
    draw: Callable[[int], list[Content]]
    above: Content = EMPTY


class Choices(Sheet):
    """Rows of one line or several; the marked one has a bar at its side and a shade behind it."""

    class Picked(Message):
        """Somebody clicked on the row that was marked already."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Marked(Message):
        """The mark has moved."""

    def __init__(self, *, id: str | None = None, gap: int = 0) -> None:  # noqa: A002
        super().__init__(self._draw_rows, id=id)
        self._rows: tuple[Row, ...] = ()
        self._cursor = 0
        self._plain: list[list[Content]] = []
        self._tops: list[int] = []
        self._gap = gap

    @property
    def current(self) -> str:
        """The id of the marked row, or nothing where there is none."""
        return self._rows[self._cursor].id if self._rows else ""

    def set_rows(self, rows: Sequence[Row], current: str = "") -> None:
        """Show these rows; the mark stays on the same id where it can, else near where it was."""
        wanted, before = current or self.current, self._cursor
        self._rows = tuple(rows)
        choices = [place for place, row in enumerate(self._rows) if row.id]
        found = (place for place in choices if self._rows[place].id == wanted)
        near = min(choices, key=lambda place: abs(place - before), default=0)
        self._cursor = next(found, near)
        self.redraw()
        self.call_after_refresh(self._show_cursor)

    def move(self, steps: int) -> None:
        """Move the mark by a number of choices; it stops at the ends."""
        places = [place for place, row in enumerate(self._rows) if row.id]
        if self._cursor in places:
            there = max(0, min(len(places) - 1, places.index(self._cursor) + steps))
            self._mark(places[there])

    def first(self) -> None:
        """Mark the first choice."""
        self.move(-len(self._rows))

    def last(self) -> None:
        """Mark the last choice."""
        self.move(len(self._rows))

    def _mark(self, place: int) -> None:
        if place == self._cursor:
            return
        before, self._cursor = self._cursor, place
        if self._drawn is not None:
            width, lines = self._drawn
            for each in (before, place):
                lines[self._tops[each] : self._tops[each] + len(self._plain[each])] = self._row(each, width)
        self.refresh(self._region(before), self._region(place))
        self._show_cursor()
        self.post_message(self.Marked())

    def _draw_rows(self, width: int) -> list[Content]:
        found: list[Content] = []
        self._tops = []
        self._plain = [row.draw(width - 2) for row in self._rows]
        for place, row in enumerate(self._rows):
            if place and self._gap:
                found.extend([join(ui_text("  "), row.above) if row.above.plain else EMPTY] * self._gap)
            self._tops.append(len(found))
            found.extend(self._row(place, width))
        self._tops.append(len(found) + self._gap)
        return found

    def _row(self, place: int, width: int) -> list[Content]:
        return [self._framed(line, place, width) for line in self._plain[place]]

    def _framed(self, line: Content, place: int, width: int) -> Content:
        if place != self._cursor or not self._rows[place].id:
            return join(ui_text("  "), line)
        return fitted(join(ui_text("▌ ", "$mark"), line), width).stylize_before("on $cursor")

    def _region(self, place: int) -> Region:
        if place + 1 >= len(self._tops):
            return Region()
        top = self._tops[place]
        return Region(0, top, self.size.width, self._tops[place + 1] - top)

    def _show_cursor(self) -> None:
        scroll = self.parent
        if self._rows and scroll is not None and hasattr(scroll, "scroll_to_region"):
            above = 99 if self._cursor == 0 else 0
            region = self._region(self._cursor)
            scroll.scroll_to_region(region.grow(Spacing(min(above, region.y), 0, 0, 0)), animate=False)

    def on_click(self, event: Click) -> None:
        """The first click moves the mark, one on the marked row picks it."""
        for place, row in enumerate(self._rows):
            if row.id and event.y in range(self._tops[place], self._tops[place + 1]):
                if place == self._cursor:
                    self.post_message(self.Picked(row.id))
                else:
                    self._mark(place)
