"""All of one game that is for good, as a value: what an archive holds, and what one save hands to another."""

import attrs

from wargame.store.chain import Head
from wargame.store.notes import NoteEntry, NoteRecord
from wargame.store.record import Entry, GameRow, Record


@attrs.frozen
class Bundle:
    """A game's row, its deck's text, its log and its notes; what lies on its desk stays where it is."""

    row: GameRow
    deck: str
    records: tuple[Record, ...]
    notes: tuple[NoteRecord, ...] = ()

    @property
    def head(self) -> Head:
        """The last record. Raises IndexError where there is none."""
        return Head(self.records[-1].seq, self.records[-1].hash)


def entry_of(r: Record) -> Entry:
    """What would have to be appended to have this record. Raises ValueError for what can't be stored."""
    return Entry(r.at, r.actor, r.audience, r.command, r.kind, r.version, r.body)


def note_entry_of(n: NoteRecord) -> NoteEntry:
    """What would have to be noted to have this note. Raises ValueError for what can't be stored."""
    return NoteEntry(n.at, n.author, n.audience, n.kind, n.version, n.body, n.about)
