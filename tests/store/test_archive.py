"""Archives: games in one file, that come back equal, or are refused with a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from wargame.store import BadArchive, Bundle, Entry, GameExists, NoteEntry, Store
from wargame.store.archive import packed, unpacked

TEXTS = ("plain", "два", "이야기", 'quote " and \\ back', "\u2028 line", "emoji \U0001f6a2", "x" * 3000)


def filled(store: Store, number: int, *, events: int = 9, notes: int = 4) -> str:
    draw = Random(number)
    entries = [
        Entry(1_700_000_000_000 + each, "table", "all", f"c{each // 2}", "kind", 1, json.dumps(draw.choice(TEXTS)))
        for each in range(events)
    ]
    row = store.create_game(f"id-{number}", f"Game {number}", f"deck: {number % 3}\n", entries, created_at=number)
    for each in range(notes):
        about = draw.choice([None, 1, events])
        store.add_note(row.id, NoteEntry(5, "scribe", "all", "note", 1, draw.choice(TEXTS), about), f"n{each}")
    return row.id


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with Store.open(tmp_path / "one.db") as one, Store.open(tmp_path / "two.db") as two:
        yield one, two


def everything(store: Store) -> list[Bundle]:
    return [store.bundle(row.id) for row in store.games()]


def test_fifty_games_go_from_one_save_to_another_and_are_equal(stores: tuple[Store, Store]) -> None:
    one, two = stores
    for number in range(50):
        filled(one, number)
    raw = packed(everything(one))
    taken = two.take_in(unpacked(raw))
    assert len(taken) == 50
    assert everything(two) == everything(one)
    assert packed(everything(two)) == raw
    assert two.check() == []
    assert two.take_in(unpacked(raw)) == [None] * 50


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(stores: tuple[Store, Store]) -> None:
    one, two = stores
    filled(one, 1)
    two.create_game("other", "Game 1", "deck: 9\n", [Entry(1, "t", "all", "c", "k", 1, "1")], created_at=1)
    (row,) = two.take_in(unpacked(packed(everything(one))))
    assert row is not None
    assert row.name == "Game 1-1"
    assert two.find_game("Game 1").id == "other"


def test_a_game_that_went_another_way_is_refused_and_none_of_the_others_is_taken(stores: tuple[Store, Store]) -> None:
    one, two = stores
    filled(one, 1)
    filled(one, 2)
    filled(two, 2, events=3)
    with pytest.raises(GameExists, match="with other events"):
        two.take_in(unpacked(packed(everything(one))))
    assert [row.id for row in two.games()] == ["id-2"]


def archive_of(tmp_path: Path) -> bytes:
    with Store.open(tmp_path / "small.db") as store:
        filled(store, 1, events=3, notes=2)
        filled(store, 2, events=2, notes=1)
        return packed(everything(store))


def rezipped(raw: bytes, change: dict[str, bytes | None], **more: bytes) -> bytes:
    """The same archive with some files changed, left out or added, and every checksum right."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            data = change.get(info.filename, old.read(info))
            if data is not None:
                new.writestr(info, data)
        for name, data in more.items():
            new.writestr(name, data)
    return stream.getvalue()


def hostile(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Archives that somebody made by hand, each with what is odd about it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    manifest = json.loads(files["wargame.json"])
    for name in files:
        yield f"without {name}", rezipped(raw, {name: None})
        yield f"empty {name}", rezipped(raw, {name: b""})
        yield f"no UTF-8 in {name}", rezipped(raw, {name: files[name] + b"\xff"})
        yield f"more in {name}", rezipped(raw, {name: files[name] + b"\n"})
    for name in ("../../escape", "/etc/passwd", "C:\\windows", "games/1/../../x", "con", "a\0b", "decks/"):
        yield f"a file called {name!r}", rezipped(raw, {}, **{name: b"x"})
    for key, value in (("format", 2), ("format", True), ("what", "x"), ("games", None), ("games", {}), ("games", [1])):
        yield f"{key}: {value}", rezipped(raw, {"wargame.json": json.dumps({**manifest, key: value}).encode()})
    for key, value in (("id", "a\nb"), ("name", ""), ("created_at", -1), ("deck", "0" * 64), ("odd", 1)):
        games = [{**manifest["games"][0], key: value}, *manifest["games"][1:]]
        yield (
            f"game with {key}: {value!r}",
            rezipped(raw, {"wargame.json": json.dumps({**manifest, "games": games}).encode()}),
        )
    events = files["games/1/events.jsonl"]
    yield "an event less", rezipped(raw, {"games/1/events.jsonl": b"".join(events.splitlines(True)[:-2])})
    yield "an event twice", rezipped(raw, {"games/1/events.jsonl": events + events.splitlines(True)[-1]})
    yield (
        "another body",
        rezipped(raw, {"games/1/events.jsonl": events.replace(b'"kind":"kind"', b'"kind":"kinds"', 1)}),
    )
    yield "deep", rezipped(raw, {"wargame.json": b"[" * 100_000})
    yield "another deck", rezipped(raw, {name: b"deck: 7\n" for name in files if name.startswith("decks/")})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("wargame.json", b"0" * 50_000_000)
    yield "a bomb", stream.getvalue()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as links:
        info = zipfile.ZipInfo("wargame.json")
        info.external_attr = 0o120777 << 16
        links.writestr(info, "/etc/passwd")
    yield "a link", stream.getvalue()
    yield "something before it", b"#!/bin/sh\n" + raw
    yield "something behind it", raw + b"more"
    yield "nothing", b""
    yield "no zip", b"PK" + b"\0" * 100
    yield "text", b"hello"


def refused(raw: bytes) -> str:
    with pytest.raises(BadArchive) as caught:
        unpacked(raw)
    return str(caught.value)


def test_hostile_archives_are_refused_with_a_sentence(tmp_path: Path) -> None:
    raw = archive_of(tmp_path)
    assert len(unpacked(raw)) == 2
    for what, made in hostile(raw):
        sentence = refused(made)
        assert sentence, what
        assert "Traceback" not in sentence


def test_ten_thousand_damaged_archives_are_refused_wherever_the_damage_is(tmp_path: Path) -> None:
    raw = archive_of(tmp_path)
    draw = Random(1)
    for number in range(10_000):
        if number % 4 == 0:
            damaged = raw[: draw.randrange(len(raw))]
        elif number % 4 == 1:
            place = draw.randrange(len(raw))
            damaged = raw[:place] + raw[draw.randrange(place, len(raw)) + 1 :]
        else:
            place = number // 2 % len(raw) if number % 4 == 2 else draw.randrange(len(raw))
            damaged = raw[:place] + bytes([raw[place] ^ (1 << draw.randrange(8))]) + raw[place + 1 :]
        assert refused(damaged)


def test_an_archive_has_each_game_once_and_at_least_one(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one.db") as store:
        bundle = store.bundle(filled(store, 1))
    for some in ((), (bundle, bundle)):
        with pytest.raises(ValueError, match="each game once"):
            packed(some)
