"""Files of decks are written: whole or not at all, and never over what somebody else has written.

A new file is made beside the old one and takes its place in one step, so that neither a full disk nor a power cut
leaves half a deck.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from wargame.deck.fields import IDENTIFIER, Report
from wargame.deck.files import deck_files
from wargame.deck.parsing import parse
from wargame.deck.tree import Scalar


class CannotWrite(Exception):
    """Nothing was written; the sentence says why."""


def files_of(path: Path) -> tuple[Path, ...]:
    """The files of the deck at `path`, in the order of reading; none where there is nothing to read."""
    return tuple(deck_files(path, Report()))


def replace_file(path: Path, raw: bytes) -> None:
    """Let the file at `path` hold `raw` from now on; its mode stays, and of a link what it points to is written.

    Raises CannotWrite.
    """
    try:
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        beside = _written_beside(target, raw)
        try:
            if mode is not None:
                beside.chmod(mode)
            beside.replace(target)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror}.") from error


def _written_beside(target: Path, raw: bytes) -> Path:
    """A new file in the same folder that holds `raw`, down to the disk."""
    for number in count():
        beside = target.with_name(f".{target.name}.{os.getpid()}-{number}.new")
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(raw)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        return beside
    raise AssertionError("there is always another number")


def copy_deck(source: Path, target: Path, name: str) -> Path:
    """Copy the deck at `source` to `target`, where nothing may be yet, and give the copy the id `name`.

    A deck of one file becomes one file, a folder becomes a folder with the deck's files. Raises CannotWrite.
    """
    if not IDENTIFIER.fullmatch(name):
        raise CannotWrite(f"`{name}` can't be the id of a deck: letters, digits, - and _, beginning with a letter.")
    files = files_of(source)
    if not files:
        raise CannotWrite(f"There is no deck in {source}.")
    if target.exists() or target.is_symlink():
        raise CannotWrite(f"{target} is there already; nothing was written.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        if source.is_dir():
            _copy_folder(files, beside, name)
        else:
            beside.write_bytes(_renamed(source.read_bytes(), name))
        beside.rename(target)
    except OSError as error:
        _remove(beside)
        raise CannotWrite(f"{target} can't be written: {error.strerror}.") from error
    return target


def _copy_folder(files: tuple[Path, ...], folder: Path, name: str) -> None:
    folder.mkdir()
    for file in files:
        folder.joinpath(file.name).write_bytes(_renamed(file.read_bytes(), name))


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            for file in path.iterdir():
                file.unlink()
            path.rmdir()
        else:
            path.unlink()


def _renamed(raw: bytes, name: str) -> bytes:
    """The file with another id, where it has one on a line of its own; every other byte stays."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw
    root, _ = parse(text, "")
    known = root.get("id") if root is not None else None
    if not isinstance(known, Scalar) or not known.inner:
        return raw
    lines = text.split("\n")
    line, begin = lines[known.at.line - 1], known.at.column - 1
    lines[known.at.line - 1] = f"{line[:begin]}{name}{line[begin + known.at.length :]}"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return mark + "\n".join(lines).encode()
