"""All that is SQLite's own: its connections, for writing or to look only, and its errors.

What is acknowledged is on the disk: WAL with synchronous FULL, and one BEGIN IMMEDIATE for each writing transaction,
since a transaction that begins by reading cannot be upgraded while others write. The file itself is `place`'s.
"""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import attrs
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from wargame.store.errors import (
    SaveBusy,
    SaveDamaged,
    SaveFull,
    SaveReadOnly,
    SaveUnreachable,
    StoreError,
)
from wargame.store.place import (
    Trace,
    files_beside,
    has_log,
    is_full,
    left_behind,
    may_write,
    remedy,
    trace,
    unwritable,
)

_SETTINGS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",  # a game that was deleted is not to be read out of the file's free pages
)


@attrs.frozen
class Look:
    """How a save is opened by those who only look."""

    query: str = ""
    """Of the file's URI, for SQLite."""
    views: tuple[str, ...] = ()
    """Statements that make an older save look like one of the newest schema, to one connection."""
    picture: sqlite3.Connection | None = None
    """The whole save in memory as it was at one moment, where the file itself cannot be kept open."""
    taken_of: Trace = ()
    """The file's trace when the picture was taken."""
    disk_full: bool = False
    """Whether it is for want of room that there is a picture only."""

    def is_old(self, path: Path) -> bool:
        """Whether the file was written since its picture was taken."""
        return self.picture is not None and self.taken_of != trace(path)

    def close(self) -> None:
        """Let go of the picture."""
        if self.picture:
            self.picture.close()


def connect(path: Path, patience: float, look: Look | None = None) -> sqlite3.Connection:
    """A connection that any thread may use, and that waits `patience` seconds while somebody else writes.

    With `look` nothing can be written through it.
    """
    name = str(path) if look is None else ":memory:" if look.picture else f"{path.as_uri()}?{look.query}"
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False, uri=bool(look))
    try:
        if look and look.picture:
            look.picture.backup(connection)
        for setting in (f"busy_timeout={round(patience * 1000)}", *_SETTINGS):
            connection.execute(f"PRAGMA {setting}")
        if look:
            for view in look.views:
                connection.execute(view)
            connection.execute("PRAGMA query_only=ON")
    except BaseException as error:
        connection.close()
        if isinstance(error, UnicodeDecodeError):  # SQLite quotes damaged text in its complaint
            raise sqlite3.OperationalError("malformed database schema") from error
        raise
    return connection


def look_at(path: Path, patience: float) -> Look:
    """How the save can be looked at. Raises SaveReadOnly or SaveFull if it cannot, and what SQLite raises.

    Where all may be written SQLite tidies up after itself, and takes up what a dead program has left, so the file is
    opened as for writing and only the connection is kept from it. Where the file may not be written SQLite would make
    files beside it that may not be written either, and leave them there; so as long as there is no log the save is
    looked at as a picture. `immutable`, which takes no locks and overlooks a write-ahead log, is for folders that
    nobody here may write and where no such log lies.
    """
    tidy = may_write(path.parent)
    if tidy and not may_write(path) and not has_log(path):
        look = _picture(path, patience)
        if not look.is_old(path):
            return look
        look.close()  # somebody has begun to write meanwhile
    look = Look("mode=rw" if tidy and may_write(path) else "mode=ro")
    try:
        with closing(connect(path, patience, look)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if _for_want_of_room(code, path):
            return _look_without_room(path, patience)
        if tidy or code not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        left = left_behind(path)
        if left:
            raise SaveReadOnly(
                f"{path} cannot be shown where it lies, since its last changes are still in {left.name}: copy the two "
                "together to a folder of your own, and open the copy"
            ) from error
        return Look("mode=ro&immutable=1")
    return look


def _look_without_room(path: Path, patience: float) -> Look:
    """A picture of a save whose log has no room for its index. Raises SaveFull and what SQLite raises.

    Who has the file to himself needs no index, and sees what is in the log too.
    """
    if may_write(path):
        try:
            return attrs.evolve(_picture(path, patience, alone=True), disk_full=True)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise
    left = left_behind(path)
    if left:
        raise SaveFull(
            f"the disk with {path} is full, and the save's last changes are still in {left.name}: make room and try "
            "again, or copy the two together to another disk and open the copy"
        )
    return attrs.evolve(_picture(path, patience), disk_full=True)


def _picture(path: Path, patience: float, *, alone: bool = False) -> Look:
    """The save as it is now; if `alone`, read while nobody else may, and else without what may be in a log."""
    picture = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        before = trace(path)
        name = f"{path.as_uri()}?mode={'rw' if alone else 'ro&immutable=1'}"
        with closing(sqlite3.connect(name, timeout=patience, isolation_level=None, uri=True)) as source:
            if alone:
                source.execute("PRAGMA locking_mode=EXCLUSIVE")
            source.execute("PRAGMA schema_version").fetchone()  # waits for the lock; `backup` would do so for ever
            source.backup(picture)
        return Look(picture=picture, taken_of=trace(path) if alone else before)
    except BaseException:
        picture.close()
        raise


def engine_of(path: Path, patience: float, look: Look | None = None) -> sa.Engine:
    """An engine of such connections whose transactions begin for reading; `for_writing` gives the other kind."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        creator=lambda: connect(path, patience, look),
        pool_reset_on_return=None,  # every transaction here is ended by the block that began it
        pool_use_lifo=True,
        hide_parameters=True,  # secrets are in the bodies
    )

    @event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.connection.cursor().execute(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    return engine


def for_writing(engine: sa.Engine) -> sa.Engine:
    """The same pool, with transactions that take the lock at once and so never fail half-way."""
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


@contextmanager
def written(connection: sqlite3.Connection) -> Iterator[None]:
    """A writing transaction: committed at the end of the block, undone if it raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # does nothing if SQLite has undone it already
        raise


def use_write_ahead_log(connection: sa.Connection) -> None:
    """Kept in the file for good, so only for a new one: a save on a read-only disk must not be asked."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    deadline = time.monotonic() + patience / 1000
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # Of two that make the same save at once SQLite refuses one without waiting, since both would wait for ever.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0.001, 0.02))


def lacks_write_ahead_log(engine: sa.Engine) -> bool:
    """Whether the save keeps a rollback journal instead, as one does that comes from a backup."""
    with engine.connect() as connection, connection.begin():
        return bool(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal")


def resume_write_ahead_log(path: Path) -> None:
    """Make a save that comes from a backup one like all others, unless somebody uses it right now."""
    with suppress(sqlite3.Error), closing(connect(path, 0)) as alone:
        alone.execute("PRAGMA journal_mode=WAL")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the store's; what is a mistake of ours passes as it is."""
    try:
        yield
    except DBAPIError as error:
        meaning = explained(error.orig, path)
        if meaning is None:
            raise
        raise meaning from error.orig
    except sqlite3.Error as error:
        meaning = explained(error, path)
        if meaning is None:
            raise
        raise meaning from error


_MEANINGS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (
        SaveBusy,
        "{path} is held by another program, so nothing was written: wait a moment, or close it there, and try again",
    ),
    sqlite3.SQLITE_FULL: (
        SaveFull,
        "the disk with {path} is full, so nothing was written: make room and try again",
    ),
    sqlite3.SQLITE_READONLY: (
        SaveReadOnly,
        "{unwritable}: {remedy}",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        SaveUnreachable,
        "{path} cannot be opened: check that the folder is there and that you may write to it",
    ),
    sqlite3.SQLITE_IOERR: (
        SaveUnreachable,
        "{path} could not be read or written ({error}): check that the disk is still there",
    ),
    sqlite3.SQLITE_CORRUPT: (
        SaveDamaged,
        "{path} is damaged ({error}): have it checked, and go on from a copy",
    ),
}
for _like, _code in (
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL),
    (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB),
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR),  # our statements are fixed: only the file can be wrong
):
    _MEANINGS[_code] = _MEANINGS[_like]


def explained(error: BaseException | None, path: Path) -> StoreError | None:
    """What an error of SQLite's means for the file, if it means anything to a person."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.OperationalError):
        code = sqlite3.SQLITE_CORRUPT  # text that is not UTF-8 comes without a code
    if code is None or code & 0xFF not in _MEANINGS:
        return None
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN and _is_sealed(path):
        code = sqlite3.SQLITE_READONLY  # what cannot be opened is the log, on a disk mounted read-only
    elif _for_want_of_room(code & 0xFF, path):
        code = sqlite3.SQLITE_FULL
    kind, sentence = _MEANINGS[code & 0xFF]
    return kind(sentence.format(path=path, error=error, unwritable=unwritable(path), remedy=remedy(path)))


def _is_sealed(path: Path) -> bool:
    return path.is_file() and not all(may_write(each) for each in (path, path.parent, *files_beside(path)))


def _for_want_of_room(code: int, path: Path) -> bool:
    """Whether an error that has many causes has this one: the log's index, or the log itself, could not be made."""
    return code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and is_full(path.parent)
