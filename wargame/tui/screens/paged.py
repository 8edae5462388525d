"""A screen with pages: a narrow one shows one at a time under a line of tabs, a wide one all of them side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content

from wargame.tui.screens.base import BaseScreen
from wargame.tui.text import between, heading, ui_text
from wargame.tui.widgets.sheet import Reading, Sheet


class Paged(BaseScreen):
    """`PAGES` has the tab of each page by its id; the page's pane is `ID-pane` and what scrolls in it `ID-scroll`.

    `page` is the one that shows; where all of them show, the one that the keys for scrolling scroll.
    """

    PAGES: ClassVar[Mapping[str, str]]
    page: str

    def turn_to(self, page: str) -> None:
        """Show a page."""
        self.page = page
        for each in self.PAGES:
            self.query_one(f"#{each}-pane").set_class(each == page, "current")
        self.redraw_headings()
        self.retitle()

    def page_after(self) -> str:
        """The page that follows the one that shows, the first after the last."""
        pages = tuple(self.PAGES)
        return pages[(pages.index(self.page) + 1) % len(pages)]

    def reading(self) -> Reading | None:
        """The page that the keys for scrolling scroll."""
        return self.query_one_optional(f"#{self.page}-scroll", Reading)

    def page_heading(self, page: str, width: int) -> list[Content]:
        """What stands above a page: its tab, on a narrow screen those of all."""
        pages = self.PAGES if self.narrow else (page,)
        return [heading(between("  ", (self.tab(each) for each in pages)), width)]

    def tab(self, page: str) -> Content:
        """The tab of a page."""
        present = page == self.page
        return ui_text(f"{'▸' if present else ' '}{self.PAGES[page]}", "bold $mark" if present else "$quiet")

    def redraw_headings(self) -> None:
        """They differ with the page that shows, and with the width."""
        for head in self.query(".head").results(Sheet):
            head.redraw()
