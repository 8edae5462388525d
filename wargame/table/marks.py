"""Marks, bookmarks and notes that are pinned to what happened, and who may read them.

A mark is one of the chess signs with a few words, a bookmark a place with a name or without one, a note plain text.
They are notes beside the log, so that a finished game's head never moves. Of an author's marks at one event the last
word counts, and of the bookmarks too; either can be taken back. Where an author now speaks to other readers than
before, the earlier word is taken back from those who had it. A body that can't be read is as if nobody had written it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec
from attrs import frozen

from wargame.deck import ALL, FACILITATOR, PUBLIC
from wargame.rules import Refusal, face
from wargame.rules.refusals import unfit
from wargame.words.marks import SIGNS, Sign, signs_line

if TYPE_CHECKING:
    from wargame.store import NoteRecord
    from wargame.table.table import Table

#: What the notes are called that hold each of them, and the version of their bodies.
MARK, BOOKMARK, NOTE = "mark", "bookmark", "note"
PinKind = Literal["mark", "bookmark", "note"]
_VERSION = 1
#: The longest words beside a mark, name of a bookmark and note, in characters.
LONGEST_REMARK, LONGEST_BOOKMARK, LONGEST_NOTE = 200, 60, 2000


@frozen
class MarkBody:
    """The body of a mark's note; without a sign the author's mark is taken back."""

    sign: Sign | None
    text: str = ""


@frozen
class BookmarkBody:
    """The body of a bookmark's note; where it is not `here`, it is taken back."""

    here: bool
    name: str = ""


Body = TypeVar("Body", MarkBody, BookmarkBody)


@frozen
class Pin:
    """Something that stands at an entry of a viewer's own log; without an `entry`, at the game as a whole.

    `sign` is a mark's alone. `text` are the words of the mark, the bookmark's name or the note. `at` is in milliseconds
    since the epoch, UTC.
    """

    kind: PinKind
    entry: int | None
    author: str
    audience: str
    at: int
    text: str
    sign: Sign | None = None


def mark(table: Table, author: str, audience: str, event: int, sign: str | None, text: str = "") -> Refusal | None:
    """Set the author's mark at an event, in place of an earlier one; without a sign take it back. Or say why not."""
    known = next((each for each in SIGNS if each == sign), None)
    if sign is not None and known is None:
        return Refusal("unknown_sign", f"a mark is {signs_line()}, not `{sign}`")
    for against in unfit("what is said beside a mark", text, LONGEST_REMARK, wanted=False):
        return against
    return _say(table, MARK, author, audience, event, None if known is None else MarkBody(known, text))


def bookmark(table: Table, author: str, audience: str, event: int, name: str | None = "") -> Refusal | None:
    """Set the author's bookmark at an event, in place of an earlier one; with None take it back. Or say why not."""
    for against in unfit("the name of a bookmark", name or "", LONGEST_BOOKMARK, wanted=False):
        return against
    return _say(table, BOOKMARK, author, audience, event, None if name is None else BookmarkBody(True, name))


def pins(table: Table, viewer: str) -> tuple[Pin, ...]:
    """All that `viewer` may read of marks, bookmarks and notes, in the order in which it was written.

    What is about an event that this viewer has not seen is left out; the facilitator has seen all.
    """
    notes = [note for note in table.notes(viewer) if note.kind in _READ]
    return pinned(notes, _numbers(table, viewer, notes))


def pinned(notes: Iterable[NoteRecord], number: Callable[[int], int | None]) -> tuple[Pin, ...]:
    """What counts of some notes; `number` tells the entry of the reader's log that an event is, None where unseen."""
    standing: dict[tuple[str, str, str, int | None, int], Pin] = {}
    for note in notes:
        entry = None if note.about is None else number(note.about)
        if note.kind not in _READ or note.version != _VERSION or (entry is None and note.about is not None):
            continue
        try:
            pin = _READ[note.kind](note, entry)
        except ValueError:
            continue
        key = (note.kind, note.author, note.audience, note.about, note.number if note.kind == NOTE else 0)
        standing.pop(key, None)
        if pin is not None:
            standing[key] = pin
    return tuple(standing.values())


def _say(
    table: Table, kind: str, author: str, audience: str, event: int, body: MarkBody | BookmarkBody | None
) -> Refusal | None:
    """Write a word down; what is said already is not, and what is taken back must have been said."""
    before = _standing(table, kind, author, event)
    if body is None and not before:
        return Refusal(f"no_{kind}", f"there is no {kind} of {author} to be taken back there")
    for readers, word in before.items():
        if body is None or readers != audience:
            table.add_note(author, readers, kind, _text(_TAKEN_BACK[kind]), about=event)
        elif word == _text(body):
            return None
    if body is not None:
        table.add_note(author, audience, kind, _text(body), about=event)
    return None


def _standing(table: Table, kind: str, author: str, event: int) -> dict[str, str]:
    """The words of an author that count at an event, by their readers: their bodies as they are written."""
    found: dict[str, str] = {}
    gone = _text(_TAKEN_BACK[kind])
    for note in table.notes(FACILITATOR):
        if (note.kind, note.author, note.about) == (kind, author, event):
            found.pop(note.audience, None)
            if note.body != gone:
                found[note.audience] = note.body
    return found


_TAKEN_BACK: dict[str, MarkBody | BookmarkBody] = {MARK: MarkBody(None), BOOKMARK: BookmarkBody(False)}


def _text(body: MarkBody | BookmarkBody) -> str:
    return msgspec.json.encode(body, order="deterministic").decode()


def _numbers(table: Table, viewer: str, notes: Iterable[NoteRecord]) -> Callable[[int], int | None]:
    """The entries of the viewer's log that the events are which some notes are about; one pass over the log."""
    last = max((note.about or 0 for note in notes), default=0)
    seen = (event.seq for event in table.events[:last] if face(table.deck, event, viewer) is not None)
    return {seq: number for number, seq in enumerate(seen, 1)}.get


def _mark(note: NoteRecord, entry: int | None) -> Pin | None:
    body = _decoded(note.body, MarkBody)
    if body is None:
        raise ValueError(note.body)
    if body.sign is None:
        return None
    return Pin("mark", entry, note.author, note.audience, note.at, body.text, body.sign)


def _bookmark(note: NoteRecord, entry: int | None) -> Pin | None:
    body = _decoded(note.body, BookmarkBody)
    if body is None:
        raise ValueError(note.body)
    return Pin("bookmark", entry, note.author, note.audience, note.at, body.name) if body.here else None


def _note(note: NoteRecord, entry: int | None) -> Pin | None:
    return Pin("note", entry, note.author, note.audience, note.at, note.body)


def _decoded(text: str, kind: type[Body]) -> Body | None:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


#: What each kind of note comes to: None where it takes one back. Raises ValueError where it can't be read.
_READ: dict[str, Callable[[NoteRecord, int | None], Pin | None]] = {MARK: _mark, BOOKMARK: _bookmark, NOTE: _note}


def reader_of(audience: str) -> str:
    """Whose log numbers the entries for an audience: everybody's, or that of the one seat or the facilitator.

    >>> reader_of("all"), reader_of("seoul")
    ('public', 'seoul')
    """
    return PUBLIC if audience == ALL else audience.partition(" ")[0]
