"""Games are renamed, put on a shelf and taken off it, and deleted as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.games import DECK, GAME, append, begin, columns, entry, note, raw
from wargame.store import BadHead, BadName, GameMovedOn, Head, NameTaken, Store, StoreError, UnknownGame

TABLES = ("game", "event", "note", "desk", "draft", "deck", "doomed")


def rows(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    return {table: int(str(columns(path, f"SELECT count(*) FROM {table}")[0][0])) for table in TABLES}


def furnish(store: Store, game_id: str) -> None:
    """Something in every table that a game can have something in."""
    append(store, entry("a"), entry("a"), game_id=game_id)
    store.add_note(game_id, note(), "n1")
    store.set_desk(game_id, {"clock": "12:00", "codes": "seoul=4711"})
    store.save_draft(game_id, "seoul", "+ prisoners", 1)


def test_a_renamed_game_is_the_same_game(store: Store) -> None:
    row = store.games()[0] if begin(store) == GAME else None
    assert row
    head = store.head(GAME)
    renamed = store.rename_game(GAME, "재협상 – “final”")
    assert renamed == store.find_game("재협상 – “final”")
    assert (renamed.id, renamed.created_at, renamed.deck) == (row.id, row.created_at, row.deck)
    assert store.head(GAME) == head
    with pytest.raises(UnknownGame):
        store.find_game("monday")
    assert store.rename_game(GAME, renamed.name) == renamed, "its own name is not taken"
    assert store.check() == []


def test_a_name_that_another_game_has_is_refused_with_one_that_is_free(store: Store) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    begin(store, "x" * 60, "long")
    with pytest.raises(NameTaken, match="'tuesday'") as error:
        store.rename_game(GAME, "tuesday")
    assert store.rename_game(GAME, error.value.free).name == "tuesday-1"
    with pytest.raises(NameTaken) as error:
        store.rename_game(GAME, "x" * 60)
    assert store.rename_game(GAME, error.value.free).name == "x" * 55 + "-1"


BAD_NAMES = pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"),
        ("   ", "needs a name"),
        ("x" * 61, "at most 60 characters, and this one has 61"),
        ("one\ntwo", "one line"),
        ("\x1b[2J", "one line"),
        ("abc\u202edef", "right-to-left override"),
        ("a\0", "one line"),
        ("\ud800", "one line"),
        (" monday", "write 'monday'"),
    ],
    ids=ascii,
)


@BAD_NAMES
def test_no_game_begins_under_a_name_that_nobody_could_read(store: Store, name: str, why: str) -> None:
    with pytest.raises(BadName, match=why):
        begin(store, name)
    if len(name) <= 60:
        with pytest.raises(BadName, match=why):
            store.create_game(GAME, name, DECK, [entry("open")], created_at=1, numbered=True)
    assert store.games() == []


def test_a_long_stem_is_cut_so_that_the_name_may_be_one(store: Store) -> None:
    stem = "x" * 54 + " long"
    for number in (1, 2):
        assert store.free_name(stem) == f"{'x' * 54}-{number}"
        row = store.create_game(f"g{number}", stem, DECK, [entry("open")], created_at=1, numbered=True)
        assert store.rename_game(row.id, row.name) == row, "what it is called it may be called"


@BAD_NAMES
def test_a_name_that_nobody_could_read_is_refused(store: Store, name: str, why: str) -> None:
    begin(store)
    with pytest.raises(BadName, match=why) as error:
        store.rename_game(GAME, name)
    assert isinstance(error.value, StoreError)
    assert isinstance(error.value, ValueError)
    assert str(error.value).isprintable()
    assert [row.name for row in store.games()] == ["monday"]


def test_a_game_on_the_shelf_is_as_it_was(store: Store) -> None:
    begin(store)
    before = store.records(GAME)
    assert store.archive_game(GAME, 1_763_000_000_000).archived_at == 1_763_000_000_000
    assert [row.archived_at for row in store.games()] == [1_763_000_000_000]
    assert store.find_game("monday").archived_at == 1_763_000_000_000
    assert store.records(GAME) == before
    assert append(store, entry("a")) == [2], "it is the caller who leaves it alone"
    assert store.archive_game(GAME, None).archived_at is None
    assert store.check() == []
    for wrong in (-1, 2**63, 1.5, True):
        with pytest.raises(ValueError):
            store.archive_game(GAME, wrong)  # type: ignore[arg-type]


def test_what_is_not_there_cannot_be_cared_for(store: Store) -> None:
    for call in (
        lambda: store.rename_game("nowhere", "x"),
        lambda: store.archive_game("nowhere", 1),
        lambda: store.delete_game("nowhere"),
    ):
        with pytest.raises(UnknownGame):
            call()


def test_a_deleted_game_leaves_nothing_and_the_others_are_as_they_were(store: Store, path: Path) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    furnish(store, GAME)
    furnish(store, "other")
    kept = (store.records("other"), store.notes("other"), store.desk("other"))
    store.delete_game(GAME)
    assert [row.name for row in store.games()] == ["tuesday"]
    assert (store.records("other"), store.notes("other"), store.desk("other")) == kept
    assert store.deck_text(store.games()[0].deck) == DECK, "the other game has it still"
    assert store.check() == []
    for call in (store.records, store.notes, store.desk, store.head):
        with pytest.raises(UnknownGame):
            call(GAME)
    assert store.draft(GAME, "seoul") is None
    with pytest.raises(UnknownGame), store.write(GAME):
        pass
    store.delete_game("other")
    assert rows(path) == dict.fromkeys(TABLES, 0)
    assert store.check() == []


def test_what_was_deleted_cannot_be_read_out_of_the_file(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        begin(store, "tuesday", "other")
        for number in range(30):
            append(store, entry(f"a{number}", '"canary-event"' + " " * 200))
        store.add_note(GAME, note("canary-note"), "n")
        store.set_desk(GAME, {"codes": "canary-desk"})
        store.save_draft(GAME, "seoul", "canary-draft", 1)
    assert path.read_bytes().count(b"canary") >= 30
    with Store.open(path) as store:
        store.delete_game(GAME)
    assert path.read_bytes().count(b"canary") == 0


def test_the_id_and_the_name_of_a_deleted_game_are_free_again(store: Store) -> None:
    begin(store)
    store.delete_game(GAME)
    begin(store)
    assert store.head(GAME).seq == 1


def test_a_game_that_has_moved_on_is_not_deleted_by_who_did_not_see_it(store: Store) -> None:
    begin(store)
    seen = store.head(GAME)
    append(store, entry("a"))
    for head in (seen, str(seen), f"1:{seen.hash[:8]}…"):
        with pytest.raises(GameMovedOn, match=r"was at event 1 and is at event 2 now.*decide anew") as error:
            store.delete_game(GAME, head=head)
        assert error.value.head == str(store.head(GAME))
    with pytest.raises(GameMovedOn, match="has another hash"):
        store.delete_game(GAME, head=Head(2, "0" * 64))
    with pytest.raises(BadHead):
        store.delete_game(GAME, head="the second")
    assert store.check() == []
    assert store.head(GAME).seq == 2
    store.delete_game(GAME, head=f"2:{store.head(GAME).hash[:8]}")
    assert store.games() == []


def test_the_triggers_stand_after_a_deletion(store: Store, path: Path) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    store.delete_game(GAME)
    for table in ("event", "game", "deck"):
        with raw(path) as connection, pytest.raises(Exception, match="never"):
            connection.execute(f"DELETE FROM {table}")
    assert store.head("other").seq == 1


def test_a_deletion_that_fails_half_way_leaves_everything(store: Store, path: Path) -> None:
    begin(store)
    furnish(store, GAME)
    before = rows(path)
    with raw(path) as connection:
        connection.execute("CREATE TRIGGER strange BEFORE DELETE ON game BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        store.delete_game(GAME)
    assert rows(path) == before
    with raw(path) as connection:
        connection.execute("DROP TRIGGER strange")
    assert store.check() == []
    store.delete_game(GAME)
