"""Another world that looks the same to one viewer: everything which that viewer can't see is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve

from wargame.deck import BANDS, Deck, sees
from wargame.rules import (
    Body,
    Change,
    Event,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Offer,
    Overtaken,
    PracticeEnded,
    Revealed,
    Roll,
    Ruled,
    Step,
    TurnClosed,
    TurnOpened,
    face,
)

#: Asks for a number from 0 to the given one - 1.
Draw = Callable[[int], int]


def scrambled(deck: Deck, events: Sequence[Event], viewer: str, draw: Draw) -> list[Event]:
    """The same log as `viewer` sees it, and as different as possible otherwise."""
    world = _World(deck, viewer, draw)
    world.choose(events)
    other: list[Event] = []
    for event in events:
        if world.unseen(event) and draw(2):
            continue
        other.append(evolve(event, body=world.body(event)))
        if isinstance(event.body, TurnOpened) and draw(2):
            other += world.rumours(event)
    return [evolve(event, seq=number, at=draw(10**12)) for number, event in enumerate(other, 1)]


class _World:
    def __init__(self, deck: Deck, viewer: str, draw: Draw) -> None:
        self.deck = deck
        self.viewer = viewer
        self.draw = draw
        self.hidden = [track for track in deck.tracks.values() if not sees(track.audience, viewer)]
        self.cards: dict[tuple[int, str], str | None] = {}
        self.turn = 0

    def choose(self, events: Sequence[Event]) -> None:
        """What each other seat really plays in each turn: anything while sealed, its like once it lies open."""
        turn = 1
        for event in events:
            if isinstance(event.body, HandedIn) and event.body.seat != self.viewer:
                anything = [None, *(card.id for card in self.deck.hand(event.body.seat))]
                self.cards[turn, event.body.seat] = anything[self.draw(len(anything))]
            elif isinstance(event.body, Revealed):
                for move in event.body.moves:
                    unseen = move.card is not None and self.deck.cards[move.card].secret and move.seat != self.viewer
                    self.cards[turn, move.seat] = self.card(move.seat) if unseen else move.card
            elif isinstance(event.body, TurnOpened):
                turn = event.body.turn

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

    def card(self, seat: str) -> str:
        """A card of the seat that is played out of sight."""
        cards = [card.id for card in self.deck.hand(seat) if card.secret]
        return cards[self.draw(len(cards))]

    def turn_opened(self, event: Event, body: TurnOpened) -> Body:
        self.turn = body.turn
        return body

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
        return InjectGiven(others[self.draw(len(others))], self.changes(body.changes))

    def roll(self, roll: Roll) -> Roll:
        return evolve(roll, value=1 + self.draw(100))

    def practised(self, event: Event, body: PracticeEnded) -> Body:
        return PracticeEnded(self.values(dict(body.values)))

    def handed_in(self, event: Event, body: HandedIn) -> Body:
        if sees(event.audience, self.viewer):
            return body
        offered = tuple(Offer(card.id, "needs" if self.draw(2) else "") for card in self.deck.hand(body.seat))
        card = self.cards[self.turn, body.seat]
        return HandedIn(body.seat, card, offered, f"because of {self.draw(1000)}")

    def revealed(self, event: Event, body: Revealed) -> Body:
        return Revealed(tuple(evolve(move, card=self.cards[self.turn, move.seat]) for move in body.moves))

    def ruled(self, event: Event, body: Ruled) -> Body:
        paid, changes = self.changes(body.paid), self.changes(body.changes)
        if sees(event.audience, self.viewer):
            modifiers = tuple(self.weighed(each) for each in body.odds.modifiers)
            touched = modifiers != body.odds.modifiers or any(not self.known(each.reads) for each in modifiers)
            odds = evolve(body.odds, modifiers=modifiers)
            bands = body.bands
            if touched:
                odds = evolve(odds, chance=5 + self.draw(90))
                bands = self.deck.shares.bands(odds.chance)
            return evolve(body, odds=odds, bands=bands, paid=paid, changes=changes)
        chance = 5 + self.draw(90)
        return evolve(
            body,
            card=self.cards[self.turn, body.seat],
            odds=evolve(body.odds, base=chance, chance=chance, modifiers=()),
            bands=self.deck.shares.bands(chance),
            roll=evolve(body.roll, value=1 + self.draw(100)),
            band=BANDS[self.draw(len(BANDS))],
            paid=paid,
            changes=changes,
        )

    def known(self, reads: Sequence[str]) -> bool:
        return all(sees(self.deck.tracks[track].audience, self.viewer) for track in reads)

    def weighed(self, modifier: Any) -> Any:
        return modifier if self.known(modifier.reads) else evolve(modifier, applied=bool(self.draw(2)))

    def overtaken(self, event: Event, body: Overtaken) -> Body:
        if sees(event.audience, self.viewer):
            return body if self.known(body.reads) else evolve(body, why=f"reason {self.draw(1000)}")
        return Overtaken(body.seat, str(self.cards[self.turn, body.seat]), f"reason {self.draw(1000)}", body.reads)

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
    TurnOpened: _World.turn_opened,
    InjectGiven: _World.inject,
    HandedIn: _World.handed_in,
    Revealed: _World.revealed,
    Ruled: _World.ruled,
    Overtaken: _World.overtaken,
    TurnClosed: _World.closed,
    PracticeEnded: _World.practised,
    GameEnded: _World.ended,
}
