"""The games of a save: how one is found, what it may be called, its shelf, and its end."""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import count, starmap
from pathlib import Path

import attrs
import sqlalchemy as sa

from wargame.store.chain import Head
from wargame.store.errors import AmbiguousGame, BadName, GameMovedOn, NameTaken, UnknownGame
from wargame.store.record import GameRow
from wargame.store.schema import deck, desk, doomed, draft, event, game, note

LONGEST_NAME = 60
"""Characters: more does not fit in one column of a list of games at 80 characters a line."""
_ROOM_FOR_NUMBER = 5


def all_games(connection: sa.Connection) -> list[GameRow]:
    """Every game, oldest first."""
    return list(starmap(GameRow, connection.execute(sa.select(game).order_by(game.c.created_at, game.c.id))))


def game_of(connection: sa.Connection, game_id: str) -> GameRow | None:
    """The game with that very id."""
    found = connection.execute(sa.select(game).where(game.c.id == game_id)).first()
    return GameRow(*found) if found else None


def known(connection: sa.Connection, game_id: str) -> GameRow:
    """The game with that very id. Raises UnknownGame."""
    row = game_of(connection, game_id)
    if row is None:
        raise UnknownGame(f"there is no game with the id {game_id!r} in this save")
    return row


def found(games: Sequence[GameRow], text: str, path: Path) -> GameRow:
    """The one of the games with that very id or name, or whose id begins so. Raises UnknownGame and AmbiguousGame."""
    exact = [row for row in games if row.id == text] or [row for row in games if row.name == text]
    if exact:
        return exact[0]
    fits = [row for row in games if text and row.id.startswith(text)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        names = tuple(row.name for row in fits)
        raise AmbiguousGame(f"{text!r} begins the ids of {_listed(names)}: give a name", names)
    names = tuple(row.name for row in games)
    near = tuple(get_close_matches(text, names, cutoff=0.5))
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"it has {_listed(names)}"
    raise UnknownGame(f"there is no game {text!r} in {path}: {hint}", near)


def free(stem: str, taken: set[str]) -> str:
    """The stem with the lowest number that is not taken; a long stem is cut, so that the whole may be a name.

    >>> free("first-hour", {"first-hour-1", "first-hour-3"})
    'first-hour-2'
    """
    return next(name for number in count(1) if (name := f"{stem_of(stem)}-{number}") not in taken)


def stem_of(name: str) -> str:
    """As much of a name as leaves room for a number."""
    return name[: LONGEST_NAME - _ROOM_FOR_NUMBER].rstrip()


def must_be_free(name: str, taken: set[str]) -> None:
    """Raises NameTaken."""
    if name in taken:
        other = free(name, taken)
        raise NameTaken(f"another game is called {name!r}: choose another name, {other!r} for one", other)


def must_be_a_name(name: str) -> None:
    """Raises BadName for what no person could read in a list of games, or type to name one."""
    if not name.strip():
        raise BadName("a game needs a name: write at least one letter")
    if len(name) > LONGEST_NAME:
        raise BadName(f"a name has at most {LONGEST_NAME} characters, and this one has {len(name)}: shorten it")
    strange = [unicodedata.name(each, f"character {ord(each)}").lower() for each in name if not each.isprintable()]
    if strange:
        raise BadName(
            f"a name is one line of text that can be shown, and in this one there is a {strange[0]}: leave it out"
        )
    if name != name.strip():
        raise BadName(f"a name neither begins nor ends with a blank: write {name.strip()!r}")


def rename(connection: sa.Connection, game_id: str, name: str) -> GameRow:
    """Give the game another name. Raises UnknownGame and NameTaken."""
    row = known(connection, game_id)
    must_be_free(name, set(connection.scalars(sa.select(game.c.name).where(game.c.id != game_id))))
    connection.execute(sa.update(game).where(game.c.id == game_id).values(name=name))
    return attrs.evolve(row, name=name)


def shelve(connection: sa.Connection, game_id: str, at: int | None) -> GameRow:
    """Put the game on the shelf, or bring it back with None. Raises UnknownGame."""
    row = known(connection, game_id)
    connection.execute(sa.update(game).where(game.c.id == game_id).values(archived_at=at))
    return attrs.evolve(row, archived_at=at)


def must_be_at(name: str, now: Head, decided: Head) -> None:
    """Raises GameMovedOn unless the game's head is the one that somebody decided upon."""
    if now.seq == decided.seq and now.hash.startswith(decided.hash):
        return
    raise GameMovedOn(
        f"the game {name!r} has moved on: it was at event {decided.seq} and is at event {now.seq} now, so nothing was "
        "changed; look at it again and decide anew"
        if now.seq != decided.seq
        else f"the game {name!r} is not the one that was looked at: its event {now.seq} has another hash, so nothing "
        "was changed; look at it again and decide anew",
        str(now),
    )


def delete(connection: sa.Connection, row: GameRow) -> None:
    """The game with all that is its own, and its deck if no other game has it.

    The triggers stand all the while: they let go of the rows of a game that is doomed, and no game is doomed any more
    when the transaction ends.
    """
    connection.execute(doomed.insert(), {"game": row.id})
    for table in (note, desk, draft, event):
        connection.execute(sa.delete(table).where(table.c.game == row.id))
    connection.execute(sa.delete(game).where(game.c.id == row.id))
    others = sa.exists().where(game.c.deck == row.deck)
    connection.execute(sa.delete(deck).where(deck.c.hash == row.deck, ~others))
    connection.execute(sa.delete(doomed).where(doomed.c.game == row.id))


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - 5} more"] if len(names) > 5 else []
    return ", ".join([*map(repr, names[:5]), *more]) or "no games yet"
