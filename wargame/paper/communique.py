"""What is printed after a game: the communiqué, for all to sign, and a form for what people observed."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.deck import Deck
from wargame.paper.render import Paper, page_file, render


@frozen
class Signature:
    """One seat's sentence, and who signs it; without a text there is a line to write it on."""

    glyph: str
    title: str
    text: str
    names: str


def communique(
    deck: Deck,
    game: str,
    sentences: Mapping[str, str],
    *,
    ending: str = "",
    paper: Paper = "A4",
    names: Mapping[str, str] | None = None,
) -> str:
    """One sentence of each seat on one page, to be signed, as one HTML file.

    `sentences` are those of the seats by id; `ending` says in a line how the game ended. Raises ValueError for a size
    of paper that is not in `PAPERS`.
    """
    known = names or {}
    signed = [
        Signature(seat.glyph, seat.title, sentences.get(seat.id, ""), known.get(seat.id, ""))
        for seat in deck.seats.values()
    ]
    sheet = render("communique", deck=deck, game=game, ending=ending, signed=signed)
    return page_file("file", f"Communiqué · {game}", deck.language, paper, sheets=(sheet,))


def feedback_form(deck: Deck, game: str, *, paper: Paper = "A4") -> str:
    """The form that everybody fills in: ticks for who they were, then room for what they observed and recommend.

    Raises ValueError for a size of paper that is not in `PAPERS`.
    """
    sheet = render("feedback", deck=deck, game=game, contexts=_contexts(deck), asked=_ASKED)
    return page_file("file", f"Feedback · {game}", deck.language, paper, sheets=(sheet,))


#: What is written in one's own words: a title, what is asked, and so many lines.
_ASKED = (
    ("Observation", "What did you see happen at the table that is worth knowing elsewhere? In which turn?", 8),
    ("Recommendation", "What should be done, by whom: about the matter, or about this game?", 8),
    ("Anything else", "What was missing? What did you not believe?", 4),
)


def _contexts(deck: Deck) -> list[tuple[str, list[str]]]:
    """What is ticked: fixed answers only for who one was, since those to opinions soon go stale."""
    seats = [f"{seat.glyph} {seat.title}" for seat in deck.seats.values()]
    return [
        ("I sat with", [*seats, "the facilitator", "the observers"]),
        ("Games of this kind before", ["none", "one or two", "more"]),
        ("I know the matter from", ["work", "study", "the news", "this game"]),
        ("At the table I", ["decided", "argued", "took notes", "looked on"]),
    ]
