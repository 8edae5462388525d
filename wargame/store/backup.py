"""A second file that holds what a save held at one moment, whole or not at all, while others go on writing.

It is written beside its place under a hidden name, and takes the name that was asked for when it is on the disk and
was found to be whole. It is one file that needs nothing beside it, so it can be carried off on a stick.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from wargame.store.errors import BackupExists, SaveBusy, SaveDamaged, SaveFull, SaveUnreachable
from wargame.store.place import BESIDE, full, may_write, sync
from wargame.store.savefile import explained

_ABOUT_THE_SAVE = frozenset(
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
)
"""Errors of a copy that come from what is copied; all others come from where it goes."""


def back_up(save: Path, to: Path, connect: Callable[[], sqlite3.Connection]) -> None:
    """Copy the save, reached through a connection of its own, to a file that is not there yet.

    Raises BackupExists, SaveUnreachable, SaveFull, SaveBusy and SaveDamaged; then nothing is left behind.
    """
    _must_be_free(to)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{to.name}.", suffix=".part", dir=to.parent)
    except OSError as error:
        raise _no_place(to, error) from error
    os.close(descriptor)
    part = Path(name)
    try:
        _copy(save, part, to, connect)
        _see_it_on_the_disk(part, to)
        _put_in_place(part, to)
        sync(to.parent)
    finally:
        for each in (part, *_beside(part)):
            with suppress(OSError):
                each.unlink()


def _copy(save: Path, part: Path, to: Path, connect: Callable[[], sqlite3.Connection]) -> None:
    def stop_waiting(status: int, _remaining: int, _total: int) -> None:
        # The driver would go on asking for ever; SQLite has already waited for as long as it was told to.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise SaveBusy(f"{save} is held by another program, so no backup was made: try again in a moment")

    try:
        with closing(connect()) as source, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # In one step: one of many begins anew whenever somebody writes in between, and may never end.
            source.backup(copy, pages=-1, progress=stop_waiting)
            copy.execute("PRAGMA synchronous=FULL")
            copy.execute("PRAGMA journal_mode=DELETE")
            found = copy.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        meaning = explained(error, save if code in _ABOUT_THE_SAVE else to)
        if meaning is None:
            raise
        raise meaning from error
    if found != [("ok",)]:
        raise SaveDamaged(
            f"{save} is damaged, so no backup was made: have it checked, and export what can still be read"
        )


def _must_be_free(to: Path) -> None:
    if os.path.lexists(to):
        raise _taken(to)
    left = [beside for beside in _beside(to) if os.path.lexists(beside)]
    if left:
        # SQLite would take it for the new file's own, and read the old one's pages out of it.
        raise BackupExists(f"{left[0]} was left behind by another save: move it away, or choose another name than {to}")


def _put_in_place(part: Path, to: Path) -> None:
    _must_be_free(to)
    try:
        try:
            os.link(part, to)  # unlike a rename it never replaces what somebody has put there meanwhile
        except FileExistsError as error:
            raise _taken(to) from error
        except OSError:
            os.rename(part, to)  # a stick's file system knows no links
    except OSError as error:
        raise _no_place(to, error) from error


def _taken(to: Path) -> BackupExists:
    return BackupExists(f"there is something at {to} already, and it was left as it is: choose another name")


def _see_it_on_the_disk(part: Path, to: Path) -> None:
    try:
        descriptor = os.open(part, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _no_place(to, error) from error


def _no_place(to: Path, error: OSError) -> SaveUnreachable | SaveFull:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(to)
    if not os.path.isdir(to.parent):
        return SaveUnreachable(f"there is no folder {to.parent}, so no backup was made: make it, or choose another")
    if not may_write(to.parent):
        return SaveUnreachable(f"the folder {to.parent} may not be written, so no backup was made: choose another")
    return SaveUnreachable(f"{to} could not be written ({error.strerror}), so no backup was made: choose another place")


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in BESIDE]
