"""What the board says to what a seat says of its own objectives."""

from __future__ import annotations

from wargame.table import Verdict


def board_says(verdict: Verdict | None, met: bool | None) -> str:
    """What the board says to what a seat said of an objective; `met` is None where only the seat can say.

    >>> board_says("reached", False), board_says("missed", False), board_says(None, True)
    ('≠ the board does not agree', '= the board agrees', '· the board says: reached')
    """
    if met is None:
        return "· for the seat alone to say"
    if contradicts(verdict, met):
        return "≠ the board does not agree"
    if verdict in ("reached", "missed"):
        return "= the board agrees"
    return "· the board says: reached" if met else "· the board says: not reached"


def contradicts(verdict: Verdict | None, met: bool | None) -> bool:
    """Whether a seat and the board say opposite things; who got somewhere partly is contradicted by nothing."""
    return (verdict, met) in {("reached", False), ("missed", True)}
