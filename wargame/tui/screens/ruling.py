"""Moves lie open: one after the other is ruled before everybody's eyes, then the turn is closed."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize

from wargame.table import Close, MoveView, Rule
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtRuling
from wargame.tui.messages import Asked
from wargame.tui.position import Position
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import ui_text
from wargame.tui.widgets.card import full_card_lines
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.ruling import move_lines, moves_line
from wargame.tui.widgets.sheet import Reading, Sheet


class RulingScreen(SceneScreen):
    """One move at a time. It stays after its roll until somebody goes on; resumed, the last ruling shows again."""

    CSS_PATH = "ruling.tcss"
    BINDINGS = bindings_of("ruling")
    place = "ruling"
    scene: AtRuling

    def __init__(self, position: Position, scene: AtRuling) -> None:
        super().__init__(position, scene)
        self.turn = position.eyes.turn
        self.seat = _first(position)
        self._ruled = _ruled(position)

    @property
    def move(self) -> MoveView | None:
        """The move that is on the screen."""
        return next((move for move in self.position.eyes.moves if move.seat == self.seat), None)

    @property
    def _next_seat(self) -> str:
        """The seat whose move is ruled next; nobody's where all are ruled."""
        return self.position.eyes.pending[0] if self.position.eyes.pending else "nobody"

    def masthead(self) -> tuple[Content, Content]:
        """Where the game stands."""
        return self.where(), self.corner(ui_text("the moves lie open", "$quiet"))

    def titles(self) -> dict[str, str]:
        """What Enter does now."""
        view, move = self.position.eyes, self.move
        if move is not None and not move.ruled:
            seat = self.position.deck.seats[move.seat].title
            go_on = "Let the dice fall" if not move.unseen else f"{seat} acts"
        elif view.pending:
            go_on = f"Next: {self.position.deck.seats[view.pending[0]].title}"
        else:
            go_on = "Close the turn" if view.turn < view.turns else "Close the last turn"
        local = view.pending and move is not None and move.ruled
        if not self.position.post.plays or not (local or self.may_go_on(self._next_seat)):
            go_on = ""
        card = "Card in full" if move is not None and move.card is not None else ""
        return {"go_on": go_on, "read_move": card, "board": "Board" if self.narrow else ""}

    def body(self) -> ComposeResult:
        """All moves in a line, the one that is ruled, and where there is room the board."""
        yield Sheet(id="moves")
        with Horizontal(id="columns"):
            with Reading(id="reading"):
                yield Sheet(id="move")
            with Reading(id="aside"):
                yield Sheet(id="board")

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def update(self) -> None:
        """Show the position."""
        view = self.position.eyes
        ruled = _ruled(self.position)
        if view.turn != self.turn:
            self.turn, self.seat = view.turn, _first(self.position)
        elif ruled - self._ruled or (not self.position.post.plays and view.pending and not ruled):
            self.seat = _first(self.position)
        self._ruled = ruled
        move = self.move
        self.query_one("#moves", Sheet).show(partial(moves_line, view, self.seat))
        if move is not None:
            self.query_one("#move", Sheet).show(partial(move_lines, self.position.deck, view, move, self.size.height))
        self.query_one("#board", Sheet).show(self.board_draw(view))

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        if self.query("#move"):
            self.update()

    def action_go_on(self) -> None:
        """The dice fall; or the next move; or the turn is closed."""
        view, move = self.position.eyes, self.move
        if not self.position.post.plays:
            return
        if (move is None or not move.ruled or not view.pending) and not self.may_go_on(self._next_seat):
            self.wait_for_facilitator()
        elif move is not None and not move.ruled:
            self.post_message(Asked(Rule(move.seat)))
        elif view.pending:
            self.seat = view.pending[0]
            self.query_one("#reading", Reading).scroll_home(animate=False)
            self.update()
            self.retitle()
        else:
            self.post_message(Asked(Close()))

    def action_read_move(self) -> None:
        """The card in full, as everyone may read it."""
        from wargame.tui.screens.reading import ReadingPage

        move = self.move
        if move is not None and move.card is not None:
            page = ReadingPage(move.card.title, partial(full_card_lines, self.position.deck, move.card))
            self.app.push_screen(page)

    def action_board(self) -> None:
        """The board as everyone sees it."""
        from wargame.tui.screens.reading import ReadingPage

        self.app.push_screen(ReadingPage("The board", partial(board_lines, self.position.eyes)))


def _ruled(position: Position) -> frozenset[str]:
    """The seats whose moves of this turn are ruled."""
    return frozenset(move.seat for move in position.eyes.moves if move.ruled)


def _first(position: Position) -> str:
    """The move to show first: the last one that was ruled, else the one that waits, else any."""
    moves = position.eyes.moves
    ruled = [move.seat for move in moves if move.ruled and (move.card is not None or move.unseen)]
    waiting = [*position.eyes.pending, *(move.seat for move in moves)]
    return ruled[-1] if ruled else next(iter(waiting), "")
