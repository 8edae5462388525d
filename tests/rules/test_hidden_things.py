"""The law of hidden things: what a viewer can't see changes nothing that the viewer is given, to the byte."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.support import MemoryGame, first_hour, grown_deck, rich_deck, small_deck
from wargame.bots import RandomBot
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.rules import (
    Change,
    Event,
    Overtaken,
    Pass,
    Play,
    Ruled,
    Unexplained,
    card_refusals,
    fold,
    log_for,
    plain,
    plain_face,
    refusal,
    view_for,
    weigh,
)
from wargame.table import outlooks
from wargame.words import board_lines, fact_lines, front_page, tell

DECKS = {"small": small_deck, "grown": grown_deck, "rich": rich_deck, "first-hour": first_hour}


def everything(deck: Deck, events: list, viewer: str) -> bytes:
    """All that a viewer is ever given: view, refusals, odds, log, the words for both, and what a bot would do."""
    state = fold(events)
    view = view_for(deck, state, viewer)
    log = log_for(deck, events, viewer)
    outlook = {move: plain(each) for move, each in outlooks(deck, view).items()}
    given = [view, outlook, [plain_face(entry.face) for entry in log], board_lines(deck, view), front_page(deck, view)]
    given.append([tell(deck, entry.face) for entry in log])
    if viewer in deck.seats:
        hand = deck.hand(viewer)
        given.append([card_refusals(deck, state, card) for card in hand])
        given.append([weigh(deck, card, state.scope, viewer) for card in hand])
        given.append([refusal(deck, state, Play(viewer, card.id)) for card in hand])
        given.append(refusal(deck, state, Pass(viewer)))
        given.append(RandomBot().choose(view, lambda below: below // 2))
    return msgspec.json.encode(given, order="deterministic")


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6), commands=st.integers(0, 24), world=st.integers(0, 2**32), practice=st.booleans())
@settings(max_examples=60, deadline=None)
def test_changing_what_a_viewer_cannot_see_changes_nothing_that_the_viewer_is_given(
    name: str, seed: int, commands: int, world: int, practice: bool
) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, str(seed), practice=practice).play(commands).events
    draw = Random(world).randrange

    for viewer in (*deck.seats, PUBLIC):
        other = scrambled(deck, events, viewer, draw)

        assert everything(deck, other, viewer) == everything(deck, events, viewer)


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6), commands=st.integers(1, 60), world=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_it_changes_nothing_either_where_people_argue_vote_override_and_rewind(
    name: str, seed: int, commands: int, world: int
) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, str(seed), player="person").talk(Random(seed).randrange, commands).events
    draw = Random(world).randrange

    for viewer in (*deck.seats, PUBLIC):
        other = scrambled(deck, events, viewer, draw)

        assert everything(deck, other, viewer) == everything(deck, events, viewer)


@pytest.mark.parametrize("name", DECKS)
def test_the_scrambled_world_really_is_another_one(name: str) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, "7").play().events
    for viewer in (*deck.seats, PUBLIC):
        others = (scrambled(deck, events, viewer, Random(world).randrange) for world in range(5))
        true = everything(deck, events, FACILITATOR)
        assert any(everything(deck, other, FACILITATOR) != true for other in others)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_nothing_of_a_secret_card_is_in_what_other_viewers_are_given(seed: int) -> None:
    deck = small_deck()
    events = MemoryGame(deck, str(seed)).play().events
    for viewer in ("north", PUBLIC):
        given_to = everything(deck, events, viewer).decode()
        for marked in ("S-1", "S-2", "Whisper", "Mutter", "For the south alone", "South fears", "I-2"):
            assert marked not in given_to
        assert "North fears" in given_to or viewer == PUBLIC


@given(seed=st.integers(0, 10**6), commands=st.integers(0, 16))
@settings(max_examples=30, deadline=None)
def test_the_secret_of_the_dice_is_in_no_view_or_log_before_the_end(seed: int, commands: int) -> None:
    deck = small_deck()
    game = MemoryGame(deck, str(seed)).play(commands)
    for viewer in (*deck.seats, PUBLIC, FACILITATOR):
        shown = game.stakes.secret in everything(deck, game.events, viewer).decode()
        assert shown == (game.state.phase == "ended")


def test_a_hidden_modifier_is_absent_and_the_odds_say_that_not_all_is_known() -> None:
    deck = small_deck()
    card = deck.cards["N-2"]
    scope = {**fold(MemoryGame(deck, "1").events).values, "turn": 1, "plot": 2}

    own, true = weigh(deck, card, scope, "north"), weigh(deck, card, scope)

    assert (own.chance, own.complete, len(own.modifiers)) == (50, False, 1)
    assert (true.chance, true.complete, len(true.modifiers)) == (70, True, 2)


def test_a_ruling_shows_each_viewer_only_the_changes_of_tracks_that_it_sees() -> None:
    deck = small_deck()
    changes = (Change("heat", 5, 6), Change("purse", 3, 2), Change("plot", 0, 1))
    game = MemoryGame(deck, "1").play()
    ruled = next(event for event in game.events if isinstance(event.body, Ruled) and event.audience == "all")
    event = evolve(ruled, body=evolve(ruled.body, changes=changes, paid=()))
    seen = {
        viewer: [change["track"] for change in plain_face(log_for(deck, [event], viewer)[0].face)["changes"]]
        for viewer in ("north", "south", PUBLIC, FACILITATOR)
    }
    assert seen == {
        "north": ["heat", "purse"],
        "south": ["heat", "plot"],
        PUBLIC: ["heat"],
        FACILITATOR: ["heat", "purse", "plot"],
    }


def test_why_a_move_came_too_late_is_told_only_to_those_who_see_what_it_hung_on() -> None:
    deck = small_deck()
    late = Event(9, 0, "table", "all", Overtaken("north", "N-1", "costs Purse 1; now 0", ("purse",)))
    told = {viewer: log_for(deck, [late], viewer)[0].face for viewer in ("north", "south", PUBLIC, FACILITATOR)}
    assert told["north"] == told[FACILITATOR] == late.body
    assert told["south"] == told[PUBLIC] == Overtaken("north", "N-1", "", ())


def test_a_secret_move_that_came_too_late_looks_like_one_that_moved_nothing() -> None:
    deck = small_deck()
    late = Event(9, 0, "table", "south", Overtaken("south", "S-1", "needs Plot = None; now Talks", ("plot",)))
    assert [entry.face for entry in log_for(deck, [late], "north")] == [Unexplained("south")]
    assert [entry.face for entry in log_for(deck, [late], "south")] == [late.body]


@given(seed=st.integers(0, 10**6), commands=st.integers(20, 80))
@settings(max_examples=30, deadline=None)
def test_a_result_that_all_know_of_has_the_same_number_for_everybody(seed: int, commands: int) -> None:
    deck = rich_deck()
    state = MemoryGame(deck, str(seed)).play(commands).state
    known = view_for(deck, state, PUBLIC).established
    for viewer in (*deck.seats, FACILITATOR):
        found = view_for(deck, state, viewer).established
        assert found[: len(known)] == known
    told = fact_lines(deck, view_for(deck, state, FACILITATOR))
    assert [line for line in told if line.startswith("#")] == fact_lines(deck, view_for(deck, state, PUBLIC))
