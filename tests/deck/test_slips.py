"""Whatever an author or a cat does to a deck, the loader answers with places, never with a traceback."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deck.edits import edit, faults, shipped_text
from tests.support import SMALL
from wargame.deck import read


@pytest.mark.parametrize("seed", range(60))
def test_a_slip_in_a_shipped_deck_gives_problems_with_places(seed: int) -> None:
    assert faults(edit(shipped_text(), Random(seed))) == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_a_slip_in_a_small_deck_gives_problems_with_places(random: Random) -> None:
    assert faults(edit(SMALL, random)) == []


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_random_bytes_are_refused_with_a_place(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path: Path = tmp_path_factory.mktemp("deck") / "deck.yaml"
    path.write_bytes(raw)

    reading = read(path)

    assert reading.deck is None
    assert reading.problems
    assert all(problem.at.line >= 1 and problem.at.column >= 1 for problem in reading.problems)
