"""Between the log and the rules: events become entries, records become events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wargame.deck import Deck
from wargame.rules import Event, decode, encode
from wargame.store import Entry, Record
from wargame.table.progress import Happening


def entries(happenings: Iterable[Happening], command: str, at: int) -> list[Entry]:
    """What to append: `command` is the id of the command, `at` the present in milliseconds since the epoch, UTC."""
    found = []
    for each in happenings:
        kind, version, body = encode(each.body)
        found.append(Entry(at, each.actor, each.audience, command, kind, version, body))
    return found


@lru_cache(maxsize=16)
def deck_of(text: str) -> Deck:
    """The deck of a text that a save keeps; games of one deck share it. Raises DeckError."""
    from wargame.deck import load_saved

    return load_saved(text)


def event(record: Record) -> Event:
    """The event of a record. Raises UnreadableBody."""
    return Event(
        record.seq, record.at, record.actor, record.audience, decode(record.kind, record.version, record.body)
    )  # fmt: skip
