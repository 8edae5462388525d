"""The tables of a save, and the triggers that make the log append-only whoever writes to the file.

A new save is made from here, in one transaction, and stamped with the newest revision as Alembic would, without
importing it. Change a table here and add a step to `migrations/versions`: a test holds the two to the same schema.
"""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text

REVISIONS = ("0001",)
"""Every schema revision that this program can read or bring up to date, oldest first."""
NEWEST = REVISIONS[-1]

METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkc",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_name)s_key",
    }
)
# STRICT tables know no BIGINT; SQLite's INTEGER holds 64 bits.
_Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, *columns: Column[str] | Column[int] | Index) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


deck = _table("deck", Column("hash", Text, primary_key=True), Column("text", Text, nullable=False))

game = _table(
    "game",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", _Whole, nullable=False),
    Column("deck", Text, ForeignKey("deck.hash"), nullable=False),
)

event = _table(
    "event",
    Column("game", Text, ForeignKey("game.id"), primary_key=True),
    Column("seq", _Whole, primary_key=True, autoincrement=False),
    Column("at", _Whole, nullable=False),
    Column("actor", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", _Whole, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False),
    # Costs 3 to 5 per cent of a durable append; without it an append would read the whole log to know a command.
    Index("event_command", "game", "command", "seq", unique=True),
)

draft = _table(
    "draft",
    Column("game", Text, ForeignKey("game.id"), primary_key=True),
    Column("seat", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", _Whole, nullable=False),
)

# Not STRICT, and named as Alembic names it: the two must not differ.
alembic_version = Table(
    "alembic_version",
    METADATA,
    Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

SQLITE_TRIGGERS = (
    # Without it a gap would be accepted, and INSERT OR REPLACE replace a record where recursive_triggers is off.
    """
    CREATE TRIGGER event_next BEFORE INSERT ON event
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE game = NEW.game)
    BEGIN SELECT RAISE(ABORT, 'an event takes the next number of its game'); END
    """,
    """
    CREATE TRIGGER event_no_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
    """,
    """
    CREATE TRIGGER event_no_delete BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
    """,
    """
    CREATE TRIGGER deck_no_replace BEFORE INSERT ON deck
    WHEN EXISTS (SELECT 1 FROM deck WHERE hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'decks are never replaced'); END
    """,
    """
    CREATE TRIGGER deck_no_update BEFORE UPDATE ON deck
    BEGIN SELECT RAISE(ABORT, 'decks are never changed'); END
    """,
    """
    CREATE TRIGGER deck_no_delete BEFORE DELETE ON deck
    BEGIN SELECT RAISE(ABORT, 'decks are never deleted'); END
    """,
    """
    CREATE TRIGGER game_no_replace BEFORE INSERT ON game
    WHEN EXISTS (SELECT 1 FROM game WHERE id = NEW.id OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'games are never replaced'); END
    """,
    """
    CREATE TRIGGER game_no_update BEFORE UPDATE OF id, created_at, deck ON game
    BEGIN SELECT RAISE(ABORT, 'of a game only the name may change'); END
    """,
    """
    CREATE TRIGGER game_no_delete BEFORE DELETE ON game
    BEGIN SELECT RAISE(ABORT, 'games are never deleted'); END
    """,
)


def create(connection: sa.Connection) -> None:
    """All tables and triggers, and the stamp, in the caller's transaction."""
    METADATA.create_all(connection, checkfirst=False)
    for trigger in SQLITE_TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.execute(alembic_version.insert(), {"version_num": NEWEST})
