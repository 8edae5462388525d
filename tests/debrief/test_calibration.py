"""Calibration: scores that a person can work out by hand, and the law of their parts."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import Script, sure
from wargame.debrief import Forecast, brier, calibration, forecasts_of, story_of
from wargame.debrief.calibration import ENOUGH_FORECASTS
from wargame.rules import Floor, Rule, Show, Vote


def forecast(chance: int, happened: bool, who: str = "north") -> Forecast:
    return Forecast(who, Fraction(chance, 100), happened)


def test_the_score_is_the_mean_squared_distance() -> None:
    # (0.9 - 1)^2 = 0.01, (0.6 - 0)^2 = 0.36, (0.5 - 1)^2 = 0.25: 0.62 / 3.
    some = [forecast(90, True), forecast(60, False), forecast(50, True)]
    assert brier(some) == Fraction(62, 300)
    assert brier([forecast(50, True), forecast(50, False)]) == Fraction(1, 4)
    assert brier([forecast(100, True), forecast(0, False)]) == 0


def test_the_bins_set_what_was_said_beside_what_happened() -> None:
    (found,) = calibration([forecast(62, True), forecast(68, False), forecast(20, False), forecast(100, True)])
    assert [(each.low, each.high, each.forecasts, each.mean, each.happened) for each in found.bins] == [
        (20, 30, 1, Fraction(20, 100), 0),
        (60, 70, 2, Fraction(65, 100), 1),
        (90, 100, 1, Fraction(1), 1),
    ]
    # Reliability: (1 x 0.2^2 + 2 x 0.15^2 + 0) / 4; uncertainty: 0.5 x 0.5.
    assert found.reliability == Fraction(85, 4000)
    assert found.resolution == Fraction(1, 8)
    assert found.uncertainty == Fraction(1, 4)


def test_a_score_says_whether_there_is_enough_to_score() -> None:
    few = calibration([forecast(50, True)] * (ENOUGH_FORECASTS - 1))[0]
    enough = calibration([forecast(50, True)] * ENOUGH_FORECASTS)[0]
    assert (few.tells, enough.tells) == (False, True)
    assert calibration([]) == ()


def test_ballots_and_the_odds_are_forecasts_of_the_same_ruling() -> None:
    cards = "N-1: {title: Stoke, seat: north, text: t, chance: 80, uses: any, success: s}"
    game = (
        Script(sure(cards))
        .lay(north="N-1")
        .say(
            Floor("north", "north"),
            Vote("north", "south", 30),
            Vote("north", "east", 90),
            Show("north"),
            Rule("north", anyway=True),
        )
    )
    story = story_of(game.deck, game.events)
    found = forecasts_of(story)
    happened = story.rulings[0].band == "success"
    assert {each.who: (each.chance, each.happened) for each in found} == {
        "umpire": (Fraction(8, 10), happened),
        "south": (Fraction(3, 10), happened),
        "east": (Fraction(9, 10), happened),
    }


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=60))
def test_the_parts_of_a_score_come_to_the_score_where_each_bin_holds_one_chance(some: list[tuple[int, bool]]) -> None:
    (found,) = calibration([forecast(chance // 10 * 10, happened) for chance, happened in some])
    merged = any(chance == 100 for chance, _ in some) and any(90 <= chance < 100 for chance, _ in some)
    assert merged or found.within == 0
    assert 0 <= found.brier <= 1
    assert sum(each.forecasts for each in found.bins) == found.forecasts == len(some)
