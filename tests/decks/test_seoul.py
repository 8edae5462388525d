"""What the Seoul deck promises in its cards: questions, motions, and promises that go up its two ladders."""

from __future__ import annotations

import pytest

from tests.scripts import Script
from wargame.deck import Deck, find_deck, load, truth
from wargame.rules import Break, GiveNews, Keep, Overrule, Play, Respond, Rule, Settle

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


@pytest.mark.parametrize("stage", range(5))
@pytest.mark.parametrize("share", range(3))
def test_the_agencies_agree_on_one_thing_at_a_time_and_err_where_the_soldiers_mislead_them(
    deck: Deck, stage: int, share: int
) -> None:
    scope = {**Script(deck).values, "reentry": 0, "submarine": 0, "aircraft": stage, "satellite": 0, "share": share}
    likely, unlikely = (deck.injects[name].condition for name in ("POOL-16", "POOL-17"))
    assert likely is not None
    assert unlikely is not None
    assert truth(likely.node, scope) is not truth(unlikely.node, scope)
    assert truth(likely.node, scope) is {0: False, 1: stage >= 2, 2: True}[share]
