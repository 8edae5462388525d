"""What people did by hand is carried out again as far as rules decide about it, and what they typed has bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from attrs import evolve

from tests.scripts import Script, sure
from tests.table.test_verify_rulings import Forge, forged, found, to
from wargame.deck import ALL
from wargame.rules import (
    Body,
    Change,
    Close,
    CommitmentDue,
    Committed,
    Event,
    GameEnded,
    GameOpened,
    GiveInject,
    GiveNews,
    HandedIn,
    InjectGiven,
    Next,
    Overridden,
    Overrule,
    Overtaken,
    Pass,
    Play,
    Respond,
    Responded,
    Rewind,
    Rewound,
    Rule,
    Ruled,
    Settle,
    Settled,
    Sprung,
    TurnClosed,
    TurnOpened,
)
from wargame.table import Store

CARDS = """
    N-1: {title: Push, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +1}
    N-2: {title: Swear, seat: north, text: t, chance: 0, uses: any, success: s,
          commits: {if: heat >= 9, then: N-0, text: We shall.}}
    N-3: {title: Ask, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +1, umpire: How warm?}
    S-1: {title: Ambush, seat: south, text: t, chance: 100, uses: any, trigger: heat >= 9, success: s}
    S-2: {title: Net, seat: south, text: t, chance: 100, uses: any, secret: true, success: s, success_do: nets +1}
    S-3: {title: Scoff, seat: south, text: t, chance: 100, uses: any, answers: [north], success: s}
    E-1: {title: Dig, seat: east, text: t, chance: 100, uses: any, protected_by: trust, success: s}
"""
MORE = """
    injects: {I-1: {title: A letter, text: t, by_hand: true, to: [south], do: heat +2; nets +1}}
    ends: {fire: {if: heat >= 20, title: Fire, text: All burns.}}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("by-hand") / "save.db") as store:
        yield store


def script() -> Script:
    return Script(sure(CARDS, more=MORE))


@cache
def told() -> Script:
    """News of the deck, made-up news for all and for some, with effects that go beyond the bounds, or do nothing."""
    game = script().say(GiveInject("I-1"), GiveNews("Thaw", "It drips.", effects="heat +3; trust up 50; heat -1"))
    game.say(GiveNews("Leak", to=("north", "south"), effects="nets to 0"), GiveNews("Calm", effects="heat +1; heat -1"))
    return game.say(GiveNews("To each", to=("east", "north", "south")))


@cache
def read() -> Script:
    """News of the deck, and nothing else."""
    return script().say(GiveInject("I-1"))


@cache
def warned() -> Script:
    """News that springs a trap, and news that does not."""
    game = script().turn(south="S-1").lay(north="N-1")
    return game.say(GiveNews("Warm", effects="heat = 6"), GiveNews("Hot", effects="heat = 12"))


@cache
def settled() -> Script:
    """What a card leaves to a person, who makes it so hot that a trap springs."""
    game = script().turn(south="S-1").lay(north="N-3").rule()
    return game.say(Settle("north", "heat = 15; trust -9", " Very. "), Rule(), Close())


@cache
def overruled() -> Script:
    """One override by what the card says, one by what somebody typed."""
    game = script().lay(north="N-3", south="S-2", east="E-1").rule()
    game.say(Overrule("north", "Not so", "disaster", note="Ask them"), Overrule("north", "Well, so", "success"))
    game.say(Settle("north"), Overrule("north", "Warmer", effects="heat +9"), Close())
    return game.say(Overrule("east", "Deeper", "triumph", "heat to 0, trust to 2"), Overrule("south", "No", "failure"))


@cache
def sworn() -> Script:
    """A typed override makes a move come off: it promises something, which is due at once."""
    game = script().lay(north="N-2").rule()
    return game.say(Overrule("north", "So it is", "success", "heat = 9"))


@cache
def rewound() -> Script:
    """A rewind, and a move after it."""
    game = script().say(Play("north", "N-1"), Pass("south"))
    return game.say(Rewind(game.ends[0], " Anew "), Pass("north"))


PLAYED = [told, read, warned, settled, overruled, sworn, rewound]


@pytest.mark.parametrize("played", PLAYED, ids=lambda played: played.__name__)
def test_what_was_done_by_hand_honestly_is_well(store: Store, played: Callable[[], Script]) -> None:
    assert found(store, played(), f"honest {played.__name__}", rules=True) == []


def test_what_is_forged_below_has_happened() -> None:
    assert [type(each.body) for each in warned().events[-3:]] == [InjectGiven, InjectGiven, Sprung]
    assert [type(each.body) for each in sworn().events[-3:]] == [Overridden, Committed, CommitmentDue]
    assert Change("trust", 5, 9) in told().all(InjectGiven)[1].changes
    assert Sprung in {type(each.body) for each in settled().events[settled().event(Settled).seq :]}


def doing(*changes: Change) -> Forge:
    return to(changes=changes)


OTHERWISE = "today's rules would have written something else: "
FORGED = [
    (overruled, Overridden, 0, to(sways=90), f"{OTHERWISE}`sways`"),
    (overruled, Overridden, 0, to(fact="The war is won"), f"{OTHERWISE}`fact`"),
    (overruled, Overridden, 1, to(fact="The war is won"), f"{OTHERWISE}`fact`"),
    (overruled, Overridden, 0, to(asks="What now?"), f"{OTHERWISE}`asks`"),
    (overruled, Overridden, 3, to(peeled=True), f"{OTHERWISE}`peeled`"),
    (overruled, Overridden, 3, to(asks="What now?"), f"{OTHERWISE}`asks`"),
    (overruled, Overridden, 3, to(sways=90), f"{OTHERWISE}`sways`"),
    (overruled, Overridden, 4, doing(Change("nets", 2, 0)), f"{OTHERWISE}`changes`"),
    (sworn, Overridden, 0, to(fact="Peace"), f"{OTHERWISE}`fact`"),
    (overruled, Overridden, 2, to(typed=False), "today's rules refuse this: that move has ended so already"),
    (overruled, Overridden, 3, to(typed=False), f"{OTHERWISE}`changes`"),
    (settled, Settled, 0, to(text=" Very. "), f"{OTHERWISE}`text`"),
    (read, InjectGiven, 0, to(changes=()), f"{OTHERWISE}`changes`"),
    (read, InjectGiven, 0, doing(Change("heat", 5, 20), Change("glow", 10, 40)), f"{OTHERWISE}`changes`"),
    (told, InjectGiven, 0, to(title="Peace"), f"{OTHERWISE}`title`"),
    (told, InjectGiven, 0, to(text="All is well."), f"{OTHERWISE}`text`"),
    (told, InjectGiven, -1, to(title=""), "today's rules refuse this"),
    (rewound, Rewound, 0, to(because=" Anew "), f"{OTHERWISE}`because`"),
]
#: What no program could have written, whatever its rules.
OUT_OF_BOUNDS = [
    (told, InjectGiven, 0, doing(Change("heat", 5, 500)), "`heat` is said to move beyond its bounds"),
    (told, InjectGiven, 1, doing(Change("trust", 5, 10)), "`trust` is said to move beyond its bounds"),
    (told, InjectGiven, 1, doing(Change("trust", 5, -1)), "`trust` is said to move beyond its bounds"),
    (told, InjectGiven, 1, doing(Change("heat", 7, 9)), "`glow` does not move along"),
    (told, InjectGiven, 1, doing(Change("glow", 14, 18)), "`glow` does not move along"),
    (told, InjectGiven, 1, doing(Change("heat", 7, 9), Change("glow", 14, 17)), "`glow` does not move along"),
    (settled, Settled, 0, doing(Change("trust", 5, 500)), "`trust` is said to move beyond its bounds"),
    (overruled, Overridden, 0, doing(Change("trust", 4, -4)), "`trust` is said to move beyond its bounds"),
    (overruled, Overridden, 2, doing(Change("heat", 5, 14)), "`glow` does not move along"),
    (settled, Ruled, 0, doing(Change("heat", 5, 6)), "`glow` does not move along"),
    (settled, GameOpened, 0, to(values=lambda body: {**body.values, "glow": 11}), "`glow` does not start where"),
]


@pytest.mark.parametrize(("played", "kind", "nth", "forge", "said"), FORGED)
def test_what_rules_decide_about_it_is_named_where_it_was_forged(
    store: Store, played: Callable[[], Script], kind: type[Body], nth: int, forge: Forge, said: str, request
) -> None:
    game, name = played(), f"by rules {request.node.callspec.indices['forge']}"
    named = found(store, game, name, forged(game, kind, nth, forge), rules=True)
    assert any(f": error: {said}" in each for each in named), named


@pytest.mark.parametrize(("played", "kind", "nth", "forge", "said"), OUT_OF_BOUNDS)
def test_changes_that_no_board_allows_are_named_without_asking_the_rules(
    store: Store, played: Callable[[], Script], kind: type[Body], nth: int, forge: Forge, said: str, request
) -> None:
    game, name = played(), f"by record {request.node.callspec.indices['forge']}"
    named = found(store, game, name, forged(game, kind, nth, forge))
    assert any(f": error: {said}" in each for each in named), named


def test_typed_changes_in_another_order_are_the_same_changes(store: Store) -> None:
    game = told()
    assert len(game.all(InjectGiven)[1].changes) > 1
    events = forged(game, InjectGiven, 1, to(changes=lambda body: body.changes[::-1]))
    assert found(store, game, "in another order", events, rules=True) == []


@pytest.mark.parametrize("other", [{"actor": "north"}, {"audience": "nobody"}, {"audience": "south north"}])
@pytest.mark.parametrize(("played", "kind", "nth"), [(told, InjectGiven, 3), (overruled, Overridden, 2)])
def test_who_did_it_and_who_heard_of_it_is_held_against_the_rules(
    store: Store, played: Callable[[], Script], kind: type[Body], nth: int, other: dict[str, str]
) -> None:
    game = played()
    at = game.event(kind, nth).seq
    events = [evolve(each, **other) if each.seq == at else each for each in game.events]
    named = found(store, game, f"{kind.__name__} {other}", events, rules=True)
    assert any(": error: " in each for each in named), named


def test_news_for_somebody_who_has_no_seat_is_named(store: Store) -> None:
    game = told()
    at = game.event(InjectGiven, 1).seq
    events = [evolve(each, audience="nobody") if each.seq == at else each for each in game.events]
    assert any(
        "today's rules refuse this (`unknown_seat`)" in each
        for each in found(store, game, "nobody", events, rules=True)
    )


# What stands beside it in the same breath


def merged(game: Script, kind: type[Body], nth: int = -1) -> list[int]:
    """The ends of commands, with an event of a kind put under the id of the command before."""
    at = game.event(kind, nth).seq
    assert at - 1 in game.ends
    return [each for each in game.ends if each != at - 1]


def many(made: int, written: int) -> str:
    return f"error: today's rules make {made} events of this command, and {written} were written"


def test_a_ruling_under_the_id_of_news_is_named(store: Store) -> None:
    game = script().lay(north="N-1").say(GiveNews("Calm"), Rule())
    won = forged(game, Ruled, -1, to(fact="The war is won"))
    named = found(store, game, "ruled by news", won, merged(game, Ruled), rules=True)
    assert any(many(1, 2) in each for each in named), named


def test_a_move_under_the_id_of_a_rewind_is_named(store: Store) -> None:
    game = rewound()
    named = found(store, game, "rewound and moved", ends=merged(game, HandedIn), rules=True)
    assert any(many(1, 2) in each for each in named), named


def test_a_settlement_under_the_id_of_another_is_named(store: Store) -> None:
    game = overruled()
    at = game.event(Settled).seq
    ends = [each for each in game.ends if each != at]
    named = found(store, game, "settled and overruled", ends=ends, rules=True)
    assert any(many(1, 2) in each for each in named), named


def test_a_trap_that_springs_without_its_trigger_is_named(store: Store) -> None:
    game = script().turn(south="S-1").lay(north="N-1").say(GiveNews("Warm", effects="heat = 6"))
    last = game.events[-1]
    events = [*game.events, Event(last.seq + 1, last.at, "south", ALL, Sprung("south", "S-1", "south"))]
    assert found(store, game, "sprung in the record", events, game.ends[:-1]) == []
    named = found(store, game, "sprung for nothing", events, game.ends[:-1], rules=True)
    assert any(many(1, 2) in each for each in named), named


def test_a_trap_that_should_have_sprung_is_named(store: Store) -> None:
    game = warned()
    assert found(store, game, "dropped in the record", game.events[:-1]) == []
    named = found(store, game, "dropped", game.events[:-1], rules=True)
    assert any(many(2, 1) in each for each in named), named


def test_a_promise_that_an_override_should_have_made_due_is_named(store: Store) -> None:
    game = sworn()
    named = found(store, game, "not due", game.events[:-1], rules=True)
    assert any(many(3, 2) in each for each in named), named


def test_what_never_comes_by_itself_is_named_where_a_command_begins_with_it(store: Store) -> None:
    game = warned()
    ends = [*game.ends, game.event(Sprung).seq - 1]
    named = found(store, game, "by itself", ends=ends, rules=True)
    assert any(": error: no command begins with a `sprung` event" in each for each in named), named


# What is sealed


def test_of_a_running_game_only_the_code_of_a_refusal_is_told_where_its_sentence_may_be_sealed(store: Store) -> None:
    """The seat hands in, and answers, by what today's rules no longer allow on a board that others do not see."""

    def with_needs(nets: int) -> Script:
        cards = f"""
            S-1: {{title: Net, seat: south, text: t, chance: 100, uses: any, needs: nets >= {nets}, success: s}}
            S-2: {{title: Scoff, seat: south, text: t, chance: 100, uses: any, answers: [north], needs: nets >= {nets},
                  success: s}}
        """
        return Script(sure(cards, turns=1))

    stricter = with_needs(3).deck
    game = with_needs(2).lay(north="N-0", south="S-1").say(Respond("south", "S-2", "north"))

    def by_today(name: str) -> list[str]:
        events = forged(game, GameOpened, 0, to(deck_hash=stricter.hash))
        now = evolve_deck(game, stricter)
        return [each for each in found(store, now, name, events, rules=True) if "refuse" in each]

    handed = next(each.seq for each in game.events if isinstance(each.body, HandedIn) and each.body.seat == "south")
    answered = game.event(Responded).seq
    assert by_today("sealed") == [
        f"sealed: event {handed}: error: today's rules refuse this (`needs`)",
        f"sealed: event {answered}: error: today's rules refuse this (`needs`)",
    ]
    game.rule().say(Close(), Next())
    assert game.state.phase == "ended"
    assert by_today("told")[:2] == [
        f"told: event {handed}: error: today's rules refuse this: needs Nets at least 3; now 2",
        f"told: event {answered}: error: today's rules refuse this: needs Nets at least 3; now 2",
    ]


def test_a_refusal_that_an_older_program_put_in_other_words_is_a_remark(store: Store) -> None:
    cards = "N-1: {title: Skate, seat: north, text: t, chance: 100, needs: heat <= 6, success: s}"
    game = Script(sure(cards)).lay(north="N-1").say(GiveNews("Thaw", effects="heat = 9"), Rule())
    at = game.event(Overtaken).seq
    assert game.all(Overtaken)[0].why == "needs Heat at most 6; now 9"
    game.events = forged(game, Overtaken, 0, to(why="needs Heat ≤ 6; now 9"))
    game.events = forged(game, GameOpened, 0, to(rules=4))
    assert found(store, game, "older") == []
    (told,) = found(store, game, "older by rules", rules=True)
    assert told == f"older by rules: event {at}: remark: today's rules would have written something else: `why`"


def evolve_deck(game: Script, deck) -> Script:
    """The same log, beside another deck."""
    other = Script(deck)
    other.events, other.ends = game.events, game.ends
    return other


# What must come first, and last


def without(game: Script, kind: type[Body], nth: int = -1) -> list[Event]:
    at = game.event(kind, nth).seq
    return [each for each in game.events if each.seq != at]


def test_a_turn_that_closes_before_all_is_settled_is_named_without_asking_the_rules(store: Store) -> None:
    game = script().lay(north="N-3").rule().say(Settle("north", text="Warm"), Close())
    said = "this `turn_closed` event comes before all is settled that waits for a person"
    named = found(store, game, "unsettled", without(game, Settled))
    assert any(said in each for each in named), named


@pytest.mark.parametrize(("turns", "kind"), [(2, TurnOpened), (1, GameEnded)])
def test_nothing_goes_on_before_an_override_is_settled_that_asks_again(
    store: Store, turns: int, kind: type[Body]
) -> None:
    game = Script(sure(CARDS, turns=turns)).lay(north="N-3").rule().say(Settle("north"), Close())
    game.say(Overrule("north", "x", "failure"), Overrule("north", "y", "success"), Settle("north"), Next())
    assert type(game.event(kind).body) is kind
    assert found(store, game, f"asked again {turns}", rules=True) == []
    named = found(store, game, f"not settled again {turns}", without(game, Settled))
    assert any("event comes before all is settled that waits for a person" in each for each in named), named
    assert not any("`turn_closed`" in each for each in named), named


def test_a_game_that_ends_with_its_calendar_before_its_last_turn_is_named(store: Store) -> None:
    game = script().turn(north="N-1").turn(north="N-1").turn().turn()
    assert game.all(GameEnded)[0].cause == "calendar"
    assert found(store, game, "to the end", rules=True) == []
    closed = game.event(TurnClosed, 0).seq
    end = game.event(GameEnded).body
    assert isinstance(end, GameEnded)
    values = {**end.values, "heat": 6, "glow": 12}
    short = [*game.events[:closed], evolve(game.event(GameEnded), body=evolve(end, values=values))]
    assert found(store, game, "cut short", short) == [
        f"cut short: event {closed + 1}: error: the game is said to end with its calendar, in turn 1 of 4"
    ]


def test_a_game_that_ends_as_its_deck_never_does_is_named(store: Store) -> None:
    game = script().turn(north="N-1").lay().say(GiveNews("Blaze", effects="heat = 20"), Close(), Next())
    assert game.all(GameEnded)[0].cause == "fire"
    assert found(store, game, "burnt", rules=True) == []
    at = game.event(GameEnded).seq
    flood = forged(game, GameEnded, -1, to(cause="flood"))
    assert found(store, game, "drowned", flood) == [
        f"drowned: event {at}: error: the game is said to end by `flood`, and the deck has no such ending"
    ]
    calendar = forged(game, GameEnded, -1, to(cause="calendar"))
    assert any("with its calendar, in turn 2 of 4" in each for each in found(store, game, "in time", calendar))
