"""Games can be put on a shelf and deleted as a whole; notes beside the log, and the facilitator's desk.

Frozen: it says what was, and imports nothing that may change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

REPLACED = ("event_no_delete", "deck_no_delete", "game_no_update", "game_no_delete")

TRIGGERS = (
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
    CREATE TRIGGER deck_no_delete BEFORE DELETE ON deck
    WHEN EXISTS (SELECT 1 FROM game WHERE deck = OLD.hash)
    BEGIN SELECT RAISE(ABORT, 'decks that a game has are never deleted'); END
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


def upgrade() -> None:
    op.add_column("game", sa.Column("archived_at", _whole()))
    op.create_table(
        "note",
        sa.Column("game", sa.Text, nullable=False),
        sa.Column("number", _whole(), nullable=False),
        sa.Column("at", _whole(), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("about", _whole()),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", _whole(), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("game", "number", name="note_pkc"),
        sa.ForeignKeyConstraint(["game"], ["game.id"], name="note_game_fkey"),
        sqlite_strict=True,
    )
    op.create_index("note_command", "note", ["game", "command"], unique=True)
    op.create_table(
        "desk",
        sa.Column("game", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("game", "key", name="desk_pkc"),
        sa.ForeignKeyConstraint(["game"], ["game.id"], name="desk_game_fkey"),
        sqlite_strict=True,
    )
    op.create_table(
        "doomed",
        sa.Column("game", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("game", name="doomed_pkc"),
        sqlite_strict=True,
    )
    for name in REPLACED:
        op.execute(f"DROP TRIGGER {name}")
    for trigger in TRIGGERS:
        op.execute(trigger)


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
