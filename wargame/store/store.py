"""One save: many games, each with its deck and its append-only log, and the drafts of those who play them.

What a call has returned is on the disk. Each call is one transaction and may come from any thread, but one that writes
may wait for others, so it has no place on an event loop; and while a `write` block is open nobody else can write, so it
has room for reading, judging and appending, and for nothing that waits.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from difflib import get_close_matches
from hashlib import sha256
from itertools import count, starmap
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs
import sqlalchemy as sa

from wargame.store import savefile
from wargame.store.chain import Head
from wargame.store.check import inspect, noted_head
from wargame.store.errors import AmbiguousGame, GameExists, NameTaken, NotASave, SaveBusy, SaveDamaged, UnknownGame
from wargame.store.fault import Fault, FaultCode
from wargame.store.log import Log
from wargame.store.migrate import bring_up
from wargame.store.prepared import Driver
from wargame.store.record import Entry, GameRow, Record, line, whole
from wargame.store.savefile import told
from wargame.store.schema import deck, draft, game
from wargame.store.writer import Writer

PATIENCE = 30.0
"""Seconds to wait while others write. SQLite's queue is unfair: of 32 writers in a hot loop one waited 4.6 s."""


class Store:
    """An open save; made by `Store.open`, and to be closed, by `close` or a with block."""

    def __init__(self, path: Path, patience: float, engine: sa.Engine, claimed: tuple[int, int]) -> None:
        self.path = path
        self._patience = patience
        self._engine = engine
        self._writing = savefile.for_writing(engine)
        self._log = Log(engine.dialect)
        self._claimed: tuple[int, int] | None = claimed
        self._watch: sqlite3.Connection | None = None
        self._guard = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._in_turn = threading.Lock()

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, create: bool = True, patience: float = PATIENCE) -> Self:
        """Open the save that a path or an SQLAlchemy URL names; if `create` is set, make it when it is missing.

        A save of an older schema is brought up to date. `patience` is how many seconds to wait while others write.
        Raises SaveUnreachable, NotASave, SaveTooNew, SaveDamaged, SaveReadOnly, SaveBusy, SaveFull.
        """
        path = savefile.path_of(where)
        claimed = savefile.claim(path, create=create)
        engine = savefile.engine_of(path, patience)
        try:
            with told(path):
                bring_up(engine, path, create=create)
        except BaseException:
            engine.dispose()
            savefile.release(claimed)
            raise
        return cls(path, patience, engine, claimed)

    def close(self) -> None:
        """Give the file back. Safe to call twice; nothing else may be called afterwards."""
        with self._in_turn, self._guard:
            if self._claimed is None:
                return
            for connection in (self._watch, self._writer):
                if connection:
                    connection.close()
            self._engine.dispose()
            savefile.release(self._claimed)
            self._claimed = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Games

    def create_game(
        self,
        game_id: str,
        name: str,
        deck_text: str,
        entries: Sequence[Entry],
        *,
        created_at: int,
        numbered: bool = False,
    ) -> GameRow:
        """Deck, game and first events in one transaction.

        `game_id` is for good and must be unique among all saves (a UUID); `name` is unique in this one. With
        `numbered`, `name` is a stem, and the game is called after it with the lowest number that is free:
        "first-hour-3". The entries may be of several commands, one after the other. Sent twice, the game that is
        there is returned.

        Raises NameTaken; GameExists if another game has that id; ValueError for an id or name that is not one
        printable line, for no entries and for torn commands.
        """
        line("game_id", game_id)
        line("name", name)
        whole("created_at", created_at, least=0)
        if "\0" in deck_text:
            raise ValueError("a deck's text has no NUL")
        if not entries:
            raise ValueError("a game begins with at least one event")
        digest = sha256(deck_text.encode()).hexdigest()
        with self._transaction(self._writing) as connection:
            found = connection.execute(sa.select(game).where(game.c.id == game_id)).first()
            if found:
                row = GameRow(*found)
                first = self._log.records(connection.connection, game_id)[: len(entries)]
                if row.deck == digest and [r.command for r in first] == [e.command for e in entries]:
                    return row
                raise GameExists(f"the game {row.name!r} of this save has the id {game_id!r} already")
            names = set(connection.scalars(sa.select(game.c.name)))
            if numbered:
                name = _free(name, names)
            elif name in names:
                free = _free(name, names)
                raise NameTaken(f"another game is called {name!r}: choose another name, {free!r} for one", free)
            if not connection.scalar(sa.select(deck.c.hash).where(deck.c.hash == digest)):
                connection.execute(deck.insert(), {"hash": digest, "text": deck_text})
            row = GameRow(game_id, name, created_at, digest)
            connection.execute(game.insert(), attrs.asdict(row))
            Writer(connection.connection, self._log, game_id).begin_log(entries)
            return row

    def free_name(self, stem: str) -> str:
        """The stem with the lowest number that no game has now; to hold it, create the game with `numbered`."""
        return _free(stem, {row.name for row in self.games()})

    def games(self) -> list[GameRow]:
        """All games of the save, oldest first."""
        with self._transaction(self._engine) as connection:
            return list(starmap(GameRow, connection.execute(sa.select(game).order_by(game.c.created_at, game.c.id))))

    def find_game(self, text: str) -> GameRow:
        """The game with that name, or whose id begins so. Raises UnknownGame and AmbiguousGame."""
        games = self.games()
        for row in games:
            if row.name == text:
                return row
        fits = [row for row in games if text and row.id.startswith(text)]
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = tuple(row.name for row in fits)
            raise AmbiguousGame(f"{text!r} begins the ids of {_listed(names)}: give a name", names)
        names = tuple(row.name for row in games)
        near = tuple(get_close_matches(text, names, cutoff=0.5))
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"it has {_listed(names)}"
        raise UnknownGame(f"there is no game {text!r} in {self.path}: {hint}", near)

    def deck_text(self, digest: str) -> str:
        """The deck's text by its SHA-256. Raises SaveDamaged if it is missing or no longer has that hash."""
        with self._transaction(self._engine) as connection:
            text: str | None = connection.scalar(sa.select(deck.c.text).where(deck.c.hash == digest))
        if text is None or sha256(text.encode()).hexdigest() != digest:
            state = "is missing" if text is None else "was changed after it was written"
            raise SaveDamaged(f"{self.path} is damaged: the deck {digest[:12]}… {state}; have the save checked")
        return text

    # The log

    def head(self, game_id: str) -> Head:
        """The game's last record. Raises UnknownGame."""
        with self._transaction(self._engine) as connection:
            return self._log.head(connection.connection, game_id)

    def records(self, game_id: str, after: int = 0) -> list[Record]:
        """The game's records with numbers above `after`, in order, as they were at one moment. Raises UnknownGame."""
        with self._transaction(self._engine) as connection:
            records = self._log.records(connection.connection, game_id, after)
            if not records:
                self._log.head(connection.connection, game_id)
            return records

    @contextmanager
    def write(self, game_id: str) -> Iterator[Writer]:
        """A transaction in which nobody else writes: committed at the end of the block, undone if it raises.

        Raises UnknownGame, SaveBusy, SaveFull, SaveReadOnly, SaveDamaged, SaveUnreachable.
        """
        with told(self.path), self._turn() as connection:
            writer = Writer(connection, self._log, game_id)
            yield writer
            writer.must_be_whole()

    def data_version(self) -> int:
        """A number that changes whenever anybody, in this process or another, has committed to the save.

        For polling: about 10 µs. It may also change without a commit; it never fails to change after one.
        """
        with self._guard, told(self.path):
            self._must_be_open()
            if self._watch is None:
                self._watch = savefile.connect(self.path, self._patience)
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            return version

    # Drafts

    def save_draft(self, game_id: str, seat: str, text: str, at: int) -> None:
        """Keep what a seat has typed and not sent, in place of what was kept before. Raises UnknownGame."""
        with self._transaction(self._writing) as connection:
            self._log.head(connection.connection, game_id)
            connection.execute(sa.delete(draft).where(_drafted(game_id, seat)))
            connection.execute(draft.insert(), {"game": game_id, "seat": seat, "text": text, "at": at})

    def draft(self, game_id: str, seat: str) -> str | None:
        """What the seat had typed and not sent, or None."""
        with self._transaction(self._engine) as connection:
            text: str | None = connection.scalar(sa.select(draft.c.text).where(_drafted(game_id, seat)))
            return text

    def clear_draft(self, game_id: str, seat: str) -> None:
        """Forget the seat's draft, if it has one."""
        with self._transaction(self._writing) as connection:
            connection.execute(sa.delete(draft).where(_drafted(game_id, seat)))

    # The whole

    def check(self, game_id: str | None = None, *, head: str | Head | None = None) -> list[Fault]:
        """Every fault of the save, or of one game and the file around it; never raises for a damaged one.

        `head` is a game's head as somebody noted it ("12:9f86d081…"): with it a cut tail or a past written anew is
        seen too. Raises BadHead, and ValueError for a head without a game.
        """
        noted = noted_head(game_id, head)
        self._must_be_open()
        try:
            with told(self.path), closing(savefile.connect(self.path, self._patience)) as connection:
                return inspect(connection, game_id, noted)
        except SaveDamaged as error:
            return [Fault(FaultCode.FILE, str(error))]

    def _must_be_open(self) -> None:
        if self._claimed is None:
            raise ValueError("the save is closed")

    @contextmanager
    def _turn(self) -> Iterator[Driver]:
        """The transaction of `write`, on a connection that is kept for it.

        A process has one at a time, since SQLite has: its threads wait in a queue instead of asking again and again.
        """
        if not self._in_turn.acquire(timeout=self._patience):
            raise SaveBusy(f"{self.path} is being written by this program itself: nothing was written; try again")
        try:
            self._must_be_open()
            if self._writer is None:
                self._writer = savefile.connect(self.path, self._patience)
            with savefile.written(self._writer):
                yield self._writer
        finally:
            self._in_turn.release()

    @contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        self._must_be_open()
        with told(self.path), engine.connect() as connection, connection.begin():
            yield connection


def save_exists(where: str | os.PathLike[str]) -> bool:
    """Whether there is anything where a path or an SQLAlchemy URL points. Raises SaveUnreachable."""
    return savefile.path_of(where).exists()


def check_save(
    where: str | os.PathLike[str], game_id: str | None = None, *, head: str | Head | None = None
) -> list[Fault]:
    """`Store.check` for a save that perhaps cannot even be opened: that too is a fault then.

    Raises SaveUnreachable, SaveTooNew, SaveBusy, SaveReadOnly, SaveFull, BadHead: these say nothing about the save's
    health.
    """
    noted_head(game_id, head)
    try:
        store = Store.open(where, create=False)
    except (NotASave, SaveDamaged) as error:
        return [Fault(FaultCode.FILE, str(error))]
    with store:
        return store.check(game_id, head=head)


def _drafted(game_id: str, seat: str) -> sa.ColumnElement[bool]:
    return sa.and_(draft.c.game == game_id, draft.c.seat == seat)


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - 5} more"] if len(names) > 5 else []
    return ", ".join([*map(repr, names[:5]), *more]) or "no games yet"


def _free(stem: str, taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"{stem}-{number}") not in taken)
