"""The words of the program: what happened, the board and its figures, as lines of plain English.

Both the screens and the plain commands speak with these words, so that a game sounds the same read and shown. Knows
the deck (for titles) and the rules' values; decides nothing.
"""

from wargame.words.board import board_lines, deal_line, delta_text, phase_title, status_text, turn_text, value_text
from wargame.words.clock import RULINGS_TITLES, SITTING_TITLES, clock_text, minutes_text, pace_text
from wargame.words.columns import columns, cut, fit
from wargame.words.figures import (
    BAND_GLYPHS,
    BAND_TITLES,
    ROLL_OFF,
    announced,
    argued_as_known,
    band_range,
    change,
    changes,
    decided_by,
    dice_text,
    fallen,
    likelihood,
    method_title,
    odds,
    others_said,
    percentile,
    reason,
    sentence,
    shares,
    signed,
    weighed,
)
from wargame.words.floor import floor_lines, made_of, outlook_lines
from wargame.words.naming import (
    fact_line,
    fact_lines,
    fact_title,
    move_title,
    seat_title,
    seat_titles,
    turn_title,
    upper_first,
    wanted,
)
from wargame.words.page import FrontPage, front_page
from wargame.words.polls import OCCASION_TITLES, middle, moved, people
from wargame.words.reports import report_line, reports_at_the_end
from wargame.words.rulings import card_title, outcome_text, played_title
from wargame.words.telling import player_title, tell

__all__ = [
    "BAND_GLYPHS",
    "BAND_TITLES",
    "OCCASION_TITLES",
    "ROLL_OFF",
    "RULINGS_TITLES",
    "SITTING_TITLES",
    "FrontPage",
    "announced",
    "argued_as_known",
    "band_range",
    "board_lines",
    "card_title",
    "change",
    "changes",
    "clock_text",
    "columns",
    "cut",
    "deal_line",
    "decided_by",
    "delta_text",
    "dice_text",
    "fact_line",
    "fact_lines",
    "fact_title",
    "fallen",
    "fit",
    "floor_lines",
    "front_page",
    "likelihood",
    "made_of",
    "method_title",
    "middle",
    "minutes_text",
    "move_title",
    "moved",
    "odds",
    "others_said",
    "outcome_text",
    "outlook_lines",
    "pace_text",
    "people",
    "percentile",
    "phase_title",
    "played_title",
    "player_title",
    "reason",
    "report_line",
    "reports_at_the_end",
    "seat_title",
    "seat_titles",
    "sentence",
    "shares",
    "signed",
    "status_text",
    "tell",
    "turn_text",
    "turn_title",
    "upper_first",
    "value_text",
    "wanted",
    "weighed",
]
