"""The notes' statements, as `log` has the log's."""

from itertools import starmap

import sqlalchemy as sa

from wargame.store.chain import START
from wargame.store.notes import NoteEntry, NoteRecord, chained
from wargame.store.prepared import Driver, Prepared
from wargame.store.schema import note

_NOTES = (
    # In the order of NoteRecord's fields.
    sa.select(*[column for column in note.c if column is not note.c.game])
    .where(note.c.game == sa.bindparam("game", type_=sa.Text), note.c.number > sa.bindparam("after"))
    .order_by(note.c.number)
)


class Notebook:
    """The statements of one kind of database; each runs on a driver's connection, in the caller's transaction."""

    def __init__(self, dialect: sa.Dialect) -> None:
        self._notes = Prepared(_NOTES, dialect)
        self._command = Prepared(_NOTES.where(note.c.command == sa.bindparam("command")), dialect)
        last = _NOTES.order_by(None).order_by(note.c.number.desc()).limit(1)
        self._last = Prepared(last, dialect)
        self._insert = Prepared(note.insert(), dialect)

    def notes(self, connection: Driver, game_id: str, after: int = 0) -> list[NoteRecord]:
        """The game's notes with numbers above `after`, in order; none if there is no such game."""
        return list(starmap(NoteRecord, self._notes.run(connection, game=game_id, after=after)))

    def add(self, connection: Driver, game_id: str, entry: NoteEntry, command: str) -> NoteRecord:
        """Put a note after the game's last one, or give back what the command wrote before."""
        if found := self._command.run(connection, game=game_id, after=0, command=command):
            return NoteRecord(*found[0])
        last = [NoteRecord(*row) for row in self._last.run(connection, game=game_id, after=0)]
        number, previous = (last[0].number + 1, last[0].hash) if last else (1, START)
        digest = chained(previous, game_id, number, command, entry)
        e = entry
        record = NoteRecord(number, e.at, e.author, e.audience, e.about, command, e.kind, e.version, e.body, digest)
        self._insert.run_many(
            connection,
            [(game_id, number, e.at, e.author, e.audience, e.about, command, e.kind, e.version, e.body, digest)],
        )
        return record
