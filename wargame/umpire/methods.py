"""Methods of adjudication: each turns odds into a chance for each of the five bands before any roll.

A method is a small class; `METHODS` is the one place that knows them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol

from wargame.deck import Band, Deck
from wargame.rules import Odds, Roll
from wargame.umpire.bands import band_of
from wargame.umpire.dice import Dice


class Method(Protocol):
    """How odds become an outcome. `id` is what a log remembers it by."""

    id: ClassVar[str]

    def bands(self, deck: Deck, odds: Odds) -> dict[Band, int]:
        """The chance of each band in per cent, 100 in all."""

    def throw(self, dice: Dice, address: str) -> Roll:
        """The roll that decides."""

    def band(self, roll: Roll, bands: Mapping[Band, int]) -> Band:
        """The band that a roll falls into."""


class CardOdds:
    """The card's own chance on percentile dice: at or under the chance is a success."""

    id: ClassVar[str] = "card"

    def bands(self, deck: Deck, odds: Odds) -> dict[Band, int]:
        """The chance shared out by the deck's shares."""
        return deck.shares.bands(odds.chance)

    def throw(self, dice: Dice, address: str) -> Roll:
        """One d100."""
        return dice.roll(address, 100)

    def band(self, roll: Roll, bands: Mapping[Band, int]) -> Band:
        """Low is good."""
        return band_of(roll.value, bands)


METHODS: dict[str, Method] = {CardOdds.id: CardOdds()}
