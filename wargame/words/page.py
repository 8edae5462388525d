"""The front page of a closed turn: what happened, what waiting bought and cost, one line a seat.

Made from what everyone may see, so that it can be read aloud as it stands; the facilitator may change every word of it
before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from wargame.deck import Deck, clean
from wargame.rules import (
    LONGEST_HEADLINE,
    LONGEST_LINE,
    MOST_LINES,
    Change,
    Face,
    InjectGiven,
    Overtaken,
    Revealed,
    Ruled,
    TurnClosed,
    Unexplained,
    View,
)
from wargame.words.columns import cut
from wargame.words.figures import BAND_TITLES, changes, signed


@frozen
class FrontPage:
    """A headline and the lines under it, each one line of plain text."""

    headline: str
    lines: tuple[str, ...] = ()


def front_page(deck: Deck, public: View) -> FrontPage:
    """The page of the turn that is closed, as `public` saw it."""
    news = [each for each in public.news if not (isinstance(each, TurnClosed) and each.turn != public.turn)]
    closed = [each for each in news if isinstance(each, TurnClosed)]
    lines = [*_injects(deck, news), *_seats(deck, public, news), *_price(deck, news, closed)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], "And more, which the log tells."]
    headline = clean(public.turn_title if public.turn else "Practice")
    return FrontPage(cut(headline, LONGEST_HEADLINE), tuple(_short(clean(line)) for line in lines))


def _short(line: str) -> str:
    """As much of a line as a front page takes."""
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


def _injects(deck: Deck, news: Iterable[Face]) -> Iterator[str]:
    for each in news:
        if isinstance(each, InjectGiven):
            yield f"{deck.injects[each.inject].title}."


def _seats(deck: Deck, public: View, news: Iterable[Face]) -> Iterator[str]:
    """One line a seat: its card, how it went, and what came of it in the deck's own words."""
    told = {each.seat: each for each in news if isinstance(each, Ruled | Overtaken | Unexplained) and each.seat}
    moves = next((each.moves for each in news if isinstance(each, Revealed)), ())
    passed = {move.seat for move in moves if move.card is None and not move.unseen}
    for seat in deck.seats.values():
        face = told.get(seat.id)
        if isinstance(face, Ruled):
            card = deck.cards[face.card]
            outcome = " ".join(card.outcomes[face.band].text.split())
            yield f"{seat.title}: {card.title}, {BAND_TITLES[face.band].lower()}. {outcome}"
        elif isinstance(face, Overtaken):
            yield f"{seat.title}: {deck.cards[face.card].title}, overtaken by events."
        elif face is not None:
            moved = f"; {changes(deck, face.changes)}" if face.changes else ""
            yield f"{seat.title}: acted out of sight{moved}."
        elif seat.id in passed:
            yield f"{seat.title}: waited."


def _price(deck: Deck, news: Iterable[Face], closed: Iterable[TurnClosed]) -> Iterator[str]:
    """What waiting bought those who waited, and what came meanwhile by itself."""
    waited = [each for each in news if isinstance(each, Ruled) and deck.cards[each.card].waits]
    moves = [move for each in news if isinstance(each, Revealed) for move in each.moves]
    how = {move.seat: "a pass" for move in moves if move.card is None and not move.unseen}
    how |= {each.seat: deck.cards[each.card].title for each in waited}
    bought = _sums(deck, (change for each in waited for change in each.changes))
    cost = _sums(deck, (change for each in closed for step in each.steps for change in step.changes))
    if how:
        who = ", ".join(f"{seat.title} by {how[seat.id]}" for seat in deck.seats.values() if seat.id in how)
        yield f"What waiting bought ({who}): {bought or 'nothing that shows'}."
    if cost:
        yield f"What came meanwhile: {cost}."


def _sums(deck: Deck, several: Iterable[Change]) -> str:
    """`Confirmation +1, Pyongyang's purse +20 million dollars`: each track once, by how much it moved in all."""
    total: dict[str, int] = {}
    for each in several:
        total[each.track] = total.get(each.track, 0) + each.after - each.before
    moved = ((deck.tracks[track], number) for track, number in total.items() if number)
    return ", ".join(f"{track.title} {signed(number)}{_unit(track.unit, number)}" for track, number in moved)


def _unit(unit: str, number: int) -> str:
    """The unit after a number; one of something goes without, since units are written for many."""
    return f" {unit}" if unit and abs(number) != 1 else ""
