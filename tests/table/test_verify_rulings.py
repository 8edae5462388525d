"""Rulings, votes and dice that were forged are named, without asking the rules; what was played honestly is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from attrs import evolve

from tests.scripts import Script, saved, sure
from wargame.rules import (
    Argue,
    Argument,
    BallotCast,
    Body,
    Choose,
    Close,
    Committed,
    Event,
    Floor,
    GiveNews,
    Judge,
    Judged,
    Next,
    Odds,
    Overridden,
    Overrule,
    Overtaken,
    Respond,
    Roll,
    Rule,
    Ruled,
    Show,
    Vote,
    VotesShown,
)
from wargame.table import Store, verify_game

CARDS = """
    N-1: {title: Push, seat: north, text: t, chance: 60, uses: any, success: s,
          modifiers: [{if: heat >= 5, chance: 10, because: It is warm}]}
    N-2: {title: Build, seat: north, text: t, chance: 100, project: 3, success: s}
    N-3: {title: Swear, seat: north, text: t, chance: 100, uses: any, success: s,
          commits: {if: heat >= 19, then: N-0, text: We shall.}}
    S-1: {title: Pull, seat: south, text: t, chance: 50, uses: any, success: s,
          modifiers: [{if: nets >= 1, chance: 5, because: They hide}]}
    S-2: {title: Scoff, seat: south, text: t, chance: 100, uses: any, answers: [north], sways: -10, success: s}
    E-1: {title: Undo, seat: east, text: t, chance: 60, uses: any, success: s}
    E-5: {title: Dig, seat: east, text: t, chance: 100, project: 2, protected_by: nets, success: s}
    E-2: {title: Look, seat: east, text: t, chance: 100, uses: any, protected_by: nets, success: s}
    E-4: {title: Lose, seat: east, text: t, chance: 0, uses: any, success: s}
    E-3: {title: Climb, seat: east, text: t, chance: 60, uses: any, needs: heat >= 5, success: s}
"""
BY_2D6 = "arguments: {method: 2d6}\npace: {floors: 3}\n"
#: Forges one body, given the whole game.
Forge = Callable[[Any], Body]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("rulings") / "save.db") as store:
        yield store


def found(
    store: Store, game: Script, name: str, forged: list[Event] | None = None, ends: list[int] | None = None, rules=False
) -> list[str]:
    """What verification says of a game as it was played, or with other events, or other commands."""
    saved(store, game.deck, forged or game.events, ends or game.ends, name)
    return [str(each) for each in verify_game(store, name, rules=rules)]


def forged(game: Script, kind: type[Body], nth: int, forge: Forge) -> list[Event]:
    """The events of a game, but for one body."""
    at = game.event(kind, nth).seq
    return [evolve(each, body=forge(each.body)) if each.seq == at else each for each in game.events]


def to(**parts: Any) -> Forge:
    """Other parts of a body; a function is asked for the part."""
    return lambda body: evolve(body, **{name: part(body) if callable(part) else part for name, part in parts.items()})


def arguing(**parts: Any) -> Callable[[Ruled], Argument]:
    return lambda body: evolve(body.argument or Argument(), **parts)


def weighing(**parts: Any) -> Callable[[Ruled], Odds | None]:
    return lambda body: body.odds and evolve(body.odds, **parts)


def every_roll(**parts: Any) -> Callable[[Ruled], tuple[Roll, ...]]:
    return lambda body: tuple(evolve(roll, **parts) for roll in body.rolls)


@cache
def alone() -> Script:
    """One move, on its card's odds."""
    return Script(sure(CARDS)).lay(north="N-1").rule()


@cache
def floored() -> Script:
    """A move with the floor, a reason and an answer that sways it, by the deck's method."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1").say(Respond("south", "S-2", "north"), Rule())
    return game.say(Floor("north"), Argue("north", "east", "for", "One"), Rule())


@cache
def chosen() -> Script:
    """A move for which the umpire chose a method, and set the odds."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1").say(Floor("north"), Choose("north", "3d6"))
    return game.say(Judge("north", 40, "So it is"), Rule())


@cache
def decreed() -> Script:
    """A move of a pair whose outcome is set by hand before any die falls; the other one is then ruled alone."""
    game = Script(sure(CARDS)).lay(north="N-1", south="S-1").say(Judge("north", opposes="south"))
    return game.say(Overrule("south", "So it is", "success"), Rule())


def pair(seed: str = "script") -> Script:
    """Two moves against each other; `pair("0")` needs two throws of both."""
    game = Script(sure(CARDS, more=BY_2D6), seed).lay(north="N-1", south="S-1", east="E-1")
    game.say(Floor("north"), Argue("north", "east", "for", "One"), Judge("south", opposes="north"))
    return game.say(Rule())


def undecided() -> Script:
    """A pair in which the first throw decided nothing."""
    games = (pair(str(seed)) for seed in range(99))
    return next(game for game in games if len(game.all(Ruled)[0].rolls) > 2)


@cache
def by_hand() -> Script:
    """Real dice, with a roll-off against what stands."""
    game = Script(sure(CARDS)).lay(north="N-1").say(Overrule("north", "x", "success"), Close(), Next())
    return game.lay(east="E-1").say(Judge("east", counters="1.north"), Rule(thrown=(20, 6)))


@cache
def project() -> Script:
    """Two successes of a project, the second by an override; protection is taken off."""
    game = Script(sure(CARDS)).turn(north="N-2").lay(north="N-2", east="E-2").rule()
    return game.say(Overrule("north", "x", "failure"), Overrule("north", "y", "success"))


@cache
def guarded() -> Script:
    """A project that fails once, then takes off what guards against it, and then has its first success."""
    game = Script(sure(CARDS)).lay(east="E-5").say(Overrule("east", "x", "failure"), Close(), Next())
    return game.turn(east="E-5").turn(east="E-5").lay(east="E-5").rule()


@cache
def unrated() -> Script:
    """A move that the method chosen for it could not have ruled: nobody has rated it before it is set by hand."""
    game = Script(sure(CARDS)).lay(north="N-1").say(Floor("north"), Choose("north", "d6"))
    return game.say(Overrule("north", "So it is", "success"))


@cache
def voted() -> Script:
    """Chances and tokens, cast by all."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1").say(Floor("north"))
    game.say(*(Vote("north", seat, chance) for seat, chance in (("north", 90), ("south", 10), ("east", 50))))
    game.say(*(Vote("north", seat, None, bag) for seat, bag in (("north", "FF"), ("south", "SS"), ("east", "SF"))))
    return game.say(Choose("north", "ballot"), Rule(anyway=True))


@cache
def shown() -> Script:
    """Votes that the facilitator opened before all had voted."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1", south="S-1").say(Floor("north"))
    return game.say(Vote("north", "north", 90), Vote("north", "south", 10), Show("north"), Rule())


def otherwise(method: str, *, floor: bool = True) -> Script:
    """The only move ruled by this method, as somebody would have it who likes that roll better."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1").say(*[Floor("north")] * floor)
    return game.say(Choose("north", method), Rule())


def as_ruled(game: Script) -> Forge:
    """A ruling that another game has, all but what was said of the move."""
    return lambda body: evolve(game.all(Ruled)[-1], argument=body.argument, said={})


METHOD = [
    (alone, Ruled, -1, as_ruled(otherwise("3d6", floor=False)), "by the method `3d6`, and was to be ruled by `card`"),
    (floored, Ruled, -1, as_ruled(otherwise("card")), "by the method `card`, and was to be ruled by `2d6`"),
    (chosen, Ruled, -1, as_ruled(otherwise("2d6")), "by the method `2d6`, and was to be ruled by `3d6`"),
    (chosen, Ruled, -1, as_ruled(otherwise("card")), "by the method `card`, and was to be ruled by `3d6`"),
    (decreed, Ruled, 0, to(method="opposed"), "by the method `opposed`, and was to be ruled by `card`"),
    (decreed, Ruled, 1, to(method="opposed"), "by the method `opposed`, and was to be ruled by `card`"),
    (pair, Ruled, 0, to(method="card"), "by the method `card`, and was to be ruled by `opposed`"),
    (pair, Ruled, 1, to(method="2d6"), "by the method `2d6`, and was to be ruled by `opposed`"),
    (alone, Ruled, -1, to(by_odds=False), "is said to follow from the odds, or not to"),
]
FACING = [
    (pair, Ruled, 0, to(against=12), "the chance against `north` is recorded as 12, and its other side has 55"),
    (pair, Ruled, 1, to(against=12), "the chance against `south` is recorded as 12, and its other side has 75"),
    (pair, Ruled, 0, to(facing=()), "what the odds against `north` read"),
    (pair, Ruled, 1, to(facing=("nets",)), "what the odds against `south` read"),
    (alone, Ruled, -1, to(against=12), "the chance of another side is recorded"),
    (alone, Ruled, -1, to(facing=("nets",)), "the chance of another side is recorded"),
    (decreed, Ruled, 0, to(against=12), "the chance of another side is recorded"),
    (pair, Ruled, 1, to(rolls=lambda body: body.rolls[::-1]), "are not ruled by the same dice"),
    (pair, Ruled, 1, to(thrown=True, rolls=every_roll(address="")), "are not ruled by the same dice"),
    (pair, Ruled, 1, lambda body: Overtaken("south", "S-1", "late", (), "south"), "is not ruled together with it"),
    (undecided, Ruled, 0, to(rolls=lambda body: body.rolls[-2:]), "2 dice are recorded, and 4 were to be thrown"),
]
ODDS = [
    (alone, Ruled, -1, to(odds=weighing(base=80, chance=90)), "the odds start from 80"),
    (chosen, Ruled, -1, to(odds=weighing(base=60, chance=60)), "the odds start from 60"),
    (alone, Ruled, -1, to(odds=None), "odds are recorded where there were none, or are missing"),
    (alone, Ruled, -1, to(odds=weighing(modifiers=(), chance=60)), "the odds weigh something else"),
    (alone, Ruled, -1, to(odds=lambda body: more(body, points=30, chance=90)), "the odds weigh something else"),
    (alone, Ruled, -1, to(odds=lambda body: more(body, because="x", chance=70)), "the odds weigh something else"),
    (alone, Ruled, -1, to(odds=lambda body: more(body, reads=(), chance=70)), "the odds weigh something else"),
    (alone, Ruled, -1, to(odds=weighing(complete=False)), "the odds weigh something else"),
    (floored, Ruled, -1, to(odds=lambda body: unswayed(body)), "the odds weigh something else"),
    (floored, Ruled, -1, to(said=lambda body: {**body.said, "card": 99}), "is said to give 99 per cent"),
    (floored, Ruled, -1, to(said=lambda body: {**body.said, "ballot": 50}), "is said to give 50 per cent"),
    (floored, Ruled, -1, to(said=lambda body: {**body.said, "2d6": 50}), "is among the other methods, and is none"),
    (floored, Ruled, -1, to(said=lambda body: {**body.said, "opposed": 50}), "is among the other methods, and is none"),
    (alone, Ruled, -1, to(said={"3d6": 50}), "to have been asked for a move without the floor"),
    (decreed, Ruled, 0, to(bands={"success": 100}), "the chances of the bands are not those"),
    (unrated, Ruled, 0, to(bands={"success": 100}, of=100), "could not give without how strong the argument is"),
]
STAGES = [
    (project, Ruled, 0, to(stage=2), "this is said to be success 2 of 3, and would be 1 of 3"),
    (project, Ruled, 0, to(stage=0), "this is said to be success 0 of 3, and would be 1 of 3"),
    (project, Ruled, 0, to(stages=2), "this is said to be success 1 of 2, and would be 1 of 3"),
    (project, Ruled, 0, to(peeled=True), "a layer of protection is said to have come off where there was none"),
    (guarded, Ruled, 0, to(stage=1), "this is said to be success 1 of 2, and would be 0 of 2"),
    (guarded, Ruled, 1, to(stage=1), "this is said to be success 1 of 2, and would be 0 of 2"),
    (guarded, Ruled, 1, to(peeled=False), "this is said to be success 0 of 2, and would be 1 of 2"),
    (guarded, Ruled, 0, to(peeled=True), "a layer of protection is said to have come off where there was none"),
    (alone, Ruled, 0, to(stage=1), "this is said to be success 1 of 1, and would be 0 of 1"),
    (project, Overridden, 0, to(stage=2), "is said to have had 2 successes, and had 1 without this ruling"),
    (project, Overridden, 1, to(stage=3), "is said to have had 3 successes, and had 1 without this ruling"),
    (project, Overridden, 1, to(stage=0), "is said to have had 0 successes, and had 1 without this ruling"),
]
VOTES = [
    (voted, VotesShown, 0, to(chances=(90, 90, 90)), "what opens then is not what was cast"),
    (voted, VotesShown, 0, to(chances=(10, 90, 50)), "what opens then is not what was cast"),
    (voted, VotesShown, 0, to(tokens=("SS",)), "what opens then is not what was cast"),
    (voted, VotesShown, 1, to(tokens=("SS", "SS", "SS")), "what opens then is not what was cast"),
    (voted, VotesShown, 1, lambda body: Judged("north", rating="weak"), "what opens then is not what was cast"),
    (voted, BallotCast, 0, to(chance=91), "what opens then is not what was cast"),
    (voted, BallotCast, 3, to(token="SS"), "what opens then is not what was cast"),
    (shown, VotesShown, 0, to(chances=(90, 10)), "in an order that may tell whose they are"),
    (shown, VotesShown, 0, to(tokens=("FF", "SS")), "in an order that may tell whose they are"),
    (shown, VotesShown, 0, to(chances=(10, 190)), "a vote is shown that is no chance from 0 to 100"),
    (shown, VotesShown, 0, to(move="west"), "something is said of the move `west`"),
    (shown, VotesShown, 0, to(move="south"), "the move `south` is argued, which has no floor"),
    (shown, BallotCast, 0, to(chance=101), "neither a chance from 0 to 100 nor tokens"),
    (shown, BallotCast, 0, to(chance=-1), "neither a chance from 0 to 100 nor tokens"),
    (shown, BallotCast, 0, to(chance=None), "neither a chance from 0 to 100 nor tokens"),
    (shown, BallotCast, 0, to(token="SS"), "neither a chance from 0 to 100 nor tokens"),
    (shown, BallotCast, 0, to(token="XX"), "can't be read"),
    (shown, BallotCast, 0, to(seat="west"), "a vote is cast by `west`, which is no seat of the deck"),
    (shown, BallotCast, 0, to(move="west"), "a vote is cast on the move `west`, which waits for no ruling"),
]
DICE = [
    (decreed, Ruled, 0, to(rolls=(Roll("ruling/1/south/1/1", 100, 5),)), "for an outcome that was set by hand"),
    (decreed, Ruled, 0, to(off=Roll("ruling/1/south/1/1/off", 6, 5)), "for an outcome that was set by hand"),
    (decreed, Ruled, 0, to(thrown=True), "for an outcome that was set by hand"),
    (alone, Ruled, -1, to(thrown=True), "real dice are said to have been thrown"),
    (by_hand, Ruled, -1, to(rolls=()), "is no fall of"),
    (by_hand, Ruled, -1, to(rolls=(), off=None), "real dice are said to have been thrown, and none are recorded"),
    (by_hand, Ruled, -1, to(off=Roll("ruling/2/east/1/1/off", 6, 6)), "or some that have an address"),
    (by_hand, Ruled, -1, to(rolls=(Roll("ruling/2/east/1/1", 100, 20),)), "or some that have an address"),
    (by_hand, Ruled, -1, to(thrown=False), "which is not this ruling's address"),
    (by_hand, Ruled, -1, to(rolls=(Roll("", 20, 20),)), "the dice that were thrown are not those of card odds"),
    (by_hand, Ruled, -1, to(rolls=(Roll("", 100, 0),)), "a die with 100 sides is said to have shown 0"),
    (by_hand, Ruled, -1, to(rolls=(Roll("", 10, 20),)), "a die with 10 sides is said to have shown 20"),
    (by_hand, Ruled, -1, to(off=Roll("", 20, 6)), "a roll-off of 6 is no fall of d6"),
    (alone, Ruled, -1, to(rolls=every_roll(address="")), "which is not this ruling's address"),
]


def more(body: Ruled, chance: int, **parts: Any) -> Odds:
    """The odds with a modifier that the card does not state so."""
    assert body.odds is not None
    return evolve(body.odds, modifiers=(evolve(body.odds.modifiers[0], **parts),), chance=chance)


def unswayed(body: Ruled) -> Odds:
    """The odds as if nobody had answered."""
    assert body.odds is not None
    assert [each.because for each in body.odds.modifiers] == ["It is warm", "Scoff"]
    return evolve(body.odds, modifiers=body.odds.modifiers[:1], chance=70)


HONEST = [alone, floored, chosen, decreed, pair, undecided, by_hand, project, guarded, unrated, voted, shown]


@pytest.mark.parametrize("played", HONEST, ids=lambda played: played.__name__)
def test_what_is_forged_below_is_well_as_it_was_played(store: Store, played: Callable[[], Script]) -> None:
    assert found(store, played(), f"honest {played.__name__}", rules=True) == []


@pytest.mark.parametrize(("played", "kind", "nth", "forge", "said"), [*METHOD, *FACING, *ODDS, *STAGES, *VOTES, *DICE])
def test_what_was_forged_is_named(
    store: Store, played: Callable[[], Script], kind: type[Body], nth: int, forge: Forge, said: str, request
) -> None:
    game, name = played(), f"forged {request.node.callspec.indices['forge']}"
    named = found(store, game, name, forged(game, kind, nth, forge))
    assert any(said in each for each in named), named
    assert all(": error: " in each for each in named)


# Pairs


def test_a_pair_is_well_where_the_first_side_promises_something_and_a_third_move_waits(store: Store) -> None:
    game = Script(sure(CARDS)).lay(north="N-3", south="S-1", east="E-4").say(Judge("east", opposes="north"), Rule())
    assert [type(event.body) for event in game.events[-3:]] == [Ruled, Committed, Ruled]
    assert game.state.pending == ("south",)
    assert found(store, game, "promised", rules=True) == []


def one_overtaken() -> Script:
    """The south is ruled alone: the east is overtaken, and the north, set against it too, comes later."""
    game = Script(sure(CARDS)).turn().lay(south="S-1", east="E-3", north="N-1")
    game.say(Judge("east", opposes="south"), GiveNews("Frost", effects="heat = 1"))
    return game.say(Rule())


def test_a_move_is_ruled_alone_where_the_one_that_it_was_set_against_is_overtaken(store: Store) -> None:
    game = one_overtaken()
    assert [type(event.body) for event in game.events[-2:]] == [Overtaken, Ruled]
    assert game.all(Ruled)[-1].method == "card"
    assert found(store, game, "alone", rules=True) == []
    game.rule()
    assert found(store, game, "alone to the end", rules=True) == []


def test_a_move_whose_opponent_is_overtaken_is_ruled_in_the_same_breath(store: Store) -> None:
    game = one_overtaken()
    events = [*game.events[:-1], evolve(game.events[-1], body=Overtaken("south", "S-1", "late", (), "south"))]
    named = found(store, game, "not at once", events)
    assert any("the move `south` was set against another, and is not ruled together with it" in each for each in named)


def test_the_second_of_a_pair_is_held_against_what_was_said_when_the_dice_fell(store: Store) -> None:
    """The first topples the result that a reason for the second builds on; the odds of both had been taken by then."""
    game = Script(sure(CARDS)).lay(north="N-1").say(Overrule("north", "x", "success"), Close(), Next())
    game.lay(south="S-1", east="E-1").say(Floor("east"), Argue("east", "north", "for", "One", cites="1.north"))
    game.say(Judge("south", opposes="east", counters="1.north"), Rule(thrown=(10, 99, 6)))
    second = game.all(Ruled)[-1]
    assert second.argument is not None
    assert [each.strength for each in second.argument.reasons] == ["solid"]
    assert game.state.facts[0].countered_by == "2.south"
    assert found(store, game, "toppled", rules=True) == []
    weaker = to(argument=arguing(reasons=(evolve(second.argument.reasons[0], strength="weak"),)))
    assert any("other words" in each for each in found(store, game, "weaker", forged(game, Ruled, -1, weaker)))


# Votes


def test_votes_that_open_by_themselves_before_all_were_cast_are_named(store: Store) -> None:
    game = shown()
    at = game.event(VotesShown).seq
    together = [end for end in game.ends if end != at - 1]
    assert any(
        "votes open by themselves before all were cast" in each for each in found(store, game, "x", ends=together)
    )
