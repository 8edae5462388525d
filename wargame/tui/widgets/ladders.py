"""Two ladders that face each other, rung by rung."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from wargame.table import TrackView
from wargame.tui.text import fitted, join, ui_text
from wargame.words import columns, delta_text

_SPINE = 5
_NOW = "●"
_BEFORE = "○"


def ladder_lines(pair: Sequence[TrackView], width: int) -> list[Content]:
    """Both ladders, the heaviest rung on top; `●` is where each stands and `○` where it stood last turn."""
    left, right = pair
    half, rest = _halves(left, right, width - _SPINE)
    rungs = max(left.maximum - left.minimum, right.maximum - right.minimum) + 1
    found = [join(_title(left, half), ui_text("     "), ui_text(right.title + _moved(right), "bold"))]
    for rung in reversed(range(rungs)):
        spine = join(
            _side(left, rung, "━┥", "─┤"), ui_text(" "), _side(right, rung, "┝━", "├─")
        )  # fmt: skip
        found.append(join(_rung(left, rung, half, leftward=True), spine, _rung(right, rung, rest, leftward=False)))
    return [fitted(line, width) for line in found]


def _halves(left: TrackView, right: TrackView, room: int) -> tuple[int, int]:
    """The cells for either side: the same for both, or where that cuts a name, as much as each one needs."""
    half = room // 2
    wanted, others = (
        max(columns(track.title), *(columns(each.title) + 2 for each in track.levels)) for track in (left, right)
    )
    if wanted > half:
        half = min(wanted, max(half, room - others))
    elif others > room - half:
        half = max(wanted, room - others)
    return half, room - half


def _title(track: TrackView, width: int) -> Content:
    return _right(ui_text(track.title + _moved(track), "bold"), width)


def _moved(track: TrackView) -> str:
    delta = delta_text(track)
    return f" {delta}" if delta else ""


def _side(track: TrackView, rung: int, present: str, other: str) -> Content:
    if rung > track.maximum - track.minimum:
        return ui_text("  ")
    return ui_text(present, "$mark") if _stands(track, rung) else ui_text(other, "$quiet")


def _stands(track: TrackView, rung: int) -> bool:
    return track.value - track.minimum == rung


def _rung(track: TrackView, rung: int, width: int, *, leftward: bool) -> Content:
    value = track.minimum + rung
    title = next((level.title for level in reversed(track.levels) if level.start <= value), "")
    if rung > track.maximum - track.minimum:
        title = ""
    if _stands(track, rung):
        mark, style = _NOW, "bold $mark"
    elif track.before == value:
        mark, style = _BEFORE, ""
    else:
        mark, style = " ", "$quiet"
    name = fitted(ui_text(title), min(columns(title), width - 2))
    if leftward:
        return _right(join(name, ui_text(f" {mark}")).stylize(style), width)
    return fitted(join(ui_text(f"{mark} "), name).stylize(style), width)


def _right(content: Content, width: int) -> Content:
    short = content.truncate(width, ellipsis=True)
    return short.pad_left(max(0, width - short.cell_length))
