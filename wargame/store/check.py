"""Looking for every fault of a save, however damaged it is.

SQLite's own check sees about one damaged byte in thirty; the hash chain sees all that is in a log. Nothing is taken
on trust here: rows are read as bytes, each as it lies in its table and not through an index, and what cannot be read
is a fault like any other.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

import attrs

from wargame.store.chain import Head, chain_faults, fits_head
from wargame.store.fault import Fault, FaultCode
from wargame.store.record import GameRow, Record

_Row = tuple[bytearray | bytes | int | float | None, ...]

# NOT INDEXED reads the table itself, in the order in which its rows were written.
_EVENTS = "SELECT game, seq, at, actor, audience, command, kind, version, body, hash FROM event NOT INDEXED"
_GAMES = "SELECT id, name, created_at, deck FROM game NOT INDEXED"
_DECKS = "SELECT hash, text FROM deck NOT INDEXED"


def _names_and_types(values: type[attrs.AttrsInstance]) -> tuple[list[str], list[object]]:
    return [field.name for field in attrs.fields(values)], [field.type for field in attrs.fields(values)]


_RECORD = _names_and_types(Record)
_GAME = _names_and_types(GameRow)
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


@attrs.define
class _Log:
    """What is there of one game."""

    records: list[Record] = attrs.Factory(list)
    unreadable: dict[int, Fault] = attrs.Factory(dict)

    def add(self, row: _Row) -> None:
        try:
            self.records.append(Record(*map(_cell, *_RECORD, row)))
        except ValueError as error:
            place = len(self.records) + len(self.unreadable) + 1
            seq = row[0] if type(row[0]) is int else place
            self.unreadable[seq] = Fault(FaultCode.UNREADABLE, str(error), seq=seq)

    def numbers(self) -> list[int]:
        return sorted([*(record.seq for record in self.records), *self.unreadable])


class _Inspection:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._faults: list[Fault] = []

    def run(self, game_id: str | None, noted: Head | None) -> Iterator[Fault]:
        self._connection.execute("BEGIN")  # so that all of it is seen at one moment
        self._structure()
        decks = self._decks()
        games = self._games()
        logs: dict[str, _Log] = {}
        for row in self._rows("event", _EVENTS):
            logs.setdefault(_label(row[0]), _Log()).add(row[1:])
        yield from self._faults
        if game_id is not None and game_id not in games:
            yield Fault(FaultCode.GAME, "there is no such game in the save, or its row was changed", game_id)
        for game in games.values():
            if game_id in (None, game.id):
                faults = _of_game(game, decks, logs.get(game.id, _Log()), noted)
                yield from (attrs.evolve(fault, game=game.name) for fault in faults)
        for label, log in logs.items():
            if label not in games:
                yield _orphans(label, log.numbers())

    def _structure(self) -> None:
        found = [_label(row[0]) for row in self._rows("structure", "PRAGMA integrity_check")]
        more = len(found) - _MOST_FILE_FAULTS
        for text in found[:_MOST_FILE_FAULTS] if found != ["ok"] else []:
            self._note(f"the file's inner structure is damaged ({text}): export what can still be read")
        if more > 0:
            self._note(f"its inner structure has {more} more faults")

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
                game = GameRow(*map(_cell, *_GAME, row))
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


def _of_game(game: GameRow, decks: set[str], log: _Log, noted: Head | None) -> Iterator[Fault]:
    if game.deck not in decks:
        yield Fault(FaultCode.DECK, "its deck is not in the save: the game cannot be opened")
    if not log.numbers():
        yield Fault(FaultCode.EMPTY, "it has no events at all: its log was cut off or belongs to another game now")
    yield from log.unreadable.values()
    # An unreadable record is missing from the readable ones, but that has just been said.
    faults = chain_faults(game.id, log.records, Head())
    yield from (fault for fault in faults if fault.seq not in log.unreadable)
    if noted and (fault := fits_head(game.id, log.records, noted)):
        yield fault


def _orphans(label: str, numbers: list[int]) -> Fault:
    others = f"it and {len(numbers) - 1} others belong" if len(numbers) > 1 else "it belongs"
    return Fault(FaultCode.ORPHAN, f"{others} to a game that the save does not have", label, numbers[0])


def _cell(name: str, kind: object, cell: object) -> Any:
    with suppress(UnicodeDecodeError):
        if kind is str and type(cell) is bytearray:
            return cell.decode()
        if kind is int and type(cell) is int:
            return cell
    meant = "a whole number" if kind is int else "text"
    raise ValueError(f"its {name} is no longer {meant}: it was changed after it was written")


def _label(cell: object) -> str:
    """The cell's text if it is text that can be shown, else something that shows what is there."""
    text = cell.decode(errors="backslashreplace") if isinstance(cell, bytearray | bytes) else repr(cell)
    return text if text.isprintable() else ascii(text)
