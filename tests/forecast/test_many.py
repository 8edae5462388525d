"""Many games: the same whoever plays them, and stopped when somebody wants it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from attrs import evolve

from tests.forecast.decks import broken, dead_end
from tests.support import first_hour, small_deck
from wargame.deck import Deck
from wargame.forecast import play_many


def test_sixty_games_of_the_shipped_deck_all_end() -> None:
    survey = play_many(first_hour(), 60)
    assert (survey.games, survey.ended, survey.errors, survey.dead_ends) == (60, 60, (), ())


def test_the_same_seeds_give_the_same_survey_and_others_another() -> None:
    assert play_many(first_hour(), 10) == play_many(first_hour(), 10)
    assert play_many(first_hour(), 10) != play_many(first_hour(), 10, first=11)


@pytest.mark.parametrize("deck", [first_hour(), dead_end(), broken()], ids=lambda deck: deck.id)
def test_the_number_of_workers_does_not_matter(deck: Deck) -> None:
    one, two, three = (play_many(deck, 35, workers=workers) for workers in (1, 2, 3))
    assert one == two == three
    assert one.games == 35


def test_no_games_is_an_empty_survey() -> None:
    survey = play_many(small_deck(), 0)
    assert (survey.games, survey.ended) == (0, 0)
    assert set(survey.cards) == set(small_deck().cards)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_leaves_the_survey_of_the_games_before_it(workers: int) -> None:
    told: list[int] = []
    survey = play_many(first_hour(), 400, workers=workers, progress=told.append, stop=lambda: sum(told) > 0)
    assert survey.games < 400
    assert survey == play_many(first_hour(), survey.games, workers=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_only_goes_up_and_comes_to_the_end(workers: int) -> None:
    told: list[int] = []
    play_many(small_deck(), 25, workers=workers, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 25


class Deadly(str):
    """A text that ends every process into which it is sent."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        return os._exit, (3,)


def test_where_workers_die_the_games_are_played_here() -> None:
    deck = evolve(small_deck(), guide=Deadly())
    assert play_many(deck, 30, workers=2) == play_many(small_deck(), 30, workers=1)


def test_the_room_wakes_no_database_and_no_screen() -> None:
    program = "import sys, wargame.forecast; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"sqlalchemy", "sqlite3", "textual", "rich", "alembic"}.isdisjoint(answer.stdout.split())
