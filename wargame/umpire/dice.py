"""Dice that nobody can doubt: every roll follows from a secret that was committed to before the first move.

The game's secret is 32 random bytes, of which everyone is shown SHA-256 first; teams may add words; the key of all
rolls is HMAC-SHA256(secret, words). A roll is drawn from HMAC-SHA256(key, address), and its address is its purpose,
not a counter: asking for one roll never moves another. The secret is shown when the game is over. Who can read the
save file can compute what is to come; the help says so.
"""

from __future__ import annotations

import hashlib
import hmac

from wargame.rules import Roll

SECRET_BYTES = 32
_WORD = 8
_WORD_RANGE = 1 << (8 * _WORD)


def secret_from_seed(seed: str) -> bytes:
    """The secret of an open game, made from a text that anyone may know; for tests and teaching."""
    return hashlib.sha256(f"wargame seed: {seed}".encode()).digest()


def commitment(secret: bytes) -> str:
    """What is shown before the first move: SHA-256 of the secret, in hexadecimal."""
    return hashlib.sha256(secret).hexdigest()


def ruling_address(turn: int, seat: str, nth: int = 1, attempt: int = 1) -> str:
    """The address of a ruling's roll: the seat's `nth` ruled move in a turn, at this attempt.

    >>> ruling_address(2, "seoul")
    'ruling/2/seoul/1/1'
    """
    return f"ruling/{turn}/{seat}/{nth}/{attempt}"


class Dice:
    """All the rolls of a game, each at its address."""

    def __init__(self, secret: bytes, words: str = "") -> None:
        self._key = hmac.digest(secret, words.encode(), "sha256")

    def number(self, address: str, below: int) -> int:
        """An even number from 0 to `below` - 1. Raises ValueError where `below` is not from 1 to 2**64.

        Eight bytes at a time are taken from HMAC-SHA256(key, address), big end first; a number from the uneven rest at
        the top of the range is passed over, and when all four are, the next block is at `address` + "+".
        """
        if not 1 <= below <= _WORD_RANGE:
            raise ValueError(f"a die can't have {below} sides")
        block = hmac.digest(self._key, address.encode(), "sha256")
        for start in range(0, len(block), _WORD):
            word = int.from_bytes(block[start : start + _WORD])
            if word < _WORD_RANGE - _WORD_RANGE % below:
                return word % below
        return self.number(address + "+", below)

    def roll(self, address: str, sides: int = 100) -> Roll:
        """A die with this many sides, thrown at `address`."""
        return Roll(address, sides, 1 + self.number(address, sides))
