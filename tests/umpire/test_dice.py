"""Dice that nobody can doubt: anybody can draw them again with nothing but the standard library."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from wargame.umpire import Dice, commitment, ruling_address, secret_from_seed

SECRET = bytes(range(32))


def test_a_roll_can_be_recomputed_without_this_program() -> None:
    key = hmac.new(SECRET, b"tiger", hashlib.sha256).digest()
    block = hmac.new(key, b"ruling/2/seoul/1/1", hashlib.sha256).digest()

    roll = Dice(SECRET, "tiger").roll(ruling_address(2, "seoul"))

    assert roll.value == 1 + int.from_bytes(block[:8], "big") % 100
    assert roll.address == "ruling/2/seoul/1/1"


def test_the_commitment_is_the_hash_of_the_secret() -> None:
    assert commitment(SECRET) == hashlib.sha256(SECRET).hexdigest()


@given(st.text(max_size=20), st.integers(1, 10**9))
def test_a_number_is_below_its_bound_and_always_the_same(address: str, below: int) -> None:
    number = Dice(SECRET).number(address, below)
    assert 0 <= number < below
    assert Dice(SECRET).number(address, below) == number


def test_asking_for_one_roll_never_moves_another() -> None:
    dice, again = Dice(SECRET), Dice(SECRET)
    for turn in range(50):
        dice.roll(ruling_address(turn, "moscow"))
    assert dice.roll(ruling_address(1, "seoul")) == again.roll(ruling_address(1, "seoul"))


def test_rolls_are_even() -> None:
    dice = Dice(secret_from_seed("even"))
    counts = Counter(dice.roll(f"even/{number}").value for number in range(20_000))
    chi_squared = sum((counts[face] - 200) ** 2 / 200 for face in range(1, 101))
    assert chi_squared < 148.2  # 99 degrees of freedom, one in a thousand; the seed is fixed, so this is no lottery


def test_words_and_seeds_make_other_dice() -> None:
    addresses = [f"ruling/{turn}/seoul/1/1" for turn in range(20)]
    rolls = {
        tuple(dice.roll(address).value for address in addresses)
        for dice in (Dice(SECRET), Dice(SECRET, "tiger"), Dice(secret_from_seed("a")), Dice(secret_from_seed("b")))
    }
    assert len(rolls) == 4
