"""The debrief: the step that the facilitator shows, on every terminal, and what is taken down at it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.message import Message

from wargame.debrief.decisions import GAMES, found_to_matter
from wargame.debrief.path import Step
from wargame.table import (
    LONGEST_SAYING,
    SENTENCES,
    VERDICTS,
    MoveView,
    PlayedOn,
    Refusal,
    Table,
    assess,
    keep_played_on,
    last_step,
    next_step,
    say_after,
    shift_step,
    show_step,
    skip_step,
    strike_out,
)
from wargame.tui.actions import bindings_of
from wargame.tui.director import Scene
from wargame.tui.messages import Arranged, OpenReplay, Said
from wargame.tui.position import Position
from wargame.tui.screens.asking import Asking, plain_row, titled_row
from wargame.tui.text import EMPTY, Draw, ui_text, unshowable
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.ending import SAID, objective_of, objective_rows
from wargame.tui.widgets.hotwash import (
    place_text,
    row_of,
    seat_draw,
    shown_step,
    step_lines,
    steps_lines,
    title_lines,
)
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import upper_first

#: Stands for nobody in particular.
_ROOM = "room"
_SENTENCE = "One sentence; an empty one takes it back. Everybody may read it."
_TAKEN_DOWN = "An empty line takes nothing down. Everybody may read it; it is kept beside the log."


class PlayingOn(Message):
    """So many rulings are played on by now."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done = done
        self.of = of


class PlayedOnDone(Message):
    """What mattered is found; with None the playing was stopped."""

    def __init__(self, found: PlayedOn | None) -> None:
        super().__init__()
        self.found = found


class HotwashScreen(Asking):
    """The steps on one side, the present one on the other. Every key that changes something writes it at once."""

    CSS_PATH = "hotwash.tcss"
    BINDINGS = bindings_of("hotwash")
    place = "hotwash"

    def __init__(self, position: Position, scene: Scene) -> None:
        super().__init__(position, scene)
        self._going = threading.Lock()
        self._stop = threading.Event()
        self._played = (0, 0)
        self._playing = False

    @property
    def move(self) -> MoveView | None:
        """No move is on this screen."""
        return None

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return shown_step(self.position)

    # What is shown

    def mastheads(self) -> Sequence[Pair]:
        """Which game, which step of how many, and how long it has been shown."""
        title = ui_text(f"{self.position.public.title} · the debrief", "bold")
        short = ui_text("the debrief", "bold")
        now = self.app.now()
        place, clock = (ui_text(place_text(self.position, now, short=each), "bold") for each in (False, True))
        return (title, place), (short, place), (short, clock), (EMPTY, clock)

    def tick(self) -> None:
        """Minutes have passed."""
        self.refresh_masthead()

    def titles(self) -> dict[str, str]:
        """What there is to do at this step, and at this terminal."""
        step, hotwash = self.step, self.position.hotwash
        if step is None or hotwash is None:
            return {}
        hidden = [] if self.leads else list(_LEADING)
        if not self._may_write(step):
            hidden.append("write_down")
        if not self._strikable(step):
            hidden.append("strike_out")
        if step.id != "poll":
            hidden.append("count_poll")
        if step.id != "mattered" or not self.position.played or not self.position.played.story.rulings:
            hidden.append("play_on")
        at = hotwash.order.index(step.id)
        if at == 0:
            hidden += ["earlier", "step_before"]
        if at + 1 == len(hotwash.order):
            hidden.append("later")
        skipped = hotwash.mark(step.id) == "skipped"
        named = {"skip": "Not skipped" if skipped else "Skip", "play_on": "Stop" if self._playing else "Play on"}
        if hotwash.beside(1) is None:
            named["next_step"] = "Done" if hotwash.mark(step.id) == "open" else ""
        return {**named, **dict.fromkeys(hidden, "")}

    def body(self) -> ComposeResult:
        """The steps, and the one that is shown."""
        with Horizontal(id="columns"):
            with Reading(id="aside"):
                yield Sheet(id="steps")
            with Vertical(id="step"):
                yield Sheet(id="title")
                with Reading(id="reading"):
                    yield Sheet(id="lines")

    def on_mount(self) -> None:
        """Show the step; where this terminal leads, find out meanwhile which decisions mattered."""
        self.update()
        hotwash = self.position.hotwash
        if self.leads and hotwash is not None and hotwash.played_on is None:
            self._begin()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        if self.query("#lines"):
            self.update()

    def show(self, position: Position) -> None:
        """Another step begins at its top."""
        other = position.hotwash and self.position.hotwash and position.hotwash.present != self.position.hotwash.present
        super().show(position)
        if other and (reading := self.reading()) is not None:
            reading.scroll_home(animate=False)

    def update(self) -> None:
        """Show the position."""
        height = self.app.size.height
        self.query_one("#steps", Sheet).show(partial(steps_lines, self.position))
        self.query_one("#title", Sheet).show(partial(title_lines, self.position, height))
        self.query_one("#lines", Sheet).show(partial(step_lines, self.position, height, self._waiting()))

    def _waiting(self) -> str:
        if self.step is None or self.step.id != "mattered" or not self._playing:
            return ""
        done, of = self._played
        return f"Bots are playing on: {done} of {of} rulings. p stops it."

    # The way

    def _go(self, step: Callable[[Table], Refusal | None]) -> None:
        """Counted from what the save has, so that of two quick presses none is lost."""
        if not self.leads:
            self.wait_for_facilitator()
            return

        def gone(table: Table) -> None:
            with self._going:
                self._tell(step(table))

        self.app.post_message(Arranged(gone))

    def _tell(self, against: Refusal | None) -> None:
        if against is not None and against.code not in ("first_step", "no_place"):
            self.app.post_message(Said(f"{upper_first(against.sentence)}."))

    def action_next_step(self) -> None:
        """This step is done; the next one that is not skipped."""
        self._go(next_step)

    def action_step_before(self) -> None:
        """The step before."""
        self._go(last_step)

    def action_skip(self) -> None:
        """Skip this step, or take that back."""
        self._go(skip_step)

    def action_earlier(self) -> None:
        """This step comes before the one that is before it."""
        self._go(partial(shift_step, steps=-1))

    def action_later(self) -> None:
        """This step comes after the next one."""
        self._go(partial(shift_step, steps=1))

    def action_leave_path(self) -> None:
        """Back to the ending, on every terminal; what was said and done is kept."""
        self._go(partial(show_step, step=""))

    def action_replay(self) -> None:
        """Look back on the game."""
        self.post_message(OpenReplay())

    def action_count_poll(self) -> None:
        """Count the slips of the poll."""
        from wargame.tui.screens.poll import PollPage

        if self.leads and self.step is not None and self.step.id == "poll":
            self.app.push_screen(PollPage(self.position))

    # What is said

    def _may_write(self, step: Step) -> bool:
        if step.id == "objectives":
            return any(row.id for row in self._objectives())
        return bool(step.writes) and (self.leads or bool(self.own_seat))

    @work(exclusive=True, group="asking")
    async def action_write_down(self) -> None:
        """Take down what is said at this step; every part is asked for, and nothing is written before the last one."""
        step = self.step
        if step is None or not self._may_write(step):
            self.app.post_message(Said("Nothing is written down at this step from here."))
            return
        await (self._assess() if step.id == "objectives" else self._write(step))

    async def _write(self, step: Step) -> None:
        question = await self._question(step)
        if question is None:
            return
        number = int(question) if question.isdigit() else None
        if step.writes == "answers":
            await self._answer(step, number)
            return
        seat = await self._speaker(step, number)
        if seat is None:
            return
        seat = "" if seat == _ROOM else seat
        who = self.position.deck.seats[seat].title if seat else "The room"
        before = ""
        if step.id in SENTENCES and self.position.hotwash is not None:
            before = self.position.hotwash.sentences[step.id].get(seat, "")
        note = _SENTENCE if step.id in SENTENCES else _TAKEN_DOWN
        text = await self.ask(f"{step.title}: {who}", note, before, longest=LONGEST_SAYING, against=_unfit)
        if text is None or (not text and step.id not in SENTENCES):
            return

        def said(table: Table) -> None:
            self._tell(say_after(table, step.id, text, seat=seat, question=number))

        self.app.post_message(Arranged(said))

    async def _answer(self, step: Step, number: int | None) -> None:
        """What is called out is typed first, and then who said it: nobody waits with it; else it was the room."""
        title = step.title if number is None else f"Question {number + 1}"
        text = await self.ask(title, _TAKEN_DOWN, longest=LONGEST_SAYING, against=_unfit)
        if not text:
            return
        seat = await self._speaker(step, number)

        def said(table: Table) -> None:
            self._tell(say_after(table, step.id, text, seat="" if seat in (None, _ROOM) else seat, question=number))

        self.app.post_message(Arranged(said))

    async def _question(self, step: Step) -> str | None:
        """Which question of the deck is answered; nothing where the step has none."""
        questions = self.position.deck.debrief
        if step.writes != "answers" or not questions:
            return ""
        seats = self.position.deck.seats
        rows = [
            Row(
                str(number),
                partial(titled_row, f"{number + 1}. {each.text}", seats[each.seat].title if each.seat in seats else ""),
            )
            for number, each in enumerate(questions)
            if not self.own_seat or each.seat in ("", self.own_seat)
        ]
        return await self.pick("Which question?", [*rows, Row("whole", partial(plain_row, "On the whole"))])

    async def _speaker(self, step: Step, question: int | None) -> str | None:
        """Who says it: at a team's terminal the team, else whoever is picked."""
        if self.own_seat:
            return self.own_seat
        deck, hotwash = self.position.deck, self.position.hotwash
        if question is not None and deck.debrief[question].seat:
            return deck.debrief[question].seat
        if step.writes == "lines" or hotwash is None:
            return _ROOM
        said = hotwash.sentences.get(step.id)
        rows = [
            Row(seat, seat_draw(self.position, seat, said.get(seat, "")) if said is not None else self._seat(seat))
            for seat in deck.seats
        ]
        first = next((seat for seat in deck.seats if said is not None and seat not in said), "")
        room = [Row(_ROOM, partial(plain_row, "The room"))] if step.writes == "answers" else []
        return await self.pick("Who says it?", [*rows, *room], first)

    def _seat(self, seat: str) -> Draw:
        return partial(plain_row, self.position.deck.seats[seat].title)

    def _objectives(self) -> list[Row]:
        return objective_rows(self.position, self.names, 0)

    async def _assess(self) -> None:
        """Second thoughts on an objective."""
        row = await self.pick("Whose objective?", self._objectives())
        if not row:
            return
        seat, objective = objective_of(row)
        rows = [Row(word, partial(plain_row, f"{SAID[word][0]} {SAID[word][1]}")) for word in VERDICTS]
        verdict = await self.pick("How far did it get?", rows)
        if verdict is not None:
            self.app.post_message(Arranged(lambda table: assess(table, seat, objective, verdict)))

    def _strikable(self, step: Step) -> list[Row]:
        own = self.own_seat
        return [
            Row(str(line.number), partial(row_of, self.position, line))
            for line in step.lines
            if line.number and (self.leads or (own and line.seat == own))
        ]

    @work(exclusive=True, group="asking")
    async def action_strike_out(self) -> None:
        """Strike out a line that was taken down here."""
        rows = self._strikable(self.step) if self.step is not None else []
        chosen = await self.pick("Strike out which line?", rows, rows[-1].id) if rows else None
        if chosen is not None:
            number = int(chosen)
            self.app.post_message(Arranged(lambda table: self._tell(strike_out(table, number))))

    # What mattered

    def action_play_on(self) -> None:
        """Find the decisions that mattered, or stop looking."""
        if self._playing:
            self._stop.set()
        elif self.leads and self.step is not None and self.step.id == "mattered":
            self._begin()

    def _begin(self) -> None:
        game = self.position.played
        if game is not None and game.story.rulings:
            self._stop, self._playing, self._played = threading.Event(), True, (0, len(game.story.rulings))
            self._play_on(self._stop)

    @work(thread=True, exclusive=True, group="mattered", exit_on_error=False)
    def _play_on(self, stop: threading.Event) -> None:
        game = self.position.played
        found = None
        try:
            if game is not None:
                found = found_to_matter(
                    game.story, GAMES, lambda done, of: self.post_message(PlayingOn(done, of)), stop.is_set
                )
        finally:
            self.post_message(PlayedOnDone(found))

    def on_playing_on(self, message: PlayingOn) -> None:
        """One more."""
        self._played = (message.done, message.of)
        if self.step is not None and self.step.id == "mattered":
            self.update()

    def on_played_on_done(self, message: PlayedOnDone) -> None:
        """Keep it for every terminal."""
        self._playing = False
        found = message.found
        if found is not None:
            self.app.post_message(Arranged(lambda table: keep_played_on(table, found)))
        self.update()
        self.retitle()


_LEADING = (
    "next_step", "step_before", "skip", "earlier", "later", "leave_path", "play_on", "count_poll",
)  # fmt: skip


def _unfit(text: str) -> str:
    return "a line can't hold characters that no terminal shows" if unshowable(text) else ""
