"""The deck's poll on the facilitator's desk: slips are counted, choice by choice, before the first move and after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key

from wargame.table import OCCASIONS, Occasion, PollTaken, Refusal, Table, answer_poll, set_poll_count
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Arranged, Said
from wargame.tui.position import Position
from wargame.tui.screens.base import Dialog
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.poll import choice_of, head_lines, poll_rows
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import upper_first

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

#: Digits that a count may have.
_DIGITS = 3


class PollPage(Dialog[None]):
    """Every question with its choices. What is counted is kept at every press of a key."""

    CSS_PATH = "poll.tcss"
    BINDINGS = bindings_of("poll")
    AUTO_FOCUS = ""
    place = "poll"
    app: RoomApp

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position
        self.when: Occasion = position.poll_moment
        self.seat: str | None = None
        self._typed = ""

    def titles(self) -> dict[str, str]:
        """What the keys for the occasion and the team turn to."""
        return {"other_occasion": f"Count {self._other}", "next_team": self._only(self._following)}

    def body(self) -> ComposeResult:
        """What is counted, and a line for each choice."""
        yield Sheet(id="poll-head")
        with Reading(id="reading"):
            yield Choices(id="rows")

    def on_mount(self) -> None:
        """Show what is counted."""
        self.show(self.position)

    def show(self, position: Position) -> None:
        """Something has changed."""
        self.position = position
        late = self.when in position.poll_late
        self.query_one("#poll-head", Sheet).show(partial(head_lines, position, self.when, self.seat, late))
        self.query_one(Choices).set_rows(poll_rows(position, self.when, self.seat))
        self.retitle()

    @property
    def _other(self) -> Occasion:
        return next(each for each in OCCASIONS if each != self.when)

    @property
    def _following(self) -> str | None:
        """The team after the one whose slips are counted; None stands for everybody, and comes first."""
        teams = (None, *self.position.deck.seats)
        return teams[(teams.index(self.seat) + 1) % len(teams)]

    def _only(self, seat: str | None) -> str:
        return "Everybody" if seat is None else f"Only {self.position.deck.seats[seat].title}"

    def on_key(self, event: Key) -> None:
        """Digits make a number as long as they follow one another; any other key ends it."""
        if event.character is not None and event.character in "0123456789":
            event.stop()
            event.prevent_default()
            self._typed = (self._typed + event.character)[-_DIGITS:]
            self._set(int(self._typed))
        else:
            self._typed = ""

    def on_choices_marked(self) -> None:
        """Another choice, another number."""
        self._typed = ""

    def on_choices_picked(self) -> None:
        """A click on the marked choice counts one more."""
        self.action_one_more()

    def _marked(self) -> str:
        return self.query_one(Choices).current

    def _set(self, people: int) -> None:
        poll, choice = choice_of(self._marked())
        when, seat = self.when, self.seat
        self._keep(lambda table: set_poll_count(table, poll, when, choice, people, seat=seat))

    def _count(self, count: int) -> None:
        poll, choice = choice_of(self._marked())
        when, seat = self.when, self.seat or ""
        self._keep(lambda table: answer_poll(table, poll, when, choice, count=count, seat=seat))

    def _keep(self, count: Callable[[Table], Refusal | PollTaken]) -> None:
        """In a thread; what stands against it is said."""

        def counted(table: Table) -> None:
            answer = count(table)
            if isinstance(answer, Refusal):
                self.app.post_message(Said(f"{upper_first(answer.sentence)}."))

        self.app.post_message(Arranged(counted))

    def action_one_more(self) -> None:
        """One slip more for the marked choice."""
        self._count(1)

    def action_one_fewer(self) -> None:
        """One slip fewer."""
        self._count(-1)

    def action_type_count(self) -> None:
        """Digits are taken as they are typed; there is no number without one."""

    def action_other_occasion(self) -> None:
        """Count what was answered at the other time."""
        self.when = self._other
        self.show(self.position)

    def action_next_team(self) -> None:
        """Count the slips of the next team, or of everybody."""
        self.seat = self._following
        self.show(self.position)

    def action_leave_desk(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
