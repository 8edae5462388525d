"""What a facilitator writes: the model of a deck, its loader, and the small languages of conditions and effects.

The lowest floor. It reads files when asked to load one, writes them when asked to copy or to save a deck, and knows
nothing else of the world: no clock, no chance, no screen, no other room. A deck is either whole, every name in it bound
and every hidden thing kept from those who may not see it, or a list of problems with their places.

What a deck is stands in `model`, `reports` and `seminar`. `reading` makes one of files, with `language` for conditions
and effects; `checking` finds what is legal and yet wrong; `tables` and `writing` put it down again.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wargame.deck.audience import ALL, FACILITATOR, PUBLIC, TABLE, audience, sees, within
from wargame.deck.codes import FREE_CODES, PASS_CODES, code_parts
from wargame.deck.text import Blemish, clean, find_blemish, listed, nearest

if TYPE_CHECKING:
    from wargame.deck.checking.citing import Carrier, Citation, carriers, citations
    from wargame.deck.language.binding import typed_effects
    from wargame.deck.language.condition import Condition
    from wargame.deck.language.explain import Clause, clauses, done, reckoned, shown
    from wargame.deck.language.expression import ONE, Values, number, round_half_up, truth
    from wargame.deck.model import (
        BANDS,
        METHODS,
        STRENGTHS,
        SUCCESSES,
        Answer,
        Arguments,
        Band,
        Card,
        Commitment,
        Cost,
        Deck,
        Draw,
        Effect,
        Fact,
        Inject,
        Level,
        Limits,
        Modifier,
        Objective,
        Outcome,
        Precedent,
        Seat,
        Shares,
        Source,
        Strength,
        Track,
        Turn,
        Upkeep,
    )
    from wargame.deck.pace import Pace
    from wargame.deck.reading.loading import Reading, check, load, load_saved, load_text, read, read_text
    from wargame.deck.reading.problems import DeckError, Mark, Problem
    from wargame.deck.reading.shipped import UnknownDeck, find_deck, is_shipped, shipped_decks
    from wargame.deck.reports import CONFIDENCES, LEAST_RIGHT, MOST_RIGHT, Agency, Confidence, Estimate
    from wargame.deck.seminar import EXPLAINED, Policy, Poll, Preference, Question, Target
    from wargame.deck.writing.copying import copy_deck
    from wargame.deck.writing.files import CannotWrite, files_of, replace_file

__all__ = [
    "ALL",
    "BANDS",
    "CONFIDENCES",
    "EXPLAINED",
    "FACILITATOR",
    "FREE_CODES",
    "LEAST_RIGHT",
    "METHODS",
    "MOST_RIGHT",
    "ONE",
    "PASS_CODES",
    "PUBLIC",
    "STRENGTHS",
    "SUCCESSES",
    "TABLE",
    "Agency",
    "Answer",
    "Arguments",
    "Band",
    "Blemish",
    "CannotWrite",
    "Card",
    "Carrier",
    "Citation",
    "Clause",
    "Commitment",
    "Condition",
    "Confidence",
    "Cost",
    "Deck",
    "DeckError",
    "Draw",
    "Effect",
    "Estimate",
    "Fact",
    "Inject",
    "Level",
    "Limits",
    "Mark",
    "Modifier",
    "Objective",
    "Outcome",
    "Pace",
    "Policy",
    "Poll",
    "Precedent",
    "Preference",
    "Problem",
    "Question",
    "Reading",
    "Seat",
    "Shares",
    "Source",
    "Strength",
    "Target",
    "Track",
    "Turn",
    "UnknownDeck",
    "Upkeep",
    "Values",
    "audience",
    "carriers",
    "check",
    "citations",
    "clauses",
    "clean",
    "code_parts",
    "copy_deck",
    "done",
    "files_of",
    "find_blemish",
    "find_deck",
    "is_shipped",
    "listed",
    "load",
    "load_saved",
    "load_text",
    "nearest",
    "number",
    "read",
    "read_text",
    "reckoned",
    "replace_file",
    "round_half_up",
    "sees",
    "shipped_decks",
    "shown",
    "truth",
    "typed_effects",
    "within",
]


#: Where the names live that are imported when they are asked for: a list of games is shown sooner without them.
_HOMES = {
    "checking.citing": ("Carrier", "Citation", "carriers", "citations"),
    "language.binding": ("typed_effects",),
    "language.explain": ("Clause", "clauses", "done", "reckoned", "shown"),
    "language.expression": ("ONE", "Values", "number", "round_half_up", "truth"),
    "reading.loading": ("Reading", "check", "load", "load_saved", "load_text", "read", "read_text"),
    "model": (
        "BANDS",
        "METHODS",
        "STRENGTHS",
        "SUCCESSES",
        "Answer",
        "Arguments",
        "Band",
        "Card",
        "Commitment",
        "Cost",
        "Deck",
        "Draw",
        "Effect",
        "Fact",
        "Inject",
        "Level",
        "Limits",
        "Modifier",
        "Objective",
        "Outcome",
        "Precedent",
        "Seat",
        "Shares",
        "Source",
        "Strength",
        "Track",
        "Turn",
        "Upkeep",
    ),
    "reading.problems": ("DeckError", "Mark", "Problem"),
    "reports": (
        "LEAST_RIGHT",
        "MOST_RIGHT",
        "CONFIDENCES",
        "Agency",
        "Confidence",
        "Estimate",
    ),
    "seminar": (
        "EXPLAINED",
        "Policy",
        "Poll",
        "Preference",
        "Question",
        "Target",
    ),
    "language.condition": ("Condition",),
    "pace": ("Pace",),
    "reading.shipped": ("UnknownDeck", "find_deck", "is_shipped", "shipped_decks"),
    "writing.copying": ("copy_deck",),
    "writing.files": ("CannotWrite", "files_of", "replace_file"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A name that is asked for is imported with its module, and stays."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"wargame.deck.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
