"""How a turn goes: what chance brings, what closes it, and what a practice turn leaves behind."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import MemoryGame, grown_deck
from wargame.rules import (
    RULES_VERSION,
    Change,
    Event,
    GameEnded,
    GameOpened,
    InjectGiven,
    PracticeEnded,
    Published,
    Seated,
    TurnClosed,
    TurnOpened,
    Unexplained,
    decode,
    encode,
    face,
    fold,
    view_for,
)
from wargame.table import Publish, Sit
from wargame.table.course import decide
from wargame.words import front_page, tell

DECK = grown_deck()
SEEDS = st.integers(0, 10**6).map(str)


def bodies(game: MemoryGame, kind: type) -> list:
    return [event.body for event in game.events if isinstance(event.body, kind)]


@given(SEEDS)
@settings(max_examples=60)
def test_a_start_that_is_left_to_chance_is_what_its_roll_drew(seed: str) -> None:
    opened = MemoryGame(DECK, seed).events[0].body
    assert isinstance(opened, GameOpened)
    roll = opened.draws["mood"]
    assert 1 <= roll.value <= 4
    assert opened.values["mood"] == {1: 0, 2: 1, 3: 1, 4: 2}[roll.value]


def test_every_start_that_may_be_drawn_is_drawn_in_some_game() -> None:
    assert {MemoryGame(DECK, str(seed)).state.values["mood"] for seed in range(40)} == {0, 1, 2}


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_news_arrives_only_in_its_turns_where_its_condition_holds_and_on_a_roll_within_its_chance(seed: str) -> None:
    game = MemoryGame(DECK, seed).play()
    turn = 0
    for place, event in enumerate(game.events):
        if isinstance(event.body, TurnOpened):
            turn = event.body.turn
        if isinstance(event.body, InjectGiven):
            inject = DECK.injects[event.body.inject]
            assert inject.first <= turn <= inject.last
            assert (event.body.roll is None) == (inject.chance is None)
            if event.body.roll is not None:
                assert event.body.roll.value <= inject.chance
            if inject.id == "I-4":
                assert fold(game.events[:place]).values["mood"] >= 1
    once = [each.inject for each in bodies(game, InjectGiven) if not DECK.injects[each.inject].again]
    assert len(once) == len(set(once))


def test_chance_and_conditions_make_news_differ_between_games() -> None:
    given_in = [{each.inject for each in bodies(MemoryGame(DECK, str(seed)).play(), InjectGiven)} for seed in range(40)]
    for inject in ("I-4", "I-5"):
        assert any(inject in each for each in given_in)
        assert any(inject not in each for each in given_in)
    assert all("I-1" in each for each in given_in)


def test_the_chance_of_news_and_its_roll_are_for_the_facilitator_alone() -> None:
    game = next(
        game for game in (MemoryGame(DECK, str(seed)).play() for seed in range(40)) if "I-5" in game.state.given
    )
    event = next(e for e in game.events if isinstance(e.body, InjectGiven) and e.body.inject == "I-5")
    assert face(DECK, event, "facilitator") == event.body
    assert face(DECK, event, "north") == InjectGiven("I-5", event.body.changes)
    assert face(DECK, event, "south") is None


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_practice_turn_leaves_nothing_behind(seed: str) -> None:
    practised = MemoryGame(DECK, seed, practice=True)
    assert (practised.state.turn, practised.state.practice) == (0, True)
    assert bodies(practised, InjectGiven) == []
    while practised.state.turn == 0:
        practised.step()
    plain = MemoryGame(DECK, seed)
    after, before = practised.state, plain.state
    assert (after.values, after.played, after.given, after.opened) == (
        before.values,
        before.played,
        before.given,
        before.opened,
    )
    assert not after.practice
    assert view_for(DECK, after, "north").tracks == view_for(DECK, before, "north").tracks


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_practice_turn_takes_no_luck_from_the_game(seed: str) -> None:
    practised, plain = MemoryGame(DECK, seed, practice=True).play(), MemoryGame(DECK, seed).play()
    place = next(place for place, event in enumerate(practised.events) if isinstance(event.body, PracticeEnded))
    assert [event.body for event in practised.events[place + 1 :]] == [event.body for event in plain.events[1:]]


def closed_game(seed: str = "3") -> MemoryGame:
    game = MemoryGame(DECK, seed)
    while game.state.phase != "page":
        game.step()
    return game


def test_a_turn_that_is_closed_waits_for_its_front_page_and_the_page_is_told_to_all() -> None:
    game = closed_game()
    page = front_page(DECK, view_for(DECK, game.state, "public"))
    assert page.headline == "Day"
    assert any(line.startswith("North: ") for line in page.lines)
    game._happen(decide(game.stakes, game.state, Publish("Extra", ("It was warm.",))))
    assert view_for(DECK, game.state, "south").page == Published(1, "Extra", ("It was warm.",))
    assert tell(DECK, game.events[-1].body) == ["Front page: Extra", "  It was warm."]
    game.step()
    assert view_for(DECK, game.state, "south").page is None


def test_the_front_page_says_what_waiting_bought_and_only_what_everyone_may_know() -> None:
    for seed in range(60):
        game = closed_game(str(seed))
        page = front_page(DECK, view_for(DECK, game.state, "public"))
        text = "\n".join(page.lines)
        cool = any(getattr(event.body, "card", None) == "S-3" for event in game.events)
        assert ("What waiting bought" in text) == cool
        assert "Purse" not in text
        assert "Plot" not in text
        assert "Mutter" not in text


def test_the_news_of_a_turn_stays_until_the_next_one_opens_and_its_closing_longer() -> None:
    game = closed_game()
    at_page = view_for(DECK, game.state, "facilitator").news
    assert [type(each) for each in at_page if isinstance(each, TurnOpened | TurnClosed)] == [TurnOpened, TurnClosed]
    game.step()
    kinds = [type(each) for each in view_for(DECK, game.state, "facilitator").news if not isinstance(each, InjectGiven)]
    assert kinds[:2] == [TurnClosed, TurnOpened]


def test_a_seat_may_change_hands_at_any_time() -> None:
    game = MemoryGame(DECK, "1")
    game._happen(decide(game.stakes, game.state, Sit("north", "person")))
    assert game.state.players["north"] == "person"
    assert bodies(game, Seated) == [Seated("north", "person")]


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_at_the_end_the_board_says_of_each_objective_that_has_a_condition_whether_it_agrees(seed: str) -> None:
    game = MemoryGame(DECK, seed).play()
    (ended,) = bodies(game, GameEnded)
    assert ended.met == {"north": (None, game.state.values["plot"] == 0), "south": ()}


@pytest.mark.parametrize(
    ("kind", "old", "added"),
    [
        (
            "game_opened",
            '{"deck":"d","title":"T","deck_hash":"h","rules":1,"players":{},"values":{},"commitment":"c"}',
            {"draws": {}, "practice": False},
        ),
        ("inject_given", '{"inject":"I-1","changes":[]}', {"chance": None, "roll": None}),
        ("game_ended", '{"cause":"calendar","answers":{},"values":{},"secret":""}', {"met": {}}),
    ],
)
def test_bodies_of_the_first_version_are_read_as_they_were_meant(kind: str, old: str, added: dict) -> None:
    body = decode(kind, 1, old)
    assert {name: getattr(body, name) for name in added} == added
    assert encode(body)[1] >= 2
    assert RULES_VERSION == 6


def test_news_for_others_that_moves_the_open_board_is_seen_to_move_it() -> None:
    deck = grown_deck()
    heat = Change("heat", 3, 4)
    event = Event(9, 0, "table", "north", InjectGiven("I-3", (heat, Change("plot", 0, 1))))
    assert face(deck, event, "public") == Unexplained(changes=(heat,))
    assert face(deck, evolve(event, body=InjectGiven("I-3", (Change("plot", 0, 1),))), "public") is None
