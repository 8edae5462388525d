"""Players that are not people: each gets a `View` and returns a command with a reason.

They see what a team in their seat would see and no more; nothing here can reach a state, a log or another seat's hand.
"""

from wargame.bots.player import Bot, Draw
from wargame.bots.policy_bot import POLICY, PolicyBot
from wargame.bots.random_bot import RandomBot
from wargame.deck import Deck

#: Every bot that may take any seat of any deck, by id.
BOTS: dict[str, Bot] = {RandomBot.id: RandomBot()}


def bots_for(deck: Deck, seat: str) -> dict[str, Bot]:
    """Every bot that may take this seat, by id: those of all decks, and the policies that this one has for it."""
    own = (policy for policy in deck.policies.values() if policy.seat == seat)
    return {**BOTS, **{f"{POLICY}{policy.id}": PolicyBot(policy) for policy in own}}


__all__ = ["BOTS", "POLICY", "Bot", "Draw", "PolicyBot", "RandomBot", "bots_for"]
