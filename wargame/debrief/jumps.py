"""Places in a recording that somebody looks for: a track or a seat moved, a ruling was overruled, a mark or a
word stands.

Looked for in what the viewer can be shown, entry by entry, so that nothing is found which those eyes do not see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from wargame.debrief.replay import MOVES, Eyes
from wargame.deck import Deck, sees
from wargame.rules import Change, Face, TurnClosed
from wargame.words import tell
from wargame.words.marks import SIGNS, find_sign

if TYPE_CHECKING:
    from wargame.table import Pin

#: What may be pinned to an entry.
PIN_KINDS = ("mark", "bookmark", "note")
#: What each of them is looked for by.
_PINNED: dict[str, tuple[str, ...]] = {
    "pins": PIN_KINDS,
    "marks": ("mark", "bookmark"),
    "bookmarks": ("bookmark",),
    "notes": ("note",),
}

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
    sought = _folded(text)
    return lambda number, shown: bool(sought) and sought in _folded(" ".join(tell(deck, shown)))


def pinned_at(pins: Iterable[Pin], kinds: Collection[str] = PIN_KINDS, sign: str | None = None) -> Wanted:
    """Where somebody has pinned something of these kinds; of marks, where this sign stands."""
    found = {pin.entry for pin in pins if pin.kind in kinds and sign in (None, pin.sign)}
    return lambda number, shown: number in found


def noted(pins: Iterable[Pin], text: str) -> Wanted:
    """Where these words stand in a note, beside a mark or in a bookmark's name, in capitals or not."""
    name = _folded(text)
    found = {pin.entry for pin in pins if name and name in _folded(pin.text)}
    return lambda number, shown: number in found


def sought(eyes: Eyes, text: str, pins: Sequence[Pin] = ()) -> Wanted:
    """What a person means by a text: a team's moves, a track's, overrides, marks, bookmarks, notes, or one sign.

    Of any other text, where it stands in the log or in what is pinned to it. `pins` are those that the viewer may read.
    """
    deck, name = eyes.recording.deck, _folded(text)
    for seat in deck.seats.values():
        if name in (seat.id.casefold(), seat.title.casefold()):
            return seat_moved(eyes, seat.id)
    for track in deck.tracks.values():
        if sees(track.audience, eyes.viewer) and name in (track.id.casefold(), track.title.casefold()):
            return track_moved(track.id)
    sign = find_sign(name) if name in SIGNS else None
    if sign is not None:
        return pinned_at(pins, ("mark",), sign)
    if name in _PINNED:
        return pinned_at(pins, _PINNED[name])
    if name in ("override", "overrides"):
        return overruled(eyes)
    in_log, in_notes = told(deck, text), noted(pins, text)
    return lambda number, shown: in_notes(number, shown) or in_log(number, shown)


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


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _several(found: Any) -> Iterable[Change]:
    return found if isinstance(found, tuple) else ()


def _wanted(eyes: Eyes, numbers: Iterable[int], wanted: Wanted) -> Iterator[int]:
    return (number for number in numbers if wanted(number, eyes.shown(number)))
