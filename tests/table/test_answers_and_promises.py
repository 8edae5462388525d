"""Answers out of turn, promises before all, and cards that are shown first: played by a script."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.deck import FACILITATOR, PUBLIC
from wargame.rules import (
    Break,
    Close,
    CommitmentDue,
    Committed,
    GiveNews,
    Judge,
    Keep,
    Next,
    Overrule,
    Pass,
    Play,
    PlayFree,
    Respond,
    Rule,
    Ruled,
    Settle,
    Signal,
    log_for,
    view_for,
)

# Answers out of turn


ANSWERS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 60, uses: any, success: s}
    S-1: {title: Scoff, seat: south, text: t, chance: 100, uses: any, answers: [north], sways: -20, cost: purse 1,
          success: s}
    S-2: {title: Cheer, seat: south, text: t, chance: 0, uses: any, answers: [N-1], sways: 15, success: s}
    E-1: {title: Nod, seat: east, text: t, chance: 100, uses: any, answers: [north], sways: 15, success: s}
"""


def test_an_answer_is_ruled_before_the_move_that_it_answers_and_sways_its_odds() -> None:
    game = Script(sure(ANSWERS)).lay(north="N-1", east="E-0").say(Respond("south", "S-1", "north"))
    assert game.state.pending == ("south", "north", "east")
    game.say(Rule(), Respond("east", "E-1", "north"))
    assert game.state.pending == ("east.2", "north", "east")
    game.say(Rule(), Rule())
    odds = game.all(Ruled)[-1].odds
    assert odds is not None
    assert (odds.base, odds.chance, [each.points for each in odds.modifiers]) == (60, 55, [-20, 15])
    assert [ruling.sways for ruling in game.all(Ruled)] == [-20, 15, 0]
    assert game.values["purse"] == 5


def test_an_answer_that_fails_sways_nothing() -> None:
    game = Script(sure(ANSWERS)).lay(north="N-1").say(Respond("south", "S-2", "north"), Rule(), Rule())
    odds = game.all(Ruled)[-1].odds
    assert odds is not None
    assert odds.chance == 60


def test_an_answer_that_is_overruled_sways_as_it_has_ended_at_last() -> None:
    game = Script(sure(ANSWERS)).lay(north="N-1").say(Respond("south", "S-1", "north"), Rule())
    assert game.state.swayed == {"north": ((-20, "S-1"),)}
    game.say(Overrule("south", "Nobody heard", "failure"))
    assert game.state.swayed.get("north", ()) == ()
    game.say(Overrule("south", "Somebody did", "triumph"))
    assert game.state.swayed["north"] == ((-20, "S-1"),)
    game.say(Overrule("south", "And told it well", "success"))
    assert game.state.swayed["north"] == ((-20, "S-1"),)


def test_odds_that_the_umpire_sets_are_swayed_too() -> None:
    game = Script(sure(ANSWERS)).say(PlayFree("north", "We dance"), Pass("south"), Pass("east"))
    game.say(Judge("north", 50, "Who knows"), Respond("south", "S-1", "north"), Rule(), Rule())
    odds = game.all(Ruled)[-1].odds
    assert odds is not None
    assert (odds.base, odds.chance) == (50, 30)


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (Respond("south", "N-1", "north"), ("unknown_card", "south has no answer `N-1`; did you mean S-1?")),
        (Respond("north", "N-1", "south"), ("unknown_card", "north has no answer `N-1`; it has none")),
        (
            Respond("south", "S-1", "west"),
            ("unknown_move", "no move `west` waits for its ruling; what is ruled can't be answered"),
        ),
        (Respond("south", "S-1", "east"), ("answers", "Scoff does not answer that move")),
        (Play("south", "S-1"), ("phase", "moves are on the table already; rule them, then close the turn")),
    ],
)
def test_what_can_not_be_answered(command, refused: tuple[str, str]) -> None:
    assert Script(sure(ANSWERS)).lay(north="N-1", south="S-0", east="E-0").why(command) == refused


def test_a_seat_answers_once_a_turn_no_answer_and_nothing_that_is_ruled() -> None:
    game = Script(sure(ANSWERS)).lay(north="N-1").say(Respond("south", "S-1", "north"))
    assert game.why(Respond("south", "S-2", "north")) == ("answered", "South has answered a move in this turn")
    assert game.code(Respond("east", "E-1", "south")) == "unseen"
    game.rule()
    assert game.code(Respond("east", "E-1", "north")) == "unknown_move"
    hand = Script(sure(ANSWERS))
    assert hand.why(Play("south", "S-1")) == ("answer", "is played out of turn, in answer to a move of North")


# What views show of them


def test_every_move_of_a_view_has_a_name_of_its_own_also_where_who_passed_answers() -> None:
    game = Script(sure(ANSWERS)).lay(north="N-1").say(Respond("south", "S-1", "north"))
    for viewer in ("north", "south", PUBLIC, FACILITATOR):
        moves = view_for(game.deck, game.state, viewer).moves
        assert sorted(move.id for move in moves) == ["east", "north", "south"]
        (answer,) = [move for move in moves if move.id == "south"]
        assert answer.card is not None
        assert answer.card.id == "S-1"
        assert not answer.ruled


@given(st.integers(0, 10**6), st.integers(1, 80))
@settings(max_examples=25, deadline=None)
def test_every_move_of_every_view_has_a_name_of_its_own_and_what_is_pending_is_among_them(seed: int, many: int) -> None:
    game = MemoryGame(rich_deck(), str(seed), player="person").talk(Random(seed).randrange, many)
    state = game.state
    if state.phase not in ("rule", "close", "page"):
        return
    for viewer in (*game.deck.seats, PUBLIC, FACILITATOR):
        names = [move.id for move in view_for(game.deck, state, viewer).moves]
        assert len(set(names)) == len(names)
        assert set(state.pending) <= set(names)


# Promises


VOWS = """
    N-1: {title: Swear, seat: north, text: t, chance: 100, uses: 2, success: s,
          commits: {if: heat >= 7, then: N-2, text: We stoke., kept_do: trust +1, broken_do: trust -2}}
    N-2: {title: Stoke, seat: north, text: t, chance: 100, cost: purse 9, success: s, success_do: trust +3}
    S-1: {title: Vow, seat: south, text: t, chance: 100, success: s,
          commits: {if: heat >= 7, then: S-2, text: We cool.}}
    S-2: {title: Cool, seat: south, text: t, chance: 100, needs: trust >= 5, success: s, success_do: purse -1}
    E-1: {title: Warm, seat: east, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
"""


def sworn() -> Script:
    """North and south have promised, and it is warm in the second turn, in which the south is first."""
    return Script(sure(VOWS)).turn(north="N-1", south="S-1").lay(east="E-1").rule()


def test_promises_are_due_when_all_is_ruled_and_answered_in_the_order_of_seats() -> None:
    game = sworn()
    assert [(body.id, body.card) for body in game.all(Committed)] == [("1.north", "N-1"), ("1.south", "S-1")]
    assert game.all(CommitmentDue) == [CommitmentDue("1.south", "south"), CommitmentDue("1.north", "north")]
    assert [promise.seat for promise in game.state.due] == ["south", "north"]
    assert game.why(Keep("north")) == ("not_due", "the promise of South is answered first")
    assert game.why(Close()) == ("due", "a promise of South is due: it is kept or broken first")
    assert game.code(Rule()) == "due"


def test_a_promise_is_kept_at_no_cost_and_its_card_is_ruled() -> None:
    game = sworn().say(Break("south"), Keep("north"))
    assert game.state.pending == ("north",)
    assert game.values["trust"] == 6
    game.say(Rule())
    assert (game.values["trust"], game.values["purse"]) == (9, 6)
    assert {promise.id: promise.state for promise in game.state.promises} == {"1.north": "kept", "1.south": "broken"}
    assert game.code(Close()) == ""


def test_a_promise_that_can_not_be_kept_can_only_be_broken() -> None:
    game = sworn().say(GiveNews("A quarrel", effects="trust = 2"))
    sentence = "Cool can't be played now (needs Trust at least 5; now 2); the promise can only be broken"
    assert game.why(Keep("south")) == ("impossible", sentence)
    game.say(Break("south"))
    assert game.state.due[0].seat == "north"


def test_a_promise_is_asked_for_once_a_turn_and_not_again_once_it_is_answered() -> None:
    game = Script(sure(VOWS)).turn(north="N-1").lay(east="E-1", south="S-1").rule()
    assert [body.seat for body in game.all(CommitmentDue)] == ["south", "north"]
    game.say(Keep("south"), Rule(), Break("north"), Close(), Next())
    game.lay(north="N-1", east="E-1").rule()
    assert [body.id for body in game.all(CommitmentDue)][2:] == ["3.north"]


def test_a_promise_that_becomes_due_only_once_a_person_has_settled_is_asked_for_then() -> None:
    cards = VOWS + "    E-2: {title: Ask, seat: east, text: t, chance: 100, success: s, umpire: How warm?}\n"
    game = Script(sure(cards)).turn(north="N-1").lay(east="E-2").rule()
    assert game.state.due == ()
    game.say(Settle("east", "heat +3", "Warm"))
    assert [promise.id for promise in game.state.due] == ["1.north"]
    assert game.state.phase == "rule"


def test_whether_a_hidden_move_left_something_to_the_umpire_does_not_show_in_when_a_promise_is_due() -> None:
    cards = """
    S-2: {title: Plot, seat: south, text: t, chance: 50, secret: true, uses: any, success: s, umpire: Who hears of it?}
    E-2: {title: Vow, seat: east, text: t, chance: 100, uses: any, success: s,
      commits: {if: trust <= 6, then: E-0, text: More}}
    """
    views = []
    for fall in (1, 100):
        game = Script(sure(cards)).lay(south="S-2", east="E-2").say(Rule(thrown=(fall,)), Rule())
        assert bool(game.state.unsettled) == (fall == 1)
        assert [each.id for each in game.state.due] == ["1.east"]
        game.say(Keep("east"), Rule())
        views.append((view_for(game.deck, game.state, "north"), log_for(game.deck, game.events, "north")))
    assert views[0] == views[1]


def test_a_success_that_is_overruled_takes_its_promise_along_and_a_failure_that_is_makes_one() -> None:
    game = Script(sure(VOWS)).lay(north="N-1").rule()
    assert len(game.state.promises) == 1
    game.say(Overrule("north", "Nobody heard it", "failure"))
    assert game.state.promises == ()
    game.say(Overrule("north", "Somebody did", "success"))
    assert [promise.id for promise in game.state.promises] == ["1.north"]


def test_a_promise_that_is_broken_is_as_dear_as_the_card_says() -> None:
    game = sworn().say(Break("south"), Break("north"))
    assert game.values["trust"] == 3


# Cards that are shown first


SHOWN = """
    S-1: {title: Hang, seat: south, text: t, chance: 100, uses: any, signal: true, success: s}
    S-2: {title: Hide, seat: south, text: t, chance: 100, signal: true, success: s}
    S-3: {title: Seek, seat: south, text: t, chance: 100, signal: true, needs: heat >= 9, success: s}
"""


def test_what_was_shown_may_be_played_in_that_turn_alone() -> None:
    game = Script(sure(SHOWN, more="signals: 1\n"))
    assert game.state.phase == "signal"
    assert game.code(Play("north", "N-0")) == "phase"
    assert game.why(Signal("north")) == ("signalled", "North has nothing more to show in this turn")
    assert game.code(Signal("south", ("S-1", "S-2"))) == "signals"
    assert game.code(Signal("south", ("S-1", "S-1"))) == "signals"
    assert game.code(Signal("south", ("S-3",))) == "needs"
    assert game.code(Signal("south", ("S-0",))) == "unknown_card"
    game.say(Signal("south", ("S-1",)))
    assert game.state.phase == "plan"
    assert game.why(Play("south", "S-2")) == ("unsignalled", "has not been shown in this turn")
    game.say(Play("south", "S-1"), Pass("north"), Pass("east")).rule().say(Close(), Next())
    assert game.say(Signal("south")).code(Play("south", "S-1")) == "unsignalled"
