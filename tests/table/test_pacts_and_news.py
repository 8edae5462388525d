"""Precedents, deals, and news that somebody gives by hand: who hears of them, and what they move."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from wargame.deck import FACILITATOR, PUBLIC
from wargame.rules import (
    AnswerDeal,
    Argue,
    Close,
    CloseDeal,
    Floor,
    GiveInject,
    GiveNews,
    InjectGiven,
    Judge,
    Next,
    OfferDeal,
    PrecedentSet,
    SetPrecedent,
    Settle,
    Veto,
    log_for,
    view_for,
)

# Precedents


def test_precedents_stand_from_the_start_are_cited_on_their_side_and_may_be_vetoed() -> None:
    more = "precedents: {each: 1, given: [{seat: north, for: The winter}, {seat: south, against: The gate}]}\n"
    game = Script(sure(more=more)).say(SetPrecedent("east", "for", "  The mill  "))
    assert [(body.id, body.seat, body.text) for body in game.all(PrecedentSet)] == [
        ("given.1", "north", "The winter"),
        ("given.2", "south", "The gate"),
        ("own.east.1", "east", "The mill"),
    ]
    sentence = "East may set 1 of its own, and has set 1"
    assert game.why(SetPrecedent("east", "for", "More")) == ("precedents", sentence)
    assert game.code(Veto("2.east")) == "unknown_fact"
    game.say(Veto("given.2", "Never")).lay(north="N-0")
    assert game.code(SetPrecedent("north", "for", "x")) == "late"
    game.say(Floor("north"), Argue("north", "south", "for", "As then", cites="own.east.1"))
    assert game.code(Argue("north", "south", "against", "As then", cites="given.2")) == "vetoed"
    assert game.code(Argue("north", "east", "for", "Once more", cites="own.east.1")) == "cited"


def test_after_a_veto_no_precedent_gets_the_name_of_another() -> None:
    game = Script(sure(more="precedents: {each: 2}\n"))
    game.say(SetPrecedent("east", "for", "One"), SetPrecedent("east", "for", "Two"), Veto("own.east.1"))
    game.say(SetPrecedent("east", "for", "Three"))
    assert [fact.id for fact in game.state.facts] == ["own.east.1", "own.east.2", "own.east.3"]
    assert game.code(SetPrecedent("east", "for", "Four")) == "precedents"
    assert game.code(Veto("own.east.1")) == "unknown_fact"


def test_what_was_vetoed_in_the_practice_turn_stays_away() -> None:
    game = Script(sure(more="precedents: {given: [{seat: north, for: The winter}]}\n"), practice=True)
    game.say(Veto("given.1")).turn()
    game.lay(north="N-0").say(Floor("north"))
    citing = Argue("north", "south", "for", "As then", cites="given.1")
    assert (game.state.turn, game.why(citing)) == (1, ("vetoed", "the umpire has not let that precedent stand"))


def test_a_veto_after_the_moves_lie_open_takes_along_what_was_built_on_the_precedent() -> None:
    game = Script(sure(more="precedents: {given: [{seat: north, for: The winter}]}\n")).lay(north="N-0")
    game.say(Floor("north"), Argue("north", "south", "for", "As then", strength="strong", cites="given.1"))
    game.say(Judge("north", counters="given.1"), Veto("given.1"))
    argument = game.state.argument("north")
    assert (argument.counters, argument.reasons[0].strength) == ("", "weak")


def test_after_the_game_nothing_is_vetoed() -> None:
    game = Script(sure(turns=1, more="precedents: {given: [{seat: north, for: The winter}]}\n")).turn(north="N-0")
    assert game.state.phase == "ended"
    assert game.why(Veto("given.1")) == ("ended", "the game is over")


# Deals


def test_the_name_of_a_secret_deal_tells_nobody_of_any_other() -> None:
    game = Script(sure()).say(
        OfferDeal("north", "south", "a", "b", 2, secret=True),
        OfferDeal("south", "north", "c", "d", 2, secret=True),
        OfferDeal("north", "south", "e", "f", 2),
        OfferDeal("north", "east", "g", "h", 2, secret=True),
        OfferDeal("east", "south", "i", "j", 2),
    )
    names = ["north-south-s1", "south-north-s2", "north-south-1", "north-east-s1", "east-south-1"]
    assert [deal.id for deal in game.state.deals] == names
    for viewer, seen in {"east": names[2:], PUBLIC: [names[2], names[4]], FACILITATOR: names}.items():
        shown = [entry.face.deal.id for entry in log_for(game.deck, game.events, viewer)[2:]]
        assert shown == seen
    for name in ("north-south-s1", "north-south-s9"):
        found = game.why(AnswerDeal("east", name, True))
        assert found == ("unknown_deal", f"no deal `{name}` is there; there is: north-east-s1")


def test_a_deal_is_answered_by_the_other_and_closed_only_when_agreed() -> None:
    game = Script(sure()).say(OfferDeal("north", "south", " Wood ", "Water", 2))
    name = "north-south-1"
    assert game.state.deals[0].give == "Wood"
    assert game.why(AnswerDeal("north", name, True)) == (
        "own",
        "a deal is answered by the seat that it was offered to",
    )
    assert game.why(CloseDeal(name, True)) == ("not_agreed", "that deal is offered")
    game.say(AnswerDeal("south", name, True))
    assert game.why(AnswerDeal("south", name, False)) == ("answered", "that deal is agreed already")
    assert game.why(CloseDeal(name, False, "east")) == ("by", "a breach is that of north or of south")
    assert game.say(CloseDeal(name, False, "north", "No wood")).state.deals[0].state == "broken"
    assert game.code(CloseDeal(name, True)) == "not_agreed"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (OfferDeal("north", "north", "a", "b", 2), "itself"),
        (OfferDeal("north", "west", "a", "b", 2), "unknown_seat"),
        (OfferDeal("north", "south", "", "b", 2), "text"),
        (OfferDeal("north", "south", "a", "x" * 201, 2), "text"),
        (OfferDeal("north", "south", "a", "b", 0), "due"),
        (OfferDeal("north", "south", "a", "b", 5), "due"),
    ],
)
def test_what_is_no_deal(command: OfferDeal, code: str) -> None:
    assert Script(sure()).code(command) == code


def test_two_seats_make_so_many_deals_and_no_more() -> None:
    game = Script(sure())
    for number in range(20):
        game.say(OfferDeal("north", "south", f"a{number}", "b", 2, secret=bool(number % 2)))
    assert game.code(OfferDeal("south", "north", "a", "b", 2)) == "deals"
    assert game.code(OfferDeal("east", "north", "a", "b", 2)) == ""


# News


NEWS = """
    injects:
      I-1: {title: Frost, text: t, turn: 2, do: heat -1}
      I-2: {title: A letter, text: t, by_hand: true, to: [south], do: nets +1}
      I-3: {title: Rumours, text: t, by_hand: true, again: true}
"""


def test_news_by_hand_arrives_only_when_it_is_given_and_other_news_may_be_given_early() -> None:
    game = Script(sure(more=NEWS)).say(GiveInject("I-1"), GiveInject("I-2"))
    assert (game.values["heat"], game.values["nets"]) == (4, 3)
    assert game.event(InjectGiven).audience == "south"
    assert game.why(GiveInject("I-1")) == ("given", "that news has arrived already")
    assert game.why(GiveInject("I-9")) == ("unknown_inject", "the deck has no news `I-9`; did you mean I-3?")
    game.turn().say(GiveInject("I-3"), GiveInject("I-3"))
    assert [body.inject for body in game.all(InjectGiven)] == ["I-1", "I-2", "I-3", "I-3"]


def test_news_that_was_given_in_the_practice_turn_may_arrive_in_the_game() -> None:
    game = Script(sure(more=NEWS), practice=True).say(GiveInject("I-1"), GiveInject("I-2")).turn()
    assert (game.values["heat"], game.values["nets"]) == (5, 2)
    assert game.code(GiveInject("I-2")) == ""
    game.turn()
    assert [body.inject for body in game.all(InjectGiven)] == ["I-1", "I-2", "I-1"]


def test_news_that_somebody_makes_up_goes_to_whom_it_is_for() -> None:
    game = Script(sure()).say(GiveNews(" A thaw ", " Snow melts. ", ("east", "north"), "heat +3"))
    assert game.event(InjectGiven).audience == "north east"
    assert game.all(InjectGiven)[0].title == "A thaw"
    assert game.code(GiveNews("")) == "text"
    assert game.code(GiveNews("x" * 61)) == "text"
    assert game.code(GiveNews("x", "y" * 601)) == "text"
    assert game.code(GiveNews("x", to=("west",))) == "unknown_seat"
    assert game.code(GiveNews("x", effects="heat")) == "effects"


def test_a_deal_can_not_be_taken_after_its_turn_and_one_that_was_comes_up_when_its_turn_is_over() -> None:
    game = Script(sure()).say(
        OfferDeal("north", "south", "grain", "peace", 1),
        OfferDeal("north", "south", "salt", "peace", 1),
        AnswerDeal("south", "north-south-1", agreed=True),
    )
    assert view_for(game.deck, game.state, FACILITATOR).deals_due == ()
    game.lay(north="N-0").rule()
    assert [each.id for each in view_for(game.deck, game.state, "south").deals_due] == ["north-south-1"]
    game.say(Close(), Next())
    assert [each.id for each in view_for(game.deck, game.state, "south").deals_due] == ["north-south-1"]
    sentence = "that deal was to be done by turn 1, which is over; offer a new one"
    assert game.why(AnswerDeal("south", "north-south-2", agreed=True)) == ("late", sentence)
    game.say(AnswerDeal("south", "north-south-2", agreed=False), CloseDeal("north-south-1", kept=False, by="north"))
    assert view_for(game.deck, game.state, "south").deals_due == ()


def test_a_refusal_that_is_read_aloud_names_no_secret_deal() -> None:
    game = Script(sure()).say(
        OfferDeal("north", "south", "grain", "peace", 1, secret=True),
        AnswerDeal("south", "north-south-s1", agreed=True),
    )
    assert game.why(CloseDeal("x", kept=True)) == ("unknown_deal", "no deal `x` is there; there is none")


def test_a_refusal_that_is_read_aloud_names_no_move_out_of_sight_that_has_worked() -> None:
    cards = "    S-9: {title: Spy, seat: south, text: t, chance: 100, secret: true, success: s, umpire: Who is seen?}\n"
    game = Script(sure(cards)).lay(south="S-9").rule()
    assert game.why(Close()) == ("unsettled", "what came of a move out of sight waits for the umpire to settle it")
    sentence = "no outcome of a move `north` waits to be settled; nothing in the open does"
    assert game.why(Settle("north")) == ("settled", sentence)
