"""Before the dice fall and as they lie: chances that add up, real dice for every method, what other methods say."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import Script, sure
from wargame.deck import BANDS, SUCCESSES, Band
from wargame.rules import Argument, Choose, Floor, Judge, Odds, Rule, Ruled, Show
from wargame.umpire import METHODS, Case, Chances, Dice, UnknownMethod, foresee
from wargame.umpire.ruling import lay, throw

DICE = Dice(b"outlook" * 4)

#: A case in which every method can say something.
TOLD = Case(
    60,
    (5, 10),
    (5,),
    strength="average",
    leverage="strong",
    tokens=("SS", "SF", "FF"),
    ballots=(40, 50, 60),
    decided="success",
    against=45,
)
#: The same, as it is said of a move.
SAID = Argument(
    rating="average", leverage="strong", bag=("SS", "SF", "FF"), shown=(40, 50, 60), decided="success", method="card"
)
COUNTS = st.lists(st.integers(0, 200), min_size=5, max_size=5).filter(any)
DICED = [method for method in METHODS.values() if method.sides(TOLD)]


def chances(counts: list[int]) -> Chances:
    return Chances(dict(zip(BANDS, counts, strict=True)), sum(counts))


@given(COUNTS)
def test_shares_are_whole_per_cents_that_add_up_to_a_hundred_and_none_is_off_by_one(counts: list[int]) -> None:
    found = chances(counts)
    assert sum(found.shares.values()) == 100
    for band in BANDS:
        assert abs(found.shares[band] - found.part(band) * 100) < 1
        assert found.shares[band] == 0 or found.part(band) > 0


@given(COUNTS)
def test_halved_chances_lose_half_of_each_success_to_failure(counts: list[int]) -> None:
    whole, half = chances(counts), chances(counts).halved()
    assert sum(half.counts.values()) == half.of
    assert all(half.part(band) == whole.part(band) / 2 for band in SUCCESSES)
    assert half.part("disaster") == whole.part("disaster")
    assert half.success == whole.success / 2
    assert half.part("failure") == whole.part("failure") + whole.success / 2


@given(COUNTS)
def test_the_chance_in_per_cent_is_rounded_half_up(counts: list[int]) -> None:
    found = chances(counts)
    assert 2 * found.per_cent - 1 <= 200 * found.success < 2 * found.per_cent + 1


def test_chances_of_nothing_are_nothing() -> None:
    nothing = Chances({}, 0)
    assert (nothing.success, nothing.per_cent, sum(nothing.shares.values())) == (Fraction(0), 0, 0)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_what_a_method_announces_adds_up(method) -> None:
    assert method.lacks(TOLD) == ""
    found = method.chances(TOLD)
    assert sum(found.counts.values()) == found.of
    assert set(found.counts) == set(BANDS)


# Real dice


@pytest.mark.parametrize("method", DICED, ids=lambda method: method.id)
def test_real_dice_that_lie_as_the_games_own_mean_the_same(method) -> None:
    for number in range(40):
        own = throw(method, TOLD, Argument(), DICE, f"lay/{number}")
        real = lay(method, TOLD, Argument(), [roll.value for roll in own.rolls])
        assert real.band == own.band
        assert [(roll.address, roll.sides, roll.value) for roll in real.rolls] == [
            ("", roll.sides, roll.value) for roll in own.rolls
        ]


@pytest.mark.parametrize("method", DICED, ids=lambda method: method.id)
def test_against_what_stands_the_roll_off_is_typed_last_and_only_after_a_success(method) -> None:
    against = Argument(counters="1.north")
    seen: set[bool] = set()
    for number in range(60):
        own = throw(method, TOLD, against, DICE, f"off/{number}")
        values = [roll.value for roll in own.rolls]
        plain = method.read(TOLD, values)
        seen.add(plain in SUCCESSES)
        if plain in SUCCESSES:
            assert own.off is not None
            assert lay(method, TOLD, against, [*values, own.off.value]).band == own.band
            assert own.band == (plain if own.off.value >= 4 else "failure")
            for wrong in (values, [*values, 0], [*values, 7], [*values, 3, 3]):
                with pytest.raises(ValueError, match=r"."):
                    lay(method, TOLD, against, wrong)
        else:
            assert own.off is None
            assert lay(method, TOLD, against, values).band == plain
            with pytest.raises(ValueError, match=r"."):
                lay(method, TOLD, against, [*values, 4])
    assert seen == {True, False}


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
@given(values=st.lists(st.integers(-1, 101), max_size=5))
def test_dice_in_any_number_lie_so_or_are_refused_in_a_sentence(method, values: list[int]) -> None:
    try:
        fall = lay(method, TOLD, Argument(), values)
    except ValueError:
        return
    assert [roll.value for roll in fall.rolls] == values


def test_where_no_dice_decide_none_can_be_laid() -> None:
    for name in ("consensus", "umpire"):
        with pytest.raises(ValueError, match="no dice decide this"):
            lay(METHODS[name], TOLD, Argument(), (4,))


@pytest.mark.parametrize(
    ("name", "values", "band"),
    [
        ("card", (60,), "partial"),
        ("2d6", (6, 1), "partial"),
        ("2d6", (6, 6), "triumph"),
        ("2d6", (1, 1), "failure"),
        ("3d6", (1, 1, 1), "disaster"),
        ("d6", (4,), "partial"),
        ("d6", (1,), "disaster"),
        ("keep", (1, 1), "disaster"),
        ("keep", (1, 6), "triumph"),
        ("tokens", (4, 3, 2), "triumph"),
        ("tokens", (5, 5, 6), "disaster"),
        ("tokens", (5, 4, 4), "failure"),
        ("ballot", (51,), "failure"),
        ("opposed", (10, 10, 60, 46), "partial"),
        ("opposed", (100, 100, 100, 45), "disaster"),
    ],
)
def test_dice_as_they_lie(name: str, values: tuple[int, ...], band: Band) -> None:
    assert lay(METHODS[name], TOLD, Argument(), values).band == band


# What other methods say


def test_every_other_method_says_its_chance_or_that_it_would_have_to_ask() -> None:
    deck = sure()
    bare = foresee(deck, Odds(60, 60), Argument(), METHODS)
    assert {name for name, chance in bare.said.items() if chance is not None} == {"2d6", "3d6"}
    told = foresee(deck, Odds(60, 60), SAID, METHODS)
    variants = {method.id for method in METHODS.values() if method.variant}
    assert set(told.said) == set(METHODS) - variants - {"card"}
    assert all(chance is not None for chance in told.said.values())
    assert told.said["ballot"] == 50
    countered = foresee(deck, Odds(60, 60), evolve(SAID, counters="1.north"), METHODS)
    assert (countered.said["ballot"], countered.chances and countered.chances.per_cent) == (25, 30)


def test_where_a_move_is_not_argued_no_other_method_is_asked() -> None:
    found = foresee(sure(), Odds(60, 60), evolve(SAID, method=""), METHODS, floor=False)
    assert (found.method, dict(found.said)) == ("card", {})


def test_odds_that_are_not_complete_give_no_chance() -> None:
    found = foresee(sure(), Odds(60, 60, complete=False), Argument(), METHODS)
    assert (found.chances, found.said["2d6"]) == (None, 58)
    assert found.lacks


def test_a_method_that_nobody_has_is_named() -> None:
    deck = sure(more="arguments: {method: acme.swing}\n")
    with pytest.raises(UnknownMethod, match=r"no method is called `acme\.swing` here"):
        foresee(deck, Odds(60, 60), Argument(), METHODS)
    game = Script(deck).lay(north="N-0").say(Floor("north"))
    assert game.code(Rule()) == "unknown_method"
    game.say(Choose("north", "card"), Rule())
    assert game.all(Ruled)[-1].method == "card"


def test_a_method_is_chosen_by_a_name_that_is_known() -> None:
    game = Script(sure()).lay(north="N-0")
    assert game.why(Choose("north", "ballots")) == (
        "unknown_method",
        "no method is called `ballots`; did you mean ballot?",
    )
    assert "there is: card, 2d6" in str(game.why(Choose("north", "zzzz")))
    assert game.code(Choose("north", "opposed")) == "opposed"
    assert game.code(Choose("north", "")) == ""


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("d6", Judge("north", rating="strong")),
        ("keep", Judge("north", leverage="weak")),
        ("tokens", Show("north", (), ("SS", "FF"))),
        ("ballot", Show("north", (50, 60))),
        ("consensus", Judge("north", decided="partial")),
        ("umpire", Judge("north", decided="disaster")),
    ],
)
def test_a_method_that_lacks_something_is_not_ruled_by_before_it_is_told(name: str, asked) -> None:
    game = Script(sure()).lay(north="N-0").say(Floor("north"), Choose("north", name))
    code, sentence = game.why(Rule()) or ("", "")
    assert code == "lacks"
    assert sentence.startswith(f"the move of North can't be ruled by {METHODS[name].title} without ")
    game.say(asked, Rule())
    assert game.all(Ruled)[-1].method == name


def test_ballots_that_lie_far_apart_are_talked_about_first() -> None:
    game = Script(sure()).lay(north="N-0").say(Floor("north"), Choose("north", "ballot"), Show("north", (10, 51)))
    sentence = "the ballots lie 41 points apart, from 10 to 51 %; let the room talk and vote again, or rule it anyway"
    assert game.why(Rule()) == ("wide", sentence)
    assert game.code(Rule(anyway=True)) == ""
    game.say(Show("north", (11, 51)))
    assert game.code(Rule()) == ""
