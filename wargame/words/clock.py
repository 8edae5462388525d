"""What the clock of the room says, in whole minutes: it is glanced at, and it must not flicker."""

from __future__ import annotations

from wargame.deck import Deck

#: How a room may sit, in words.
SITTING_TITLES = {
    "wall": "one screen on the wall; slips are typed in",
    "passed": "one screen, passed from team to team",
    "terminals": "a terminal for each team",
}
#: Who rules, as the desk says it.
RULINGS_TITLES = {
    "umpire": "move by move, by the umpire",
    "rules": "all at once, by the rules",
}


def minutes_text(seconds: int) -> str:
    """A length of time, rounded up to whole minutes: `4 min`, `1 h 05`, `2 min over`.

    >>> minutes_text(181), minutes_text(3900), minutes_text(-70), minutes_text(0)
    ('4 min', '1 h 05', '2 min over', '0 min')
    """
    if seconds < 0:
        return f"{minutes_text(-seconds)} over"
    whole = -(-seconds // 60)
    return f"{whole // 60} h {whole % 60:02}" if whole >= 60 else f"{whole} min"


def pace_text(deck: Deck) -> str:
    """How a deck spends its minutes: `opening 30, 6 turns of 22½ make 135, ending 10: 175 of 180 minutes`."""
    pace, seats, turns = deck.pace, len(deck.seats), len(deck.turns)
    turn = pace.turn(seats)
    parts = [
        f"opening {_minutes(pace.opening)}",
        f"{turns} turns of {_minutes(turn)} make {_minutes(turns * turn)}",
        f"ending {_minutes(pace.ending)}",
    ]
    return f"{', '.join(parts)}: {_minutes(pace.session(seats, turns))} of {deck.minutes} minutes"


def _minutes(seconds: int) -> str:
    """`6`, `22½`, `1:20`: halves are said as such, other parts as seconds."""
    whole, rest = divmod(seconds, 60)
    return str(whole) if not rest else f"{whole or ''}½" if rest == 30 else f"{whole}:{rest:02}"


def clock_text(
    *, left: int, paused: bool, ignored: bool, room: int | None, reach: int | None, turns: int, turn: int = 0
) -> str:  # fmt: skip
    """`4 min left · room 1 h 40 · at this pace: turn 5 of 6`.

    `left` and `room` are seconds; a part that is ignored or stands still says so instead of counting.
    """
    parts = []
    if paused:
        parts.append("clock stopped")
    elif not ignored:
        parts.append(minutes_text(left) if left < 0 else f"{minutes_text(left)} left")
    if room is not None:
        parts.append(f"room {minutes_text(room)}")
    if reach is not None:
        when = "at this pace: " if room is not None else "reaches "
        if reach < min(turn, turns):
            parts.append(f"{when}turn {turn} is not finished")
        else:
            parts.append(f"{when}turn {reach} of {turns}" if reach < turns else f"{when}all turns")
    return " · ".join(parts)
