"""The files of a deck that lie open in the editor: what is typed in each, kept beside it, and saved.

Threads keep and save, the screen types; a lock holds that neither writes over what the other has just written.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from attrs import define

from wargame.deck import CannotWrite
from wargame.tui.manuscript import Manuscript, changed_elsewhere, drop_draft, keep_draft, saved, told


@define
class OpenFile:
    """A file that was opened: as it was read, as it is written now, and what of that a crash would not cost."""

    known: Manuscript
    text: str
    kept: str
    cursor: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, known: Manuscript, draft: str | None = None) -> OpenFile:
        """A file as it was read; or as its draft goes on."""
        text = known.text if draft is None else draft
        return cls(known, text, text)

    @property
    def changed(self) -> bool:
        """Whether anything of it is not saved."""
        return self.text != self.known.text


class OpenFiles:
    """All of them, by their paths in the order of opening."""

    def __init__(self) -> None:
        self._files: dict[Path, OpenFile] = {}
        self._writing = threading.Lock()

    def __getitem__(self, path: Path) -> OpenFile:
        return self._files[path]

    def __contains__(self, path: Path) -> bool:
        return path in self._files

    def __bool__(self) -> bool:
        return bool(self._files)

    def get(self, path: Path | None) -> OpenFile | None:
        """The open file at a path, if it is open."""
        return self._files.get(path) if path is not None else None

    def add(self, file: OpenFile) -> None:
        """A file was opened."""
        self._files[file.known.path] = file

    @property
    def unsaved(self) -> tuple[OpenFile, ...]:
        """The files of which something is not saved."""
        return tuple(file for file in self._files.values() if file.changed)

    def texts(self) -> dict[Path, str]:
        """What is not saved, as a deck is read from it."""
        return {file.known.path: told(file.text) for file in self.unsaved}

    def changed_elsewhere(self) -> Iterator[OpenFile]:
        """The files with something to save that hold something else by now than what was read."""
        return (file for file in self.unsaved if changed_elsewhere(file.known))

    def keep(self) -> None:
        """Keep what is not saved beside each file; where that can't be, it is only in memory. For a thread."""
        with self._writing:
            for file in self._files.values():
                text = file.text
                if file.kept != text:
                    try:
                        keep_draft(file.known, text)
                    except CannotWrite:
                        continue
                    file.kept = text

    def save(self) -> None:
        """Save every file that was changed. For a thread. Raises CannotWrite; the files after that are not saved."""
        with self._writing:
            for file in self.unsaved:
                text = file.text
                file.known = saved(file.known, text)
                file.kept = text
                drop_draft(file.known.path)

    def throw_away(self) -> None:
        """Nothing of what is not saved is wanted."""
        with self._writing:
            for file in self._files.values():
                file.text = file.kept = file.known.text
                drop_draft(file.known.path)

    def forget_saved(self) -> None:
        """Files without anything unsaved are read anew when they are wanted."""
        self._files = {path: file for path, file in self._files.items() if file.changed}
