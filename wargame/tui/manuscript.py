"""A file of a deck while it is edited: its text as it can be shown, and every byte as it was where nothing was typed.

An editor's document knows lines, and one way to end them. What it would lose or break on (control characters, odd line
breaks, ends of lines that differ) is carried through it as characters that stand for these, and comes out as it was.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from wargame.deck import CannotWrite, replace_file

#: Larger files, and longer lines, are left to other editors: no deck has them, and no screen shows them.
MOST_BYTES = 2_000_000
LONGEST_LINE = 5_000

_BOM = b"\xef\xbb\xbf"
#: Where stand-ins begin, at the end of the planes for private use; and what they stand for.
_FIRST = 0x10F800
_ODD = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    *(0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF, 0xFFFE, 0xFFFF),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
)
_IN = {code: _FIRST + number for number, code in enumerate(_ODD)}
_OUT = {number: code for code, number in _IN.items()}
#: What is seen in place of a stand-in: the picture of a control character, else a sign that something is there.
_SEEN = {number: 0x2400 + code if code < 0x20 else 0x2421 if code == 0x7F else 0xFFFD for code, number in _IN.items()}


class UnfitFile(Exception):
    """A file that can't be edited here; the sentence says why."""


@frozen
class Manuscript:
    """A file as it was read: its bytes, its text for the editor with `\\n` between lines, and how its lines end."""

    path: Path
    raw: bytes
    text: str
    newline: str = "\n"
    marked: bool = False

    def bytes_of(self, text: str) -> bytes:
        """What the file holds when this text is saved; of an unchanged text the bytes that were read."""
        whole = told(text).replace("\n", self.newline)
        return (_BOM if self.marked else b"") + whole.encode("utf-8", "surrogatepass")


def told(text: str) -> str:
    """The text of an editor with what its stand-ins stand for: what a deck is read from."""
    return text.translate(_OUT)


def carried(text: str) -> str:
    """Any text as it is carried through an editor."""
    return text.translate(_IN)


def typed(text: str) -> str:
    """A text that was pasted, as it is carried: nothing in it stands for anything but itself."""
    return carried(text.replace("\r\n", "\n").translate(dict.fromkeys(_OUT, 0xFFFD)))


def seen(line: str) -> str:
    """A line of an editor as it is shown, character for character."""
    return line if line.isascii() else line.translate(_SEEN)


def manuscript(path: Path, raw: bytes) -> Manuscript:
    """The manuscript of a file with these bytes. Raises UnfitFile."""
    if len(raw) > MOST_BYTES:
        raise UnfitFile(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB: no deck is so long.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnfitFile(
            f"{path.name} is not UTF-8 text in line {line}: save it as UTF-8 in your own editor."
        ) from error
    marked = raw.startswith(_BOM)
    text = text[1:] if marked else text
    if any(character in text for character in map(chr, _OUT)):
        raise UnfitFile(f"{path.name} holds characters that this editor keeps for itself: use your own editor.")
    newline = "\r\n" if "\r\n" in text and text.count("\r\n") == text.count("\n") else "\n"
    lines = text.replace(newline, "\n")
    longest = max(map(len, lines.split("\n")))
    if longest > LONGEST_LINE:
        number = next(place for place, line in enumerate(lines.split("\n"), 1) if len(line) == longest)
        raise UnfitFile(f"Line {number} of {path.name} has {longest} characters: too long to be edited here.")
    return Manuscript(path, raw, carried(lines), newline, marked)


def opened(path: Path) -> Manuscript:
    """The file at `path`. Raises UnfitFile."""
    try:
        with path.open("rb") as stream:
            return manuscript(path, stream.read(MOST_BYTES + 1))
    except OSError as error:
        raise UnfitFile(f"{path} can't be read: {error.strerror}.") from error


def changed_elsewhere(known: Manuscript) -> bool:
    """Whether the file holds something else by now than what was read."""
    try:
        with known.path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1) != known.raw
    except OSError:
        return True


def saved(known: Manuscript, text: str) -> Manuscript:
    """The file saved with this text. Raises CannotWrite."""
    raw = known.bytes_of(text)
    replace_file(known.path, raw)
    return Manuscript(known.path, raw, text, known.newline, known.marked)


# Drafts: what is typed and not saved lies beside the file, where it outlives a crash


def draft_path(path: Path) -> Path:
    """Where the unsaved text of a file lies."""
    return path.with_name(f".{path.name}.unsaved")


def keep_draft(known: Manuscript, text: str) -> None:
    """Keep the unsaved text of a file; none is kept of what is saved. Raises CannotWrite."""
    if known.bytes_of(text) == known.raw:
        drop_draft(known.path)
    else:
        draft = draft_path(known.path)
        _prepare(draft)
        replace_file(draft, known.bytes_of(text))


def _prepare(draft: Path) -> None:
    """A draft is a file of its own, which nobody else may read: it holds what the deck hides. Raises CannotWrite."""
    try:
        if draft.is_symlink():
            draft.unlink()
        if not draft.exists():
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise CannotWrite(f"{draft} can't be written: {error.strerror}.") from error


def drop_draft(path: Path) -> None:
    """The unsaved text of a file is no longer wanted."""
    with suppress(OSError):
        draft_path(path).unlink(missing_ok=True)


def found_draft(known: Manuscript) -> str | None:
    """The unsaved text that was left of a file, in an editor's form; None where there is none that could be shown."""
    draft = draft_path(known.path)
    try:
        if draft.is_symlink() or not draft.is_file():
            return None
        text = opened(draft).text
    except (OSError, UnfitFile):
        return None
    return None if known.bytes_of(text) == known.raw else text


def is_older(known: Manuscript) -> bool:
    """Whether the draft of a file was kept before the file itself was written last."""
    try:
        return os.stat(draft_path(known.path)).st_mtime_ns < os.stat(known.path).st_mtime_ns
    except OSError:
        return False


__all__ = [
    "LONGEST_LINE",
    "CannotWrite",
    "Manuscript",
    "UnfitFile",
    "carried",
    "changed_elsewhere",
    "draft_path",
    "drop_draft",
    "found_draft",
    "is_older",
    "keep_draft",
    "manuscript",
    "opened",
    "saved",
    "seen",
    "told",
    "typed",
]
