"""The tracks drawn over time, under the line of the whole game: a moment is a column of both.

Each row or step of a chart stands on the cells of the line's rail, so that what lies under its mark is the moment that
is shown: on a row the value stands at the edge, and `▲` under the chart points at the column.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from attrs import frozen
from textual.content import Content

from wargame.debrief import Eyes, Moment
from wargame.table import TrackView
from wargame.tui.text import EMPTY, fitted, join, spread, ui_text
from wargame.tui.widgets.scrubber import place_of
from wargame.tui.widgets.sheet import Sheet, nothing
from wargame.words import columns, value_text

#: What stands for an eighth of a cell up to a whole one.
_EIGHTHS = "▁▂▃▄▅▆▇█"
#: So many levels have a row each, however low the screen is.
_MOST_STEPS = 7
#: What is chosen where every track has a row.
ALL_TRACKS = "*"
#: The most rows that a chart takes, of a screen so high at least; the higher screens first.
_ROOM = ((56, 19), (36, 13), (0, 7))


@frozen
class Frame:
    """How a chart lies on its width: cells for titles, for the rail, and for values, with a blank between them."""

    left: int
    rail: int
    right: int


@frozen
class Course:
    """A track over the cells of a rail: the value at the end of each cell, and the highest within it."""

    last: tuple[int, ...]
    highest: tuple[int, ...]


class TrackStrip(Sheet):
    """Charts of tracks as these eyes saw them; nothing is shown where none is chosen."""

    DEFAULT_CSS = """
    TrackStrip { display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(nothing, id=id)
        self._eyes: Eyes | None = None
        self._known: dict[tuple[str, int], Course] = {}
        self._moving: frozenset[str] = frozenset()

    def show_tracks(self, eyes: Eyes, moment: Moment, chosen: str, rows: int, part: int = 0) -> None:
        """Draw all tracks, or the chosen one, on at most so many rows; `part` of all where they want more."""
        if eyes is not self._eyes:
            self._eyes, self._known = eyes, {}
            self._moving = frozenset(track for track, values in eyes.courses.items() if len(set(values)) > 1)
        self.show(lambda width: self._lines(eyes, moment, chosen, rows, part, width))

    def _lines(self, eyes: Eyes, moment: Moment, chosen: str, rows: int, part: int, width: int) -> list[Content]:
        frame = frame_of(moment, width)
        if chosen == ALL_TRACKS:
            tracks = moving_first(moment.view.tracks, self._moving)
            shown = tracks[part * (rows - 1) : (part + 1) * (rows - 1)]
            found = [row_line(track, self._course(track.id, frame.rail), moment, frame) for track in shown]
            return [*found, foot_line(moment, frame, len(tracks) - len(shown))]
        track = next(each for each in moment.view.tracks if each.id == chosen)
        return tall_lines(track, self._course(chosen, frame.rail), moment, frame, rows)

    def _course(self, track: str, cells: int) -> Course:
        if (track, cells) not in self._known and self._eyes is not None:
            self._known[track, cells] = course_of(self._eyes.courses[track], cells)
        return self._known[track, cells]


def chart_rows(height: int, track: TrackView | None = None) -> int:
    """The rows that charts may take on a screen of this height; a little more where a track's levels want one each."""
    rows = next(rows for least, rows in _ROOM if height >= least)
    return max(rows, min(len(track.levels), _MOST_STEPS) + 2) if track is not None and track.steps else rows


def frame_of(moment: Moment, width: int) -> Frame:
    """Room for the longest title and value, as far as the rail keeps most of the width."""
    wide = width >= 100
    titles = max((columns(track.title) for track in moment.view.tracks), default=0)
    left, right = min(titles, 28 if wide else 18), 20 if wide else 11
    return Frame(left, max(1, width - left - right - 2), right)


def course_of(values: Sequence[int], cells: int) -> Course:
    """A track's values laid on so many cells.

    >>> course_of((3, 5, 4), 5)
    Course(last=(3, 3, 5, 5, 4), highest=(3, 3, 5, 5, 4))
    """
    ends = _ends(len(values), cells)
    last = tuple(values[end - 1] for end in ends)
    starts = (0, *ends[:-1])
    pairs = zip(starts, ends, strict=True)
    highest = tuple(max(values[begin:end], default=values[end - 1]) for begin, end in pairs)
    return Course(last, highest)


@lru_cache(maxsize=16)
def _ends(total: int, cells: int) -> tuple[int, ...]:
    """The last entry that lies in each cell or before it, the first for cells before any."""
    found = [0] * cells
    for number in range(1, total + 1):
        found[place_of(number, total, cells)] = number
    known = 1
    for place, number in enumerate(found):
        known = found[place] = number or known
    return tuple(found)


def moving_first(tracks: Sequence[TrackView], moving: Set[str]) -> list[TrackView]:
    """Tracks in the deck's order, but those that never move at the end."""
    return sorted(tracks, key=lambda track: track.id not in moving)


def row_line(track: TrackView, course: Course, moment: Moment, frame: Frame) -> Content:
    """A track on one row: its title, its course, and where it stands."""
    present = place_of(moment.number, moment.total, frame.rail)
    heights = [_height(value, track, len(_EIGHTHS)) for value in course.last]
    heights[present] = _height(track.value, track, len(_EIGHTHS))
    cells = "".join(_EIGHTHS[height - 1] for height in heights)
    moved = track.id in moment.changed
    return join(
        fitted(ui_text(track.title, "bold" if moved else ""), frame.left),
        ui_text(" "),
        _in_time(cells, present),
        ui_text(" "),
        fitted(ui_text(_short(track, frame.right), "bold"), frame.right),
    )


def foot_line(moment: Moment, frame: Frame, more: int = 0) -> Content:
    """The pointer under the present column; at the left how many tracks found no room."""
    present = place_of(moment.number, moment.total, frame.rail)
    rest = ui_text(f"{more} more: c" if more else "", "$quiet")
    return join(fitted(rest, frame.left), ui_text(" " * (present + 1)), ui_text("▲", "bold $mark"))


def tall_lines(track: TrackView, course: Course, moment: Moment, frame: Frame, rows: int) -> list[Content]:
    """One track as steps, with its levels and bounds at the side and its unit above."""
    high = rows - 2
    many = track.maximum - track.minimum + 1
    high = high // many * many if track.steps and many <= high else high
    present = place_of(moment.number, moment.total, frame.rail)
    heights = [_height(value, track, high * len(_EIGHTHS)) for value in course.last]
    heights[present] = _height(track.value, track, high * len(_EIGHTHS))
    peaks = [_height(value, track, high * len(_EIGHTHS)) for value in course.highest]
    labels = _axis(track, high)
    head = join(ui_text(track.title, "bold"), ui_text(f"  {_bounds(track)}", "$quiet"))
    now = ui_text(f"  now {value_text(track)}", "bold $mark")
    found = [fitted(join(head, now), frame.left + frame.rail + frame.right + 2)]
    for row in range(high - 1, -1, -1):
        label = labels.get(row, "")
        cells = "".join(_cell(heights[at], peaks[at], row, label, at == present) for at in range(frame.rail))
        found.append(join(fitted(ui_text(label, "$quiet"), frame.left), ui_text(" "), _in_time(cells, present)))
    return [*found, foot_line(moment, frame)]


def _cell(height: int, peak: int, row: int, label: str, present: bool) -> str:
    """What a chart has at a row, counted from its foot: the column, how high it once was, a line for a level."""
    filled = height - row * len(_EIGHTHS)
    if filled > 0:
        return _EIGHTHS[min(filled, len(_EIGHTHS)) - 1]
    if present:
        return "┊"
    if peak > row * len(_EIGHTHS):
        return "╷"
    return "┈" if label else " "


def _height(value: int, track: TrackView, most: int) -> int:
    """How many eighths high a value is: 1 at the track's least, `most` at its greatest; steps are all as high."""
    span = max(1, track.maximum - track.minimum)
    if track.steps and most > span:
        return (value - track.minimum + 1) * most // (span + 1)
    return 1 + (min(max(value, track.minimum), track.maximum) - track.minimum) * (most - 1) // span


def _axis(track: TrackView, high: int) -> dict[int, str]:
    """What stands beside the rows: where each named level begins, and the bounds; of two on a row the upper."""
    most = high * len(_EIGHTHS)
    marks = {track.minimum: f"{track.minimum}", track.maximum: f"{track.maximum}"}
    for level in track.levels:
        marks[level.start] = level.title if track.steps else f"{level.start} {level.title}"
    return {(_height(value, track, most) - 1) // len(_EIGHTHS): text for value, text in sorted(marks.items())}


def _bounds(track: TrackView) -> str:
    if track.steps:
        return f"{len(track.levels)} levels"
    return f"{track.minimum} to {track.maximum} {track.unit}".strip()


def _short(track: TrackView, width: int) -> str:
    """The value in words, as long as there is room."""
    number = f"{track.value}, {track.level}" if track.level and not track.steps else track.level
    texts = (value_text(track), number, f"{track.value}")
    return next((text for text in texts if text and columns(text) <= width), texts[-1] if not track.steps else number)


def _in_time(cells: str, present: int) -> Content:
    """Cells of a chart: what was, what is, what is yet to come."""
    now = ui_text(cells[present], "bold $mark on $cursor")
    return join(ui_text(cells[:present], "$mark"), now, ui_text(cells[present + 1 :], "$quiet"))


def track_row(track: TrackView, width: int) -> list[Content]:
    """A track to choose, with where it stands."""
    return [spread(ui_text(track.title), ui_text(value_text(track), "$quiet"), width)]


def blank_row(text: str, width: int) -> list[Content]:
    """A choice that is no track."""
    return [fitted(ui_text(text), width)] if text else [EMPTY]
