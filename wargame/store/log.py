"""The log's statements: what is asked of the table of events, and put into it, at every turn of a game."""

from collections.abc import Sequence
from itertools import starmap

import sqlalchemy as sa

from wargame.store.chain import Head
from wargame.store.collector import collector_paused
from wargame.store.errors import UnknownGame
from wargame.store.prepared import Driver, Prepared
from wargame.store.record import Record
from wargame.store.schema import event, game

_GAME = sa.bindparam("game", type_=sa.Text)
_HEAD = (
    sa.select(event.c.seq, event.c.hash)
    .select_from(game.outerjoin(event, event.c.game == game.c.id))
    .where(game.c.id == _GAME)
    .order_by(event.c.seq.desc())
    .limit(1)
)
_RECORDS = (
    # In the order of Record's fields.
    sa.select(*[column for column in event.c if column is not event.c.game])
    .where(event.c.game == _GAME, event.c.seq > sa.bindparam("after"))
    .order_by(event.c.seq)
)


class Log:
    """The statements of one kind of database; each runs on a driver's connection, in the caller's transaction."""

    def __init__(self, dialect: sa.Dialect) -> None:
        # FOR UPDATE is the lock where there is no BEGIN IMMEDIATE; SQLite leaves it out.
        self._lock = Prepared(_HEAD.with_for_update(of=game), dialect)
        self._head = Prepared(_HEAD, dialect)
        self._records = Prepared(_RECORDS, dialect)
        self._command = Prepared(_RECORDS.where(event.c.command == sa.bindparam("command")), dialect)
        self._insert = Prepared(event.insert(), dialect)

    def head(self, connection: Driver, game_id: str, *, lock: bool = False) -> Head:
        """The game's last record. With `lock`, nobody else appends until the transaction ends. Raises UnknownGame."""
        found = (self._lock if lock else self._head).run(connection, game=game_id)
        if not found:
            raise UnknownGame(f"there is no game with the id {game_id!r} in this save")
        seq, digest = found[0]
        return Head() if seq is None else Head(seq, digest)

    def records(self, connection: Driver, game_id: str, after: int = 0) -> list[Record]:
        """The game's records with numbers above `after`, in order; none if there is no such game."""
        with collector_paused():
            return list(starmap(Record, self._records.run(connection, game=game_id, after=after)))

    def of_command(self, connection: Driver, game_id: str, command: str) -> list[Record]:
        """The records that the command left in the game, in order."""
        return list(starmap(Record, self._command.run(connection, game=game_id, after=0, command=command)))

    def insert(self, connection: Driver, game_id: str, records: Sequence[Record]) -> None:
        """Put the records in."""
        self._insert.run_many(
            connection,
            [
                (game_id, r.seq, r.at, r.actor, r.audience, r.command, r.kind, r.version, r.body, r.hash)
                for r in records
            ],
        )
