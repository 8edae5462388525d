"""What if in the app: a game is played on from an entry of its replay, several are compared, one that is over is read.

As everywhere, threads touch the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from wargame.deck import FACILITATOR, listed
from wargame.tui import messages, studying
from wargame.tui.workshop import WorkshopApp

if TYPE_CHECKING:
    from wargame.table import Desk, Table

_ALONE = "Everything counts, hidden moves too: while a game runs this is for the facilitator alone."


class WhatIfApp(WorkshopApp):
    """An app that plays on from the past, compares games, and reads them."""

    # What screens ask for

    def on_branch_wanted(self, message: studying.BranchWanted) -> None:
        """Look whether the game can be played on from there."""
        if not self.may_rewind:
            self.say("What if is asked at the facilitator's terminal, or at the room's own.")
        elif self.replayed is not None:
            self._find_fork(self.replayed, message.viewer, message.entry)

    def on_lay_branch(self, message: studying.LayBranch) -> None:
        """Make it."""
        if self._take_turn():
            self._branch(message.parent, message.at, message.what)

    def on_compare_wanted(self, message: studying.CompareWanted) -> None:
        """Open the games."""
        if self._take_turn():
            self._open_compared(message.games)

    def on_reading_wanted(self, message: studying.ReadingWanted) -> None:
        """Open the game."""
        game = message.game or self.replayed or self.table
        if game and self._take_turn():
            self._open_read(game)

    def on_show_entry(self, message: studying.ShowEntry) -> None:
        """In the replay from which the reading was opened; else in one that opens over it."""
        from wargame.tui.screens.replay import ReplayScreen

        below = next((each for each in self.screen_stack if isinstance(each, ReplayScreen)), None)
        if below is None:
            if self._take_turn():
                self._open_replay_at(message.table, message.event)
            return
        while self.screen is not below:
            self.pop_screen()
        below.go_to(below.eyes.of_event(message.event))

    def leave_study(self) -> None:
        """The screen of a comparison or a reading that shows is left."""
        self.clear_notifications()
        self.pop_screen()

    # Threads

    @work(thread=True, exclusive=True, group="study", exit_on_error=False)
    def _find_fork(self, parent: Table, viewer: str, entry: int) -> None:
        from wargame.table import Refusal, fork

        at = parent.event_of(entry, viewer)
        found = fork(parent, at or 0)
        if self.save.store().read_only:
            self.post_message(messages.Refused("this save can't be written here, so nothing can be played on in it"))
        elif isinstance(found, Refusal):
            self.post_message(messages.Refused(found.sentence))
        else:
            desk, line = _locked_desk(parent, self.post.viewer), _last_line(parent, viewer, found.at)
            self.post_message(studying.BranchOffered(parent, found, line, desk))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _branch(self, parent: Table, at: int, what: studying.WhatIf) -> None:
        from wargame.table import Refusal, branch_game

        answer = branch_game(
            self.save.store(), parent, at, dice=what.dice, players=what.players, name=what.name or None
        )
        if isinstance(answer, Refusal):
            self.post_message(messages.Answered())
            self.post_message(messages.Refused(answer.sentence))
            return
        answer.seat_bots()
        self.post_message(studying.BranchOpened(answer, self.seen(answer)))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _open_compared(self, wanted: tuple[studying.Wanted, ...]) -> None:
        from wargame.table import UnknownGame, open_saved

        tables = []
        for each in wanted:
            try:
                tables.append(open_saved(self.save.store(), each.id))
            except UnknownGame:
                self.post_message(messages.Answered())
                self.post_message(messages.Said(f"{each.name} is not in this save any more."))
                return
        decks = {table.deck.id: table.deck.title for table in tables}
        self.post_message(messages.Answered())
        if len(decks) > 1:
            text = f"These games are of {len(decks)} decks, {listed(decks.values())}: compare those of one."
            self.post_message(messages.Said(text))
            return
        locked = (_locked_desk(table, self.post.viewer) for table in tables)
        self.post_message(studying.CompareOpened(tuple(tables), next(filter(None, locked), None)))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _open_read(self, game: str | Table) -> None:
        from wargame.table import open_saved

        table = open_saved(self.save.store(), game) if isinstance(game, str) else game
        self.post_message(messages.Answered())
        if table.state.phase == "ended":
            self.post_message(studying.ReadingOpened(table))
        else:
            self.post_message(messages.Said("A game is read when it is over."))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _open_replay_at(self, table: Table, event: int) -> None:
        from wargame.debrief import Viewpoint, recording_of

        eyes = recording_of(table).through(FACILITATOR)
        self.post_message(messages.ReplayOpened(table, eyes, Viewpoint(FACILITATOR, eyes.of_event(event))))

    # What threads tell

    def on_branch_offered(self, message: studying.BranchOffered) -> None:
        """Ask who plays on, and with which dice."""
        from wargame.tui.screens.branch import BranchDialog

        def inside() -> None:
            self.clear_notifications()
            self.push_screen(BranchDialog(message.parent, message.fork, message.line))

        if message.parent is self.replayed:
            self._past_code(message.desk, inside)

    def on_branch_opened(self, message: studying.BranchOpened) -> None:
        """Sit down at the branch; what was looked back on is left."""
        self.replayed = self._recording = self._replay = None
        self.post_message(messages.Opened(message.table, message.position))

    def on_compare_opened(self, message: studying.CompareOpened) -> None:
        """Show them; where one still runs, after a question."""
        from wargame.debrief.comparing import DECK_CHANGED
        from wargame.tui.screens.compare import CompareScreen
        from wargame.tui.screens.confirm import Confirm

        running = [table.game.name for table in message.tables if table.state.phase != "ended"]

        def inside() -> None:
            self.clear_notifications()
            self.push_screen(CompareScreen(message.tables))
            if len({table.deck.hash for table in message.tables}) > 1:
                self.say(DECK_CHANGED)

        def answered(yes: bool | None) -> None:
            if yes:
                self._past_code(message.desk, inside)

        if not running:
            inside()
        elif not self.may_rewind:
            self.say(f"{listed(running)} still runs: it is compared at the facilitator's terminal.")
        else:
            self.push_screen(
                Confirm(f"{listed(running)} still runs. Compare it all the same?", _ALONE, "Compare"), answered
            )

    def on_reading_opened(self, message: studying.ReadingOpened) -> None:
        """Show what can be read in it."""
        from wargame.tui.screens.game_reading import GameReading

        self.clear_notifications()
        self.push_screen(GameReading(message.table))

    def _past_code(self, desk: Desk | None, inside: Callable[[], None]) -> None:
        """Ask for the code of a desk that has one, and go on once it is given."""
        from wargame.tui.screens.ask import AskUnseen

        if desk is None:
            inside()
            return

        def typed(code: str | None) -> None:
            if code is not None and desk.admits(code):
                inside()
            elif code is not None:
                self.say("That is not the code of this desk.", trouble=True)

        self.push_screen(AskUnseen("The code of the facilitator's desk", "Whoever keeps the desk knows it."), typed)


def _locked_desk(table: Table, viewer: str | None) -> Desk | None:
    """The desk of a running game, where somebody has to know its code first; for a thread."""
    desk = table.desk()
    return desk if desk.locked and table.state.phase != "ended" and viewer != FACILITATOR else None


def _last_line(table: Table, viewer: str, at: int) -> str:
    """What `viewer` saw last, up to an event."""
    from wargame.table import face
    from wargame.words import tell

    for event in reversed(table.events[:at]):
        shown = face(table.deck, event, viewer)
        if shown is not None:
            return tell(table.deck, shown)[0].rstrip(".")
    return ""
