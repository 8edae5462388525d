"""The part of a replay that sets a second pair of eyes beside the first, and marks what only one of them has."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from wargame.debrief import Eyes
from wargame.debrief.difference import Difference, difference
from wargame.deck import FACILITATOR, PUBLIC
from wargame.tui.messages import EyesWanted, Said
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.replaying import Replaying
from wargame.tui.text import fitted, ui_text
from wargame.tui.widgets.beside import viewer_title
from wargame.tui.widgets.choices import Row
from wargame.words import upper_first

_NOBODY = "nobody"


class Beside(Replaying):
    """`other` are the second eyes; None where nobody is compared."""

    other: Eyes | None = None
    _beside: str = ""
    _found: tuple[Eyes, Eyes, int, Difference] | None = None

    def may_compare(self) -> bool:
        """Whether other eyes may be opened here."""
        raise NotImplementedError

    def look_beside(self, eyes: Eyes) -> None:
        """The second eyes have opened."""
        if eyes.viewer == self._beside:
            first, self.other = self.other is None, eyes
            if first and self.narrow:
                self.turn_to("board")
            self.update()

    def look_beside_again(self) -> None:
        """The game has moved on: the second eyes are to see it too."""
        if self.other is not None and self.other.recording is not self.eyes.recording:
            self.post_message(EyesWanted(self._beside))

    def difference(self) -> Difference | None:
        """What the two have at this moment that the other has not; None where there are no two."""
        other, number = self.other, self.moment.number
        if other is None or other.viewer == self.eyes.viewer:
            return None
        known = self._found
        if known is None or known[0] is not self.eyes or known[1] is not other or known[2] != number:
            self._found = known = (self.eyes, other, number, difference(self.eyes, other, number))
        return known[3]

    def action_beside(self) -> None:
        """Choose the second pair of eyes."""
        if not self.may_compare():
            self.post_message(Said("The eyes of the teams open when the game is over."))
            return
        deck = self.eyes.recording.deck
        viewers = [each for each in (PUBLIC, *deck.seats, FACILITATOR) if each != self.eyes.viewer]
        rows = [Row(_NOBODY, partial(_row, "Nobody"))]
        rows += [Row(each, partial(_row, upper_first(viewer_title(deck, each)))) for each in viewers]
        first = viewer_title(deck, self.eyes.viewer)
        current = self._beside or viewers[-1]
        self.app.push_screen(Pick(f"What {first} sees, beside what is seen by", rows, current), self._chosen)

    def _chosen(self, viewer: str | None) -> None:
        if viewer == _NOBODY:
            self._beside, self.other = "", None
            self.update()
        elif viewer is not None:
            self._beside = viewer
            self.post_message(EyesWanted(viewer))


def _row(title: str, width: int) -> list[Content]:
    return [fitted(ui_text(title), width)]
