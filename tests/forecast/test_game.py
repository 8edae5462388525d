"""A game in memory is the game that would be saved, and it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tests.support import MemoryGame, first_hour, small_deck
from wargame.deck import Deck
from wargame.forecast import BrokenGame, Game, seed_of
from wargame.table import Store, new_game

DECKS = [first_hour(), small_deck()]


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_a_game_is_the_one_that_is_played_command_by_command(deck: Deck) -> None:
    for number in range(1, 6):
        assert list(Game(deck, seed_of(number)).play()) == MemoryGame(deck, seed_of(number)).play().events


def test_a_game_is_the_one_that_the_same_seed_saves(tmp_path: Path) -> None:
    played = [each.body for each in Game(small_deck(), "check-3").play()]
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, small_deck(), [], seed="check-3")
        list(table.play_out())
        saved = [each.body for each in table.events]
    assert saved == played


def test_a_game_that_is_not_over_when_its_turns_are_is_broken_off() -> None:
    deck = first_hour()
    game = Game(deck, "check-1")
    game.deck = evolve(deck, turns=())
    with pytest.raises(BrokenGame, match=r"turn 1: the game has not ended after 0 commands"):
        game.play()
