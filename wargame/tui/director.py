"""Which screen comes next: a pure function of what everyone may see, of who plays, and of who is looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from wargame.table import View


@frozen
class HandOver:
    """The screen goes to `seat`; nothing on it is private."""

    seat: str


@frozen
class AtTable:
    """`seat` looks at its own table."""

    seat: str


@frozen
class AtRuling:
    """Everybody looks: moves lie open and are ruled, and the turn is closed."""


@frozen
class AtEnding:
    """Everybody looks: the game is over."""


Scene = HandOver | AtTable | AtRuling | AtEnding


def next_scene(public: View, people: tuple[str, ...], looking: str | None) -> Scene:
    """What to show.

    `people` are the seats that people play, `looking` is the seat that has opened its table, if one has. Between two
    teams there is always a hand-over; where only one seat is played by people there is nobody to hide from.
    """
    if public.phase == "ended":
        return AtEnding()
    waiting = [seat for seat in _order(public) if seat in people and not _handed_in(public, seat)]
    if public.phase != "plan" or not waiting:
        return AtRuling()
    if looking in waiting:
        return AtTable(looking)
    return AtTable(waiting[0]) if len(people) == 1 else HandOver(waiting[0])


def _order(public: View) -> tuple[str, ...]:
    """The order of this turn, which goes round from turn to turn."""
    from wargame.table import TurnOpened

    opened = (face.order for face in reversed(public.news) if isinstance(face, TurnOpened))
    return next(opened, tuple(seat.id for seat in public.seats))


def _handed_in(public: View, seat: str) -> bool:
    return any(each.id == seat and each.handed_in for each in public.seats)
