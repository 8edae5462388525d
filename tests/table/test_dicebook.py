"""The rolls of a game that runs are those that everybody may see; of one that has ended, all."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.scripts import Script, sure
from tests.support import MemoryGame, grown_deck, rich_deck, small_deck
from tests.table.test_verify_rulings import by_hand
from wargame.deck import PUBLIC
from wargame.rules import Close, Event, GameEnded, GameOpened, GiveWord, InjectGiven, Next, Roll, Rule, Ruled, log_for
from wargame.table import dice_book
from wargame.umpire import secret_from_seed

DECKS = {"small": small_deck, "grown": grown_deck, "rich": rich_deck}
CARDS = """
    S-1: {title: Murmur, seat: south, text: t, chance: 60, uses: any, secret: true, success: s}
    E-1: {title: Call, seat: east, text: t, chance: 60, uses: any, success: s}
"""


def unsown(events: list[Event]) -> list[Event]:
    """The same game without a seed."""
    assert isinstance(events[0].body, GameOpened)
    return [evolve(events[0], body=evolve(events[0].body, seed=None)), *events[1:]]


def running(events: list[Event]) -> list[Event]:
    """The game up to its last event but the ending."""
    return [event for event in events if not isinstance(event.body, GameEnded)]


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6), commands=st.integers(1, 60), world=st.integers(0, 2**32), seeded=st.booleans())
@settings(max_examples=40, deadline=None)
def test_two_running_games_that_differ_in_hidden_things_alone_have_the_same_rolls(
    name: str, seed: int, commands: int, world: int, seeded: bool
) -> None:
    deck = DECKS[name]()
    game = MemoryGame(deck, str(seed), practice=bool(seed % 2), player="person")
    events = running(game.talk(Random(seed).randrange, commands).events)
    events = events if seeded else unsown(events)
    other = scrambled(deck, events, PUBLIC, Random(world).randrange)

    assert dice_book(deck, other) == dice_book(deck, events)


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_a_game_that_has_ended_tells_every_roll_under_its_own_number(name: str, seed: int) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, str(seed)).play().events
    book = dice_book(deck, unsown(events))
    assert isinstance(events[0].body, GameOpened)
    assert (book.ended, book.secret) == (True, events[0].body.secret)
    told = [(each.event, each.roll) for each in book.rolls]
    for event in events:
        if isinstance(event.body, Ruled):
            assert [roll for number, roll in told if number == event.seq] == list(event.body.rolls)
        elif isinstance(event.body, InjectGiven) and event.body.roll is not None:
            assert (event.seq, event.body.roll) in told
        elif isinstance(event.body, GameOpened):
            assert [roll for number, roll in told if number == 1] == list(event.body.draws.values())


def test_the_roll_of_a_move_out_of_sight_is_told_at_the_end_and_the_words_with_it() -> None:
    game = Script(sure(CARDS, turns=1)).say(GiveWord("north", "RIVER")).lay(south="S-1", east="E-1").rule()
    book = dice_book(game.deck, game.events)
    assert not book.ended
    assert [(each.roll.address, each.words) for each in book.rolls] == [("ruling/1/east/1/1", "RIVER")]
    game.say(Close(), Next())
    told = [each.roll.address for each in dice_book(game.deck, game.events).rolls]
    assert told == ["ruling/1/south/1/1", "ruling/1/east/1/1"]


def test_the_rolls_of_a_running_game_are_numbered_as_everybody_s_log_is() -> None:
    """The true number would tell how much lies hidden before it."""
    game = Script(sure(CARDS, more="injects: {I-1: {title: A letter, text: t, turn: 1, to: [south]}}\n"))
    game.lay(east="E-1").say(Rule())
    (entry,) = [each for each in log_for(game.deck, game.events, PUBLIC) if isinstance(each.face, Ruled)]
    (roll,) = dice_book(game.deck, game.events).rolls
    assert roll.event == entry.number == game.event(Ruled).seq - 1


def test_draws_and_news_by_chance_are_told_at_the_end_where_not_everybody_may_see_their_rolls() -> None:
    """Of the grown deck the mood is drawn for the south alone, and a rumour comes by a chance that nobody is told."""
    deck, seeds = grown_deck(), (str(seed) for seed in range(99))
    games = (MemoryGame(deck, seed).play() for seed in seeds)
    game = next(game for game in games if any(rumour(event) for event in game.events))
    whole = {each.roll.address for each in dice_book(deck, game.events).rolls}
    assert {"start/mood", "inject/1/I-4"} & whole == {"start/mood", "inject/1/I-4"}
    seen = {each.roll.address for each in dice_book(deck, running(game.events)).rolls}
    assert {address.split("/")[0] for address in seen} == {"ruling"}


def rumour(event: Event) -> bool:
    body = event.body
    return isinstance(body, InjectGiven) and body.roll is not None and body.roll.address == "inject/1/I-4"


def test_the_secret_of_an_open_game_follows_from_its_seed_and_that_of_another_is_told_at_the_end() -> None:
    game = MemoryGame(small_deck(), "open").play(3)
    assert dice_book(game.deck, game.events).secret == secret_from_seed("open").hex()
    assert dice_book(game.deck, unsown(game.events)).secret is None


def test_real_dice_are_told_with_their_roll_off_and_have_no_address() -> None:
    game = by_hand()
    assert [each.roll for each in dice_book(game.deck, game.events).rolls] == [Roll("", 100, 20), Roll("", 6, 6)]


def test_a_log_without_a_beginning_has_no_dice() -> None:
    game = MemoryGame(small_deck(), "x")
    for events in ([], game.events[1:]):
        with pytest.raises(ValueError, match="does not begin"):
            dice_book(game.deck, events)
