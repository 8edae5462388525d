"""The room in the app: who sits at this terminal, slips that are typed in, the facilitator's desk, and the clock.

As everywhere, threads touch the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from textual import work

from wargame.deck import FACILITATOR, PUBLIC
from wargame.deck.audience import ALL
from wargame.tui import messages
from wargame.tui.director import ROOM, AtDoor, AtTable, HandOver, Post, Scene
from wargame.tui.names import note_name
from wargame.tui.unsent import UnsentApp

if TYPE_CHECKING:
    from wargame.table import Table
    from wargame.tui.position import Position

#: Seconds after which a command that still waits for the save is mentioned.
_PATIENCE = 0.5
#: Seconds between two looks at the clock; it shows whole minutes.
_TICK = 5.0


def write_note(table: Table, author: str, audience: str, body: str) -> None:
    """A note about the last thing that happened."""
    table.add_note("scribe" if author == PUBLIC else author, audience, "note", body, about=table.last_seen(author))


def _unfit_note(text: str) -> str:
    from wargame.tui.text import unshowable

    return "A note can't hold characters that no terminal shows." if unshowable(text) else ""


def _present() -> int:
    return time.time_ns() // 1_000_000


class RoomApp(UnsentApp):
    """An app at which a room sits. `post` is who sits at this terminal, `now` the present in milliseconds, UTC."""

    def __init__(self, post: Post = ROOM, now: Callable[[], int] | None = None) -> None:
        super().__init__()
        self.now = now or _present
        self.first_post = post
        self.post = post
        self.scene: Scene | None = None
        self.answered_at = float("-inf")
        self._busy = False
        self._turns = 0
        self._tickets = count(1)
        self._writing = threading.Lock()

    def seen(self, table: Table) -> Position:
        """The table as it is now, for whoever sits here; for a thread."""
        from wargame.tui.position import look

        return look(table, self.post, next(self._tickets))

    def outdated(self, position: Position) -> bool:
        """Whether somebody else sits here by now, or a later look is shown already."""
        shown = self.position.ticket if self.position is not None else 0
        return position.post != self.post or position.ticket < shown

    def on_mount(self) -> None:
        """The clock is looked at from now on."""
        self.set_interval(_TICK, self.tick)

    def tick(self) -> None:
        """Time has passed."""
        from wargame.tui.screens.scene import SceneScreen

        for screen in self.screen_stack:
            if isinstance(screen, SceneScreen):
                screen.tick()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """A short notice."""
        raise NotImplementedError

    def note_answer(self) -> None:
        """A page was answered just now; a key that was pressed twice for it is to do no more."""
        self.answered_at = time.monotonic()

    def take_post(self, post: Post) -> None:
        """Somebody sits down here; the game is looked at anew through those eyes."""
        self.post = post
        if self.table is not None:
            self._look_anew(self.table, post)

    # One command at a time

    def _take_turn(self) -> bool:
        if self._busy:
            self.say("The last one is still being saved: once more, in a moment.")
            return False
        self._busy, self._turns = True, self._turns + 1
        self.set_timer(_PATIENCE, partial(self._mention_waiting, self._turns))
        return True

    def _mention_waiting(self, turn: int) -> None:
        if self._busy and turn == self._turns:
            self.say("Waiting for the save: another terminal is writing.")

    def _done(self) -> None:
        self._busy = False

    # What screens ask for

    def on_posted(self, message: messages.Posted) -> None:
        """Who sits here; the facilitator's screen may be behind a code."""
        if message.post.viewer == FACILITATOR:
            self._admit(lambda: self.take_post(message.post))
        else:
            self.take_post(message.post)

    def on_slip_typed(self, message: messages.SlipTyped) -> None:
        """Keep a slip."""
        if self.table is not None:
            self._take_slip(self.table, message.seat, message.code)

    def on_slip_taken(self, message: messages.SlipTaken) -> None:
        """Say so where it was typed."""
        from wargame.tui.screens.ask import AskSlip

        if isinstance(self.screen, AskSlip) and self.screen.seat == message.seat:
            self.screen.answered(message.against)
        elif message.against:
            self.say(message.against, trouble=True)
        if not message.against and self.table is not None:
            self.say(f"The slip of {self.table.deck.seats[message.seat].title} is in.")

    def on_slips_turned_over(self) -> None:
        """Hand all of them in."""
        if self.table is not None:
            self._turn_over(self.table)

    def on_slip_asked(self, message: messages.SlipAsked) -> None:
        """A team looks at its slip."""
        if self.table is not None:
            self._read_slip(self.table, message.seat)

    def on_slip_shown(self, message: messages.SlipShown) -> None:
        """It was read; show it where it was asked for, and nowhere else."""
        from wargame.tui.screens.peek import Peek

        if isinstance(self.screen, Peek) and self.screen.seat == message.seat:
            self.screen.show_slip(message.lines)

    def on_all_ruled(self) -> None:
        """Rule what can be ruled."""
        if self.table is not None and self._take_turn():
            self._rule_all(self.table)

    def on_arranged(self, message: messages.Arranged) -> None:
        """Something on the desk is changed."""
        if self.table is not None:
            self._arrange(self.table, message)

    def action_desk(self) -> None:
        """The facilitator's desk, behind its code if it has one."""
        if self.table is None or self.position is None or not self.post.plays:
            return
        if self.post.is_team:
            self.say("The desk is the facilitator's; it opens at the facilitator's terminal.")
            return
        self._admit(self._open_desk)

    def action_floor_desk(self) -> None:
        """The same, from where its key is taken."""
        self.action_desk()

    def action_pacts(self) -> None:
        """What binds and waits beside the moves."""
        from wargame.tui.screens.pacts import Pacts

        if self.table is not None and self.position is not None and not isinstance(self.screen, Pacts):
            self.push_screen(Pacts(self.position))

    def action_note(self) -> None:
        """Write something down beside the game, for those who may see this screen."""
        from wargame.tui.screens.ask import Ask

        if self.table is None or self.position is None or isinstance(self.scene, AtDoor | HandOver):
            return
        seat = self.scene.seat if isinstance(self.scene, AtTable) else self.post.eyes
        audience = ALL if seat == PUBLIC else seat
        readers = "everyone" if seat == PUBLIC else "the facilitator" if seat == FACILITATOR else "this team"

        def written(text: str | None) -> None:
            if not text or not text.strip():
                return
            body = text.strip()
            noted = f"Noted, for {readers}."
            self.post_message(messages.Arranged(lambda table: write_note(table, seat, audience, body), noted))

        about = f"Kept beside the game, for {readers}. It changes nothing."
        self.push_screen(Ask("A note", about, keep=note_name(seat), against=_unfit_note), written)

    def _open_desk(self) -> None:
        from wargame.tui.screens.desk import Desk

        if self.position is not None:
            self.clear_notifications()
            self.push_screen(Desk(self.position))

    def _admit(self, inside: Callable[[], None]) -> None:
        """Ask for the code where there is one, and go on once it is given."""
        from wargame.tui.screens.ask import AskUnseen

        position = self.position
        if position is None:
            return
        if not position.desk.locked or self.post.viewer == FACILITATOR:
            inside()
            return

        def typed(code: str | None) -> None:
            if code is None or self.position is None:
                return
            if self.position.desk.admits(code):
                inside()
            else:
                self.say("That is not the code of this desk.", trouble=True)

        note = "Whoever keeps the desk knows it."
        self.push_screen(AskUnseen("The code of the facilitator's desk", note), typed)

    def show_on_desk(self, position: Position) -> None:
        """What lies there has changed."""
        from wargame.tui.screens.desk import Desk
        from wargame.tui.screens.pacts import Pacts
        from wargame.tui.screens.poll import PollPage

        for screen in self.screen_stack:
            if isinstance(screen, Desk | Pacts | PollPage):
                screen.show(position)

    # Threads

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _rule_all(self, table: Table) -> None:
        from wargame.table import Done, Refusal

        answer = table.rule_all()
        stopped = table.rule_all() if isinstance(answer, Done) and table.state.pending else answer
        if isinstance(answer, Refusal):
            self.post_message(messages.Refused(answer.sentence))
        elif isinstance(stopped, Refusal):
            self.post_message(messages.Said(f"Ruled as far as it goes. The next one waits: {stopped.sentence}."))
        else:
            self.post_message(messages.Said("All moves of this turn are ruled; ← → look at each."))
        self.post_message(messages.Answered())
        self._tell(table)

    # None of these takes the place of another: each writes what somebody has typed.

    @work(thread=True, group="room", exit_on_error=False)
    def _take_slip(self, table: Table, seat: str, code: str) -> None:
        with self._writing:
            against = table.take_slip(seat, code)
        self.post_message(messages.SlipTaken(seat, "" if against is None else f"Not possible: {against.sentence}."))
        self._tell(table)

    @work(thread=True, group="room", exit_on_error=False)
    def _turn_over(self, table: Table) -> None:
        from wargame.table import Refusal

        with self._writing:
            answer = table.turn_over()
        if isinstance(answer, Refusal):
            self.post_message(messages.Refused(answer.sentence))
        self._tell(table)

    @work(thread=True, group="room", exit_on_error=False)
    def _read_slip(self, table: Table, seat: str) -> None:
        slip = table.slip(seat)
        if slip is None:
            lines: tuple[str, ...] = ("no slip any more",)
        elif slip.free:
            lines = ("a move of your own", "You tell what it does when all moves lie open.")
        elif slip.card is None:
            lines = ("a pass", "Nothing is handed in this turn.")
        else:
            card = next(each for each in table.view(seat).hand if each.id == slip.card)
            against = tuple(f"Not now: {refusal.sentence}." for refusal in card.refusals)
            lines = (f"{card.title} [{card.id}]", card.text, *against)
        self.post_message(messages.SlipShown(seat, lines))

    @work(thread=True, group="room", exit_on_error=False)
    def _arrange(self, table: Table, message: messages.Arranged) -> None:
        with self._writing:
            message.do(table)
        if message.done:
            self.post_message(messages.Said(message.done))
        self._tell(table)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look_anew(self, table: Table, post: Post) -> None:
        table.refresh()
        self._tell(table)

    def _tell(self, table: Table) -> None:
        self.post_message(messages.Moved(table, self.seen(table)))
