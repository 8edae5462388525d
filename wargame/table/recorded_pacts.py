"""Checks of what was shown, laid, promised and dealt."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules import (
    PRACTICE,
    VETO,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    Event,
    Laid,
    PrecedentSet,
    Responded,
    Signalled,
    Sprung,
    Vetoed,
)
from wargame.table.recorded_rulings import RulingChecks
from wargame.table.rulings import next_move


class PactChecks(RulingChecks):
    """Whether what binds beside the moves could be bound so."""

    def signalled(self, each: Event, body: Signalled) -> Iterator[str]:
        """Cards of its own, shown once."""
        own = {card.id for card in self._deck.hand(body.seat) if card.signal}
        if body.seat in self._fold.signalled or not set(body.cards) <= own:
            yield f"{body.seat} shows cards that are not its own, or shows a second time"

    def precedent(self, each: Event, body: PrecedentSet) -> Iterator[str]:
        """Before the first move."""
        if self._fold.moves or self._fold.turn > PRACTICE + 1:
            yield f"the precedent `{body.id}` is set after play has begun"
        if any(fact.id == body.id for fact in self._fold.facts):
            yield f"the precedent `{body.id}` has the name of another"
        if body.seat not in self._deck.seats:
            yield f"the precedent `{body.id}` is that of a seat which the deck does not have"

    def vetoed(self, each: Event, body: Vetoed) -> Iterator[str]:
        """A precedent that stands."""
        standing = {fact.id for fact in self._fold.facts if fact.side is not None and fact.countered_by != VETO}
        if body.fact not in standing:
            yield f"`{body.fact}` is vetoed, which is no precedent"

    def laid(self, each: Event, body: Laid) -> Iterator[str]:
        """A card of the table that waits for something, paid from the board."""
        yield from self._on_the_table(each, body)
        if self._deck.cards[body.card].trigger is None:
            yield f"`{body.card}` is laid out of sight, and waits for nothing"
        yield from self.changed(body.paid)

    def sprung(self, each: Event, body: Sprung) -> Iterator[str]:
        """One that was laid."""
        if all((laid.seat, laid.card) != (body.seat, body.card) for laid in self._fold.laid):
            yield f"`{body.card}` is said to spring, and was not laid"
        yield from self._named(body.seat, body.move)

    def _named(self, seat: str, move: str) -> Iterator[str]:
        """Moves are named in the order in which they come to the table, since their dice lie under their names."""
        if move != next_move(self._fold.state(), seat):
            yield f"the next move of {seat} goes by the name `{move}`, which is not its own"

    def responded(self, each: Event, body: Responded) -> Iterator[str]:
        """An answer to a move that waits for its ruling."""
        if body.to not in self._fold.pending:
            yield f"`{body.card}` answers a move that does not wait for its ruling"
        if body.card not in {card.id for card in self._deck.hand(body.seat) if card.answers}:
            yield f"`{body.card}` is no answer that {body.seat} could give"
        yield from self._named(body.seat, body.move)

    def committed(self, each: Event, body: Committed) -> Iterator[str]:
        """What a card promises once it has worked."""
        card, fold = self._deck.cards.get(body.card), self._fold
        worked = {f"{fold.turn}.{move}": ruling.card for move, ruling in fold.rulings.items() if ruling.fact}
        known = any(promise.id == body.id for promise in fold.promises)
        if card is None or card.commits is None or card.commits.then != body.then or card.seat != body.seat:
            yield f"`{body.card}` does not promise this"
        elif worked.get(body.id) != body.card or known:
            yield f"`{body.card}` does not promise this now"

    def due(self, each: Event, body: CommitmentDue) -> Iterator[str]:
        """A promise that is open."""
        if all((made.id, made.seat, made.state) != (body.id, body.seat, "open") for made in self._fold.promises):
            yield f"the promise `{body.id}` is said to be due, and is not open"

    def answered(self, each: Event, body: CommitmentKept | CommitmentBroken) -> Iterator[str]:
        """A promise that is due."""
        if all((made.id, made.seat, made.state) != (body.id, body.seat, "due") for made in self._fold.promises):
            yield f"the promise `{body.id}` is answered, and is not due"
        if isinstance(body, CommitmentKept):
            if all((made.id, made.then) != (body.id, body.card) for made in self._fold.promises):
                yield f"the promise `{body.id}` is kept by `{body.card}`, which it does not name"
            yield from self._named(body.seat, body.move)
        yield from self.changed(body.changes)

    def offered(self, each: Event, body: DealOffered) -> Iterator[str]:
        """Between two seats, told to whom it says."""
        if each.audience != body.deal.audience or not {body.deal.seat, body.deal.other} <= set(self._deck.seats):
            yield f"the deal `{body.deal.id}` is shown to others than it says, or made by others than seats"
        if each.actor != body.deal.seat:
            yield f"the deal `{body.deal.id}` is offered or answered by another seat than it says"
        if any(deal.id == body.deal.id for deal in self._fold.deals):
            yield f"the deal `{body.deal.id}` has the name of another"

    def dealt(self, each: Event, body: DealAnswered | DealClosed) -> Iterator[str]:
        """A deal that waits for this."""
        awaited = "offered" if isinstance(body, DealAnswered) else "agreed"
        known = next((deal for deal in self._fold.deals if deal.id == body.id), None)
        if known is None or known.state != awaited or known.audience != each.audience:
            yield f"the deal `{body.id}` is not {awaited}, or told to others than it says"
        elif isinstance(body, DealAnswered) and each.actor != known.other:
            yield f"the deal `{body.id}` is offered or answered by another seat than it says"
        elif isinstance(body, DealClosed) and not body.kept and body.by not in (known.seat, known.other):
            yield f"the deal `{body.id}` is broken by `{body.by}`, which has not made it"
