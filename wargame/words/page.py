"""The front page of a closed turn: what happened, what waiting bought and cost, one line a seat.

Made from what everyone may see, so that it can be read aloud as it stands; the facilitator may change every word of it
before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from wargame.deck import Deck, clean
from wargame.rules import Change, Face, InjectGiven, Overtaken, Revealed, Ruled, TurnClosed, Unexplained, View
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
    return FrontPage(clean(public.turn_title if public.turn else "Practice"), tuple(clean(line) for line in lines))


def _injects(deck: Deck, news: Iterable[Face]) -> Iterator[str]:
    for each in news:
        if isinstance(each, InjectGiven):
            yield f"{deck.injects[each.inject].title}."


def _seats(deck: Deck, public: View, news: Iterable[Face]) -> Iterator[str]:
    """One line a seat: its card, how it went, and what moved."""
    told = {each.seat: each for each in news if isinstance(each, Ruled | Overtaken | Unexplained) and each.seat}
    moves = next((each.moves for each in news if isinstance(each, Revealed)), ())
    passed = {move.seat for move in moves if move.card is None and not move.unseen}
    for seat in deck.seats.values():
        face = told.get(seat.id)
        if isinstance(face, Ruled):
            moved = f"; {changes(deck, face.changes)}" if face.changes else ""
            yield f"{seat.title}: {deck.cards[face.card].title}, {BAND_TITLES[face.band].lower()}{moved}."
        elif isinstance(face, Overtaken):
            yield f"{seat.title}: {deck.cards[face.card].title}, overtaken by events."
        elif face is not None:
            moved = f"; {changes(deck, face.changes)}" if face.changes else ""
            yield f"{seat.title}: acted out of sight{moved}."
        elif seat.id in passed:
            yield f"{seat.title}: waited."


def _price(deck: Deck, news: Iterable[Face], closed: Iterable[TurnClosed]) -> Iterator[str]:
    """What waiting bought, and what the close of the turn cost whoever waited."""
    waited = [each for each in news if isinstance(each, Ruled) and deck.cards[each.card].waits]
    passes = [
        move
        for each in news
        if isinstance(each, Revealed)
        for move in each.moves
        if move.card is None and not move.unseen
    ]
    bought = _sums(deck, (change for each in waited for change in each.changes))
    cost = _sums(deck, (change for each in closed for step in each.steps for change in step.changes))
    if waited or passes:
        yield f"Waiting bought {bought or 'nothing that shows'}; meanwhile: {cost or 'nothing that shows'}."
    elif cost:
        yield f"With the month came {cost}."


def _sums(deck: Deck, several: Iterable[Change]) -> str:
    """`Confirmation +1, Pyongyang's purse +20 million dollars`: each track once, by how much it moved in all."""
    total: dict[str, int] = {}
    for each in several:
        total[each.track] = total.get(each.track, 0) + each.after - each.before
    moved = ((deck.tracks[track], number) for track, number in total.items() if number)
    return ", ".join(f"{track.title} {signed(number)} {track.unit}".rstrip() for track, number in moved)
