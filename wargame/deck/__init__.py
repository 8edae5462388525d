"""What a facilitator writes: the model of a deck, its loader, and the small languages of conditions and effects.

The lowest floor. It reads files when asked to load one and knows nothing else of the world: no clock, no chance, no
screen, no other room. A deck is either whole, every name in it bound and every hidden thing kept from those who may
not see it, or a list of problems with their places.
"""

from wargame.deck.audience import ALL, FACILITATOR, PUBLIC, TABLE, audience, sees, within
from wargame.deck.explain import Clause, clauses, shown
from wargame.deck.expression import Values, number, round_half_up, truth
from wargame.deck.load import Reading, load, load_text, read, read_text
from wargame.deck.model import (
    BANDS,
    SUCCESSES,
    Answer,
    Band,
    Card,
    Condition,
    Cost,
    Deck,
    Effect,
    Fact,
    Inject,
    Level,
    Limits,
    Modifier,
    Outcome,
    Seat,
    Shares,
    Source,
    Track,
    Turn,
    Upkeep,
)
from wargame.deck.problems import DeckError, Mark, Problem
from wargame.deck.shipped import UnknownDeck, find_deck, shipped_decks
from wargame.deck.text import Blemish, clean, find_blemish, nearest

__all__ = [
    "ALL",
    "BANDS",
    "FACILITATOR",
    "PUBLIC",
    "SUCCESSES",
    "TABLE",
    "Answer",
    "Band",
    "Blemish",
    "Card",
    "Clause",
    "Condition",
    "Cost",
    "Deck",
    "DeckError",
    "Effect",
    "Fact",
    "Inject",
    "Level",
    "Limits",
    "Mark",
    "Modifier",
    "Outcome",
    "Problem",
    "Reading",
    "Seat",
    "Shares",
    "Source",
    "Track",
    "Turn",
    "UnknownDeck",
    "Upkeep",
    "Values",
    "audience",
    "clauses",
    "clean",
    "find_blemish",
    "find_deck",
    "load",
    "load_text",
    "nearest",
    "number",
    "read",
    "read_text",
    "round_half_up",
    "sees",
    "shipped_decks",
    "shown",
    "truth",
    "within",
]
