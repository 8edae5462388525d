"""Small games for the tests of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from wargame.store import START, Entry, NoteEntry, Store
from wargame.store.chain import link
from wargame.store.migrate import upgrade
from wargame.store.place import APPLICATION_ID
from wargame.store.savefile import engine_of, for_writing

GAME = "0192f0c1a5b87c3e9d4f6a7b8c9d0e1f"
DECK = "format: 1\nid: small\ntitle: 작은 판\n"


def entry(command: str, body: str = '{"roll":55}', **others: str | int) -> Entry:
    """An event whose other fields do not matter."""
    fields: dict[str, str | int] = {
        "at": 1_763_000_000_000,
        "actor": "seoul",
        "audience": "seoul brussels",
        "kind": "ruled",
        "version": 1,
    }
    return Entry(**fields | others, command=command, body=body)  # type: ignore[arg-type]


def begin(store: Store, name: str = "monday", game_id: str = GAME) -> str:
    """A game with one event of the command "open"; its id."""
    return store.create_game(game_id, name, DECK, [entry("open")], created_at=1).id


def append(store: Store, *entries: Entry, game_id: str = GAME) -> list[int]:
    """The numbers that the entries got, in a transaction of their own."""
    with store.write(game_id) as writer:
        return [record.seq for record in writer.append(entries)]


def bodies(store: Store, game_id: str = GAME) -> list[str]:
    """What is in the log."""
    return [record.body for record in store.records(game_id)]


_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@contextmanager
def raw(path: Path, *, triggers: bool = True) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection, in autocommit; without `triggers` one that means harm, and hides it.

    Like all who use SQLite in this process it must not be opened and closed while another process holds a lock that
    matters; closing a connection of SQLite is safe, closing a file is not.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        guards = [] if triggers else connection.execute(_TRIGGERS).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in guards:
            with suppress(sqlite3.OperationalError):  # its table may be gone
                connection.execute(statement)
    finally:
        connection.close()


def note(body: str = "why did nobody ask Ankara?", **others: str | int | None) -> NoteEntry:
    """A note whose other fields do not matter."""
    fields: dict[str, str | int | None] = {
        "at": 1_763_000_000_000,
        "author": "scribe",
        "audience": "all",
        "kind": "note",
        "version": 1,
    }
    return NoteEntry(**fields | others, body=body)  # type: ignore[arg-type]


def save_of_0001(path: Path, commands: str = "abc") -> Path:
    """A save as the first version of the program left it: the game "monday" with an event for each command."""
    engine = engine_of(path, 1)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN")
    with for_writing(engine).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        upgrade(connection, "0001")
    engine.dispose()
    digest, previous = sha256(DECK.encode()).hexdigest(), START
    with raw(path) as connection:
        connection.execute("INSERT INTO deck VALUES (?, ?)", (digest, DECK))
        connection.execute("INSERT INTO game VALUES (?, 'monday', 1, ?)", (GAME, digest))
        connection.execute("INSERT INTO draft VALUES (?, 'seoul', '+ prisoners', 5)", (GAME,))
        for seq, command in enumerate(commands, 1):
            previous = link(previous, GAME, seq, 7, "seoul", "all", command, "ruled", 1, "{}")
            row = (GAME, seq, 7, "seoul", "all", command, "ruled", 1, "{}", previous)
            connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * 10)})", row)
    return path


def columns(path: Path, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """The rows of a statement, on a connection of its own."""
    with raw(path) as connection:
        return connection.execute(statement, values).fetchall()
