"""What is said at a table: each thing that can't be said is refused with a code and a sentence that helps."""

from __future__ import annotations

from functools import cache

import pytest

from tests.scripts import Script, sure
from wargame.deck import Deck
from wargame.rules import (
    Argue,
    Choose,
    Claim,
    Command,
    Floor,
    GiveWord,
    Judge,
    Overrule,
    Overtaken,
    Pass,
    Play,
    PlayFree,
    Reasoned,
    Rewind,
    Rule,
    SayClaim,
    Settle,
    Show,
    TakeBack,
    Vote,
    Weigh,
)

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 60, uses: any, success: s, pros: [Warm, Bright], cons: [Smoke]}
    S-1: {title: Plot, seat: south, text: t, chance: 60, uses: any, secret: true, success: s}
    S-2: {title: Cool, seat: south, text: t, chance: 60, uses: any, success: s, umpire: How much?}
    E-1: {title: Look, seat: east, text: t, chance: 60, uses: any, success: s}
"""
MORE = """
    arguments: {floors: 1, reasons: %s}
    pace: {floors: 2}
    precedents: {given: [{seat: north, for: The winter}, {seat: south, against: The gate}]}
"""


@cache
def deck(reasons: str = "reusable") -> Deck:
    return sure(CARDS, more=MORE % reasons)


def opened() -> Script:
    """The moves lie open: one of each seat, that of the south unseen."""
    return Script(deck()).lay(north="N-1", south="S-1", east="E-1")


def argued() -> Script:
    """The move of the north has the floor."""
    return opened().say(Floor("north"))


def settled() -> Script:
    """All is ruled, the move of the north first; it worked."""
    return opened().say(Floor("north"), Judge("north", decided="success"), Choose("north", "umpire"), Rule()).rule()


UNKNOWN = "no move `west` lies on the table; there is: north, south, east"
UNSEEN = "that move is not open, and can't be talked about"
NO_FLOOR = "the move of East does not have the floor"
RULED = "the move of North is ruled already"
PER_CENT = "a chance is a number from 0 to 100, in per cent"
NO_SEAT = "no seat is called `west`; did you mean east?"
MARK = "holds a character that can't be shown"

BEFORE = [
    (Floor("north"), "waiting", "still waiting for the move of North, South and East"),
    (Argue("north", "east", "for", "x"), "waiting", "still waiting for the move of North, South and East"),
    (Overrule("north", "x", "failure"), "waiting", "still waiting for the move of North, South and East"),
    (TakeBack("north"), "nothing_to_undo", "North has not handed in a move"),
    (TakeBack("west"), "unknown_seat", NO_SEAT),
    (GiveWord("west", "x"), "unknown_seat", NO_SEAT),
    (GiveWord("north", "two words"), "word", "a word for the dice is one word of at most 40 letters, without blanks"),
    (GiveWord("north", ""), "text", "a word wants a text"),
    (GiveWord("north", "x" * 41), "text", "a word has at most 40 characters, and this one 41"),
    (GiveWord("north", "\u202eabc"), "text", f"a word {MARK}"),
    (Settle("north"), "settled", "no outcome of a move `north` waits to be settled; nothing in the open does"),
    (Rewind(1), "no_event", "a game is rewound to one of its events, from 2 on; the log of the desk numbers them"),
]
OPEN = [
    (Floor("west"), "unknown_move", UNKNOWN),
    (Floor("south"), "unseen", UNSEEN),
    (Floor("north", "west"), "unknown_seat", NO_SEAT),
    (SayClaim("west", Claim("x")), "unknown_move", UNKNOWN),
    (SayClaim("south", Claim("x")), "unseen", UNSEEN),
    (SayClaim("north", Claim("x" * 301)), "text", "the aim has at most 300 characters, and this one 301"),
    (SayClaim("north", Claim(effect="a\nb")), "text", "the effect is one line, and this is several"),
    (SayClaim("north", Claim(reaction="\x1b[2J")), "text", f"the reaction {MARK}"),
    (SayClaim("north", Claim("x"), seat="east"), "not_own", "a seat says what its own move is for"),
    (SayClaim("north", Claim(), "x"), "no_free_move", "that move is a card, which says itself what it does"),
    (Argue("east", "north", "for", "x"), "no_floor", NO_FLOOR),
    (Argue("south", "north", "for", "x"), "unseen", UNSEEN),
    (Weigh("east", 1, None), "no_floor", NO_FLOOR),
    (Choose("west", "card"), "unknown_move", UNKNOWN),
    (Choose("north", "Two Dice"), "unknown_method", "a method goes by a short name, such as `card` or `2d6`"),
    (Judge("north"), "nothing", "nothing is said of that move"),
    (Judge("north", 101, "x"), "chance", "odds are a number from 0 to 100, in per cent"),
    (Judge("north", 60), "text", "the reason wants a text"),
    (Judge("north", 60, "x" * 301), "text", "the reason has at most 300 characters, and this one 301"),
    (Judge("north", opposes="west"), "unknown_move", UNKNOWN),
    (Judge("north", opposes="south"), "unseen", UNSEEN),
    (Judge("north", opposes="north"), "itself", "a move can't be set against itself"),
    (Judge("south", opposes="north"), "unseen", UNSEEN),
    (Judge("south", counters="given.1"), "unseen", UNSEEN),
    (
        Judge("north", counters="9.x"),
        "unknown_fact",
        "no result `9.x` stands in the open; there is: given.1, given.2",
    ),
    (Vote("east", "north", 50), "no_floor", NO_FLOOR),
    (Show("east", (50,)), "no_floor", NO_FLOOR),
    (Overrule("north", ""), "text", "the reason wants a text"),
    (Overrule("north", "x", note="x" * 501), "text", "the note has at most 500 characters, and this one 501"),
    (
        Overrule("north", "x"),
        "band",
        "before the dice fall an override says in which band the move ends, and no more",
    ),
    (
        Overrule("north", "x", "success", ""),
        "band",
        "before the dice fall an override says in which band the move ends, and no more",
    ),
    (
        Overrule("west", "x", "failure"),
        "unknown_move",
        "no move `west` of this turn can be overruled; there is none in the open",
    ),
    (GiveWord("north", "x"), "late", "words for the dice are given before the first move is handed in"),
    (TakeBack("north"), "nothing_to_undo", "nothing that can be taken back: what lies open, or is ruled, stands"),
    (Rule("east"), "not_next", "the move of North comes first; moves are ruled in their order"),
]
HEARD = [
    (Floor("north"), "floor", "that move has the floor already"),
    (Argue("north", "west", "for", "x"), "unknown_seat", NO_SEAT),
    (Argue("north", "east", "for", ""), "text", "a reason wants a text"),
    (Argue("north", "east", "for", "x" * 201), "text", "a reason has at most 200 characters, and this one 201"),
    (Argue("north", "east", "for", suggested=3), "suggested", "that card has no pros with this letter"),
    (Argue("north", "east", "against", suggested=2), "suggested", "that card has no cons with this letter"),
    (Argue("north", "east", "for", suggested=-1), "suggested", "that card has no pros with this letter"),
    (
        Argue("north", "east", "for", "x", cites="1.north"),
        "unknown_fact",
        "no result `1.north` stands in the open; there is: given.1, given.2",
    ),
    (Argue("north", "east", "against", "x", cites="given.1"), "side", "that precedent counts only for moves"),
    (Argue("north", "east", "for", "x", cites="given.2"), "side", "that precedent counts only against moves"),
    (Weigh("north", 1, None), "unknown_reason", "no reason 1 has been given for or against that move"),
    (Vote("north", "west", 50), "unknown_seat", NO_SEAT),
    (Vote("north", "east"), "vote", "a vote is either a chance in per cent or two tokens"),
    (Vote("north", "east", 50, "SS"), "vote", "a vote is either a chance in per cent or two tokens"),
    (Vote("north", "east", 101), "chance", PER_CENT),
    (Vote("north", "east", -1), "chance", PER_CENT),
    (Show("north"), "no_votes", "nobody has voted yet"),
    (Show("north", (50, 101)), "chance", PER_CENT),
    (Show("north", (50,) * 41), "voters", "at most 40 votes are counted"),
    (Show("north", (), ("SS",) * 41), "voters", "at most 40 votes are counted"),
]
AFTER = [
    (Floor("north"), "ruled", RULED),
    (Choose("north", "card"), "ruled", RULED),
    (Argue("north", "east", "for", "x"), "ruled", RULED),
    (Overrule("north", "x"), "nothing", "an override names another band, or what changes instead"),
    (Overrule("north", "x", "success"), "same", "that move has ended so already"),
    (Overrule("north", "x", effects="luck +1"), "effects", "no track is called `luck`"),
    (Overrule("north", "x", effects="x" * 401), "effects", "what changes is told in at most 400 characters"),
    (Settle("north"), "settled", "no outcome of a move `north` waits to be settled; nothing in the open does"),
    (Rule(), "nothing_to_rule", "every move of this turn is ruled; close the turn"),
]


@pytest.mark.parametrize(
    ("game", "command", "code", "sentence"),
    [
        *((lambda: Script(deck()), *each) for each in BEFORE),
        *((opened, *each) for each in OPEN),
        *((argued, *each) for each in HEARD),
        *((settled, *each) for each in AFTER),
    ],
)
def test_what_can_not_be_said_is_refused_with_a_code_and_a_sentence(
    game, command: Command, code: str, sentence: str
) -> None:
    found = game().why(command)
    assert found is not None
    assert found[0] == code
    assert found[1].startswith(sentence)


def test_a_game_that_is_over_hears_nothing_more() -> None:
    game = Script(deck())
    for _ in deck().turns:
        game.turn()
    assert game.state.phase == "ended"
    for command in (Floor("north"), Overrule("north", "x", "failure"), GiveWord("north", "x"), Rewind(3), Rule()):
        assert game.code(command) in ("ended", "late"), command
    sentence = "the game is over, and the secret of its dice is told; nothing can be rewound"
    assert game.why(Rewind(3)) == ("ended", sentence)


def test_a_turn_that_is_closed_hears_nothing_more_but_an_override() -> None:
    game = opened().rule().say(_close())
    assert game.why(Floor("north")) == ("nothing_to_rule", "the turn is closed; open the next one")
    band = game.state.rulings["north"].band
    assert game.code(Overrule("north", "x", "failure" if band == "success" else "success")) == ""


def _close() -> Command:
    from wargame.rules import Close

    return Close()


# The floor


def test_a_seat_has_its_tokens_for_the_whole_game_and_the_facilitator_may_give_a_floor_beside_them() -> None:
    game = Script(deck()).lay(north="N-1", east="E-1").say(Floor("north", "north"))
    assert game.why(Floor("east", "north")) == ("tokens", "North has no floor left; each seat has 1 a game")
    assert game.code(Floor("east")) == ""
    game.rule().turn().lay(north="N-1")
    assert game.code(Floor("north", "north")) == "tokens"
    assert game.code(Floor("north", "south")) == ""
    assert game.say(Floor("north")).state.spent == {"north": 1}


def test_a_turn_has_as_many_floors_as_its_pace_says_and_the_facilitator_may_give_more() -> None:
    game = Script(deck()).lay(north="N-1", south="S-2", east="E-1")
    game.say(Floor("north", "north"), Floor("south"))
    sentence = "the 2 floors of this turn are taken; only the facilitator can give another"
    assert game.why(Floor("east", "east")) == ("floors", sentence)
    game.say(Floor("east"))
    assert game.state.floors == {"north": "north", "south": "", "east": ""}


def test_a_move_without_the_floor_is_not_argued_but_may_have_a_method_and_odds_of_its_own() -> None:
    game = opened().say(Choose("east", "2d6"), Judge("east", 40, "It is dark"))
    assert game.code(Argue("east", "north", "for", "x")) == "no_floor"
    assert game.state.argument("east").method == "2d6"
    assert game.state.argument("east").because == "It is dark"


# Reasons


def test_the_same_reason_is_not_given_twice_on_one_side_of_one_move() -> None:
    game = argued().say(Argue("north", "north", "for", "It is cold."))
    for same in ("It is cold.", "it is cold", "  It  IS cold! "):
        assert game.why(Argue("north", "east", "for", same)) == ("said", "that reason has been given")
    assert game.code(Argue("north", "east", "against", "It is cold")) == ""


def test_a_side_of_a_move_has_so_many_reasons_and_no_more() -> None:
    game = argued()
    for number in range(20):
        game.say(Argue("north", "east", "for", f"Reason {number}"))
    sentence = "20 reasons for this move are given; no more can be weighed"
    assert game.why(Argue("north", "east", "for", "One more")) == ("reasons", sentence)
    assert game.code(Argue("north", "east", "against", "One more")) == ""


@pytest.mark.parametrize(
    ("reasons", "of_the_same_seat", "of_another"),
    [("reusable", "", ""), ("once_per_team", "spent_reason", ""), ("once_per_game", "spent_reason", "spent_reason")],
)
def test_the_deck_says_how_often_a_reason_may_be_given(reasons: str, of_the_same_seat: str, of_another: str) -> None:
    game = Script(deck(reasons)).lay(north="N-1").say(Floor("north"))
    game.say(Argue("north", "north", "for", "It is cold."), Argue("north", "north", "for", "Smoke rises", "weak"))
    game.say(Argue("north", "north", "for", "Nobody looks"), Weigh("north", 3, None))
    game.rule().turn().lay(north="N-1").say(Floor("north"))

    assert game.code(Argue("north", "north", "for", "it is COLD")) == of_the_same_seat
    assert game.code(Argue("north", "east", "for", "it is COLD")) == of_another
    assert game.code(Argue("north", "north", "against", "it is COLD")) == of_the_same_seat
    assert game.code(Argue("north", "north", "for", "Nobody looks")) == ""
    assert game.code(Argue("north", "north", "for", suggested=1)) == ""


def test_why_a_reason_may_not_be_used_again_says_by_whom() -> None:
    for reasons, who in (("once_per_team", "the same seat"), ("once_per_game", "anybody")):
        game = Script(deck(reasons)).lay(north="N-1").say(Floor("north"), Argue("north", "north", "for", "Cold"))
        game.rule().turn().lay(north="N-1").say(Floor("north"))
        sentence = f"that reason has been used in this game; it may not be used again by {who}"
        assert game.why(Argue("north", "north", "for", "Cold")) == ("spent_reason", sentence)


def test_a_reason_is_used_by_being_given_also_before_its_move_is_ruled() -> None:
    game = Script(deck("once_per_team")).lay(north="N-1", south="S-0").say(Floor("north"), Floor("south"))
    game.say(Argue("north", "north", "for", "Cold"))
    assert game.code(Argue("south", "north", "against", "cold.")) == "spent_reason"
    assert game.code(Argue("south", "east", "against", "cold.")) == ""
    game.say(Weigh("north", 1, None))
    assert game.code(Argue("south", "north", "against", "cold.")) == ""


def test_what_was_given_for_a_move_that_came_too_late_may_be_given_for_another_at_once() -> None:
    cards = """
    N-1: {title: Push, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat -5}
    S-1: {title: Pull, seat: south, text: t, chance: 100, uses: any, needs: heat >= 5, success: s}
    """
    deck = sure(cards, more="arguments: {reasons: once_per_team}\n")
    game = Script(deck).lay(north="N-1", south="S-1", east="E-0").say(Floor("south"), Floor("east"))
    game.say(Argue("south", "south", "for", "Because we can"))
    assert game.code(Argue("east", "south", "for", "Because we can")) == "spent_reason"
    game.say(Rule(), Rule())
    assert isinstance(game.last(), Overtaken)
    assert game.code(Argue("east", "south", "for", "Because we can")) == ""


def test_a_reason_that_was_not_accepted_leaves_its_result_to_others() -> None:
    game = Script(sure()).turn(north="N-0").lay(east="E-0").say(Floor("east"))
    game.say(Argue("east", "north", "for", "As then", cites="1.north"))
    assert game.code(Argue("east", "south", "for", "It holds", cites="1.north")) == "cited"
    game.say(Weigh("east", 1, None))
    assert game.code(Argue("east", "south", "for", "It holds", cites="1.north")) == ""


def test_one_of_the_cards_own_reasons_has_the_cards_text() -> None:
    game = argued().say(Argue("north", "east", "for", "ignored", suggested=2))
    (reason,) = game.state.argument("north").reasons
    assert (reason.text, reason.suggested, reason.seat) == ("Bright", 2, "east")


# Taking back


def test_a_sealed_move_is_taken_back_until_all_lie_open() -> None:
    game = Script(deck()).say(Play("north", "N-1"), PlayFree("south", "Dance"), TakeBack("north"), TakeBack("south"))
    assert game.state.moves == {}
    assert game.state.free == {}
    game.say(Pass("north"), Pass("south"), Pass("east"))
    assert game.code(TakeBack("north")) == "nothing_to_undo"
    assert game.state.taken_back == 2


def test_a_reason_is_taken_back_until_its_move_is_ruled_and_only_by_who_gave_it() -> None:
    game = argued().say(Argue("north", "north", "for", "One"), Argue("north", "east", "for", "Two"))
    game.say(Argue("north", "north", "for", "Three"), TakeBack("north"))
    assert [each.text for each in game.state.argument("north").reasons] == ["One", "Two"]
    game.say(TakeBack("east"))
    assert game.code(TakeBack("east")) == "nothing_to_undo"
    game.say(Rule("north"))
    assert game.code(TakeBack("north")) == "nothing_to_undo"


def test_the_reason_that_is_taken_back_is_the_last_that_was_given_for_whichever_move() -> None:
    game = argued().say(Floor("east"))
    game.say(Argue("east", "south", "for", "First"), Argue("north", "south", "for", "Second"), TakeBack("south"))
    assert game.state.argument("north").reasons == ()
    assert len(game.state.argument("east").reasons) == 1
    game.say(TakeBack("south"))
    assert game.state.argument("east").reasons == ()


def test_a_number_is_never_that_of_another_reason_that_stands() -> None:
    game = argued()
    game.say(Argue("north", "north", "for", "One"), Argue("north", "east", "for", "Two"), TakeBack("north"))
    game.say(Argue("north", "north", "for", "Three"))
    assert [(each.number, each.text) for each in game.state.argument("north").reasons] == [(2, "Two"), (3, "Three")]
    assert [body.reason.number for body in game.all(Reasoned)] == [1, 2, 3]


# Votes and claims


def test_the_last_sealed_vote_opens_all_in_an_order_that_tells_nothing() -> None:
    game = argued().say(Vote("north", "north", 80), Vote("north", "north", 70), Vote("north", "south", 90))
    assert game.state.argument("north").ballots == {"north": 70, "south": 90}
    game.say(Vote("north", "east", 10))
    argument = game.state.argument("north")
    assert (argument.shown, argument.ballots) == ((10, 70, 90), {})


def test_votes_of_one_kind_leave_those_of_the_other_sealed() -> None:
    game = argued().say(Vote("north", "north", None, "FF"), Vote("north", "north", 50), Vote("north", "south", 60))
    game.say(Vote("north", "east", 70))
    argument = game.state.argument("north")
    assert (argument.shown, argument.bag, argument.tokens) == ((50, 60, 70), (), {"north": "FF"})


def test_sealed_votes_may_be_opened_before_all_are_in() -> None:
    game = argued().say(Vote("north", "north", None, "FF"), Vote("north", "east", None, "SS"), Show("north"))
    argument = game.state.argument("north")
    assert (argument.bag, argument.tokens) == (("SS", "FF"), {})


def test_a_free_move_is_told_before_it_is_ruled() -> None:
    game = Script(deck()).say(PlayFree("north"), Pass("south"), Pass("east"), Judge("north", 50, "Who knows"))
    sentence = "what the free move of North does has not been told yet"
    assert game.why(Rule()) == ("untold", sentence)
    game.say(SayClaim("north", Claim("an aim"), "We dance"))
    assert game.state.table["north"].free is not None
    assert game.code(Rule()) == ""


def test_a_deck_may_know_no_free_moves() -> None:
    strict = sure(more="arguments: {free_moves: false}\n")
    assert Script(strict).why(PlayFree("north")) == ("no_free_moves", "this deck knows no moves but its cards")


def test_each_team_gives_one_word_before_the_first_move() -> None:
    game = Script(deck()).say(GiveWord("north", "RIVER"))
    assert game.why(GiveWord("north", "LAKE")) == ("word", "North has given its word")
    game.say(GiveWord("south", "LAKE"))
    assert game.state.dice_words == "RIVER LAKE"
    game.say(Pass("east"))
    assert game.code(GiveWord("east", "SEA")) == "late"
    game.say(TakeBack("east"), GiveWord("east", "SEA"))
    assert game.state.dice_words == "RIVER LAKE SEA"


def test_what_a_person_has_to_decide_holds_the_turn_open() -> None:
    game = Script(deck()).lay(south="S-2").say(Overrule("south", "So it is", "success"))
    sentence = "what came of the move of South waits for the umpire to settle it"
    assert game.why(_close()) == ("unsettled", sentence)
    assert game.why(Settle("north")) == (
        "settled",
        "no outcome of a move `north` waits to be settled; these do: south",
    )
    assert game.code(Settle("south", "heat +")) == "effects"
    game.say(Settle("south", "heat +2; trust -1", "A little"), _close())
    assert (game.values["heat"], game.values["trust"], game.values["glow"]) == (7, 4, 14)
