"""What a replay has beside its game: what is pinned to entries, and a second pair of eyes.

As everywhere, threads read and write the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from wargame.tui import messages
from wargame.tui.names import pin_name
from wargame.tui.rewinding import RewindApp

if TYPE_CHECKING:
    from wargame.debrief import Recording
    from wargame.table import Table
    from wargame.tui.screens.replay import ReplayScreen


class BesideApp(RewindApp):
    """An app in which notes are written on a game that is looked back on."""

    _recording: Recording | None
    _typed_before: tuple[str, str] = ("", "")

    @property
    def typed_at(self) -> Table | None:
        """What is typed over a replay belongs to the game that is looked back on."""
        return self.replayed or self.table

    def typed_in_save(self, name: str) -> str:
        """What the save had when the replay was opened, or what it has of the game that lies open."""
        if self.replayed is not None and self.replayed is not self.table:
            game, text = self._typed_before
            known = game == self.replayed.game.id and name == pin_name(self.post)
            return text if known else ""
        return super().typed_in_save(name)

    def on_pins_wanted(self, message: messages.PinsWanted) -> None:
        """Read what these eyes may read."""
        if self.replayed is not None:
            self._read_pins(self.replayed, message.viewer)

    def on_stick(self, message: messages.Stick) -> None:
        """Write it at once."""
        if self.replayed is not None:
            self._write_pin(self.replayed, message)

    def on_eyes_wanted(self, message: messages.EyesWanted) -> None:
        """Open a second pair of eyes."""
        if self.replayed is not None:
            self._open_beside(self.replayed, message.viewer)

    # Threads

    @work(thread=True, group="pins", exit_on_error=False)
    def _read_pins(self, table: Table, viewer: str) -> None:
        self._tell_pins(table, viewer)

    @work(thread=True, group="pins", exit_on_error=False)
    def _write_pin(self, table: Table, message: messages.Stick) -> None:
        with self._writing:
            against = message.write(table)
        said = message.done if against is None else f"Not possible: {against.sentence}."
        self.post_message(messages.Said(said))
        self._tell_pins(table, message.viewer)

    @work(thread=True, exclusive=True, group="beside", exit_on_error=False)
    def _open_beside(self, table: Table, viewer: str) -> None:
        from wargame.debrief import recording_of

        self.post_message(messages.BesideOpened(table, recording_of(table, self._recording).through(viewer)))

    def _tell_pins(self, table: Table, viewer: str) -> None:
        from wargame.table import pins

        typed = table.typed(pin_name(self.post))
        self.post_message(messages.PinsRead(table, viewer, pins(table, viewer), typed))

    # What threads tell

    def on_pins_read(self, message: messages.PinsRead) -> None:
        """Show what is pinned."""
        if message.table is self.replayed:
            self._typed_before = (message.table.game.id, message.typed)
            for screen in self._replays():
                screen.look_at_pins(message.viewer, message.pins)

    def on_beside_opened(self, message: messages.BesideOpened) -> None:
        """The second eyes are open."""
        if message.table is self.replayed:
            for screen in self._replays():
                screen.look_beside(message.eyes)

    def _replays(self) -> list[ReplayScreen]:
        from wargame.tui.screens.replay import ReplayScreen

        return [screen for screen in self.screen_stack if isinstance(screen, ReplayScreen)]
