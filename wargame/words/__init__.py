"""The words of the program: what happened, the board and its figures, as lines of plain English.

Both the screens and the plain commands speak with these words, so that a game sounds the same read and shown. Knows
the deck (for titles) and the rules' values; decides nothing.
"""

from wargame.words.board import board_lines, delta_text, phase_title, status_text, turn_text, value_text
from wargame.words.clock import SITTING_TITLES, clock_text, minutes_text, pace_text
from wargame.words.columns import columns, cut, fit
from wargame.words.figures import (
    BAND_GLYPHS,
    BAND_TITLES,
    band_range,
    change,
    changes,
    dice_text,
    fallen,
    likelihood,
    method_title,
    odds,
    percentile,
    reason,
    shares,
    signed,
    weighed,
)
from wargame.words.floor import floor_lines, outlook_lines
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
    "dice_text",
    "fallen",
    "fit",
    "floor_lines",
    "front_page",
    "likelihood",
    "method_title",
    "minutes_text",
    "odds",
    "outlook_lines",
    "pace_text",
    "percentile",
    "phase_title",
    "player_title",
    "reason",
    "shares",
    "signed",
    "status_text",
    "tell",
    "turn_text",
    "value_text",
    "weighed",
]
