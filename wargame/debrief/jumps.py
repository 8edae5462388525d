"""Places in a recording that somebody looks for: a track or a seat moved, a ruling was overruled, a word stands.

Looked for in what the viewer can be shown, entry by entry, so that nothing is found which those eyes do not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wargame.debrief.replay import MOVES, Eyes
from wargame.deck import Deck, sees
from wargame.rules import Change, Face, TurnClosed
from wargame.words import tell

#: Whether an entry is looked for, told its number and what the viewer sees of it.
Wanted = Callable[[int, Face], bool]


def track_moved(track: str) -> Wanted:
    """Where this track moved, as far as the viewer sees it."""
    return lambda number, shown: any(each.track == track and each.before != each.after for each in changes_of(shown))


def seat_moved(eyes: Eyes, seat: str) -> Wanted:
    """The steps of this seat's moves: handed in, laid open, given the floor, ruled, overruled."""

    def wanted(number: int, shown: Face) -> bool:
        if eyes.kinds[number - 1] not in MOVES:
            return False
        moves = (each.seat for each in getattr(shown, "moves", ()))
        owner = getattr(shown, "seat", "") or getattr(shown, "move", "").partition(".")[0]
        return owner == seat or seat in moves

    return wanted


def overruled(eyes: Eyes) -> Wanted:
    """Where the umpire set dice and rules aside."""
    return lambda number, shown: eyes.kinds[number - 1] == "override" or getattr(shown, "override", None) is not None


def told(deck: Deck, text: str) -> Wanted:
    """Where these words stand in what the log tells, in capitals or not; nowhere, for none."""
    sought = " ".join(text.split()).casefold()
    return lambda number, shown: bool(sought) and sought in " ".join(" ".join(tell(deck, shown)).split()).casefold()


def sought(eyes: Eyes, text: str) -> Wanted:
    """What a person means by a text: a team's moves, a track's, overrides; of any other text, where it stands."""
    deck, name = eyes.recording.deck, " ".join(text.split()).casefold()
    for seat in deck.seats.values():
        if name in (seat.id.casefold(), seat.title.casefold()):
            return seat_moved(eyes, seat.id)
    for track in deck.tracks.values():
        if sees(track.audience, eyes.viewer) and name in (track.id.casefold(), track.title.casefold()):
            return track_moved(track.id)
    return overruled(eyes) if name in ("override", "overrides") else told(deck, text)


def onward(eyes: Eyes, number: int, wanted: Wanted) -> int | None:
    """The next entry after this one that is wanted; None where there is none."""
    return next(_wanted(eyes, range(number + 1, eyes.total + 1), wanted), None)


def back(eyes: Eyes, number: int, wanted: Wanted) -> int | None:
    """The last entry before this one that is wanted; None where there is none."""
    return next(_wanted(eyes, range(number - 1, 0, -1), wanted), None)


def changes_of(shown: Face) -> Iterator[Change]:
    """All that an entry says to have moved, what was paid and what was undone among it."""
    for name in ("paid", "undone", "changes"):
        yield from _several(getattr(shown, name, ()))
    if isinstance(shown, TurnClosed):
        for step in shown.steps:
            yield from step.changes


def _several(found: Any) -> Iterable[Change]:
    return found if isinstance(found, tuple) else ()


def _wanted(eyes: Eyes, numbers: Iterable[int], wanted: Wanted) -> Iterator[int]:
    return (number for number in numbers if wanted(number, eyes.shown(number)))
