"""What is legal in a deck and yet wrong in play: said as warnings, each at the place where it is to be mended."""

from __future__ import annotations

from wargame.deck.checking.play import PlayWarnings
from wargame.deck.checking.texts import TextWarnings
from wargame.deck.model import Deck
from wargame.deck.reading.places import Place
from wargame.deck.reading.problems import Problem
from wargame.deck.reading.tree import Mapping


def warnings_of(deck: Deck, root: Mapping) -> tuple[Problem, ...]:
    """All warnings of a deck that has no errors; `root` is the tree that it was read from."""
    place = Place(root)
    return (*PlayWarnings(deck, place).all(), *TextWarnings(deck, place).all())
