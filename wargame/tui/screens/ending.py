"""The game is over: first the seats say how far they got, then the board has its say, and the room looks back."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize

from wargame.table import VERDICTS, Table, Verdict, assess, assessments, begin_debrief
from wargame.tui.actions import bindings_of
from wargame.tui.director import Scene
from wargame.tui.messages import Arranged, OpenReplay
from wargame.tui.position import Position
from wargame.tui.screens.base import BREAKPOINTS
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.studying import ReadingWanted
from wargame.tui.text import EMPTY, ui_text
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.ending import (
    Objectives,
    asked,
    asking_lines,
    ending_lines,
    objective_of,
    objective_rows,
    record_lines,
    spoken_for,
    story_lines,
    unsaid,
)
from wargame.tui.widgets.sheet import Reading, Sheet, nothing

#: In the order in which one key goes round.
_ROUND: tuple[Verdict | None, ...] = (None, *VERDICTS)
#: What only makes sense where something can be said.
_SAYING = ("say_reached", "say_partly", "say_missed", "next_verdict")


class EndingScreen(SceneScreen):
    """Two pages: `asking`, before the numbers, and the ending. What was said is kept at every press of a key.

    Once the debrief has begun the numbers are known, and the ending comes first.
    """

    CSS_PATH = "ending.tcss"
    BINDINGS = bindings_of("ending")
    place = "ending"

    def __init__(self, position: Position, scene: Scene) -> None:
        super().__init__(position, scene)
        begun = position.hotwash is not None and position.hotwash.since > 0
        self.asking = unsaid(position) and not begun
        self._saying = threading.Lock()

    def mastheads(self) -> Sequence[Pair]:
        """Which game it was, and which of the pages this is."""
        page = "before the numbers" if self.asking else "the ending"
        title = ui_text(f"{self.position.public.title} · {page}", "bold")
        return (title, ui_text(self.position.game, "$quiet")), (title, EMPTY), (ui_text(page, "bold"), EMPTY)

    def titles(self) -> dict[str, str]:
        """What belongs to the other page is not offered."""
        if not self.asking:
            leads = self.may_go_on() and self.position.post.plays
            hidden = (
                *("show_ending", *_SAYING),
                *(() if asked(self.position) else ("assessment",)),
                *(() if leads else ("debrief",)),
            )
        else:
            away = ("assessment", "replay", "debrief", "read_game")
            hidden = (*away, *(() if spoken_for(self.position) else _SAYING))
        return dict.fromkeys(hidden, "")

    def body(self) -> ComposeResult:
        """What the seats say; and one page to read aloud, in two columns where there is room."""
        with Vertical(id="before"):
            yield Sheet(id="question")
            with Reading(id="objectives-scroll"):
                yield Objectives(id="objectives")
        with Horizontal(id="columns"):
            with Reading(id="reading"):
                yield Sheet(id="ending")
            with Reading(id="aside"):
                yield Sheet(id="record")

    def reading(self) -> Reading | None:
        """The text that the keys for scrolling scroll."""
        return self.query_one_optional("#objectives-scroll" if self.asking else "#reading", Reading)

    def on_mount(self) -> None:
        """Show the position."""
        self.update()

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        if self.query("#ending"):
            self.update()

    def update(self) -> None:
        """Show the position."""
        self.set_class(self.asking, "-asking")
        position, wide = self.position, self.app.size.width >= BREAKPOINTS[2][0]
        self.query_one("#question", Sheet).show(partial(asking_lines, position))
        self.query_one(Objectives).set_rows(objective_rows(position, self.names, self.size.height))
        self.query_one("#ending", Sheet).show(partial(story_lines if wide else ending_lines, position))
        self.query_one("#record", Sheet).show(partial(record_lines, position) if wide else nothing)

    def _turn_to(self, asking: bool) -> None:
        self.asking = asking
        self.update()
        reading = self.reading()
        if reading is not None and not asking:
            reading.scroll_home(animate=False)
        self.refresh_masthead()
        self.retitle()

    def action_show_ending(self) -> None:
        """The board has its say."""
        if self.asking:
            self._turn_to(False)

    def action_assessment(self) -> None:
        """Back to what the seats say."""
        if not self.asking and asked(self.position):
            self._turn_to(True)

    def choices(self) -> Choices | None:
        """The objectives, while the teams speak of them here."""
        return self.query_one(Objectives) if self.asking and spoken_for(self.position) else None

    def on_choices_picked(self) -> None:
        """A click on the marked objective says the next word of it."""
        self.action_next_verdict()

    def action_say_reached(self) -> None:
        """It is reached."""
        self._say("reached")

    def action_say_partly(self) -> None:
        """It is partly reached."""
        self._say("partly")

    def action_say_missed(self) -> None:
        """It is missed."""
        self._say("missed")

    def action_next_verdict(self) -> None:
        """The next word; after the last one nothing is said."""
        self._turn_verdict(1)

    def action_verdict_before(self) -> None:
        """The word before."""
        self._turn_verdict(-1)

    def _marked(self) -> str:
        return self.query_one(Objectives).current if self.asking else ""

    def _say(self, verdict: Verdict) -> None:
        if row := self._marked():
            seat, objective = objective_of(row)
            self.app.post_message(Arranged(lambda table: assess(table, seat, objective, verdict)))

    def _turn_verdict(self, steps: int) -> None:
        """Counted from what the save has, so that of two quick presses none is lost."""
        if not (row := self._marked()):
            return
        seat, objective = objective_of(row)

        def step(table: Table) -> None:
            with self._saying:
                present = _ROUND.index(assessments(table)[seat][objective])
                assess(table, seat, objective, _ROUND[(present + steps) % len(_ROUND)])

        self.app.post_message(Arranged(step))

    def action_debrief(self) -> None:
        """Begin the debrief, or go on with it where it was left."""
        if not self.may_go_on():
            self.wait_for_facilitator()
        elif not self.asking:
            self.app.post_message(Arranged(begin_debrief))

    def action_replay(self) -> None:
        """Look back on it."""
        self.post_message(OpenReplay())

    def action_read_game(self) -> None:
        """What mattered in it."""
        if not self.asking:
            self.post_message(ReadingWanted())
