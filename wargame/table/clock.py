"""The clock of the room: how long the present part of a turn has, and how far the calendar gets at this pace.

Nothing here runs: from what the log says of past turns, what the facilitator has set, and the present moment, `reading`
tells what a clock would show. Moments are milliseconds since the epoch, UTC; lengths are seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from attrs import evolve, field, frozen

from wargame.deck import Deck, Pace
from wargame.rules import (
    Event,
    FloorTaken,
    GameEnded,
    PracticeEnded,
    Revealed,
    Rewound,
    TurnClosed,
    TurnOpened,
    in_effect,
)
from wargame.table.unfit import UnfitText

#: choose: from the opening of a turn to the reveal; rule: until the turn is closed; close: until the next turn opens.
Part = Literal["choose", "rule", "close"]

_SECOND = 1000
#: One press of the key gives a part so many seconds more.
EXTENSION = 60


@frozen
class RoomClock:
    """What the facilitator has set.

    `ends_at`: when the room must be empty, None where nobody has said. `dropped`: how many floors fewer a turn has, by
    the turn's number as text. The rest is about one part of one turn, which `part` names, and counts for no other:
    whether it stands still and since when, how long it has stood still, how many seconds it was given more, and
    whether its time is ignored. `rested` is how long the clock stood still in each turn, by its number as text.
    """

    ends_at: int | None = None
    dropped: Mapping[str, int] = field(factory=dict)
    part: str = ""
    paused_at: int | None = None
    stood: int = 0
    extra: int = 0
    ignored: bool = False
    rested: Mapping[str, int] = field(factory=dict)


@frozen
class Timing:
    """When things happened: each turn's opening and closing, when the present part began, and when each other ended.

    `floors` are the moves of this turn that were given the floor so far.
    """

    turn: int
    part: Part | None
    began: int
    opened: int
    lengths: tuple[int, ...]
    ended: Mapping[str, int] = field(factory=dict)
    floors: int = 0

    @property
    def name(self) -> str:
        """What a `RoomClock` calls the present part."""
        return f"{self.turn}/{self.part}"


@frozen
class Reading:
    """What the clock shows.

    `left` is negative once the part has run over; `room` are the seconds until the room must be empty, None where
    nobody has said when; `reach` is the turn that will just be finished by then at this pace, and `turn` the present.
    """

    part: Part | None
    planned: int
    left: int
    paused: bool
    ignored: bool
    room: int | None
    reach: int | None
    turns: int
    floors: int
    turn: int = 0


def timing(events: Iterable[Event]) -> Timing:
    """What a log says about time; the practice turn counts for no pace."""
    turn, began, opened = 0, 0, 0
    lengths: list[int] = []
    ended: dict[str, int] = {}
    openings: dict[int, int] = {}
    floors = 0
    found: Part | None = None
    log: list[Event] = []
    for event in events:
        body = event.body
        log.append(event)
        if isinstance(body, TurnOpened | Revealed | TurnClosed | GameEnded):
            ended[f"{turn}/{found}"] = event.at
        if isinstance(body, TurnOpened):
            turn, found, began, opened, floors = body.turn, "choose", event.at, event.at, 0
            openings[turn] = event.at
        elif isinstance(body, Revealed):
            found, began = "rule", event.at
        elif isinstance(body, TurnClosed):
            found, began = "close", event.at
            if turn:
                lengths.append(max(0, event.at - opened) // _SECOND)
        elif isinstance(body, FloorTaken):
            floors += 1
        elif isinstance(body, Rewound):
            turn, found, began, floors = body.turn, _PARTS.get(body.phase), event.at, _floors(log)
            opened, lengths = openings.get(turn, event.at), lengths[: max(0, turn - (found != "close"))]
        elif isinstance(body, PracticeEnded):
            lengths = []
        elif isinstance(body, GameEnded):
            found = None
    return Timing(turn, found, began, opened, tuple(lengths), ended, floors)


def _floors(log: Iterable[Event]) -> int:
    """How many moves have the floor in the turn that a log ends in."""
    floors = 0
    for event in in_effect(log):
        floors = 0 if isinstance(event.body, TurnOpened) else floors + isinstance(event.body, FloorTaken)
    return floors


#: The part of a turn that each phase belongs to.
_PARTS: dict[str, Part] = {"signal": "choose", "plan": "choose", "rule": "rule", "close": "rule", "page": "close"}


def reading(clock: RoomClock, when: Timing, deck: Deck, now: int) -> Reading:
    """What the clock shows at the moment `now`."""
    pace, seats, turns = deck.pace, len(deck.seats), len(deck.turns)
    clock = at_part(clock, when)
    planned_floors = max(0, min(pace.floors, seats) - clock.dropped.get(str(when.turn), 0))
    floors = max(planned_floors, when.floors)
    planned = _planned(when.part, pace, seats, floors) + clock.extra
    still = clock.paused_at is not None
    moment = now if clock.paused_at is None else clock.paused_at
    elapsed = max(0, moment - when.began) // _SECOND - clock.stood
    room = None if clock.ends_at is None else (clock.ends_at - now) // _SECOND
    rested = clock if clock.paused_at is None else _gone_on(clock, now)
    reach = None if room is None else _reach(rested, when, pace, seats, turns, floors, room, now)
    return Reading(when.part, planned, planned - elapsed, still, clock.ignored, room, reach, turns, floors, when.turn)


def at_part(clock: RoomClock, when: Timing) -> RoomClock:
    """The clock for the present part: what was set for another one no longer counts, and a rest ended with its part."""
    if clock.part == when.name:
        return clock
    if clock.paused_at is not None:
        clock = _gone_on(clock, when.ended.get(clock.part, when.began))
    return evolve(clock, part=when.name, stood=0, extra=0, ignored=False)


def held(clock: RoomClock, when: Timing, now: int, *, still: bool) -> RoomClock:
    """The clock stands still from now on, or goes; as it was where it does so already."""
    clock = at_part(clock, when)
    if still == (clock.paused_at is not None):
        return clock
    return evolve(clock, paused_at=now) if still else _gone_on(clock, now)


def paused(clock: RoomClock, when: Timing, now: int) -> RoomClock:
    """The clock stands still; or goes on again."""
    return held(clock, when, now, still=at_part(clock, when).paused_at is None)


def _gone_on(clock: RoomClock, now: int) -> RoomClock:
    still, turn = max(0, now - (clock.paused_at or now)) // _SECOND, clock.part.partition("/")[0]
    rested = {**clock.rested, turn: clock.rested.get(turn, 0) + still}
    return evolve(clock, paused_at=None, stood=clock.stood + still, rested=rested)


def extended(clock: RoomClock, when: Timing, seconds: int = EXTENSION) -> RoomClock:
    """The present part is given more time."""
    clock = at_part(clock, when)
    return evolve(clock, extra=clock.extra + seconds)


def ignored(clock: RoomClock, when: Timing) -> RoomClock:
    """The present part takes as long as it takes; or its time counts again."""
    clock = at_part(clock, when)
    return evolve(clock, ignored=not clock.ignored)


def floor_dropped(clock: RoomClock, when: Timing, pace: Pace, seats: int) -> RoomClock:
    """This turn has one floor fewer; when none is left, all are back."""
    dropped = (clock.dropped.get(str(when.turn), 0) + 1) % (min(pace.floors, seats) + 1)
    return evolve(clock, dropped={**clock.dropped, str(when.turn): dropped})


def _planned(part: Part | None, pace: Pace, seats: int, floors: int) -> int:
    if part == "choose":
        return pace.brief + pace.choose + pace.hand_in
    if part == "rule":
        return pace.reveal + pace.rulings(seats, floors)
    return pace.close if part == "close" else 0


def _reach(clock: RoomClock, when: Timing, pace: Pace, seats: int, turns: int, floors: int, room: int, now: int) -> int:
    """The last turn that is finished before the ending must begin.

    A turn is taken to last as long as those that were played, on average, but for what the clock stood still; before
    the first is over, as planned.
    """
    played = [length - clock.rested.get(str(turn), 0) for turn, length in enumerate(when.lengths, 1)]
    usual = sum(played) // len(played) if played else pace.turn(seats)
    usual = max(1, usual)
    left = room - pace.ending
    if when.part == "close":
        finished = when.turn
    else:
        spared = pace.turn(seats) - pace.turn(seats, floors)
        spent = max(0, now - when.opened) // _SECOND - clock.rested.get(str(when.turn), 0)
        left -= max(0, usual - spared - spent)
        finished = when.turn if left >= 0 else when.turn - 1
    return max(0, min(turns, finished + max(0, left) // usual))


def room_ends(text: str, now: int) -> int | None:
    """The moment that somebody means who says when the room must be empty.

    `17:30` is the next half past five by the clock of this machine, `+90` is in ninety minutes, and nothing at all
    takes the end away. Raises UnfitText for anything else.
    """
    text = text.strip()
    if not text:
        return None
    if match := re.fullmatch(r"\+ ?(\d{1,4})", text):
        return now + int(match[1]) * 60 * _SECOND
    match = re.fullmatch(r"(\d{1,2})[:.h](\d{2})", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise UnfitText(f"`{text[:20]}` is no time of day: write 17:30, or +90 for in ninety minutes")
    present = datetime.fromtimestamp(now / _SECOND)
    end = present.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
    return int((end if end > present else end + timedelta(days=1)).timestamp() * _SECOND)


def time_text(at: int, now: int) -> str:
    """A moment by the clock of this machine, both in milliseconds since the epoch: `17:30`, or `17:30 tomorrow`."""
    when, present = datetime.fromtimestamp(at / 1000), datetime.fromtimestamp(now / 1000)
    days = (when.date() - present.date()).days
    day = "" if not days else " tomorrow" if days == 1 else f" on {when:%Y-%m-%d}"
    return f"{when:%H:%M}{day}"
