"""How the tracks of a game went, entry by entry of a viewer's own log, as far as that viewer saw them.

A recording notes where a track came to stand when it was folded once; the courses are read from that, so that a step
along the line folds nothing. What they say at an entry is what the viewer's view says there.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from wargame.deck import sees

if TYPE_CHECKING:
    from wargame.debrief.replay import Eyes


class History:
    """Where each track came to stand, and after how many events; kept as it moves, and not where it stays."""

    __slots__ = ("_last", "_positions", "_values")

    def __init__(self) -> None:
        self._last: Mapping[str, int] = {}
        self._positions: dict[str, array[int]] = {}
        self._values: dict[str, array[int]] = {}

    def note(self, position: int, values: Mapping[str, int]) -> None:
        """After so many events all tracks stand so. Positions come in order."""
        if values is self._last:
            return
        for track, value in values.items():
            if self._last.get(track) != value:
                self._positions.setdefault(track, array("q")).append(position)
                self._values.setdefault(track, array("q")).append(value)
        self._last = values

    def at(self, track: str, positions: Iterable[int]) -> tuple[int, ...]:
        """Where a track stood after so many events, for each of these positions, which rise."""
        known, values = self._positions[track], self._values[track]
        return tuple(values[max(0, bisect_right(known, position) - 1)] for position in positions)


def courses(eyes: Eyes) -> Mapping[str, tuple[int, ...]]:
    """Each track that these eyes see, in the deck's order: its value after each entry of their log, from the first."""
    tracks = (track.id for track in eyes.recording.deck.tracks.values() if sees(track.audience, eyes.viewer))
    return {track: eyes.recording.history.at(track, eyes.positions) for track in tracks}
