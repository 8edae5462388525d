"""Verification names whatever is not as it was played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

from tests.support import SMALL, small_deck
from tests.table.flips import cut_tail, flip_and_verify, save_with_games
from wargame.deck import Deck, load_text
from wargame.rules import Body, Change, GameEnded, GameOpened, HandedIn, Play, Ruled, TurnClosed, decode, encode
from wargame.store import Entry
from wargame.table import Store, new_game, verify_game, verify_save


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "save.db") as store:
        yield store


def played(store: Store, deck: Deck | None = None, seed: str = "demo") -> str:
    table = new_game(store, deck or small_deck(), seed=seed)
    list(table.play_out())
    return table.game.name


def forged(store: Store, change: Callable[[Body], Body], deck: Deck | None = None) -> list[str]:
    """What verification says of a game that was written anew, chain and all, with bodies changed."""
    row = store.find_game(played(store, deck))
    entries = []
    for record in store.records(row.id):
        kind, version, body = encode(change(decode(record.kind, record.version, record.body)))
        entries.append(Entry(record.at, record.actor, record.audience, record.command, kind, version, body))
    store.create_game("forged", "forged", store.deck_text(row.deck), entries, created_at=row.created_at)
    return [str(finding) for finding in verify_game(store, "forged", rules=True)]


def changing(kind: type, **fields) -> Callable[[Body], Body]:
    """Change the first body of a kind."""
    seen = []

    def change(body: Body) -> Body:
        if isinstance(body, kind) and not seen:
            seen.append(body)
            return evolve(body, **{name: to(body) for name, to in fields.items()})
        return body

    return change


def test_a_game_that_was_played_is_well_by_its_record_and_by_the_rules(store: Store) -> None:
    names = [played(store, seed=str(seed)) for seed in range(8)]
    assert dict(verify_save(store, rules=True)) == {name: [] for name in names}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changing(Ruled, roll=lambda body: evolve(body.roll, value=body.roll.value % 100 + 1)), "its address gives"),
        (changing(Ruled, roll=lambda body: evolve(body.roll, address="ruling/9/north/1/1")), "its address gives"),
        (changing(Ruled, band=lambda body: "triumph" if body.band != "triumph" else "disaster"), "is no"),
        (changing(Ruled, bands=lambda body: {**body.bands, "triumph": 99}), "the chances of the bands add up to"),
        (changing(Ruled, changes=lambda body: (Change("heat", 9, 8),)), "`heat` is said to move from 9"),
        (changing(TurnClosed, steps=lambda body: (evolve(body.steps[0], changes=(Change("purse", 0, 9),)),)),
         "`purse` is said to move from 0"),
        (changing(GameOpened, secret=lambda body: "00" * 32), "not the one that was committed to"),
        (changing(GameOpened, deck_hash=lambda body: "0" * 64), "the deck in the save is not the one"),
        (changing(GameEnded, secret=lambda body: "00" * 32), "the secret that was revealed is not"),
        (changing(GameOpened, seed=lambda body: "another"), "does not follow from the seed"),
        (changing(GameOpened, secret=lambda body: "zz"), "does not fit its deck"),
        (changing(HandedIn, card=lambda body: "N-3"), "did not hand that in"),
        (changing(HandedIn, card=lambda body: "X-9"), "did not hand that in"),
        (changing(Ruled, card=lambda body: "X-9"), "is ruled, which"),
        (changing(Ruled, odds=lambda body: evolve(body.odds, chance=77)), "is not what its base and modifiers come to"),
        (changing(Ruled, roll=lambda body: evolve(body.roll, sides=0)), "a die can't have 0 sides"),
        (changing(Ruled, roll=lambda body: evolve(body.roll, sides=2**65)), "a die can't have"),
        (changing(GameEnded, values=lambda body: {**body.values, "heat": 0}), "the values that were revealed"),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_itself_is_named(store: Store, change: Callable[[Body], Body], said: str) -> None:
    findings = forged(store, change)
    assert any(said in finding for finding in findings), findings
    assert all("error" in finding for finding in findings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changing(HandedIn, reason=lambda body: "a hunch"), "would have written something else: `reason`"),
        (changing(HandedIn, offered=lambda body: ()), "would have written something else: `offered`"),
        (changing(Ruled, method=lambda body: "2d6"), "would have written something else: `method`"),
        (changing(GameEnded, answers=lambda body: {"warm": "nonsense"}), "would have written something else"),
    ],
)  # fmt: skip
def test_only_the_rules_see_a_record_that_is_consistent_and_wrong(store: Store, change, said: str) -> None:
    findings = forged(store, change)
    assert any(said in finding for finding in findings), findings


def test_another_rules_version_makes_differences_remarks(store: Store) -> None:
    wrong = changing(Ruled, method=lambda body: "2d6")
    older = changing(GameOpened, rules=lambda body: 0)
    findings = forged(store, lambda body: older(wrong(body)))
    assert findings
    assert all(": remark: " in finding for finding in findings)


def test_editing_a_card_changes_neither_the_log_nor_the_verdict_on_a_game_saved_before(store: Store) -> None:
    name = played(store)
    before = [(record.hash, record.body) for record in store.records(store.find_game(name).id)]

    edited = load_text(SMALL.replace("chance: 60", "chance: 5").replace("success_do: heat +1", "success_do: heat -3"))
    other = played(store, edited)

    assert verify_game(store, name, rules=True) == []
    assert verify_game(store, other, rules=True) == []
    assert [(record.hash, record.body) for record in store.records(store.find_game(name).id)] == before


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_with_games(tmp_path_factory.mktemp("flips") / "save.db", games=3)


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_in_any_event_row_is_named(saved: Path, tmp_path: Path, seed: int) -> None:
    where, findings = flip_and_verify(saved, tmp_path / "flipped.db", seed)
    assert any(finding.severity == "error" for finding in findings), where


@pytest.mark.parametrize("seed", range(5))
def test_a_cut_tail_is_named_by_the_head_that_was_noted(saved: Path, tmp_path: Path, seed: int) -> None:
    without, with_head = cut_tail(saved, tmp_path / "cut.db", seed)
    assert without == []
    assert [finding.severity for finding in with_head] == ["error"]
    assert "cut off" in with_head[0].sentence


def test_what_verification_says_of_a_running_game_gives_no_secret_away(store: Store) -> None:
    table = new_game(store, small_deck(), ["north", "south"])
    table.send(Play("north", "N-2"))
    row = store.find_game(table.game.name)
    entries = []
    for record in store.records(row.id):
        body = decode(record.kind, record.version, record.body)
        if isinstance(body, HandedIn):
            body = evolve(body, offered=())
        kind, version, text = encode(body)
        entries.append(Entry(record.at, record.actor, record.audience, record.command, kind, version, text))
    store.create_game("forged", "forged", store.deck_text(row.deck), entries, created_at=row.created_at)

    said = " ".join(str(finding) for finding in verify_game(store, "forged", rules=True))

    assert "`offered`" in said
    assert "N-2" not in said
    assert decode("game_opened", 1, store.records(row.id)[0].body).secret not in said


def test_a_body_with_something_added_is_named(store: Store) -> None:
    row = store.find_game(played(store))
    entries = [
        Entry(record.at, record.actor, record.audience, record.command, record.kind, record.version, record.body)
        for record in store.records(row.id)
    ]
    entries[1] = evolve(entries[1], body=entries[1].body[:-1] + ',"note":"x"}')
    store.create_game("forged", "forged", store.deck_text(row.deck), entries, created_at=row.created_at)
    assert "something was added" in str(verify_game(store, "forged")[0])
