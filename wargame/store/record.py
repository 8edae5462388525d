"""The values that go into the log and come out of it.

An `Entry` that exists can be stored: its fields are checked when it is made, so that the log never holds a line break
where the hash chain counts on there being none, nor a number whose text differs from what the database gives back.
"""

import attrs

_LARGEST = 2**63 - 1


def line(name: str, text: str) -> str:
    """The text itself, if it is one line that is not empty and has nothing unprintable; else ValueError."""
    if type(text) is not str or not text or not text.isprintable():
        raise ValueError(f"{name} must be one line of printable text, not {text!r}")
    return text


def whole(name: str, number: int, least: int) -> int:
    """The number itself, if it is an int from `least` to 2**63 - 1; else ValueError."""
    # f"{True}" and f"{1.0}" are not what the database returns for them, and the hash is over the text.
    if type(number) is not int or not least <= number <= _LARGEST:
        raise ValueError(f"{name} must be a whole number from {least} to 2**63 - 1, not {number!r}")
    return number


def storable(name: str, text: str) -> str:
    """The text itself, if every database can hold it and give it back; else ValueError."""
    if type(text) is not str or "\0" in text:
        raise ValueError(f"{name} must be text that has no NUL")
    text.encode()  # refuses a lone surrogate
    return text


@attrs.frozen
class Entry:
    """What one asks to append.

    Raises ValueError for text that is empty, not printable or (actor, audience, command, kind) not one line, for a
    body with a NUL or a lone surrogate, and for numbers out of range.
    """

    at: int
    """Milliseconds since the epoch, UTC; a label, never an order."""
    actor: str
    """Who caused it: a seat, "facilitator" or "table"."""
    audience: str
    """"all", or seat ids separated by one blank; fixed when written."""
    command: str
    """Unique id of the command that caused it, the same for all events of one command."""
    kind: str
    version: int
    """Of the body, from 1."""
    body: str
    """Canonical JSON text, opaque here."""

    def __attrs_post_init__(self) -> None:
        line("actor", self.actor)
        line("audience", self.audience)
        line("command", self.command)
        line("kind", self.kind)
        whole("at", self.at, least=0)
        whole("version", self.version, least=1)
        if not storable("body", self.body):
            raise ValueError("body must be text that is not empty")


@attrs.frozen
class Record:
    """One row of the log as stored: an `Entry` with its place in the game and its link in the chain."""

    seq: int
    """1, 2, 3 … within a game."""
    at: int
    actor: str
    audience: str
    command: str
    kind: str
    version: int
    body: str
    hash: str
    """Hex SHA-256 over the previous record's hash, the game's id and all of the above (`chain.link`)."""


@attrs.frozen
class GameRow:
    """One game of the save."""

    id: str
    name: str
    created_at: int
    """Milliseconds since the epoch, UTC."""
    deck: str
    """Hex SHA-256 of the deck's text (`Store.deck_text`)."""
    archived_at: int | None = None
    """When it was put on the shelf, in milliseconds since the epoch, UTC; None while it is at hand."""
