"""The front page as a sheet of newsprint: a headline between rules, and a paragraph for each line."""

from __future__ import annotations

from textual.content import Content

from wargame.deck import Deck
from wargame.table import Overridden, Published, Settled, TurnClosed, View
from wargame.tui.text import EMPTY, heading, ui_text, wrapped
from wargame.tui.widgets.news import told_lines

#: Rows from which paragraphs stand apart.
_AIRY = 30


def page_lines(page: Published, width: int, *, height: int = _AIRY) -> list[Content]:
    """The page as the room reads it; a line that begins with a name and a colon has the name in bold."""
    found = [_rule(width, "━"), *_centred(ui_text(page.headline, "bold"), width), _rule(width, "─"), EMPTY]
    for line in page.lines:
        name, colon, rest = line.partition(": ")
        text = ui_text(line) if not colon else ui_text(name, "bold") + ui_text(f"{colon}{rest}")
        found += wrapped(text, width)
        if height >= _AIRY:
            found.append(EMPTY)
    return found


def cover_lines(width: int) -> list[Content]:
    """What stands there before the page is shown."""
    text = "The turn is closed, and what it brought is on the board. Its front page is ready to be read out."
    key = "Enter shows it. Press e to look it over and change its words first: then only you should see the screen."
    return [_rule(width, "━"), EMPTY, *wrapped(ui_text(text, "bold"), width), EMPTY, *wrapped(ui_text(key), width)]


def waiting_lines(width: int) -> list[Content]:
    """What stands there for those who wait for the page."""
    text = "The turn is closed, and what it brought is on the board. The facilitator looks its front page over."
    return [_rule(width, "━"), EMPTY, *wrapped(ui_text(text, "bold"), width)]


def afterwards_lines(deck: Deck, view: View, width: int) -> list[Content]:
    """What was done by hand after the turn was closed, which the page may not have."""
    closed = [place for place, face in enumerate(view.news) if isinstance(face, TurnClosed)]
    since = view.news[closed[-1] :] if closed else ()
    done = [face for face in since if isinstance(face, Overridden | Settled)]
    if not done:
        return []
    found = [EMPTY, heading(ui_text("Afterwards, by hand", "bold"), width)]
    for face in done:
        found += told_lines(deck, face, width)
    return found


def by_hand_lines(width: int) -> list[Content]:
    """What whoever leads may still do."""
    text = "x sets an outcome of this turn by hand, until the next one opens. The page stays as it was shown."
    return [EMPTY, *wrapped(ui_text(text, "$quiet"), width)]


def _rule(width: int, glyph: str) -> Content:
    return ui_text(glyph * width, "$rule")


def _centred(content: Content, width: int) -> list[Content]:
    return [line.pad_left(max(0, (width - line.cell_length) // 2)) for line in wrapped(content, width)]
