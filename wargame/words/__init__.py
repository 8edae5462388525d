"""The words of the program: what happened, the board and its figures, as lines of plain English.

Both the screens and the plain commands speak with these words, so that a game sounds the same read and shown. Knows
the deck (for titles) and the rules' values; decides nothing.
"""

from wargame.words.board import board_lines, delta_text, phase_title, status_text, turn_text, value_text
from wargame.words.clock import SITTING_TITLES, clock_text, minutes_text
from wargame.words.columns import columns, cut, fit
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
from wargame.words.page import FrontPage, front_page
from wargame.words.telling import card_title, player_title, tell

__all__ = [
    "BAND_GLYPHS",
    "BAND_TITLES",
    "SITTING_TITLES",
    "FrontPage",
    "band_range",
    "board_lines",
    "card_title",
    "change",
    "changes",
    "clock_text",
    "columns",
    "cut",
    "delta_text",
    "fit",
    "front_page",
    "likelihood",
    "minutes_text",
    "odds",
    "phase_title",
    "player_title",
    "signed",
    "status_text",
    "tell",
    "turn_text",
    "value_text",
    "weighed",
]
