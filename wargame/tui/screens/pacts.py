"""What is agreed and shown beside the moves: cards, promises, deals, precedents, answers out of turn, news by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from wargame.deck import ALL, FACILITATOR, Deck, code_parts
from wargame.table import (
    AnswerDeal,
    Break,
    CardView,
    CloseDeal,
    Command,
    Deal,
    Established,
    GiveInject,
    GiveNews,
    Keep,
    OfferDeal,
    PromiseView,
    Respond,
    SetPrecedent,
    Signal,
    Veto,
    View,
)
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Asked, Said
from wargame.tui.position import Position
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.sheet import Reading, Sheet

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

_LONGEST = 200
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
        """Whether this is the terminal that leads: the room's own, or the facilitator's."""
        post = self.position.post
        return post.plays and post.viewer in (None, FACILITATOR)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The seats that may be spoken for here: all that people play, or the terminal's own."""
        if self.leads:
            return self.position.people
        post = self.position.post
        return tuple(seat for seat in self.position.people if post.plays and seat == post.viewer)

    @property
    def view(self) -> View:
        """What may be shown here."""
        return self.position.public if self.position.post.viewer is None else self.position.eyes

    @property
    def deck(self) -> Deck:
        """The deck, for its titles."""
        return self.position.deck

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
        self.query_one(Choices).set_rows(self._rows() or [Row("", partial(_plain, _NOTHING))])

    def _rows(self) -> list[Row]:
        return [*self._to_show(), *self._promises(), *self._deals(), *self._results(), *self._doings()]

    def _to_show(self) -> list[Row]:
        view = self.view
        shown = [Row("", partial(self._shown, seat, cards)) for seat, cards in view.signalled.items()]
        waiting = [
            Row(f"signal:{seat}", partial(self._titled, seat, "shows what it may play: choose this line"))
            for seat in view.signallers
            if view.phase == "signal" and seat not in view.signalled and seat in self.speakers
        ]
        return [_title("Cards that were shown"), *shown, *waiting] if shown or waiting else []

    def _shown(self, seat: str, cards: Sequence[str], width: int) -> list[Content]:
        titles = ", ".join(f"{self.deck.cards[card].title} [{card}]" for card in cards) or "nothing"
        return self._titled(seat, titles, width)

    def _titled(self, seat: str, text: str, width: int) -> list[Content]:
        return wrapped(join(seat_name(self.position.public, seat), ui_text(f"  {text}")), width, hang=2)

    def _promises(self) -> list[Row]:
        view = self.view
        due = next((each for each in view.promises if view.due and each.id == view.due[0]), None)
        rows = [Row("", partial(self._promise, each)) for each in view.promises]
        if due is not None and due.seat in self.speakers:
            rows += [
                Row(f"keep:{due.seat}", partial(_plain, f"Keep it: {due.then} is played at no cost")),
                Row(f"break:{due.seat}", partial(_plain, "Break it")),
            ]
        return [_title("Promises"), *rows] if rows else []

    def _promise(self, promise: PromiseView, width: int) -> list[Content]:
        state = {"open": "", "due": " (due now)", "kept": " (kept)", "broken": " (broken)"}[promise.state]
        return self._titled(promise.seat, f"{promise.text}{state}", width)

    def _deals(self) -> list[Row]:
        rows = [Row(f"deal:{each.id}", partial(self._deal, each)) for each in self.view.deals]
        may = self.view.phase != "ended" and len(self.deck.seats) > 1 and self.speakers
        if may:
            rows.append(Row("offer", partial(_plain, "Write down a new deal")))
        return [_title("Deals"), *rows] if rows else []

    def _deal(self, deal: Deal, width: int) -> list[Content]:
        other = self.deck.seats[deal.other].title
        secret = "" if deal.audience == ALL else ", secret"
        text = f"with {other}: gives {deal.give}; gets {deal.get}; by turn {deal.due} ({deal.state}{secret})"
        return self._titled(deal.seat, text, width)

    def _results(self) -> list[Row]:
        numbered = list(enumerate(self.view.established, 1))
        rows = [Row(self._veto_id(each), partial(self._result, number, each)) for number, each in numbered]
        return [_title("Established results and precedents, cited as #1, #2 …"), *rows] if rows else []

    def _veto_id(self, fact: Established) -> str:
        return f"veto:{fact.id}" if fact.side is not None and self.leads else ""

    def _result(self, number: int, fact: Established, width: int) -> list[Content]:
        side = f" ({fact.side} its moves)" if fact.side is not None else ""
        gone = " (countered)" if fact.countered_by else ""
        line = join(ui_text(f"#{number} ", "bold $mark"), seat_name(self.position.public, fact.seat))
        return wrapped(join(line, ui_text(f"  {fact.text}{side}{gone}")), width, hang=3)

    def _doings(self) -> list[Row]:
        view = self.view
        rows = [
            Row(f"precedent:{seat}", partial(self._titled, seat, "sets a precedent of its own"))
            for seat in self.speakers
            if view.precedents_left.get(seat, 0) and view.phase in ("signal", "plan")
        ]
        answers = any(card.answers for card in self.deck.cards.values())
        if view.phase == "rule" and view.pending and answers and self.speakers:
            rows.append(Row("answer", partial(_plain, "Answer a move out of turn, with a card")))
        if self.leads and view.phase != "ended":
            rows.append(Row("news", partial(_plain, "Give news by hand")))
        if self.position.ledger:
            rows.append(Row("fairness", partial(_plain, "Fairness: what each seat was given by the umpire")))
        return [_title("To be done"), *rows] if rows else []

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
        answer = cast("str | None", await self.app.push_screen_wait(Ask(title, note, longest=longest)))
        return None if answer is None else answer.strip()

    async def pick(self, title: str, rows: Sequence[tuple[str, str]]) -> str | None:
        """The id of the line that somebody picks."""
        from wargame.tui.screens.pick import Pick

        lines = [Row(name, partial(_plain, text)) for name, text in rows]
        return cast("str | None", await self.app.push_screen_wait(Pick(title, lines)))

    @work(exclusive=True, group="asking")
    async def signal(self, seat: str) -> None:
        """Codes, as they stand on the cards."""
        title = self.deck.seats[seat].title
        note = f"Codes with blanks between them, {self.view.signals} at most; nothing at all shows nothing."
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
        if not due or not due.isdigit():
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
        """A card in answer to a move: by its code, or at a team's own terminal out of its hand."""
        titles = [
            (move.id, f"{self.deck.seats[move.seat].title}: {move.card.title if move.card else 'a move of its own'}")
            for move in self.view.moves
            if not move.ruled and not move.unseen
        ]
        move = await self.pick("Which move is answered", titles)
        card = None if move is None else await self._answer_card()
        if move is not None and card:
            seat = self.deck.cards[card].seat if card in self.deck.cards else self.speakers[0]
            self.send(Respond(seat, card, move))
            self.dismiss(None)

    async def _answer_card(self) -> str | None:
        if not self.leads:
            hand: Sequence[CardView] = [card for card in self.view.hand if card.answers]
            if not hand:
                self.app.post_message(Said("There is no card in your hand that answers a move."))
                return None
            return await self.pick("Which card answers it", [(card.id, card.title) for card in hand])
        code = await self.ask("The code of the card that answers", "As it stands on the card.")
        own = [card.id for card in self.deck.cards.values() if card.answers and card.seat in self.speakers]
        return code and (self._by_code(code, own) or code)

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
        elif text.isdigit() and 0 < int(text) <= len(listed):
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


def _title(text: str) -> Row:
    return Row("", lambda width: [EMPTY, ui_text(text, "bold")])


def _plain(text: str, width: int) -> list[Content]:
    return wrapped(ui_text(text), width)
