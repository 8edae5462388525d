"""The odds that a card states on the present board: its own chance, and each modifier with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from wargame.deck import FACILITATOR, Card, Deck, Limits, Values, sees, truth
from wargame.rules.parts import Odds, Weighed
from wargame.rules.state import Put, State


def weigh(deck: Deck, card: Card, scope: Values, viewer: str = FACILITATOR) -> Odds:
    """The odds of `card` as `viewer` may know them; the facilitator, and so the umpire, knows all.

    A modifier that reads a track which the viewer does not see is absent, whether it applies or not, and the odds say
    that they are not complete.
    """
    modifiers = tuple(
        Weighed(
            modifier.points,
            modifier.because,
            tuple(sorted(modifier.condition.reads)),
            truth(modifier.condition.node, scope),
        )
        for modifier in card.modifiers
        if _known(deck, modifier.condition.reads, viewer)
    )
    complete = len(modifiers) == len(card.modifiers)
    return Odds(card.chance, total(deck.limits, card.chance, modifiers), modifiers, card.word, complete)


def move_odds(deck: Deck, state: State, put: Put, viewer: str = FACILITATOR) -> Odds | None:
    """The odds of a move on the table: as the umpire has set them, or as its card states them; None without either."""
    chance = state.argument(put.id).chance
    swayed = tuple(
        Weighed(points, deck.cards[card].title, (), applied=True) for points, card in state.swayed.get(put.id, ())
    )
    if chance is not None:
        return Odds(chance, total(deck.limits, chance, swayed), swayed)
    if not put.card:
        return None
    odds = weigh(deck, deck.cards[put.card], state.scope, viewer)
    modifiers = odds.modifiers + swayed
    return evolve(odds, chance=total(deck.limits, odds.base, modifiers), modifiers=modifiers) if swayed else odds


def known_part(deck: Deck, odds: Odds, viewer: str) -> Odds:
    """What of some odds `viewer` may know."""
    modifiers = tuple(each for each in odds.modifiers if _known(deck, each.reads, viewer))
    if len(modifiers) == len(odds.modifiers):
        return odds
    return Odds(odds.base, total(deck.limits, odds.base, modifiers), modifiers, odds.word, complete=False)


def total(limits: Limits, base: int, modifiers: Iterable[Weighed]) -> int:
    """The chance, in per cent, that a base and the modifiers which apply come to, held within the limits.

    >>> total(Limits(5, 95), 68, [Weighed(10, "allies", (), True), Weighed(-30, "law", (), False)])
    78
    """
    chance = base + sum(each.points for each in modifiers if each.applied)
    return max(limits.lowest, min(limits.highest, chance))


def _known(deck: Deck, reads: Iterable[str], viewer: str) -> bool:
    return all(sees(deck.tracks[track].audience, viewer) for track in reads)
