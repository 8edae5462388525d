"""One deck looked into: its cards, seats, board, news, facts, endings and problems, and each line of them in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize, ScreenResume

from wargame.deck import Deck, Mark, Problem, check, files_of, is_shipped
from wargame.deck import Reading as DeckReading
from wargame.tui.actions import actions_of, bindings_of
from wargame.tui.screens.deck_filters import FilteredDeck
from wargame.tui.text import EMPTY, between, heading, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.deck_entries import (
    Choice,
    Entry,
    board_entries,
    card_entries,
    ending_entries,
    fact_entries,
    news_entries,
    problem_entries,
    seat_entries,
)
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.sheet import Reading, Sheet

#: The pages in the order of their keys.
PAGES = {
    "cards": "Cards",
    "seats": "Seats",
    "board": "Board",
    "news": "News",
    "facts": "Facts",
    "endings": "Endings",
    "problems": "Problems",
}
_FILTERS = ("filter_seat", "filter_system", "filter_cited", "filter_text")
#: The longest text that is looked for, in characters.
_LONGEST = 100


class DeckBrowser(FilteredDeck):
    """A list on the left and what is marked in it on the right; where there is little room, one after the other."""

    CSS_PATH = "deck_browser.tcss"
    BINDINGS = bindings_of("deck_browser")
    AUTO_FOCUS = ""
    place = "deck_browser"

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.shipped = is_shipped(path)
        self.deck: Deck | None = None
        self.problems: tuple[Problem, ...] = ()
        self.files: tuple[Path, ...] = ()
        self.choice = Choice()
        self.page = "cards"
        self.entries: dict[str, Entry] = {}
        self._marks: dict[str, str] = {}
        self._private = False
        self._reads = False
        self._known = False

    # What is shown

    def mastheads(self) -> Sequence[Pair]:
        """Which deck, and where it lies or how large it is."""
        where = ui_text(f"{self.path}{', of the program' * self.shipped}", "$quiet")
        if self.deck is None:
            return ((ui_text(self.path.name, "bold"), where), (ui_text(self.path.name, "bold"), EMPTY))
        title = ui_text(self.deck.title, "bold")
        size = ui_text(
            f"{len(self.deck.cards)} cards · {len(self.deck.turns)} turns · {self.deck.minutes} minutes", "$quiet"
        )
        return ((title, between(" · ", (where, size))), (title, size))

    def body(self) -> ComposeResult:
        """The pages, the list and what is marked."""
        yield Sheet(self._tabs, id="tabs")
        with Horizontal(id="deck"):
            with Vertical(id="list-pane", classes="pane current"):
                yield Sheet(self._chosen_lines, id="chosen")
                yield Field(max_length=_LONGEST, placeholder="words that stand on a card")
                with Reading(id="list-scroll"):
                    yield Choices(id="entries")
            with Vertical(id="detail-pane", classes="pane"):
                yield Sheet(self._title_lines, id="title")
                with Reading(id="detail-scroll"):
                    yield Sheet(id="detail")

    def on_mount(self) -> None:
        """Nothing is searched for yet."""
        self.field.can_focus = False

    def on_screen_resume(self, event: ScreenResume) -> None:
        """It may have been edited."""
        self.action_read_again()

    def on_resize(self, event: Resize) -> None:
        """Headings differ with the width."""
        self.call_after_refresh(self._redraw)

    def titles(self) -> dict[str, str]:
        """Filters are for cards; a private brief is shown, or hidden again."""
        if self.field.has_focus:
            hidden = {action.id: "" for action in actions_of(self.place)}
            return {**hidden, "read_entry": "To the list", "leave_decks": "Clear"}
        found = {"show_private": "Hide private" if self._private else "Private"}
        if self.page != "seats":
            found["show_private"] = ""
        reads = self.narrow and self._reads
        if self.page != "cards" or self.deck is None or reads:
            found |= dict.fromkeys(_FILTERS, "")
        if self.page != "cards" or self.choice == Choice() or reads:
            found["filter_none"] = ""
        if reads:
            found |= {"leave_decks": "To the list", "copy_deck": "", "read_again": ""}
        if not self.narrow or reads or not self.entries:
            found["read_entry"] = ""
        if self.page == "problems" and self.problems and not self.shipped:
            found["read_entry"] = "Mend it"
        return found

    def reading(self) -> Reading | None:
        """What is marked scrolls; where only the list shows, the list does."""
        name = "#list-scroll" if self.narrow and not self._reads else "#detail-scroll"
        return self.query_one_optional(name, Reading)

    def choices(self) -> Choices | None:
        """The list, where it shows."""
        return None if self.narrow and self._reads else self.query_one_optional("#entries", Choices)

    @property
    def _list(self) -> Choices:
        return self.query_one("#entries", Choices)

    # Reading the files

    def action_read_again(self) -> None:
        """Read the files, and check them."""
        self._read(self.path)

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self, path: Path) -> None:
        self.app.call_from_thread(self.show_deck, check(path), files_of(path))

    def show_deck(self, reading: DeckReading, files: tuple[Path, ...]) -> None:
        """Show a deck that was read; one that can't be played shows what is wrong with it."""
        self.deck, self.problems, self.files = reading.deck, reading.problems, files
        if self.deck is None and not self._known:
            self.page = "problems"
        self._known = True
        self.refresh_masthead()
        self.show_list()

    def show_list(self) -> None:
        """The page with the entries that it has now."""
        entries = list(self._page_entries())
        self.entries = {entry.id: entry for entry in entries if entry.id}
        wanted = self._marks.get(self.page) or next(iter(self.entries), "")
        self._list.set_rows([Row(entry.id, entry.row) for entry in entries], wanted)
        if not self.entries:
            self._turn_pane(reads=False)
        self._show_entry()
        self._redraw()

    def _page_entries(self) -> Iterable[Entry]:
        if self.page == "problems":
            return problem_entries(self.problems, self._place)
        if self.deck is None:
            return ()
        if self.page == "cards":
            return card_entries(self.deck, self.choice)
        if self.page == "seats":
            return seat_entries(self.deck, private=self._private)
        return _ENTRIES[self.page](self.deck)

    def _place(self, problem: Problem) -> str:
        name = f"{Path(problem.at.file).name}, " if len(self.files) > 1 else ""
        return f"{name}line {problem.at.line}"

    @property
    def _entry(self) -> Entry | None:
        return self.entries.get(self._list.current)

    def _show_entry(self) -> None:
        entry = self._entry
        self.query_one("#detail", Sheet).show(entry.detail if entry is not None else self._nothing)
        self.query_one("#detail-scroll", Reading).scroll_home(animate=False)
        self.query_one("#title", Sheet).redraw()
        if entry is not None:
            self._marks[self.page] = entry.id

    def _redraw(self) -> None:
        for name in ("#tabs", "#chosen", "#title"):
            self.query_one(name, Sheet).redraw()
        self.retitle()

    def _tabs(self, width: int) -> list[Content]:
        tabs = []
        for number, (page, title) in enumerate(PAGES.items(), 1):
            many = f" ({len(self.problems)})" if page == "problems" and self.problems else ""
            present = page == self.page
            text = f"{'▸' if present else ' '}{number} {title}{many}"
            tabs.append(ui_text(text, "bold $mark" if present else "$quiet"))
        return [heading(between(" ", tabs), width)]

    def _chosen_lines(self, width: int) -> list[Content]:
        """What the list is short of, if anything."""
        deck = self.deck
        if not self._known:
            return [ui_text("Reading …", "$quiet")]
        if deck is None and self.page != "problems":
            return wrapped(ui_text("It can't be shown before its errors are mended: 7 lists them."), width)
        if self.page == "problems" and not self.problems:
            return [ui_text("No problems.")]
        if self.page != "cards" or deck is None or self.choice == Choice():
            return []
        return self.chosen_line(deck, len(self.entries), width)

    def _title_lines(self, width: int) -> list[Content]:
        entry = self._entry
        return [] if entry is None else wrapped(ui_text(entry.title, "bold $mark"), width)

    def _nothing(self, width: int) -> list[Content]:
        if self.page == "cards" and self.deck is not None:
            return wrapped(ui_text("No card is like that. x shows all of them.", "$quiet"), width)
        return []

    # The list and what is marked

    def on_choices_marked(self) -> None:
        """Show what is marked now."""
        self._show_entry()
        self.retitle()

    def on_choices_picked(self) -> None:
        """A click reads too."""
        self.action_read_entry()

    def action_read_entry(self) -> None:
        """The marked line in full; a problem is mended where it is."""
        if self._entry is None or self.field.has_focus:
            self.set_focus(None)
        elif self.page == "problems" and not self.shipped:
            number = int(self._list.current.split()[-1])
            self._mend(self.problems[number - 1].at)
        else:
            self._turn_pane(reads=True)

    def _turn_pane(self, *, reads: bool) -> None:
        self._reads = reads
        self.query_one("#list-pane").set_class(not reads, "current")
        self.query_one("#detail-pane").set_class(reads, "current")
        self.retitle()

    def show_found(self) -> None:
        """The list."""
        self._turn_pane(reads=False)

    def action_leave_entry(self) -> None:
        """Back to the list."""
        self._turn_pane(reads=False)

    def action_leave_decks(self) -> None:
        """Out of the search, back to the list, or back to where it was opened from."""
        if self.field.has_focus:
            self.end_search()
        elif self.narrow and self._reads:
            self._turn_pane(reads=False)
        elif self.choice.text and self.page == "cards":
            self.end_search()
        else:
            super().action_leave_decks()

    def action_page_down(self) -> None:
        """A page down in the text, or in the list."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page up in the text, or in the list."""
        self._page(-1)

    def _page(self, pages: int) -> None:
        if self.narrow and not self._reads:
            self._list.move(pages * max(1, self.query_one("#list-scroll").size.height - 1))
        elif pages > 0:
            super().action_page_down()
        else:
            super().action_page_up()

    def action_first_row(self) -> None:
        """To the top of the list."""
        self._list.first()

    def action_last_row(self) -> None:
        """To its end."""
        self._list.last()

    # The pages

    def turn_to(self, page: str) -> None:
        """Show another page."""
        self.end_search(keep=True)
        self.page = page
        self._turn_pane(reads=False)
        self.show_list()

    def action_deck_page(self) -> None:
        """The next page."""
        pages = tuple(PAGES)
        self.turn_to(pages[(pages.index(self.page) + 1) % len(pages)])

    def action_deck_cards(self) -> None:
        """The cards."""
        self.turn_to("cards")

    def action_deck_seats(self) -> None:
        """The seats."""
        self.turn_to("seats")

    def action_deck_board(self) -> None:
        """The board."""
        self.turn_to("board")

    def action_deck_news(self) -> None:
        """Turns and news."""
        self.turn_to("news")

    def action_deck_facts(self) -> None:
        """The facts."""
        self.turn_to("facts")

    def action_deck_endings(self) -> None:
        """What the ending answers."""
        self.turn_to("endings")

    def action_deck_problems(self) -> None:
        """What the check finds."""
        self.turn_to("problems")

    def action_show_private(self) -> None:
        """What only one team reads, after a question; or no longer."""
        from wargame.tui.screens.confirm import Confirm

        if self.page != "seats" or self.deck is None:
            return
        if self._private:
            self._private = False
            self.show_list()
            return

        def answered(yes: bool | None) -> None:
            self._private = bool(yes)
            self.show_list()

        note = "Their briefs and what they want would stand on this screen. See that no team looks on."
        self.app.push_screen(Confirm("Show what only the teams themselves read?", note, "Show it"), answered)

    # Copies, and editing

    def action_copy_deck(self) -> None:
        """Copy it, and look into the copy."""
        self.copy(self.path, self._look_into)

    def _look_into(self, path: Path) -> None:
        self.path, self.shipped = path, is_shipped(path)
        self.action_read_again()

    def action_edit_deck(self) -> None:
        """Edit it where the marked line has its place, or a copy of it."""
        entry = self._entry
        at = None if self.shipped or entry is None or self.page == "problems" else place_of(entry.id, self.files)
        if at is not None:
            self._mend(at)
        else:
            self.edit(self.path, self._look_into)

    def _mend(self, at: Mark) -> None:
        self.app.edit_deck(self.path, Path(at.file), at)


_ENTRIES: dict[str, Callable[[Deck], Iterable[Entry]]] = {
    "board": board_entries,
    "news": news_entries,
    "facts": fact_entries,
    "endings": ending_entries,
}


def place_of(entry: str, files: Iterable[Path]) -> Mark | None:
    """Where in the files a thing is written down, by the last word of its entry's id, which is its own id."""
    key = re.compile(rf"^\s+[\"']?{re.escape(entry.split()[-1])}[\"']?\s*:", re.M)
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        if found := key.search(text):
            line = text.count("\n", 0, found.end())
            return Mark(str(file), line + 1, 1)
    return None
