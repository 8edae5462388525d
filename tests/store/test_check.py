"""A damaged save is described, never the cause of an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.flips import flip_file, flipped, is_named, saved_games, what_is_read
from tests.store.games import DECK, GAME, append, begin, entry, raw
from wargame.store import BadHead, Fault, FaultCode, SaveUnreachable, Store, check_save


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two games that nobody has touched."""
    return saved_games(tmp_path_factory.mktemp("saved") / "saved.db")


def _codes(faults: list[Fault]) -> list[tuple[str, str | None, int | None]]:
    return [(fault.code.value, fault.game, fault.seq) for fault in faults]


def harm(path: Path, *statements: str) -> list[Fault]:
    """What a check says after the statements of somebody who has dropped the triggers."""
    with raw(path, triggers=False) as connection:
        for statement in statements:
            connection.execute(statement)
    return check_save(path)


@pytest.fixture
def game(path: Path) -> Path:
    """A save with one game of five events."""
    with Store.open(path) as store:
        begin(store)
        for command in "abcd":
            append(store, entry(command))
    return path


def test_an_undamaged_save_has_no_faults(saved: Path) -> None:
    assert check_save(saved) == []
    with Store.open(saved) as store:
        for row in store.games():
            assert store.check(row.id, head=str(store.head(row.id))) == []


@pytest.mark.parametrize("part", range(4))
def test_a_flipped_bit_of_any_value_of_any_event_is_named_where_it_is(saved: Path, path: Path, part: int) -> None:
    for seed in range(part * 50, part * 50 + 50):
        column, game, seq = flipped(saved, path, seed)
        assert is_named(check_save(path), column, game, seq), (seed, column, game, seq)


def test_a_flipped_bit_of_the_file_that_changes_what_is_read_is_seen(saved: Path, path: Path) -> None:
    as_saved = what_is_read(saved)
    for seed in range(150):
        flip_file(saved, path, seed)
        faults = check_save(path)
        assert faults or what_is_read(path) == as_saved, seed


def test_a_save_cut_short_is_described(saved: Path, path: Path) -> None:
    content = saved.read_bytes()
    for length in (1, 99, 4096, 3 * 4096, len(content) - 4096, len(content) - 1):
        path.write_bytes(content[:length])
        assert check_save(path), length


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE event SET body = CAST(x'ff22' AS TEXT) WHERE seq = 5", ("unreadable", "monday", 5)),
        ("UPDATE event SET actor = 'kyiv' WHERE seq = 3", ("hash", "monday", 3)),
        ("UPDATE event SET game = 'elsewhere' WHERE seq = 5", ("orphan", "elsewhere", 5)),
        ("UPDATE event SET seq = 70 WHERE seq = 5", ("gap", "monday", 5)),
        ("DELETE FROM event WHERE seq = 1", ("gap", "monday", 1)),
        ("DELETE FROM event WHERE seq IN (2, 3)", ("gap", "monday", 2)),
        ("DELETE FROM event", ("empty", "monday", None)),
        ("UPDATE deck SET text = text || ' '", ("deck", None, None)),
        ("DELETE FROM deck", ("deck", "monday", None)),
        ("DELETE FROM game", ("orphan", GAME, 1)),
        ("UPDATE game SET name = CAST(x'ff' AS TEXT)", ("game", GAME, None)),
        ("DROP TABLE deck", ("file", None, None)),
        ("DROP TABLE event", ("file", None, None)),
        ("DROP TABLE alembic_version", ("file", None, None)),
    ],
)
def test_each_kind_of_damage_has_its_name(game: Path, statement: str, expected: tuple[object, ...]) -> None:
    assert _codes(harm(game, statement))[0] == expected


def test_one_unreadable_record_is_one_fault(game: Path) -> None:
    faults = harm(game, "UPDATE event SET body = CAST(x'ff22' AS TEXT) WHERE seq = 3")
    assert [str(fault) for fault in faults] == [
        "game monday, event 3: its body is no longer text: it was changed after it was written"
    ]


def test_every_fault_of_every_game_is_found_at_once(game: Path) -> None:
    with Store.open(game) as store:
        store.create_game("other", "tuesday", DECK, [entry("open"), entry("a")], created_at=1)
        store.create_game("third", "sunday", DECK, [entry("open"), entry("a")], created_at=1)
    faults = harm(
        game,
        f"UPDATE event SET kind = 'else' WHERE game = '{GAME}' AND seq IN (2, 4)",
        "UPDATE event SET at = at + 1 WHERE game = 'other' AND seq = 2",
    )
    assert _codes(faults) == [("hash", "monday", 2), ("hash", "monday", 4), ("hash", "tuesday", 2)]
    with Store.open(game) as store:
        assert _codes(store.check("other")) == [("hash", "tuesday", 2)]
        assert store.check("third") == []
        assert _codes(store.check("fourth")) == [("game", "fourth", None)]


def test_a_cut_tail_is_named_by_the_head_that_was_noted(game: Path) -> None:
    with Store.open(game) as store:
        noted = str(store.head(GAME))
    assert harm(game, "DELETE FROM event WHERE seq > 3") == []
    assert _codes(check_save(game, GAME, head=noted)) == [("head", "monday", 5)]
    assert _codes(check_save(game, GAME, head=f"{noted[:12]}…")) == [("head", "monday", 5)]


def test_a_past_written_anew_is_named_by_the_head_that_was_noted(game: Path, tmp_path: Path) -> None:
    with Store.open(game) as store:
        noted = store.head(GAME)
    with Store.open(tmp_path / "anew.db") as store:
        begin(store)
        for command in "abxd":
            append(store, entry(command))
        assert store.check() == []
        assert _codes(store.check(GAME, head=noted)) == [("head", "monday", 5)]


def test_a_head_must_be_one_and_belong_to_a_game(store: Store) -> None:
    with pytest.raises(ValueError, match="say which"):
        store.check(head="5:01234567")
    with pytest.raises(BadHead):
        store.check(GAME, head="the fifth")


def test_a_missing_save_is_not_a_damaged_one(path: Path) -> None:
    with pytest.raises(SaveUnreachable):
        check_save(path)


def test_what_a_damaged_row_holds_cannot_reach_the_terminal(game: Path) -> None:
    faults = harm(game, "UPDATE event SET game = char(27) || '[2J' WHERE seq = 5")
    assert faults
    assert all(str(fault).isprintable() for fault in faults)


def test_a_check_sees_one_moment_while_others_write(store: Store, path: Path) -> None:
    begin(store)
    with store.write(GAME) as writer:
        writer.append([entry("a")])
        assert check_save(path) == []
    assert {fault.code for fault in store.check()} <= set(FaultCode)
    assert store.check() == []
