"""What a survey counts, and that surveys add up."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.decks import tiny
from tests.support import MemoryGame, first_hour, small_deck
from wargame.deck import Deck
from wargame.forecast import Survey, TrackCount, play_many, seed_of
from wargame.rules import (
    Event,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Overtaken,
    Ruled,
    TurnOpened,
)

GAMES = 12
DECKS = [first_hour(), small_deck()]


@cache
def by_hand(deck_id: str) -> tuple[tuple[Event, ...], ...]:
    deck = next(each for each in DECKS if each.id == deck_id)
    return tuple(tuple(MemoryGame(deck, seed_of(number)).play().events) for number in range(1, GAMES + 1))


@cache
def surveyed(deck_id: str, first: int = 1, games: int = GAMES) -> Survey:
    deck = next(each for each in DECKS if each.id == deck_id)
    return play_many(deck, games, first=first, workers=1)


def bodies(deck: Deck, kind: type) -> list[list]:
    """The bodies of this kind, game by game."""
    return [[each.body for each in events if isinstance(each.body, kind)] for events in by_hand(deck.id)]


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_the_counts_agree_with_the_events(deck: Deck) -> None:
    survey = surveyed(deck.id)
    assert (survey.games, survey.ended, survey.errors) == (GAMES, GAMES, ())
    offers = [[offer for move in game for offer in move.offered] for game in bodies(deck, HandedIn)]
    rulings = bodies(deck, Ruled)
    for card in deck.cards.values():
        count = survey.cards[card.id]
        own = [ruled for game in rulings for ruled in game if ruled.card == card.id]
        assert count.playable == sum(any(o.card == card.id and not o.refusal for o in game) for game in offers)
        assert count.played == sum(any(ruled.card == card.id for ruled in game) for game in rulings)
        assert {band: times for band, times in count.bands.items() if times} == Counter(each.band for each in own)
        assert count.rulings == len(own)
        for place in range(len(card.modifiers)):
            assert count.modifiers[place] == sum(each.odds.modifiers[place].applied for each in own)
        late = [each for game in bodies(deck, Overtaken) for each in game if each.card == card.id]
        assert count.overtaken == len(late)


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_endings_injects_and_turns_agree_with_the_events(deck: Deck) -> None:
    survey = surveyed(deck.id)
    ends = [game[0] for game in bodies(deck, GameEnded)]
    assert survey.ends == Counter(end.cause for end in ends)
    for answer in deck.answers:
        counted = {state: games for state, games in survey.answers[answer.id].items() if games}
        assert counted == Counter(end.answers[answer.id] for end in ends)
    for inject in deck.injects:
        games = bodies(deck, InjectGiven)
        assert survey.injects[inject] == sum(any(each.inject == inject for each in game) for game in games)
    assert survey.turns == Counter(max(each.turn for each in game) for game in bodies(deck, TurnOpened))


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_tracks_agree_with_the_board_at_the_end(deck: Deck) -> None:
    survey = surveyed(deck.id)
    opened = [game[0].values for game in bodies(deck, GameOpened)]
    values = [game[0].values for game in bodies(deck, GameEnded)]
    for track in deck.tracks:
        found = sorted(each[track] for each in values)
        count = survey.tracks[track]
        assert count.ends == Counter(found)
        assert (count.minimum, count.median, count.maximum) == (found[0], found[(GAMES - 1) // 2], found[-1])
        assert count.moved >= sum(start[track] != end[track] for start, end in zip(opened, values, strict=True))


STILL = """\
    answers: {end: {question: Q?, states: {any: {title: Any, text: T.}}}}
    upkeep: {up: {title: Up, do: "%s"}}
    """


@pytest.mark.parametrize(
    ("upkeep", "held"),
    [
        ("stone +1", 0),  # from 1 to 3 in two turns, and 3 is the bound
        ("stone +2", 3),
        ("stone = 3; stone = 0", 0),
        ("stone - 1", 3),
        ("stone +60; stone -1", 3),  # held, then moved away from the bound
        ("stone +60; stone = 1", 3),
    ],
)
def test_a_track_is_held_where_an_effect_wants_more_than_its_bound(upkeep: str, held: int) -> None:
    survey = play_many(tiny(ending=STILL % upkeep), 3, workers=1)
    assert survey.tracks["stone"].clamped == held


def test_a_track_that_nothing_moves_has_not_moved() -> None:
    assert play_many(tiny(), 3, workers=1).tracks["stone"] == TrackCount({1: 3})


def test_odds_are_clamped_where_modifiers_want_more_than_the_limits() -> None:
    cards = """\
        A-2: {title: Sure, seat: one, text: T., chance: 90, uses: any, success: Y.,
              modifiers: [{if: stone = 1, chance: 20, because: It lies there}]}
        A-3: {title: Just, seat: one, text: T., chance: 90, uses: any, success: Y.,
              modifiers: [{if: stone = 1, chance: 5, because: It lies there}]}
        """
    survey = play_many(tiny(cards=cards), 30, workers=1)
    sure, just = survey.cards["A-2"], survey.cards["A-3"]
    assert sure.clamped == sure.rulings > 0
    assert just.rulings > just.clamped == 0
    assert just.modifiers == {0: just.rulings}


def test_objectives_that_the_board_judges_are_counted_and_others_are_not() -> None:
    survey = surveyed("small")
    assert survey.objectives == {"north": {}, "south": {}}


def test_the_mean_band_of_a_seat_is_taken_over_all_its_rulings() -> None:
    worth = {"triumph": 2, "success": 1, "partial": 0, "failure": -1, "disaster": -2}
    values = [worth[each.band] for game in bodies(small_deck(), Ruled) for each in game if each.seat == "north"]
    assert surveyed("small").mean_band(small_deck(), "north") == pytest.approx(sum(values) / len(values))


@settings(deadline=None)
@given(cut=st.integers(0, 20), games=st.integers(0, 20))
def test_a_survey_is_the_sum_of_the_surveys_of_its_parts(cut: int, games: int) -> None:
    cut = min(cut, games)
    parts = surveyed("small", 1, cut) + surveyed("small", 1 + cut, games - cut)
    assert parts == surveyed("small", 1, games)


@settings(deadline=None)
@given(parts=st.lists(st.integers(1, 12), min_size=3, max_size=3))
def test_it_does_not_matter_in_which_steps_surveys_are_added(parts: list[int]) -> None:
    one, two, three = (surveyed("first-hour", number, 1) for number in parts)
    assert (one + two) + three == one + (two + three)
