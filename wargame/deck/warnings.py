"""What is legal in a deck and yet wrong in play: said as warnings, each at the place where it is to be mended."""

from __future__ import annotations

from wargame.deck.model import Deck
from wargame.deck.places import Place
from wargame.deck.problems import Problem
from wargame.deck.tree import Mapping
from wargame.deck.warn_play import PlayWarnings
from wargame.deck.warn_text import TextWarnings


def warnings_of(deck: Deck, root: Mapping) -> tuple[Problem, ...]:
    """All warnings of a deck that has no errors; `root` is the tree that it was read from."""
    place = Place(root)
    return (*PlayWarnings(deck, place).all(), *TextWarnings(deck, place).all())
