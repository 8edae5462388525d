"""The log of one game inside one writing transaction.

While a `Writer` is alive nobody else can write, so what was read, judged and appended through it is one step: no
second try, no stale head. After an append that failed nothing more can be written and the transaction cannot be
committed, even if the error was swallowed: half a command never becomes part of a game.
"""

from collections.abc import Sequence
from itertools import groupby

from wargame.store.chain import Head, link
from wargame.store.log import Log
from wargame.store.prepared import Driver
from wargame.store.record import Entry, Record


class Writer:
    """See the module; made by `Store.write` alone. Raises UnknownGame."""

    def __init__(self, connection: Driver, log: Log, game_id: str) -> None:
        self._connection = connection
        self._log = log
        self._game_id = game_id
        self._head = log.head(connection, game_id, lock=True)
        self._failure: BaseException | None = None

    @property
    def head(self) -> Head:
        """The game's last record, those appended here included."""
        return self._head

    def records(self, after: int = 0) -> list[Record]:
        """The game's records with numbers above `after`, those appended here included."""
        return self._log.records(self._connection, self._game_id, after) if after < self._head.seq else []

    def append(self, entries: Sequence[Entry]) -> list[Record]:
        """Append the events of one command, and give them back as stored.

        If the command is in the log already, nothing is written and what it left there is returned: sending it twice is
        safe. Raises ValueError if the entries are of more than one command.
        """
        if not entries:
            return []
        command = entries[0].command
        if any(entry.command != command for entry in entries):
            raise ValueError("an append holds the events of one command")
        self.must_be_whole()
        try:
            return self._log.of_command(self._connection, self._game_id, command) or self._store(entries)
        except BaseException as error:
            self._failure = error
            raise

    def begin_log(self, entries: Sequence[Entry]) -> None:
        """Append a new game's first events, of one or more commands. Raises ValueError if one of them is torn apart."""
        commands = [command for command, _ in groupby(entry.command for entry in entries)]
        if len(commands) != len(set(commands)):
            raise ValueError("the events of one command must follow on each other")
        self._store(entries)

    def must_be_whole(self) -> None:
        """Raise what an append raised earlier, if one did."""
        if self._failure:
            raise self._failure

    def _store(self, entries: Sequence[Entry]) -> list[Record]:
        seq, previous = self._head.seq, self._head.hash
        records = []
        for e in entries:
            seq += 1
            previous = link(
                previous, self._game_id, seq, e.at, e.actor, e.audience, e.command, e.kind, e.version, e.body
            )
            records.append(Record(seq, e.at, e.actor, e.audience, e.command, e.kind, e.version, e.body, previous))
        self._log.insert(self._connection, self._game_id, records)
        self._head = Head(seq, previous)
        return records
