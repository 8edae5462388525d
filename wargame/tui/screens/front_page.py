"""The turn is closed: its front page is shown to the room, after a look over it where somebody wants one."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize

from wargame.table import Next, Publish
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtPage
from wargame.tui.messages import Asked, PageWritten
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import ui_text
from wargame.tui.widgets.front_page import cover_lines, page_lines, waiting_lines
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.sheet import Reading, Sheet


class FrontPageScreen(SceneScreen):
    """First a cover, so that the page can be changed before anybody reads it; then the page, and the board."""

    CSS_PATH = "front_page.tcss"
    BINDINGS = bindings_of("front_page")
    place = "front_page"
    scene: AtPage
    #: What was written here, which the save may not have yet.
    _written: tuple[str, ...] = ()

    def masthead(self) -> tuple[Content, Content]:
        """Where the game stands."""
        return self.where(), self.corner(ui_text("the turn is closed", "$quiet"))

    def titles(self) -> dict[str, str]:
        """What Enter does now."""
        view = self.position.public
        if view.page is None:
            go_on = "Show the front page"
        elif view.practice:
            go_on = "Begin the game"
        else:
            go_on = "Open the next turn" if view.turn < view.turns else "Go on"
        if not self._may_write:
            return {"turn_page": "", "edit_page": "", "board": "Board" if self.narrow else ""}
        return {"turn_page": go_on, "board": "Board" if self.narrow else ""}

    @property
    def _may_write(self) -> bool:
        """The facilitator may, and the room at its own screen; a team may not, and is not shown what is written."""
        return self.may_go_on()

    def body(self) -> ComposeResult:
        """The page, and where there is room the board."""
        with Horizontal(id="columns"):
            with Reading(id="reading"):
                yield Sheet(id="page")
            with Reading(id="aside"):
                yield Sheet(id="board")

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        if self.query("#page"):
            self.update()

    def update(self) -> None:
        """Show the position."""
        view, page = self.position.public, self.position.page
        if self._written == (page.headline, *page.lines):
            self._written = ()  # the save has it, and may later have what somebody else writes
        cover = cover_lines if self._may_write else waiting_lines
        draw = cover if view.page is None else partial(page_lines, view.page, height=self.size.height)
        self.query_one("#page", Sheet).show(draw)
        self.query_one("#board", Sheet).show(self.board_draw(view))

    def action_turn_page(self) -> None:
        """Show the page; or go on."""
        if not self._may_write:
            self.wait_for_facilitator()
            return
        if self.position.public.page is None:
            headline, *lines = self._written or (self.position.page.headline, *self.position.page.lines)
            self.post_message(Asked(Publish(headline, tuple(lines))))
        else:
            self.post_message(Asked(Next()))

    def action_edit_page(self) -> None:
        """Write it anew; what is written is kept at every step."""
        from wargame.tui.screens.edit import EditDialog

        if not self._may_write:
            return
        shown = self._written or (self.position.page.headline, *self.position.page.lines)
        turn = self.position.public.turn

        def kept(text: str) -> PageWritten:
            self._written = _lines(text)
            return PageWritten(turn, text)

        def written(text: str | None) -> None:
            if text is not None:
                headline, *lines = _lines(text)
                self.post_message(Asked(Publish(headline, tuple(lines))))

        self.app.push_screen(
            EditDialog("The front page: its first line is the headline", "\n".join(shown), kept), written
        )

    def action_board(self) -> None:
        """The board as everyone sees it."""
        from wargame.tui.screens.reading import ReadingPage

        self.app.push_screen(ReadingPage("The board", partial(board_lines, self.position.public)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
