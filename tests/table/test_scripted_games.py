"""Games by a script are what they say: verified in a real save, by today's rules and without; forgeries are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

from tests.scripts import Script, saved, sure
from wargame.deck import find_deck, load
from wargame.rules import (
    Choose,
    Close,
    Event,
    Floor,
    Judge,
    Next,
    Overrule,
    Pass,
    Play,
    PlayFree,
    Respond,
    Rewind,
    Rewound,
    Roll,
    Rule,
    Ruled,
    Settle,
    TakeBack,
)
from wargame.table import Done, Refusal, Slip, Store, new_game, read_slip, verify_game

CARDS = """
    N-1: {title: Push, seat: north, text: t, chance: 60, uses: any, success: s, success_do: heat +1}
    N-2: {title: Build, seat: north, text: t, chance: 60, project: 2, success: s}
    S-1: {title: Pull, seat: south, text: t, chance: 60, uses: any, success: s, success_do: heat -1}
    S-2: {title: Scoff, seat: south, text: t, chance: 100, uses: any, answers: [north], sways: -10, success: s}
    E-1: {title: Undo, seat: east, text: t, chance: 60, uses: any, success: s, umpire: What now?}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("scripts") / "save.db") as store:
        yield store


def against_what_stands(seed: str = "script") -> Script:
    """The north has established something; the east is set against it, and against the south."""
    game = Script(sure(CARDS), seed).lay(north="N-1").say(Overrule("north", "So it is", "success"), Close(), Next())
    return game.lay(south="S-1", east="E-1").say(Judge("east", counters="1.north"), Judge("south", opposes="east"))


def pair(game: Script) -> Script:
    return game.say(Rule())


def by_hand(game: Script) -> Script:
    return game.say(Rule(thrown=(90, 20, 4)))


def lost_by_hand(game: Script) -> Script:
    return game.say(Rule(thrown=(90, 95, 90, 20, 3)))


def alone(game: Script) -> Script:
    return game.say(Judge("south", opposes=""), Rule(), Rule(thrown=(20, 6)), Settle("east", "heat +1"))


def overruled(game: Script) -> Script:
    return game.say(
        Rule(thrown=(20, 90)), Overrule("east", "x", "success"), Settle("east"), Overrule("east", "y", "failure")
    )


@pytest.mark.parametrize("ending", [pair, by_hand, lost_by_hand, alone, overruled])
def test_what_is_played_against_what_stands_is_what_it_says(store: Store, ending: Callable[[Script], Script]) -> None:
    game = ending(against_what_stands())
    name = saved(store, game.deck, game.events, game.ends, ending.__name__)
    assert verify_game(store, name, rules=True) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_pair_with_a_roll_off_is_what_it_says_whoever_wins(store: Store, seed: int) -> None:
    game = against_what_stands(str(seed)).say(Rule())
    name = saved(store, game.deck, game.events, game.ends, f"pair {seed}")
    assert verify_game(store, name, rules=True) == []
    ruled = {body.move: body for body in game.all(Ruled)[-2:]}
    assert ruled["south"].off is None
    assert sum(body.band in ("triumph", "success", "partial") for body in ruled.values()) <= 1


def test_overruled_projects_and_answers_are_what_they_say(store: Store) -> None:
    game = Script(sure(CARDS)).lay(north="N-2").say(Overrule("north", "x", "success"), Close(), Next())
    game.lay(north="N-2").say(Respond("south", "S-2", "north"), Rule())
    game.say(
        Overrule("south", "x", "failure"), Overrule("south", "y", "success"), Floor("north"), Choose("north", "3d6")
    )
    game.say(Rule()).say(Overrule("north", "x", "disaster"), Overrule("north", "y", "triumph"))
    assert game.state.stages == {"N-2": 2}
    game.say(Close(), Next())
    assert verify_game(store, saved(store, game.deck, game.events, game.ends, "by override"), rules=True) == []


FORGED = [
    (lambda body: evolve(body, off=None, band="success"), "a roll-off is recorded where none was due, or one that was"),
    (lambda body: evolve(body, off=Roll("", 6, 9)), "a roll-off of 9 is no fall of d6"),
    (lambda body: evolve(body, off=Roll("", 6, 5)), "is no failure by the recorded chances"),
    (lambda body: evolve(body, thrown=False), "not this ruling's address"),
]


@pytest.mark.parametrize(("forge", "said"), FORGED)
def test_a_forged_roll_off_is_named(store: Store, forge: Callable[[Ruled], Ruled], said: str, request) -> None:
    game = lost_by_hand(against_what_stands())
    events: list[Event] = []
    for event in game.events:
        last = isinstance(event.body, Ruled) and event.body.move == "east"
        events.append(evolve(event, body=forge(event.body)) if last else event)
    name = saved(store, game.deck, events, game.ends, f"forged off {request.node.callspec.indices['forge']}")
    found = [str(finding) for finding in verify_game(store, name)]
    assert any(said in each for each in found), found


def test_a_rewind_into_the_middle_of_a_command_is_named(store: Store) -> None:
    """Between a ruling and the promise that it makes, say, no position stands."""
    cards = """
        N-1: {title: Swear, seat: north, text: t, chance: 100, success: s,
              commits: {if: heat >= 5, then: N-0, text: We shall.}}
    """
    game = Script(sure(cards)).lay(north="N-1").say(Rule())
    ruled = game.event(Ruled).seq
    assert game.state.due
    game.say(Rewind(ruled))
    assert game.state.due
    assert verify_game(store, saved(store, game.deck, game.events, game.ends, "rewound"), rules=True) == []

    body = Rewound(ruled, 1, "close")
    forged = [*game.events[:-1], evolve(game.events[-1], body=body)]
    found = [str(finding) for finding in verify_game(store, saved(store, game.deck, forged, game.ends, "into"))]
    assert any("the game is rewound into the middle of what came of one command" in each for each in found), found


# Slips


@pytest.mark.parametrize("code", ["free", " FREE ", "Free"])
def test_a_slip_may_say_that_the_team_tells_its_own_move_later(code: str) -> None:
    deck = load(find_deck("first-hour"))
    assert read_slip(deck, "seoul", code) == Slip("seoul", None, free=True)


def test_slips_with_free_moves_are_turned_over_with_the_others(tmp_path: Path) -> None:
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, sure(CARDS), ["north", "south", "east"], seed="slips")
        for seat, code in {"north": "free", "south": "S-1", "east": "pass"}.items():
            assert table.take_slip(seat, code) is None
        assert table.slip("north") == Slip("north", None, free=True)
        assert table.state.moves == {}
        assert isinstance(table.turn_over(), Done)
        assert list(table.state.table) == ["north", "south"]
        assert table.state.table["north"].free is not None
        answer = table.send(Rule())
        assert isinstance(answer, Refusal)
        assert answer.code == "untold"


def test_a_slip_is_no_free_move_where_the_deck_knows_none(tmp_path: Path) -> None:
    deck = sure(CARDS, more="arguments: {free_moves: false}\n")
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, deck, ["north", "south", "east"], seed="slips")
        against = table.take_slip("north", "free")
        assert against is not None
        assert (against.code, table.slip("north")) == ("no_free_moves", None)


def test_a_card_that_lies_in_wait_is_refused_on_a_slip_in_words_that_tell_nothing(tmp_path: Path) -> None:
    cards = CARDS + "    S-9: {title: Ambush, seat: south, text: t, chance: 60, trigger: heat >= 20, success: s}\n"
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, sure(cards), ["north", "south", "east"], seed="slips")
        for command in (
            Pass("north"),
            Play("south", "S-9"),
            TakeBack("south"),
            Play("south", "S-9"),
            PlayFree("east", "x"),
        ):
            assert isinstance(table.send(command), Done)
        for command in (Rule(), Overrule("east", "x", "failure"), Close(), Next()):
            assert isinstance(table.send(command), Done), command
        against = table.take_slip("south", "S-9")
        assert against is not None
        assert against.code == "not_now"
        assert against.sentence == "the card of South can't be played now; the packet says what it needs"


def test_the_second_of_a_pair_has_the_odds_that_were_thrown_and_not_those_that_the_first_has_left(store: Store) -> None:
    cards = """
        N-1: {title: Push, seat: north, text: t, chance: 100, success: s, success_do: heat +5}
        S-1: {title: Pull, seat: south, text: t, chance: 40, success: s,
              modifiers: [{if: heat >= 8, chance: 30, because: It is hot}]}
    """
    game = Script(sure(cards)).lay(north="N-1", south="S-1").say(Judge("north", opposes="south"), Rule())
    ours, theirs = game.all(Ruled)
    assert ours.band == "success"
    assert theirs.odds is not None
    assert (theirs.odds.chance, ours.against) == (40, 40)
    assert verify_game(store, saved(store, game.deck, game.events, game.ends, "odds"), rules=True) == []
