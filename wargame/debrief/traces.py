"""Traces: which earlier results a move leaned on, and those in their turn, back to the first.

Two kinds are kept apart. *Enabling*: without it the move could not have been made, as the card's `needs` say, or the
reason that cited it did. *Causal*: it made success likelier or less likely, as a modifier of the card or a reason did.
A track leads to whatever moved it last before the move was ruled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import define, field, frozen

from wargame.debrief.story import Ruling, Story
from wargame.rules import (
    Change,
    CommitmentBroken,
    CommitmentKept,
    Event,
    InjectGiven,
    Laid,
    Overridden,
    Ruled,
    Settled,
    Side,
    Tie,
    TurnClosed,
)

#: What an earlier result was: a move, news, upkeep, a promise, or what was set down before play.
Origin = Literal["move", "inject", "upkeep", "promise", "precedent"]


@frozen
class Source:
    """Something that happened: what it was, its id (of a move its turn and seat, as `2.seoul`), and in which turn."""

    origin: Origin
    id: str
    turn: int


@frozen
class Link:
    """One thing that a move leaned on.

    `by` says how: the track that was read, or the text of the reason that cited it. A link `against` spoke or told
    against the move.
    """

    source: Source
    tie: Tie
    by: str
    track: bool
    against: bool = False


@frozen
class Trace:
    """A move, what it leaned on, and for each of these that was a move the same again."""

    ruling: Ruling
    links: tuple[Link, ...]
    behind: Mapping[str, Trace] = field(factory=dict)

    def depth(self) -> int:
        """How many moves lie one behind the other, this one among them."""
        return 1 + max((each.depth() for each in self.behind.values()), default=0)


def links_of(story: Story) -> Mapping[str, tuple[Link, ...]]:
    """What each ruling leaned on, by the id of the ruling."""
    linking = _Linking(story)
    for event in story.events:
        linking.hear(event)
    return linking.links


def trace(story: Story, ruling: Ruling) -> Trace:
    """A ruling and all that it leaned on, back to the first; each move stands where it first comes up."""
    links, rulings = links_of(story), {each.id: each for each in story.rulings}
    told: set[str] = set()

    def traced(each: Ruling) -> Trace:
        own = links.get(each.id, ())
        moves = dict.fromkeys(link.source.id for link in own if link.source.origin == "move")
        new = [name for name in moves if name in rulings and name not in told]
        told.update(new)
        return Trace(each, own, {name: traced(rulings[name]) for name in new})

    told.add(ruling.id)
    return traced(ruling)


@define
class _Linking:
    story: Story
    links: dict[str, tuple[Link, ...]] = field(factory=dict)
    _moved: dict[str, Source] = field(factory=dict)
    _rulings: dict[int, Ruling] = field(factory=dict)
    _turn: int = 0

    def __attrs_post_init__(self) -> None:
        self._rulings = {each.seq: each for each in self.story.rulings}

    def hear(self, event: Event) -> None:
        """What an event moved is its own from now on; a ruling leans on what moved before it."""
        found = self._rulings.get(event.seq)
        if found is not None:
            self._turn = found.turn
            self.links[found.id] = tuple(self._links(found))
        mover = _MOVERS.get(type(event.body))
        for source, changes in mover(self, event.body) if mover else ():
            self._moved.update({each.track: source for each in changes if each.before != each.after})
        self._turn = getattr(event.body, "turn", self._turn) or self._turn

    def _links(self, ruling: Ruling) -> Iterator[Link]:
        card = self.story.deck.cards.get(ruling.card)
        if card is not None and card.needs is not None:
            yield from self._read(card.needs.reads, "enabling", against=False)
        for each in ruling.body.odds.modifiers if ruling.body.odds is not None else ():
            if each.applied:
                yield from self._read(each.reads, "causal", against=each.points < 0)
        for reason in ruling.body.argument.reasons if ruling.body.argument is not None else ():
            if reason.cites and reason.strength is not None:
                yield Link(_cited(reason.cites), reason.tie, reason.text, track=False, against=_is_against(reason.side))

    def _read(self, tracks: Iterable[str], tie: Tie, against: bool) -> Iterator[Link]:
        for track in sorted(tracks):
            if track in self._moved:
                yield Link(self._moved[track], tie, track, track=True, against=against)

    def move(self, name: str) -> Source:
        """The move of this turn that is called so."""
        return Source("move", f"{self._turn}.{name}", self._turn)

    def source(self, origin: Origin, name: str) -> Source:
        """Something else of this turn."""
        return Source(origin, name, self._turn)


def _cited(fact: str) -> Source:
    turn, _, move = fact.partition(".")
    return Source("move", fact, int(turn)) if turn.isdigit() and move else Source("precedent", fact, 0)


def _is_against(side: Side) -> bool:
    return side == "against"


_Moved = Iterator[tuple[Source, tuple[Change, ...]]]


def _closed(linking: _Linking, body: TurnClosed) -> _Moved:
    for step in body.steps:
        yield linking.source("upkeep", step.upkeep), step.changes


def _ruled(linking: _Linking, body: Ruled) -> _Moved:
    yield linking.move(body.move or body.seat), (*body.paid, *body.changes)


_MOVERS: Mapping[type, Callable[[_Linking, Any], _Moved]] = {
    Ruled: _ruled,
    Overridden: lambda linking, body: iter([(linking.move(body.move), (*body.undone, *body.changes))]),
    Settled: lambda linking, body: iter([(linking.move(body.move), body.changes)]),
    Laid: lambda linking, body: iter([(linking.move(body.move), body.paid)]),
    InjectGiven: lambda linking, body: iter([(linking.source("inject", body.inject), body.changes)]),
    TurnClosed: _closed,
    CommitmentKept: lambda linking, body: iter([(linking.source("promise", body.id), body.changes)]),
    CommitmentBroken: lambda linking, body: iter([(linking.source("promise", body.id), body.changes)]),
}
