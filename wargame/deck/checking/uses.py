"""What a deck makes use of: the tracks that something reads, and the effects that it has."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import names_read
from wargame.deck.model import Deck, Effect


def tracks_read(deck: Deck) -> Iterator[str]:
    """The tracks that something reads: conditions, amounts, costs, layers."""
    for condition in _conditions(deck):
        yield from condition.reads
    for effects in _effects(deck):
        for effect in effects:
            yield from names_read(effect.amount)
    for track in deck.tracks.values():
        if track.derived is not None:
            yield from names_read(track.derived)
    for card in deck.cards.values():
        yield from (cost.track for cost in card.cost)
        yield card.protected_by
    for estimate in deck.estimates.values():
        for agency in estimate.agencies:
            yield from names_read(agency.right)


def _conditions(deck: Deck) -> Iterator[Condition]:
    found: list[Condition | None] = []
    for card in deck.cards.values():
        found += [card.needs, card.trigger, *(each.condition for each in card.modifiers)]
        found += [card.commits.condition] if card.commits is not None else []
    found += [each.condition for each in deck.injects.values()]
    found += [each.condition for each in deck.upkeep]
    found += [each.condition for each in deck.ends]
    found += [state.condition for answer in deck.answers for state in answer.states]
    found += [objective.condition for seat in deck.seats.values() for objective in seat.objectives]
    found += [estimate.truth for estimate in deck.estimates.values()]
    found += [each.condition for policy in deck.policies.values() for each in policy.prefers]
    yield from (each for each in found if each is not None)


def _effects(deck: Deck) -> Iterator[tuple[Effect, ...]]:
    for card in deck.cards.values():
        yield from (outcome.effects for outcome in card.outcomes.values())
        if card.commits is not None:
            yield from (card.commits.kept, card.commits.broken)
    yield from (each.effects for each in deck.injects.values())
    yield from (each.effects for each in deck.upkeep)
