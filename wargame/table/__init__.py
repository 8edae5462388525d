"""One game being played: commands in, events saved, views out; bots sit here as players.

Knows the deck, the rules, the umpire, the bots and the store, and nothing of how anything looks. What screens and
commands need of the rooms below is handed out here, so that they need no other door.
"""

from typing import TYPE_CHECKING, Any

from wargame.rules import (
    GO_ON,
    PERSON,
    CardView,
    Change,
    Close,
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
    PracticeEnded,
    Publish,
    Published,
    Refusal,
    Revealed,
    Roll,
    Rule,
    Ruled,
    SealedMove,
    Seated,
    SeatView,
    Sit,
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
from wargame.table.assess import VERDICTS, Verdict, assess, assessments, speakers
from wargame.table.clock import (
    Reading,
    RoomClock,
    Timing,
    extended,
    floor_dropped,
    held,
    ignored,
    paused,
    reading,
    room_ends,
    time_text,
)
from wargame.table.desk import LONGEST_CODE, LONGEST_NAMES, SITTINGS, Desk, Sitting
from wargame.table.lobby import (
    GameSummary,
    UnknownSeat,
    archive_game,
    backup_save,
    delete_game,
    new_game,
    open_saved,
    rename_game,
    saved_games,
)
from wargame.table.players import bot_players
from wargame.table.slips import Slip, read_slip
from wargame.table.table import DamagedGame, Done, Table
from wargame.table.unfit import UnfitText
from wargame.table.verify import Finding, verify_game, verify_save

if TYPE_CHECKING:
    from wargame.store import Store

__all__ = [
    "GO_ON",
    "LONGEST_CODE",
    "LONGEST_NAMES",
    "PERSON",
    "SITTINGS",
    "VERDICTS",
    "CardView",
    "Change",
    "Close",
    "Command",
    "CostView",
    "DamagedGame",
    "Desk",
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
    "PracticeEnded",
    "Publish",
    "Published",
    "Reading",
    "Refusal",
    "Revealed",
    "Roll",
    "RoomClock",
    "Rule",
    "Ruled",
    "SealedMove",
    "SeatView",
    "Seated",
    "Sit",
    "Sitting",
    "Slip",
    "Step",
    "Store",
    "StoreError",
    "Table",
    "Timing",
    "TrackView",
    "TurnClosed",
    "TurnOpened",
    "Unexplained",
    "UnfitText",
    "UnknownSeat",
    "UnreadableBody",
    "Verdict",
    "View",
    "Weighed",
    "archive_game",
    "assess",
    "assessments",
    "backup_save",
    "bot_players",
    "delete_game",
    "extended",
    "face",
    "fact_view",
    "floor_dropped",
    "held",
    "ignored",
    "new_game",
    "open_saved",
    "paused",
    "read_slip",
    "reading",
    "rename_game",
    "room_ends",
    "saved_games",
    "speakers",
    "time_text",
    "verify_game",
    "verify_save",
]


def __getattr__(name: str) -> Any:
    """`Store` is imported when it is asked for, as in its own room."""
    if name != "Store":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from wargame.store import Store

    return Store
