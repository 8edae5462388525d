"""A deck on paper, without a game: cards to cut out, briefs, mats for counters, and the facilitator's key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wargame.deck import ALL, Deck, Seat, sees
from wargame.paper.documents import documents
from wargame.paper.faces import CARDS, EDGES, STYLES, Leaf, card_leaves, news_leaves
from wargame.paper.fitting import LEADING, SIZES
from wargame.paper.key import calendar, card_key, closing_key, ending_key, ruling_table, undated
from wargame.paper.mats import Mat, facilitator_mat, public_mat, seat_mat
from wargame.paper.render import Paper, color, page_file, render, stylesheet
from wargame.table import fact_view

if TYPE_CHECKING:
    from markupsafe import Markup


def deck_sheets(deck: Deck, *, paper: Paper = "A4", seats: Sequence[str] = (), back: bool = False) -> str:
    """A deck to print and cut, as one HTML file.

    `seats`, by id: only their cards, briefs, private tracks and what these cite; without any, all of the deck, for the
    facilitator to hand out. `back`: every page of cards is followed by its other side, for printing on both. Raises
    ValueError for a size of paper that is not in `PAPERS`.
    """
    wanted = [seat for seat in deck.seats.values() if not seats or seat.id in seats]
    leaves = [leaf for seat in wanted for leaf in card_leaves(deck, seat, paper)]
    leaves += [] if seats else news_leaves(deck, paper)
    sheets = [render("leaf", leaf=leaf, deck=deck, back=back) for leaf in leaves]
    for seat in wanted:
        sheets.append(_brief(deck, seat))
        if seats:
            sheets += _facts(deck, f"{seat.glyph} {seat.title}", "for this team only", _cited(deck, seat))
    sheets += [] if seats else _shared(deck)
    width, height = CARDS[paper]
    return page_file(
        "deck",
        f"{deck.title} · cards",
        deck.language,
        paper,
        sheets=tuple(sheets),
        sides=_sides(leaves, back),
        back=back,
        cards_css=stylesheet("cards"),
        width=width,
        height=height,
        edges=EDGES,
        sizes=SIZES,
        leading=LEADING,
        styles=STYLES,
    )


def _sides(leaves: Sequence[Leaf], back: bool) -> int:
    return len(leaves) * (2 if back else 1)


def _brief(deck: Deck, seat: Seat) -> Markup:
    return render("brief", deck=deck, seat=seat, color=color(seat.color), mat=seat_mat(deck, seat.id))


def _shared(deck: Deck) -> Iterator[Markup]:
    yield _mat(deck, "The board", "for everybody", public_mat(deck), turns=True)
    hidden = facilitator_mat(deck)
    if hidden.tracks:
        yield _mat(deck, "What does not lie open", "for the facilitator only", hidden, turns=False)
    yield render("calendar", deck=deck, months=calendar(deck), undated=undated(deck), table=ruling_table(deck))
    entries = [(f"{seat.glyph} {seat.title}", card_key(deck, seat.id)) for seat in deck.seats.values()]
    entries += [("At each close", closing_key(deck)), ("At the end", ending_key(deck))]
    yield render("key", deck=deck, entries=[(title, several) for title, several in entries if several])
    yield from _facts(deck, "Facts and sources", "for the facilitator, and for whoever asks", _all_cited(deck))


def _mat(deck: Deck, title: str, owner: str, mat: Mat, *, turns: bool) -> Markup:
    return render("mat", deck=deck, title=title, owner=owner, mat=mat, turns=turns)


def _facts(deck: Deck, running: str, owner: str, cited: Iterable[str]) -> Iterator[Markup]:
    """The page of what is cited, where anything is."""
    found = documents(fact_view(deck, each) for each in dict.fromkeys(cited))
    if found:
        yield render("facts", deck=deck, running=running, owner=owner, documents=found)


def _cited(deck: Deck, seat: Seat) -> Iterator[str]:
    """What the pages of a seat cite."""
    yield from seat.sources
    for card in deck.hand(seat.id):
        yield from card.sources
    for track in deck.tracks.values():
        if track.audience != ALL and sees(track.audience, seat.id):
            yield from track.sources


def _all_cited(deck: Deck) -> Iterator[str]:
    """Every fact of the deck; what was invented only where a page says so."""
    yield from deck.facts
    for seat in deck.seats.values():
        yield from _cited(deck, seat)
    for inject in deck.injects.values():
        yield from inject.sources
