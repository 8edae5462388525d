"""Between two teams: whose turn it is to look, and what everyone may know. Nothing here is private."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from wargame.deck import listed
from wargame.tui.actions import bindings_of
from wargame.tui.director import HandOver
from wargame.tui.messages import Looked
from wargame.tui.position import Position
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import EMPTY, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.news import month_lines, news_lines, sealed_lines, seat_name, seats_lines
from wargame.tui.widgets.sheet import Reading, Sheet


class HandOverScreen(SceneScreen):
    """The screen is passed to a team; Enter opens its table."""

    CSS_PATH = "handover.tcss"
    BINDINGS = bindings_of("handover")
    place = "handover"
    about_gives_way = True
    scene: HandOver

    def about(self) -> Content:
        """Nothing private is on it."""
        return ui_text("everyone may look", "$quiet")

    def titles(self) -> dict[str, str]:
        """Whose table opens."""
        seat = self.position.deck.seats[self.scene.seat].title
        return {"look": f"Open the table of {seat}", "board": "Board" if self.narrow else ""}

    def body(self) -> ComposeResult:
        """Who is to look, what is new, and where there is room the board."""
        yield Sheet(id="pass")
        with Horizontal(id="columns"):
            with Reading(id="reading"):
                yield Sheet(id="news")
            with Reading(id="aside"):
                yield Sheet(id="board")

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def update(self) -> None:
        """Show the position."""
        self.query_one("#pass", Sheet).show(partial(pass_lines, self.position, self.scene.seat))
        self.query_one("#news", Sheet).show(partial(public_lines, self.position))
        self.query_one("#board", Sheet).show(self.board_draw(self.position.public))

    def action_look(self) -> None:
        """The team is alone with the screen."""
        if not self.hasty():
            self.post_message(Looked(self.scene.seat))

    def action_board(self) -> None:
        """The board as everyone sees it."""
        from wargame.tui.screens.reading import ReadingPage

        self.app.push_screen(ReadingPage("The board", partial(board_lines, self.position.public)))


def pass_lines(position: Position, seat: str, width: int) -> list[Content]:
    """Whose turn it is to look."""
    text = join(ui_text("Pass the screen to "), seat_name(position.public, seat), ui_text("."))
    others = [each.title for each in position.public.seats if each.id != seat]
    away = f"{listed(others)}: look away." if len(others) < 3 else "The others look away."
    return [*wrapped(text.stylize("bold"), width), *wrapped(ui_text(away), width)]


def public_lines(position: Position, width: int) -> list[Content]:
    """The turn's brief and the public news; in the first turn also the deck's summary and who sits at the table."""
    view = position.public
    found = [*month_lines(view, width), EMPTY]
    news = news_lines(position.deck, view.news, frozenset(), width)
    if news:
        found += [*news, EMPTY]
    sealed = sealed_lines(position.deck, view.news, width)
    if sealed:
        found += [*sealed, EMPTY]
    if view.turn <= 1:
        found += [*paragraphs(position.deck.summary, width, "$quiet"), EMPTY, *seats_lines(view, width)]
    return found
