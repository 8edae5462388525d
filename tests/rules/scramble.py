"""Another world that looks the same to one viewer: everything which that viewer can't see is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve

from wargame.deck import BANDS, CONFIDENCES, Deck, sees
from wargame.rules import (
    TOKENS,
    Argument,
    BallotCast,
    Body,
    Change,
    CommitmentBroken,
    CommitmentKept,
    DealOffered,
    Estimated,
    Event,
    FreeMove,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Laid,
    Odds,
    Offer,
    Overridden,
    Overtaken,
    PracticeEnded,
    Revealed,
    Rewound,
    Roll,
    Ruled,
    Settled,
    Sprung,
    Step,
    TakenBack,
    TurnClosed,
    TurnOpened,
    face,
    in_effect,
)

#: Asks for a number from 0 to the given one - 1.
Draw = Callable[[int], int]


def scrambled(deck: Deck, events: Sequence[Event], viewer: str, draw: Draw) -> list[Event]:
    """The same log as `viewer` sees it, and as different as possible otherwise."""
    world = _World(deck, viewer, draw)
    world.choose(events)
    other: list[Event] = []
    kept: dict[int, int] = {}
    for event in events:
        if not world.unseen(event) or draw(2):
            body = world.body(event)
            if isinstance(body, Rewound):
                body = evolve(body, to=kept[body.to or 0])
            other.append(evolve(event, body=body))
        if isinstance(event.body, TurnOpened) and draw(2):
            other += world.rumours(event)
        kept[event.seq] = len(other)
    return [evolve(event, seq=number, at=draw(10**12)) for number, event in enumerate(other, 1)]


class _World:
    def __init__(self, deck: Deck, viewer: str, draw: Draw) -> None:
        self.deck = deck
        self.viewer = viewer
        self.draw = draw
        self.hidden = [track for track in deck.tracks.values() if not sees(track.audience, viewer)]
        self.hands: dict[int, tuple[str | None, FreeMove | None]] = {}
        self.opened_hands: set[int] = set()
        self.origins: dict[int, dict[str, int]] = {}

    def choose(self, events: Sequence[Event]) -> None:
        """What each other seat really hands in: anything while sealed, its like once it lies open."""
        sprung = {(event.body.seat, event.body.card) for event in events if isinstance(event.body, Sprung)}
        for place, event in enumerate(events):
            if isinstance(event.body, HandedIn):
                self.origins[event.seq] = self.origin(events[:place]) | {event.body.seat: event.seq}
            else:
                self.origins[event.seq] = self.origin(events[: place + 1])
            if isinstance(event.body, HandedIn) and event.body.seat != self.viewer:
                self.hands.setdefault(event.seq, self.anything(event.body.seat))
            elif isinstance(event.body, Revealed):
                for move in event.body.moves:
                    unseen = move.card is not None and self.deck.cards[move.card].secret and move.seat != self.viewer
                    handed = self.origins[event.seq][move.seat]
                    if not unseen or (move.seat, move.card) in sprung:
                        self.hands[handed] = (move.card, move.free)
                    elif handed not in self.opened_hands:
                        waits = self.deck.cards[move.card or ""].trigger is not None
                        self.hands[handed] = (self.card(move.seat, waits=waits), None)
                    self.opened_hands.add(handed)

    def origin(self, events: Sequence[Event]) -> dict[str, int]:
        """The numbers of the hand-ins that count in the present turn, by seat."""
        found: dict[str, int] = {}
        for event in in_effect(events):
            body = event.body
            if isinstance(body, TurnOpened):
                found = {}
            elif isinstance(body, HandedIn):
                found[body.seat] = event.seq
            elif isinstance(body, TakenBack) and body.reason is None:
                found.pop(body.seat, None)
        return found

    def anything(self, seat: str) -> tuple[str | None, FreeMove | None]:
        """A card, a free move, or neither."""
        cards = [None, *(card.id for card in self.deck.hand(seat))]
        return (None, FreeMove(f"Deed {self.draw(99)}")) if not self.draw(4) else (cards[self.draw(len(cards))], None)

    def hand(self, event: Event, seat: str) -> tuple[str | None, FreeMove | None]:
        """What a seat has handed in, at an event."""
        return self.hands[self.origins[event.seq][seat]]

    def unseen(self, event: Event) -> bool:
        """Whether an event is one of which the viewer sees nothing at all."""
        return face(self.deck, event, self.viewer) is None

    def rumours(self, event: Event) -> Iterator[Event]:
        """News for others, of which the viewer sees nothing."""
        for inject in self.deck.injects.values():
            if not sees(inject.audience, self.viewer) and self.draw(2):
                yield evolve(event, audience=inject.audience, body=InjectGiven(inject.id, self.changes(())))

    def body(self, event: Event) -> Body:
        handler = _HANDLERS.get(type(event.body))
        return event.body if handler is None else handler(self, event, event.body)

    def value(self, track: str) -> int:
        known = self.deck.tracks[track]
        return known.minimum + self.draw(known.maximum - known.minimum + 1)

    def values(self, values: dict[str, int]) -> dict[str, int]:
        return {**values, **{track.id: self.value(track.id) for track in self.hidden if track.id in values}}

    def changes(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Hidden changes are dropped, and others made up."""
        seen = [each for each in changes if sees(self.deck.tracks[each.track].audience, self.viewer)]
        made_up = [
            Change(track.id, self.value(track.id), self.value(track.id)) for track in self.hidden if self.draw(2)
        ]
        return tuple(made_up + seen if self.draw(2) else seen + made_up)

    def card(self, seat: str, *, waits: bool) -> str:
        """A card of the seat that is played out of sight, and ruled at once or waits there."""
        cards = [card.id for card in self.deck.hand(seat) if card.secret and (card.trigger is not None) == waits]
        return cards[self.draw(len(cards))]

    def opened(self, event: Event, body: GameOpened) -> Body:
        draws = {
            track: roll
            if sees(self.deck.tracks[track].audience, self.viewer)
            else evolve(roll, value=1 + self.draw(99))
            for track, roll in body.draws.items()
        }
        secret = f"{self.draw(2**64):064x}"
        return evolve(body, secret=secret, values=self.values(dict(body.values)), draws=draws)

    def inject(self, event: Event, body: InjectGiven) -> Body:
        if sees(event.audience, self.viewer):
            by_chance = {} if body.roll is None else {"chance": self.draw(99), "roll": self.roll(body.roll)}
            return evolve(body, changes=self.changes(body.changes), **by_chance)
        others = [each.id for each in self.deck.injects.values() if not sees(each.audience, self.viewer)]
        made_up = InjectGiven("", self.changes(body.changes), None, None, f"News {self.draw(99)}", "", by_hand=True)
        if not others or not self.draw(3):
            return made_up
        return InjectGiven(others[self.draw(len(others))], self.changes(body.changes))

    def estimated(self, event: Event, body: Estimated) -> Body:
        """Another truth, and other throws; to whom no report is given, other reports too."""
        told = sees(event.audience, self.viewer)
        reports = tuple(
            evolve(
                each,
                right=50 + self.draw(51),
                roll=None if each.roll is None else self.roll(each.roll),
                likelihood=each.likelihood if told else self.draw(101),
                confidence=each.confidence if told else CONFIDENCES[self.draw(3)],
            )
            for each in body.reports
        )
        return evolve(body, reports=reports, truth=bool(self.draw(2)))

    def roll(self, roll: Roll) -> Roll:
        return evolve(roll, value=1 + self.draw(100))

    def practised(self, event: Event, body: PracticeEnded) -> Body:
        return PracticeEnded(self.values(dict(body.values)))

    def handed_in(self, event: Event, body: HandedIn) -> Body:
        if sees(event.audience, self.viewer):
            return body
        offered = tuple(Offer(card.id, "needs" if self.draw(2) else "") for card in self.deck.hand(body.seat))
        card, free = self.hands[event.seq]
        return HandedIn(body.seat, card, offered, f"because of {self.draw(1000)}", free)

    def revealed(self, event: Event, body: Revealed) -> Body:
        return Revealed(
            tuple(
                move if move.seat == self.viewer else evolve(move, card=self.hand(event, move.seat)[0])
                for move in body.moves
            )
        )

    def cast(self, event: Event, body: BallotCast) -> Body:
        """Somebody else's sealed vote says anything."""
        if sees(event.audience, self.viewer):
            return body
        if body.token is not None:
            return evolve(body, token=TOKENS[self.draw(len(TOKENS))])
        return evolve(body, chance=self.draw(101))

    def argument(self, argument: Argument | None) -> Argument | None:
        """The same to the viewer, whatever is still sealed."""
        if argument is None:
            return None
        ballots = {seat: each if seat == self.viewer else self.draw(101) for seat, each in argument.ballots.items()}
        return evolve(argument, ballots=ballots)

    def laid(self, event: Event, body: Laid) -> Body:
        card, _ = self.hand(event, body.seat)
        return body if body.seat == self.viewer else evolve(body, card=card or "", paid=self.changes(body.paid))

    def promised(self, event: Event, body: CommitmentKept | CommitmentBroken) -> Body:
        return evolve(body, changes=self.changes(body.changes))

    def offered(self, event: Event, body: DealOffered) -> Body:
        if sees(event.audience, self.viewer):
            return body
        return DealOffered(evolve(body.deal, give=f"gift {self.draw(99)}", get=f"return {self.draw(99)}"))

    def overridden(self, event: Event, body: Overridden) -> Body:
        override = evolve(body.override, note=f"note {self.draw(1000)}")
        undone, changes = self.changes(body.undone), self.changes(body.changes)
        if sees(event.audience, self.viewer):
            return evolve(body, undone=undone, changes=changes, override=override)
        band = BANDS[self.draw(len(BANDS))]
        return evolve(
            body, undone=self.seen(body.undone), changes=self.seen(body.changes), band=band, override=override
        )

    def settled(self, event: Event, body: Settled) -> Body:
        return evolve(body, changes=self.changes(body.changes))

    def seen(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        return tuple(each for each in changes if sees(self.deck.tracks[each.track].audience, self.viewer))

    def ruled(self, event: Event, body: Ruled) -> Body:
        paid, changes = self.changes(body.paid), self.changes(body.changes)
        override = body.override and evolve(body.override, note=f"note {self.draw(1000)}")
        if sees(event.audience, self.viewer):
            body = evolve(body, paid=paid, changes=changes, override=override, argument=self.argument(body.argument))
            return body if body.odds is None else self.weighed_otherwise(body, body.odds)
        chance = 5 + self.draw(90)
        return evolve(
            body,
            card=self.hand(event, body.seat)[0] or "",
            odds=Odds(chance, chance),
            bands=self.deck.shares.bands(chance),
            of=100,
            rolls=(self.roll(Roll("somewhere", 100, 1)),),
            band=BANDS[self.draw(len(BANDS))],
            paid=paid,
            changes=changes,
            override=override,
        )

    def weighed_otherwise(self, body: Ruled, odds: Odds) -> Ruled:
        """Modifiers that the viewer can't read apply or not, and where there are any, the chances are others."""
        modifiers = tuple(self.weighed(each) for each in odds.modifiers)
        if all(self.known(each.reads) for each in modifiers):
            return body
        if not body.by_odds:
            odds, said = evolve(odds, modifiers=modifiers, chance=5 + self.draw(90)), dict.fromkeys(body.said, 1)
            return evolve(body, odds=odds, said=said)
        chance = 5 + self.draw(90)
        against = None if body.against is None else self.draw(101)
        bands, said = self.deck.shares.bands(chance), {method: self.draw(101) for method in body.said}
        odds = evolve(odds, modifiers=modifiers, chance=chance)
        return evolve(body, odds=odds, bands=bands, of=100, said=said, against=against)

    def known(self, reads: Sequence[str]) -> bool:
        return all(sees(self.deck.tracks[track].audience, self.viewer) for track in reads)

    def weighed(self, modifier: Any) -> Any:
        return modifier if self.known(modifier.reads) else evolve(modifier, applied=bool(self.draw(2)))

    def overtaken(self, event: Event, body: Overtaken) -> Body:
        if sees(event.audience, self.viewer):
            return body if self.known(body.reads) else evolve(body, why=f"reason {self.draw(1000)}")
        return evolve(body, card=str(self.hand(event, body.seat)[0]), why=f"reason {self.draw(1000)}")

    def closed(self, event: Event, body: TurnClosed) -> Body:
        """A step whose changes the viewer can't see may be there or not."""
        steps = []
        for step in body.steps:
            seen = any(sees(self.deck.tracks[each.track].audience, self.viewer) for each in step.changes)
            if seen or self.draw(2):
                steps.append(Step(step.upkeep, self.changes(step.changes)))
        return TurnClosed(body.turn, tuple(steps))

    def ended(self, event: Event, body: GameEnded) -> Body:
        values = {**self.values(dict(body.values)), **{track: body.values[track] for track in self.deck.reveals}}
        return evolve(body, values=values)


_HANDLERS: dict[type, Callable[[_World, Event, Any], Body]] = {
    GameOpened: _World.opened,
    InjectGiven: _World.inject,
    Estimated: _World.estimated,
    HandedIn: _World.handed_in,
    Revealed: _World.revealed,
    BallotCast: _World.cast,
    Laid: _World.laid,
    CommitmentKept: _World.promised,
    CommitmentBroken: _World.promised,
    DealOffered: _World.offered,
    Overridden: _World.overridden,
    Settled: _World.settled,
    Ruled: _World.ruled,
    Overtaken: _World.overtaken,
    TurnClosed: _World.closed,
    PracticeEnded: _World.practised,
    GameEnded: _World.ended,
}
