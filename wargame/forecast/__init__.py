"""Many games in memory, and what they say: whether a deck holds when it is played, and not only when it is read.

Bots sit in every seat. A game here follows from the deck and its seed alone, so every figure can be had again, and it
is the same game, event by event, that `wargame play --headless --seed` would save. Knows the deck, the rules, the
umpire, the bots and the course of a game at the table; nothing is saved here and nothing is shown.
"""

from wargame.forecast.casting import Casting
from wargame.forecast.game import BrokenGame, Game, seed_of
from wargame.forecast.many import play_many
from wargame.forecast.policies import Tried, judge_policies, plain_policies, policy_table, try_policies
from wargame.forecast.report import plain, report
from wargame.forecast.shares import interval
from wargame.forecast.survey import BAND_VALUES, CardCount, DeadEnd, GameError, Survey, TrackCount
from wargame.forecast.tally import tally
from wargame.forecast.verdicts import Verdict, judge

__all__ = [
    "BAND_VALUES",
    "BrokenGame",
    "CardCount",
    "Casting",
    "DeadEnd",
    "Game",
    "GameError",
    "Survey",
    "TrackCount",
    "Tried",
    "Verdict",
    "interval",
    "judge",
    "judge_policies",
    "plain",
    "plain_policies",
    "play_many",
    "policy_table",
    "report",
    "seed_of",
    "tally",
    "try_policies",
]
