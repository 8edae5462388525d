"""Bots play whole games of each deck: every one ends, none in a dead end, and none past its turns."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.support import MemoryGame, rich_deck
from wargame.deck import Deck, find_deck, load, shipped_decks
from wargame.rules import Event, GameEnded, TurnOpened, card_refusals, fold
from wargame.table.players import asked

SHIPPED = tuple(shipped_decks())


@cache
def deck_called(name: str) -> Deck:
    return rich_deck() if name == "rich" else load(find_deck(name))


def played(deck: Deck, seed: str) -> list[Event]:
    """A whole game; every step is one that may be taken, and there are not more of them than a game can need."""
    game = MemoryGame(deck, seed)
    most = (len(deck.turns) + 1) * (8 * len(deck.seats) + 8)
    steps = 0
    while game.state.phase != "ended":
        steps += 1
        assert steps < most, f"{deck.id} {seed} has not ended after {steps} steps, in {game.state.phase}"
        game.step()
    return game.events


def check(name: str, games: int) -> Counter[str]:
    deck, causes = deck_called(name), Counter[str]()
    for number in range(games):
        events = played(deck, f"{name} {number}")
        body = events[-1].body
        assert isinstance(body, GameEnded)
        assert body.cause == "calendar" or body.cause in {end.id for end in deck.ends}
        turns = [event.body.turn for event in events if isinstance(event.body, TurnOpened)]
        assert turns == list(range(1, len(turns) + 1))
        assert len(turns) == len(deck.turns) or body.cause != "calendar"
        assert len(turns) <= len(deck.turns)
        state = fold(events)
        assert (state.pending, state.unsettled, state.due, asked(state)) == ((), (), (), ())
        assert set(body.answers) == {answer.id for answer in deck.answers}
        causes[body.cause] += 1
    return causes


@pytest.mark.parametrize("name", ["rich", *SHIPPED])
def test_forty_games_of_bots_end_in_their_time(name: str) -> None:
    assert check(name, 40).total() == 40


@pytest.mark.long
@pytest.mark.parametrize("name", ["rich", *SHIPPED])
def test_two_thousand_games_of_bots_end_in_their_time(name: str) -> None:
    assert check(name, 2000).total() == 2000


@pytest.mark.parametrize("name", ["rich", *SHIPPED])
def test_no_seat_of_a_deck_is_without_a_card_at_the_start(name: str) -> None:
    deck = deck_called(name)
    state = fold(MemoryGame(deck, "start").events)
    for seat in deck.seats:
        own = [card for card in deck.hand(seat) if not card.answers]
        codes = [{each.code for each in card_refusals(deck, state, card)} for card in own]
        assert any(refused <= {"unsignalled"} for refused in codes), seat
