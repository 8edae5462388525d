"""The umpire: methods, dice and bands. A move and its reasons become a ruling.

Knows the deck and the rules, and no storage, screen or clock. All chance of a game comes from `Dice`, and each roll
says the address that it was drawn from, so that anyone with the secret can draw it again.
"""

from wargame.umpire.bands import band_of
from wargame.umpire.dice import SECRET_BYTES, Dice, commitment, ruling_address, secret_from_seed
from wargame.umpire.methods import METHODS, CardOdds, Method
from wargame.umpire.ruling import rule

__all__ = [
    "METHODS",
    "SECRET_BYTES",
    "CardOdds",
    "Dice",
    "Method",
    "band_of",
    "commitment",
    "rule",
    "ruling_address",
    "secret_from_seed",
]
