"""Which cards of a deck are listed: by their seat, their system, what they cite, and words that stand on them."""

from __future__ import annotations

from functools import partial
from typing import cast

from attrs import evolve
from textual import work
from textual.content import Content

from wargame.deck import Deck
from wargame.tui.messages import Said
from wargame.tui.screens.decks import DeckScreen
from wargame.tui.text import between, join, ui_text, wrapped
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.deck_entries import DESIGNER, Choice
from wargame.tui.widgets.field import Field

#: The row that takes any.
_EVERY = "*"


class FilteredDeck(DeckScreen):
    """A screen that lists the cards of `deck` that are like `choice`, on the page called cards."""

    deck: Deck | None
    choice: Choice
    page: str

    def show_list(self) -> None:
        """List what is wanted now."""
        raise NotImplementedError

    def show_found(self) -> None:
        """See that the list is in sight."""
        raise NotImplementedError

    @property
    def field(self) -> Field:
        """Where words are typed."""
        return self.query_one(Field)

    def chosen_line(self, deck: Deck, many: int, width: int) -> list[Content]:
        """Which cards are listed, and how many these are."""
        parts = [
            deck.seats[self.choice.seat].title if self.choice.seat in deck.seats else self.choice.seat,
            self.choice.system,
            "invented" if self.choice.cited == DESIGNER else self.choice.cited,
            f"“{self.choice.text}”" if self.choice.text else "",
        ]
        chosen = between(" · ", [ui_text(part, "bold $mark") for part in parts if part])
        return wrapped(join(chosen, ui_text(f"  {many} of {len(deck.cards)} cards", "$quiet")), width)

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.show_list()

    def action_filter_none(self) -> None:
        """All cards."""
        if self.page == "cards":
            self.end_search()
            self._choose(Choice())

    @work(group="asking", exit_on_error=False)
    async def action_filter_seat(self) -> None:
        """The cards of one seat."""
        deck = self.deck
        if deck is not None and self.page == "cards":
            rows = {seat.id: (f"{seat.glyph} {seat.title}", "") for seat in deck.seats.values()}
            await self._pick("Whose cards", "seat", "every seat", rows)

    @work(group="asking", exit_on_error=False)
    async def action_filter_system(self) -> None:
        """The cards of one system."""
        deck = self.deck
        if deck is None or self.page != "cards":
            return
        if not deck.systems:
            self.post_message(Said("The deck names no systems."))
            return
        await self._pick(
            "Which system", "system", "every system", {key: (key, text) for key, text in deck.systems.items()}
        )

    @work(group="asking", exit_on_error=False)
    async def action_filter_cited(self) -> None:
        """The cards that cite a document, or a fact."""
        deck = self.deck
        if deck is None or self.page != "cards":
            return
        rows = {source.id: (source.id, f"all of {source.title}") for source in deck.sources.values()}
        rows |= {DESIGNER: ("invented", "cards that rest on what the designer made up")}
        rows |= {fact.id: (fact.id, fact.text) for fact in deck.facts.values()}
        await self._pick("What they cite", "cited", "anything", rows)

    async def _pick(self, title: str, field: str, every: str, rows: dict[str, tuple[str, str]]) -> None:
        """Pick one of these, each with how many cards it leaves, and show them."""
        from wargame.tui.screens.pick import Pick

        deck = self.deck
        if deck is None:
            return

        def left(key: str) -> int:
            wanted = evolve(self.choice, **{field: key})
            return sum(wanted.fits(deck, card) for card in deck.cards.values())

        offered = [Row(_EVERY, partial(_pick_row, every, "", left("")))]
        for key, (name, about) in rows.items():
            if many := left(key):
                offered.append(Row(key, partial(_pick_row, name, about, many)))
        now = getattr(self.choice, field) or _EVERY
        answer = cast("str | None", await self.app.push_screen_wait(Pick(title, offered, now)))
        if answer is not None:
            self._choose(evolve(self.choice, **{field: "" if answer == _EVERY else answer}))

    def action_filter_text(self) -> None:
        """Look for words."""
        if self.page == "cards" and self.deck is not None:
            self.show_found()
            self.field.add_class("shown")
            self.field.can_focus = True
            self.field.focus()

    def on_descendant_focus(self) -> None:
        """Letters are typed into the line."""
        self.retitle()

    def on_descendant_blur(self) -> None:
        """Letters are keys again."""
        self.retitle()

    def on_input_changed(self, event: Field.Changed) -> None:
        """The list follows what is typed."""
        if event.value != self.choice.text:
            self._choose(evolve(self.choice, text=event.value))

    def on_input_submitted(self) -> None:
        """Enter: back to the list, which stays as it is."""
        self.end_search(keep=True)

    def end_search(self, *, keep: bool = False) -> None:
        """No more is typed; what is found stays where it is to `keep`."""
        field = self.field
        self.set_focus(None)
        field.can_focus = False
        field.remove_class("shown")
        if not keep and field.value:
            field.value = ""


def _pick_row(name: str, about: str, many: int, width: int) -> list[Content]:
    """A line to pick: what it is called, how many cards it leaves, and a word about it."""
    head = join(ui_text(name, "bold"), ui_text(f"  {many} card{'s' * (many != 1)}", "$quiet"))
    return [head, *wrapped(ui_text(about, "$quiet"), width, indent=2)] if about else [head]
