"""Explaining in the app: what the deck says of a screen, the first time in a game that the screen comes to somebody.

What was explained at a terminal is kept as what is typed there is, so that it is not said again when the game goes on
another day. A screen that only looks on explains nothing: nobody sits there to take the panel away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Event, Key

from wargame.tui.director import ROOM, AtTable, Post
from wargame.tui.lookback import LookBackApp
from wargame.tui.names import explained_name
from wargame.tui.screens.base import BaseScreen, Dialog
from wargame.tui.widgets.explained import Explained

if TYPE_CHECKING:
    from wargame.debrief import Viewpoint
    from wargame.table import Table
    from wargame.tui.actions import Place
    from wargame.tui.save import Source


class ExplainingApp(LookBackApp):
    """An app whose screens a deck may explain."""

    def __init__(
        self,
        source: Source,
        post: Post = ROOM,
        now: Callable[[], int] | None = None,
        *,
        replayed: Table | None = None,
        start: Viewpoint | None = None,
    ) -> None:
        super().__init__(source, post, now, replayed=replayed, start=start)
        self._explained: set[tuple[str, str]] = set()

    def explanation(self, place: Place) -> str:
        """What the deck of the game that lies open there says of a screen; nothing where it says nothing."""
        table = self._shown_there(place)
        return "" if table is None else table.deck.tutorial.get(place, "")

    def explanation_due(self, place: Place) -> str:
        """The same where it is to be said now, since this screen comes for the first time; from now on it has come."""
        text, table = self.explanation(place), self._shown_there(place)
        if not text or table is None or not self.post.plays or self.settings["tutorial"] == "off":
            return ""
        name, mark = explained_name(self.post), self._mark(place)
        before = self.kept(name).split() if table is self.table else []
        if mark in before or (table.game.id, mark) in self._explained:
            return ""
        self._explained.add((table.game.id, mark))
        if table is self.table:
            self.keep(name, " ".join((*before, mark)))
        return text

    def _shown_there(self, place: Place) -> Table | None:
        return self.replayed if place == "replay" else self.table

    def _mark(self, place: Place) -> str:
        """A screen that is passed round comes to each team for the first time."""
        return f"{place}:{self.scene.seat}" if place == "table" and isinstance(self.scene, AtTable) else place

    async def on_event(self, event: Event) -> None:
        """Any key takes the panel away, and then does what it always does: nobody has to close anything first."""
        if isinstance(event, Key) and not event.is_forwarded:
            for panel in self.screen.query(Explained):
                panel.remove()
        await super().on_event(event)

    def action_help(self) -> None:
        """Help for the screen that shows; what the deck says of it stands above."""
        from wargame.tui.screens.help import HelpPage

        if isinstance(self.screen, BaseScreen | Dialog):
            self.push_screen(HelpPage(self.screen.place, self.explanation(self.screen.place)))
