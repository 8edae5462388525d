"""What the values of a deck mean, where two decks are compared: equal where a reader would find nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import Any

from attrs import evolve, fields

from wargame.deck import Card, Condition, Deck, Effect, Pace, Track
from wargame.deck.language.expression import LevelTest, WholeNumber


@singledispatch
def _meaning(value: Any, deck: Deck) -> Any:
    """What is compared of a value, so that a level means the same wherever it stands in its track."""
    if not hasattr(value, "__attrs_attrs__"):
        return value
    return (type(value), *(meaning(deck, value, each.name) for each in fields(type(value)) if each.eq))


@_meaning.register
def _(value: tuple, deck: Deck) -> Any:  # type: ignore[type-arg]
    return tuple(_meaning(each, deck) for each in value)


@_meaning.register
def _(value: Mapping, deck: Deck) -> Any:  # type: ignore[type-arg]
    return tuple((name, _meaning(each, deck)) for name, each in value.items())


@_meaning.register
def _(value: Condition, deck: Deck) -> Any:
    return _meaning(value.node, deck)


@_meaning.register
def _(value: LevelTest, deck: Deck) -> Any:
    return (LevelTest, value.track, value.sign, deck.tracks[value.track].levels[value.level].id)


@_meaning.register
def _(value: Effect, deck: Deck) -> Any:
    track, amount = deck.tracks.get(value.track), value.amount
    if value.sign == "=" and isinstance(amount, WholeNumber) and track is not None:
        return (Effect, value.track, value.sign, _step(track, amount.value))
    return (Effect, value.track, value.sign, _meaning(amount, deck))


def _step(track: Track, value: int) -> str | int:
    """The id of the level that a value of a track with steps is."""
    level = track.level(value) if track.steps and track.minimum <= value <= track.maximum else None
    return level.id if level else value


def _odds(deck: Deck, card: Card) -> tuple[str, int]:
    """A word of the scale is the same word where the scale has changed; that is told once, of the scale."""
    return (card.word, 0 if card.word and deck.scale.get(card.word) == card.chance else card.chance)


def _pace(deck: Deck) -> object:
    """The pace that follows from the minutes is no change beside theirs."""
    customary = Pace.within(deck.minutes, len(deck.seats), len(deck.turns))
    return "customary" if deck.pace == customary else _meaning(deck.pace, deck)


def taken(owner: Any, name: str) -> Any:
    """The value of a field as it is compared; where levels are steps, their places follow from their order."""
    value = getattr(owner, name)
    if isinstance(owner, Track) and name == "levels" and owner.steps:
        return tuple(evolve(each, start=owner.minimum) for each in value)
    return value


#: What is compared of a field where that is not its value.
_MEANT: dict[str, Callable[[Deck, Any], Any]] = {
    "Deck.pace": lambda deck, owner: _pace(deck),
    "Card.chance": _odds,
    "Card.word": lambda deck, card: "",
    "Track.start": lambda deck, track: _step(track, track.start),
    "Track.draws": lambda deck, track: tuple((_step(track, each.value), each.weight) for each in track.draws),
    "Track.maximum": lambda deck, track: "by its steps" if track.steps else track.maximum,
}


def meaning(deck: Deck, owner: Any, name: str) -> Any:
    """What is compared of a field of two decks: equal where a reader would find nothing changed."""
    known = _MEANT.get(f"{type(owner).__name__}.{name}")
    return known(deck, owner) if known else _meaning(taken(owner, name), deck)


def member_meaning(deck: Deck, value: Any) -> Any:
    """What is compared of one of the values of a list."""
    return _meaning(value, deck)
