"""A fault found in a save: a value, because damage is an ordinary answer to the question whether it is whole."""

from enum import StrEnum

import attrs


class FaultCode(StrEnum):
    FILE = "file"
    """The file as a whole, or its inner structure."""
    SCHEMA = "schema"
    """A table, an index or a trigger that is missing, was changed or is not ours: what it guards is not guarded."""
    UNREADABLE = "unreadable"
    """A row that is not text and whole numbers where it should be."""
    GAP = "gap"
    """A number in a game's log, or its notes, that is not the one that comes next."""
    HASH = "hash"
    """A record that does not fit the one before it, or was changed."""
    ORPHAN = "orphan"
    """A record of a game that the save does not have."""
    DECK = "deck"
    """A deck that is missing, or whose text is not what was stored."""
    EMPTY = "empty"
    """A game without any record."""
    HEAD = "head"
    """The log no longer holds the record that somebody noted as its last."""
    GAME = "game"
    """The game that was asked for is not there, or its row cannot be read."""


@attrs.frozen
class Fault:
    """What is wrong, where, and what that means."""

    code: FaultCode
    sentence: str
    game: str | None = None
    """The game's name if it is known, else its id as found; None for the file as a whole."""
    seq: int | None = None
    """The event's number in the game, or the number it should have; None if the fault is no event's."""
    note: int | None = None
    """The same of a note; the sentence says it too."""

    def __str__(self) -> str:
        place = [] if self.game is None else [f"game {self.game}"]
        place += [] if self.seq is None else [f"event {self.seq}"]
        return f"{', '.join(place)}: {self.sentence}" if place else self.sentence
