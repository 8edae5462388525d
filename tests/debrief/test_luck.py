"""Luck: numbers that a person can work out by hand, and a law."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.debrief import luck_of, story_of
from wargame.debrief.luck import Luck, expected_worth
from wargame.rules import Choose, Judge, Overrule, Rewind, Rule

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 80, uses: any, success: s}
    N-2: {title: Blow, seat: north, text: t, chance: 45, uses: any, success: s}
    S-1: {title: Murmur, seat: south, text: t, chance: 30, uses: any, success: s}
"""


def lucks(game: Script) -> dict[str, Luck]:
    return {each.seat: each for each in luck_of(story_of(game.deck, game.events))}


def seeds(wanted: str, *cards: str) -> Script:
    """A game in which north plays these cards, and they end as `wanted`: a letter for each, s or f."""
    for seed in range(2000):
        game = Script(sure(CARDS), str(seed))
        for card in cards:
            game.turn(north=card)
        story = story_of(game.deck, game.events)
        if "".join(each.band[0] for each in story.of_seat("north")) == wanted:
            return game
    raise AssertionError(f"no seed gives {wanted}")


def test_luck_is_what_fell_less_what_was_to_be_expected() -> None:
    # 80 % of +1 and 20 % of -1 is 0.6; 45 % of +1 and 55 % of -1 is -0.1: together 0.5 was to be expected.
    both, one, none = (lucks(seeds(wanted, "N-1", "N-2"))["north"] for wanted in ("ss", "sf", "ff"))
    assert (both.rolls, both.actual, both.expected, both.luck) == (2, 2, Fraction(1, 2), Fraction(3, 2))
    assert (one.actual, one.luck) == (0, Fraction(-1, 2))
    assert (none.actual, none.luck) == (-2, Fraction(-5, 2))


def test_how_likely_such_luck_was_is_exact() -> None:
    # 2 with 0.8 x 0.45 = 0.36; 0 with 0.8 x 0.55 + 0.2 x 0.45 = 0.53; -2 with 0.2 x 0.55 = 0.11.
    one = lucks(seeds("sf", "N-1", "N-2"))["north"]
    assert (one.at_least, one.at_most) == (Fraction(89, 100), Fraction(64, 100))
    assert (one.low, one.high) == (Fraction(-5, 2), Fraction(3, 2))


def test_so_few_rolls_that_none_could_be_unusual_tell_nothing() -> None:
    few = lucks(seeds("ff", "N-1", "N-2"))["north"]
    assert (few.tells, few.unusual) == (False, False)
    many = lucks(seeds("fff", "N-1", "N-1", "N-1"))["north"]
    assert (many.tells, many.unusual) == (True, True)
    nobody = lucks(seeds("s", "N-1"))["south"]
    assert (nobody.rolls, nobody.luck, nobody.tells) == (0, 0, False)


def test_what_a_person_decided_is_no_luck_and_an_override_leaves_the_dice_as_they_fell() -> None:
    judged = Script(sure(CARDS)).lay(north="N-1").say(Judge("north", decided="success"), Choose("north", "umpire"))
    assert lucks(judged.say(Rule()))["north"].rolls == 0
    by_hand = Script(sure(CARDS)).lay(north="N-1", south="S-1").say(Overrule("north", "x", "triumph")).rule()
    assert {seat: each.rolls for seat, each in lucks(by_hand).items()} == {"north": 0, "south": 1, "east": 0}
    after = seeds("s", "N-1")
    assert lucks(after)["north"].actual == 1
    changed = Script(sure(CARDS), "1").lay(north="N-1").rule()
    fell = lucks(changed)["north"]
    changed.say(Overrule("north", "x", "disaster" if fell.actual == 1 else "triumph"))
    assert lucks(changed)["north"] == fell


def test_what_a_rewind_took_back_and_the_practice_turn_are_no_luck() -> None:
    game = Script(sure(CARDS)).lay(north="N-1")
    stands = game.events[-1].seq
    game.say(Rule(), Rewind(stands, "again"))
    assert lucks(game)["north"].rolls == 0
    assert lucks(game.say(Rule()))["north"].rolls == 1
    assert lucks(Script(sure(CARDS), practice=True).lay(north="N-1").rule())["north"].rolls == 0


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_luck_lies_within_its_bounds_and_likelihoods_are_likelihoods(seed: int) -> None:
    game = MemoryGame(rich_deck(), str(seed)).play()
    story = story_of(game.deck, game.events)
    for each in luck_of(story):
        assert each.low <= 0 <= each.high
        assert 0 < each.at_least <= 1
        assert each.at_least + each.at_most > 1
        assert abs(each.luck) <= 4 * each.rolls
    assert all(-2 <= expected_worth(each) <= 2 for each in story.rulings if each.body.bands)
