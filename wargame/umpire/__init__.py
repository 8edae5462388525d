"""The umpire: methods, dice and bands. A move and its reasons become a ruling.

Knows the deck and the rules, and no storage, screen or clock. All chance of a game comes from `Dice`, and each roll
says the address that it was drawn from, so that anyone with the secret can draw it again.
"""

from wargame.umpire.bands import band_of
from wargame.umpire.case import Case, case_of
from wargame.umpire.chances import Chances
from wargame.umpire.dice import SECRET_BYTES, Dice, commitment, ruling_address, secret_from_seed
from wargame.umpire.methods import METHODS, Method, median_of
from wargame.umpire.ruling import (
    CARD,
    OFF_SIDES,
    OFF_WINS,
    OPPOSED,
    Consequence,
    Methods,
    Outlook,
    UnknownMethod,
    Verdict,
    address_of,
    adjudicate,
    after_off,
    consequence,
    decreed,
    foresee,
    foreseen,
    method_of,
    price,
    ruled,
)

__all__ = [
    "CARD",
    "METHODS",
    "OFF_SIDES",
    "OFF_WINS",
    "OPPOSED",
    "SECRET_BYTES",
    "Case",
    "Chances",
    "Consequence",
    "Dice",
    "Method",
    "Methods",
    "Outlook",
    "UnknownMethod",
    "Verdict",
    "address_of",
    "adjudicate",
    "after_off",
    "band_of",
    "case_of",
    "commitment",
    "consequence",
    "decreed",
    "foresee",
    "foreseen",
    "median_of",
    "method_of",
    "price",
    "ruled",
    "ruling_address",
    "secret_from_seed",
]
