"""The file that a save is, before SQLite has it: where it lies, who may use it, what is said when it cannot be.

No file is ever opened behind SQLite's back while this process has it open: POSIX drops a process's locks on a file
when any descriptor of it is closed, so `claim` looks at the first bytes of a file only while nobody here uses it.
"""

import errno
import os
import stat
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from wargame.store.errors import NotASave, SaveFull, SaveUnreachable, StoreError

APPLICATION_ID = 0x57474D31  # "WGM1"
_MAGIC = b"SQLite format 3\0"
BESIDE = ("-wal", "-journal", "-shm")
"""What SQLite puts beside a file; the first two hold what is not yet in it."""

_FULL = (errno.ENOSPC, errno.EDQUOT)

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
    Raises SaveUnreachable, SaveFull and NotASave.
    """
    with _guard:
        try:
            if create and not path.exists():
                _make(path)
            status = path.stat()
            key = status.st_dev, status.st_ino
            if not _claimed[key]:
                _sniff(path, may_be_empty=create)
        except OSError as error:
            raise _unreachable(path, error) from error
        _claimed[key] += 1
        return key


def release(key: tuple[int, int]) -> None:
    """Say that the file is no longer used here; all its connections must be closed by now."""
    with _guard:
        _claimed[key] -= 1


def may_write(path: Path) -> bool:
    """Whether a file may be changed, or something put into a folder; rights, attributes and mounts are asked."""
    return _may(path, os.W_OK)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def may_be_played(path: Path) -> bool:
    """Whether a save may be written: its file, what is beside it, and its folder unless the log is there already."""
    if not may_write(path) or _sealed_beside(path):
        return False
    return may_write(path.parent) or may_write(path.with_name(path.name + BESIDE[0]))


def files_beside(path: Path) -> list[Path]:
    """The files that SQLite has put beside a database and that are there now."""
    return [each for ending in BESIDE if os.path.lexists(each := path.with_name(path.name + ending))]


def has_log(path: Path) -> bool:
    """Whether a log lies beside the database, be it empty: without one nobody has written since it was closed."""
    return any(os.path.lexists(path.with_name(path.name + ending)) for ending in BESIDE[:2])


def _sealed_beside(path: Path) -> Path | None:
    return next((each for each in files_beside(path) if not may_write(each)), None)


def even_out(path: Path) -> None:
    """Give what lies beside a save that may be written the save's own rights, as far as it is ours.

    SQLite does so when it makes these files, and never again: a save that was looked at while it was sealed would
    stay sealed by them. Rights can be changed under those who have the files open; to remove the files, or even to
    open one here, could cost what others write.
    """
    if not may_write(path):
        return
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        for each in files_beside(path):
            if not may_write(each) and stat.S_ISREG(each.lstat().st_mode):
                each.chmod(mode)


def is_full(folder: Path) -> bool:
    """Whether nothing more can be put on a folder's disk; found by trying, since nothing else knows of quotas.

    More is tried than SQLite needs to begin with, and nothing that could be packed smaller.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(os.urandom(65_536))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno in _FULL
    return False


Trace = tuple[tuple[int, int, int] | None, ...]


def trace(path: Path) -> Trace:
    """What is another after a save was written: number, size and time of the file and of the logs beside it."""
    found: list[tuple[int, int, int] | None] = []
    for ending in ("", *BESIDE[:2]):
        try:
            status = path.with_name(path.name + ending).stat()
        except OSError:
            found.append(None)
        else:
            found.append((status.st_ino, status.st_size, status.st_mtime_ns) if status.st_size else None)
    return tuple(found)


def left_behind(path: Path) -> Path | None:
    """The file beside a database that holds what is not yet in it, if there is one that is not empty."""
    for ending in BESIDE[:2]:
        beside = path.with_name(path.name + ending)
        with suppress(OSError):
            if beside.stat().st_size:
                return beside
    return None


def unwritable(path: Path) -> str:
    """Half a sentence: what of a save may not be written."""
    if not may_write(path.parent):
        return f"the folder {path.parent} may not be written, and {path.name} in it cannot be used without that"
    sealed = _sealed_beside(path) if may_write(path) else None
    return f"{path} cannot be written, since {sealed} beside it may not be" if sealed else f"{path} may not be written"


def remedy(path: Path) -> str:
    """The other half of that sentence: what to do about it."""
    sealed = _sealed_beside(path) if may_write(path) and may_write(path.parent) else None
    if sealed:
        return f"give {sealed.name} the rights that {path.name} has (chmod), or ask its owner to do so"
    return "copy the save to a folder of your own, or ask for the right to write"


def full(path: Path) -> SaveFull:
    """What is said of a disk without room."""
    return SaveFull(f"the disk with {path} is full, so nothing was written: make room and try again")


def _unreachable(path: Path, error: OSError) -> StoreError:
    if error.errno in _FULL:
        return full(path)
    reached = next(folder for folder in path.parents if os.path.exists(folder))
    if not os.path.isdir(reached):
        what = f"{reached} is a file and no folder, so no save can be beneath it"
    elif not _may(reached, os.X_OK):
        what = f"the folder {reached} may not be looked into ({error.strerror})"
    elif os.path.isdir(path):
        what = f"{path} is a folder, and a save is a file"
    elif os.path.exists(path):
        what = f"{path} cannot be opened ({error.strerror})"
    elif isinstance(error, FileNotFoundError):
        what = f"there is no file {path}" if reached == path.parent else f"there is no folder {path.parent}"
        return SaveUnreachable(f"{what}: check the path, or begin a game to make it")
    else:
        what = f"the folder {reached} may not be written ({error.strerror}), so no save can be made in it"
    return SaveUnreachable(f"{what}: name a save in a folder that you may write to")


def _make(path: Path) -> None:
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        sync(folder.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def sync(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the file system knows such a thing.

    A save that is on the disk is of no use in a folder that is not.
    """
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
