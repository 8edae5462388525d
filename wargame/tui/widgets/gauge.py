"""The board: tracks as gauges, each a bar, a value, the name of its level and the change since the last turn."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from wargame.table import TrackView, View
from wargame.tui.text import EMPTY, fitted, heading, join, ui_text, wrapped
from wargame.tui.widgets.ladders import ladder_lines
from wargame.words import columns, delta_text, report_line, value_text

_DELTA = 4


def board_lines(view: View, width: int, *, airy: bool = False) -> list[Content]:
    """The whole board as its viewer sees it: the facing ladders, what lies open, and apart what does not lie open.

    `airy` leaves a line between the gauges, where there is room for it.
    """
    by_id = {track.id: track for track in view.tracks}
    facing = [by_id[each] for each in view.ladders if each in by_id]
    rest = [track for track in view.tracks if track not in facing]
    shared = [track for track in rest if track.open]
    own = [track for track in rest if not track.open]
    found = ladder_lines(facing, width) if len(facing) == 2 else gauge_lines(facing, width, rest)
    if found:
        found.append(EMPTY)
    found += _spaced(gauge_lines(shared, width, rest), airy)
    if own:
        found.append(heading(ui_text("not everybody sees these", "bold"), width))
        found += _spaced(gauge_lines(own, width, rest), airy)
    return found + estimate_lines(view, width)


def estimate_lines(view: View, width: int) -> list[Content]:
    """What agencies have written to the viewer: each question with the latest reports on it."""
    found: list[Content] = []
    for each in view.estimates:
        found.append(heading(ui_text(f"reports of turn {each.turn}", "bold"), width) if not found else EMPTY)
        found += wrapped(ui_text(each.question, "bold"), width)
        for report in each.reports:
            found += wrapped(ui_text(report_line(report)), width, indent=2)
    return found


def _spaced(lines: list[Content], airy: bool) -> list[Content]:
    return [each for line in lines for each in (line, EMPTY)] if airy else lines


def gauge_lines(tracks: Sequence[TrackView], width: int, alike: Sequence[TrackView] | None = None) -> list[Content]:
    """One line for each track; the columns fit all of `alike`, so that several groups stand in line.

    Rather than a title is cut, values are said as short as they can be.
    """
    longest = max((columns(track.title) for track in alike or tracks), default=0)
    shortest = max((_least(track) for track in alike or tracks), default=0)
    bar = 6 if width < 52 else 10 if width < 72 else 16
    title = min(longest, max(20, width * 2 // 5 + 3, width - bar - 2 - shortest))
    return [_gauge(track, width, title, bar) for track in tracks]


def _gauge(track: TrackView, width: int, title: int, bar: int) -> Content:
    room = width - title - bar - 2 - _DELTA
    delta = delta_text(track)
    room += 0 if delta else _DELTA
    value = next(
        (text for text in _values(track) if columns(text) <= room), track.level if track.steps else f"{track.value}"
    )
    tail = ui_text(f" {delta}", "bold $mark") if delta else EMPTY
    return fitted(
        join(
            fitted(ui_text(track.title), title),
            ui_text(" "),
            _dots(track, bar) if track.steps else bar_of(track, bar),
            ui_text(" "),
            ui_text(value, "bold").truncate(max(1, room), ellipsis=True),
            tail,
        ),
        width,
    )


def _least(track: TrackView) -> int:
    """The fewest cells that a value and its change are said on."""
    return min(columns(text) for text in _values(track)) + (_DELTA if delta_text(track) else 0)


def _values(track: TrackView) -> tuple[str, ...]:
    """The value in words, ever shorter."""
    if track.steps:
        return (track.level,)
    short = f"{track.value}, {track.level}" if track.level else f"{track.value} of {track.maximum}"
    return (value_text(track), short)


def bar_of(track: TrackView, width: int) -> Content:
    """How far between its bounds a track stands, to half a cell; a heavy line on a light one."""
    span = max(1, track.maximum - track.minimum)
    halves = round((track.value - track.minimum) / span * width * 2)
    full, half = divmod(max(0, min(width * 2, halves)), 2)
    filled = "━" * full + "╸" * half
    return join(ui_text(filled, "$mark"), ui_text("─" * (width - len(filled)), "$rule"))


def _dots(track: TrackView, width: int) -> Content:
    """A track of steps: one mark for each, up to the present one."""
    count = track.maximum - track.minimum + 1
    if count > width:
        return bar_of(track, width)
    reached = track.value - track.minimum + 1
    return fitted(join(ui_text("▰" * reached, "$mark"), ui_text("▱" * (count - reached), "$quiet")), width)
