"""What counted of a game: each move that was ruled, from the hand that it came of to the band that stood in the end.

Readings of a game are made from this, and from nothing else. What a rewind took back is no part of it, and neither is
the practice turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, evolve, field, frozen

from wargame.deck import Band, Deck
from wargame.rules import (
    PRACTICE,
    Change,
    Event,
    Fold,
    HandedIn,
    Overridden,
    PracticeEnded,
    Ruled,
    Settled,
    in_effect,
)


@frozen
class Ruling:
    """One move as it was ruled.

    `seq` is the number of the ruling's event; `move` names the move among those of its turn. `body` is what was ruled
    at first, `band` what stood in the end. `hand` is what was handed in, None for a move that nobody handed in, as an
    answer or a promise that was kept. `before` is the board before anything was paid; `changes` are what the ruling,
    an override and a person's decision did, in order, without what they undid.
    """

    seq: int
    turn: int
    move: str
    body: Ruled
    band: Band
    audience: str
    hand: HandedIn | None = None
    before: Mapping[str, int] = field(factory=dict, repr=False)
    changes: tuple[Change, ...] = ()
    overrides: tuple[Overridden, ...] = ()

    @property
    def id(self) -> str:
        """The turn and the move: what a fact that came of it is called."""
        return f"{self.turn}.{self.move}"

    @property
    def seat(self) -> str:
        """Whose move it was."""
        return self.body.seat

    @property
    def card(self) -> str:
        """The card that was played; empty for a free move."""
        return self.body.card


@frozen
class Story:
    """A deck, the events of a game that count, and its rulings in order."""

    deck: Deck
    events: tuple[Event, ...] = field(repr=False)
    rulings: tuple[Ruling, ...] = field(repr=False)

    def of_seat(self, seat: str) -> tuple[Ruling, ...]:
        """The rulings of one seat's moves."""
        return tuple(each for each in self.rulings if each.seat == seat)


@define
class _Telling:
    fold: Fold = field(factory=Fold)
    hands: dict[str, HandedIn] = field(factory=dict)
    turn: int = 0
    rulings: dict[str, Ruling] = field(factory=dict)

    def hear(self, event: Event) -> None:
        body = event.body
        if isinstance(body, HandedIn):
            self.hands[body.seat] = body
        elif isinstance(body, Ruled):
            self._rule(event, body)
        elif isinstance(body, Overridden):
            self._change(body.move, band=body.band, changes=body.changes, override=body)
        elif isinstance(body, Settled):
            known = self.rulings[f"{self.turn}.{body.move}"]
            self._change(body.move, band=known.band, changes=(*known.changes, *body.changes))
        self.fold.apply(event)
        if self.fold.turn != self.turn:
            self.turn, self.hands = self.fold.turn, {}

    def _rule(self, event: Event, body: Ruled) -> None:
        move = body.move or body.seat
        ruling = Ruling(
            event.seq,
            self.turn,
            move,
            body,
            body.band,
            event.audience,
            self.hands.get(body.seat) if move == body.seat else None,
            self.fold.values,
            body.changes,
        )
        self.rulings[ruling.id] = ruling

    def _change(self, move: str, band: Band, changes: tuple[Change, ...], override: Overridden | None = None) -> None:
        known = self.rulings[f"{self.turn}.{move}"]
        overrides = known.overrides if override is None else (*known.overrides, override)
        self.rulings[known.id] = evolve(known, band=band, changes=changes, overrides=overrides)


def story_of(deck: Deck, events: Iterable[Event]) -> Story:
    """What counted of these events, which begin with the first of the game; one pass over them."""
    counted = in_effect(events)
    telling = _Telling()
    for event in counted:
        telling.hear(event)
        if isinstance(event.body, PracticeEnded):
            telling.rulings.clear()
    practised = {place for place, event in enumerate(counted) if isinstance(event.body, PracticeEnded)}
    begins = max(practised, default=-1) + 1
    kept = telling.rulings if telling.turn != PRACTICE else {}
    return Story(deck, tuple(counted[:1] + counted[max(1, begins) :]), tuple(kept.values()))
