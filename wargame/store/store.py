"""One save: many games, each with its deck, its append-only log and notes, and what lies beside it while it is played.

What a call has returned is on the disk. Each call is one transaction and may come from any thread, but one that writes
may wait for others, so it has no place on an event loop; and while a `write` block is open nobody else can write, so it
has room for reading, judging and appending, and for nothing that waits.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import attrs
import sqlalchemy as sa

from wargame.store import desk, games, place
from wargame.store.backup import back_up
from wargame.store.bundle import Bundle, entry_of, note_entry_of
from wargame.store.chain import Head
from wargame.store.check import inspect, noted_head
from wargame.store.errors import GameExists, NotASave, SaveDamaged
from wargame.store.fault import Fault, FaultCode
from wargame.store.notes import NoteEntry, NoteRecord
from wargame.store.opened import OpenSave
from wargame.store.record import Entry, GameRow, Record, line, whole
from wargame.store.savefile import told
from wargame.store.schema import deck, game
from wargame.store.writer import Writer


class Store(OpenSave):
    """An open save; made by `Store.open`, and to be closed, by `close` or a with block."""

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

        `game_id` is for good and must be unique among all saves (a UUID); `name` is unique in this one, and such as
        `rename_game` takes. With `numbered`, `name` is a stem, which is cut if it is long, and the game is called
        after it with the lowest number that is free: "first-hour-3". The entries may be of several commands, one after
        the other. Sent twice, the game that is there is returned.

        Raises NameTaken; BadName; GameExists if another game has that id; ValueError for an id that is not one
        printable line, for no entries and for torn commands.
        """
        line("game_id", game_id)
        games.must_be_a_name(games.stem_of(name) if numbered else name)
        whole("created_at", created_at, least=0)
        if "\0" in deck_text:
            raise ValueError("a deck's text has no NUL")
        if not entries:
            raise ValueError("a game begins with at least one event")
        digest = sha256(deck_text.encode()).hexdigest()
        with self._changing() as connection:
            row = games.game_of(connection, game_id)
            if row:
                first = self._log.records(connection.connection, game_id)[: len(entries)]
                if row.deck == digest and [r.command for r in first] == [e.command for e in entries]:
                    return row
                raise GameExists(f"the game {row.name!r} of this save has the id {game_id!r} already")
            names = set(connection.scalars(sa.select(game.c.name)))
            if numbered:
                name = games.free(name, names)
            else:
                games.must_be_free(name, names)
            if not connection.scalar(sa.select(deck.c.hash).where(deck.c.hash == digest)):
                connection.execute(deck.insert(), {"hash": digest, "text": deck_text})
            row = GameRow(game_id, name, created_at, digest)
            connection.execute(game.insert(), attrs.asdict(row))
            Writer(connection.connection, self._log, game_id).begin_log(entries)
            return row

    def free_name(self, stem: str) -> str:
        """The stem with the lowest number that no game has now; to hold it, create the game with `numbered`."""
        return games.free(stem, {row.name for row in self.games()})

    def games(self) -> list[GameRow]:
        """All games of the save, oldest first; those on the shelf too (`GameRow.archived_at`)."""
        with self._reading() as connection:
            return games.all_games(connection)

    def find_game(self, text: str) -> GameRow:
        """The game with that name, or whose id begins so. Raises UnknownGame and AmbiguousGame."""
        return games.found(self.games(), text, self.path)

    def rename_game(self, game_id: str, name: str) -> GameRow:
        """Give the game another name: one line of at most 60 printable characters, with no blank at either end.

        Raises UnknownGame, NameTaken with a name that is free, and BadName.
        """
        games.must_be_a_name(name)
        with self._changing() as connection:
            return games.rename(connection, game_id, name)

    def archive_game(self, game_id: str, at: int | None) -> GameRow:
        """Put the game on the shelf, where it stays as it is; None brings it back.

        `at` is now, in milliseconds since the epoch, UTC. Raises UnknownGame, and ValueError for a number out of range.
        """
        if at is not None:
            whole("at", at, least=0)
        with self._changing() as connection:
            return games.shelve(connection, game_id, at)

    def delete_game(self, game_id: str, *, head: Head | str | None = None) -> None:
        """Remove the game for good: log, notes, desk, drafts, and its deck if no other game has it; wholly or not.

        With `head`, as somebody saw it who decided to delete the game, it is refused if the game has moved on since.
        The file does not grow smaller, but what was deleted is overwritten in it, and its room is used again. Nothing
        brings it back but a backup.

        Raises UnknownGame, GameMovedOn and BadHead.
        """
        decided = Head.read(head) if isinstance(head, str) else head
        with self._changing() as connection:
            row = games.known(connection, game_id)
            if decided:
                games.must_be_at(row.name, self._log.head(connection.connection, game_id, lock=True), decided)
            games.delete(connection, row)

    def deck_text(self, digest: str) -> str:
        """The deck's text by its SHA-256. Raises SaveDamaged if it is missing or no longer has that hash."""
        with self._reading() as connection:
            text: str | None = connection.scalar(sa.select(deck.c.text).where(deck.c.hash == digest))
        if text is None or sha256(text.encode()).hexdigest() != digest:
            state = "is missing" if text is None else "was changed after it was written"
            raise SaveDamaged(f"{self.path} is damaged: the deck {digest[:12]}… {state}; have the save checked")
        return text

    def bundle(self, game_id: str) -> Bundle:
        """All of the game that is for good, as it was at one moment. Raises UnknownGame and SaveDamaged."""
        with self._reading() as connection:
            row = games.known(connection, game_id)
            records = self._log.records(connection.connection, game_id)
            notes = self._notebook.notes(connection.connection, game_id)
        return Bundle(row, self.deck_text(row.deck), tuple(records), tuple(notes))

    def take_in(self, bundles: Sequence[Bundle]) -> list[GameRow | None]:
        """Games of an archive become games of this save: all of them or none, and none in place of another.

        Each gets its own name, or one with a number where that is taken; None stands for one that was here already.
        Raises GameExists where this save has a game of that id which is not the same.
        """
        with self._changing() as connection:
            return [self._take_in(connection, each) for each in bundles]

    def _take_in(self, connection: sa.Connection, bundle: Bundle) -> GameRow | None:
        driver, row = connection.connection, bundle.row
        there = games.game_of(connection, row.id)
        if there:
            if self._log.head(driver, row.id) == bundle.head and there.deck == row.deck:
                return None
            raise GameExists(
                f"the game {row.name!r} is in this save already as {there.name!r}, with other events; delete it, or "
                "take the archive into another save"
            )
        names = set(connection.scalars(sa.select(game.c.name)))
        if row.name in names:
            row = attrs.evolve(row, name=games.free(row.name, names))
        if not connection.scalar(sa.select(deck.c.hash).where(deck.c.hash == row.deck)):
            connection.execute(deck.insert(), {"hash": row.deck, "text": bundle.deck})
        connection.execute(game.insert(), attrs.asdict(row))
        writer = Writer(driver, self._log, row.id)
        writer.begin_log([entry_of(each) for each in bundle.records])
        for each in bundle.notes:
            self._notebook.add(driver, row.id, note_entry_of(each), each.command)
        return row

    # The log

    def head(self, game_id: str) -> Head:
        """The game's last record. Raises UnknownGame."""
        with self._reading() as connection:
            return self._log.head(connection.connection, game_id)

    def records(self, game_id: str, after: int = 0) -> list[Record]:
        """The game's records with numbers above `after`, in order, as they were at one moment. Raises UnknownGame."""
        with self._reading() as connection:
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

    # Beside the log

    def add_note(self, game_id: str, entry: NoteEntry, command: str) -> NoteRecord:
        """Put a note after the game's last one, for good; the log's head stays where it is.

        `command` is an id that is unique in the game: sent twice, the note that is there is returned. Raises
        UnknownGame, and ValueError for an id that is not one printable line and for a note about an event that the
        game does not have.
        """
        line("command", command)
        with told(self.path), self._turn() as connection:
            head = self._log.head(connection, game_id, lock=True)
            if entry.about is not None and entry.about > head.seq:
                raise ValueError(f"there is no event {entry.about} yet for a note to be about: the last is {head.seq}")
            return self._notebook.add(connection, game_id, entry, command)

    def notes(self, game_id: str, after: int = 0) -> list[NoteRecord]:
        """The game's notes with numbers above `after`, in order. Raises UnknownGame."""
        with self._reading() as connection:
            notes = self._notebook.notes(connection.connection, game_id, after)
            if not notes:
                games.known(connection, game_id)
            return notes

    def desk(self, game_id: str) -> dict[str, str]:
        """What lies on the facilitator's desk for the game, by its key. Raises UnknownGame."""
        with self._reading() as connection:
            games.known(connection, game_id)
            return desk.desk_of(connection, game_id)

    def set_desk(self, game_id: str, values: Mapping[str, str | None]) -> None:
        """Put each text on the game's desk under its key, in place of what lay there; None takes away.

        All of them or none; other keys stay. Raises UnknownGame, and ValueError for a key that is not one printable
        line and for text with a NUL or a lone surrogate.
        """
        desk.layable(values)
        with self._changing() as connection:
            games.known(connection, game_id)
            desk.lay(connection, game_id, values)

    def change_desk(self, game_id: str, key: str, change: Callable[[str | None], str | None]) -> None:
        """Put what `change` makes of the text under a key in its place, while nobody else writes.

        So two who change the same thing at once both have their way. Raises as `set_desk` does.
        """
        with self._changing() as connection:
            games.known(connection, game_id)
            values = {key: change(desk.desk_of(connection, game_id).get(key))}
            desk.layable(values)
            desk.lay(connection, game_id, values)

    def save_draft(self, game_id: str, seat: str, text: str, at: int) -> None:
        """Keep what a seat has typed and not sent, in place of what was kept before. Raises UnknownGame."""
        with self._changing() as connection:
            games.known(connection, game_id)
            desk.put_draft(connection, game_id, seat, text, at)

    def draft(self, game_id: str, seat: str) -> str | None:
        """What the seat had typed and not sent, or None."""
        with self._reading() as connection:
            return desk.draft_of(connection, game_id, seat)

    def clear_draft(self, game_id: str, seat: str) -> None:
        """Forget the seat's draft, if it has one."""
        with self._changing() as connection:
            desk.drop_draft(connection, game_id, seat)

    # The whole

    def check(self, game_id: str | None = None, *, head: str | Head | None = None) -> list[Fault]:
        """Every fault of the save, or of one game and the file around it; never raises for a damaged one.

        `head` is a game's head as somebody noted it ("12:9f86d081…"): with it a cut tail or a past written anew is
        seen too. Raises BadHead, and ValueError for a head without a game.
        """
        noted = noted_head(game_id, head)
        self._must_be_open()
        try:
            with told(self.path), closing(self._connect()) as connection:
                return inspect(connection, game_id, noted)
        except SaveDamaged as error:
            return [Fault(FaultCode.FILE, str(error))]

    def backup(self, to: str | os.PathLike[str]) -> Path:
        """Copy the save as it is at one moment, while others write, to a file that is not there yet; give its path.

        The copy is a save in one file, with its games, notes, desks and drafts, readable by its owner alone. It is
        there whole or not at all. Works for a save that may only be read.

        Raises BackupExists, SaveUnreachable, SaveFull, SaveBusy, SaveDamaged.
        """
        self._must_be_open()
        path = place.path_of(to)
        back_up(self.path, path, self._connect)
        return path


def save_exists(where: str | os.PathLike[str]) -> bool:
    """Whether there is anything where a path or an SQLAlchemy URL points. Raises SaveUnreachable."""
    return place.path_of(where).exists()


def check_save(
    where: str | os.PathLike[str], game_id: str | None = None, *, head: str | Head | None = None
) -> list[Fault]:
    """`Store.check` for a save that perhaps cannot even be opened: that too is a fault then. It changes nothing.

    Raises SaveUnreachable, SaveTooNew, SaveBusy, SaveReadOnly, SaveFull, BadHead: these say nothing about the save's
    health.
    """
    noted_head(game_id, head)
    try:
        store = Store.open(where, create=False, writing="no")
    except (NotASave, SaveDamaged) as error:
        return [Fault(FaultCode.FILE, str(error))]
    with store:
        return store.check(game_id, head=head)
