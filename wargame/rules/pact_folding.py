"""How cards that are shown, laid or answer, promises and deals change where a game stands."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.argument import VETO, Established
from wargame.rules.events import (
    Event,
    Laid,
    Responded,
    Sprung,
)
from wargame.rules.pact_events import (
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    PrecedentSet,
    Signalled,
    Vetoed,
)
from wargame.rules.pacts import Promise
from wargame.rules.standing import Standing
from wargame.rules.state import Put


class PactFolding(Standing):
    """What binds and waits beside the moves."""

    __slots__ = ()

    def signal(self, event: Event, body: Signalled) -> None:
        """Cards that were shown; after the last seat that had to, all choose."""
        self.signalled = {**self.signalled, body.seat: body.cards}
        if set(self.signallers) <= set(self.signalled):
            self.phase = "plan"

    def set_precedent(self, event: Event, body: PrecedentSet) -> None:
        """Something stands before play."""
        self.facts = (*self.facts, Established(body.id, body.seat, 0, body.text, event.audience, side=body.side))

    def veto(self, event: Event, body: Vetoed) -> None:
        """A precedent stands no more; its name stays taken."""
        self.facts = tuple(evolve(each, countered_by=VETO) if each.id == body.fact else each for each in self.facts)

    def lay(self, event: Event, body: Laid) -> None:
        """A card is paid for and lies out of sight."""
        self.change(body.paid)
        self.laid = (*self.laid, body)
        self._done(body.move)

    def spring(self, event: Event, body: Sprung) -> None:
        """It lies open, and comes next."""
        self.laid = tuple(each for each in self.laid if (each.seat, each.card) != (body.seat, body.card))
        self._put_first(Put(body.move, body.seat, body.card, kind="sprung"))

    def respond(self, event: Event, body: Responded) -> None:
        """An answer comes before the move that it answers."""
        self.table = {**self.table, body.move: Put(body.move, body.seat, body.card, kind="response", to=body.to)}
        place = self.pending.index(body.to)
        self.pending = (*self.pending[:place], body.move, *self.pending[place:])
        self._answers_first()

    def commit(self, event: Event, body: Committed) -> None:
        """A promise more."""
        self.promises = (*self.promises, Promise(body.id, body.seat, body.card, body.then, self.turn))

    def call(self, event: Event, body: CommitmentDue) -> None:
        """A promise is due."""
        self._promised(body.id, "due")
        self.called, self.phase = True, "rule"

    def keep(self, event: Event, body: CommitmentKept) -> None:
        """Its card is ruled next."""
        self.change(body.changes)
        self._promised(body.id, "kept")
        self._put_first(Put(body.move, body.seat, body.card, kind="kept"))

    def break_promise(self, event: Event, body: CommitmentBroken) -> None:
        """What breaking it does."""
        self.change(body.changes)
        self._promised(body.id, "broken")
        self._settle_phase()

    def offer_deal(self, event: Event, body: DealOffered) -> None:
        """A slip more."""
        self.deals = (*self.deals, body.deal)

    def answer_deal(self, event: Event, body: DealAnswered) -> None:
        """Taken, or not."""
        self._dealt(body.id, "agreed" if body.agreed else "refused")

    def close_deal(self, event: Event, body: DealClosed) -> None:
        """Kept, or broken."""
        self._dealt(body.id, "kept" if body.kept else "broken")
