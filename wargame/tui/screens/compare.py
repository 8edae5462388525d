"""Several games of one deck side by side, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from wargame.debrief.studies import Game, Study, study_of
from wargame.table import Table
from wargame.tui.actions import bindings_of
from wargame.tui.screens.study import Found, StudyScreen, Told
from wargame.tui.text import EMPTY, between, ui_text
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.comparing import Page, pages_of, room
from wargame.tui.widgets.sheet import Sheet


class CompareScreen(StudyScreen):
    """The games are read as the screen opens; leaving it stops that."""

    CSS_PATH = "study.tcss"
    BINDINGS = bindings_of("compare")
    place = "compare"

    def __init__(self, tables: Sequence[Table]) -> None:
        super().__init__()
        self.games = [Game(table.game.name, table.deck, table.events) for table in tables]
        self.study: Study | None = None
        self.first = 0
        self.done = 0

    def mastheads(self) -> Sequence[Pair]:
        """Which games of which deck."""
        deck = ui_text(self.games[0].deck.title, "$quiet")
        number = ui_text(f"{len(self.games)} games side by side", "bold")
        names = between(" · ", (ui_text(game.name, "bold") for game in self.games))
        return ((names, deck), (number, deck), (number, EMPTY))

    def titles(self) -> dict[str, str]:
        """Other games are offered where there is no room for all."""
        return {} if self._hidden else {"games_on": ""}

    def tabs(self) -> Sequence[str]:
        """The pages, once the games are read."""
        return [title for title, _ in self._pages.values()]

    @property
    def _pages(self) -> Mapping[str, tuple[str, Page]]:
        return pages_of(self.study) if self.study is not None else {}

    @property
    def _hidden(self) -> int:
        """How many of the games have no room for their column on this page."""
        if self.study is None:
            return 0
        width = self.query_one("#page", Sheet).content_size.width
        return len(self.games) - room(self.study, list(self._pages)[self.page], width)

    def draw_page(self, width: int) -> list[Content]:
        """The page; until the games are read how far that is."""
        if self.study is None:
            return [ui_text(f"Reading the games: {self.done} of {len(self.games)} …", "$quiet")]
        _, draw = list(self._pages.values())[self.page]
        return draw(self.study, self.first, width)

    def on_mount(self) -> None:
        """Games are read in a thread."""
        self._read()

    @work(thread=True, exclusive=True, group="study", exit_on_error=False)
    def _read(self) -> None:
        worker = get_current_worker()
        study = study_of(
            self.games,
            progress=lambda done, of: self.post_message(Told(done)),
            stop=lambda: worker.is_cancelled,
        )
        if study is not None:
            self.post_message(Found(study))

    def on_told(self, message: Told) -> None:
        """So many games are read."""
        self.done = message.done
        self.redraw()

    def on_found(self, message: Found[Study]) -> None:
        """All are read."""
        self.study = message.what
        self.redraw()

    def action_games_on(self) -> None:
        """A game further to the right."""
        self._shift(1)

    def action_games_back(self) -> None:
        """A game further to the left."""
        self._shift(-1)

    def _shift(self, games: int) -> None:
        if self._hidden:
            self.first = max(0, min(self.first, self._hidden) + games)
            self.first = min(self.first, self._hidden)
            self.redraw()
