"""Who plays which seat in a game of a survey: the same for a number, whoever plays it and in whatever process."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from attrs import frozen

from wargame.bots import POLICY, RandomBot
from wargame.deck import Deck


@frozen
class Casting:
    """Bots at random in every seat; or, with a `policy` of the deck, that one in its seat against mixed opponents.

    Mixed opponents play each game at random or by one of the policies that the deck has for their seat, each equally
    often. Which one follows from the game's number and the seat alone, so that every policy meets the same opponents,
    and the same dice, in games of the same number.
    """

    policy: str = ""
    mixed: bool = False

    def bots(self, deck: Deck, number: int) -> Mapping[str, str]:
        """The id of the bot in each seat."""
        if not self.mixed:
            return dict.fromkeys(deck.seats, RandomBot.id)
        own = deck.policies[self.policy] if self.policy else None
        found = {seat: _opponent(deck, seat, number) for seat in deck.seats}
        return found if own is None else {**found, own.seat: f"{POLICY}{own.id}"}


def _opponent(deck: Deck, seat: str, number: int) -> str:
    bots = [RandomBot.id, *(f"{POLICY}{each.id}" for each in deck.policies.values() if each.seat == seat)]
    return bots[int.from_bytes(sha256(f"{number}/{seat}".encode()).digest()[:8]) % len(bots)]


#: Bots at random in every seat.
RANDOM = Casting()
