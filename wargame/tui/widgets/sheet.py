"""Text that is laid out anew for whatever width it gets."""

from __future__ import annotations

from typing import Self

from attrs import frozen
from textual.app import RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from wargame.tui.text import Draw


def nothing(width: int) -> list[Content]:
    """A sheet that is still empty."""
    return []


@frozen
class _Rendered:
    """A line as it was rendered, and for what."""

    line: Content
    width: int
    style: Style
    strip: Strip


class Sheet(Widget):
    """Shows the lines that a drawing function makes for the present width; takes nothing but content."""

    DEFAULT_CSS = """
    Sheet { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, draw: Draw = nothing, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        self._rendered: dict[int, _Rendered] = {}
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._drawn: tuple[int, list[Content]] | None = None

    def show(self, draw: Draw) -> None:
        """Show something else."""
        self._draw = draw
        self.redraw()

    def redraw(self) -> None:
        """Draw the lines again; the layout is disturbed only where their number changes, and nothing where none has."""
        before, self._drawn = self._drawn, None
        if before is None:
            self.refresh(layout=True)
            return
        after = self.lines(before[0])
        if len(after) != len(before[1]):
            self.refresh(layout=True)
        else:
            pairs = enumerate(zip(after, before[1], strict=True))
            changed = [Region(0, y, before[0], 1) for y, (new, old) in pairs if not new.is_same(old)]
            if changed:
                self.refresh(*changed)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Without regions everything is rendered anew, as after a change of theme."""
        if repaint and not regions:
            self._rendered.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def lines(self, width: int) -> list[Content]:
        """The lines for a width in cells."""
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """A sheet takes the width that there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self.lines(width))

    def render(self) -> RenderResult:
        """The lines, one under the other."""
        return Content("\n").join(self.lines(self.content_size.width))

    def render_line(self, y: int) -> Strip:
        """One line. A line that has not changed is not rendered again: on a key mostly two of them have."""
        width, style = self.size.width, self.visual_style
        lines = self.lines(width)
        if y >= len(lines) or self.text_selection is not None:
            return super().render_line(y)
        known = self._rendered.get(y)
        if known is None or known.line is not lines[y] or known.width != width or known.style != style:
            (strip,) = Visual.to_strips(self, lines[y], width, 1, style)
            known = self._rendered[y] = _Rendered(lines[y], width, style, strip)
        return known.strip


class Reading(VerticalScroll, can_focus=False):
    """A sheet that scrolls; the keys for it belong to the screen, so that nothing has to be focused first."""

    DEFAULT_CSS = """
    Reading { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Reading > Sheet { padding: 0 1 0 0; }
    """

    class Overflow(Message):
        """There is more text than room now, or no longer."""

    def watch_show_vertical_scrollbar(self) -> None:
        """The line of keys offers to turn the page only where there is more."""
        self.post_message(self.Overflow())
