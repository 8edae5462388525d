"""From odds to a band: what a method promises, and what a ruling holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import MemoryGame, first_hour
from wargame.deck import BANDS, SUCCESSES, Shares
from wargame.rules import Ruled
from wargame.umpire import band_of


@st.composite
def shares(draw) -> Shares:
    first, second = sorted((draw(st.integers(0, 100)), draw(st.integers(0, 100))))
    failure = draw(st.integers(0, 100))
    return Shares((first, second - first, 100 - second), (failure, 100 - failure))


@given(st.integers(0, 100), shares())
def test_the_bands_add_up_and_successes_have_exactly_the_chance(chance: int, shares: Shares) -> None:
    bands = shares.bands(chance)
    assert sum(bands.values()) == 100
    assert sum(bands[band] for band in SUCCESSES) == chance
    assert min(bands.values()) >= 0


@given(st.integers(0, 100), shares())
def test_every_roll_falls_into_the_band_that_its_chance_gave_room(chance: int, shares: Shares) -> None:
    bands = shares.bands(chance)
    rolled = [band_of(roll, bands) for roll in range(1, 101)]
    assert {band: rolled.count(band) for band in BANDS} == bands
    assert [BANDS.index(band) for band in rolled] == sorted(BANDS.index(band) for band in rolled)
    assert all((band in SUCCESSES) == (roll <= chance) for roll, band in enumerate(rolled, 1))


def test_a_better_chance_never_makes_a_worse_band_of_the_same_roll() -> None:
    for roll in range(1, 101):
        found = [BANDS.index(band_of(roll, Shares().bands(chance))) for chance in range(101)]
        assert all(later <= earlier + 1 for earlier, later in pairwise(found))
        assert all((place < 3) == (roll <= chance) for chance, place in enumerate(found))


def test_a_roll_beyond_the_bands_is_an_error() -> None:
    with pytest.raises(ValueError, match="beyond the bands"):
        band_of(101, Shares().bands(50))


@given(st.integers(0, 10**6))
def test_a_ruling_explains_itself(seed: int) -> None:
    deck = first_hour()
    for event in MemoryGame(deck, str(seed)).play(14).events:
        if not isinstance(event.body, Ruled):
            continue
        ruling = event.body
        applied = sum(each.points for each in ruling.odds.modifiers if each.applied)
        assert ruling.odds.chance == max(5, min(95, ruling.odds.base + applied))
        assert ruling.bands == deck.shares.bands(ruling.odds.chance)
        assert ruling.band == band_of(ruling.rolls[0].value, ruling.bands)
        assert all(change.before != change.after for change in (*ruling.paid, *ruling.changes))
