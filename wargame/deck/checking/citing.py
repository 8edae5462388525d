"""Who cites which fact, and who carries which system: what a deck rests on, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from wargame.deck.model import Deck


@frozen
class Citation:
    """A fact (or `designer`), and what cites it: its section, its id there, and its title."""

    fact: str
    section: str
    id: str
    title: str


@frozen
class Carrier:
    """What belongs to systems: its section, its id there, its title, and the systems."""

    section: str
    id: str
    title: str
    systems: tuple[str, ...]


def citations(deck: Deck) -> Iterator[Citation]:
    """Every citation of a deck, section by section."""
    for card in deck.cards.values():
        yield from (Citation(fact, "cards", card.id, card.title) for fact in card.sources)
        for modifier in card.modifiers:
            yield from (Citation(fact, "modifiers", card.id, modifier.because) for fact in modifier.sources)
    for section, entries in (
        ("tracks", deck.tracks.values()),
        ("injects", deck.injects.values()),
        ("upkeep", deck.upkeep),
        ("seats", deck.seats.values()),
    ):
        for each in entries:
            yield from (Citation(fact, section, each.id, each.title) for fact in each.sources)
    for estimate in deck.estimates.values():
        yield from (Citation(fact, "estimates", estimate.id, estimate.question) for fact in estimate.sources)


def carriers(deck: Deck) -> Iterator[Carrier]:
    """Everything that may belong to a system, section by section."""
    for section, entries in (
        ("cards", deck.cards.values()),
        ("tracks", deck.tracks.values()),
        ("injects", deck.injects.values()),
        ("upkeep", deck.upkeep),
    ):
        yield from (Carrier(section, each.id, each.title, each.systems) for each in entries)
    for estimate in deck.estimates.values():
        yield Carrier("estimates", estimate.id, estimate.question, estimate.systems)
