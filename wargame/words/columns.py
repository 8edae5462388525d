"""How much room a text takes on a terminal: letters of wide scripts take two columns, marks above a letter none."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes.

    >>> columns("Seoul"), columns("서울")
    (5, 4)
    """
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns; what is cut off leaves a mark.

    >>> cut("Consult the Assembly", 10)
    'Consult t…'
    """
    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def fit(text: str, width: int) -> str:
    """`text` in just `width` columns."""
    short = cut(text, width)
    return short + " " * (width - columns(short))
