"""What the screens of a game share: a scene of a position, where the game stands, and the board."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.events import Key, Resize

from wargame.deck import FACILITATOR
from wargame.table import View
from wargame.tui.director import Scene
from wargame.tui.messages import Said
from wargame.tui.position import Position
from wargame.tui.screens.base import BaseScreen
from wargame.tui.text import Draw, between, ui_text
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.clock import corner_text
from wargame.tui.widgets.gauge import board_lines
from wargame.words import turn_text as calendar_text

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

#: What stands between the parts of a calendar and of a clock.
_BETWEEN = " · "
#: Columns from which the title of the deck has room beside the clock.
_ROOMY = 150
#: For so many seconds after a page was answered, the key that answered it opens and turns nothing.
HASTE = 0.7
#: Rows from which lists and boards leave a line between their entries.
AIRY = 48


class SceneScreen(BaseScreen):
    """A screen of a game: it shows one scene of a position, and later positions of the same scene."""

    app: RoomApp
    #: Whether the line on top rather leaves out what this screen is than the month.
    about_gives_way: ClassVar[bool] = False

    def __init__(self, position: Position, scene: Scene) -> None:
        super().__init__()
        self.position = position
        self.scene = scene
        self._clock = ""

    def show(self, position: Position) -> None:
        """It has moved on, or was only looked at again; a screen that is being built shows it once it is there."""
        self.position = position
        if self.is_mounted:
            self._show_position()
        else:
            self.call_later(self._show_position)

    def _show_position(self) -> None:
        self.refresh_masthead()
        self.update()
        self.retitle()

    def board_draw(self, view: View) -> Draw:
        """The board of a view, with air between the gauges where the screen is high."""
        return partial(board_lines, view, airy=self.size.height >= AIRY)

    @property
    def names(self) -> Mapping[str, str]:
        """Who sits in each seat, where names are to be shown at all."""
        return self.position.desk.names if self.app.settings["names"] == "show" else {}

    def about(self) -> Content:
        """What this screen is, for the line on top."""
        raise NotImplementedError

    def mastheads(self) -> Sequence[Pair]:
        """Where the game stands, what this screen is, and the clock of the room; shorter where there is less room."""
        about, clock = self.about(), self._clock_now()
        calendar = calendar_text(self.position.public)
        turn = calendar.rpartition(_BETWEEN)[2] if self.position.public.turn else calendar
        ways = [(calendar, clock), (turn, clock), (turn, clock.partition(_BETWEEN)[0]), (turn, "")]
        if not clock or self.app.size.width >= _ROOMY:
            ways.insert(0, (turn_text(self.position), clock))
        found = [(ui_text(left, "bold"), _corner(about, right)) for left, right in ways]
        if self.about_gives_way and clock:
            found.insert(-3, (ui_text(calendar, "bold"), ui_text(clock, "bold")))
        return found

    def _clock_now(self) -> str:
        return corner_text(self.position, self.app.now(), short=self.narrow)

    def hasty(self) -> bool:
        """Whether a page was answered a moment ago, so that a key may only have been pressed twice."""
        return time.monotonic() - self.app.answered_at < HASTE

    def on_resize(self, event: Resize) -> None:
        """The line on top has another room."""
        if self.is_mounted:
            self.call_after_refresh(self.refresh_masthead)

    def tick(self) -> None:
        """Time has passed: where the clock now says something else, show it."""
        shown = self._clock_now()
        if shown != self._clock:
            self._clock = shown
            self.refresh_masthead()

    def shown_titles(self) -> Mapping[str, str]:
        """The desk is offered where it may be opened, and pacts where there are any, or may be soon."""
        post = self.position.post
        closed = {"desk": "", "floor_desk": ""} if post.is_team or not post.plays else {}
        return {**super().shown_titles(), **closed, **({} if has_pacts(self.position) else {"pacts": ""})}

    def may_go_on(self, seat: str = "") -> bool:
        """Whether this terminal may go on: the room's screen and the facilitator always, a team with its own move."""
        post = self.position.post
        return post.plays and post.viewer in (None, FACILITATOR, seat)

    def wait_for_facilitator(self) -> None:
        """Why nothing happens at a team's terminal."""
        if self.position.post.plays:
            self.post_message(Said("The facilitator's terminal goes on."))

    def take_back_line(self, line: str, sentence: str, about: str) -> bool:
        """A line about a move was not taken; whether this screen can give it back to whoever typed it."""
        return False

    def typed_ahead(self, event: Key) -> bool:
        """A key came to the app that was pressed before a line here could take it; whether the line has it now."""
        return False

    def update(self) -> None:
        """Show the present position in the body."""
        raise NotImplementedError


def _corner(about: Content, clock: str) -> Content:
    return between("  ·  ", (about, ui_text(clock, "bold"))) if clock else about


def has_pacts(position: Position) -> bool:
    """Whether anything binds or waits beside the moves, or the deck has what may."""
    view, deck = position.eyes, position.deck
    if position.ledger:
        return True
    standing = view.promises or view.deals or view.signallers or any(view.precedents_left.values())
    return bool(standing) or any(card.answers or card.commits for card in deck.cards.values())


def turn_text(position: Position) -> str:
    """`First Hour · October 2024 · turn 1 of 3`."""
    view = position.public
    return f"{view.title} · {calendar_text(view)}"
