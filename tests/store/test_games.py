"""Games are begun in one step, found by name or the start of an id, and keep their deck."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.store.games import DECK, GAME, append, begin, columns, entry, raw
from wargame.store import (
    AmbiguousGame,
    GameExists,
    GameRow,
    NameTaken,
    SaveDamaged,
    Store,
    UnknownGame,
    verify_chain,
)


def test_a_game_begins_with_its_deck_and_its_first_events(store: Store) -> None:
    row = store.create_game(GAME, "monday", DECK, [entry("a"), entry("a"), entry("b")], created_at=5)
    assert row == GameRow(GAME, "monday", 5, sha256(DECK.encode()).hexdigest())
    assert store.games() == [row]
    assert store.deck_text(row.deck) == DECK
    assert [record.command for record in store.records(GAME)] == ["a", "a", "b"]
    assert verify_chain(GAME, store.records(GAME)) is None


def test_games_on_one_deck_share_its_text(store: Store, path: Path) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    assert columns(path, "SELECT count(*) FROM deck") == [(1,)]


def test_a_stem_takes_the_lowest_free_number(store: Store) -> None:
    assert store.free_name("first-hour") == "first-hour-1"
    for game_id in ("g1", "g2"):
        store.create_game(game_id, "first-hour", DECK, [entry("a")], created_at=1, numbered=True)
    begin(store, "first-hour-4")
    row = store.create_game("g3", "first-hour", DECK, [entry("a")], created_at=1, numbered=True)
    assert row.name == "first-hour-3"
    assert store.free_name("first-hour") == "first-hour-5"
    assert store.free_name("{0}") == "{0}-1"


def test_a_name_that_is_taken_is_refused_with_one_that_is_free(store: Store) -> None:
    begin(store)
    with pytest.raises(NameTaken, match="'monday'") as error:
        begin(store, "monday", "other")
    assert error.value.free == "monday-1"
    assert len(store.games()) == 1


def test_a_game_begun_twice_is_begun_once(store: Store) -> None:
    row = store.create_game(GAME, "stem", DECK, [entry("a")], created_at=1, numbered=True)
    append(store, entry("b"))
    assert store.create_game(GAME, "stem", DECK, [entry("a")], created_at=2, numbered=True) == row
    with pytest.raises(GameExists, match=r"stem-1"):
        store.create_game(GAME, "else", DECK, [entry("x")], created_at=2)
    with pytest.raises(GameExists, match=r"stem-1"):
        store.create_game(GAME, "else", DECK + "\n", [entry("a")], created_at=2)
    assert store.head(GAME).seq == 2


@pytest.mark.parametrize(
    ("game_id", "name", "deck", "commands"),
    [
        ("a\nb", "monday", DECK, ["a"]),
        ("", "monday", DECK, ["a"]),
        (GAME, "", DECK, ["a"]),
        (GAME, "\x1b[2J", DECK, ["a"]),
        (GAME, "monday", "\0", ["a"]),
        (GAME, "monday", "\ud800", ["a"]),
        (GAME, "monday", DECK, []),
        (GAME, "monday", DECK, ["a", "b", "a"]),
    ],
    ids=ascii,
)
def test_a_game_that_cannot_be_kept_leaves_nothing_behind(
    store: Store, path: Path, game_id: str, name: str, deck: str, commands: list[str]
) -> None:
    with pytest.raises(ValueError):
        store.create_game(game_id, name, deck, [entry(command) for command in commands], created_at=1)
    assert columns(path, "SELECT (SELECT count(*) FROM game), (SELECT count(*) FROM deck)") == [(0, 0)]


def test_games_are_listed_oldest_first(store: Store) -> None:
    for game_id, at in (("b", 2), ("a", 2), ("c", 1)):
        store.create_game(game_id, f"game {game_id}", DECK, [entry("a")], created_at=at)
    assert [row.id for row in store.games()] == ["c", "a", "b"]


def test_a_game_is_found_by_its_name_or_the_start_of_its_id(store: Store) -> None:
    begin(store, "monday", "0192aa")
    begin(store, "tuesday", "0192bb")
    begin(store, "0192", "ffff")
    assert store.find_game("monday").id == "0192aa"
    assert store.find_game("0192b").name == "tuesday"
    assert store.find_game("0192").id == "ffff", "a name goes before an id"
    with pytest.raises(AmbiguousGame, match="'monday', 'tuesday'") as error:
        store.find_game("019")
    assert error.value.fits == ("monday", "tuesday")


def test_a_game_that_is_not_found_comes_with_names_that_may_have_been_meant(store: Store) -> None:
    with pytest.raises(UnknownGame, match="no games yet"):
        store.find_game("monday")
    begin(store, "monday-2")
    with pytest.raises(UnknownGame, match="did you mean 'monday-2'") as error:
        store.find_game("mondy-2")
    assert error.value.near == ("monday-2",)
    with pytest.raises(UnknownGame, match="it has 'monday-2'"):
        store.find_game("")


def test_a_deck_that_was_changed_or_is_missing_is_not_handed_out(store: Store, path: Path) -> None:
    begin(store)
    digest = store.games()[0].deck
    with raw(path, triggers=False) as connection:
        connection.execute("UPDATE deck SET text = text || ' '")
    with pytest.raises(SaveDamaged, match="changed"):
        store.deck_text(digest)
    with pytest.raises(SaveDamaged, match="missing"):
        store.deck_text("0" * 64)


def test_a_draft_is_kept_until_it_is_cleared(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        store.save_draft(GAME, "seoul", "+ prisoners on fi", 1)
        store.save_draft(GAME, "seoul", "+ prisoners on film\n- law", 2)
        store.save_draft(GAME, "kyiv", "", 2)
        with pytest.raises(UnknownGame):
            store.save_draft("nowhere", "seoul", "…", 1)
    with Store.open(path) as store:
        assert store.draft(GAME, "seoul") == "+ prisoners on film\n- law"
        assert store.draft(GAME, "kyiv") == ""
        store.clear_draft(GAME, "seoul")
        store.clear_draft(GAME, "seoul")
        assert store.draft(GAME, "seoul") is None
        assert store.draft("nowhere", "seoul") is None
