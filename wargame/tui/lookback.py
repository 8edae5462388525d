"""Looking back in the app: a saved game, or the one that lies open, entry by entry over whatever screen there was.

As everywhere, threads read the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from wargame.deck import PUBLIC
from wargame.tui import messages
from wargame.tui.beside import BesideApp
from wargame.tui.director import ROOM, Post

if TYPE_CHECKING:
    from wargame.debrief import Viewpoint
    from wargame.table import Table
    from wargame.tui.save import Source


class LookBackApp(BesideApp):
    """An app that looks back. `replayed` is the game that is looked back on; with a `start` nothing else is shown."""

    def __init__(
        self,
        source: Source,
        post: Post = ROOM,
        now: Callable[[], int] | None = None,
        *,
        replayed: Table | None = None,
        start: Viewpoint | None = None,
    ) -> None:
        super().__init__(source, post, now)
        self.replayed = replayed
        self._replay = start
        self._eyes = PUBLIC
        self._recording = None

    def begin(self) -> bool:
        """Open what the program was started for, if that is no list of games and no table; whether it was."""
        if self.replayed is None or self._replay is None:
            return False
        self._open_replay(self.replayed, self._replay)
        return True

    def look_back(self) -> None:
        """Others may have written: has the game that is looked back on moved on?"""
        if self.replayed is not None and self.replayed is not self.table:
            self._look_back(self.replayed, self._eyes)
            self._read_pins(self.replayed, self._eyes)

    # What screens ask for

    def on_open_replay(self, message: messages.OpenReplay) -> None:
        """Look back on a saved game, or on the one that lies open; first as everyone saw it."""
        game = message.game or self.table
        if game and self._take_turn():
            from wargame.debrief import Viewpoint

            self._open_replay(game, Viewpoint())

    def on_rewinding(self, message: messages.Rewinding) -> None:
        """Stand where the game stands again: at the table, and on the line of the replay."""
        if self.replayed is message.table:
            self._look_back(message.table, self._eyes, always=True)
        if self.table is message.table:
            self._look_anew(message.table, self.post)

    def on_look_through(self, message: messages.LookThrough) -> None:
        """See the replay through other eyes."""
        if self.replayed is not None:
            self._eyes = message.viewer
            self._look_back(self.replayed, message.viewer, always=True)

    def action_leave_replay(self) -> None:
        """Back to where the replay was opened from."""
        if self._replay is not None:
            self.exit()
            return
        self.replayed = self._recording = None
        self.clear_notifications()
        self.pop_screen()
        if self.table is None:
            self._list_games()

    # Threads

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _open_replay(self, game: str | Table, start: Viewpoint) -> None:
        from wargame.debrief import recording_of
        from wargame.table import open_saved

        table = open_saved(self.save.store(), game) if isinstance(game, str) else game
        self.post_message(messages.ReplayOpened(table, recording_of(table).through(start.viewer), start))

    @work(thread=True, exclusive=True, group="replay", exit_on_error=False)
    def _look_back(self, table: Table, viewer: str, *, always: bool = False) -> None:
        from wargame.debrief import recording_of

        if table.refresh() or always:
            recording = recording_of(table, self._recording)
            self.post_message(messages.ReplayLooked(table, recording.through(viewer)))

    # What threads tell

    def on_replay_opened(self, message: messages.ReplayOpened) -> None:
        """Show it over the screen that it was opened from."""
        from wargame.tui.screens.replay import ReplayScreen

        self._done()
        self.clear_notifications()
        self.replayed, self._eyes, self._recording = message.table, message.eyes.viewer, message.eyes.recording
        self.push_screen(ReplayScreen(message.eyes, message.start))
        self.greet(looked_back=True)

    def on_replay_looked(self, message: messages.ReplayLooked) -> None:
        """Other eyes have opened, or the game has moved on."""
        from wargame.tui.screens.replay import ReplayScreen

        if message.table is self.replayed:
            self._recording = message.eyes.recording
            for screen in self.screen_stack:
                if isinstance(screen, ReplayScreen):
                    screen.look(message.eyes)
