"""Laws of the rewind: the story goes on from where it stood, the room keeps what is its own, no die is thrown twice."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scripts import Script, sure
from tests.support import MemoryGame, grown_deck, rich_deck
from wargame.deck import Deck
from wargame.rules import (
    Event,
    Floor,
    Fold,
    GiveWord,
    InjectGiven,
    OfferDeal,
    Play,
    Rewind,
    Rewound,
    Rule,
    Ruled,
    Seated,
    Sit,
    State,
    TakeBack,
    WordGiven,
    fold,
    in_effect,
    resume,
)
from wargame.table.clock import timing
from wargame.umpire import OPPOSED

DECKS = {"rich": rich_deck, "grown": grown_deck}
SEEDS = st.integers(0, 10**6)
MANY = settings(max_examples=20, deadline=None)


def talked(deck: Deck, seed: int, commands: int, *, rewinds: bool = True) -> MemoryGame:
    return MemoryGame(deck, str(seed), player="person").talk(Random(seed).randrange, commands, rewinds=rewinds)


def story(state: State) -> State:
    """A position without what a rewind leaves to the room, or counts."""
    recent = tuple(each for each in state.recent if not isinstance(each.body, Rewound | Seated | WordGiven))
    return evolve(state, seq=0, attempt=1, taken_back=0, recent=recent, words={}, players={})


@pytest.mark.parametrize("name", DECKS)
@given(seed=SEEDS, commands=st.integers(1, 120))
@MANY
def test_folding_a_log_with_rewinds_is_folding_the_events_in_effect(name: str, seed: int, commands: int) -> None:
    events = talked(DECKS[name](), seed, commands).events
    whole, counted = fold(events), fold(in_effect(events))
    assert story(whole) == story(counted)
    assert (whole.words, whole.players) == (counted.words, counted.players)


@given(seed=SEEDS, commands=st.integers(1, 60), where=st.floats(0, 1))
@MANY
def test_a_rewind_to_the_end_of_any_command_leads_to_where_the_game_stood_then(
    seed: int, commands: int, where: float
) -> None:
    game = talked(rich_deck(), seed, commands)
    ends = [end for end in game.ends if 1 < end < len(game.events)]
    if game.state.phase == "ended" or not ends:
        return
    to = ends[int(where * (len(ends) - 1))]
    then, was = fold(game.events[:to]), game.state
    assert game.ask(Rewind(to))

    now = game.state
    assert story(now) == story(then)
    assert (now.words, now.players, now.taken_back) == (was.words, was.players, was.taken_back)
    assert now.attempt == was.attempt + 1
    told = game.events[-1].body
    assert isinstance(told, Rewound)
    assert (told.turn, told.phase) == (then.turn, then.phase)


@given(seed=SEEDS, commands=st.integers(1, 150))
@MANY
def test_no_address_of_the_dice_is_ever_thrown_twice(seed: int, commands: int) -> None:
    game = talked(rich_deck(), seed, commands)
    addresses: Counter[str] = Counter()
    for event in game.events:
        body = event.body
        if isinstance(body, Ruled) and not body.thrown and not (body.method == OPPOSED and _second(body)):
            addresses.update(roll.address for roll in body.rolls)
            addresses.update([body.off.address] if body.off is not None else [])
        if isinstance(body, InjectGiven) and body.roll is not None:
            addresses[body.roll.address] += 1
    assert not addresses or max(addresses.values()) == 1
    assert game.state.attempt == 1 + sum(isinstance(event.body, Rewound) for event in game.events)


def _second(body: Ruled) -> bool:
    """Of an opposed pair both rulings hold the same dice; this is the second."""
    return bool(body.rolls) and body.rolls[0].address.endswith("theirs")


@given(seed=SEEDS, commands=st.integers(1, 80))
@MANY
def test_what_counts_is_some_of_the_log_in_its_order_but_for_what_the_room_keeps(seed: int, commands: int) -> None:
    events = talked(rich_deck(), seed, commands).events
    counts = in_effect(events)
    assert not any(isinstance(each.body, Rewound) for each in counts)
    assert len({each.seq for each in counts}) == len(counts)
    assert {each.seq for each in counts} <= {each.seq for each in events}
    assert counts[0] == events[0]


# Scripts


def first_turn() -> Script:
    """The north has played in the first turn, and waits for its ruling."""
    cards = "N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +1}"
    return Script(sure(cards)).lay(north="N-1")


def test_a_rewind_may_itself_be_rewound() -> None:
    game = first_turn()
    opened = game.ends[-1]
    ruled = game.say(Rule()).ends[-1]
    game.say(Rewind(opened))
    assert (game.values["heat"], game.state.pending) == (5, ("north",))
    game.say(Rewind(ruled))
    assert (game.values["heat"], game.state.pending) == (6, ())
    game.say(Rewind(game.state.seq - 1))
    assert (game.values["heat"], game.state.attempt) == (5, 4)


def test_a_rewind_into_a_branch_that_was_left_brings_that_branch_back_and_no_other() -> None:
    game = Script(sure())
    laid = game.ends[-1]
    first = game.say(OfferDeal("north", "south", "Wood", "Water", 2)).ends[-1]
    game.say(Rewind(laid), OfferDeal("east", "south", "Salt", "Bread", 3))
    assert [deal.give for deal in game.state.deals] == ["Salt"]
    game.say(Rewind(first))
    assert [deal.give for deal in game.state.deals] == ["Wood"]


def test_seats_and_words_survive_in_the_order_in_which_they_were_given() -> None:
    game = Script(sure())
    laid = game.ends[-1]
    game.say(GiveWord("south", "LAKE"), Sit("east", "bot:random"), GiveWord("north", "RIVER"), Rewind(laid))
    assert game.state.dice_words == "LAKE RIVER"
    assert game.state.players["east"] == "bot:random"
    game.say(GiveWord("east", "SEA"), Sit("east", "person"), Rewind(laid))
    assert game.state.dice_words == "LAKE RIVER SEA"
    assert game.state.players["east"] == "person"


def test_the_dice_after_a_rewind_are_others_for_everything_that_comes() -> None:
    game = Script(rich_deck())
    game.lay(north="N-1")
    opened = game.ends[-1]
    rolls = []
    for _ in range(4):
        game.say(Rule(), Rewind(opened))
        rolls.append(game.all(Ruled)[-1].rolls[0])
    assert [roll.address for roll in rolls] == [f"ruling/1/north/1/{attempt}" for attempt in (1, 2, 3, 4)]
    assert len({roll.value for roll in rolls}) > 1


def test_how_often_something_was_taken_back_is_counted_through_a_rewind() -> None:
    game = Script(sure())
    laid = game.ends[-1]
    game.say(Play("north", "N-0"), TakeBack("north"), Rewind(laid))
    assert game.state.taken_back == 1
    game.say(Play("north", "N-0"), TakeBack("north"))
    assert game.state.taken_back == 2


def test_a_fold_that_goes_on_from_a_position_can_not_be_rewound() -> None:
    game = first_turn()
    back = Event(game.state.seq + 1, 0, "table", "all", Rewound(2, 1, "plan"))
    with pytest.raises(ValueError, match="can't be rewound"):
        Fold.at(game.state).apply(back)
    with pytest.raises(ValueError, match="can't be rewound"):
        resume(game.state, [back])
    with pytest.raises(LookupError):
        in_effect([*game.events, evolve(back, body=Rewound(99, 1, "plan"))])


def test_the_clock_plans_for_the_floors_that_stand_after_a_rewind() -> None:
    game = first_turn()
    opened = game.ends[-1]
    floor = game.say(Floor("north")).ends[-1]
    game.say(Rule(), Rewind(floor))
    assert timing(game.events).floors == 1
    game.say(Rewind(opened))
    assert timing(game.events).floors == 0
    game.say(Rewind(floor))
    assert timing(game.events).floors == 1


def test_a_practice_turn_that_was_rewound_into_is_practised_again() -> None:
    game = Script(sure(), practice=True)
    laid = game.ends[-1]
    game.turn()
    assert (game.state.turn, game.state.practice) == (1, False)
    game.say(Rewind(laid))
    assert (game.state.turn, game.state.practice) == (0, True)
    game.turn()
    assert (game.state.turn, game.state.practice) == (1, False)
