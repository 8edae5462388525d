"""What happened, in the words that the plain commands use, laid out for reading."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from wargame.deck import Deck
from wargame.table import Entry, Estimated, Face, InjectGiven, SealedMove, TurnClosed, TurnOpened, Unexplained, View
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.themes import seat_color
from wargame.words import tell

#: What the hand-over and the table tell of; moves and rulings have a screen of their own.
_NEWS = (TurnClosed, InjectGiven, Estimated, Unexplained)


def told_lines(deck: Deck, face: Face, width: int, *, private: bool = False) -> list[Content]:
    """One thing that happened: its headline, and indented under it the rest."""
    first, *rest = tell(deck, face)
    headline = join(ui_text("only you  ", "$warn") if private else EMPTY, ui_text(first, "bold"))
    found = wrapped(headline, width)
    for line in rest:
        found += wrapped(ui_text(line.strip()), width, indent=2)
    return found


def month_lines(view: View, width: int) -> list[Content]:
    """The turn's title and its public brief."""
    return [heading(ui_text(view.turn_title, "bold"), width), *paragraphs(view.turn_brief, width)]


def news_lines(deck: Deck, news: Iterable[Face], private: frozenset[str], width: int) -> list[Content]:
    """What reached a viewer since the last turn was closed, that closing included."""
    found: list[Content] = []
    for face in news:
        if isinstance(face, _NEWS):
            if found:
                found.append(EMPTY)
            own = isinstance(face, InjectGiven) and face.inject in private
            found += told_lines(deck, face, width, private=own)
    return found


def seat_news_lines(position: Position, seat: str, width: int) -> list[Content]:
    """All news for one seat: the turn, what became of its moves out of sight, and what arrived."""
    seating = position.seatings[seat]
    found = [*month_lines(seating.view, width), EMPTY]
    for face in seating.rulings:
        found += [*told_lines(position.deck, face, width, private=True), EMPTY]
    return found + news_lines(position.deck, seating.view.news, position.private_news(seat), width)


def sealed_lines(deck: Deck, news: Iterable[Face], width: int) -> list[Content]:
    """Who has handed in already."""
    faces = (face for face in news if isinstance(face, SealedMove))
    return [line for face in faces for line in wrapped(ui_text(tell(deck, face)[0], "$quiet"), width)]


def log_lines(deck: Deck, log: Iterable[Entry], width: int) -> list[Content]:
    """The whole log, each turn under its own heading, every entry with its number in the viewer's own counting."""
    found: list[Content] = []
    for entry in log:
        first, *rest = tell(deck, entry.face)
        if isinstance(entry.face, TurnOpened):
            opened = join(ui_text(first, "strike $quiet" if entry.undone else "bold"), undone_mark(entry))
            found += [*([EMPTY] if found else []), heading(opened, width)]
        else:
            style = "strike $quiet" if entry.undone else "bold"
            line = join(ui_text(f"{entry.number:>4}  ", "$quiet"), ui_text(first, style), undone_mark(entry))
            found += wrapped(line, width, hang=6)
        for line_text in rest:
            found += wrapped(ui_text(line_text.strip(), "$quiet" if entry.undone else ""), width, indent=6)
    return found


def undone_mark(entry: Entry) -> Content:
    """What stands after an entry that a rewind has taken back; nothing after others."""
    return ui_text("  (undone)", "$quiet") if entry.undone else EMPTY


def brief_lines(view: View, width: int) -> list[Content]:
    """The seat's own brief and objectives, and what everybody knows of each seat."""
    found = [heading(ui_text("Only you read this", "bold"), width)]
    found += paragraphs(view.brief, width)
    if view.objectives:
        found += [EMPTY, ui_text("You want to", "bold")]
        for objective in view.objectives:
            found += wrapped(ui_text(f"□ {objective}"), width, hang=2)
    return [*found, EMPTY, *seats_lines(view, width)]


def seats_lines(view: View, width: int) -> list[Content]:
    """Who sits at the table, as everybody knows it."""
    found = [heading(ui_text("Everybody knows", "bold"), width)]
    for seat in view.seats:
        found += wrapped(join(seat_name(view, seat.id), ui_text(f"  {' '.join(seat.brief.split())}")), width, hang=2)
    return found


def seat_name(view: View, seat: str, style: str = "bold") -> Content:
    """`◆ Seoul`, in the seat's colour."""
    known = next(each for each in view.seats if each.id == seat)
    return ui_text(f"{known.glyph} {known.title}", f"{style} {seat_color(known.color)}")
