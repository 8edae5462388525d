"""The facilitator's desk: who plays which seat, how the room sits, the clock, names, and the code of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve
from textual.app import ComposeResult
from textual.content import Content

from wargame.table import (
    LONGEST_CODE,
    LONGEST_NAMES,
    PERSON,
    RULINGS,
    SITTINGS,
    GiveWord,
    RoomClock,
    Sit,
    Table,
    Timing,
    bot_players,
    extended,
    floor_dropped,
    ignored,
    paused,
    room_ends,
    time_text,
)
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Arranged, Asked, PlacesWanted, Said
from wargame.tui.position import Position
from wargame.tui.screens.ask import Ask, AskEnd, AskUnseen
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, heading, join, ui_text, unshowable, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.clock import clock_content
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.poll import polled_text
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import RULINGS_TITLES, SITTING_TITLES, player_title

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

    def titles(self) -> dict[str, str]:
        """A poll is offered where the deck asks one."""
        return {} if self.position.deck.poll else {"polls": ""}

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
        rows += self._game_rows()
        if deck.poll:
            rows += [_title("Asked before the first move, and again after the ending")]
            rows += [Row("poll", partial(_value, "Poll", polled_text(self.position)))]
        rows += [
            _title("The room"),
            Row("sitting", partial(_value, "It sits", SITTING_TITLES[desk.sitting])),
            Row("rulings", partial(_value, "Moves are ruled", RULINGS_TITLES[desk.rulings])),
            Row("ends", partial(_value, "It must be empty", self._ends_at())),
            Row("code", partial(_value, "Code of this desk", "set" if desk.locked else "none")),
        ]
        return rows + ([Row("uncode", partial(_plain, "Take the code away"))] if desk.locked else [])

    def _game_rows(self) -> list[Row]:
        """What is done to the game itself: words for its dice, before the first move; and its latest events undone."""
        view, deck = self.position.public, self.position.deck
        if view.phase == "ended":
            return []
        people = [seat for seat in deck.seats if seat in self.position.people]
        early = view.phase == "plan" and view.turn <= 1 and not any(seat.handed_in for seat in view.seats)
        words = [
            Row(
                f"word:{seat}",
                partial(_value, f"A word for the dice, {deck.seats[seat].title}", view.words.get(seat, "")),
            )
            for seat in people
            if early
        ]
        return [_title("The game"), *words, Row("rewind", partial(_plain, "Rewind: go on from an earlier event"))]

    def alter_poll(self, seat: str) -> None:
        """Count the slips of the poll."""
        self.action_polls()

    def action_polls(self) -> None:
        """Count the slips of the poll."""
        from wargame.tui.screens.poll import PollPage

        if self.position.deck.poll:
            self.app.push_screen(PollPage(self.position))

    def alter_rewind(self, seat: str) -> None:
        """The app reads the latest events, and asks which."""
        self.app.post_message(PlacesWanted(self.position.post.eyes))

    def alter_word(self, seat: str) -> None:
        """A word that goes into the key of the dice, once."""
        title = self.position.deck.seats[seat].title
        if seat in self.position.public.words:
            self.app.post_message(Said(f"{title} has given its word."))
            return

        def answered(text: str | None) -> None:
            if text:
                self.app.post_message(Asked(GiveWord(seat, text.strip())))

        note = "One word without blanks; with it nobody alone has made the dice. It can't be changed."
        self.app.push_screen(Ask(f"A word for the dice, from {title}", note, longest=40, against=_no_word), answered)

    def _seat(self, seat: str, width: int) -> list[Content]:
        player = next(each.player for each in self.position.public.seats if each.id == seat)
        return [join(seat_name(self.position.public, seat), ui_text(f"  {player_title(player)}"))]

    def on_choices_picked(self) -> None:
        """A click on the marked line changes it."""
        self.action_alter()

    def action_alter(self) -> None:
        """Change what is marked."""
        kind, _, seat = self.query_one(Choices).current.partition(":")
        _ALTER[kind](self, seat)

    def alter_seat(self, seat: str) -> None:
        """People, or one of the bots; a bot that is to choose hands in at once, so that is asked twice."""
        title = self.position.deck.seats[seat].title
        view = self.position.public
        present = next(each.player for each in view.seats if each.id == seat)
        chooses = view.phase == "plan" and not any(each.id == seat and each.handed_in for each in view.seats)

        def chosen(player: str | None) -> None:
            if player is None or player == present:
                return
            if player == PERSON or not chooses:
                self.app.post_message(Asked(Sit(seat, player)))
                return
            from wargame.tui.screens.confirm import Confirm

            def sure(yes: bool | None) -> None:
                if yes:
                    self.app.post_message(Asked(Sit(seat, player)))

            note = "It hands in its move for this turn at once, and that can't be taken back."
            self.app.push_screen(Confirm(f"Give {title} to a bot?", note, "Seat the bot"), sure)

        self._pick(
            f"Who plays {title}",
            {each: player_title(each) for each in (PERSON, *bot_players(self.position.deck, seat))},
            chosen,
        )

    def _pick(self, title: str, choices: Mapping[str, str], chosen: Callable[[str | None], None]) -> None:
        from wargame.tui.screens.pick import Pick

        self.app.push_screen(Pick(title, [Row(each, partial(_plain, text)) for each, text in choices.items()]), chosen)

    def alter_names(self, seat: str) -> None:
        """Who sits there."""
        title = self.position.deck.seats[seat].title
        self._ask(
            Ask(
                f"Who sits in {title}",
                "As they want to be called. Leave it empty to take the names away.",
                self._names(seat),
                longest=LONGEST_NAMES,
                against=_unfit_names,
            ),
            lambda table, text: table.name_members(seat, text),
        )

    def _names(self, seat: str) -> str:
        return self.position.desk.names.get(seat, "")

    def alter_sitting(self, seat: str) -> None:
        """Another way to sit."""

        def chosen(sitting: str | None) -> None:
            for each in SITTINGS:
                if each == sitting:
                    self._arrange(partial(Table.arrange, sitting=each))

        self._pick("How the room sits", {each: SITTING_TITLES[each] for each in SITTINGS}, chosen)

    def alter_rulings(self, seat: str) -> None:
        """The umpire rules, or the rules do."""

        def chosen(rulings: str | None) -> None:
            for each in RULINGS:
                if each == rulings:
                    self._arrange(partial(Table.leave_rulings, rulings=each))

        self._pick("How moves are ruled", RULINGS_TITLES, chosen)

    def alter_ends(self, seat: str) -> None:
        """When the room must be empty."""
        self._ask(AskEnd(self.app.now(), _time(self.position.desk.clock.ends_at)), self._end_at)

    def alter_code(self, seat: str) -> None:
        """A code for the desk, typed twice."""

        def first(code: str | None) -> None:
            if code:
                again = AskUnseen(
                    "The same code again", "So that no slip of the finger locks anybody out.", longest=LONGEST_CODE
                )
                self.app.push_screen(again, partial(second, code))

        def second(code: str, again: str | None) -> None:
            if again == code:
                self._arrange(lambda table: table.lock(code), "The code of this desk is set.")
            elif again is not None:
                self.app.post_message(Said("The two were not the same; the code stays as it was."))

        self.app.push_screen(
            AskUnseen("A code for this desk", "Asked for whenever the desk is opened.", longest=LONGEST_CODE), first
        )

    def alter_uncode(self, seat: str) -> None:
        """No code any more."""
        from wargame.tui.screens.confirm import Confirm

        def sure(yes: bool | None) -> None:
            if yes:
                self._arrange(lambda table: table.lock(""), "The desk has no code any more.")

        self.app.push_screen(
            Confirm("Take the code of this desk away?", "Anybody may open it then.", "Take it away"), sure
        )

    def _ends_at(self) -> str:
        at = self.position.desk.clock.ends_at
        return "" if at is None else time_text(at, self.app.now())

    def _end_at(self, table: Table, text: str) -> None:
        if text.strip() == _time(table.desk().clock.ends_at):
            return
        end = room_ends(text, self.app.now())
        table.change_clock(lambda clock, when: evolve(clock, ends_at=end))

    def _ask(self, question: Ask, do: Callable[[Table, str], object]) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._arrange(lambda table: do(table, text))

        self.app.push_screen(question, answered)

    def _arrange(self, do: Callable[[Table], object], done: str = "") -> None:
        self.app.post_message(Arranged(do, done))

    def _set(self, change: Callable[[RoomClock, Timing], RoomClock]) -> None:
        self._arrange(lambda table: table.change_clock(change))

    def action_stop_clock(self) -> None:
        """Stop it, or let it run."""
        now = self.app.now()
        self._set(lambda clock, when: paused(clock, when, now))

    def action_more_time(self) -> None:
        """A minute more."""
        self._set(extended)

    def action_ignore_time(self) -> None:
        """As long as it takes."""
        self._set(ignored)

    def action_drop_floor(self) -> None:
        """One floor fewer this turn."""
        deck = self.position.deck
        self._set(lambda clock, when: floor_dropped(clock, when, deck.pace, len(deck.seats)))

    def action_leave_desk(self) -> None:
        """Back to the game."""
        self.dismiss(None)


_ALTER: dict[str, Callable[[Desk, str], None]] = {
    "seat": Desk.alter_seat,
    "names": Desk.alter_names,
    "sitting": Desk.alter_sitting,
    "rulings": Desk.alter_rulings,
    "ends": Desk.alter_ends,
    "code": Desk.alter_code,
    "uncode": Desk.alter_uncode,
    "rewind": Desk.alter_rewind,
    "word": Desk.alter_word,
    "poll": Desk.alter_poll,
}


def head_lines(width: int) -> list[Content]:
    """What this is."""
    return [heading(ui_text("The facilitator's desk", "bold $mark"), width)]


def _unfit_names(text: str) -> str:
    return "Names can't hold characters that no terminal shows." if unshowable(text) else ""


def _no_word(text: str) -> str:
    return "One word, without blanks." if len(text.split()) > 1 else ""


def _title(text: str) -> Row:
    return Row("", lambda width: [EMPTY, ui_text(text, "bold")])


def _plain(text: str, width: int) -> list[Content]:
    return wrapped(ui_text(text), width)


def _value(title: str, value: str, width: int) -> list[Content]:
    shown = ui_text(value) if value else ui_text("not said", "$quiet")
    return wrapped(join(ui_text(f"{title}: ", "$quiet"), shown), width, hang=2)


def _time(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000).strftime("%H:%M") if at else ""
