"""What the parts of a replay's screen share: the moment that shows, and the ways to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.debrief import Eyes, Gear, Moment
from wargame.tui.screens.paged import Paged

if TYPE_CHECKING:
    from wargame.tui.beside import BesideApp


class Replaying(Paged):
    """A screen that shows one moment of what `eyes` see of a game."""

    app: BesideApp
    eyes: Eyes
    moment: Moment

    def go_to(self, number: int) -> None:
        """Show the moment of an entry."""
        raise NotImplementedError

    def update(self) -> None:
        """Draw the present moment."""
        raise NotImplementedError

    def onward(self, gear: Gear) -> None:
        """Go on by a stride."""
        self.go_to(self.eyes.onward(self.moment.number, gear))

    def back(self, gear: Gear) -> None:
        """Go back by a stride."""
        self.go_to(self.eyes.back(self.moment.number, gear))
