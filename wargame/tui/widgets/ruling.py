"""A ruling before everybody's eyes: the move and its odds, and after the roll what came of it."""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content

from wargame.deck import Band, Deck
from wargame.table import Change, Face, MoveView, Overtaken, Ruled, Unexplained, View
from wargame.tui.text import EMPTY, between, fitted, join, paragraphs, ui_text, wrapped
from wargame.tui.themes import BAND_COLORS
from wargame.tui.widgets.digits import big_number
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.odds_bar import bar_lines, legend_lines, odds_lines
from wargame.words import BAND_GLYPHS, BAND_TITLES, change, odds, tell

#: Rows from which the bar is higher and the reasons stay beside the outcome; and from which the roll is twice as big.
_ROOMY = 32
_AIRY = 48
#: Columns from which three moves stand side by side.
_BROAD = 130


def _bar_height(rows: int) -> int:
    return 4 if rows >= _ROOMY else 2


def ruling_of(view: View, seat: str) -> Face | None:
    """What everyone saw become of a seat's move this turn; None before it is ruled."""
    return next(
        (
            face
            for face in reversed(view.news)
            if isinstance(face, Ruled | Overtaken | Unexplained) and face.seat == seat
        ),
        None,
    )


def moves_line(view: View, present: str, width: int) -> list[Content]:
    """Every move of the turn, the one that is being ruled marked; the words for what became of them give way first."""
    for brief in (False, True):
        entries = [_move_entry(view, move, move.seat == present, brief) for move in view.moves]
        line = between("    ", entries)
        if line.cell_length <= width:
            return [line]
    across = 3 if width >= _BROAD else 2
    cells = [fitted(entry, width // across) for entry in entries]
    return [join(*cells[start : start + across]) for start in range(0, len(cells), across)]


def _move_entry(view: View, move: MoveView, present: bool, brief: bool) -> Content:
    what = "out of sight" if move.unseen else move.card.title if move.card else "passes"
    face = ruling_of(view, move.seat)
    if isinstance(face, Ruled):
        state = (
            BAND_TITLES[face.band].lower() if brief else f"{BAND_GLYPHS[face.band]} {BAND_TITLES[face.band].lower()}"
        )
    elif move.card is None and not move.unseen:
        state = ""
    else:
        state = "" if brief else "done" if move.ruled else "now" if present else "waits"
    pointer = ui_text("▸ " if present else "  ", "bold $mark")
    return join(
        pointer,
        seat_name(view, move.seat),
        ui_text(f"  {what}", "bold" if present else ""),
        ui_text(f": {state}" if brief and state else f"  {state}", "$quiet"),
    )


def move_lines(deck: Deck, view: View, move: MoveView, rows: int, width: int) -> list[Content]:
    """The move, and its odds or what became of it.

    `rows` is the height of the screen: with more of them the bar and the roll are bigger, and the reasons stay.
    """
    face = ruling_of(view, move.seat)
    if move.unseen:
        return _unseen_lines(deck, view, move, face, width)
    if move.card is None:
        return wrapped(join(seat_name(view, move.seat), ui_text(" passes: nothing is ruled.", "bold")), width)
    found = wrapped(
        join(seat_name(view, move.seat), ui_text(" plays "), ui_text(move.card.title, "bold underline")), width
    )
    found += [*paragraphs(move.card.text, width), EMPTY]
    if isinstance(face, Ruled):
        return found + _ruled_lines(deck, face, rows, width)
    if face is not None:
        return found + _plain_lines(deck, face, width)
    found += bar_lines(move.bands, move.card.odds, width, height=_bar_height(rows))
    found += legend_lines(move.bands, width)
    return [*found, EMPTY, *odds_lines(move.card.odds, width)]


def _ruled_lines(deck: Deck, face: Ruled, rows: int, width: int) -> list[Content]:
    found = bar_lines(face.bands, face.odds, width, roll=face.roll.value, height=_bar_height(rows))
    found += legend_lines(face.bands, width, face.band)
    if rows >= _ROOMY:
        found += [EMPTY, *odds_lines(face.odds, width)]
    else:
        found += wrapped(ui_text(f"Chance {odds(face.odds)}.", "$quiet"), width, hang=7)
    digits = big_number(face.roll.value, 2 if rows >= _AIRY and width >= 70 else 1)
    left = max(line.cell_length for line in digits)
    beside = result_lines(deck, face, width - left - 3)
    found.append(EMPTY)
    for digit, text in zip_longest(digits, beside, fillvalue=None):
        gutter = (digit or EMPTY).pad_right(left + 3 - (digit.cell_length if digit else 0))
        found.append(join(gutter, text or EMPTY))
    return found


def result_lines(deck: Deck, face: Ruled, width: int) -> list[Content]:
    """The roll and its band in words, the outcome's text, what was paid and what changed."""
    outcome = deck.cards[face.card].outcomes[face.band].text
    found = wrapped(join(ui_text(f"Rolled {face.roll.value}:  "), _band(face.band)), width)
    found += paragraphs(outcome, width)
    found += _change_lines(deck, "Paid", face.paid, width)
    found += _change_lines(deck, "Changed", face.changes, width)
    if not face.paid and not face.changes:
        found += wrapped(ui_text("Nothing on the board moves.", "$quiet"), width)
    return found


def _band(band: Band) -> Content:
    return ui_text(f" {BAND_GLYPHS[band]} {BAND_TITLES[band]} ", f"bold $ink on {BAND_COLORS[band]}")


def _change_lines(deck: Deck, title: str, several: tuple[Change, ...], width: int) -> list[Content]:
    found: list[Content] = []
    for number, each in enumerate(several):
        head = ui_text(f"{title:<9}" if not number else " " * 9, "$quiet")
        found += wrapped(join(head, ui_text(change(deck, each), "bold")), width, hang=9)
    return found


def _unseen_lines(deck: Deck, view: View, move: MoveView, face: Face | None, width: int) -> list[Content]:
    verb = "acts" if face is None else "acted"
    found = wrapped(join(seat_name(view, move.seat), ui_text(f" {verb} out of sight.", "bold")), width)
    if face is None:
        text = (
            "What it does, and its odds, stay with its own team. "
            "The dice fall unseen; what moves in the open will show."
        )
        return [*found, EMPTY, *paragraphs(text, width)]
    own = "Its own team reads the ruling when the screen next comes to it; after the end it is in the log."
    seen = [line for text in tell(deck, face)[1:] for line in wrapped(ui_text(text.strip()), width)]
    return [*found, *(seen or [ui_text("Nothing moved in the open.")]), EMPTY, *paragraphs(own, width, "$quiet")]


def _plain_lines(deck: Deck, face: Face, width: int) -> list[Content]:
    first, *rest = tell(deck, face)
    found = wrapped(ui_text(first, "bold"), width)
    for line in rest:
        found += wrapped(ui_text(line.strip()), width, indent=2)
    return found
