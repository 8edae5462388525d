"""Every method's chances, against tables that others have published and against sums that were done another way."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.deck import BANDS, Arguments
from wargame.umpire.case import Case
from wargame.umpire.chances import enumerated
from wargame.umpire.dice import Dice
from wargame.umpire.methods import (
    Ballot,
    CardOdds,
    Consensus,
    Decision,
    Keep,
    Method,
    Opposed,
    Strengths,
    ThreeDice,
    Tokens,
    TwoDice,
)

#: Any number of reasons counts, as in the published tables.
MANY = Arguments(most=20)


def with_net(net: int, **more) -> Case:
    return Case(50, (5,) * max(net, 0), (5,) * max(-net, 0), arguments=MANY, **more)


def per_cent(part: Fraction) -> float:
    return round(float(part) * 100 + 1e-9, 1)


# Net reasons: plain, with the coloured dice, with 2 failing and 12 succeeding. practice.md 2.1.
TWO_DICE = {
    -6: (0.0, 0.0, 2.8),
    -5: (2.8, 2.8, 2.8),
    -4: (8.3, 8.3, 8.3),
    -3: (16.7, 16.7, 16.7),
    -2: (27.8, 27.8, 27.8),
    -1: (41.7, 41.7, 41.7),
    0: (58.3, 50.0, 58.3),
    1: (72.2, 72.2, 72.2),
    2: (83.3, 83.3, 83.3),
    3: (91.7, 91.7, 91.7),
    4: (97.2, 97.2, 97.2),
    5: (100.0, 100.0, 97.2),
}


@pytest.mark.parametrize("net", TWO_DICE)
def test_two_dice_give_the_published_chances(net: int) -> None:
    methods = (TwoDice(), TwoDice(coloured=True), TwoDice(limits=True))
    assert tuple(per_cent(each.chances(with_net(net)).success) for each in methods) == TWO_DICE[net]


# Net reasons: disaster, failure (in the table two columns), partial, success, triumph. practice.md 2.1, by margin.
MARGINS = {
    -3: (27.8, 55.6, 13.9, 2.8, 0.0),
    -2: (16.7, 55.6, 19.4, 8.3, 0.0),
    -1: (8.3, 50.0, 25.0, 16.7, 0.0),
    0: (2.8, 38.9, 30.6, 25.0, 2.8),
    1: (0.0, 27.8, 30.6, 33.3, 8.3),
    2: (0.0, 16.7, 25.0, 41.7, 16.7),
    3: (0.0, 8.3, 19.4, 44.4, 27.8),
}


@pytest.mark.parametrize("net", MARGINS)
def test_the_margin_of_two_dice_gives_the_bands(net: int) -> None:
    chances = TwoDice().chances(with_net(net))
    assert tuple(per_cent(chances.part(band)) for band in reversed(BANDS)) == MARGINS[net]


THREE_DICE = {-3: 25.9, -2: 37.5, -1: 50.0, 0: 62.5, 1: 74.1, 2: 83.8, 3: 90.7, 4: 95.4, 5: 98.1}


@pytest.mark.parametrize("net", THREE_DICE)
def test_three_dice_give_the_published_chances(net: int) -> None:
    assert per_cent(ThreeDice().chances(with_net(net)).success) == THREE_DICE[net]


STRENGTHS = {"absurd": 0.0, "very_weak": 16.7, "weak": 33.3, "average": 50.0, "strong": 66.7, "very_strong": 83.3}


@pytest.mark.parametrize("strength", STRENGTHS)
def test_one_die_is_thrown_against_the_rated_strength(strength) -> None:
    assert per_cent(Strengths().chances(Case(50, strength=strength)).success) == STRENGTHS[strength]


@pytest.mark.parametrize(
    ("leverage", "published"), [("strong", (30.6, 44.4, 22.2, 0.0, 2.8)), ("weak", (2.8, 22.2, 44.4, 0.0, 30.6))]
)
def test_the_kept_die_gives_the_published_chances(leverage, published: tuple[float, ...]) -> None:
    chances = Keep().chances(Case(50, leverage=leverage))
    assert tuple(per_cent(chances.part(band)) for band in BANDS) == published


# Tokens for success in the bag: the chance of two or three of them. practice.md 2.5.
FOUR_PLAYERS = {3: 18.3, 4: 33.3, 5: 50.0, 6: 66.7, 7: 81.7, 8: 93.3}
SIX_PLAYERS = {4: 17.6, 6: 38.5, 7: 50.0, 8: 61.5, 10: 82.4, 12: 96.7}


@pytest.mark.parametrize(
    ("players", "tokens", "published"),
    [(4, *each) for each in FOUR_PLAYERS.items()] + [(6, *each) for each in SIX_PLAYERS.items()],
)
def test_the_bag_gives_the_published_chances(players: int, tokens: int, published: float) -> None:
    votes = [["FF", "SF", "SS"][place] for place in spread(tokens - 1, players)]
    case = Case(50, tokens=tuple(votes))
    chances = Tokens().chances(case)
    assert per_cent(chances.success) == published
    many = 2 + 2 * players
    for band, drawn in (("triumph", 3), ("success", 2), ("failure", 1), ("disaster", 0)):
        ways = comb(tokens, drawn) * comb(many - tokens, 3 - drawn)
        assert chances.part(band) == Fraction(ways, comb(many, 3))


@given(st.lists(st.sampled_from(["SS", "SF", "FF"]), min_size=1, max_size=5))
def test_the_bag_is_counted_as_going_through_every_fall_would_count_it(votes) -> None:
    bag, case = Tokens(), Case(50, tokens=tuple(votes))
    assert bag.chances(case) == enumerated(bag.sides(case), lambda values: bag.fall(case, values))


def test_a_bag_of_a_large_room_is_counted_at_once() -> None:
    """All falls of so many tokens would be 8 million millions."""
    chances = Tokens().chances(Case(50, tokens=("SS", "FF") * 5000))
    assert chances.of == 20_002 * 20_001 * 20_000
    assert chances.success == Fraction(1, 2)


def spread(tokens: int, players: int) -> list[int]:
    """How many of the two tokens of each player are for success."""
    found = [0] * players
    for number in range(tokens):
        found[number % players] += 1
    return found


OPPOSED = [(58, 42, 0.655), (72, 28, 0.869), (67, 50, 0.67), (50, 50, 0.5), (95, 5, 0.997)]


@pytest.mark.parametrize(("ours", "theirs", "wins"), OPPOSED)
def test_opposed_throws_go_on_until_exactly_one_succeeds(ours: int, theirs: int, wins: float) -> None:
    p, q = Fraction(ours, 100), Fraction(theirs, 100)
    chance = Opposed().chances(Case(ours, against=theirs)).success
    assert chance == p * (1 - q) / (p * (1 - q) + q * (1 - p))
    assert float(chance) == pytest.approx(wins, abs=0.01)


@given(st.lists(st.sampled_from([3, 12, 32, 50, 68, 88, 97]), min_size=1, max_size=12))
def test_a_ballot_is_its_median_and_is_said_to_be_wide(ballots: list[int]) -> None:
    case = Case(50, ballots=tuple(ballots))
    middle = sorted(ballots)[(len(ballots) - 1) // 2], sorted(ballots)[len(ballots) // 2]
    assert Ballot().chance(case) == (sum(middle) + 1) // 2
    assert Ballot().wide(case) == (max(ballots) - min(ballots) > 40)
    assert Ballot().chances(case).success == Fraction((sum(middle) + 1) // 2, 100)


CASES: list[tuple[Method, Case]] = [
    (CardOdds(), Case(58, (5, 10), (5,))),
    (TwoDice(), with_net(1)),
    (TwoDice(coloured=True), with_net(0)),
    (TwoDice(limits=True), with_net(5)),
    (ThreeDice(), with_net(-1)),
    (Strengths(), Case(50, strength="average")),
    (Keep(), Case(50, leverage="weak")),
    (Tokens(), Case(50, tokens=("SS", "FF", "SF"))),
    (Ballot(), Case(50, ballots=(32, 50, 68))),
    (Opposed(), Case(60, against=45)),
    (Consensus(), Case(50, decided="success")),
    (Decision(), Case(50, decided="disaster")),
]


@pytest.mark.parametrize(("method", "case"), CASES, ids=lambda each: str(getattr(each, "id", "")))
def test_what_is_thrown_falls_as_often_as_was_announced(method: Method, case: Case) -> None:
    """Pearson's chi-square of 100,000 rulings below its 99.9th percentile, as Wilson and Hilferty approximate it."""
    chances, dice, many = method.chances(case), Dice(b"fair" * 8), 100_000
    fell = Counter(
        method.read(case, [roll.value for roll in method.throw(case, dice, f"x/{each}")]) for each in range(many)
    )
    expected = {band: float(chances.part(band)) * many for band in BANDS}
    assert all(fell[band] == 0 for band in BANDS if not expected[band])
    terms = [(fell[band] - expected[band]) ** 2 / expected[band] for band in BANDS if expected[band]]
    freedom = max(1, len(terms) - 1)
    limit = freedom * (1 - 2 / (9 * freedom) + 3.0902 * sqrt(2 / (9 * freedom))) ** 3
    assert sum(terms) < limit


@pytest.mark.parametrize(("method", "case"), CASES, ids=lambda each: str(getattr(each, "id", "")))
def test_dice_that_can_not_have_fallen_are_refused(method: Method, case: Case) -> None:
    values = [roll.value for roll in method.throw(case, Dice(b"x" * 32), "address")]
    with pytest.raises(ValueError, match=r"."):
        method.read(case, [*values, 1])
    if values:
        with pytest.raises(ValueError, match=r"."):
            method.read(case, [0, *values[1:]])
        with pytest.raises(ValueError, match=r"."):
            method.read(case, [1000, *values[1:]])


@pytest.mark.parametrize("method", [Strengths(), Keep(), Tokens(), Ballot(), Consensus(), Decision(), Opposed()])
def test_a_method_says_what_it_has_to_be_told(method: Method) -> None:
    assert method.lacks(Case(50))


@given(
    st.integers(5, 95),
    st.lists(st.sampled_from([0, 5, 10]), max_size=6),
    st.lists(st.sampled_from([0, 5, 10]), max_size=6),
)
def test_reasons_never_move_the_odds_by_more_than_is_allowed(chance: int, pros: list[int], cons: list[int]) -> None:
    case = Case(chance, tuple(pros), tuple(cons))
    assert abs(case.argued - chance) <= 20
    assert 5 <= case.argued <= 95
    assert case.argued <= Case(chance, (*pros, 5), tuple(cons)).argued
    assert CardOdds().chances(case).success == Fraction(case.argued, 100)
