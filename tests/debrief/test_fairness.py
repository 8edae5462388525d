"""The fairness ledger: a small game whose numbers a person can count."""

from __future__ import annotations

from attrs import evolve

from tests.scripts import Script, sure
from wargame.debrief import Fairness, ledger
from wargame.rules import (
    Argue,
    Choose,
    Close,
    Event,
    Floor,
    FloorTaken,
    Judge,
    Next,
    Overrule,
    Rewind,
    Rule,
    TakeBack,
    Weigh,
)

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 80, uses: any, success: s}
    N-2: {title: Blow, seat: north, text: t, chance: 45, uses: any, success: s}
    S-1: {title: Murmur, seat: south, text: t, chance: 30, uses: any, secret: true, success: s}
"""


def at(events: list[Event], **moments: int) -> list[Event]:
    """The same events, each later than the one before by a second; a kind that is named, by so many."""
    now, found = 0, []
    for event in events:
        now += moments.get(type(event.body).__name__, 1) * 1000
        found.append(evolve(event, at=now))
    return found


def test_before_anything_is_ruled_nobody_was_given_anything() -> None:
    game = Script(sure(CARDS))
    found = ledger(game.deck, game.events)
    assert list(found) == ["north", "south", "east"]
    for each in found.values():
        assert (each.rulings, each.odds, each.given, each.accepted, each.floors, each.floor) == (0, None, 0, 0, 0, 0)


def test_odds_are_the_mean_of_what_was_announced_and_the_hidden_ones_count_too() -> None:
    game = Script(sure(CARDS)).turn(north="N-1", south="S-1").turn(north="N-2", south="S-1")
    found = ledger(game.deck, game.events)
    assert (found["north"].rulings, found["north"].odds) == (2, 63)
    assert (found["south"].rulings, found["south"].odds) == (2, 30)
    assert found["east"].odds is None


def test_reasons_count_for_who_gave_them_and_only_those_that_stood_at_the_ruling() -> None:
    game = (
        Script(sure(CARDS))
        .lay(north="N-1")
        .say(
            Floor("north", "north"),
            Argue("north", "north", "for", "One"),
            Argue("north", "south", "against", "Two"),
            Argue("north", "south", "against", "Three"),
            Argue("north", "", "for", "Four, by the umpire"),
            Argue("north", "east", "for", "Five"),
            TakeBack("east"),
            Weigh("north", 3, None),
            Weigh("north", 1, "strong"),
            Rule(),
        )
    )
    found = ledger(game.deck, game.events)
    assert {seat: (each.given, each.accepted) for seat, each in found.items()} == {
        "north": (1, 1),
        "south": (2, 1),
        "east": (0, 0),
    }
    assert {seat: (each.pros, each.cons) for seat, each in found.items()} == {
        "north": (2, 1),
        "south": (0, 0),
        "east": (0, 0),
    }
    assert found["north"].odds == 90


def test_overrides_count_by_whether_they_were_better_or_worse_for_the_move() -> None:
    game = Script(sure(CARDS)).lay(north="N-1", south="S-1", east="E-0")
    game.say(Overrule("north", "x", "triumph"), Overrule("south", "x", "disaster")).rule()
    game.say(
        Overrule("north", "x", "partial"),
        Overrule("south", "x", "failure"),
        Overrule("south", "x", "failure", "heat +1"),
    )
    found = ledger(game.deck, game.events)
    assert {seat: (each.raised, each.lowered) for seat, each in found.items()} == {
        "north": (1, 1),
        "south": (1, 1),
        "east": (0, 0),
    }


def test_a_move_that_no_dice_decide_has_no_odds_but_is_a_ruling() -> None:
    game = (
        Script(sure(CARDS)).lay(north="N-1").say(Judge("north", decided="success"), Choose("north", "umpire"), Rule())
    )
    found = ledger(game.deck, game.events)["north"]
    assert (found.rulings, found.odds) == (1, 100)


def test_the_time_on_the_floor_is_that_of_the_move_whoever_gave_it() -> None:
    game = Script(sure(CARDS)).lay(north="N-1", east="E-0").say(Floor("east"), Floor("north", "north")).rule()
    found = ledger(game.deck, at(game.events, Ruled=90))
    assert (found["north"].floors, found["north"].floor) == (1, 90)
    assert (found["east"].floors, found["east"].floor) == (1, 181)


def test_what_a_rewind_has_taken_back_was_given_all_the_same() -> None:
    game = Script(sure(CARDS)).lay(north="N-1")
    opened = game.ends[-1]
    game.say(Floor("north"), Argue("north", "north", "for", "One"), Rule(), Rewind(opened), Rule())
    found = ledger(game.deck, game.events)["north"]
    assert (found.rulings, found.given, found.floors) == (2, 1, 1)


def test_a_floor_that_was_rewound_lasted_until_the_rewind_and_no_longer() -> None:
    game = Script(sure(CARDS)).lay(north="N-1")
    opened = game.ends[-1]
    game.say(Floor("north"), Rewind(opened), Rule())
    found = ledger(game.deck, at(game.events, Rewound=60, Ruled=500))["north"]
    assert (found.floors, found.floor) == (1, 60)


def test_a_floor_that_a_rewind_leads_back_into_goes_on() -> None:
    game = Script(sure(CARDS)).lay(north="N-1").say(Floor("north"))
    floor = game.ends[-1]
    game.say(Rule(), Rewind(floor), Rule())
    found = ledger(game.deck, at(game.events, Ruled=40, Rewound=7))["north"]
    assert (found.floors, found.floor) == (1, 80)


def test_a_floor_that_was_rewound_into_the_practice_turn_is_over_as_well() -> None:
    game = Script(sure(CARDS), practice=True).turn()
    practised = game.ends[-2]
    game.lay(north="N-1").say(Floor("north"), Rewind(practised), Next()).lay(north="N-1").rule()
    found = ledger(game.deck, at(game.events, Rewound=60, Ruled=500))["north"]
    assert (found.floors, found.floor) == (1, 60)


def test_a_floor_of_an_earlier_turn_is_over_when_the_turn_is() -> None:
    game = Script(sure(CARDS)).lay(north="N-1").say(Floor("north")).rule().say(Close(), Next()).lay(north="N-1").rule()
    found = ledger(game.deck, at(game.events, Ruled=30))["north"]
    assert found.floor == 30
    assert len(game.all(FloorTaken)) == 1


def test_an_override_that_left_the_band_and_changed_what_it_did_counts_for_neither_side() -> None:
    game = Script(sure(CARDS)).lay(north="N-1").say(Rule(thrown=(30,)), Overrule("north", "More", effects="heat +2"))
    found = ledger(game.deck, game.events)["north"]
    assert (found.raised, found.lowered, found.altered) == (0, 0, 1)


def test_the_practice_turn_counts_for_nothing_also_when_it_is_played_again() -> None:
    game = Script(sure(CARDS), practice=True).lay(north="N-1").say(Floor("north", "north"), Rule())
    assert ledger(game.deck, game.events)["north"] == Fairness()
    game.say(Close(), Next()).turn(north="N-1")
    assert ledger(game.deck, game.events)["north"].rulings == 1
    game.say(Rewind(2)).turn(north="N-1")
    assert ledger(game.deck, game.events)["north"].rulings == 1
    game.turn(north="N-1")
    assert ledger(game.deck, game.events)["north"].rulings == 2
