"""Free moves, moves against each other or against what stands, and what the umpire sets by hand."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from wargame.deck import PUBLIC
from wargame.rules import (
    Argue,
    Choose,
    Claim,
    Close,
    Floor,
    GiveNews,
    Judge,
    Keep,
    Laid,
    Next,
    Overridden,
    Overrule,
    Overtaken,
    Pass,
    Play,
    PlayFree,
    Respond,
    Roll,
    Rule,
    Ruled,
    SayClaim,
    Settle,
    Unexplained,
    Weigh,
    face,
    log_for,
    view_for,
)
from wargame.table.umpiring import outlooks
from wargame.words import outlook_lines

# Free moves


def test_a_free_move_is_told_later_and_stands_when_it_has_worked() -> None:
    game = Script(sure()).say(PlayFree("north"), Pass("south"), Pass("east"))
    game.say(SayClaim("north", Claim("joy"), "We dance"), Judge("north", 100, "Who would not"), Rule())
    assert [(fact.id, fact.text) for fact in game.state.facts] == [("1.north", "We dance")]
    assert game.state.unsettled == ("north",)
    game.say(Settle("north", "trust +1"))
    assert game.values["trust"] == 6


def test_a_free_move_can_not_be_ruled_before_somebody_has_said_its_odds() -> None:
    game = Script(sure()).say(PlayFree("north", "We dance"), Pass("south"), Pass("east"))
    assert game.code(Rule()) == "lacks"
    game.say(Overrule("north", "They do", "success"))
    assert game.state.facts[0].text == "We dance"


def test_a_free_move_that_fails_changes_nothing_and_waits_for_nobody() -> None:
    game = Script(sure()).say(PlayFree("north", "We dance"), Pass("south"), Pass("east"))
    game.say(Judge("north", 0, "In this weather"), Rule())
    assert (game.state.facts, game.state.unsettled) == ((), ())


# Moves against each other, and against what stands


OPPOSED = """
    N-1: {title: Push, seat: north, text: t, chance: 100, uses: any, needs: heat >= 5, success: s, success_do: heat +1}
    S-1: {title: Pull, seat: south, text: t, chance: 0, uses: any, needs: heat >= 5, success: s, success_do: heat -1}
    S-2: {title: Even, seat: south, text: t, chance: 50, uses: any, success: s}
    E-1: {title: Freeze, seat: east, text: t, chance: 100, uses: any, success: s, success_do: heat -5}
"""


def test_of_an_opposed_pair_both_are_ruled_at_once_and_exactly_one_succeeds() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1", south="S-1", east="E-0").say(Judge("south", opposes="north"), Rule())
    ours, theirs = game.all(Ruled)
    assert (ours.move, theirs.move, game.state.pending) == ("north", "south", ("east",))
    assert (ours.band, theirs.band, ours.method) == ("success", "failure", "opposed")
    assert (ours.against, theirs.against) == (0, 100)
    assert [roll.value for roll in ours.rolls[::2]] == [roll.value for roll in theirs.rolls[1::2]]


def test_an_opposition_that_is_taken_back_is_none() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1", south="S-1")
    game.say(Judge("south", opposes="north"), Judge("south", opposes=""), Rule())
    assert [ruling.method for ruling in game.all(Ruled)] == ["card"]


def test_where_one_of_a_pair_is_overtaken_the_other_is_ruled_alone() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1", south="S-2").say(Judge("south", opposes="north"))
    game.say(GiveNews("Frost", effects="heat = 1"), Rule())
    assert isinstance(game.all(Overtaken)[0], Overtaken)
    assert game.all(Ruled) == []
    game.say(Rule())
    assert [(ruling.move, ruling.method) for ruling in game.all(Ruled)] == [("south", "card")]

    other = Script(sure(OPPOSED)).lay(south="S-1", north="N-1", east="E-0").say(Judge("north", opposes="south"))
    other.say(GiveNews("Frost", effects="heat = 1"), Rule())
    assert [body.move for body in other.all(Overtaken)] == ["north"]
    other.rule()
    assert [body.move for body in other.all(Overtaken)] == ["north", "south"]


def test_where_the_second_of_a_pair_is_overtaken_the_first_is_ruled_in_the_same_breath() -> None:
    game = Script(sure(OPPOSED)).turn().lay(south="S-2", north="N-1").say(Judge("north", opposes="south"))
    game.say(GiveNews("Frost", effects="heat = 1"), Rule())
    assert [type(event.body) for event in game.events[-2:]] == [Overtaken, Ruled]
    assert game.all(Ruled)[-1].method == "card"


def test_a_move_is_one_of_one_pair_at_most() -> None:
    game = Script(sure()).lay(north="N-0", south="S-0", east="E-0").say(Judge("south", opposes="north"))
    sentence = "one of the two is set against another move already; take that back first"
    for move, other in (("east", "north"), ("east", "south"), ("north", "east"), ("south", "east")):
        why = game.why(Judge(move, opposes=other))
        assert why == (None if (move, other) == ("south", "east") else ("paired", sentence)), (move, other)
    game.say(Judge("south", opposes="north"), Judge("north", opposes="south"), Judge("north", opposes=""))
    assert [game.state.argument(move).opposes for move in ("north", "south")] == ["", ""]
    assert game.code(Judge("east", opposes="north")) == ""


def test_a_pair_is_not_ruled_before_both_moves_have_been_told() -> None:
    game = Script(sure(OPPOSED)).say(Play("north", "N-1"), PlayFree("south"), Pass("east"))
    game.say(Judge("south", 50, "Who knows", opposes="north"))
    assert game.code(Rule()) == "untold"
    game.say(SayClaim("south", Claim(), "We sing"), Rule())
    assert len(game.all(Ruled)) == 2


def contradicted(chance: int) -> Script:
    """The north has established something, and the east sets out against it with this chance."""
    cards = OPPOSED + f"    E-2: {{title: Undo, seat: east, text: t, chance: {chance}, uses: any, success: s}}\n"
    game = Script(sure(cards)).turn(north="N-1").lay(east="E-2")
    return game.say(Judge("east", counters="1.north"))


def test_against_a_result_that_stands_a_success_has_to_win_a_roll_off_too() -> None:
    low = contradicted(100).say(Rule(thrown=(30, 3)))
    assert (low.all(Ruled)[-1].band, low.state.facts[0].countered_by) == ("failure", "")
    high = contradicted(100).say(Rule(thrown=(30, 4)))
    assert (high.all(Ruled)[-1].band, high.state.facts[0].countered_by) == ("success", "2.east")
    ruling = high.all(Ruled)[-1]
    assert (sum(ruling.bands[band] for band in ("triumph", "success", "partial")), ruling.of) == (100, 200)
    assert contradicted(0).say(Rule(thrown=(30,))).all(Ruled)[-1].off is None


def test_what_has_been_countered_can_not_be_countered_or_cited_again() -> None:
    game = contradicted(100).say(Rule(thrown=(30, 6)), Close(), Next()).lay(south="S-2")
    game.say(Floor("south"))
    sentence = "`1.north` has been countered, and stands no more"
    assert game.why(Judge("south", counters="1.north")) == ("countered", sentence)
    assert game.why(Argue("south", "east", "for", "x", cites="1.north")) == ("countered", sentence)


def test_an_override_lets_a_result_stand_again_or_fall() -> None:
    game = contradicted(100).say(Rule(thrown=(30, 6)), Overrule("east", "They could not", "failure"))
    assert game.state.facts[0].countered_by == ""
    game.say(Overrule("east", "They could", "partial"))
    assert game.state.facts[0].countered_by == "2.east"


FALLING = (
    OPPOSED
    + "    E-2: {title: Undo, seat: east, text: t, chance: 100, uses: any, success: s}\n"
    + "    S-3: {title: Deny, seat: south, text: t, chance: 100, uses: any, success: s}\n"
)


def two_against_one() -> Script:
    """The north has established something, and the south and the east set out against it in the same turn."""
    game = Script(sure(FALLING)).turn(north="N-1").lay(south="S-3", east="E-2")
    return game.say(Judge("south", counters="1.north"), Judge("east", counters="1.north"))


def test_once_a_result_has_fallen_no_other_move_goes_into_a_roll_off_against_it() -> None:
    game = two_against_one()
    assert game.state.pending == ("south", "east")
    game.say(Rule(thrown=(30, 6)))
    assert (game.state.facts[0].countered_by, game.state.argument("east").counters) == ("2.south", "")
    game.say(Rule(thrown=(30,)))
    assert (game.all(Ruled)[-1].band, game.all(Ruled)[-1].off) == ("success", None)


def test_a_result_that_two_have_contradicted_stands_again_only_when_neither_has_worked() -> None:
    game = two_against_one().say(Rule(thrown=(30, 2)), Rule(thrown=(30, 6)))
    assert game.state.facts[0].countered_by == "2.east"
    game.say(Overrule("south", "They did", "success"))
    assert game.state.facts[0].countered_by == "2.south"
    game.say(Overrule("south", "They did not", "failure"))
    assert game.state.facts[0].countered_by == "2.east"
    game.say(Overrule("east", "Nor did they", "failure"))
    assert game.state.facts[0].countered_by == ""


def test_a_reason_that_builds_on_a_result_which_falls_weighs_nothing_until_it_is_weighed_anew() -> None:
    game = Script(sure(FALLING)).turn(north="N-1").lay(north="N-0", south="S-3", east="E-2")
    game.say(Judge("south", counters="1.north"), Floor("east"))
    game.say(
        Argue("east", "north", "for", "We hold the gate", strength="strong", cites="1.north"),
        Argue("east", "south", "against", "It is late"),
    )
    game.say(Rule(thrown=(30, 6)))
    assert [each.strength for each in game.state.argument("east").reasons] == ["weak", "solid"]
    game.say(Weigh("east", 1, "solid"))
    assert game.state.argument("east").reasons[0].strength == "solid"


def test_a_result_of_this_turn_that_is_overruled_takes_along_what_was_built_on_it() -> None:
    game = Script(sure(FALLING)).lay(north="N-1", south="S-3", east="E-2").say(Rule())
    name = game.state.facts[0].id
    game.say(Floor("south"), Argue("south", "east", "for", "As the north did", cites=name))
    game.say(Judge("east", counters=name), Overrule("north", "It did not happen", "failure"))
    assert (game.state.argument("east").counters, game.state.argument("south").reasons[0].strength) == ("", "weak")


def test_a_floor_that_was_spent_on_a_move_which_came_too_late_is_given_back() -> None:
    cards = "    N-9: {title: Warm, seat: north, text: t, chance: 100, uses: any, needs: heat >= 5, success: s}\n"
    game = Script(sure(cards)).lay(north="N-9").say(Floor("north", "north"))
    assert game.state.spent == {"north": 1}
    game.say(GiveNews("Frost", effects="heat = 1"), Rule())
    assert (type(game.events[-1].body), game.state.spent, game.state.floors) == (Overtaken, {"north": 0}, {})


def test_dice_that_nothing_asks_for_are_refused_and_not_lost() -> None:
    cards = "    N-9: {title: Warm, seat: north, text: t, chance: 100, uses: any, needs: heat >= 5, success: s}\n"
    game = Script(sure(cards)).lay(north="N-9").say(GiveNews("Frost", effects="heat = 1"))
    assert game.why(Rule(thrown=(30,))) == ("dice", "that move comes too late, and no dice decide about it")
    game.say(Rule())
    assert isinstance(game.events[-1].body, Overtaken)


def test_a_card_that_is_laid_is_laid_whatever_method_was_chosen_for_it() -> None:
    cards = """
    S-9: {title: Trap, seat: south, text: t, chance: 100, trigger: heat >= 9, success: s}
    """
    game = Script(sure(cards)).lay(south="S-9").say(Choose("south", "ballot"))
    assert game.code(Overrule("south", "Now", "success")) == "laid"
    game.say(Rule(thrown=(30,)))
    assert isinstance(game.events[-1].body, Laid)


def test_in_an_opposed_pair_each_side_that_contradicts_a_result_has_a_roll_off_of_its_own() -> None:
    """What is announced, half of the chance, is what is thrown."""
    cards = OPPOSED + "    E-2: {title: Undo, seat: east, text: t, chance: 100, uses: any, success: s}\n"
    game = Script(sure(cards)).turn(north="N-1").lay(south="S-1", east="E-2")
    game.say(Judge("east", opposes="south"), Judge("east", counters="1.north"), Rule())
    (theirs,) = [ruling for ruling in game.all(Ruled) if ruling.move == "east" and ruling.method == "opposed"]
    assert theirs.off is not None
    assert (theirs.band in ("triumph", "success", "partial")) == (theirs.off.value >= 4)


@pytest.mark.parametrize("opposed_first", [True, False])
def test_an_answer_to_either_of_an_opposed_pair_is_ruled_before_both(opposed_first: bool) -> None:
    cards = (
        OPPOSED
        + "    E-2: {title: Nod, seat: east, text: t, chance: 100, uses: any, answers: [south], sways: 5, success: s}\n"
    )
    game = Script(sure(cards)).lay(north="N-1", south="S-2")
    said = [Judge("north", opposes="south"), Respond("east", "E-2", "south")]
    game.say(*(said if opposed_first else said[::-1]))
    assert game.state.pending == ("east", "north", "south")
    game.say(Rule(), Rule())
    assert [(ruling.move, ruling.odds and ruling.odds.chance) for ruling in game.all(Ruled)] == [
        ("east", 100),
        ("north", 100),
        ("south", 55),
    ]


# Overrides


def test_an_override_before_the_dice_throws_none_and_its_note_is_for_facilitators() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1").say(Overrule("north", " Clear ", "disaster", note=" I promised "))
    ruling = game.all(Ruled)[-1]
    assert (ruling.band, ruling.rolls, ruling.changes[0].after) == ("disaster", (), 2)
    assert ruling.override is not None
    assert (ruling.override.because, ruling.override.note) == ("Clear", "I promised")
    for viewer in ("north", PUBLIC):
        seen = face(game.deck, game.event(Ruled), viewer)
        assert isinstance(seen, Ruled)
        assert seen.override is not None
        assert (seen.override.because, seen.override.note) == ("Clear", "")


def test_an_override_afterwards_undoes_what_was_done_and_no_more() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1").rule().say(GiveNews("A thaw", effects="heat +4"))
    game.say(Overrule("north", "No wood", "failure", note="n"))
    assert (game.values["heat"], game.values["glow"]) == (9, 18)
    body = game.all(Overridden)[-1]
    assert (body.was, body.band, [change.after for change in body.undone]) == ("success", "failure", [9, 18])
    game.say(Overrule("north", "Much wood", effects="heat = 20"))
    assert (game.values["heat"], game.state.rulings["north"].band) == (20, "failure")
    game.say(Overrule("north", "Some wood", "success"))
    assert game.values["heat"] == 10
    assert [fact.id for fact in game.state.facts] == ["1.north"]


def test_what_a_card_leaves_to_a_person_waits_again_when_an_override_makes_it_work() -> None:
    cards = "N-1: {title: Ask, seat: north, text: t, chance: 100, success: s, umpire: How much?}"
    game = Script(sure(cards)).lay(north="N-1").rule().say(Settle("north", "heat +1"))
    game.say(Overrule("north", "Nobody came", "failure"))
    assert game.state.unsettled == ()
    game.say(Overrule("north", "They came", "success"))
    assert game.state.unsettled == ("north",)
    game.say(Overrule("north", "So much", effects="trust +1"))
    assert game.state.unsettled == ()


def test_a_closed_turn_may_be_overruled_until_the_next_opens() -> None:
    game = Script(sure(OPPOSED)).lay(north="N-1").rule().say(Close(), Overrule("north", "No", "failure"))
    assert game.values["heat"] == 5
    game.say(Next())
    assert game.code(Overrule("north", "No", "success")) == "waiting"


def test_an_override_of_what_nobody_sees_is_told_to_nobody_but_what_moves() -> None:
    cards = "S-1: {title: Murmur, seat: south, text: t, chance: 100, secret: true, success: s, success_do: heat +1}"
    game = Script(sure(cards)).lay(south="S-1").rule().say(Overrule("south", "No", "failure"))
    assert game.event(Overridden).audience == "south"
    seen = face(game.deck, game.event(Overridden), "north")
    assert isinstance(seen, Unexplained)
    assert [(change.track, change.after) for change in seen.changes] == [("glow", 10), ("heat", 5)]


def test_with_real_dice_the_roll_off_of_a_pair_belongs_to_the_side_that_has_won() -> None:
    cards = OPPOSED + "    E-2: {title: Undo, seat: east, text: t, chance: 50, uses: any, success: s}\n"
    game = Script(sure(cards)).turn(north="N-1").lay(south="S-2", east="E-2")
    game.say(Judge("east", opposes="south"), Judge("east", counters="1.north"))
    assert game.code(Rule(thrown=(80, 20))) == "dice"
    assert game.code(Rule(thrown=(20, 80, 5))) == "dice"
    game.say(Rule(thrown=(80, 20, 5)))
    assert [(ruling.band, ruling.off and ruling.off.value) for ruling in game.all(Ruled)[-2:]] == [
        ("failure", None),
        ("success", 5),
    ]


@pytest.mark.parametrize("viewer", [PUBLIC, "north", "east"])
def test_of_a_pair_nobody_learns_by_the_chances_what_weighs_on_the_other_side_out_of_sight(viewer: str) -> None:
    """The nets, which the south alone sees, weigh in its odds, and so in the chances of both sides of the pair."""
    cards = """
    N-7: {title: Rush, seat: north, text: t, chance: 60, uses: any, success: s}
    S-7: {title: Catch, seat: south, text: t, chance: 30, uses: any, success: s,
      modifiers: [{if: nets >= 2, chance: +40, because: Nets}]}
    """
    logs = []
    for effects in ("", "nets = 0"):
        game = Script(sure(cards)).say(GiveNews("Quiet", to=("south",), effects=effects))
        game.lay(north="N-7", south="S-7").say(Judge("north", opposes="south"))
        outlook = outlooks(game.deck, view_for(game.deck, game.state, viewer))["north"]
        assert (outlook.chances, outlook.case.against) == (None, None)
        assert outlook.known is not None
        move = view_for(game.deck, game.state, viewer).moves[0]
        assert "as far as is known" in " ".join(outlook_lines(game.deck, move, outlook))
        game.say(Rule(thrown=(99, 1)))
        logs.append(log_for(game.deck, game.events, viewer))
    assert [ruling.against for ruling in game.all(Ruled)] == [30, 60]
    assert logs[0] == logs[1]


def test_of_a_pair_the_second_is_overtaken_where_the_first_leaves_too_little_to_pay_it() -> None:
    cards = """
    N-1: {title: Buy, seat: north, text: t, chance: 100, uses: any, cost: purse 4, success: s}
    S-1: {title: Bid, seat: south, text: t, chance: 100, uses: any, cost: purse 4, success: s}
    """
    game = Script(sure(cards)).lay(north="N-1", south="S-1").say(Judge("north", opposes="south"), Rule())
    (late,) = game.all(Overtaken)
    assert (late.move, late.why, game.values["purse"]) == ("south", "costs Purse 4; now 2", 2)
    assert [ruling.method for ruling in game.all(Ruled)] == ["card"]


def test_what_the_umpire_weighs_after_a_result_has_fallen_stays_as_it_was_weighed() -> None:
    game = Script(sure(FALLING)).turn(north="N-1").lay(north="N-0", south="S-3", east="E-2")
    game.say(Judge("south", counters="1.north"), Floor("east"))
    game.say(Argue("east", "north", "for", "We hold the gate", cites="1.north"), Rule(thrown=(30, 6)))
    game.say(Weigh("east", 1, "strong"), GiveNews("Frost"), Overrule("south", "Still", effects="heat +1"))
    assert game.state.argument("east").reasons[0].strength == "strong"


def test_a_success_of_a_project_is_not_overruled_after_another_has_gone_on_from_it() -> None:
    cards = """
    N-1: {title: Dam, seat: north, text: t, chance: 100, uses: any, project: 2, success: s, success_do: heat +2,
      commits: {if: turn >= 1, then: N-1, text: More}}
    """
    game = Script(sure(cards)).lay(north="N-1").rule()
    assert game.state.due == ()
    cards = """
    N-1: {title: Dam, seat: north, text: t, chance: 100, uses: any, project: 2, success: s, success_do: heat +2}
    N-2: {title: Vow, seat: north, text: t, chance: 100, uses: any, success: s,
      commits: {if: trust >= 6, then: N-1, text: More}}
    """
    game = Script(sure(cards)).turn(north="N-2").lay(north="N-1").say(GiveNews("Joy", effects="trust = 9"), Rule())
    game.say(Keep("north"), Rule())
    assert (game.state.stages["N-1"], game.values["heat"]) == (2, 7)
    sentence = "a later move has gone on from that success of its project; override that one first"
    assert game.why(Overrule("north", "No", "failure")) == ("later", sentence)
    game.say(Overrule("north.2", "No", "failure"), Overrule("north", "No", "failure"))
    assert (game.state.stages["N-1"], game.values["heat"]) == (0, 5)


def test_a_move_that_only_takes_off_a_layer_after_all_promises_nothing() -> None:
    cards = """
    N-1: {title: Raid, seat: north, text: t, chance: 100, uses: any, protected_by: nets, success: s,
      commits: {if: heat >= 19, then: N-0, text: More}}
    """
    game = Script(sure(cards)).lay(north="N-1").say(GiveNews("Calm", effects="nets = 0"), Rule())
    assert len(game.state.promises) == 1
    game.say(Overrule("north", "No", "failure"), GiveNews("Wary", effects="nets = 2"))
    game.say(Overrule("north", "Well done", "triumph"))
    assert (game.state.rulings["north"].peeled, game.state.promises) == (True, ())


def test_keeping_a_promise_springs_what_waited_for_what_that_brings() -> None:
    cards = """
    N-2: {title: Vow, seat: north, text: t, chance: 100, uses: any, success: s,
      commits: {if: heat >= 9, then: N-0, text: More, kept_do: trust +1}}
    S-9: {title: Trap, seat: south, text: t, chance: 100, trigger: trust >= 6, success: s}
    """
    game = Script(sure(cards)).turn(north="N-2", south="S-9").lay().say(GiveNews("Hot", effects="heat = 9"))
    game.say(Keep("north"))
    assert game.state.pending == ("south", "north")


def test_the_roll_off_of_a_decided_move_may_be_thrown_by_hand() -> None:
    game = contradicted(100).say(Choose("east", "umpire"), Judge("east", decided="success"))
    assert game.code(Rule(thrown=(4, 5))) == "dice"
    game.say(Rule(thrown=(3,)))
    ruling = game.all(Ruled)[-1]
    assert (ruling.band, ruling.rolls, ruling.off, ruling.thrown) == ("failure", (), Roll("", 6, 3), True)


def test_what_can_not_be_made_now_is_not_said_to_have_worked_before_it_is_ruled() -> None:
    cards = "    N-1: {title: Buy, seat: north, text: t, chance: 100, uses: any, cost: purse 4, success: s}\n"
    game = Script(sure(cards)).lay(north="N-1").say(GiveNews("Thieves", effects="purse = 2"))
    sentence = "that move can't be made now: it costs Purse 4; now 2"
    assert game.why(Overrule("north", "It works", "success")) == ("overtaken", sentence)


def test_an_answer_is_not_set_against_the_move_that_it_answers() -> None:
    cards = "    E-2: {title: Nod, seat: east, text: t, chance: 100, uses: any, answers: [north], success: s}\n"
    game = Script(sure(cards)).lay(north="N-0").say(Respond("east", "E-2", "north"))
    assert game.code(Judge("east", opposes="north")) == "answers"
    assert game.code(Judge("north", opposes="east")) == "answers"


def test_what_the_room_is_told_of_a_hidden_chance_counts_the_other_side_and_the_roll_off() -> None:
    """The south's own odds hang on its nets too; the others reckon with what they know of both sides."""
    cards = """
    N-1: {title: Lift, seat: north, text: t, chance: 50, uses: any, success: s}
    S-7: {title: Catch, seat: south, text: t, chance: 50, uses: any, success: s,
      modifiers: [{if: nets >= 2, chance: +40, because: Nets}]}
    """
    game = Script(sure(cards)).say(GiveNews("Calm", effects="nets = 0")).turn(north="N-1")
    while not game.state.facts:
        game.turn(north="N-1")
    game.lay(north="N-1", south="S-7").say(Judge("south", counters=game.state.facts[0].id, opposes="north"))
    told = outlooks(game.deck, view_for(game.deck, game.state, PUBLIC))["south"]
    true = outlooks(game.deck, view_for(game.deck, game.state, "south"))["south"]
    assert told.chances is None
    assert told.known == true.chances
