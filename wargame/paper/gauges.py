"""The board on paper: tracks as gauges that read well in black and white."""

from __future__ import annotations

from attrs import frozen

from wargame.table import TrackView, View
from wargame.words import delta_text, value_text


@frozen
class Rung:
    """A level of a track: the first of its values, whether the track stands in it, and whether it stood there before.

    `place` is where it begins, in per cent of the track's span.
    """

    title: str
    start: int
    place: float
    here: bool
    before: bool


@frozen
class Gauge:
    """A track drawn: its value and its change in words, how far it is filled in per cent, and its levels in order."""

    track: TrackView
    value: str
    change: str
    filled: float
    rungs: tuple[Rung, ...]


@frozen
class Board:
    """The tracks of one view: two ladders that face each other, what lies open, and what only some see."""

    facing: tuple[Gauge, ...]
    shared: tuple[Gauge, ...]
    own: tuple[Gauge, ...]


def board(view: View) -> Board:
    """The board as its viewer sees it. Ladders that do not make a pair are gauges like the others."""
    by_id = {track.id: track for track in view.tracks}
    ladders = [by_id[each] for each in view.ladders if each in by_id]
    facing = ladders if len(ladders) == 2 else []
    rest = [track for track in view.tracks if track not in facing]
    return Board(
        tuple(gauge(track) for track in facing),
        tuple(gauge(track) for track in rest if track.open),
        tuple(gauge(track) for track in rest if not track.open),
    )


def gauge(track: TrackView) -> Gauge:
    """One track drawn."""
    here = _level(track, track.value)
    before = None if track.before is None else _level(track, track.before)
    rungs = tuple(
        Rung(level.title, level.start, _place(track, level.start), place == here, place == before)
        for place, level in enumerate(track.levels)
    )
    return Gauge(track, value_text(track), delta_text(track), _place(track, track.value), rungs)


def _level(track: TrackView, value: int) -> int | None:
    """The place of the level that `value` lies in."""
    reached = [place for place, level in enumerate(track.levels) if value >= level.start]
    return reached[-1] if reached else None


def _place(track: TrackView, value: int) -> float:
    span = max(1, track.maximum - track.minimum)
    return round(max(0, min(span, value - track.minimum)) * 100 / span, 2)
