"""Rewinding in the app: the facilitator picks an earlier event, says why, and everybody's screens stand there again.

As everywhere, threads read and write the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from textual import work
from textual.content import Content

from wargame.deck import FACILITATOR
from wargame.tui import messages
from wargame.tui.shelf import ShelfApp
from wargame.tui.text import ui_text, wrapped

if TYPE_CHECKING:
    from wargame.table import Table
    from wargame.tui.position import Position

#: How many of the latest events are offered.
_MOST = 40
#: The longest reason for a rewind, in characters.
_LONGEST = 300


class RewindApp(ShelfApp):
    """An app that can rewind a running game: the one that lies open, or the one that is looked back on."""

    replayed: Table | None

    @property
    def may_rewind(self) -> bool:
        """Whether the facilitator, or the room at its own screen, sits here."""
        return self.post.plays and self.post.viewer in (None, FACILITATOR)

    def on_places_wanted(self, message: messages.PlacesWanted) -> None:
        """Read where the game may go on from."""
        table = self.replayed or self.table
        if table is not None and self.may_rewind:
            self._read_places(table, message.viewer, message.entry)

    @work(thread=True, exclusive=True, group="log", exit_on_error=False)
    def _read_places(self, table: Table, viewer: str, entry: int | None) -> None:
        places = latest(table, viewer) if entry is None else named(table, viewer, entry)
        self.post_message(messages.PlacesFound(table, places, table.desk(), named=entry is not None))

    def on_places_found(self, message: messages.PlacesFound) -> None:
        """Ask which, and why; behind the code of the desk where there is one."""
        if message.table is not (self.replayed or self.table):
            return
        if not message.places:
            self.say("There is nothing that the game could go on from.")
        elif message.desk.locked and self.post.viewer != FACILITATOR and message.named:
            self._ask_code(message)
        else:
            self._ask_place(message)

    def _ask_code(self, message: messages.PlacesFound) -> None:
        from wargame.tui.screens.ask import AskUnseen

        def typed(code: str | None) -> None:
            if code is not None and message.desk.admits(code):
                self._ask_place(message)
            elif code is not None:
                self.say("That is not the code of this desk.", trouble=True)

        self.push_screen(AskUnseen("The code of the facilitator's desk", "Whoever keeps the desk knows it."), typed)

    def _ask_place(self, message: messages.PlacesFound) -> None:
        from wargame.tui.screens.pick import Pick
        from wargame.tui.widgets.choices import Row

        if message.named:
            self._ask_why(message.table, message.places[0])
            return

        def chosen(row: str | None) -> None:
            place = next((each for each in message.places if str(each.number) == row), None)
            if place is not None:
                self._ask_why(message.table, place)

        rows = [Row(str(each.number), partial(_place_row, each)) for each in message.places]
        self.push_screen(Pick("Go on from where the game stood after", rows), chosen)

    def _ask_why(self, table: Table, place: messages.Place) -> None:
        from wargame.tui.screens.ask import Ask

        def answered(text: str | None) -> None:
            if text is not None and self._take_turn():
                self._rewind(table, place.number, text.strip(), uuid4().hex)

        note = "Everything after it counts no more, and stays in the log. Enter rewinds the game; everybody reads why."
        self.push_screen(Ask(f"Rewind to: {place.line}. Why?", note, longest=_LONGEST), answered)

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _rewind(self, table: Table, number: int, because: str, command_id: str) -> None:
        from wargame.table import Refusal, Rewind

        answer = table.send(Rewind(number, because), command_id=command_id)
        self.post_message(messages.Answered())
        if isinstance(answer, Refusal):
            self.post_message(messages.Refused(answer.sentence))
            return
        if table is not self.table:
            self.post_message(messages.Said("The game is rewound."))
        self.post_message(messages.Rewinding(table))

    def tell_rewound(self, before: Position | None, now: Position) -> None:
        """The game stands at another place than it did: say why that is, once its screen shows."""
        if before is not None and now.public.attempt > before.public.attempt:
            self.say("The game is rewound; the log says why.")


def latest(table: Table, viewer: str) -> tuple[messages.Place, ...]:
    """The latest events that `viewer` saw, the last one first; the present position itself is none of them."""
    from wargame.table import face
    from wargame.words import tell

    found: list[messages.Place] = []
    for event in reversed(table.events[1:]):
        shown = face(table.deck, event, viewer)
        if shown is not None and table.has_more_after(event.seq):
            found.append(messages.Place(event.seq, tell(table.deck, shown)[0].rstrip(".")))
        if len(found) == _MOST:
            break
    return tuple(found)


def named(table: Table, viewer: str, entry: int) -> tuple[messages.Place, ...]:
    """The event behind an entry of a viewer's own log, where the game can go on from it."""
    from wargame.table import face
    from wargame.words import tell

    number = table.event_of(entry, viewer)
    if number is None or number < 2 or not table.has_more_after(number):
        return ()
    shown = face(table.deck, table.events[number - 1], viewer)
    return () if shown is None else (messages.Place(number, tell(table.deck, shown)[0].rstrip(".")),)


def _place_row(place: messages.Place, width: int) -> list[Content]:
    return wrapped(ui_text(place.line), width, hang=2)[:2]
