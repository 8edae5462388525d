"""Files are written: whole or not at all, and never over what somebody else has written.

What is new is made under a hidden name beside its place and takes its name in one step, so that neither a full disk nor
a power cut leaves half a deck. New files and folders have the rights that the person's umask leaves; a file that is
replaced keeps its own. All but saves and settings goes through here.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree

from wargame.deck.reading.fields import Report
from wargame.deck.reading.files import deck_files

_NEW = 0o666
#: So much of a name stands in the hidden one, in characters: no disk takes names of more than 255 bytes.
_LONGEST = 50
#: Hidden names are never used twice, or one thread could clear away what another one is writing.
_NUMBERS = count()


class CannotWrite(Exception):
    """Nothing was written; the sentence says why."""


class NameTaken(CannotWrite):
    """Something is there already under the name that was asked for."""


def files_of(path: Path) -> tuple[Path, ...]:
    """The files of the deck at `path`, in the order of reading; none where there is nothing to read."""
    return tuple(deck_files(path, Report()))


def replace_file(path: Path, raw: bytes, *, follow: bool = True, mode: int | None = None) -> None:
    """Let the file at `path` hold `raw` from now on; its rights stay, and a new one gets `mode`, less the umask.

    Of a link what it points to is written, or with `follow=False` the link itself replaced. Raises CannotWrite, also
    where the file is write-protected.
    """
    with _explained(path), _scratch() as scratch:
        target = Path(os.path.realpath(path)) if follow else path
        _file_draft(target, raw, scratch, _NEW if mode is None else mode).replace(target)


def write_new(path: Path, content: bytes | Mapping[str, bytes], fit: Callable[[Path], None] | None = None) -> None:
    """Write what is not there yet: a file, or a folder with files by their names.

    `fit` is handed the whole under its hidden name, where paths in it mean what they will mean; what it raises keeps it
    from being written. Folders on the way are made. Raises CannotWrite, and NameTaken where there is something.
    """
    with _explained(path), _folder_made(path.parent), _scratch() as scratch:
        if os.path.lexists(path):
            raise FileExistsError
        if isinstance(content, bytes):
            draft = _file_draft(path, content, scratch)
        else:
            draft = _folder_draft(path, content, scratch)
        if fit is not None:
            fit(draft)
        if draft.is_dir():
            draft.rename(path)
        else:
            _name_new(draft, path)


def write_files(folder: Path, files: Mapping[str, bytes], *, replace: bool = False, gone: Iterable[str] = ()) -> None:
    """Write all of the files into a folder, by their names, and take away those that are to be `gone`; or do nothing.

    What is there already is replaced only where `replace` says so. A folder that is not there yet appears with all that
    is in it; in one that is there, what goes wrong before the last file has its name is undone. Raises CannotWrite, and
    NameTaken.
    """
    if not os.path.lexists(folder):
        write_new(folder, files)
        return
    with _explained(folder), _scratch() as scratch:
        drafts = {folder / name: _file_draft(folder / name, raw, scratch) for name, raw in files.items()}
        lost = [folder / name for name in gone if os.path.lexists(folder / name)]
        for path in lost:
            _rights(path)
        done: list[tuple[Path, Path | None]] = []
        try:
            for path, draft in drafts.items():
                if replace:
                    done.append((path, _kept(path, scratch)))
                    draft.replace(path)
                else:
                    _name_new(draft, path)
                    done.append((path, None))
            for path in lost:
                done.append((path, _kept(path, scratch)))
                path.unlink(missing_ok=True)
        except BaseException:
            _undo(done)
            raise


def _undo(done: Iterable[tuple[Path, Path | None]]) -> None:
    """Give back what each name had before; there may have been nothing."""
    for path, before in done:
        with suppress(OSError):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                before.replace(path)


def _kept(path: Path, scratch: list[Path]) -> Path | None:
    """What is at `path`, under a hidden name too."""
    if not os.path.lexists(path):
        return None
    kept = _hidden(path)
    try:
        os.link(path, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        path.rename(kept)
    scratch.append(kept)
    return kept


def _name_new(draft: Path, path: Path) -> None:
    """Give a finished file its name, under which there is none. Raises FileExistsError where one came in between."""
    try:
        # A link, unlike a renaming, fails where there is something.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Disks of cameras and the like have no links: there the name is taken first, and then filled in one step.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW))
        try:
            draft.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _hidden(path: Path) -> Path:
    """A hidden name beside `path` that is free, and that no deck takes for one of its files."""
    for number in _NUMBERS:
        hidden = path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}-{number}.new")
        if not os.path.lexists(hidden):
            return hidden
    raise AssertionError("there is always another number")


def _rights(path: Path) -> int | None:
    """The rights of the file at `path`; None where there is none, or a link. Raises CannotWrite where it is protected.

    The disk asks for no right to the file, only for one to its folder; who has protected a file means it all the same.
    """
    if path.is_symlink() or not path.exists():
        return None
    mode = path.stat().st_mode & 0o777
    if not mode & 0o222:
        raise CannotWrite(f"{path} is write-protected, so nothing was written. Allow writing to it, or copy it first.")
    return mode


def _file_draft(path: Path, raw: bytes, scratch: list[Path], mode: int = _NEW) -> Path:
    """The bytes in a file beside their place, down to the disk, with the rights of what is at that place."""
    known = _rights(path)
    draft = _hidden(path)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode if known is None else known)
    scratch.append(draft)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
    if known is not None:
        draft.chmod(known)
    return draft


def _folder_draft(path: Path, files: Mapping[str, bytes], scratch: list[Path]) -> Path:
    """A folder beside its place, with all of its files on the disk."""
    draft = _hidden(path)
    draft.mkdir()
    scratch.append(draft)
    for name, raw in files.items():
        _file_draft(draft / name, raw, scratch).rename(draft / name)
    return draft


@contextmanager
def _scratch() -> Iterator[list[Path]]:
    """What still has a hidden name in the end is cleared away."""
    hidden: list[Path] = []
    try:
        yield hidden
    finally:
        for path in hidden:
            with suppress(OSError):
                rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """The folder and those above it are made, and taken away again where nothing came of it."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the disk has against it, in a sentence."""
    try:
        yield
    except FileExistsError as error:
        raise NameTaken(f"{path} is there already; nothing was written.") from error
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror}.") from error
