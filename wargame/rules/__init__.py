"""The rules of play: positions, events, legal moves with the reason of each refusal, and what each viewer may see.

Knows the deck, and takes rolls as given: no chance, no clock, no storage, no screen. Commands ask, events tell what
happened, `fold` lays events one upon the other into a `State`, and `view_for` is the only way from a state to anybody.
"""

from wargame.rules.changes import applied, cost_changes, effect_changes, starting_values
from wargame.rules.codec import UnreadableBody, decode, encode, plain, plain_face, plain_view
from wargame.rules.commands import Command, Next, Pass, Play, Rule
from wargame.rules.events import (
    RULES_VERSION,
    Body,
    Change,
    Event,
    Face,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Move,
    Odds,
    Offer,
    Overtaken,
    Revealed,
    Roll,
    Ruled,
    SealedMove,
    Step,
    TurnClosed,
    TurnOpened,
    Unexplained,
    Weighed,
)
from wargame.rules.legality import Refusal, card_refusals, refusal
from wargame.rules.odds import weigh
from wargame.rules.sight import Entry, face, log_for
from wargame.rules.state import Fold, Phase, State, fold, resume
from wargame.rules.view import CardView, CostView, FactView, MoveView, SeatView, TrackView, View, fact_view, view_for

__all__ = [
    "RULES_VERSION",
    "Body",
    "CardView",
    "Change",
    "Command",
    "CostView",
    "Entry",
    "Event",
    "Face",
    "FactView",
    "Fold",
    "GameEnded",
    "GameOpened",
    "HandedIn",
    "InjectGiven",
    "Move",
    "MoveView",
    "Next",
    "Odds",
    "Offer",
    "Overtaken",
    "Pass",
    "Phase",
    "Play",
    "Refusal",
    "Revealed",
    "Roll",
    "Rule",
    "Ruled",
    "SealedMove",
    "SeatView",
    "State",
    "Step",
    "TrackView",
    "TurnClosed",
    "TurnOpened",
    "Unexplained",
    "UnreadableBody",
    "View",
    "Weighed",
    "applied",
    "card_refusals",
    "cost_changes",
    "decode",
    "effect_changes",
    "encode",
    "face",
    "fact_view",
    "fold",
    "log_for",
    "plain",
    "plain_face",
    "plain_view",
    "refusal",
    "resume",
    "starting_values",
    "view_for",
    "weigh",
]
