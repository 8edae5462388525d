"""The clock of the room, in a corner of every screen and at length on the facilitator's desk."""

from __future__ import annotations

from textual.content import Content

from wargame.table import Reading, RoomClock, reading
from wargame.tui.position import Position
from wargame.tui.text import ui_text, wrapped
from wargame.words import clock_text, minutes_text

_PARTS = {"choose": "talk and choose", "rule": "turn over and rule", "close": "close", None: "nothing"}


def corner_text(position: Position, now: int, *, short: bool = False) -> str:
    """What the corner says; nothing where nobody has set the clock."""
    shown = position.clock(now)
    return "" if shown is None else _text(shown, short=short)


def clock_content(position: Position, now: int, width: int) -> list[Content]:
    """The clock at length, whether it was set or not."""
    deck, clock = position.deck, position.desk.clock
    shown = reading(clock, position.timing, deck, now)
    planned = f"Now: {_PARTS[shown.part]}, planned {minutes_text(shown.planned)}."
    if deck.pace.floors:
        planned += f" Moves argued in full this turn: {shown.floors}; d takes one away, and after none all are back."
    hint = " Say when the room must be empty, and every screen shows the clock." if clock == RoomClock() else ""
    ignored = " Its time is ignored." if shown.ignored else ""
    return [ui_text(_text(shown), "bold"), *wrapped(ui_text(f"{planned}{ignored}{hint}", "$quiet"), width)]


def _text(shown: Reading, *, short: bool = False) -> str:
    return clock_text(
        left=shown.left,
        paused=shown.paused,
        ignored=shown.ignored,
        room=None if short else shown.room,
        reach=shown.reach,
        turns=shown.turns,
        turn=shown.turn,
    )
