"""What is agreed and shown beside the moves: cards, promises, deals, precedents, answers out of turn, news by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from wargame.deck import Deck, code_parts
from wargame.table import (
    AnswerDeal,
    Break,
    CloseDeal,
    Command,
    GiveInject,
    GiveNews,
    Keep,
    OfferDeal,
    Respond,
    SetPrecedent,
    Signal,
    Veto,
    View,
)
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Asked, Said
from wargame.tui.names import answer_name
from wargame.tui.position import Position
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.base import Dialog
from wargame.tui.text import heading, ui_text
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.pacts import leads, pact_rows, pacts_view, plain_row, speakers
from wargame.tui.widgets.sheet import Reading, Sheet

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

_LONGEST = 200
#: What stands against handing in a card, and not against answering with it.
_APART = ("answer", "unsignalled")
_NOTHING = "There is nothing here yet. Promises are made by cards, deals by teams; results are what has worked."


class Pacts(Dialog[None]):
    """Everything that binds or waits beside the moves; what this terminal may do is a line to choose.

    A screen that several share shows what everybody may know, and only open deals are typed in there.
    """

    CSS_PATH = "desk.tcss"
    BINDINGS = bindings_of("pacts")
    AUTO_FOCUS = ""
    place = "pacts"
    app: RoomApp

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position

    @property
    def leads(self) -> bool:
        """Whether this is the terminal that leads."""
        return leads(self.position)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The seats that may be spoken for here."""
        return speakers(self.position)

    @property
    def view(self) -> View:
        """What may be shown here."""
        return pacts_view(self.position)

    @property
    def deck(self) -> Deck:
        """The deck, for its titles."""
        return self.position.deck

    def titles(self) -> dict[str, str]:
        """Without a line to choose there is only text."""
        return {"alter": "Choose" if self.choices() is not None else ""}

    def choices(self) -> Choices | None:
        """The lines; where none of them can be chosen, the keys scroll."""
        rows = super().choices()
        return rows if rows is not None and rows.current else None

    def body(self) -> ComposeResult:
        """A line for everything."""
        yield Sheet(_head, id="head")
        with Reading(id="reading"):
            yield Choices(id="rows")

    def on_mount(self) -> None:
        """Show what there is."""
        self.show(self.position)

    def show(self, position: Position) -> None:
        """Something has changed."""
        self.position = position
        self.query_one(Choices).set_rows(pact_rows(position) or [Row("", partial(plain_row, _NOTHING))])
        self.retitle()

    def on_choices_picked(self) -> None:
        """A click on the marked line chooses it."""
        self.action_alter()

    def action_alter(self) -> None:
        """Do what the marked line says."""
        kind, _, about = self.query_one(Choices).current.partition(":")
        if kind in _DO:
            _DO[kind](self, about)

    def action_leave_desk(self) -> None:
        """Back to the game."""
        self.dismiss(None)

    def send(self, command: Command) -> None:
        """Ask for it."""
        self.app.post_message(Asked(command))

    async def ask(self, title: str, note: str, *, longest: int = _LONGEST) -> str | None:
        """What somebody types; None where nobody does."""
        page = Ask(title, note, longest=longest, keep=answer_name(self.position.post), titled=True)
        answer = cast("str | None", await self.app.push_screen_wait(page))
        return None if answer is None else answer.strip()

    async def pick(self, title: str, rows: Sequence[tuple[str, str]]) -> str | None:
        """The id of the line that somebody picks."""
        from wargame.tui.screens.pick import Pick

        lines = [Row(name, partial(plain_row, text)) for name, text in rows]
        return cast("str | None", await self.app.push_screen_wait(Pick(title, lines)))

    @work(exclusive=True, group="asking")
    async def signal(self, seat: str) -> None:
        """Codes, as they stand on the cards."""
        title = self.deck.seats[seat].title
        note = f"Codes with blanks between them, {self.view.signals} at most; nothing at all shows nothing."
        if self.position.post.viewer == seat:
            cards = [f"{card.id} {card.title}" for card in self.view.hand if card.signal]
            note += f" You may show {'; '.join(cards)}." if cards else ""
        text = await self.ask(f"{title} shows what it may play", note)
        if text is None:
            return
        own = [card.id for card in self.deck.hand(seat)]
        cards = [self._by_code(word, own) or word for word in text.replace(",", " ").split()]
        self.send(Signal(seat, tuple(cards)))

    def _by_code(self, code: str, cards: Sequence[str]) -> str:
        """The card of a code; nothing where it could be none or several."""
        typed = code_parts(code)
        found = [card for card in cards if code_parts(card) == typed]
        if not found and not typed[0]:
            found = [card for card in cards if code_parts(card)[1] == typed[1]]
        return found[0] if len(found) == 1 else ""

    def keep(self, seat: str) -> None:
        """The promise that is due."""
        self.send(Keep(seat))
        self.dismiss(None)

    def break_it(self, seat: str) -> None:
        """The promise that is due."""
        self.send(Break(seat))
        self.dismiss(None)

    @work(exclusive=True, group="asking")
    async def offer(self, about: str) -> None:
        """A slip, line by line."""
        titles = {seat: each.title for seat, each in self.deck.seats.items()}
        seat = self.speakers[0]
        if len(self.speakers) > 1:
            chosen = await self.pick("Who offers the deal", [(each, titles[each]) for each in self.speakers])
            if chosen is None:
                return
            seat = chosen
        other = await self.pick(
            f"{titles[seat]} offers it to", [(each, titles[each]) for each in titles if each != seat]
        )
        give = other and await self.ask(f"What {titles[seat]} gives", "One line, as both would say it.")
        get = give and await self.ask(f"What {titles[seat]} gets", "One line, as both would say it.")
        if not other or not give or not get:
            return
        due = await self.ask("By which turn", f"A number up to {len(self.deck.turns)}; this turn is {self.view.turn}.")
        if due is None or not is_number(due):
            return
        secret = await self._secret()
        if secret is not None:
            self.send(OfferDeal(seat, other, give, get, int(due), secret))

    async def _secret(self) -> bool | None:
        """Whether a deal is kept from the others; where several look on it can't be."""
        if self.position.post.viewer is None:
            return False
        rows = [("open", "Everybody may know"), ("secret", "Only the two, and the facilitator")]
        chosen = await self.pick("Who knows of it", rows)
        return None if chosen is None else chosen == "secret"

    @work(exclusive=True, group="asking")
    async def deal(self, name: str) -> None:
        """Taken or refused by the other side; kept or broken, as the facilitator finds."""
        deal = next((each for each in self.view.deals if each.id == name), None)
        if deal is None:
            return
        titles = {seat: self.deck.seats[seat].title for seat in (deal.seat, deal.other)}
        if deal.state == "offered" and deal.other in self.speakers:
            rows = [("yes", f"{titles[deal.other]} takes it"), ("no", f"{titles[deal.other]} does not take it")]
            chosen = await self.pick("The deal", rows)
            if chosen is not None:
                self.send(AnswerDeal(deal.other, deal.id, chosen == "yes"))
        elif deal.state == "agreed" and self.leads:
            rows = [("kept", "It was kept"), *((seat, f"{title} has broken it") for seat, title in titles.items())]
            chosen = await self.pick("What became of the deal", rows)
            why = None if chosen is None else await self.ask("Why", "Read by those who know of the deal; may be empty.")
            if chosen is not None and why is not None:
                self.send(CloseDeal(deal.id, chosen == "kept", "" if chosen == "kept" else chosen, why))
        else:
            self.app.post_message(Said("Nothing is to be done about that deal here."))

    @work(exclusive=True, group="asking")
    async def veto(self, fact: str) -> None:
        """A precedent that the umpire does not let stand."""
        why = await self.ask("Do not let this precedent stand", "Why; everybody reads it. Escape leaves it as it is.")
        if why is not None:
            self.send(Veto(fact, why))

    @work(exclusive=True, group="asking")
    async def precedent(self, seat: str) -> None:
        """Something that may be cited later."""
        title = self.deck.seats[seat].title
        rows = [("for", f"It counts for moves of {title}"), ("against", f"It counts against moves of {title}")]
        side = await self.pick(f"A precedent of {title}", rows)
        text = None if side is None else await self.ask(f"The precedent of {title}", "One line that reasons may cite.")
        if text:
            self.send(SetPrecedent(seat, "for" if side == "for" else "against", text))

    @work(exclusive=True, group="asking")
    async def answer(self, about: str) -> None:
        """A card in answer to a move: by its code, or at a team's own terminal out of its hand. Only what can be."""
        answering = answering_cards(self.position)
        titles = [
            (move.id, f"{self.deck.seats[move.seat].title}: {move.card.title if move.card else 'a move of its own'}")
            for move in self.view.moves
            if move.id in answering
        ]
        if not titles:
            self.app.post_message(Said("Nothing can be answered now."))
            return
        move = await self.pick("Which move is answered", titles)
        card = None if move is None else await self._answer_card(answering[move])
        if move is not None and card:
            seat = self.deck.cards[card].seat if card in self.deck.cards else self.speakers[0]
            self.send(Respond(seat, card, move))
            self.dismiss(None)

    async def _answer_card(self, cards: Sequence[str]) -> str | None:
        """One of these cards; where a room looks on by its code, so that nobody reads what is in a hand."""
        if not self.leads:
            return await self.pick("Which card answers it", [(card, self.deck.cards[card].title) for card in cards])
        code = await self.ask("The code of the card that answers", "As it stands on the card.")
        return code and (self._by_code(code, cards) or code)

    @work(exclusive=True, group="asking")
    async def news(self, about: str) -> None:
        """News of the deck by its id, of the list on the desk by its number, or made up."""
        note = (
            "The id of news of the deck, or a number of the list on the desk; else it is the title of news of your own."
        )
        text = await self.ask("News by hand", note)
        if not text:
            return
        listed = self.position.desk.injects
        ids = {name.casefold(): name for name in self.deck.injects}
        if text.casefold() in ids:
            self.send(GiveInject(ids[text.casefold()]))
        elif is_number(text) and 0 < int(text) <= len(listed):
            self.send(listed[int(text) - 1].command)
        else:
            body = await self.ask("What it says", "One line; may be empty.", longest=600)
            effects = (
                None if body is None else await self.ask("What it changes", "As in the deck: tension +1. Or nothing.")
            )
            if body is not None and effects is not None:
                self.send(GiveNews(text, body, (), effects))

    def fairness(self, about: str) -> None:
        """For the facilitator alone while the game runs; once it is over, for all."""
        from wargame.tui.screens.reading import ReadingPage
        from wargame.tui.widgets.ledger import ledger_lines

        self.app.push_screen(ReadingPage("Fairness", partial(ledger_lines, self.position)))


def answering_cards(position: Position) -> dict[str, tuple[str, ...]]:
    """The cards that may be played here in answer to each move that waits in the open; moves that none answers are out.

    A seat answers one move a turn, and no answer. What a card wants besides is looked at in a team's own hand alone: on
    a screen that others see it would tell of what only its seat knows.
    """
    deck, public = position.deck, position.public
    played = {move.card.id for move in public.moves if move.card is not None}
    cards = [card for card in deck.cards.values() if card.answers]
    answered = {card.seat for card in cards if card.id in played}
    able = [card for card in cards if card.seat in speakers(position) and card.seat not in answered]
    if not leads(position):
        hand = {card.id for card in position.eyes.hand if all(each.code in _APART for each in card.refusals)}
        able = [card for card in able if card.id in hand]
    found: dict[str, tuple[str, ...]] = {}
    for move in public.moves:
        name = move.card.id if move.card is not None else ""
        if move.id in public.pending and not move.unseen and not (name and deck.cards[name].answers):
            found[move.id] = tuple(card.id for card in able if {move.seat, name} & set(card.answers))
    return {move: names for move, names in found.items() if names}


_DO: dict[str, Callable[[Pacts, str], object]] = {
    "signal": Pacts.signal,
    "keep": Pacts.keep,
    "break": Pacts.break_it,
    "offer": Pacts.offer,
    "deal": Pacts.deal,
    "veto": Pacts.veto,
    "precedent": Pacts.precedent,
    "answer": Pacts.answer,
    "news": Pacts.news,
    "fairness": Pacts.fairness,
}


def _head(width: int) -> list[Content]:
    return [heading(ui_text("Pacts: what binds, and what waits beside the moves", "bold $mark"), width)]


def is_number(text: str) -> bool:
    """Whether somebody typed a whole number in plain digits; `²` and the digits of other scripts are none."""
    return text.isascii() and text.isdecimal()
