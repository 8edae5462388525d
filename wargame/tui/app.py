"""The app: holds the open table, sends what screens ask for, and lets the director choose the screen.

But for the question whether it was written, nothing here touches the save on the event loop: opening, sending, looking
and keeping drafts run in threads that only post messages; the handlers of those messages own every change of state. A
thread that fails leaves its error to `on_worker_state_changed`, which says it; the game is as it was.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.events import Key
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from wargame.deck import FACILITATOR, PUBLIC, clean
from wargame.tui import messages
from wargame.tui.actions import actions_of
from wargame.tui.director import ROOM, AtEnding, AtHotwash, AtTable, Post, Scene, next_scene
from wargame.tui.names import free_name
from wargame.tui.scenes import opening_page, scene_screen
from wargame.tui.screens.base import BREAKPOINTS, BaseScreen
from wargame.tui.screens.lobby import Lobby
from wargame.tui.text import TerminalFilter, quoted
from wargame.tui.themes import variables_for
from wargame.tui.trouble import sentence_of
from wargame.tui.whatif import WhatIfApp

if TYPE_CHECKING:
    from wargame.debrief import Viewpoint
    from wargame.table import Command, Table
    from wargame.tui.position import Position
    from wargame.tui.save import Source
    from wargame.tui.screens.scene import SceneScreen
    from wargame.tui.screens.table import Page

#: Seconds between two looks at whether another terminal has written.
POLL = 0.1
#: Seconds after which a look at the save that failed is tried again.
_TRY_AGAIN = 2.0
#: Seconds within which a second Ctrl+C quits.
_SECOND_THOUGHT = 5.0
_FILTER = TerminalFilter()


class WargameApp(WhatIfApp):
    """The screens of one save."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["app.tcss", "screens/lobby.tcss"]
    TITLE = "wargame"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        source: Source,
        table: Table | None = None,
        *,
        poll: float = POLL,
        replay: Viewpoint | None = None,
        post: Post = ROOM,
        now: Callable[[], int] | None = None,
    ) -> None:
        """`poll`: seconds between two looks for what other terminals have written; 0 looks only when asked.

        With `replay` the `table` is not sat down at but looked back on, from there. `post` is who sits here,
        `now` tells the time to the clock of the room.
        """
        super().__init__(source, post, now, replayed=table if replay else None, start=replay)
        self._poll = poll
        self._version: int | None = None
        self._trouble = ""
        self._drafting = threading.Lock()
        self._choices: dict[str, str | None] = {}
        self._written: messages.PageWritten | None = None
        self._lines: deque[tuple[Table, messages.Spoken]] = deque()
        self._spoken: messages.Spoken | None = None
        self._interrupted_at: float | None = None
        self._looked: set[tuple[str, int]] = set()
        self.table = None if replay else table
        self.looking: str | None = None

    def get_default_screen(self) -> Screen[None]:
        """The lobby, which lies under everything."""
        return Lobby(opening=self.table is not None or self.replayed is not None)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables have a value in themes that are not ours, too."""
        return variables_for(dark=self.current_theme.dark)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing that a terminal would obey leaves any widget."""
        return (*super().get_line_filters(), _FILTER)

    def on_load(self) -> None:
        """Before the terminal is touched: leave it whole when the program is told to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def on_mount(self) -> None:
        """Begin."""
        if self.table is not None:
            self._look(self.table, always=True)
        elif not self.begin():
            self.call_after_refresh(self._list_games)
        if self._poll:
            self.set_interval(self._poll, self._watch)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """A short notice, in place of the same one; two show at most. `_go` takes it away with its scene."""
        text = clean(quoted(text))
        kept = [each for each in self._notifications if each.message != text][-1:]
        for old in [each for each in self._notifications if each not in kept]:
            self._unnotify(old)
        self.notify(text, severity="warning" if trouble else "information", timeout=6, markup=False)

    # What screens ask for

    def on_open_game(self, message: messages.OpenGame) -> None:
        """Open a saved game."""
        if self._take_turn():
            self._open(message.game)

    def on_lay_table(self, message: messages.LayTable) -> None:
        """Begin a new game."""
        if self._take_turn():
            self._lay(message.game)

    def on_asked(self, message: messages.Asked) -> None:
        """Carry out commands, one at a time."""
        if self.table is not None and self._take_turn():
            self._send(self.table, message.commands, uuid4().hex)

    def on_spoken(self, message: messages.Spoken) -> None:
        """Take a line down; it waits for those before it, since nobody types as slowly as a save may write."""
        if self.table is not None:
            self._lines.append((self.table, message))
            self._take_down()

    def _take_down(self) -> None:
        if self._lines and not self._busy and self._take_turn():
            table, self._spoken = self._lines.popleft()
            self._speak(table, self._spoken, uuid4().hex)

    def _done(self) -> None:
        super()._done()
        self._spoken = None
        self._take_down()

    def on_unheard(self, message: messages.Unheard) -> None:
        """Give a line back to whoever typed it."""
        from wargame.tui.screens.scene import SceneScreen

        for screen in self.screen_stack:
            if isinstance(screen, SceneScreen) and screen.take_back_line(message.line, message.sentence, message.about):
                return
        self.say(f"Not taken: {message.line} ({message.sentence}).", trouble=True)

    def on_chose(self, message: messages.Chose) -> None:
        """Keep a choice that is not handed in."""
        if self.table is not None:
            self._choices[message.seat] = message.card
            self._keep(self.table, message.seat, message.turn)

    def on_page_written(self, message: messages.PageWritten) -> None:
        """Keep a front page that is not shown yet."""
        if self.table is not None:
            self._written = message
            self._keep_page(self.table)

    def on_said(self, message: messages.Said) -> None:
        """Say it."""
        self.say(message.text)

    def on_looked(self, message: messages.Looked) -> None:
        """A table is opened or covered."""
        self.looking = message.seat
        self._direct()

    def on_key(self, event: Key) -> None:
        """A key that was pressed before a line was there to take it belongs to the line, and is no command."""
        from wargame.tui.screens.scene import SceneScreen

        if isinstance(self.screen, SceneScreen) and self.screen.typed_ahead(event):
            event.prevent_default()

    def action_log(self) -> None:
        """The log, as those who look may read it."""
        self._read_log(self._looking_at())

    def _looking_at(self) -> str:
        """Through whose eyes the screen shows the game now."""
        return self.scene.seat if isinstance(self.scene, AtTable) else self.post.eyes

    def action_games(self) -> None:
        """Leave the game for the lobby."""
        if self.post != ROOM and self.post == self.first_post:
            self.exit()
            return
        for lobby in (screen for screen in self.screen_stack if isinstance(screen, Lobby)):
            lobby.left = self.table.game.id if self.table is not None else ""
        self.table = self.position = self.scene = self.looking = None
        self.post = ROOM
        self._looked.clear()
        self._go(None)
        self._list_games()

    def action_command_palette(self) -> None:
        """Every command by its name, with a cursor that does not blink."""
        from textual.widgets import Input

        super().action_command_palette()

        def steady() -> None:
            for field in self.screen.query(Input):
                field.cursor_blink = False

        self.call_after_refresh(steady)

    def action_help_quit(self) -> None:
        """Ctrl+C asks, and quits when it comes again."""
        now = asyncio.get_running_loop().time()
        if self._interrupted_at is not None and now - self._interrupted_at < _SECOND_THOUGHT:
            self.exit()
            return
        self._interrupted_at = now
        self.say("Press Ctrl+C again to leave. Everything is saved.")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette offers what the registry has for the screen."""
        if isinstance(screen, BaseScreen):
            for action in actions_of(screen.place):
                if action.palette:
                    home = self if action.home == "app" else screen
                    yield SystemCommand(action.title, action.about, getattr(home, f"action_{action.id}"))

    # Threads: they read and write the save, and post messages

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _open(self, game: str) -> None:
        from wargame.table import open_saved
        from wargame.tui.position import look

        store = self.save.store()
        table = open_saved(store, game)
        post = Post(PUBLIC, plays=False) if store.read_only else self.post
        if post.plays:
            table.seat_bots()
        self.post_message(messages.Opened(table, look(table, post, next(self._tickets))))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _lay(self, game: messages.NewGame) -> None:
        from wargame.deck import find_deck, load
        from wargame.table import RoomClock, new_game

        deck = load(find_deck(game.deck))
        table = new_game(
            self.save.store(),
            deck,
            game.people,
            name=game.name or None,
            practice=game.practice,
            sitting=game.sitting,
        )
        if game.ends_at is not None:
            table.set_clock(RoomClock(game.ends_at))
        self.post_message(messages.Opened(table, self.seen(table)))

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _send(self, table: Table, commands: tuple[Command, ...], command_id: str) -> None:
        from wargame.table import Pass, Play, PlayFree, Refusal

        done: list[Command] = []
        for number, command in enumerate(commands):
            answer = table.send(command, command_id=f"{command_id}.{number}" if number else command_id)
            if isinstance(answer, Refusal):
                self.post_message(messages.Refused(answer.sentence))
                break
            done.append(command)
        self.post_message(messages.Answered())
        self.post_message(messages.Moved(table, self.seen(table)))
        for command in done:
            if isinstance(command, Play | PlayFree | Pass):
                with self._drafting:
                    self._choices[command.seat] = None
                    self.forget(table, free_name(table.view(command.seat), command.seat))
                    table.save_draft(command.seat, None)

    @work(thread=True, exclusive=True, group="send", exit_on_error=False)
    def _speak(self, table: Table, spoken: messages.Spoken, command_id: str) -> None:
        from wargame.table import Refusal

        answer = table.send(spoken.command, command_id=command_id)
        if isinstance(answer, Refusal):
            self.post_message(messages.Unheard(spoken, answer.sentence))
        self.post_message(messages.Answered())
        self.post_message(messages.Moved(table, self.seen(table)))

    @work(thread=True, group="draft", exit_on_error=False)
    def _keep(self, table: Table, seat: str, turn: int) -> None:
        with self._drafting:
            table.save_draft(seat, self._choices.get(seat), turn)

    @work(thread=True, exclusive=True, group="page", exit_on_error=False)
    def _keep_page(self, table: Table) -> None:
        with self._drafting:
            if self._written is not None:
                table.save_page_draft(self._written.turn, self._written.text)
        self.post_message(messages.Moved(table, self.seen(table)))

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self, table: Table, *, always: bool = False) -> None:
        if always and self.post.plays:
            table.seat_bots()
        table.refresh()
        self.post_message(messages.Moved(table, self.seen(table)))

    @work(thread=True, exclusive=True, group="log", exit_on_error=False)
    def _read_log(self, viewer: str) -> None:
        if (table := self.table) is not None:
            self.post_message(messages.LogRead(table, viewer, table.log(viewer)))

    def _watch(self) -> None:
        """Has another terminal written? Cheap enough for the event loop."""
        table = self.table or self.replayed
        if table is None:
            self.watch_lobby()
            return
        from wargame.table import StoreError

        try:
            version = table.data_version()
        except (StoreError, ValueError):
            return
        if version != self._version:
            self._version = version
            self.refresh_from_save()

    def refresh_from_save(self) -> None:
        """Look at once whether another terminal has written."""
        if self.table is None and self.replayed is None:
            self.watch_lobby(at_once=True)
        if self.table is not None:
            self._look(self.table)
        self.look_back()

    # What threads tell

    def on_opened(self, message: messages.Opened) -> None:
        """A game lies open."""
        self._done()
        self.table, self.looking, self.scene = message.table, None, None
        self._looked.clear()
        self.position, self.post = message.position, message.position.post
        self._direct()
        self.greet()

    def on_answered(self) -> None:
        """Another command may be given."""
        self._done()

    def on_moved(self, message: messages.Moved) -> None:
        """The game may have moved on."""
        if message.table is self.table and not self.outdated(message.position):
            self._trouble = ""
            before, self.position = self.position, message.position
            self._direct()
            self.tell_rewound(before, message.position)
            self.show_on_desk(message.position)
            self.greet()

    def on_refused(self, message: messages.Refused) -> None:
        """The rules had something against it."""
        ends = "" if message.sentence.endswith("?") else "."
        self.say(f"Not possible: {message.sentence}{ends}", trouble=True)

    def on_log_read(self, message: messages.LogRead) -> None:
        """Show the log; once the game is over, through any eyes."""
        from wargame.tui.screens.reading import ReadingPage
        from wargame.tui.widgets.news import log_lines

        position = self.position
        if position is None or message.table is not self.table:
            return
        if not isinstance(self.scene, AtEnding | AtHotwash) and message.viewer != self._looking_at():
            return
        viewers = (PUBLIC, *position.deck.seats, FACILITATOR)
        following = viewers[(viewers.index(message.viewer) + 1) % len(viewers)]

        def next_eyes() -> None:
            self._read_log(following)

        other = next_eyes if isinstance(self.scene, AtEnding | AtHotwash) else None
        titles = {PUBLIC: "The log, as everyone may read it", FACILITATOR: "The log, with all that was hidden"}
        seat = position.deck.seats.get(message.viewer)
        title = titles.get(message.viewer, f"The log, as {seat.title if seat else ''} may read it")
        page = ReadingPage(
            title, partial(log_lines, position.deck, message.log), other_eyes=other, at_end=other is None
        )
        self.push_screen(page)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread has failed: say so in a sentence; the game is as it was."""
        if event.state is not WorkerState.ERROR:
            return
        text = sentence_of(event.worker.error)
        if event.worker.group == "send":
            if self._spoken is not None:
                self.post_message(messages.Unheard(self._spoken, "the save could not be written"))
            self._done()
        if event.worker.group in ("look", "replay"):
            self._look_later(text)
            return
        for lobby in (screen for screen in self.screen_stack if isinstance(screen, Lobby)):
            if event.worker.group == "lobby":
                lobby.list_games((), trouble=text)
                return
        self.say(text, trouble=True)

    def _look_later(self, trouble: str) -> None:
        """A look has failed: what others have written since is not shown yet. Say so once, and look until it works."""

        def again() -> None:
            self._version = None

        self.set_timer(_TRY_AGAIN, again)
        if trouble != self._trouble:
            self._trouble = trouble
            self.say(trouble, trouble=True)

    # Which screen

    def _direct(self) -> None:
        """Show what the director says."""
        position = self.position
        if position is None:
            return
        from wargame.tui.screens.scene import SceneScreen

        sitting, debriefing = position.desk.sitting, position.played is not None
        scene = next_scene(position.public, position.people, self.looking, sitting, self.post, debriefing=debriefing)
        shown = self.screen_stack[1] if len(self.screen_stack) > 1 else None
        if scene == self.scene and isinstance(shown, SceneScreen):
            shown.show(position)
            return
        self.scene = scene
        page = self._opening_page(position, scene)
        if not isinstance(scene, AtTable):
            self.looking = None
        self._go(scene_screen(position, scene, page))

    def _opening_page(self, position: Position, scene: Scene) -> Page:
        if not isinstance(scene, AtTable):
            return "board"
        look_now = (scene.seat, position.public.turn)
        first = look_now not in self._looked
        self._looked.add(look_now)
        return opening_page(position, scene.seat, first)

    def _go(self, screen: SceneScreen | None) -> None:
        """Show another scene, or the lobby, and leave nothing of the last one: no page over it, no notice."""
        self.clear_notifications()
        kept = 1 if screen is None else 2
        while len(self.screen_stack) > kept:
            self.pop_screen()
        if screen is not None and len(self.screen_stack) == kept:
            self.switch_screen(screen)
        elif screen is not None:
            self.push_screen(screen)

    def _fatal_error(self) -> None:
        """Like Textual's, but without the local variables: they would print a hidden hand."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        traceback = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()
