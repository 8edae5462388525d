"""The umpire rules: a card on the present board, a method and the dice become a ruling."""

from __future__ import annotations

from wargame.deck import Card, Deck
from wargame.rules import Ruled, State, applied, cost_changes, effect_changes, weigh
from wargame.umpire.dice import Dice, ruling_address
from wargame.umpire.methods import METHODS


def rule(deck: Deck, state: State, card: Card, dice: Dice, method: str = "card") -> Ruled:
    """The ruling on `card`, played by its seat in the present turn: odds first, then the roll, then what changes."""
    how = METHODS[method]
    odds = weigh(deck, card, state.scope)
    bands = how.bands(deck, odds)
    roll = how.throw(dice, ruling_address(state.turn, card.seat))
    band = how.band(roll, bands)
    paid = cost_changes(deck, state.values, state.turn, card.cost)
    values = applied(state.values, paid)
    changes = effect_changes(deck, values, state.turn, card.outcomes[band].effects)
    return Ruled(card.seat, card.id, how.id, odds, bands, roll, band, paid, changes)
