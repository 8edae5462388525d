"""The saved games in the app: the list of the lobby, their care, and what is to be known of where the save lies.

As everywhere, threads touch the save and post messages, and handlers own every change of state.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from wargame.deck import clean
from wargame.tui import messages
from wargame.tui.director import ROOM, Post
from wargame.tui.room import RoomApp
from wargame.tui.save import Save
from wargame.tui.screens.lobby import Lobby

if TYPE_CHECKING:
    from wargame.table import Store
    from wargame.tui.save import Source

#: Seconds between two looks for what others have done to the list of games, which is longer to read than one game.
_LOBBY_POLL = 1.0
#: Seconds for which a remark on the save itself stays, unless a scene takes it away.
_REMARK = 30.0


class ShelfApp(RoomApp):
    """An app with a save, whose games lie on a shelf. `post` is who sits at this terminal."""

    def __init__(self, source: Source, post: Post = ROOM, now: Callable[[], int] | None = None) -> None:
        super().__init__(post, now)
        self.save = Save(source)
        self._archived_too = False
        self._listed: int | None = None
        self._listed_at = 0.0
        self._greeted = False

    # What screens ask for

    def on_list_wanted(self, message: messages.ListWanted) -> None:
        """Read the list again."""
        self._archived_too = message.archived
        self._list_games()

    def on_tended(self, message: messages.Tended) -> None:
        """Do it, and list the games as they are then."""
        self._tend(message.do)

    # Threads

    @work(thread=True, exclusive=True, group="lobby", exit_on_error=False)
    def _list_games(self) -> None:
        from wargame.table import saved_games

        store, all_of_them = self.save.store(), self._archived_too
        version = store.data_version()
        games = saved_games(store, archived=None)
        listed = tuple(game for game in games if all_of_them or not game.archived)
        self.post_message(messages.GamesListed(listed, _shelf(store, len(games) - len(listed), version)))

    @work(thread=True, group="tend", exit_on_error=False)
    def _tend(self, do: Callable[[Store], str]) -> None:
        self.post_message(messages.Said(do(self.save.store())))
        self.post_message(messages.ListWanted(archived=self._archived_too))

    # What threads tell

    def on_games_listed(self, message: messages.GamesListed) -> None:
        """The lobby has its list."""
        self._listed, self._listed_at = message.shelf.version, asyncio.get_running_loop().time()
        for screen in self.screen_stack:
            if isinstance(screen, Lobby):
                screen.list_games(message.games, shelf=message.shelf, archived=self._archived_too)
        self.greet()

    def watch_lobby(self, *, at_once: bool = False) -> None:
        """Has another program written while the list of games shows? Cheap enough for the event loop."""
        now, store = asyncio.get_running_loop().time(), self.save.opened
        if store is None or self._listed is None or (now - self._listed_at < _LOBBY_POLL and not at_once):
            return
        from wargame.table import StoreError

        self._listed_at = now
        with suppress(StoreError, ValueError):
            if store.data_version() != self._listed:
                self._list_games()

    def greet(self, *, looked_back: bool = False) -> None:
        """Once: what a person should know of where the save lies.

        To be called when a scene is there, since scenes take notices away. Where a game is `looked_back` on it does not
        matter that nothing can be written.
        """
        store = self.save.opened
        if self._greeted or store is None:
            return
        self._greeted = True
        remarks = list(store.warnings)
        if store.read_only and not looked_back:
            remarks.append(
                f"{store.path} can't be written here, so its games can only be looked at: copy it to a folder of your "
                "own to play."
            )
        for remark in remarks:
            self.notify(clean(remark), severity="warning", timeout=_REMARK, markup=False)


def _shelf(store: Store, away: int, version: int) -> messages.Shelf:
    """What the lobby is told of the save.

    The name of a backup has the day, and a number from the second one on; it goes beside the save, or to the home of
    whoever may not write there.
    """
    folder = store.path.parent if os.access(store.path.parent, os.W_OK) else Path.home()
    day = f"{date.today():%Y-%m-%d}"
    names = (f"wargame-{day}{f'-{number}' if number > 1 else ''}.db" for number in count(1))
    free = next(name for name in names if not (folder / name).exists())
    backup = free if folder == store.path.parent else str(folder / free)
    return messages.Shelf(away, str(store.path), backup, store.read_only, version)
