"""What effects do to the board."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support import first_hour, small_deck
from wargame.deck.language.binding import effects
from wargame.rules import Change, applied, cost_changes, effect_changes, starting_values

DECK = small_deck()
START = starting_values(DECK, {})


def after(text: str) -> list[tuple[str, int, int]]:
    changes = effect_changes(DECK, START, 1, effects(text, DECK.tracks, _no))
    return [(change.track, change.before, change.after) for change in changes]


def _no(error: Exception) -> None:
    raise error


def test_a_derived_track_follows_what_it_is_derived_from() -> None:
    assert after("heat +1") == [("heat", 5, 6), ("glow", 10, 12)]


def test_effects_come_one_after_the_other_and_are_told_as_one_change() -> None:
    assert after("heat +2; heat = heat - 1; wall = shut") == [("heat", 5, 6), ("glow", 10, 12), ("wall", 0, 1)]


def test_a_value_stays_within_the_bounds_of_its_track() -> None:
    assert after("heat +99; purse -99") == [("heat", 5, 10), ("purse", 3, 0), ("glow", 10, 20)]


def test_a_change_that_comes_to_nothing_is_not_told() -> None:
    assert after("heat +1; heat -1; wall = open") == []


def test_a_cost_is_a_change_like_any_other() -> None:
    assert cost_changes(DECK, START, 1, DECK.cards["N-1"].cost) == (Change("purse", 3, 2),)


@given(st.lists(st.sampled_from([card.outcomes[band].effects for card in first_hour().cards.values()
                                 for band in card.outcomes]), max_size=12))  # fmt: skip
def test_no_sequence_of_outcomes_leaves_the_bounds_of_the_board(several) -> None:
    deck = first_hour()
    values = starting_values(deck, {})
    for outcome in several:
        values = applied(values, effect_changes(deck, values, 1, outcome))
        for track in deck.tracks.values():
            assert track.minimum <= values[track.id] <= track.maximum
