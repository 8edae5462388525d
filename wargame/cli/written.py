"""Files that a command writes: named for any disk, whole or not at all, and none overwritten unless one says so."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from wargame.cli.output import PROBLEMS, stop
from wargame.deck import CannotWrite
from wargame.deck.writing import files as writing

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


def write_files(
    folder: Path, files: Mapping[str, str | bytes], *, elsewhere: str, force: bool | None, gone: Iterable[str] = ()
) -> None:
    """Write the files into a folder, and take away those that are to be `gone`: all of it or nothing.

    What is there already is replaced only by `force`, which is None where a command has no such option. `elsewhere` is
    the sentence that says how the files get another place, for who can't have them here, whose command ends.
    """
    there = [name for name in (*files, *gone) if os.path.lexists(folder / name)]
    folders = [name for name in there if (folder / name).is_dir()]
    if folders:
        stop(f"{', '.join(folders)} in {folder} is a folder, where a file is to be. {elsewhere}", PROBLEMS)
    if there and not force:
        verb = "is" if len(there) == 1 else "are"
        sentence = f"{', '.join(there)} {verb} in {folder} already."
        stop(f"{sentence} {elsewhere}" if force is None else f"{sentence} `--force` replaces; {elsewhere}")
    raw = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    try:
        writing.write_files(folder, raw, replace=bool(force), gone=gone)
    except CannotWrite as error:
        stop(f"{error} {elsewhere}", PROBLEMS)
