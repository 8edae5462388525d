"""One game being played: commands in, events saved, views out; bots sit here as players.

Knows the deck, the rules, the umpire, the bots and the store, and nothing of how anything looks. What screens and
commands need of the rooms below is handed out here, so that they need no other door.
"""

from typing import TYPE_CHECKING, Any

from wargame.rules import (
    CardView,
    Change,
    Command,
    CostView,
    Entry,
    Event,
    Face,
    FactView,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Move,
    MoveView,
    Next,
    Odds,
    Offer,
    Overtaken,
    Pass,
    Play,
    Refusal,
    Revealed,
    Roll,
    Rule,
    Ruled,
    SealedMove,
    SeatView,
    Step,
    TrackView,
    TurnClosed,
    TurnOpened,
    Unexplained,
    UnreadableBody,
    View,
    Weighed,
    face,
    fact_view,
)
from wargame.store import StoreError
from wargame.table.lobby import GameSummary, UnfitText, UnknownSeat, new_game, open_saved, saved_games
from wargame.table.players import PERSON
from wargame.table.table import DamagedGame, Done, Table
from wargame.table.verify import Finding, verify_game, verify_save

if TYPE_CHECKING:
    from wargame.store import Store

__all__ = [
    "PERSON",
    "CardView",
    "Change",
    "Command",
    "CostView",
    "DamagedGame",
    "Done",
    "Entry",
    "Event",
    "Face",
    "FactView",
    "Finding",
    "GameEnded",
    "GameOpened",
    "GameSummary",
    "HandedIn",
    "InjectGiven",
    "Move",
    "MoveView",
    "Next",
    "Odds",
    "Offer",
    "Overtaken",
    "Pass",
    "Play",
    "Refusal",
    "Revealed",
    "Roll",
    "Rule",
    "Ruled",
    "SealedMove",
    "SeatView",
    "Step",
    "Store",
    "StoreError",
    "Table",
    "TrackView",
    "TurnClosed",
    "TurnOpened",
    "Unexplained",
    "UnfitText",
    "UnknownSeat",
    "UnreadableBody",
    "View",
    "Weighed",
    "face",
    "fact_view",
    "new_game",
    "open_saved",
    "saved_games",
    "verify_game",
    "verify_save",
]


def __getattr__(name: str) -> Any:
    """`Store` is imported when it is asked for, as in its own room."""
    if name != "Store":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from wargame.store import Store

    return Store
