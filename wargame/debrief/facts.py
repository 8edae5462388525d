"""Facts argued: which facts of the deck's sources came up in a game, where, and which never did.

A fact comes up with what cites it: a card that was played, a modifier that counted, news that arrived, what happened by
itself, an agency's report. Briefs and tracks lie before the teams all the time, and count for nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from wargame.debrief.story import Story
from wargame.deck import Deck
from wargame.rules import Estimated, InjectGiven, Ruled, TurnClosed, TurnOpened

#: How a fact came up: with a card, with one that people argued over, and so on.
Way = Literal["card", "argued", "modifier", "inject", "upkeep", "estimate"]


@frozen
class Mention:
    """A fact came up in a turn, with the thing of this id; `seat` is whose move it was, if it was one."""

    turn: int
    way: Way
    id: str
    seat: str = ""


def facts_argued(story: Story) -> Mapping[str, tuple[Mention, ...]]:
    """Each fact of the deck, in its order, with where it came up; nothing for one that never did."""
    found: dict[str, list[Mention]] = {fact: [] for fact in story.deck.facts}
    turn = 0
    for event in story.events:
        if isinstance(event.body, TurnOpened):
            turn = event.body.turn
        teller = _TELLERS.get(type(event.body))
        for fact, mention in teller(story.deck, turn, event.body) if teller else ():
            if fact in found and mention not in found[fact]:
                found[fact].append(mention)
    return {fact: tuple(mentions) for fact, mentions in found.items()}


_Told = Iterator[tuple[str, Mention]]


def _ruled(deck: Deck, turn: int, body: Ruled) -> _Told:
    card = deck.cards.get(body.card)
    if card is None:
        return
    way: Way = "argued" if body.argument is not None and body.argument.reasons else "card"
    for fact in card.sources:
        yield fact, Mention(turn, way, card.id, body.seat)
    counted = {each.because for each in body.odds.modifiers if each.applied} if body.odds is not None else set()
    for modifier in card.modifiers:
        if modifier.because in counted:
            for fact in modifier.sources:
                yield fact, Mention(turn, "modifier", card.id, body.seat)


def _given(deck: Deck, turn: int, body: InjectGiven) -> _Told:
    inject = deck.injects.get(body.inject)
    for fact in inject.sources if inject is not None else ():
        yield fact, Mention(turn, "inject", body.inject)


def _closed(deck: Deck, turn: int, body: TurnClosed) -> _Told:
    ran = {step.upkeep for step in body.steps}
    for upkeep in deck.upkeep:
        if upkeep.id in ran:
            for fact in upkeep.sources:
                yield fact, Mention(turn, "upkeep", upkeep.id)


def _estimated(deck: Deck, turn: int, body: Estimated) -> _Told:
    estimate = deck.estimates.get(body.estimate)
    for fact in estimate.sources if estimate is not None else ():
        yield fact, Mention(turn, "estimate", body.estimate)


_TELLERS: Mapping[type, Callable[[Deck, int, Any], _Told]] = {
    Ruled: _ruled,
    InjectGiven: _given,
    TurnClosed: _closed,
    Estimated: _estimated,
}
