"""The first schema: decks, games, their events, drafts; append-only by triggers.

Frozen: it says what was, and imports nothing that may change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TRIGGERS = (
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


def upgrade() -> None:
    op.create_table(
        "deck",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="deck_pkc"),
        sqlite_strict=True,
    )
    op.create_table(
        "game",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", _whole(), nullable=False),
        sa.Column("deck", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="game_pkc"),
        sa.UniqueConstraint("name", name="game_name_key"),
        sa.ForeignKeyConstraint(["deck"], ["deck.hash"], name="game_deck_fkey"),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("game", sa.Text, nullable=False),
        sa.Column("seq", _whole(), nullable=False),
        sa.Column("at", _whole(), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", _whole(), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("game", "seq", name="event_pkc"),
        sa.ForeignKeyConstraint(["game"], ["game.id"], name="event_game_fkey"),
        sqlite_strict=True,
    )
    op.create_index("event_command", "event", ["game", "command", "seq"], unique=True)
    op.create_table(
        "draft",
        sa.Column("game", sa.Text, nullable=False),
        sa.Column("seat", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", _whole(), nullable=False),
        sa.PrimaryKeyConstraint("game", "seat", name="draft_pkc"),
        sa.ForeignKeyConstraint(["game"], ["game.id"], name="draft_game_fkey"),
        sqlite_strict=True,
    )
    for trigger in TRIGGERS:
        op.execute(trigger)


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
