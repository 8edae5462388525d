"""What the Seoul deck promises: questions, motions, promises up its two ladders, and two agencies that part."""

from __future__ import annotations

import pytest

from tests.scripts import Script
from wargame.deck import Deck, find_deck, load, truth
from wargame.rules import Break, GiveNews, Keep, Overrule, Play, Respond, Rule, Settle
from wargame.table.reporting import how_right

OPEN_HOUSE = "law = consented; goodwill = 6"


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("seoul"))


def worked(game: Script, move: str) -> Script:
    """The move has ended in success, by the dice or by the umpire."""
    if game.state.rulings[move].band != "success":
        game.say(Overrule(move, "For the test", "success"))
    return game


def answered(deck: Deck, answer: str, before: str, **cards: str) -> Script:
    """The Assembly has answered Seoul's move, and it worked."""
    game = Script(deck).say(GiveNews("Before", effects=before)) if before else Script(deck)
    game.lay(**cards).say(Respond("assembly", answer, "seoul"), Rule())
    move = next(each for each, put in game.state.table.items() if put.card == answer)
    return worked(game, move)


def promised(deck: Deck, seat: str, card: str, before: str = "") -> Script:
    """A promise has been made, in the first month, and its move is ruled."""
    game = Script(deck).say(GiveNews("Before", effects=before)) if before else Script(deck)
    game.lay(**{seat: card}).rule()
    return worked(game, seat)


@pytest.mark.parametrize(("estimate", "public"), [("none", 11), ("talks", 13), ("papers", 15), ("working", 19)])
def test_a_question_makes_seoul_say_how_far_it_thinks_a_transfer_has_come(
    deck: Deck, estimate: str, public: int
) -> None:
    game = answered(deck, "ASM-13", f"estimate = {estimate}", seoul="SEO-03")
    assert game.values["public"] == public
    assert game.state.swayed["seoul"] == ((5, "ASM-13"),)
    asked = game.state.unsettled[0]
    game.rule().say(Settle(asked, "", "Papers at most: unlikely, and we are not sure of it"))
    assert game.state.unsettled == ()


def test_a_motion_answers_a_promise_that_was_made_without_asking_and_moves_the_bill_one_reading_on(deck: Deck) -> None:
    game = answered(deck, "ASM-14", "", seoul="SEO-15")
    assert (game.values["law"], game.values["standing"]) == (2, 3)
    assert game.state.swayed["seoul"] == ((-5, "ASM-14"),)


def test_a_motion_needs_a_bill_that_is_tabled_and_does_not_pass_it(deck: Deck) -> None:
    game = Script(deck).say(GiveNews("Before", effects="law = reading")).lay(seoul="SEO-15")
    assert game.code(Respond("assembly", "ASM-14", "seoul")) == "needs"


def test_four_steps_of_moscows_ladder_have_a_price_and_a_heavier_step_a_heavier_one(deck: Deck) -> None:
    promises = [card.commits for card in deck.hand("seoul") if card.commits is not None]
    assert sorted((each.then, each.condition.text) for each in promises) == [
        ("SEO-07", "involvement >= fighting"),
        ("SEO-08", "involvement >= paid_in_arms"),
        ("SEO-09", "involvement >= papers"),
        ("SEO-10", "involvement >= parts"),
    ]


def test_the_last_price_wants_the_assemblys_terms(deck: Deck) -> None:
    game = Script(deck)
    assert game.code(Play("seoul", "SEO-17")) == "needs"
    game.say(GiveNews("Before", effects=OPEN_HOUSE))
    assert game.code(Play("seoul", "SEO-17")) == ""


def test_the_last_price_costs_nothing_more_where_more_was_done_than_promised(deck: Deck) -> None:
    for aid, credibility in (("dual_use", 1), ("direct_offensive", 3)):
        game = promised(deck, "seoul", "SEO-17", OPEN_HOUSE)
        game.say(GiveNews("Seen", effects=f"involvement = parts; aid = {aid}; credibility = 3"))
        assert game.state.due[0].seat == "seoul"
        game.say(Break("seoul"))
        assert game.values["credibility"] == credibility


def test_kyiv_offers_its_salient_for_korean_arms_and_keeps_or_breaks_it(deck: Deck) -> None:
    def due(incursion: str) -> Script:
        game = promised(deck, "kyiv", "KYI-13")
        game.say(
            GiveNews("Seen", effects=f"aid = indirect_defensive; incursion = {incursion}; public = 20; cohesion = 5")
        )
        assert game.state.due[0].seat == "kyiv"
        return game

    kept = due("held").say(Keep("kyiv")).rule()
    worked(kept, "kyiv.2")
    assert (kept.values["incursion"], kept.values["cohesion"]) == (0, 6)
    broken = due("held").say(Break("kyiv"))
    assert (broken.values["public"], broken.values["cohesion"]) == (16, 4)
    lost = due("lost")
    assert lost.code(Keep("kyiv")) == "impossible"
    lost.say(Break("kyiv"))
    assert (lost.values["public"], lost.values["cohesion"]) == (20, 5)


SPY, MINISTRY = range(2)


def right(deck: Deck, estimate: str, agency: int, **board: int) -> int:
    """How many of a hundred of an agency's reports read the truth, at the start but for what the board says."""
    return how_right(deck.estimates[estimate].agencies[agency], {**Script(deck).values, **board})


@pytest.mark.parametrize("estimate", ["role", "hardware"])
def test_what_allies_confirm_and_prisoners_tell_makes_the_spy_agency_better(deck: Deck, estimate: str) -> None:
    assert right(deck, estimate, SPY, confirmation=4, prisoners=2) >= right(deck, estimate, SPY) + 15


@pytest.mark.parametrize("estimate", ["role", "hardware", "word"])
def test_the_ministry_sees_more_where_the_cover_is_off(deck: Deck, estimate: str) -> None:
    assert right(deck, estimate, MINISTRY, cover=0) > right(deck, estimate, MINISTRY)


def test_nobody_can_say_much_better_than_a_coin_whether_moscow_keeps_its_word(deck: Deck) -> None:
    best = {"clarity": 5, "prisoners": 2, "cover": 0}
    assert all(right(deck, "word", agency, **best) <= 65 for agency in (SPY, MINISTRY))


def test_seoul_alone_reads_what_its_agencies_write_and_they_write_in_different_words(deck: Deck) -> None:
    for name in ("role", "hardware", "word"):
        estimate = deck.estimates[name]
        assert estimate.audience == "seoul"
        spy, ministry = estimate.agencies
        assert (spy.title, ministry.title) == ("Spy agency", "Defense Ministry")
        assert (spy.yes, spy.no) != (ministry.yes, ministry.no)


def test_each_point_of_leverage_makes_a_step_of_technology_dearer(deck: Deck) -> None:
    """What is paid in kind costs twenty million for each point, and nothing where Seoul has none."""
    step = next(each for each in deck.upkeep if each.id == "in_kind_reentry")
    asked = "offer = reentry; taken = taken; reentry = talks; aid = non_lethal; tension = 0"
    for clarity, credibility, price in ((1, 0, 0), (2, 2, 40), (3, 3, 100)):
        game = Script(deck).say(
            GiveNews("Before", effects=f"{asked}; clarity = {clarity}; credibility = {credibility}")
        )
        assert game.values["leverage"] * 20 == price
        assert step.condition is not None
        assert [truth(step.condition.node, {**game.values, "cash": cash}) for cash in (price - 1, price)] == [
            False,
            True,
        ]


@pytest.mark.parametrize(("share", "ladder", "public"), [("few", 0, -1), ("half", 1, 0), ("most", 1, 0)])
def test_a_proof_of_what_the_soldiers_are_for_is_a_proof_of_fighting_only_where_many_fight(
    deck: Deck, share: str, ladder: int, public: int
) -> None:
    game = Script(deck).say(GiveNews("Proof", effects=f"share = {share}; confirmation = role"))
    before = game.values["public"]
    game.turn()
    assert (game.values["involvement"], game.values["public"] - before) == (ladder, public)
