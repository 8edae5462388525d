"""Seats choose, and a screen that several share shows the board, the news and who is ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from wargame.deck import FACILITATOR, PUBLIC, listed
from wargame.table import LONGEST_CODE, PERSON, TakeBack
from wargame.tui.actions import bindings_of
from wargame.tui.director import ROOM, AtWall
from wargame.tui.messages import Asked, SlipsTurnedOver
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import ui_text
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.pacts import speakers
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.tui.widgets.wall import ready_lines, slip_row, wall_news


class WallScreen(SceneScreen):
    """The board on one side, who is ready and what is new on the other; slips are typed in over it, unseen."""

    CSS_PATH = "wall.tcss"
    BINDINGS = bindings_of("wall")
    place = "wall"
    scene: AtWall

    def about(self) -> Content:
        """Whose screen it is."""
        eyes = self.position.eyes.viewer
        if self.position.post == ROOM and self._showing:
            about = "cards are shown first"
        elif eyes == FACILITATOR:
            about = "the facilitator's screen"
        elif self.scene.slips:
            about = "on the wall"
        elif eyes in self.position.deck.seats:
            about = f"the screen of {self.position.deck.seats[eyes].title}"
        else:
            about = "watching"
        return ui_text(about, "$quiet")

    def titles(self) -> dict[str, str]:
        """Slips only where they are typed; turned over once all are in."""
        undo = {"undo_move": "Take back" if self._own_move else ""}
        if self._showing:
            show = "Show cards" if self._may_show else ""
            return {**dict.fromkeys(("slip", "peek"), ""), "turn_over": show, **undo}
        if not self.scene.slips:
            return {**dict.fromkeys(("turn_over", "slip", "peek"), ""), **undo}
        ready = not self._missing
        return {
            "turn_over": "Turn the moves over" if ready else "",
            "peek": "" if not self.position.slips else "Show a slip",
            **undo,
        }

    @property
    def _showing(self) -> bool:
        """Whether seats show what they may play before anybody chooses."""
        return self.position.public.phase == "signal"

    @property
    def _may_show(self) -> bool:
        """Whether somebody at this screen has still to show cards."""
        view = self.position.public
        left = [seat for seat in view.signallers if seat not in view.signalled]
        return self._showing and any(seat in left for seat in speakers(self.position))

    @property
    def _own_move(self) -> str:
        """The seat whose terminal this is, where its move is sealed and others still choose; else nobody's."""
        view, post = self.position.public, self.position.post
        own = (seat.id for seat in view.seats if seat.id == post.viewer and seat.handed_in and seat.player == PERSON)
        return next(own, "") if post.plays and view.phase == "plan" else ""

    @property
    def _waiting(self) -> tuple[str, ...]:
        """The seats of people that have not handed in."""
        handed = {seat.id for seat in self.position.public.seats if seat.handed_in}
        return tuple(seat for seat in self.position.people if seat not in handed)

    @property
    def _missing(self) -> tuple[str, ...]:
        return tuple(seat for seat in self._waiting if seat not in self.position.slips)

    def body(self) -> ComposeResult:
        """The board, and what is new."""
        with Horizontal(id="columns"):
            with Reading(id="aside"):
                yield Sheet(id="board")
                yield Sheet(id="ready-below")
            with Reading(id="reading"):
                yield Sheet(id="ready-above")
                yield Sheet(id="news")

    def on_mount(self) -> None:
        """Show the position; beside a long board it is said first who is ready."""
        self.set_class(self.position.eyes.viewer != PUBLIC, "-long")
        self.update()

    def update(self) -> None:
        """Show the position."""
        self.query_one("#board", Sheet).show(self.board_draw(self.position.eyes))
        for place in ("#ready-above", "#ready-below"):
            self.query_one(place, Sheet).show(
                partial(ready_lines, self.position, self.names, self.position.desk.sitting == "wall")
            )
        self.query_one("#news", Sheet).show(partial(wall_news, self.position))

    def action_slip(self) -> None:
        """Whose slip, and then its code."""
        if not self.scene.slips or not self._waiting:
            return

        def chosen(seat: str | None) -> None:
            if seat is not None:
                self._type(seat)

        self._pick("Whose slip?", self._waiting, chosen)

    def _type(self, seat: str) -> None:
        from wargame.tui.screens.ask import AskSlip

        self.app.push_screen(AskSlip(seat, self.position.deck.seats[seat].title, LONGEST_CODE))

    def action_peek(self) -> None:
        """Whose slip is to be shown to its team."""
        seats = tuple(seat for seat in self._waiting if seat in self.position.slips)
        if not self.scene.slips or not seats:
            return

        def chosen(seat: str | None) -> None:
            from wargame.tui.screens.peek import Peek

            if seat is not None:
                self.app.clear_notifications()
                self.app.push_screen(Peek(seat, self.position.deck.seats[seat].title))

        self._pick("Whose slip is to be shown, to that team alone?", seats, chosen)

    def _pick(self, title: str, seats: tuple[str, ...], chosen: Callable[[str | None], None]) -> None:
        from wargame.tui.screens.pick import Pick

        rows = [Row(seat, partial(slip_row, self.position, seat)) for seat in seats]
        first = next((seat for seat in seats if seat not in self.position.slips), "")
        self.app.push_screen(Pick(title, rows, first), chosen)

    def action_turn_over(self) -> None:
        """All slips are in: turn the moves over. Where cards are shown first, the page on which they are."""
        if self._may_show:
            self.app.action_pacts()
        if not self.scene.slips:
            return
        if self._missing:
            self.say_missing()
        elif not self.hasty():
            self.post_message(SlipsTurnedOver())

    def action_undo_move(self) -> None:
        """The team's own sealed move, while the others still choose."""
        if self._own_move:
            self.post_message(Asked(TakeBack(self._own_move)))

    def say_missing(self) -> None:
        """Whose slip is still to come."""
        from wargame.tui.messages import Said

        titles = listed(self.position.deck.seats[seat].title for seat in self._missing)
        self.post_message(Said(f"Still waiting for the slip of {titles}: s types one in."))

    def action_board(self) -> None:
        """The board alone, with room around it."""
        from wargame.tui.screens.reading import ReadingPage

        self.app.push_screen(ReadingPage("The board", partial(board_lines, self.position.eyes)))
