"""From a table to what one viewer saw of its game, with what was written beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.debrief.pack.names import known_names, nameless, nameless_value
from wargame.debrief.pack.seen import SeenGame
from wargame.debrief.replay import Recording
from wargame.rules import Branched
from wargame.table import answers, assessments, pins, poll_counts

if TYPE_CHECKING:
    from wargame.table import Table

#: Who writes where nobody says who.
_NOBODY = ("scribe", "facilitator")


def gathered(table: Table, viewer: str, *, names: bool = True, name: str = "") -> SeenGame:
    """A game as `viewer` saw it; without `names` no name of a person that is known stands in it.

    `name` is what the game is called in the report; its own, if none is given.
    """
    members = dict(table.desk().names)
    notes = pins(table, viewer)
    people = [*table.deck.seats, *(seat.title for seat in table.deck.seats.values()), *_NOBODY]
    room = answers(table) if table.state.phase == "ended" else None
    spoke = [each.by for each in room.lines if each.by] if room is not None else []
    signed = [each.author for each in notes if each.author not in people] + spoke
    parents = [each.body.name for each in table.events if isinstance(each.body, Branched)]
    hidden = () if names else (table.game.name, *parents, *known_names(members.values(), signed))
    recording = Recording.of(table.deck, nameless(table.events, hidden), name or table.game.name)
    eyes = recording.through(viewer)
    return SeenGame(
        recording.name,
        eyes,
        members if names else {},
        nameless_value(notes, hidden),
        poll_counts(table),
        None if room is None else nameless_value(room, hidden),
        assessments(table) if recording.ended else {},
    )
