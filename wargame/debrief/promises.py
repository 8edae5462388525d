"""Promises: what seats said before all that they would do, what they agreed with each other, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from wargame.debrief.story import Story
from wargame.rules import Deal, DealClosed, Promise, fold

#: Deals that were agreed on, whatever became of them.
_AGREED = ("agreed", "kept", "broken")


@frozen
class Word:
    """How one seat kept its word: promises and deals that it made, kept and broke.

    A promise that nothing called for counts as made alone. A deal counts for both sides; it is broken by one.
    """

    seat: str
    made: int
    kept: int
    broken: int


@frozen
class Promises:
    """All promises and deals of a game as they stood in the end, and how each seat kept its word."""

    promises: tuple[Promise, ...]
    deals: tuple[Deal, ...]
    words: Mapping[str, Word]


def promises_of(story: Story) -> Promises:
    """What was promised and agreed in a game."""
    state = fold(story.events)
    breakers = {each.body.id: each.body.by for each in story.events if isinstance(each.body, DealClosed)}
    words = {seat: _word(seat, state.promises, state.deals, breakers) for seat in story.deck.seats}
    return Promises(state.promises, state.deals, words)


def _word(seat: str, promises: Iterable[Promise], deals: Iterable[Deal], breakers: Mapping[str, str]) -> Word:
    own = [each for each in promises if each.seat == seat]
    agreed = [each for each in deals if seat in (each.seat, each.other) and each.state in _AGREED]
    kept = sum(each.state == "kept" for each in own) + sum(each.state == "kept" for each in agreed)
    broken = sum(each.state == "broken" for each in own)
    broken += sum(each.state == "broken" and breakers.get(each.id) == seat for each in agreed)
    return Word(seat, len(own) + len(agreed), kept, broken)
