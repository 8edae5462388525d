"""One look at the table: all that the screens show, taken at one moment in a thread of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from wargame.deck import PUBLIC, Deck
from wargame.table import Entry, Face, InjectGiven, Overtaken, Ruled, Table, TurnOpened, View


@frozen
class Seating:
    """What one seat's table shows: its view, what it has chosen and not handed in, and what only it has read.

    `rulings` are those of its own moves out of sight, of the turn before this one.
    """

    view: View
    draft: str | None
    rulings: tuple[Face, ...]


@frozen
class Position:
    """Everyone's view, each team's own, the deck for its titles, and the number and hash of the last event."""

    game: str
    deck: Deck
    people: tuple[str, ...]
    public: View
    seatings: Mapping[str, Seating]
    opening: Mapping[str, int]
    head: str

    def private_news(self, seat: str) -> frozenset[str]:
        """The injects that reached `seat` and not everyone."""
        return _injects(self.seatings[seat].view.news) - _injects(self.public.news)


def look(table: Table) -> Position:
    """The table as it is now. Reads the save for drafts, so it is for a thread."""
    people = table.people()
    seatings = {seat: _seating(table, seat) for seat in people}
    first = table.log(PUBLIC)[0].face
    opening = dict(getattr(first, "values", {}))
    return Position(table.game.name, table.deck, people, table.view(PUBLIC), seatings, opening, table.head)


def _seating(table: Table, seat: str) -> Seating:
    view = table.view(seat)
    draft = table.draft(seat) if view.phase == "plan" and view.handed_in is None else None
    if draft not in {card.id for card in view.hand if card.playable}:
        draft = None
    return Seating(view, draft, _own_rulings(table.deck, table.log(seat), seat))


def _own_rulings(deck: Deck, log: tuple[Entry, ...], seat: str) -> tuple[Face, ...]:
    """What became of the seat's move out of sight in the turn before the one that is open."""
    turns: list[list[Face]] = [[]]
    for entry in log:
        if isinstance(entry.face, TurnOpened):
            turns.append([])
        turns[-1].append(entry.face)
    last = turns[-2] if len(turns) > 2 else []
    return tuple(
        face
        for face in last
        if isinstance(face, Ruled | Overtaken) and face.seat == seat and deck.cards[face.card].secret
    )


def _injects(news: Iterable[Face]) -> frozenset[str]:
    return frozenset(face.inject for face in news if isinstance(face, InjectGiven))
