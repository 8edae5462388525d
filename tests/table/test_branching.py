"""What if: a branch shares what was played, goes on by itself, and leaves the first game alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from tests.support import rich_deck
from wargame.rules import Branched, Event, GameEnded, GameOpened, Pass, Refusal, Rewind, Ruled, Seated, encode
from wargame.store import Entry, Store
from wargame.table import Table, dice_book, new_game, secrets_in_play, verify_game
from wargame.table.branching import branch_game, parting
from wargame.table.progress import parent_of
from wargame.umpire import Dice, secret_from_seed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "save.db") as opened:
        yield opened


def played(store: Store, seed: str) -> Table:
    table = new_game(store, rich_deck(), seed=seed)
    for _ in table.play_out():
        pass
    return table


def branched(store: Store, parent: Table, at: int, **options: object) -> Table:
    answer = branch_game(store, parent, at, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Table), answer
    for _ in answer.play_out():
        pass
    return answer


def moments(table: Table) -> list[int]:
    """The events from which a game can be played on."""
    ending = next(each.seq for each in table.events if isinstance(each.body, GameEnded))
    return [each.seq for each in table.events if table.settled_at(each.seq) < ending]


def rolls(events: tuple[Event, ...]) -> dict[str, int]:
    return {roll.address: roll.value for each in events if isinstance(each.body, Ruled) for roll in each.body.rolls}


@pytest.mark.parametrize("seed", range(10))
def test_branches_anywhere_share_what_came_before_and_both_games_verify(store: Store, seed: int) -> None:
    parent = played(store, str(seed))
    head = parent.head
    draw = Random(seed)
    for number, at in enumerate(draw.sample(moments(parent), 10)):
        child = branched(store, parent, at, dice="new" if number % 2 else "same")
        last = parent.settled_at(at)
        assert child.events[:last] == parent.events[:last]
        parted = child.events[last].body
        assert isinstance(parted, Branched)
        assert (parted.parent, parted.to) == (parent.game.id, last)
        assert parting(parent.events, child.events).shared == last
        assert verify_game(store, child.game.name, rules=True) == []
    assert parent.head == head
    assert verify_game(store, parent.game.name, rules=True, head=head) == []


@pytest.mark.parametrize("seed", range(10))
def test_with_the_same_dice_and_the_same_decisions_the_same_game_is_played(store: Store, seed: int) -> None:
    parent = played(store, str(seed))
    at = Random(seed).choice(moments(parent))
    child = branched(store, parent, at, dice="same")
    own = [each.body for each in child.events if not isinstance(each.body, Branched)]
    assert own == [each.body for each in parent.events]


def test_with_the_same_dice_the_other_seats_roll_what_they_rolled_where_one_decides_otherwise(store: Store) -> None:
    parent = played(store, "seven")
    begins = parent.settled_at(1)
    answer = branch_game(store, parent, begins, dice="same", players={"north": None})
    assert isinstance(answer, Table)
    answer.send(Pass("north"))
    for _ in answer.play_out():
        pass
    before, after = rolls(parent.events), rolls(answer.events)
    common = [address for address in before if address in after and "/north" not in address]
    assert common
    assert all(before[address] == after[address] for address in common)


def test_new_dice_fall_otherwise_and_are_committed_to(store: Store) -> None:
    parent = played(store, "eight")
    found = [branched(store, parent, 1, seed=seed) for seed in ("a", "b", "c")]
    assert len({tuple(rolls(each.events).values()) for each in (parent, *found)}) == 4
    again = branched(store, parent, 1, seed="a")
    assert rolls(again.events) == rolls(found[0].events)
    body = parent_of(again.events)
    assert body is not None
    assert body.seed == "a"
    assert len(body.commitment) == 64


def test_a_branch_of_a_branch_knows_whose_it_is_and_verifies(store: Store) -> None:
    parent = played(store, "nine")
    child = branched(store, parent, moments(parent)[4])
    grandchild = branched(store, child, moments(child)[-1], seed="again")
    body = parent_of(grandchild.events)
    assert body is not None
    assert (body.parent, body.name) == (child.game.id, child.game.name)
    assert verify_game(store, grandchild.game.name, rules=True) == []


def test_the_dice_of_a_game_that_goes_on_are_not_lent(store: Store) -> None:
    table = new_game(store, rich_deck(), ["north"], seed="ten")
    for _ in table.play_out():
        pass
    answer = branch_game(store, table, 1, dice="same")
    assert isinstance(answer, Refusal)
    assert (answer.code, "not before it is over" in answer.sentence) == ("same_dice", True)
    assert isinstance(branch_game(store, table, 1, dice="new"), Table)


def test_a_finished_branch_neither_tells_nor_lends_the_dice_of_a_game_that_goes_on(store: Store) -> None:
    running = new_game(store, rich_deck(), ["north"])
    for _ in running.play_out():
        pass
    child = branch_game(store, running, len(running.events), players={"north": "random"}, seed="own")
    assert isinstance(child, Table)
    for _ in child.play_out():
        pass
    opened = running.events[0].body
    assert isinstance(opened, GameOpened)

    before, own = dice_book(child.deck, child.events, secrets_in_play(store, child)).lots
    assert (before.secret, before.commitment) == (None, opened.commitment)
    assert own.secret == secret_from_seed("own").hex()
    refused = branch_game(store, child, 1, dice="same")
    assert isinstance(refused, Refusal)
    assert (refused.code, "not over" in refused.sentence) == ("same_dice", True)
    assert isinstance(branch_game(store, child, 1, dice="new"), Table)
    assert isinstance(branch_game(store, child, len(child.events) - 2, dice="same"), Table)

    while running.state.phase != "ended":
        running.send(Pass("north"))
        for _ in running.play_out():
            pass
    before, _ = dice_book(child.deck, child.events, secrets_in_play(store, child)).lots
    assert before.secret == opened.secret
    assert isinstance(branch_game(store, child, 1, dice="same"), Table)


def test_each_roll_of_a_branch_can_be_drawn_again_from_the_dice_that_it_stands_under(store: Store) -> None:
    parent = played(store, "sixteen")
    child = branched(store, parent, moments(parent)[15], seed="own")
    book = dice_book(child.deck, child.events)
    assert [lot.secret for lot in book.lots] == [secret_from_seed(seed).hex() for seed in ("sixteen", "own")]
    assert all(lot.rolls for lot in book.lots)
    for lot in book.lots:
        for each in lot.rolls:
            dice = Dice(bytes.fromhex(lot.secret or ""), each.words)
            assert dice.roll(each.roll.address, each.roll.sides) == each.roll
    with_the_same = branched(store, parent, moments(parent)[15], dice="same")
    assert dice_book(with_the_same.deck, with_the_same.events).secret == secret_from_seed("sixteen").hex()


def test_who_plays_on_may_be_others(store: Store) -> None:
    parent = played(store, "eleven")
    child = branch_game(store, parent, 1, players={"north": None, "south": "random"})
    assert isinstance(child, Table)
    assert child.people() == ("north",)
    assert [each.body.seat for each in child.events if isinstance(each.body, Seated)] == ["north"]


@pytest.mark.parametrize(
    ("at", "options", "code"),
    [
        (0, {}, "no_event"),
        (9999, {}, "no_event"),
        (-1, {}, "ended"),
        (1, {"players": {"nort": None}}, "unknown_seat"),
        (1, {"players": {"north": "clever"}}, "unknown_bot"),
        (1, {"dice": "same", "seed": "x"}, "seed"),
    ],
)
def test_what_can_not_be_branched_is_said_and_nothing_is_saved(
    store: Store, at: int, options: dict[str, object], code: str
) -> None:
    parent = played(store, "twelve")
    games = len(store.games())
    answer = branch_game(store, parent, at if at >= 0 else len(parent.events), **options)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert len(store.games()) == games


def test_a_rewind_in_a_branch_keeps_its_dice_and_verifies(store: Store) -> None:
    parent = played(store, "thirteen")
    child = branch_game(store, parent, moments(parent)[8], seed="own")
    assert isinstance(child, Table)
    first = child.settled_at(1)
    assert not isinstance(child.send(Rewind(first, "again")), Refusal)
    for _ in child.play_out():
        pass
    assert verify_game(store, child.game.name, rules=True) == []
    ending = child.events[-1].body
    assert isinstance(ending, GameEnded)
    opened, parted = child.events[0].body, parent_of(child.events)
    assert isinstance(opened, GameOpened)
    assert parted is not None
    assert ending.secret == parted.secret != opened.secret


@pytest.mark.parametrize("viewer", ["public", "north", "south"])
def test_what_others_hear_of_a_branch_tells_neither_its_secret_nor_numbers_that_they_can_not_have(
    store: Store, viewer: str
) -> None:
    parent = played(store, "fourteen")
    child = branch_game(store, parent, 1, seed="own")
    assert isinstance(child, Table)
    heard = next(each.face for each in child.log(viewer) if isinstance(each.face, Branched))
    assert (heard.secret, heard.to, heard.hash) == ("", None, "")
    assert heard.commitment


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (lambda body: evolve(body, commitment="0" * 64), "the commitment to the new dice does not belong"),
        (lambda body: evolve(body, seed="another"), "does not follow from the seed"),
        (lambda body: evolve(body, secret="ab" * 32), "the commitment to the new dice does not belong"),
    ],
)
def test_dice_of_a_branch_that_were_changed_are_named(store: Store, forge: Callable, said: str) -> None:
    parent = played(store, "fifteen")
    child = branched(store, parent, 1, seed="own")
    entries = []
    for record, event in zip(child.records(), child.events, strict=True):
        kind, version, body = record.kind, record.version, record.body
        if isinstance(event.body, Branched):
            kind, version, body = encode(forge(event.body))
        entries.append(Entry(record.at, record.actor, record.audience, record.command, kind, version, body))
    store.create_game("forged", "forged", child.deck.text, entries, created_at=child.game.created_at)
    assert any(said in each.sentence for each in verify_game(store, "forged"))
