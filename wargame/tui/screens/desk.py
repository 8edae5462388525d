"""The facilitator's desk: who plays which seat, how the room sits, the clock, names, and the code of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve
from textual.app import ComposeResult
from textual.content import Content

from wargame.table import (
    SITTINGS,
    RoomClock,
    Sit,
    Table,
    bot_players,
    extended,
    floor_dropped,
    ignored,
    paused,
    room_ends,
)
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Arranged, Asked
from wargame.tui.position import Position
from wargame.tui.screens.ask import Ask, AskUnseen
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.clock import clock_content
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import SITTING_TITLES, player_title

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp


class Desk(Dialog[None]):
    """What the facilitator may change at any time; nothing secret is on it, so it may be opened before the room."""

    CSS_PATH = "desk.tcss"
    BINDINGS = bindings_of("desk")
    AUTO_FOCUS = ""
    place = "desk"
    app: RoomApp

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position

    def body(self) -> ComposeResult:
        """The clock, and a line for everything that can be changed."""
        yield Sheet(head_lines, id="head")
        yield Sheet(self._clock, id="clock")
        with Reading(id="reading"):
            yield Choices(id="rows")

    def on_mount(self) -> None:
        """Show what lies there."""
        self.show(self.position)
        self.set_interval(5, self.query_one("#clock", Sheet).redraw)

    def show(self, position: Position) -> None:
        """Something has changed."""
        self.position = position
        self.query_one(Choices).set_rows(self._rows())
        self.query_one("#clock", Sheet).redraw()

    def _clock(self, width: int) -> list[Content]:
        return clock_content(self.position, self.app.now(), width)

    def _rows(self) -> list[Row]:
        desk, deck = self.position.desk, self.position.deck
        rows = [_title("Seats: Enter seats a bot, or people")]
        rows += [Row(f"seat:{seat}", partial(self._seat, seat)) for seat in deck.seats]
        rows += [_title("Who sits there; may be left out of every print")]
        rows += [
            Row(f"names:{seat}", partial(_value, each.title, desk.names.get(seat, "")))
            for seat, each in deck.seats.items()
        ]
        rows += [
            _title("The room"),
            Row("sitting", partial(_value, "It sits", SITTING_TITLES[desk.sitting])),
            Row("ends", partial(_value, "It must be empty", _time(desk.clock.ends_at))),
            Row("code", partial(_value, "Code of this desk", "set" if desk.locked else "")),
        ]
        return rows

    def _seat(self, seat: str, width: int) -> list[Content]:
        player = next(each.player for each in self.position.public.seats if each.id == seat)
        return [join(seat_name(self.position.public, seat), ui_text(f"  {player_title(player)}"))]

    def action_up(self) -> None:
        """The line above."""
        self.query_one(Choices).move(-1)

    def action_down(self) -> None:
        """The line below."""
        self.query_one(Choices).move(1)

    def on_choices_picked(self) -> None:
        """A click on the marked line changes it."""
        self.action_alter()

    def action_alter(self) -> None:
        """Change what is marked."""
        kind, _, seat = self.query_one(Choices).current.partition(":")
        _ALTER[kind](self, seat)

    def alter_seat(self, seat: str) -> None:
        """The next of all who may play it: people, then each bot."""
        present = next(each.player for each in self.position.public.seats if each.id == seat)
        players = ("person", *bot_players())
        following = players[(players.index(present) + 1) % len(players)] if present in players else "person"
        self.app.post_message(Asked(Sit(seat, following)))

    def alter_names(self, seat: str) -> None:
        """Who sits there."""
        title = self.position.deck.seats[seat].title
        self._ask(
            Ask(f"Who sits in {title}", "As they want to be called; nothing takes the names away.", self._names(seat)),
            lambda table, text: table.name_members(seat, text),
        )

    def _names(self, seat: str) -> str:
        return self.position.desk.names.get(seat, "")

    def alter_sitting(self, seat: str) -> None:
        """The next way to sit."""
        present = SITTINGS.index(self.position.desk.sitting)
        following = SITTINGS[(present + 1) % len(SITTINGS)]
        self._arrange(lambda table: table.arrange(following))

    def alter_ends(self, seat: str) -> None:
        """When the room must be empty."""
        clock = self.position.desk.clock
        note = "17:30, or +90 for in ninety minutes; nothing takes it away."
        self._ask(
            Ask("The room must be empty at", note, _time(clock.ends_at)),
            lambda table, text: table.set_clock(evolve(table.desk().clock, ends_at=room_ends(text, self.app.now()))),
        )

    def alter_code(self, seat: str) -> None:
        """A code for the desk."""
        self._ask(
            AskUnseen("A code for this desk", "Asked for whenever the desk is opened; nothing takes it away."),
            lambda table, text: table.lock(text),
        )

    def _ask(self, question: Ask, do: Callable[[Table, str], object]) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._arrange(lambda table: do(table, text))

        self.app.push_screen(question, answered)

    def _arrange(self, do: Callable[[Table], object]) -> None:
        self.app.post_message(Arranged(do))

    def _set(self, change: Callable[[RoomClock, Table], RoomClock]) -> None:
        self._arrange(lambda table: table.set_clock(change(table.desk().clock, table)))

    def action_stop_clock(self) -> None:
        """Stop it, or let it run."""
        self._set(lambda clock, table: paused(clock, table.timing(), self.app.now()))

    def action_more_time(self) -> None:
        """A minute more."""
        self._set(lambda clock, table: extended(clock, table.timing()))

    def action_ignore_time(self) -> None:
        """As long as it takes."""
        self._set(lambda clock, table: ignored(clock, table.timing()))

    def action_drop_floor(self) -> None:
        """One floor fewer this turn."""
        self._set(lambda clock, table: floor_dropped(clock, table.timing(), table.deck.pace))

    def action_leave_desk(self) -> None:
        """Back to the game."""
        self.dismiss(None)


_ALTER: dict[str, Callable[[Desk, str], None]] = {
    "seat": Desk.alter_seat,
    "names": Desk.alter_names,
    "sitting": Desk.alter_sitting,
    "ends": Desk.alter_ends,
    "code": Desk.alter_code,
}


def head_lines(width: int) -> list[Content]:
    """What this is."""
    return [heading(ui_text("The facilitator's desk", "bold $mark"), width)]


def _title(text: str) -> Row:
    return Row("", lambda width: [EMPTY, ui_text(text, "bold")])


def _value(title: str, value: str, width: int) -> list[Content]:
    shown = ui_text(value) if value else ui_text("not said", "$quiet")
    return wrapped(join(ui_text(f"{title}: ", "$quiet"), shown), width, hang=2)


def _time(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000).strftime("%H:%M") if at else ""
