"""A seat's own table: its hand, and beside it the board, the news and its brief."""

from __future__ import annotations

from functools import partial
from typing import Literal, get_args

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Resize

from wargame.table import CardView, Pass, Play, View
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtTable
from wargame.tui.messages import Asked, Chose, Looked, Said
from wargame.tui.position import Position, Seating
from wargame.tui.screens.scene import AIRY, SceneScreen
from wargame.tui.text import between, heading, join, ui_text
from wargame.tui.widgets.card import full_card_lines
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.chrome import LEAST
from wargame.tui.widgets.hand import chosen_line, hand_rows
from wargame.tui.widgets.news import brief_lines, seat_name, seat_news_lines
from wargame.tui.widgets.sheet import Reading, Sheet

Page = Literal["board", "news", "brief"]
PAGES: tuple[Page, ...] = get_args(Page)
_PAGE_TITLES: dict[Page, str] = {"board": "1 Board", "news": "2 News", "brief": "3 Brief"}


class TableScreen(SceneScreen):
    """One seat looks; what it chooses is kept at once and handed in only when it says so."""

    CSS_PATH = "table.tcss"
    BINDINGS = bindings_of("table")
    place = "table"
    scene: AtTable

    def __init__(self, position: Position, scene: AtTable, page: Page) -> None:
        super().__init__(position, scene)
        self.page = page
        self.chosen = self.seating.draft
        self._read: set[Page] = set()

    @property
    def seating(self) -> Seating:
        """What this table shows."""
        return self.position.seatings[self.scene.seat]

    @property
    def view(self) -> View:
        """What the seat may know."""
        return self.seating.view

    def masthead(self) -> tuple[Content, Content]:
        """Where the game stands, and who alone is to look."""
        who = join(seat_name(self.position.public, self.scene.seat), ui_text("  only you look", "$quiet"))
        return self.where(), self.corner(who)

    def body(self) -> ComposeResult:
        """The hand and the pages."""
        with Container(id="table"):
            with Vertical(id="hand-pane", classes="pane"):
                yield Sheet(hand_heading, classes="head")
                with Reading(id="hand-scroll"):
                    yield Choices(id="hand", gap=1 if self.app.size.height >= AIRY else 0)
                yield Sheet(id="chosen")
            for page in PAGES:
                with Vertical(id=f"{page}-pane", classes="pane page"):
                    yield Sheet(partial(self._page_heading, page), classes="head")
                    with Reading(id=f"{page}-scroll"):
                        yield Sheet(id=page)

    def on_mount(self) -> None:
        """Show the position and the page that matters first."""
        self.turn_to(self.page)
        self.update()

    def update(self) -> None:
        """Show the position; a choice that was made stays."""
        if self.chosen not in {card.id for card in self.view.hand if card.playable}:
            self.chosen = None
        self._show_hand()
        self.query_one("#board", Sheet).show(self.board_draw(self.view))
        self.query_one("#news", Sheet).show(partial(seat_news_lines, self.position, self.scene.seat))
        self.query_one("#brief", Sheet).show(partial(brief_lines, self.view))

    def _show_hand(self) -> None:
        self.query_one("#hand", Choices).set_rows(hand_rows(self.view, self.chosen), self._marked or self.chosen or "")
        self.query_one("#chosen", Sheet).show(partial(chosen_line, self.view, self.chosen))

    def _page_heading(self, page: Page, width: int) -> list[Content]:
        if self.narrow:
            entries = (self._tab(each, each == self.page) for each in PAGES)
            return [heading(between("  ", entries), width)]
        return [heading(self._tab(page, page == self.page), width)]

    def _tab(self, page: Page, present: bool) -> Content:
        title = _PAGE_TITLES[page]
        if present:
            return ui_text(f"▸{title}", "bold $mark")
        new = page == "news" and self.narrow and page not in self._read
        return ui_text(f" {title}{' (new)' if new else ''}", "" if new else "$quiet")

    def on_resize(self, event: Resize) -> None:
        """Headings differ with the width; a table that was covered by the notice is not shown again unasked."""
        if event.size.width < LEAST[0] or event.size.height < LEAST[1]:
            self.action_cover()
        for head in self.query(".head").results(Sheet):
            head.redraw()

    def turn_to(self, page: Page) -> None:
        """Show a page; where all of them show, it is the one that the page keys scroll."""
        self.page = page
        self._read.add(page)
        for each in PAGES:
            self.query_one(f"#{each}-pane").set_class(each == page, "current")
        self.retitle()
        for head in self.query(".head").results(Sheet):
            head.redraw()

    def reading(self) -> Reading:
        """The page that the keys for scrolling scroll."""
        return self.query_one(f"#{self.page}-scroll", Reading)

    @property
    def _marked(self) -> str:
        return self.query_one("#hand", Choices).current

    def _card(self, card: str) -> CardView:
        return next(each for each in self.view.hand if each.id == card)

    def _title(self, card: str) -> str:
        return self._card(card).title

    def action_up(self) -> None:
        """The card above."""
        self.query_one("#hand", Choices).move(-1)

    def action_down(self) -> None:
        """The card below."""
        self.query_one("#hand", Choices).move(1)

    def on_choices_picked(self) -> None:
        """A click on the marked card chooses it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the marked card, or say why it can't be."""
        if not self._marked:
            return
        card = self._card(self._marked)
        if card.playable:
            self._choose(card.id)
        else:
            self._say(f"{card.title}: not now. {card.refusals[0].sentence}.")

    def _say(self, text: str) -> None:
        self.post_message(Said(text))

    def action_take_back(self) -> None:
        """No card is chosen."""
        if self.chosen is not None:
            self._choose(None)

    def _choose(self, card: str | None) -> None:
        self.chosen = card
        self._show_hand()
        self.post_message(Chose(self.scene.seat, card))

    def action_card(self) -> None:
        """The marked card in full."""
        from wargame.tui.screens.reading import ReadingPage

        if self._marked:
            card = self._card(self._marked)
            self.app.push_screen(ReadingPage(card.title, partial(full_card_lines, self.position.deck, card)))

    def action_hand_in(self) -> None:
        """Hand in what is chosen, after a word."""
        if self.chosen is None:
            self._say("Choose a card first: Enter chooses the marked one. p hands in a pass.")
            return
        self._confirm(f"Hand in {self._title(self.chosen)}?", Play(self.scene.seat, self.chosen))

    def action_hand_in_pass(self) -> None:
        """Hand in nothing, after a word."""
        self._confirm("Hand in nothing this turn, a pass?", Pass(self.scene.seat))

    def _confirm(self, question: str, command: Play | Pass) -> None:
        from wargame.tui.screens.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(Asked(command))

        self.app.push_screen(Confirm(question, "It is sealed until all moves lie open.", "Hand in"), answered)

    def action_next_page(self) -> None:
        """The next page."""
        self.turn_to(PAGES[(PAGES.index(self.page) + 1) % len(PAGES)])

    def action_page_board(self) -> None:
        """The board."""
        self.turn_to("board")

    def action_page_news(self) -> None:
        """The news."""
        self.turn_to("news")

    def action_page_brief(self) -> None:
        """The brief."""
        self.turn_to("brief")

    def action_cover(self) -> None:
        """Nobody looks any more."""
        if len(self.position.people) > 1:
            self.post_message(Looked(None))


def hand_heading(width: int) -> list[Content]:
    """What the list is."""
    return [heading(ui_text("Your hand", "bold"), width)]
