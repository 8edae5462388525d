"""What the deck of promises holds to: prices that fall due, a word that no rule looks after, and hidden conditions."""

from __future__ import annotations

import pytest

from tests.scripts import Script
from wargame.deck import Deck, find_deck, load
from wargame.rules import Break, GiveNews, Keep, Overrule, Play, Signal, view_for
from wargame.table.players import asked, going_on


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("red-line"))


def worked(game: Script, move: str) -> Script:
    """The move has ended in success, by the dice or by the umpire."""
    if game.state.rulings[move].band != "success":
        game.say(Overrule(move, "For the test", "success"))
    return game


def told(deck: Deck, effects: str) -> Script:
    """A game in which something has happened before the first move."""
    return Script(deck).say(GiveNews("Before", effects=effects))


def promised(deck: Deck, seat: str, card: str, before: str = "tension = 4") -> Script:
    """A promise has been made, in the first month, and its move is ruled."""
    return worked(told(deck, before).lay(**{seat: card}).rule(), seat)


def test_three_promises_of_seoul_answer_three_different_things_with_three_different_rungs(deck: Deck) -> None:
    promises = [card.commits for card in deck.hand("seoul") if card.commits is not None]
    assert [(each.condition.text, each.then) for each in promises] == [
        ("battle = numbers", "SEO-06"),
        ("payment >= paid_in_arms", "SEO-07"),
        ("payment >= papers", "SEO-08"),
    ]


def test_no_promise_and_no_hidden_condition_can_be_made_in_the_last_month(deck: Deck) -> None:
    game = Script(deck)
    for _ in deck.turns[1:]:
        game.turn()
    game.say(*(Signal(seat) for seat in asked(game.state)))
    waiting = [card for card in deck.cards.values() if card.commits is not None or card.trigger is not None]
    assert len(waiting) == 11
    assert all(game.code(Play(card.seat, card.id)) == "needs" for card in waiting)


def test_a_named_price_is_worth_leverage_until_it_is_paid(deck: Deck) -> None:
    game = promised(deck, "seoul", "SEO-05")
    assert (game.values["clarity"], game.values["leverage"]) == (2, 3)
    game.say(GiveNews("Seen", effects="payment = papers"), Keep("seoul"))
    assert (game.values["clarity"], game.values["credibility"]) == (1, 5)
    capital = game.values["capital"]
    worked(game.rule(), "seoul.2")
    assert (game.values["aid"], game.values["capital"]) == (3, capital)


def test_a_price_that_is_not_paid_costs_belief(deck: Deck) -> None:
    game = promised(deck, "seoul", "SEO-04").say(GiveNews("Seen", effects="payment = paid_in_arms"))
    game.say(Break("seoul"))
    assert (game.values["clarity"], game.values["credibility"]) == (1, 2)


def test_pay_in_arms_is_no_fight_and_does_not_make_the_price_of_fighting_due(deck: Deck) -> None:
    game = promised(deck, "seoul", "SEO-03").say(GiveNews("Seen", effects="payment = paid_in_arms"))
    assert not game.state.due
    game.say(GiveNews("Seen", effects="battle = numbers"))
    assert game.state.due[0].then == "SEO-06"


def test_a_bill_that_has_passed_makes_a_liar_of_an_office_that_had_promised_launchers(deck: Deck) -> None:
    game = promised(deck, "seoul", "SEO-04").say(GiveNews("Seen", effects="law = bound; payment = paid_in_arms"))
    assert game.code(Keep("seoul")) == "impossible"


def test_who_lays_the_file_on_the_table_may_be_presented_with_the_bill(deck: Deck) -> None:
    game = promised(deck, "seoul", "SEO-05", "reentry = papers; order = reentry; file = traces")
    while game.state.turn == 1:
        game.say(going_on(game.state))
    worked(game.lay(seoul="SEO-11").rule(), "seoul")
    assert (game.values["payment"], game.values["order"]) == (3, 0)
    assert game.state.due[0].then == "SEO-08"


@pytest.mark.parametrize("seat", ["seoul", "assembly", "public"])
def test_a_word_that_is_kept_and_one_that_is_quietly_broken_look_alike(deck: Deck, seat: str) -> None:
    kept = told(deck, "pledge = formal; order = none; reentry = talks")
    broken = told(deck, "pledge = formal; order = reentry; reentry = parts")
    seen = [view_for(deck, game.state, seat).tracks for game in (kept, broken)]
    assert seen[0] == seen[1]


def test_leverage_makes_a_step_dearer_and_so_later(deck: Deck) -> None:
    before = "order = reentry; reentry = talks; purse = 30; credibility = 3; clarity = {}"
    thin, strong = (told(deck, before.format(clarity)).turn().values for clarity in (1, 4))
    assert (thin["reentry"], strong["reentry"]) == (2, 1)


def test_arms_under_the_flag_pass_over_the_house_that_was_not_asked(deck: Deck) -> None:
    alone = told(deck, "aid = direct; law = tabled; payment = hardware; goodwill = 8").turn().values
    asked = told(deck, "aid = direct; law = consented; payment = hardware; goodwill = 8").turn().values
    assert (alone["law"], asked["law"]) == (0, 3)
    assert alone["goodwill"] < asked["goodwill"] < 8
