"""Files that a command writes: named for any disk, whole or not at all, and none overwritten unless one says so."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wargame.cli.output import PROBLEMS, stop

#: The longest name of a file or folder that is made from a title, in characters.
_LONGEST = 60
#: Names that Windows keeps for devices, whatever follows the dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def file_name(title: str) -> str:
    """A title as the name of a file on any disk: letters, digits, `-`, `_` and `.`, never hidden, never empty.

    >>> file_name("Tuesday, group 2"), file_name("../../etc"), file_name("CON"), file_name("서울")
    ('Tuesday-group-2', 'etc', 'CON-game', '서울')
    """
    name = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", title))
    name = re.sub(r"\.{2,}", ".", name)[:_LONGEST].strip("-.") or "game"
    return f"{name}-game" if _DEVICES.fullmatch(name.partition(".")[0]) else name


def write_files(folder: Path, files: Mapping[str, str], *, called: str, elsewhere: str, force: bool) -> None:
    """Write the files: none before all of them are on the disk, and each is whole as soon as it has its name.

    What is there already is replaced only by `force`. `called` is what the files are, `elsewhere` the sentence that
    says how they get another place; both are for who can't have them here, whose command ends.
    """
    _write_all(folder, {name: text.encode() for name, text in files.items()}, called, elsewhere, force)


def write_bytes(path: Path, data: bytes, *, called: str, elsewhere: str, force: bool) -> None:
    """Like `write_files`, one file that is no text."""
    _write_all(path.parent, {path.name: data}, called, elsewhere, force)


def name_new(draft: Path, path: Path) -> None:
    """Give a finished file its name, under which there is none. Raises FileExistsError where one came in between."""
    try:
        # A link, unlike a renaming, fails where there is something.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Disks of cameras and the like have no links.
        with path.open("xb") as file:
            file.write(draft.read_bytes())


def _write_all(folder: Path, files: Mapping[str, bytes], called: str, elsewhere: str, force: bool) -> None:
    try:
        there = [name for name in files if os.path.lexists(folder / name)]
        folders = [name for name in there if (folder / name).is_dir()]
        if folders:
            stop(f"{', '.join(folders)} in {folder} is a folder, where a file is to be. {elsewhere}", PROBLEMS)
        if there and not force:
            verb = "is" if len(there) == 1 else "are"
            stop(f"{', '.join(there)} {verb} in {folder} already. `--force` replaces; {elsewhere}")
        _write(folder, files)
    except OSError as error:
        stop(f"{called} can't be written to {folder}: {error.strerror}. {elsewhere}", PROBLEMS)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put all of them on the disk, then give each its name; drafts don't stay."""
    drafts: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            drafts.append((_draft(folder, data), folder / name))
        for draft, path in drafts:
            draft.replace(path)
    finally:
        for draft, _ in drafts:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _draft(folder: Path, data: bytes) -> Path:
    """The bytes in a file of their own beside their place, safely on the disk; only the owner may read it."""
    descriptor, name = tempfile.mkstemp(prefix=".sheet-", suffix=".part", dir=folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
