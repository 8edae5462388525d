"""Which events of a log count: a rewind takes others back, and is itself no part of the story.

It does not change the log: one pass over it finds the events that are in effect, and these are folded. What belongs to
the room and not to the story is kept through it: who sits where, the teams' words for the dice, and whose branch it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.events import (
    Branched,
    Event,
    Rewound,
    Seated,
    WordGiven,
)

#: An event in effect, and those before it.
_Link = tuple[Event, "_Link | None"]

#: What a rewind leaves as it is.
OF_THE_ROOM = (Seated, WordGiven, Branched)


def in_effect(events: Iterable[Event]) -> list[Event]:
    """The events that count: without those that a rewind has taken back, and without the rewinds themselves.

    What belongs to the room (`OF_THE_ROOM`) stays, whenever it happened. Raises LookupError for a rewind to an event
    that is not there.
    """
    tip: _Link | None = None
    after: dict[int, _Link | None] = {0: None}
    room: list[Event] = []
    for event in events:
        if isinstance(event.body, Rewound):
            to = event.body.to or 0
            tip = after[to]
            for each in room:
                tip = (each, tip) if each.seq > to else tip
        else:
            tip = (event, tip)
            if isinstance(event.body, OF_THE_ROOM):
                room.append(event)
        after[event.seq] = tip
    counts = []
    while tip is not None:
        counts.append(tip[0])
        tip = tip[1]
    return counts[::-1]


def undone(events: Iterable[Event]) -> frozenset[int]:
    """The numbers of the events that a rewind has taken back.

    Raises LookupError for a rewind to an event that is not there.
    """
    known = tuple(events)
    if not any(isinstance(event.body, Rewound) for event in known):
        return frozenset()
    counts = {event.seq for event in in_effect(known)}
    return frozenset(each.seq for each in known if each.seq not in counts and not isinstance(each.body, Rewound))
