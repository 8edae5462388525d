"""A seat's own table: its hand, and beside it the board, the news and its brief."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Resize

from wargame.table import CardView, Pass, Play, PlayFree, View
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtTable
from wargame.tui.messages import Asked, Chose, Looked, Said
from wargame.tui.names import free_name
from wargame.tui.position import Position, Seating
from wargame.tui.screens.paged import Paged
from wargame.tui.screens.scene import AIRY, SceneScreen
from wargame.tui.text import heading, join, ui_text
from wargame.tui.widgets.card import full_card_lines
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.chrome import LEAST
from wargame.tui.widgets.hand import chosen_line, hand_rows
from wargame.tui.widgets.news import brief_lines, seat_name, seat_news_lines
from wargame.tui.widgets.sheet import Reading, Sheet

#: The longest text of a move of its own, in characters.
_LONGEST = 300
#: The pages beside the hand.
Page = Literal["board", "news", "brief"]


class TableScreen(Paged, SceneScreen):
    """One seat looks; what it chooses is kept at once and handed in only when it says so."""

    CSS_PATH = "table.tcss"
    BINDINGS = bindings_of("table")
    PAGES: ClassVar[Mapping[str, str]] = {"board": "1 Board", "news": "2 News", "brief": "3 Brief"}
    place = "table"
    scene: AtTable

    def __init__(self, position: Position, scene: AtTable, page: Page) -> None:
        super().__init__(position, scene)
        self.page = page
        self.chosen = self.seating.draft
        self._attempt = self.view.attempt
        self._read: set[str] = set()

    @property
    def seating(self) -> Seating:
        """What this table shows."""
        return self.position.seatings[self.scene.seat]

    @property
    def view(self) -> View:
        """What the seat may know."""
        return self.seating.view

    def about(self) -> Content:
        """Who alone is to look."""
        return join(seat_name(self.position.public, self.scene.seat), ui_text("  only you look", "$quiet"))

    def body(self) -> ComposeResult:
        """The hand and the pages."""
        with Container(id="table"):
            with Vertical(id="hand-pane", classes="pane"):
                yield Sheet(hand_heading, classes="head")
                with Reading(id="hand-scroll"):
                    yield Choices(id="hand", gap=1 if self.app.size.height >= AIRY else 0)
                yield Sheet(id="chosen")
            for page in self.PAGES:
                with Vertical(id=f"{page}-pane", classes="pane page"):
                    yield Sheet(partial(self.page_heading, page), classes="head")
                    with Reading(id=f"{page}-scroll"):
                        yield Sheet(id=page)

    def on_mount(self) -> None:
        """Show the position and the page that matters first."""
        self.turn_to(self.page)
        self.update()

    def titles(self) -> dict[str, str]:
        """A move of its own only where the deck knows such."""
        return {} if self.position.deck.arguments.free else {"write_move": ""}

    def update(self) -> None:
        """Show the position; a choice that was made stays, unless the game was rewound."""
        if self.view.attempt != self._attempt:
            self._attempt, self.chosen = self.view.attempt, self.seating.draft
        if self.chosen not in {card.id for card in self.view.hand if card.playable}:
            self.chosen = None
        self._show_hand()
        self.query_one("#board", Sheet).show(self.board_draw(self.view))
        self.query_one("#news", Sheet).show(partial(seat_news_lines, self.position, self.scene.seat))
        self.query_one("#brief", Sheet).show(partial(brief_lines, self.view))

    def _show_hand(self) -> None:
        self.choices().set_rows(hand_rows(self.view, self.chosen), self._marked or self.chosen or "")
        self.query_one("#chosen", Sheet).show(
            partial(chosen_line, self.view, self.chosen, bool(self.app.kept(self._free)))
        )

    def tab(self, page: str) -> Content:
        """The tab of a page; that of the news says where they wait to be read."""
        if page == "news" and self.narrow and page != self.page and page not in self._read:
            return ui_text(f" {self.PAGES[page]} (new)")
        return super().tab(page)

    def on_resize(self, event: Resize) -> None:
        """Headings differ with the width; a table that was covered by the notice is not shown again unasked."""
        if event.size.width < LEAST[0] or event.size.height < LEAST[1]:
            self.action_cover()
        self.redraw_headings()

    def turn_to(self, page: str) -> None:
        """Show a page."""
        self._read.add(page)
        super().turn_to(page)

    def choices(self) -> Choices:
        """The hand."""
        return self.query_one("#hand", Choices)

    @property
    def _marked(self) -> str:
        return self.choices().current

    def _card(self, card: str) -> CardView:
        return next(each for each in self.view.hand if each.id == card)

    def _title(self, card: str) -> str:
        return self._card(card).title

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
        self.post_message(Chose(self.scene.seat, card, self.position.public.turn))

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

    @property
    def _free(self) -> str:
        """Under what the text of a move of its own is kept until it is handed in."""
        return free_name(self.view, self.scene.seat)

    def action_write_move(self) -> None:
        """Write a move that is on no card; as long as it is not handed in, it is kept as it is typed."""
        from wargame.tui.screens.ask import AskKept

        if not self.position.deck.arguments.free:
            return
        key = self._free

        def written(text: str | None) -> None:
            if text is not None:
                self.app.keep(key, text)
            self._show_hand()
            if text is None:
                return
            action = text.strip()
            asked = f"Hand in: {action}?" if action else "Hand in a move of your own, to be told when all lie open?"
            self._confirm(asked, PlayFree(self.scene.seat, action))

        note = "What your team does, in one line. Enter hands it in, after a question; Esc keeps it for later."
        self.app.push_screen(AskKept("A move of your own", note, longest=_LONGEST, keep=key), written)

    def _confirm(self, question: str, command: Play | PlayFree | Pass) -> None:
        from wargame.tui.screens.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(Asked(command))

        self.app.push_screen(Confirm(question, "It is sealed until all moves lie open.", "Hand in"), answered)

    def action_next_page(self) -> None:
        """The next page."""
        self.turn_to(self.page_after())

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
