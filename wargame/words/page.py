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
    CommitmentBroken,
    CommitmentKept,
    Committed,
    DealClosed,
    Face,
    InjectGiven,
    Move,
    Overridden,
    Overtaken,
    Revealed,
    Ruled,
    TurnClosed,
    Unexplained,
    View,
)
from wargame.words.columns import cut
from wargame.words.figures import BAND_TITLES, changes, signed
from wargame.words.rulings import outcome_text
from wargame.words.telling import news_text, tell


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
            yield f"{news_text(deck, each)[0]}."


def _seats(deck: Deck, public: View, news: Iterable[Face]) -> Iterator[str]:
    """One line a seat: its card, how it went, and what came of it in the deck's own words."""
    told = _became(news)
    moves = next((each.moves for each in news if isinstance(each, Revealed)), ())
    passed = {move.seat for move in moves if _is_pass(move)}
    for seat in deck.seats.values():
        if seat.id in passed and seat.id not in told:
            yield f"{seat.title}: waited."
        for move, (face, over) in told.items():
            if move.partition(".")[0] == seat.id:
                yield f"{seat.title}: {_line(deck, face, over)}"
    for each in news:
        if isinstance(each, _PROMISED):
            yield tell(deck, each)[0]


#: What is told of promises and deals.
_PROMISED = Committed | CommitmentKept | CommitmentBroken | DealClosed


def _line(deck: Deck, face: Ruled | Overtaken | Unexplained, over: Overridden | None) -> str:
    if isinstance(face, Ruled):
        return _outcome(deck, face, over)
    if isinstance(face, Overtaken):
        return f"{deck.cards[face.card].title}, overtaken by events."
    moved = f"; {changes(deck, face.changes)}" if face.changes else ""
    return f"acted out of sight{moved}."


def _became(news: Iterable[Face]) -> dict[str, tuple[Ruled | Overtaken | Unexplained, Overridden | None]]:
    """What became of each seat's move, and the last thing that the umpire has made of it."""
    found: dict[str, tuple[Ruled | Overtaken | Unexplained, Overridden | None]] = {}
    for each in news:
        if isinstance(each, Ruled | Overtaken):
            found[each.move] = each, None
        elif isinstance(each, Unexplained) and each.seat:
            found[each.seat] = each, None
        elif isinstance(each, Overridden) and each.move in found:
            found[each.move] = found[each.move][0], each
    return found


def _outcome(deck: Deck, face: Ruled, over: Overridden | None) -> str:
    """`Dual-use sensors, success. The first shipment works.`"""
    band = BAND_TITLES[face.band if over is None else over.band].lower()
    if face.free is not None:
        return f"{face.free.action}, {band}."
    card = deck.cards[face.card]
    return f"{card.title}, {band}. {' '.join(outcome_text(deck, face, over).split())}"


def _price(deck: Deck, news: Iterable[Face], closed: Iterable[TurnClosed]) -> Iterator[str]:
    """What waiting bought those who waited, and what came meanwhile by itself."""
    ruled = [(face, over) for face, over in _became(news).values() if isinstance(face, Ruled)]
    waited = [(face, over) for face, over in ruled if face.card and deck.cards[face.card].waits]
    moves = [move for each in news if isinstance(each, Revealed) for move in each.moves]
    how = {move.seat: "a pass" for move in moves if _is_pass(move)}
    how |= {face.seat: deck.cards[face.card].title for face, _ in waited}
    bought = _sums(deck, (change for face, over in waited for change in (over or face).changes))
    cost = _sums(deck, (change for each in closed for step in each.steps for change in step.changes))
    if how:
        who = ", ".join(f"{seat.title} by {how[seat.id]}" for seat in deck.seats.values() if seat.id in how)
        yield f"What waiting bought ({who}): {bought or 'nothing that shows'}."
    if cost:
        yield f"What came meanwhile: {cost}."


def _is_pass(move: Move) -> bool:
    return move.card is None and move.free is None and not move.unseen


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
