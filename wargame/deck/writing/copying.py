"""A deck is copied under another id, and another title where one is given: every other byte stays as it was.

What changes is found by its place in the file, however it is quoted or folded. Paths to decks that are extended are
written anew, so that the copy means the same ones; and it is read before it takes its name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve, field, frozen

from wargame.deck.model import Deck
from wargame.deck.reading.extending import base_place
from wargame.deck.reading.fields import IDENTIFIER
from wargame.deck.reading.finding import is_yaml
from wargame.deck.reading.loading import Reading, read
from wargame.deck.reading.parsing import parse
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence
from wargame.deck.writing.files import CannotWrite, NameTaken, files_of, write_new
from wargame.deck.writing.yaml_text import inline

_MARK = b"\xef\xbb\xbf"
_BLOCK = re.compile(r"[|>][-+0-9]*")


class CannotCopy(CannotWrite):
    """There is no such deck, or its copy would not be the same deck; the sentence says what is against it."""


#: What is to stand in place of the characters from the first offset to the second.
_Edit = tuple[int, int, str]


def copy_deck(source: Path, target: Path, name: str, title: str = "") -> Path:
    """Copy the deck at `source` to `target`, where nothing may be yet, and give the copy the id `name`.

    It keeps its title, unless one is given. A folder becomes a folder with the deck's files, unless it has one file
    alone and `target` is called like a file. Raises CannotWrite: NameTaken, CannotCopy, or what the disk says.
    """
    if not IDENTIFIER.fullmatch(name):
        raise CannotCopy(f"`{name}` can't be the id of a deck: letters, digits, - and _, beginning with a letter.")
    files = files_of(source)
    if not files:
        raise CannotCopy(f"There is no deck in {source}.")
    if os.path.lexists(target):
        raise NameTaken(f"{target} is there already; nothing was written.")
    alone = len(files) == 1 and (source.is_file() or is_yaml(target))
    try:
        kept = [_File.read(file) for file in files]
        copies = _changed(kept, target.parent if alone else target, name, title)
    except OSError as error:
        raise CannotCopy(f"{source} can't be read: {error.strerror}.") from error
    before = read(source)
    content = next(iter(copies.values())) if alone else copies
    write_new(target, content, lambda draft: _compare(before, read(draft), name, title))
    return target


def _compare(before: Reading, after: Reading, name: str, title: str) -> None:
    """A copy of what can be played is the same deck, but for its id and title. Raises CannotCopy."""
    if before.deck is None:
        return
    if after.deck is None:
        raise CannotCopy(f"The copy would have an error: {after.errors[0].message}. Nothing was written.")
    if _nameless(before.deck) != _nameless(after.deck):
        raise CannotCopy("In that place the copy would be another deck, by what it extends. Nothing was written.")
    if (after.deck.id, after.deck.title) != (name, title or before.deck.title):
        what = "id" if after.deck.id != name else "title"
        raise CannotCopy(f"The {what} of that deck stands where it can't be changed. Nothing was written.")


def _nameless(deck: Deck) -> Deck:
    return evolve(deck, id="", title="", text="")


@frozen
class _File:
    """A file of a deck: its text and the tree of it, None where it has none; `begins` is where each line does."""

    path: Path
    raw: bytes
    text: str = ""
    root: Mapping | None = None
    begins: tuple[int, ...] = field(default=())

    @classmethod
    def read(cls, path: Path) -> _File:
        """What can't be read as text is copied as it is."""
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return cls(path, raw)
        begins = [0]
        for line in text.split("\n"):
            begins.append(begins[-1] + len(line) + 1)
        return cls(path, raw, text, parse(text, str(path))[0], tuple(begins))

    def place(self, node: Scalar) -> tuple[int, int]:
        """Where a value begins, and where what follows it does."""
        begin, end = node.span
        return self._offset(*begin), self._offset(*end)

    def _offset(self, line: int, column: int) -> int:
        return min(self.begins[min(line, len(self.begins) - 1)] + column, len(self.text))

    def with_edits(self, edits: Iterable[_Edit]) -> bytes:
        """The file with the edits made; as it is where there are none."""
        text = self.text
        changes = sorted(edits, reverse=True)
        for begin, end, new in changes:
            text = text[:begin] + new + text[end:]
        mark = _MARK if self.raw.startswith(_MARK) else b""
        return mark + text.encode() if changes else self.raw


def _changed(files: list[_File], folder: Path, name: str, title: str) -> dict[str, bytes]:
    """The files by their names as they are to be in `folder`."""
    titled = any(file.root is not None and file.root.get("title") is not None for file in files)
    return {
        file.path.name: file.with_edits(_edits(file, file.root, folder, name, title, titled))
        if file.root is not None
        else file.raw
        for file in files
    }


def _edits(file: _File, root: Mapping, folder: Path, name: str, title: str, titled: bool) -> Iterator[_Edit]:
    for key, value in root.entries:
        if key.text == "id":
            if title and not titled:
                yield _before(file, root, key, f"title: {inline(title)}")
            yield from _instead(file, value, name)
        elif key.text == "title" and title:
            yield from _instead(file, value, title)
        elif key.text == "extends":
            for base in value.items if isinstance(value, Sequence) else (value,):
                if path := _seen_from(folder, base):
                    yield from _instead(file, base, path)


def _before(file: _File, root: Mapping, key: Scalar, entry: str) -> _Edit:
    """An entry more, before one that there is: on a line of its own, or inside the same brackets."""
    begin, _ = file.place(key)
    newline = "\r\n" if "\r\n" in file.text else "\n"
    bracketed = file.text[file.begins[root.at.line - 1] + root.at.column - 1 :].startswith("{")
    return begin, begin, f"{entry}, " if bracketed else f"{entry}{newline}{' ' * (key.at.column - 1)}"


def _instead(file: _File, node: Node, new: str) -> Iterator[_Edit]:
    """Another text in place of a value; remarks beside it stay, also those beside the sign of a block."""
    if not isinstance(node, Scalar):
        return
    begin, end = file.place(node)
    block = _BLOCK.match(file.text, begin, end)
    if block is None:
        # What is empty stands right behind its colon.
        yield begin, end, inline(new) if end > begin else f" {inline(new)}"
        return
    yield begin, block.end(), inline(new)
    head = len(file.text[begin:end].partition("\n")[0].rstrip("\r"))
    stop = len(file.text[begin:end].rstrip())
    yield begin + head, begin + max(head, stop), ""


def _seen_from(folder: Path, base: Node) -> str:
    """A relative path to an extended deck as it is from `folder`; empty where it means the same from everywhere."""
    place = base_place(base) if isinstance(base, Scalar) and "\0" not in base.text else None
    if place is None or not isinstance(base, Scalar) or Path(base.text).is_absolute():
        return ""
    if not os.path.lexists(Path(base.at.file).parent / base.text):
        return ""
    try:
        return Path(os.path.relpath(place, os.path.realpath(folder))).as_posix()
    except ValueError:
        # Another drive of Windows has no relative path.
        return str(place)
