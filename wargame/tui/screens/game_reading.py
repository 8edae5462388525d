"""What a game that is over shows: the decisions that mattered, found while one waits, and what can be read at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.worker import get_current_worker

from wargame.debrief import Story, story_of
from wargame.debrief.outlook import GAMES
from wargame.debrief.sections import DECISIONS, Section, mattered_section, sections
from wargame.table import Table
from wargame.tui.actions import bindings_of
from wargame.tui.screens.study import Found, StudyScreen, Told
from wargame.tui.studying import ShowEntry
from wargame.tui.text import EMPTY, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.comparing import section_lines
from wargame.tui.widgets.sheet import Reading, Sheet

_MATTERED = "Decisions"


class GameReading(StudyScreen):
    """The first page is found by playing on with bots, which can be stopped, and stops as the screen is left."""

    CSS_PATH = "study.tcss"
    BINDINGS = bindings_of("game_reading")
    place = "game_reading"

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.read = table
        self.parts: tuple[Section, ...] = ()
        self.mattered: Section | None = None
        self.rulings = 0
        self.done = 0
        self.stopping = threading.Event()

    def mastheads(self) -> Sequence[Pair]:
        """Which game is read."""
        name, deck = ui_text(f"{self.read.game.name} · what it shows", "bold"), self.read.deck.title
        return ((name, ui_text(deck, "$quiet")), (name, EMPTY))

    def body(self) -> ComposeResult:
        """The tabs and the page; the decisions are a list in which one can be marked."""
        yield Sheet(self._draw_tabs, id="tabs")
        with Reading(id="reading"):
            yield Sheet(self._draw, id="page")
            yield Choices(id="decisions", gap=1)

    def titles(self) -> dict[str, str]:
        """A decision can be gone to once it is known; playing on can be stopped while it goes on."""
        marked = self.choices() is not None
        playing = bool(self.parts) and self.mattered is None and not self.stopping.is_set() and not self.trouble
        return {"go_there": "In the replay" if marked else "", "stop_playing": "Stop" if playing else ""}

    def tabs(self) -> Sequence[str]:
        """The pages, once the game is read."""
        return [_MATTERED, *(part.title for part in self.parts)] if self.parts else []

    def is_known(self) -> bool:
        """What can be read at once is known before anything is played on."""
        return bool(self.page and self.parts)

    def choices(self) -> Choices | None:
        """The decisions, where they show."""
        known = self.page == 0 and self.mattered is not None and bool(self.mattered.events)
        return self.query_one_optional(Choices) if known else None

    def draw_page(self, width: int) -> list[Content]:
        """The page that shows."""
        if not self.parts:
            return [ui_text("Reading the game …", "$quiet")]
        if self.page:
            part = self.parts[self.page - 1]
            return [*_head(part, width), EMPTY, *section_lines(part, width)]
        if self.mattered is None:
            return self._playing(width)
        head = [*_head(self.mattered, width), EMPTY]
        if self.done < self.rulings:
            head += [*wrapped(ui_text(f"Stopped after {self.done} of {self.rulings} rulings.", "$warn"), width), EMPTY]
        if self.mattered.events or self.done < self.rulings:
            return head
        if self.mattered.lines:
            return [*head, *section_lines(self.mattered, width)]
        return [*head, ui_text("Nothing was ruled by dice.", "$quiet")]

    def _playing(self, width: int) -> list[Content]:
        text = "Stopping …" if self.stopping.is_set() else "Bots play on from before and after each ruling."
        bar = width * 3 // 5
        full = bar * self.done // max(1, self.rulings)
        return [
            ui_text("Decisions that mattered", "bold"),
            *wrapped(ui_text(text, "$quiet"), width),
            EMPTY,
            ui_text(f"{'█' * full}{'░' * (bar - full)}  {self.done} of {self.rulings} rulings", "$mark"),
            EMPTY,
            *wrapped(ui_text("The other pages can be read meanwhile.", "$quiet"), width),
        ]

    def redraw(self) -> None:
        """Show what is known now."""
        super().redraw()
        found = self.mattered if self.page == 0 else None
        self.query_one("#decisions", Choices).display = found is not None and bool(found.events)

    def on_mount(self) -> None:
        """The game is read in a thread."""
        self.query_one("#decisions", Choices).display = False
        self._read()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self.stopping.set()

    @work(thread=True, exclusive=True, group="study", exit_on_error=False)
    def _read(self) -> None:
        from wargame.debrief.outlook import what_mattered

        worker = get_current_worker()
        story = story_of(self.read.deck, self.read.events)
        self.post_message(Found((story, sections(story))))
        found = what_mattered(
            story,
            games=GAMES,
            progress=lambda done, of: self.post_message(Told(done)),
            stop=lambda: self.stopping.is_set() or worker.is_cancelled,
        )
        self.post_message(Found(mattered_section(story, found[:DECISIONS], GAMES)))

    def on_told(self, message: Told) -> None:
        """So many rulings were played on from."""
        self.done = message.done
        if self.page == 0:
            self.query_one("#page", Sheet).redraw()

    def on_found(self, message: Found[tuple[Story, tuple[Section, ...]] | Section]) -> None:
        """First what can be read at once, then what mattered."""
        if isinstance(message.what, Section):
            self.mattered = message.what
            self.query_one("#decisions", Choices).set_rows(_rows(self.mattered))
        else:
            story, self.parts = message.what
            self.rulings = len(story.rulings)
        self.redraw()

    def action_stop_playing(self) -> None:
        """What is known by then is shown."""
        if self.mattered is None:
            self.stopping.set()
            self.redraw()

    def action_page_after(self) -> None:
        """The next page."""
        self.action_study_page()

    def action_page_before(self) -> None:
        """The page before, the last one before the first."""
        if self.tabs():
            self.turn_to((self.page - 1) % len(self.tabs()))

    def action_go_there(self) -> None:
        """See the marked decision in the replay."""
        choices = self.choices()
        if choices is not None and choices.current:
            self.post_message(ShowEntry(self.read, int(choices.current)))

    def on_choices_picked(self) -> None:
        """A click on the marked decision goes there too."""
        self.action_go_there()


def _head(part: Section, width: int) -> list[Content]:
    return [*wrapped(ui_text(part.title, "bold"), width), *wrapped(ui_text(f"({part.how})", "$quiet"), width)]


def _rows(part: Section) -> list[Row]:
    """A row for each line that tells of an event, with those that follow it."""
    starts = [*sorted(part.events), len(part.lines)]
    return [
        Row(str(part.events[start]), partial(section_lines, Section("", "", "", part.lines[start:end])))
        for start, end in pairwise(starts)
    ]
