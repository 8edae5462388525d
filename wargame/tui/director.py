"""Which screen comes next: a pure function of what everyone may see, who plays, how the room sits, and who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from wargame.deck import FACILITATOR, PUBLIC

if TYPE_CHECKING:
    from wargame.table import Sitting, View


@frozen
class HandOver:
    """The screen goes to `seat`; nothing on it is private."""

    seat: str


@frozen
class AtTable:
    """`seat` looks at its own table."""

    seat: str


@frozen
class AtWall:
    """Seats choose, and this screen shows what its viewer may see; with `slips` they are typed in here."""

    slips: bool = False


@frozen
class AtDoor:
    """Each team has a terminal of its own; who sits at this one is not said yet."""


@frozen
class AtRuling:
    """Everybody looks: moves lie open and are ruled, and the turn is closed."""


@frozen
class AtPage:
    """Everybody looks: the turn is closed, and its front page is to be shown."""


@frozen
class AtEnding:
    """Everybody looks: the game is over."""


@frozen
class AtHotwash:
    """Everybody looks: a step of the debrief is shown."""


Scene = HandOver | AtTable | AtWall | AtDoor | AtRuling | AtPage | AtEnding | AtHotwash


@frozen
class Post:
    """Who sits at this terminal: `viewer` is a seat, `public` or `facilitator`; None is the screen of the whole room.

    A post that does not play only watches.
    """

    viewer: str | None = None
    plays: bool = True

    @property
    def eyes(self) -> str:
        """Through whose eyes the screens of all are shown here."""
        return PUBLIC if self.viewer is None else self.viewer

    @property
    def is_team(self) -> bool:
        """Whether this is the terminal of one seat."""
        return self.viewer not in (None, PUBLIC, FACILITATOR)


#: The terminal that the whole room shares.
ROOM = Post()


def next_scene(
    public: View,
    people: tuple[str, ...],
    looking: str | None,
    sitting: Sitting = "passed",
    post: Post = ROOM,
    *,
    debriefing: bool = False,
) -> Scene:
    """What to show.

    `people` are the seats that people play, `looking` is the seat that has opened its table, if one has. Where one
    screen is passed round there is always a hand-over between two teams; where only one seat is played by people there
    is nobody to hide from. The wall never shows a table. While `debriefing` all terminals show the same step.
    """
    if post == ROOM and sitting == "terminals" and public.phase != "ended":
        return AtDoor()
    if public.phase == "ended":
        return AtHotwash() if debriefing else AtEnding()
    if public.phase == "page":
        return AtPage()
    if public.phase == "signal":
        return AtWall()
    waiting = [seat for seat in _order(public) if seat in people and not _handed_in(public, seat)]
    if public.phase != "plan":
        return AtRuling()
    if post.viewer == FACILITATOR and post.plays and sitting == "wall" and people:
        return AtWall(slips=True)
    if post != ROOM:
        return AtTable(post.eyes) if post.plays and post.eyes in waiting else AtWall()
    if sitting == "wall" and people:
        return AtWall(slips=True)
    if not waiting:
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
