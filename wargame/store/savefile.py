"""All that is SQLite's own: the file, how it is looked at before it is touched, its connections, its errors.

Two guarantees are made here. What is acknowledged is on the disk (WAL with synchronous FULL, and one BEGIN IMMEDIATE
for each writing transaction, since a transaction that begins by reading cannot be upgraded while others write). And
no file is ever opened behind SQLite's back while this process has it open: POSIX drops a process's locks on a file
when any descriptor of it is closed, so `claim` looks at the first bytes of a file only while nobody here uses it.
"""

import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError

from wargame.store.errors import (
    NotASave,
    SaveBusy,
    SaveDamaged,
    SaveFull,
    SaveReadOnly,
    SaveUnreachable,
    StoreError,
)

APPLICATION_ID = 0x57474D31  # "WGM1"
_MAGIC = b"SQLite format 3\0"
_SETTINGS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "cell_size_check=ON",
    "mmap_size=0",
)

_guard = threading.Lock()
_claimed: Counter[tuple[int, int]] = Counter()


def path_of(where: str | os.PathLike[str]) -> Path:
    """The file that a path or an SQLAlchemy URL ("sqlite:///saves/wargame.db") names. Raises SaveUnreachable."""
    text = os.fspath(where)
    if "://" in text:
        try:
            url = sa.make_url(text)
        except (ArgumentError, ValueError) as error:
            raise SaveUnreachable(f"{text!r} is not a database URL: write sqlite:///PATH or just a path") from error
        if url.get_backend_name() != "sqlite":
            raise SaveUnreachable(
                f"{url.render_as_string()} is not an SQLite file, the only kind of save that this version can open"
            )
        text = url.database or ":memory:"
    if text == ":memory:":
        raise SaveUnreachable("a save must be a file, so that it is still there tomorrow: give a path")
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:
        raise SaveUnreachable(f"{text!r} names nobody's home folder: write the folder out") from error


def claim(path: Path, *, create: bool) -> tuple[int, int]:
    """Take the file into use, made if it is missing and `create` is set; give what `release` wants back.

    A new file is readable by its owner alone, and so are the folders made for it.
    Raises SaveUnreachable and NotASave.
    """
    with _guard:
        try:
            if create and not path.exists():
                _make(path)
            status = path.stat()
            key = status.st_dev, status.st_ino
            if not _claimed[key]:
                _sniff(path, may_be_empty=create)
        except FileNotFoundError as error:
            raise SaveUnreachable(f"there is no file {path}: check the path, or begin a game to make it") from error
        except OSError as error:
            raise SaveUnreachable(
                f"{path} cannot be opened ({error.strerror}): choose a file in a folder that you may write to"
            ) from error
        _claimed[key] += 1
        return key


def release(key: tuple[int, int]) -> None:
    """Say that the file is no longer used here; all its connections must be closed by now."""
    with _guard:
        _claimed[key] -= 1


def _make(path: Path) -> None:
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _sync(folder: Path) -> None:
    # A save that is on the disk is of no use in a folder that is not. Some file systems know no such thing.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sniff(path: Path, *, may_be_empty: bool) -> None:
    with path.open("rb") as file:
        header = file.read(72)
    if not header and may_be_empty:
        return
    if not header:
        raise NotASave(f"{path} is empty: there is no game in it")
    if not header.startswith(_MAGIC):
        raise NotASave(f"{path} is not a save: it does not begin as an SQLite database does")
    # 0 says nothing: the number may still be in the write-ahead log.
    if int.from_bytes(header[68:72], "big") not in (0, APPLICATION_ID):
        raise NotASave(f"{path} is not a save: it is the database of another program")


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """A connection that any thread may use, and that waits `patience` seconds while somebody else writes."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for setting in (f"busy_timeout={round(patience * 1000)}", *_SETTINGS):
            connection.execute(f"PRAGMA {setting}")
    except BaseException as error:
        connection.close()
        if isinstance(error, UnicodeDecodeError):  # SQLite quotes damaged text in its complaint
            raise sqlite3.OperationalError("malformed database schema") from error
        raise
    return connection


def engine_of(path: Path, patience: float) -> sa.Engine:
    """An engine of such connections whose transactions begin for reading; `for_writing` gives the other kind."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        creator=lambda: connect(path, patience),
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


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the store's; what is a mistake of ours passes as it is."""
    try:
        yield
    except DBAPIError as error:
        meaning = _explained(error.orig, path)
        if meaning is None:
            raise
        raise meaning from error.orig
    except sqlite3.Error as error:
        meaning = _explained(error, path)
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
        "{path} or its folder may not be written: copy the save to a folder of your own, or ask for the right to write",
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


def _explained(error: BaseException | None, path: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.OperationalError):
        code = sqlite3.SQLITE_CORRUPT  # text that is not UTF-8 comes without a code
    if code is None or code & 0xFF not in _MEANINGS:
        return None
    kind, sentence = _MEANINGS[code & 0xFF]
    return kind(sentence.format(path=path, error=error))
