"""The turn is closed: its front page is shown to the room, after a look over it where somebody wants one."""

from __future__ import annotations

from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize

from wargame.table import MoveView, Next, Publish
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtPage
from wargame.tui.messages import Asked, PageWritten
from wargame.tui.screens.overriding import Overriding
from wargame.tui.text import ui_text
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.front_page import afterwards_lines, by_hand_lines, cover_lines, page_lines, waiting_lines
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.ruling import fate_row
from wargame.tui.widgets.sheet import Reading, Sheet


class FrontPageScreen(Overriding):
    """First a cover, so that the page can be changed before anybody reads it; then the page, and the board.

    Until the next turn opens, an outcome of this one can still be set by hand.
    """

    CSS_PATH = "front_page.tcss"
    BINDINGS = bindings_of("front_page")
    place = "front_page"
    about_gives_way = True
    scene: AtPage
    #: What was written here, which the save may not have yet.
    _written: tuple[str, ...] = ()

    def about(self) -> Content:
        """What has come to an end."""
        return ui_text("the turn is closed", "$quiet")

    @property
    def move(self) -> MoveView | None:
        """A move of which something is left to a person."""
        return next((move for move in self.position.eyes.moves if move.asks), None)

    def titles(self) -> dict[str, str]:
        """What Enter does now."""
        view = self.position.public
        unsettled = self.leads and self.move is not None
        by_hand = {
            "settle": "Settle" if unsettled else "",
            "override": "Override" if self._ruled() and self.leads else "",
        }
        if unsettled and view.page is not None:
            go_on = "Settle it"
        elif view.page is None:
            go_on = "Show the front page"
        elif view.practice:
            go_on = "Begin the game"
        else:
            go_on = "Open the next turn" if view.turn < view.turns else "Go on"
        board = {"board": "Board" if self.narrow else ""}
        return {"turn_page": go_on if self._may_write else "", **self._edit_title(), **by_hand, **board}

    def _edit_title(self) -> dict[str, str]:
        return {} if self._may_write else {"edit_page": ""}

    def _ruled(self) -> list[MoveView]:
        """The moves of the turn that were ruled in sight of this screen."""
        return [move for move in self.position.eyes.moves if move.ruled and self.can_override(move)]

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
        self.query_one("#page", Sheet).show(self._page_lines)
        self.query_one("#board", Sheet).show(self.board_draw(view))

    def _page_lines(self, width: int) -> list[Content]:
        view = self.position.public
        cover = cover_lines if self._may_write else waiting_lines
        shown = cover(width) if view.page is None else page_lines(view.page, width, height=self.size.height)
        shown += afterwards_lines(self.position.deck, self.position.eyes, width)
        return shown + (by_hand_lines(width) if self._ruled() and self.leads and view.page is not None else [])

    def action_turn_page(self) -> None:
        """Show the page; or go on."""
        if not self._may_write:
            self.wait_for_facilitator()
            return
        if self.position.public.page is None:
            headline, *lines = self._written or (self.position.page.headline, *self.position.page.lines)
            self.post_message(Asked(Publish(headline, tuple(lines))))
        elif self.move is not None and self.leads:
            self.action_settle()
        else:
            self.post_message(Asked(Next()))

    @work(exclusive=True, group="asking")
    async def action_override(self) -> None:
        """Another outcome for a move of the turn that is closed."""
        moves = self._ruled()
        if not self.leads or not moves:
            return
        view = self.position.eyes
        rows = [Row(each.id, partial(fate_row, view, each)) for each in moves]
        chosen = await self.pick("Set which outcome by hand?", rows)
        move = next((each for each in moves if each.id == chosen), None)
        if move is not None:
            await self.override_it(move)

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
