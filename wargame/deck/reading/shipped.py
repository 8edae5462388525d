"""The decks that come with the program, and what a person may write to name a deck."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wargame.deck.reading.finding import decks_inside
from wargame.deck.text import nearest

_PACKAGE = Path(__file__).resolve().parents[2]


class UnknownDeck(LookupError):
    """Neither a shipped deck nor a path; the sentence says what there is."""


def shipped_folder() -> Path:
    """Where the shipped decks lie: beside the package in a checkout, inside it when installed."""
    inside = _PACKAGE / "decks"
    return inside if inside.is_dir() else _PACKAGE.parent / "decks"


def shipped_decks() -> dict[str, Path]:
    """The decks beside the program, files and folders, by name in alphabetical order."""
    return {path.stem: path for path in decks_inside(shipped_folder())}


def is_shipped(path: Path) -> bool:
    """Whether a file or folder belongs to the program, and is not to be written on."""
    folder, place = shipped_folder().resolve(), path.resolve()
    return place == folder or folder in place.parents


def find_deck(name: str) -> Path:
    """The path of a shipped deck's id, or of a file or folder. Raises UnknownDeck."""
    shipped = shipped_decks()
    if name in shipped:
        return shipped[name]
    path = Path(name)
    with suppress(OSError, ValueError):
        if path.exists():
            return path
    guess = nearest(name, shipped)
    hint = f"Did you mean `{guess}`?" if guess else f"Shipped decks: {', '.join(shipped) or 'none'}."
    raise UnknownDeck(f"There is no deck called `{name[:80]}`, and no such file. {hint}")
