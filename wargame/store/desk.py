"""What lies beside a game and changes freely: the facilitator's desk, and drafts of what was not yet sent.

Neither is part of the game: no chain holds it, nothing tells what it was before, and it goes when the game goes.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from wargame.store.record import line, storable
from wargame.store.schema import desk, draft


def desk_of(connection: sa.Connection, game_id: str) -> dict[str, str]:
    """All that lies on the game's desk, in the order of its keys."""
    found = connection.execute(sa.select(desk.c.key, desk.c.text).where(desk.c.game == game_id).order_by(desk.c.key))
    return {row.key: row.text for row in found}


def lay(connection: sa.Connection, game_id: str, values: Mapping[str, str | None]) -> None:
    """Put each text under its key in place of what lay there; None takes away."""
    if not values:
        return
    connection.execute(sa.delete(desk).where(desk.c.game == game_id, desk.c.key.in_(values)))
    rows = [{"game": game_id, "key": key, "text": text} for key, text in values.items() if text is not None]
    if rows:
        connection.execute(desk.insert(), rows)


def layable(values: Mapping[str, str | None]) -> None:
    """Raises ValueError unless every key is one printable line, and every text without NUL and lone surrogates."""
    for key, text in values.items():
        line("a key of the desk", key)
        if text is not None:
            storable(f"what is to lie under {key!r}", text)


def draft_of(connection: sa.Connection, game_id: str, seat: str) -> str | None:
    """What the seat had typed and not sent, or None."""
    text: str | None = connection.scalar(sa.select(draft.c.text).where(_drafted(game_id, seat)))
    return text


def put_draft(connection: sa.Connection, game_id: str, seat: str, text: str, at: int) -> None:
    """Keep it in place of the seat's former draft."""
    drop_draft(connection, game_id, seat)
    connection.execute(draft.insert(), {"game": game_id, "seat": seat, "text": text, "at": at})


def drop_draft(connection: sa.Connection, game_id: str, seat: str) -> None:
    """Forget the seat's draft, if it has one."""
    connection.execute(sa.delete(draft).where(_drafted(game_id, seat)))


def _drafted(game_id: str, seat: str) -> sa.ColumnElement[bool]:
    return sa.and_(draft.c.game == game_id, draft.c.seat == seat)
