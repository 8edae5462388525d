"""The fairness ledger: what each seat was given by the umpire, a line a seat."""

from __future__ import annotations

from textual.content import Content

from wargame.debrief import Fairness
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, fitted, heading, join, ui_text, wrapped
from wargame.tui.widgets.news import seat_name

#: Columns of a number, and of the name of a seat.
_NUMBER, _NAME = 10, 16
_HEADS = ("moves", "mean odds", "pros/cons", "reasons", "overrides", "floor")
_ABOUT = (
    "Mean odds: the chance of success of its moves before any die fell. Pros/cons: accepted for and against its own "
    "moves, by anybody. Reasons: its own on any move, accepted of given. Overrides: better and worse for it than the "
    "dice, and = other changes. Floor: how often, and how long. What a rewind took back is counted too; the practice "
    "turn is not."
)


def ledger_lines(position: Position, width: int) -> list[Content]:
    """The ledger, and what its columns say."""
    found = [heading(ui_text("What each seat was given", "bold"), width)]
    found.append(join(ui_text(" " * _NAME), *(ui_text(f"{head:>{_NUMBER}}", "$quiet") for head in _HEADS)))
    for seat, each in position.ledger.items():
        cells = (ui_text(f"{cell:>{_NUMBER}}") for cell in _cells(each))
        found.append(join(fitted(seat_name(position.public, seat), _NAME), *cells))
    return [*found, EMPTY, *wrapped(ui_text(_ABOUT, "$quiet"), width)]


def _cells(each: Fairness) -> tuple[str, ...]:
    return (
        str(each.rulings),
        "–" if each.odds is None else f"{each.odds} %",
        f"{each.pros}/{each.cons}",
        f"{each.accepted} of {each.given}",
        f"+{each.raised} −{each.lowered} ={each.altered}",
        f"{each.floors} ({each.floor // 60}:{each.floor % 60:02})",
    )
