"""The tables of a save, and the triggers that make log and notes append-only whoever writes to the file.

A new save is made from here, in one transaction, and stamped with the newest revision as Alembic would, without
importing it. Change a table here and add a step to `migrations/versions`: a test holds the two to the same schema.
"""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text

REVISIONS = ("0001", "0002")
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
    Column("archived_at", _Whole),
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

# The second append-only stream: what people noted beside the log, so that a finished game's head never moves.
note = _table(
    "note",
    Column("game", Text, ForeignKey("game.id"), primary_key=True),
    Column("number", _Whole, primary_key=True, autoincrement=False),
    Column("at", _Whole, nullable=False),
    Column("author", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("about", _Whole),
    Column("command", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", _Whole, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("note_command", "game", "command", unique=True),
)

# What lies on the facilitator's desk while a game is played: it changes freely, and is no part of the game.
desk = _table(
    "desk",
    Column("game", Text, ForeignKey("game.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# The games that the present transaction deletes: the triggers let go of these alone. Empty between transactions.
doomed = _table("doomed", Column("game", Text, primary_key=True))

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
    WHEN OLD.game NOT IN (SELECT game FROM doomed)
    BEGIN SELECT RAISE(ABORT, 'events are never deleted but with their whole game'); END
    """,
    """
    CREATE TRIGGER note_next BEFORE INSERT ON note
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM note WHERE game = NEW.game)
    BEGIN SELECT RAISE(ABORT, 'a note takes the next number of its game'); END
    """,
    """
    CREATE TRIGGER note_no_update BEFORE UPDATE ON note
    BEGIN SELECT RAISE(ABORT, 'notes are never changed'); END
    """,
    """
    CREATE TRIGGER note_no_delete BEFORE DELETE ON note
    WHEN OLD.game NOT IN (SELECT game FROM doomed)
    BEGIN SELECT RAISE(ABORT, 'notes are never deleted but with their whole game'); END
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
    WHEN EXISTS (SELECT 1 FROM game WHERE deck = OLD.hash)
    BEGIN SELECT RAISE(ABORT, 'decks that a game has are never deleted'); END
    """,
    """
    CREATE TRIGGER game_no_replace BEFORE INSERT ON game
    WHEN EXISTS (SELECT 1 FROM game WHERE id = NEW.id OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'games are never replaced'); END
    """,
    """
    CREATE TRIGGER game_no_update BEFORE UPDATE OF id, created_at, deck ON game
    BEGIN SELECT RAISE(ABORT, 'of a game only its name and its shelf may change'); END
    """,
    """
    CREATE TRIGGER game_no_delete BEFORE DELETE ON game
    WHEN OLD.id NOT IN (SELECT game FROM doomed)
    BEGIN SELECT RAISE(ABORT, 'games are never deleted but as a whole'); END
    """,
)

AS_NEWEST = {
    "0001": (
        "CREATE TEMP VIEW game AS SELECT *, NULL AS archived_at FROM main.game NOT INDEXED",
        *(
            f"CREATE TEMP VIEW {table} AS SELECT {', '.join(f'NULL AS {column.name}' for column in table.c)} WHERE 0"
            for table in (note, desk, doomed)
        ),
    ),
}
"""For each older revision, what makes a save of it that is not to be changed look like one of the newest."""


def create(connection: sa.Connection) -> None:
    """All tables and triggers, and the stamp, in the caller's transaction."""
    METADATA.create_all(connection, checkfirst=False)
    for trigger in SQLITE_TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.execute(alembic_version.insert(), {"version_num": NEWEST})
