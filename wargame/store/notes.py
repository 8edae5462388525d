"""Notes: what people wrote beside a game, as a second append-only stream with a chain of its own.

Notes, bookmarks, self-assessments and the answers of a hot wash may come long after the last event; kept apart from
the log they never move a finished game's head. What a kind means, and what is in a body, is not known here.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from operator import attrgetter

import attrs

from wargame.store.chain import Head, Stream, broken_links
from wargame.store.fault import Fault
from wargame.store.record import line, storable, whole

NOTES = Stream("note", "notes")


@attrs.frozen
class NoteEntry:
    """What one asks to note down.

    Raises ValueError for text that is empty, not printable or (author, audience, kind) not one line, for a body with
    a NUL or a lone surrogate, and for numbers out of range.
    """

    at: int
    """Milliseconds since the epoch, UTC; a label, never an order."""
    author: str
    """Who wrote it: a seat, "facilitator", "scribe" or a person's name."""
    audience: str
    """Who may see it: "all", or seat ids separated by one blank; fixed when written."""
    kind: str
    version: int
    """Of the body, from 1."""
    body: str
    """Text, opaque here."""
    about: int | None = None
    """The number of the event that it is about; None if it is about the whole."""

    def __attrs_post_init__(self) -> None:
        line("author", self.author)
        line("audience", self.audience)
        line("kind", self.kind)
        whole("at", self.at, least=0)
        whole("version", self.version, least=1)
        if self.about is not None:
            whole("about", self.about, least=1)
        if not storable("body", self.body):
            raise ValueError("body must be text that is not empty")


@attrs.frozen
class NoteRecord:
    """One note as stored: a `NoteEntry` with its place among the game's notes and its link in their chain."""

    number: int
    """1, 2, 3 … within a game."""
    at: int
    author: str
    audience: str
    about: int | None
    command: str
    """Unique id of the command that wrote it."""
    kind: str
    version: int
    body: str
    hash: str
    """Hex SHA-256 over the previous note's hash, the game's id and all of the above (`chained`)."""


def chained(previous: str, game_id: str, number: int, command: str, n: NoteEntry | NoteRecord) -> str:
    """The hash of a note that stands after the one whose hash is `previous`.

    Its text begins with a word where an event's begins with a hash: neither can ever stand in the other's chain.
    """
    about = "-" if n.about is None else n.about
    text = f"note\n{previous}\n{game_id}\n{number}\n{n.at}\n{n.author}\n{n.audience}\n{about}\n{command}\n"
    return sha256(f"{text}{n.kind}\n{n.version}\n{n.body}".encode()).hexdigest()


def note_faults(game_id: str, notes: Iterable[NoteRecord]) -> Iterator[Fault]:
    """Every fault of a game's notes, all of them given; their numbers are in `Fault.note`."""

    def computed(previous: str, note: NoteRecord, number: int) -> str:
        return chained(previous, game_id, number, note.command, note)

    for code, sentence, number in broken_links(notes, Head(), attrgetter("number"), computed, NOTES):
        yield Fault(code, f"note {number}: {sentence}", game_id, note=number)
