"""Games as one file, to be sent to somebody else: their logs and notes as JSON Lines, and their decks, in a zip.

An archive is canonical: the same games always make the same bytes, and an archive that is not byte for byte what this
module would write of its games is refused. So nothing in it is left to be trusted: no names of files, no sizes, no
compression, no dates. What it cannot show is that somebody wrote a whole game anew, hashes and all; for that there are
a noted head and the checks of the table.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

import attrs

from wargame.store.bundle import Bundle, entry_of, note_entry_of
from wargame.store.chain import Head, chain_faults
from wargame.store.errors import BadArchive
from wargame.store.games import must_be_a_name
from wargame.store.notes import NoteRecord, note_faults
from wargame.store.record import GameRow, Record, line, storable, whole

FORMAT = 1
MOST_BYTES = 256_000_000
"""Of an archive; a game of 10,000 events has 6 MB."""
MOST_GAMES = 1000

_MANIFEST = "wargame.json"
_WHAT = "games of wargame"
#: What every file of an archive is said to have been written at: the earliest that a zip can say.
_WRITTEN = (1980, 1, 1, 0, 0, 0)


def packed(bundles: Sequence[Bundle]) -> bytes:
    """The archive of these games, in this order. Raises ValueError for none, and for one that stands there twice."""
    if not bundles or len({each.row.id for each in bundles}) != len(bundles):
        raise ValueError("an archive has at least one game, and each game once")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _files(bundles):
            info = zipfile.ZipInfo(name, _WRITTEN)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, text.encode())
    return stream.getvalue()


def unpacked(raw: bytes) -> tuple[Bundle, ...]:
    """The games of an archive, each with a whole chain. Raises BadArchive with a sentence for a person."""
    if len(raw) > MOST_BYTES:
        raise BadArchive(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        bundles = tuple(_bundles(_contents(raw)))
        if packed(bundles) != raw:
            raise BadArchive("it is not as this program writes it: something in it was changed or added")
    except BadArchive:
        raise
    except (ValueError, KeyError, TypeError, RecursionError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise BadArchive("it is damaged, or no archive of games") from error
    except NotImplementedError as error:
        raise BadArchive("it is packed in a way that this program never packs") from error
    for each in bundles:
        _must_be_whole(each)
    return bundles


def _files(bundles: Sequence[Bundle]) -> Iterator[tuple[str, str]]:
    games = [{**attrs.asdict(each.row), "events": len(each.records), "notes": len(each.notes)} for each in bundles]
    yield _MANIFEST, _line({"what": _WHAT, "format": FORMAT, "games": games})
    for digest, text in {each.row.deck: each.deck for each in bundles}.items():
        yield f"decks/{digest}.yaml", text
    for number, each in enumerate(bundles, 1):
        yield f"games/{number}/events.jsonl", "".join(_line(attrs.asdict(record)) for record in each.records)
        yield f"games/{number}/notes.jsonl", "".join(_line(attrs.asdict(record)) for record in each.notes)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _contents(raw: bytes) -> dict[str, str]:
    """The files of the zip by name; only such as are stored as they are, so that none grows when it is read."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        infos = archive.infolist()
        if len(infos) > 2 * MOST_GAMES + MOST_GAMES + 1:
            raise BadArchive(f"it has more files than {MOST_GAMES} games make")
        for info in infos:
            if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 or info.file_size > len(raw):
                raise BadArchive("it is packed in a way that this program never packs")
            found[info.filename] = archive.read(info).decode()
    return found


def _bundles(files: dict[str, str]) -> Iterator[Bundle]:
    manifest = json.loads(files[_MANIFEST])
    if manifest["what"] != _WHAT:
        raise BadArchive("it is no archive of games")
    if whole("format", manifest["format"], least=1) > FORMAT:
        raise BadArchive("it was written by a later version of this program")
    if len(manifest["games"]) > MOST_GAMES:
        raise BadArchive(f"it has more than {MOST_GAMES} games")
    for number, row in enumerate(manifest["games"], 1):
        counted = dict(row)
        del counted["events"], counted["notes"]
        game = _row(counted)
        yield Bundle(
            game,
            storable("deck", files[f"decks/{game.deck}.yaml"]),
            tuple(_record(each) for each in _lines(files[f"games/{number}/events.jsonl"])),
            tuple(_note(each) for each in _lines(files[f"games/{number}/notes.jsonl"])),
        )


def _lines(text: str) -> Iterable[Any]:
    return [json.loads(each) for each in text.split("\n") if each]


def _row(value: dict[str, Any]) -> GameRow:
    row = GameRow(**value)
    line("id", row.id)
    must_be_a_name(row.name)
    whole("created_at", row.created_at, least=0)
    if row.archived_at is not None:
        whole("archived_at", row.archived_at, least=0)
    return row


def _record(value: dict[str, Any]) -> Record:
    record = Record(**value)
    whole("seq", record.seq, least=1)
    entry_of(record)
    return record


def _note(value: dict[str, Any]) -> NoteRecord:
    note = NoteRecord(**value)
    whole("number", note.number, least=1)
    line("command", note.command)
    note_entry_of(note)
    return note


def _must_be_whole(bundle: Bundle) -> None:
    """Raises BadArchive unless log, notes and deck are what they were when they were written."""
    name = bundle.row.name
    if not bundle.records:
        raise BadArchive(f"the game {name!r} has no events")
    if sha256(bundle.deck.encode()).hexdigest() != bundle.row.deck:
        raise BadArchive(f"the deck of {name!r} was changed after it was written")
    for fault in (*chain_faults(bundle.row.id, bundle.records, Head()), *note_faults(bundle.row.id, bundle.notes)):
        where = f"event {fault.seq}: " if fault.seq else ""
        raise BadArchive(f"the game {name!r} was changed after it was written: {where}{fault.sentence}")
    beyond = next((each for each in bundle.notes if (each.about or 0) > bundle.head.seq), None)
    if beyond is not None:
        raise BadArchive(f"note {beyond.number} of {name!r} is about an event that the game does not have")
