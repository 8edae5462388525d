"""What is a deck here: the one place that knows it, for whoever lists, names, checks, edits or reads decks.

A deck is a file in YAML that says near its top in which format it is written, or a folder whose first file is called
`deck.yaml`. The other files of such a folder are parts of it. What is hidden is neither: editors and disks leave that.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

SUFFIXES = (".yaml", ".yml")
#: What the first file of a folder is called.
FIRST = "deck.yaml"
_FIRST = tuple(f"deck{suffix}" for suffix in SUFFIXES)

#: So much of a file is looked at, in bytes.
_TOP = 4_000
_FORMAT = re.compile(rb"^(?:\xef\xbb\xbf)?[{\s]*[\"']?format[\"']?\s*:", re.MULTILINE)


def is_yaml(path: Path) -> bool:
    """Whether a path is called like a file of a deck."""
    return path.suffix in SUFFIXES


def yaml_in(folder: Path) -> list[Path]:
    """What is called like a file of a deck in a folder, in the order of reading. Raises OSError."""
    found = (path for path in folder.iterdir() if is_yaml(path) and not _hidden(path))
    return sorted(found, key=lambda path: (path.name not in _FIRST, path.name))


def is_deck(path: Path) -> bool:
    """Whether a whole deck lies at a path: a file of its own, or a folder."""
    if os.path.isdir(path):
        return any(os.path.isfile(path / name) for name in _FIRST)
    return is_yaml(path) and _begins_like_a_deck(path)


def deck_at(path: Path) -> Path:
    """The deck that a path belongs to: its folder for a part of one, and for the first file; else the path itself."""
    if not is_yaml(path) or not os.path.isfile(path) or not is_deck(path.parent):
        return path
    return path if path.name not in _FIRST and is_deck(path) else path.parent


def decks_inside(folder: Path) -> list[Path]:
    """The decks that lie in a folder, by name; none where it can't be read."""
    try:
        return [path for path in sorted(folder.iterdir()) if not _hidden(path) and is_deck(path)]
    except (OSError, ValueError):
        return []


def decks_in(path: Path) -> list[Path]:
    """The deck at a path; or, where that is a folder of decks, each of them."""
    if not os.path.isdir(path) or is_deck(path):
        return [path]
    inside = decks_inside(path)
    # One whole file among others is the first file of a folder that is called otherwise.
    return inside if len(inside) > 1 or any(os.path.isdir(each) for each in inside) else [path]


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _begins_like_a_deck(path: Path) -> bool:
    """Whether a file says near its top in which format of ours it is written."""
    # A pipe would be waited for, and a device may have no end.
    if not os.path.isfile(path):
        return False
    try:
        with path.open("rb") as stream:
            return _FORMAT.search(stream.read(_TOP)) is not None
    except OSError:
        return False
