"""The words of the program: what happened, the board and its figures, as lines of plain English.

Both the screens and the plain commands speak with these words, so that a game sounds the same read and shown. Knows
the deck (for titles) and the rules' values; decides nothing.
"""

from wargame.words.board import board_lines, delta_text, phase_title, status_text, value_text
from wargame.words.figures import (
    BAND_GLYPHS,
    BAND_TITLES,
    band_range,
    change,
    changes,
    likelihood,
    odds,
    signed,
    weighed,
)
from wargame.words.telling import card_title, player_title, tell

__all__ = [
    "BAND_GLYPHS",
    "BAND_TITLES",
    "band_range",
    "board_lines",
    "card_title",
    "change",
    "changes",
    "delta_text",
    "likelihood",
    "odds",
    "phase_title",
    "player_title",
    "signed",
    "status_text",
    "tell",
    "value_text",
    "weighed",
]
