"""What leads on from a replay: what if, the branch beside the game that it parts from, and the reading of the game."""

from __future__ import annotations

from wargame.table import parent_of
from wargame.tui.screens.replaying import Replaying
from wargame.tui.studying import BranchWanted, CompareWanted, ReadingWanted, Wanted


class Onward(Replaying):
    """A screen on which a game is looked back on: `eyes` have opened on it, and `moment` is what they look at."""

    _counted: tuple[int, Wanted | None] = (0, None)

    def onward_titles(self) -> dict[str, str]:
        """What leads on from here, and what does not."""
        return {
            "what_if": "What if" if self.app.may_rewind else "",
            "beside_parent": "Beside its parent" if self._parted_from is not None else "",
            "read_game": "Reading" if self.eyes.recording.ended else "",
        }

    @property
    def _parted_from(self) -> Wanted | None:
        """Of which game this is a branch; the log is gone through once for each length of it."""
        events = self.eyes.recording.events
        if self._counted[0] != len(events):
            parted = parent_of(events)
            self._counted = (len(events), Wanted(parted.parent, parted.name) if parted is not None else None)
        return self._counted[1]

    def action_what_if(self) -> None:
        """Play on from this entry."""
        self.post_message(BranchWanted(self.eyes.viewer, self.moment.number))

    def action_beside_parent(self) -> None:
        """The branch beside its parent."""
        game = self.app.replayed
        if self._parted_from is not None and game is not None:
            self.post_message(CompareWanted(self._parted_from, Wanted(game.game.id, game.game.name)))

    def action_read_game(self) -> None:
        """What mattered in it."""
        if self.eyes.recording.ended:
            self.post_message(ReadingWanted())
