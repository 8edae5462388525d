"""Paper: what a game looks like printed, each sheet one self-contained HTML page that a browser prints.

A team's packet is made from that seat's `View` and from nothing else of the game, so what is hidden from a seat can't
get on its paper; the wall sheet is made from the public view. Of the deck, packets and the wall sheet take what
everybody may know: its summary, its calendar, its pace, its documents. Only the facilitator's sheet reads more. A deck
is also printed without a game, to be cut out and played on a table: a seat's pages hold what that seat may know, and
the facilitator's hold everything.
What is printed after a game, the communiqué and the feedback form, holds what everybody may read. Knows the table's
views and the words; writes no files, asks for nothing outside, and runs no script.
"""

from wargame.paper.communique import communique, feedback_form
from wargame.paper.pages import facilitator_sheet, one_file, packet, wall_sheet
from wargame.paper.render import PAPERS, Paper
from wargame.paper.sheets import deck_sheets

__all__ = [
    "PAPERS",
    "Paper",
    "communique",
    "deck_sheets",
    "facilitator_sheet",
    "feedback_form",
    "one_file",
    "packet",
    "wall_sheet",
]
