"""What the screens of the workshop share: how a deck is copied, and how one that is shipped is edited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerState

from wargame.deck import CannotWrite, copy_deck, is_shipped
from wargame.tui.messages import Said
from wargame.tui.screens.base import BaseScreen
from wargame.tui.trouble import sentence_of

if TYPE_CHECKING:
    from wargame.tui.workshop import WorkshopApp

#: The longest id of a deck, in characters.
_LONGEST = 40


class DeckScreen(BaseScreen):
    """A screen of the workshop. What goes wrong in a thread is said, and nothing is lost by it."""

    app: WorkshopApp

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread has failed."""
        if event.state is WorkerState.ERROR:
            self.app.say(sentence_of(event.worker.error), trouble=True)

    def action_leave_decks(self) -> None:
        """Back to where it was opened from."""
        self.app.leave_workshop()

    def edit(self, path: Path, copied: Callable[[Path], None] | None = None) -> None:
        """Edit a deck; one that belongs to the program is copied first, and `copied` is told where to."""

        def begin(copy: Path) -> None:
            if copied is not None:
                copied(copy)
            self.app.edit_deck(copy)

        if is_shipped(path):
            self.copy(path, begin, why=f"{path.stem} belongs to the program; a copy of it is yours to edit. ")
        else:
            self.app.edit_deck(path)

    def copy(self, path: Path, then: Callable[[Path], None], *, why: str = "") -> None:
        """Copy a deck into the present folder, under a name that is asked for."""
        from wargame.tui.screens.ask import Ask

        def answered(name: str | None) -> None:
            if name is not None:
                self._copy(path, _target(path, name.strip()), name.strip(), then)

        note = f"{why}The copy goes to {Path.cwd()}, and the name becomes its id."
        free = _free_name(path)
        page = Ask("A name for the copy", note, free, longest=_LONGEST, against=partial(_against, path))
        self.app.push_screen(page, answered)

    @work(thread=True, group="copy", exit_on_error=False)
    def _copy(self, path: Path, target: Path, name: str, then: Callable[[Path], None]) -> None:
        try:
            copy_deck(path, target, name)
        except CannotWrite as error:
            self.post_message(Said(str(error)))
            return
        self.app.call_from_thread(self._copied, target, then)

    def _copied(self, target: Path, then: Callable[[Path], None]) -> None:
        self.app.know_deck(target)
        then(target)
        self.app.say(f"Copied to {target}.")


def _target(path: Path, name: str) -> Path:
    """Where a copy goes: a file for a file, a folder for a folder."""
    return Path(f"{name}{path.suffix}" if path.is_file() else name)


def _free_name(path: Path) -> str:
    """A name that is not taken."""
    number, name = 1, f"my-{path.stem}"
    while _target(path, name).exists():
        number += 1
        name = f"my-{path.stem}-{number}"
    return name


def _against(path: Path, name: str) -> str:
    """Why a copy can't be called this."""
    name = name.strip()
    if not name[:1].isalpha() or not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        return "A name has letters, digits, - and _, and begins with a letter."
    return f"{_target(path, name)} is there already." if _target(path, name).exists() else ""
