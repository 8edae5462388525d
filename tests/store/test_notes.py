"""Notes are kept beside the log, in a chain of their own, and never change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.games import GAME, append, begin, entry, note, raw
from wargame.store import START, NoteEntry, NoteRecord, Store, UnknownGame, check_save
from wargame.store.chain import link
from wargame.store.notes import chained


def test_a_note_is_numbered_and_given_back_as_it_was_written(store: Store) -> None:
    begin(store)
    head = store.head(GAME)
    first = store.add_note(GAME, note("왜?\nand a second line", about=1, at=5, kind="bookmark"), "n1")
    second = store.add_note(GAME, note(), "n2")
    assert first == NoteRecord(
        1, 5, "scribe", "all", 1, "n1", "bookmark", 1, "왜?\nand a second line", chained(START, GAME, 1, "n1", first)
    )
    assert (second.number, second.about) == (2, None)
    assert second.hash == chained(first.hash, GAME, 2, "n2", second)
    assert store.notes(GAME) == [first, second]
    assert store.notes(GAME, after=1) == [second]
    assert store.notes(GAME, after=2) == []
    assert store.head(GAME) == head, "a finished game stays as it is"
    assert store.check() == []


def test_a_note_sent_twice_is_written_once(store: Store) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    first = store.add_note(GAME, note("one"), "n1")
    assert store.add_note(GAME, note("another text"), "n1") == first
    assert store.notes(GAME) == [first]
    assert store.add_note("other", note("one"), "n1").number == 1, "ids of commands are a game's own"
    append(store, entry("n1"))
    assert store.add_note(GAME, note("two"), "open").number == 2, "and the log's are others than the notes'"


def test_the_chains_of_the_log_and_the_notes_are_never_the_same() -> None:
    written = NoteRecord(1, 1, "seoul", "all", None, "c", "k", 1, "b", "")
    assert chained(START, GAME, 1, "c", written) != link(START, GAME, 1, 1, "seoul", "all", "c", "k", 1, "b")
    about = NoteRecord(1, 1, "seoul", "all", 1, "c", "k", 1, "b", "")
    assert chained(START, GAME, 1, "c", written) != chained(START, GAME, 1, "c", about)


@pytest.mark.parametrize(
    "slip",
    [
        {"author": ""},
        {"author": "a\nb"},
        {"audience": "\x1b"},
        {"kind": ""},
        {"at": -1},
        {"version": 0},
        {"version": True},
        {"about": 0},
        {"about": 2**63},
        {"body": ""},
        {"body": "\0"},
        {"body": "\ud800"},
    ],
    ids=ascii,
)
def test_what_is_no_note_is_refused_when_it_is_made(slip: dict[str, object]) -> None:
    fields: dict[str, object] = {"at": 1, "author": "a", "audience": "all", "kind": "k", "version": 1, "body": "b"}
    NoteEntry(**fields)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"must be|surrogates"):
        NoteEntry(**fields | slip)  # type: ignore[arg-type]


def test_a_note_needs_a_game_an_event_that_is_there_and_a_command(store: Store) -> None:
    begin(store)
    for call in (lambda: store.add_note("nowhere", note(), "n"), lambda: store.notes("nowhere")):
        with pytest.raises(UnknownGame):
            call()
    with pytest.raises(ValueError, match="no event 2 yet"):
        store.add_note(GAME, note(about=2), "n")
    with pytest.raises(ValueError, match="command"):
        store.add_note(GAME, note(), "")
    assert store.notes(GAME) == []


def test_others_notice_a_note(store: Store, path: Path) -> None:
    begin(store)
    with Store.open(path) as other:
        before = other.data_version()
        store.add_note(GAME, note(), "n1")
        assert other.data_version() != before
        assert [each.number for each in other.notes(GAME)] == [1]


@pytest.mark.parametrize(
    ("statement", "code", "number"),
    [
        ("UPDATE note SET body = 'nobody asked' WHERE number = 2", "hash", 2),
        ("UPDATE note SET about = 1 WHERE number = 2", "hash", 2),
        ("UPDATE note SET hash = lower(hash) || '0' WHERE number = 3", "hash", 3),
        ("UPDATE note SET number = 9 WHERE number = 4", "gap", 4),
        ("DELETE FROM note WHERE number = 2", "gap", 2),
        ("UPDATE note SET author = CAST(x'ff' AS TEXT) WHERE number = 3", "unreadable", 3),
    ],
)
def test_a_note_that_was_changed_is_named(path: Path, statement: str, code: str, number: int) -> None:
    with Store.open(path) as store:
        begin(store)
        for command in "abcd":
            store.add_note(GAME, note(about=None), command)
    with raw(path, triggers=False) as connection:
        connection.execute(statement)
    (fault,) = check_save(path)
    assert (fault.code, fault.game, fault.seq, fault.note) == (code, "monday", None, number)
    assert str(fault).startswith(f"game monday: note {number}: ")
    with Store.open(path) as store:
        assert [each.note for each in store.check(GAME)] == [number]


def test_notes_of_no_game_are_named(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        store.add_note(GAME, note(), "a")
        store.add_note(GAME, note(), "b")
    with raw(path, triggers=False) as connection:
        connection.execute("UPDATE note SET game = 'elsewhere'")
    assert [str(fault) for fault in check_save(path)] == [
        "game elsewhere: note 1 and 1 others belong to a game that the save does not have"
    ]


def test_a_desk_holds_what_was_laid_there_last(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        begin(store, "tuesday", "other")
        assert store.desk(GAME) == {}
        store.set_desk(GAME, {"sits": "wall", "clock": "", "names": "서울: 김\nBrussels: Ø"})
        store.set_desk(GAME, {"clock": "900000", "sits": None, "never there": None})
        store.set_desk(GAME, {})
        store.set_desk("other", {"clock": "1"})
        head = store.head(GAME)
    with Store.open(path) as store:
        assert store.desk(GAME) == {"clock": "900000", "names": "서울: 김\nBrussels: Ø"}
        assert store.desk("other") == {"clock": "1"}
        assert store.head(GAME) == head
        assert store.check() == []


def test_a_desk_takes_all_or_nothing(store: Store) -> None:
    begin(store)
    store.set_desk(GAME, {"clock": "1"})
    for values in ({"clock": "2", "": "x"}, {"clock": "2", "a": "\0"}, {"clock": "2", "a": "\ud800"}, {"a\n": None}):
        with pytest.raises(ValueError):
            store.set_desk(GAME, values)
    assert store.desk(GAME) == {"clock": "1"}
    for call in (lambda: store.desk("nowhere"), lambda: store.set_desk("nowhere", {"clock": "1"})):
        with pytest.raises(UnknownGame):
            call()
