"""A person's own editor: which it is, and a file opened in it until it is closed."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoEditor(Exception):
    """No editor could be started; the sentence says why."""


def own_editor() -> list[str]:
    """The words that start the editor which `VISUAL` or `EDITOR` names. Raises NoEditor."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(given)
    except ValueError as error:
        raise NoEditor(f"What EDITOR says can't be read as a command: {given}") from error
    if not words:
        raise NoEditor("No editor is named: set EDITOR to one, for example `export EDITOR=nano`.")
    if shutil.which(words[0]) is None:
        raise NoEditor(f"The editor `{words[0]}`, which VISUAL or EDITOR names, is not found.")
    return words


def edit_outside(path: Path) -> int:
    """Open a file in a person's own editor, and wait until it is closed; its exit code. Raises NoEditor."""
    words = own_editor()
    with _interruptions_left_to_it():
        try:
            return subprocess.run([*words, str(path.resolve())], check=False).returncode
        except OSError as error:
            raise NoEditor(f"The editor `{words[0]}` can't be started: {error.strerror}.") from error


@contextmanager
def _interruptions_left_to_it() -> Iterator[None]:
    """Ctrl+C is the editor's while it runs: it would end this program too, with all that is not saved."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
