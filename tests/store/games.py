"""Small games for the tests of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wargame.store import Entry, Store

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


@contextmanager
def raw(path: Path, *, triggers: bool = True) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection, in autocommit; without `triggers` one that means harm.

    Like all who use SQLite in this process it must not be opened and closed while another process holds a lock that
    matters; closing a connection of SQLite is safe, closing a file is not.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if not triggers:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                connection.execute(f"DROP TRIGGER {name}")
        yield connection
    finally:
        connection.close()


def columns(path: Path, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """The rows of a statement, on a connection of its own."""
    with raw(path) as connection:
        return connection.execute(statement, values).fetchall()
