"""Verification names whatever is not as it was played."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import SMALL, grown_deck, small_deck
from tests.table.flips import cut_tail, flip_and_verify, save_with_games
from wargame.deck import Deck, load_text
from wargame.rules import (
    Body,
    Change,
    GameEnded,
    GameOpened,
    HandedIn,
    Pass,
    Play,
    Publish,
    Roll,
    Ruled,
    Sit,
    TurnClosed,
    decode,
    encode,
)
from wargame.store import Entry
from wargame.table import GO_ON, Done, Store, Table, new_game, open_saved, verify_game, verify_save
from wargame.words import tell


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


def rolled(**other: object) -> Callable[[Ruled], tuple[Roll, ...]]:
    """The roll, but for something."""
    return lambda body: (evolve(body.rolls[0], **other),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changing(Ruled, rolls=rolled(value=7)), "its address gives"),
        (changing(Ruled, rolls=rolled(address="ruling/9/north/1/1")), "its address gives"),
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
        (changing(Ruled, rolls=rolled(sides=0)), "a die can't have 0 sides"),
        (changing(Ruled, rolls=rolled(sides=2**65)), "a die can't have"),
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
        (changing(Ruled, fact=lambda body: "A feat"), "would have written something else: `fact`"),
        (changing(GameEnded, answers=lambda body: {"warm": "nonsense"}), "would have written something else"),
    ],
)  # fmt: skip
def test_only_the_rules_see_a_record_that_is_consistent_and_wrong(store: Store, change, said: str) -> None:
    findings = forged(store, change)
    assert any(said in finding for finding in findings), findings


def test_another_rules_version_makes_differences_remarks(store: Store) -> None:
    wrong = changing(Ruled, fact=lambda body: "A feat")
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


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One save for many games."""
    with Store.open(tmp_path_factory.mktemp("verifying") / "save.db") as store:
        yield store


def play_somehow(table: Table, chance: Random) -> None:
    """People and bots play to the end; at times a seat changes hands, and a front page is shown, or two."""
    while table.state.phase != "ended":
        state = table.state
        if not chance.randrange(6):
            seat = chance.choice(list(table.deck.seats))
            to = "person" if state.players[seat] != "person" else "bot:random"
            assert isinstance(table.send(Sit(seat, to)), Done)
        elif state.phase == "page" and chance.randrange(2):
            assert isinstance(table.send(Publish("News", ("A line.",))), Done)
        elif state.phase == "plan":
            seat = next(each for each in state.order if each not in state.moves)
            table.send(chance.choice([Pass(seat), *(Play(seat, card.id) for card in table.deck.hand(seat))]))
        else:
            assert isinstance(table.send(GO_ON[state.phase]), Done)


@given(st.integers(0, 10**6), st.booleans(), st.sets(st.sampled_from(["north", "south"])))
@settings(max_examples=25, deadline=None)
def test_an_honest_game_is_well_however_it_was_played(room: Store, seed: int, practice: bool, people: set[str]) -> None:
    table = new_game(room, grown_deck(), people, seed=str(seed), practice=practice)
    play_somehow(table, Random(seed))
    assert verify_game(room, table.game.name) == []
    assert verify_game(room, table.game.name, rules=True) == []


#: Written by the program of commit f904689, by version 1 of the rules; never to be made anew.
GOLDEN = Path(__file__).resolve().parents[1] / "rules" / "golden"
RELEASES = (1, 2)


def golden_deck(rules: int) -> str:
    return (GOLDEN / f"rules-{rules}.deck").read_text(encoding="utf-8")


def golden_entries(rules: int) -> list[Entry]:
    """A game that was played by an earlier version of the rules, as it was written then."""
    lines = (GOLDEN / f"rules-{rules}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Entry(at=7, **json.loads(line)) for line in lines]


@pytest.mark.parametrize("rules", RELEASES)
def test_a_game_of_earlier_rules_is_read_told_and_well(store: Store, rules: int) -> None:
    expected = json.loads((GOLDEN / f"rules-{rules}.ending.json").read_text(encoding="utf-8"))
    store.create_game("golden", "golden", golden_deck(rules), golden_entries(rules), created_at=7)
    table = open_saved(store, "golden")
    state = table.state

    assert state.ending is not None
    assert (state.seq, state.turn, state.ending.cause) == (expected["seq"], expected["turn"], expected["cause"])
    assert dict(state.values) == expected["values"]
    assert dict(state.ending.answers) == expected["answers"]
    for viewer in ("north", "south", "public", "facilitator"):
        assert all(tell(table.deck, entry.face) for entry in table.log(viewer))
        assert table.view(viewer).phase == "ended"
    assert verify_game(store, "golden") == []
    assert [each for each in verify_game(store, "golden", rules=True) if each.severity == "error"] == []


@pytest.mark.parametrize("rules", RELEASES)
def test_a_game_of_earlier_rules_that_was_changed_is_named(store: Store, rules: int) -> None:
    entries = golden_entries(rules)
    at = next(place for place, each in enumerate(entries) if each.kind == "ruled")
    address = json.loads(entries[at].body)["roll"]["address"]
    entries[at] = evolve(entries[at], body=entries[at].body.replace(address, "ruling/1/north/2/1"))
    store.create_game("forged", "forged", golden_deck(rules), entries, created_at=7)
    assert any("not this ruling's address" in str(each) for each in verify_game(store, "forged"))


@pytest.mark.parametrize("rules", RELEASES)
def test_a_game_of_earlier_rules_that_is_played_on_is_well(store: Store, rules: int) -> None:
    entries = golden_entries(rules)
    for length in range(1, len(entries)):
        if entries[length].command == entries[length - 1].command:
            continue
        name = f"cut {length}"
        store.create_game(name, name, golden_deck(rules), entries[:length], created_at=7)
        assert verify_game(store, name) == []
        table = open_saved(store, name)
        for seat in table.people():
            table.send(Sit(seat, "bot:random"))
        list(table.play_out())
        assert table.state.phase == "ended"
        assert verify_game(store, name) == []
