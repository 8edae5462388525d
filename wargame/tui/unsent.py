"""Nothing that somebody typed is lost: what is not sent yet is kept here, and in the save, which outlives a crash.

What is kept goes by a name: a line of the scribe by its move, a move of their own by its seat, an answer by the
terminal that was asked. What this program has kept itself is truer than what the save has, which may be a moment older.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work

from wargame.tui.settled import SettledApp

if TYPE_CHECKING:
    from wargame.table import Table
    from wargame.tui.position import Position

#: Seconds of typing that are written together; so much of it a crash may cost.
PAUSE = 0.25


class UnsentApp(SettledApp):
    """An app at which people type."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.position: Position | None = None
        self._kept: dict[tuple[str, str], str] = {}
        self._unsaved: dict[tuple[str, str], tuple[Table, str]] = {}
        self._keeping_texts = threading.Lock()
        self._awaited = False

    def kept(self, name: str) -> str:
        """What was typed under this name in the game that lies open, and not sent; nothing where nothing was."""
        table = self.typed_at
        return "" if table is None else self._kept.get((table.game.id, name), self.typed_in_save(name))

    @property
    def typed_at(self) -> Table | None:
        """The game that what is typed here belongs to."""
        return self.table

    def typed_in_save(self, name: str) -> str:
        """What the save had under this name when it was looked at last."""
        return self.position.typed.get(name, "") if self.position is not None else ""

    def keep(self, name: str, text: str) -> None:
        """Keep what is being typed, in place of what was kept; an empty text is forgotten."""
        table = self.typed_at
        if not name or table is None or self.kept(name) == text:
            return
        with self._keeping_texts:
            self._kept[table.game.id, name] = text
            self._unsaved[table.game.id, name] = (table, text)
        if not self._awaited:
            self._awaited = True
            if PAUSE:
                self.set_timer(PAUSE, self._save_texts)
            else:
                self._save_texts()

    def forget(self, table: Table, name: str) -> None:
        """It was sent; for a thread."""
        with self._keeping_texts:
            self._kept[table.game.id, name] = ""
            self._unsaved.pop((table.game.id, name), None)
            table.save_typed(name, "")

    def on_unmount(self) -> None:
        """The program ends; what was typed last is written at once."""
        from wargame.table import StoreError

        with suppress(StoreError, ValueError):
            self._write_texts()

    @work(thread=True, group="typed", exit_on_error=False)
    def _save_texts(self) -> None:
        self._awaited = False
        self._write_texts()

    def _write_texts(self) -> None:
        with self._keeping_texts:
            unsaved, self._unsaved = self._unsaved, {}
            for (_, name), (table, text) in unsaved.items():
                table.save_typed(name, text)
