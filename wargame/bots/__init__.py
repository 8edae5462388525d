"""Players that are not people: each gets a `View` and returns a command with a reason.

They see what a team in their seat would see and no more; nothing here can reach a state, a log or another seat's hand.
"""

from wargame.bots.player import Bot, Draw
from wargame.bots.random_bot import RandomBot

#: Every bot that may take a seat, by id.
BOTS: dict[str, Bot] = {RandomBot.id: RandomBot()}

__all__ = ["BOTS", "Bot", "Draw", "RandomBot"]
