"""Several processes, some of them killed, and no event lost. The long forms are run by hand (`crowd`, `kill9`)."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.store import crowd, kill9
from tests.store.games import GAME
from wargame.store import Store, check_save


def test_eight_processes_append_to_one_game_and_nothing_is_lost(path: Path) -> None:
    stored, _ = crowd.gather(path, processes=8, appends=25)
    assert stored == 8 * 25 * 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL")
def test_writers_killed_at_random_moments_lose_nothing_that_was_acknowledged(path: Path) -> None:
    stored, acknowledged = kill9.play(path, rounds=5, seed=os.getpid())
    assert stored >= 1 + acknowledged * kill9.EVENTS


def test_processes_that_open_a_new_save_at_the_same_time_all_find_it_made(path: Path) -> None:
    program = "tests.store.newcomers"
    crowd_of = [crowd.start(program, path, f"game {number}") for number in range(6)]
    for one in crowd_of:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in crowd_of:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate() for one in crowd_of] == [("made\n", "")] * len(crowd_of)
    with Store.open(path) as store:
        assert sorted(row.name for row in store.games()) == [f"game-{number}" for number in range(1, 7)]
        assert store.head(f"{GAME}-game 0").seq == 1
    assert check_save(path) == []
