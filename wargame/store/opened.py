"""A save that is open: how it is opened, by whom it may be written, its transactions, and the end of it."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import attrs
import sqlalchemy as sa

from wargame.store import place, savefile
from wargame.store.errors import NotASave, SaveBusy, SaveFull, SaveReadOnly
from wargame.store.log import Log
from wargame.store.migrate import bring_up, views_for
from wargame.store.mounts import warnings_for
from wargame.store.notebook import Notebook
from wargame.store.prepared import Driver
from wargame.store.savefile import Look, told

PATIENCE = 30.0
"""Seconds to wait while others write. SQLite's queue is unfair: of 32 writers in a hot loop one waited 4.6 s."""

Writing = Literal["must", "may", "no"]


class OpenSave:
    """What every open save has, whatever is asked of it; `Store` is built on it."""

    def __init__(
        self, path: Path, patience: float, engine: sa.Engine, claimed: tuple[int, int], look: Look | None = None
    ) -> None:
        self.path = path
        self.warnings = warnings_for(path)
        self._patience = patience
        self._look = look
        self._engine = engine
        self._writing = savefile.for_writing(engine)
        self._log = Log(engine.dialect)
        self._claimed: tuple[int, int] | None = claimed
        self._watch: sqlite3.Connection | None = None
        self._outdated: list[Look] = []
        self._guard = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._in_turn = threading.Lock()
        self._may_be_written = place.may_be_played(path)

    path: Path
    """The file, absolute."""
    warnings: tuple[str, ...]
    """A sentence for each thing about where the save lies that a person should know before playing."""

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        writing: Writing = "must",
    ) -> Self:
        """Open the save that a path or an SQLAlchemy URL names; if `create` is set, make it when it is missing.

        A save of an older schema is brought up to date. `patience` is how many seconds to wait while others write.
        `writing` says what is wanted: "must", to write; "may", to write, or only to look if the file or its folder
        may not be written or the disk is full; "no", only to look, which makes and changes nothing, not even an
        older schema.

        Raises SaveUnreachable, NotASave, SaveTooNew, SaveDamaged, SaveReadOnly, SaveBusy, SaveFull.
        """
        path = place.path_of(where)
        create = create and writing != "no"
        claimed = place.claim(path, create=create)
        try:
            look: Look | None
            if writing == "no":
                look, engine = _to_look_at(path, patience)
            else:
                look, engine = _to_use(path, patience, create, writing)
        except BaseException:
            place.release(claimed)
            raise
        return cls(path, patience, engine, claimed, look)

    @property
    def read_only(self) -> bool:
        """Whether the save is only looked at: methods that write raise SaveReadOnly."""
        return self._look is not None or not self._may_be_written

    def close(self) -> None:
        """Give the file back. Safe to call twice; nothing else may be called afterwards."""
        with self._in_turn, self._guard:
            if self._claimed is None:
                return
            for connection in (self._watch, self._writer):
                if connection:
                    connection.close()
            self._engine.dispose()
            for look in (self._look, *self._outdated):
                if look:
                    look.close()
            place.release(self._claimed)
            self._claimed = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def data_version(self) -> int:
        """A number that changes whenever anybody, in this process or another, has committed to the save.

        For polling: about 10 µs. It may also change without a commit; it never fails to change after one, but for a
        save that is looked at in a folder that may not be written: there others are not noticed.
        """
        self._see_anew()
        with self._guard, told(self.path):
            self._must_be_open()
            if self._watch is None:
                self._watch = self._connect()
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            return (len(self._outdated) << 32) + version

    def _see_anew(self) -> None:
        """Look at the save again if it is looked at as a picture that is no longer like it."""
        with self._guard:
            old = self._look
            if self._claimed is None or not old or not old.is_old(self.path):
                return
            self._look, engine = _to_look_at(self.path, self._patience)
            self._engine.dispose()
            self._engine, self._writing = engine, savefile.for_writing(engine)
            if self._watch:
                self._watch.close()
                self._watch = None
            self._outdated.append(old)  # somebody may be about to copy it

    @cached_property
    def _notebook(self) -> Notebook:
        return Notebook(self._engine.dialect)

    def _connect(self) -> sqlite3.Connection:
        self._see_anew()
        return savefile.connect(self.path, self._patience, self._look)

    def _must_be_open(self) -> None:
        if self._claimed is None:
            raise ValueError("the save is closed")

    def _must_be_writable(self) -> None:
        self._must_be_open()
        if not self.read_only:
            return
        playable = place.may_be_played(self.path)
        if playable and self._look and self._look.disk_full:
            raise SaveFull(
                f"the disk with {self.path} is full, so it can only be looked at, and nothing was written: make room "
                "and open it again"
            )
        if playable:
            raise SaveReadOnly(f"{self.path} was opened only to be looked at: open it for playing to change it")
        raise SaveReadOnly(f"{place.unwritable(self.path)}, so it can only be looked at: {place.remedy(self.path)}")

    @contextmanager
    def _turn(self) -> Iterator[Driver]:
        """A writing transaction on a connection that is kept for it.

        A process has one at a time, since SQLite has: its threads wait in a queue instead of asking again and again.
        """
        self._must_be_writable()
        if not self._in_turn.acquire(timeout=self._patience):
            raise SaveBusy(f"{self.path} is being written by this program itself: nothing was written; try again")
        try:
            self._must_be_open()
            if self._writer is None:
                self._writer = self._connect()
            with savefile.written(self._writer):
                yield self._writer
        finally:
            self._in_turn.release()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one moment."""
        self._must_be_open()
        self._see_anew()
        with told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        """A transaction in which nobody else writes."""
        self._must_be_writable()
        with told(self.path), self._writing.connect() as connection, connection.begin():
            yield connection


def _to_use(path: Path, patience: float, create: bool, writing: Writing) -> tuple[Look | None, sa.Engine]:
    if place.may_write(path.parent) and not place.may_write(path):
        look, engine = _to_look_at(path, patience)
        if writing == "may" or not look.views:
            return look, engine
        engine.dispose()
        look.close()
        raise SaveReadOnly(f"{place.unwritable(path)}: {place.remedy(path)}")
    place.even_out(path)
    try:
        return None, _to_write(path, patience, create)
    except SaveReadOnly:
        if writing == "must":
            raise
        return _to_look_at(path, patience)
    except SaveFull as full:
        if writing == "must":
            raise
        try:
            return _to_look_at(path, patience)
        except NotASave:
            raise full from None  # it was just to become one


def _to_write(path: Path, patience: float, create: bool) -> sa.Engine:
    engine = savefile.engine_of(path, patience)
    try:
        with told(path):
            bring_up(engine, path, create=create)
            if savefile.lacks_write_ahead_log(engine) and place.may_write(path) and not warnings_for(path):
                savefile.resume_write_ahead_log(path)
        return engine
    except BaseException:
        engine.dispose()
        raise


def _to_look_at(path: Path, patience: float) -> tuple[Look, sa.Engine]:
    with told(path):
        look = savefile.look_at(path, patience)
        engine = savefile.engine_of(path, patience, look)
        try:
            views = views_for(engine, path)
        except BaseException:
            engine.dispose()
            look.close()
            raise
        if not views:
            return look, engine
        engine.dispose()
        look = attrs.evolve(look, views=views)
        return look, savefile.engine_of(path, patience, look)
