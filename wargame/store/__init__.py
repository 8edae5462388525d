"""The room where games are kept: append-only logs of opaque events in a hash chain, decks by their hash.

A save is one SQLite file, reached through SQLAlchemy Core so that PostgreSQL can stand in its place. The store knows
nothing of rules and never looks into a body. Beside a game's log it keeps notes, append-only too, and what may change:
a desk and drafts. It promises that what a call has returned is on the disk; that what was
appended is never changed, and that a change made behind its back is seen and named; that a command is in the log
wholly, once, or not at all; and that a game goes as a whole, when it is deleted, and in no other way.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wargame.store.bundle import Bundle
from wargame.store.chain import START, Head, fits_head, verify_chain
from wargame.store.collector import collector_paused
from wargame.store.errors import (
    AmbiguousGame,
    BackupExists,
    BadArchive,
    BadHead,
    BadName,
    GameExists,
    GameMovedOn,
    NameTaken,
    NotASave,
    SaveBusy,
    SaveDamaged,
    SaveFull,
    SaveReadOnly,
    SaveTooNew,
    SaveUnreachable,
    StoreError,
    UnknownGame,
)
from wargame.store.fault import Fault, FaultCode
from wargame.store.notes import NoteEntry, NoteRecord
from wargame.store.record import Entry, GameRow, Record

if TYPE_CHECKING:
    from wargame.store.store import Store, check_save, save_exists
    from wargame.store.writer import Writer

__all__ = [
    "START",
    "AmbiguousGame",
    "BackupExists",
    "BadArchive",
    "BadHead",
    "BadName",
    "Bundle",
    "Entry",
    "Fault",
    "FaultCode",
    "GameExists",
    "GameMovedOn",
    "GameRow",
    "Head",
    "NameTaken",
    "NotASave",
    "NoteEntry",
    "NoteRecord",
    "Record",
    "SaveBusy",
    "SaveDamaged",
    "SaveFull",
    "SaveReadOnly",
    "SaveTooNew",
    "SaveUnreachable",
    "Store",
    "StoreError",
    "UnknownGame",
    "Writer",
    "check_save",
    "collector_paused",
    "fits_head",
    "save_exists",
    "verify_chain",
]

_WITH_DATABASE = {"Store": "store", "check_save": "store", "save_exists": "store", "Writer": "writer"}


def __getattr__(name: str) -> Any:
    """What needs SQLAlchemy is imported when it is asked for: the first screen is there sooner without it."""
    if name not in _WITH_DATABASE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = getattr(import_module(f"wargame.store.{_WITH_DATABASE[name]}"), name)
    return globals()[name]
