"""Looking for every fault of a save, however damaged it is.

SQLite's own check sees about one damaged byte in thirty; the hash chains see all that is in a log and in the notes.
Nothing is taken on trust here: rows are read as bytes, each as it lies in its table and not through an index, and what
cannot be read is a fault like any other.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs

from wargame.store.chain import Head, chain_faults, fits_head
from wargame.store.fault import Fault, FaultCode
from wargame.store.notes import NoteRecord, note_faults
from wargame.store.record import GameRow, Record
from wargame.store.schema import NEWEST, REVISIONS
from wargame.store.shape import OBJECTS, differences, evened

_Row = tuple[bytearray | bytes | int | float | None, ...]

# NOT INDEXED reads the table itself, in the order in which its rows were written.
_EVENTS = "SELECT game, seq, at, actor, audience, command, kind, version, body, hash FROM event NOT INDEXED"
_NOTES = "SELECT game, number, at, author, audience, about, command, kind, version, body, hash FROM note NOT INDEXED"
_GAMES = "SELECT id, name, created_at, deck, archived_at FROM game NOT INDEXED"
_DECKS = "SELECT hash, text FROM deck NOT INDEXED"


def _names_and_types(values: type[attrs.AttrsInstance]) -> tuple[list[str], list[object]]:
    return [field.name for field in attrs.fields(values)], [field.type for field in attrs.fields(values)]


_FIELDS = {values: _names_and_types(values) for values in (Record, NoteRecord, GameRow)}
_WHOLE_OR_NONE = int | None
_MOST_FILE_FAULTS = 10


def noted_head(game_id: str | None, head: str | Head | None) -> Head | None:
    """The head that the caller of a check gave. Raises BadHead, and ValueError if there is no game to it."""
    if head is not None and game_id is None:
        raise ValueError("a head belongs to a game: say which")
    return Head.read(head) if isinstance(head, str) else head


def inspect(connection: sqlite3.Connection, game_id: str | None, noted: Head | None) -> list[Fault]:
    """The faults of the save behind a connection that is ours alone; it is left reading text as bytes."""
    # Blobs still come as bytes: one flipped bit in a row's header turns text into a blob of the same bytes.
    connection.text_factory = bytearray
    return list(_Inspection(connection).run(game_id, noted))


_V = TypeVar("_V", Record, NoteRecord)


@attrs.define
class _Stream(Generic[_V]):
    """What is there of one game's log, or of its notes."""

    kind: type[_V]
    values: list[_V] = attrs.Factory(list)
    unreadable: dict[int, str] = attrs.Factory(dict)

    def add(self, row: _Row) -> None:
        try:
            self.values.append(self.kind(*map(_cell, *_FIELDS[self.kind], row)))
        except ValueError as error:
            place = len(self.values) + len(self.unreadable) + 1
            number = row[0] if type(row[0]) is int else place
            self.unreadable[number] = str(error)

    def numbers(self) -> list[int]:
        number: Callable[[_V], int] = attrgetter(_FIELDS[self.kind][0][0])
        return sorted([*map(number, self.values), *self.unreadable])


class _Inspection:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._faults: list[Fault] = []

    def run(self, game_id: str | None, noted: Head | None) -> Iterator[Fault]:
        self._connection.execute("BEGIN")  # so that all of it is seen at one moment
        self._structure()
        decks = self._decks()
        games = self._games()
        logs: dict[str, _Stream[Record]] = {}
        for row in self._rows("event", _EVENTS):
            logs.setdefault(_label(row[0]), _Stream(Record)).add(row[1:])
        notes: dict[str, _Stream[NoteRecord]] = {}
        for row in self._rows("note", _NOTES):
            notes.setdefault(_label(row[0]), _Stream(NoteRecord)).add(row[1:])
        self._shape()
        yield from self._faults
        if game_id is not None and game_id not in games:
            yield Fault(FaultCode.GAME, "there is no such game in the save, or its row was changed", game_id)
        for game in games.values():
            if game_id in (None, game.id):
                faults = chain(
                    _of_game(game, decks, logs.get(game.id, _Stream(Record)), noted),
                    _of_notes(game, notes.get(game.id, _Stream(NoteRecord))),
                )
                yield from (attrs.evolve(fault, game=game.name) for fault in faults)
        for label, log in logs.items():
            if label not in games:
                first, *more = log.numbers()
                yield Fault(FaultCode.ORPHAN, _stray("it", len(more)), label, first)
        for label, written in notes.items():
            if label not in games:
                first, *more = written.numbers()
                yield Fault(FaultCode.ORPHAN, _stray(f"note {first}", len(more)), label, note=first)

    def _structure(self) -> None:
        found = [_label(row[0]) for row in self._rows("structure", "PRAGMA integrity_check")]
        more = len(found) - _MOST_FILE_FAULTS
        for text in found[:_MOST_FILE_FAULTS] if found != ["ok"] else []:
            self._note(f"the file's inner structure is damaged ({text}): export what can still be read")
        if more > 0:
            self._note(f"its inner structure has {more} more faults")

    def _shape(self) -> None:
        """Tables and triggers, if the save is of the newest schema: of an older one we no longer know them."""
        revisions = [_label(row[0]) for row in self._rows("version", "SELECT version_num FROM alembic_version")]
        if revisions != [NEWEST] and set(revisions) < set(REVISIONS):
            return
        found = {(_label(kind), _label(name)): evened(_text(sql)) for kind, name, sql in self._rows("schema", OBJECTS)}
        faults = [_printable(sentence) for sentence in differences(found)]
        for row in self._rows("doomed", "SELECT game FROM doomed"):
            faults.append(f"the game {_label(row[0])} is marked as being deleted: what it holds is not guarded now")
        self._faults += [Fault(FaultCode.SCHEMA, sentence) for sentence in faults]

    def _decks(self) -> set[str]:
        digests = set()
        for digest, text in self._rows("deck", _DECKS):
            digests.add(_label(digest))
            if not isinstance(text, bytearray) or sha256(text).hexdigest() != _label(digest):
                sentence = f"the text of the deck {_label(digest)[:12]}… was changed after it was written"
                self._faults.append(Fault(FaultCode.DECK, sentence))
        return digests

    def _games(self) -> dict[str, GameRow]:
        games = {}
        for row in self._rows("game", _GAMES):
            try:
                game = GameRow(*map(_cell, *_FIELDS[GameRow], row))
                games[game.id] = game
            except ValueError as error:
                self._faults.append(Fault(FaultCode.GAME, f"the game's row cannot be read: {error}", _label(row[0])))
        return games

    def _rows(self, what: str, statement: str) -> Iterator[_Row]:
        try:
            yield from self._connection.execute(statement)
        except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
            self._note(f"the {what} table of the file cannot be read to its end ({error}): what follows there is lost")

    def _note(self, sentence: str) -> None:
        self._faults.append(Fault(FaultCode.FILE, sentence))


def _of_game(game: GameRow, decks: set[str], log: _Stream[Record], noted: Head | None) -> Iterator[Fault]:
    if game.deck not in decks:
        yield Fault(FaultCode.DECK, "its deck is not in the save: the game cannot be opened")
    if not log.numbers():
        yield Fault(FaultCode.EMPTY, "it has no events at all: its log was cut off or belongs to another game now")
    for seq, sentence in log.unreadable.items():
        yield Fault(FaultCode.UNREADABLE, sentence, seq=seq)
    # An unreadable record is missing from the readable ones, but that has just been said.
    faults = chain_faults(game.id, log.values, Head())
    yield from (fault for fault in faults if fault.seq not in log.unreadable)
    if noted and (fault := fits_head(game.id, log.values, noted)):
        yield fault


def _of_notes(game: GameRow, notes: _Stream[NoteRecord]) -> Iterator[Fault]:
    for number, sentence in notes.unreadable.items():
        yield Fault(FaultCode.UNREADABLE, f"note {number}: {sentence}", note=number)
    faults = note_faults(game.id, notes.values)
    yield from (fault for fault in faults if fault.note not in notes.unreadable)


def _stray(first: str, others: int) -> str:
    them = f"{first} and {others} others belong" if others else f"{first} belongs"
    return f"{them} to a game that the save does not have"


def _cell(name: str, kind: object, cell: object) -> Any:
    with suppress(UnicodeDecodeError):
        if kind is str and type(cell) is bytearray:
            return cell.decode()
        if kind is not str and type(cell) is int:
            return cell
        if kind == _WHOLE_OR_NONE and cell is None:
            return None
    meant = "text" if kind is str else "a whole number"
    raise ValueError(f"its {name} is no longer {meant}: it was changed after it was written")


def _label(cell: object) -> str:
    """The cell's text if it is text that can be shown, else something that shows what is there."""
    return _printable(_text(cell))


def _text(cell: object) -> str:
    return cell.decode(errors="backslashreplace") if isinstance(cell, bytearray | bytes) else repr(cell)


def _printable(text: str) -> str:
    return text if text.isprintable() else ascii(text)
