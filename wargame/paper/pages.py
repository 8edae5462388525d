"""The sheets: a packet for each seat, one for the wall, one for the facilitator, or all of them in one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from wargame.deck import Deck
from wargame.paper.documents import Document, documents
from wargame.paper.gauges import board
from wargame.paper.render import Paper, color, page_file, render
from wargame.table import GameOpened, HandedIn, SealedMove, SeatView, TurnOpened, View, fact_view
from wargame.words import OCCASION_TITLES, tell

if TYPE_CHECKING:
    from markupsafe import Markup

#: What a team need not read again on paper: the cover says it, or its own slip did.
_UNTOLD = (GameOpened, TurnOpened, HandedIn, SealedMove)
#: Boxes for a code on a slip: as many as the longest code wants, but no more than fit beside each other.
_CODE_BOXES = (6, 14)
#: Boxes beside each choice of a poll: one for each person of a large team.
_TICKERS = 6


@frozen
class _Slip:
    """A tear-off slip of one turn; turn 0 is the practice turn."""

    turn: int
    title: str


def packet(view: View, deck: Deck, game: str, *, paper: Paper = "A4", names: Mapping[str, str] | None = None) -> str:
    """The packet of the seat that `view` belongs to, as one HTML file.

    `game` is the game's name; `names` are the people of each seat, by its id, and only this seat's are printed. Raises
    ValueError for the view of somebody who has no seat.
    """
    return _file(f"{_seat(view).title} · {game}", deck, paper, [_packet(view, deck, game, names or {})])


def wall_sheet(
    view: View, deck: Deck, game: str, *, paper: Paper = "A4", names: Mapping[str, str] | None = None
) -> str:
    """What may hang on the wall: board, calendar, and how a turn goes. `view` is the public one."""
    return _file(f"The wall · {game}", deck, paper, [_wall(view, deck, game, names or {})])


def facilitator_sheet(
    view: View,
    seats: Sequence[View],
    deck: Deck,
    game: str,
    *,
    paper: Paper = "A4",
    names: Mapping[str, str] | None = None,
) -> str:
    """All that the facilitator knows: the guide, every track, every seat's brief, objectives and cards.

    `view` is the facilitator's own, `seats` are the views of all seats. It says on each page whose it is.
    """
    return _file(f"Facilitator · {game}", deck, paper, [_facilitator(view, seats, deck, game, names or {})])


def one_file(
    public: View,
    facilitator: View,
    seats: Sequence[View],
    packets: Sequence[str],
    deck: Deck,
    game: str,
    *,
    paper: Paper = "A4",
    names: Mapping[str, str] | None = None,
) -> str:
    """Everything in one file, each sheet on a page of its own: the wall's, the facilitator's, and those of `packets`.

    `packets` are seats, by id, out of `seats`. Whoever prints it holds every secret of the game, and hands out the
    right pages.
    """
    known = names or {}
    wanted = [view for view in seats if view.viewer in packets]
    sheets = [
        _wall(public, deck, game, known),
        _facilitator(facilitator, seats, deck, game, known),
        *(_packet(view, deck, game, known) for view in wanted),
    ]
    return _file(f"All packets · {game}", deck, paper, sheets)


def _file(title: str, deck: Deck, paper: Paper, sheets: Iterable[Markup]) -> str:
    return page_file("file", title, deck.language, paper, sheets=tuple(sheets))


def _packet(view: View, deck: Deck, game: str, names: Mapping[str, str]) -> Markup:
    seat = _seat(view)
    return render(
        "packet",
        view=view,
        seat=seat,
        color=color(seat.color),
        game=game,
        deck=deck,
        names=names.get(seat.id, ""),
        board=board(view),
        news=_news(view, deck),
        bands={card.id: deck.shares.bands(card.odds.chance) for card in view.hand if card.odds.complete},
        documents=_documents(view, deck),
        slips=_slips(view, deck),
        polls=_polls(view, deck),
        tickers=_TICKERS,
        boxes=_boxes(view),
    )


def _wall(view: View, deck: Deck, game: str, names: Mapping[str, str]) -> Markup:
    return render(
        "wall",
        view=view,
        game=game,
        deck=deck,
        names=names,
        colors={seat.id: color(seat.color) for seat in view.seats},
        board=board(view),
        rulings=deck.pace.rulings(len(view.seats)),
        floors=min(deck.pace.floors, len(view.seats)),
    )


def _facilitator(
    view: View, seats: Sequence[View], deck: Deck, game: str, names: Mapping[str, str]
) -> Markup:  # fmt: skip
    return render(
        "facilitator",
        view=view,
        packets=[(each, _seat(each)) for each in seats],
        game=game,
        deck=deck,
        names=names,
        guide=_paragraphs(deck.guide),
        board=board(view),
        seen_by={track.id: _seen_by(track.id, seats) for track in view.tracks},
    )


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text. Lines that were broken to fit an editor are one again; items of lists are not.

    >>> _paragraphs("One\\nline.\\n\\nTwo:\\n- a\\n- b")
    ['One line.', 'Two:\\n- a\\n- b']
    """
    paragraphs = (part for part in re.split(r"\n\s*\n", text.strip()) if part)
    return [re.sub(r"\n(?![ \t]|[-*•] |[0-9]+[.)] )", " ", part) for part in paragraphs]


def _seat(view: View) -> SeatView:
    """The seat that a view belongs to."""
    for seat in view.seats:
        if seat.id == view.viewer:
            return seat
    raise ValueError(f"{view.viewer} has no seat, and so no packet")


def _seen_by(track: str, seats: Iterable[View]) -> str:
    """The titles of the seats that see a track."""
    return ", ".join(_seat(view).title for view in seats if any(each.id == track for each in view.tracks))


def _news(view: View, deck: Deck) -> list[list[str]]:
    """What this viewer saw happen since the last turn closed, each with the lines that explain it."""
    told = (tell(deck, face) for face in view.news if not isinstance(face, _UNTOLD))
    return [[line.strip() for line in lines] for lines in told]


def _slips(view: View, deck: Deck) -> list[_Slip]:
    """One for each turn in which this seat may still hand in a move."""
    if view.phase == "ended":
        return []
    first = view.turn if view.phase == "plan" else view.turn + 1
    turns = [_Slip(turn, deck.turns[turn - 1].title) for turn in range(max(1, first), view.turns + 1)]
    return [_Slip(0, ""), *turns] if first == 0 else turns


def _polls(view: View, deck: Deck) -> list[str]:
    """The headings of the poll slips that are still to be filled in: before the first move, and after the ending."""
    if not deck.poll:
        return []
    first = view.turn <= 1 and view.phase in ("signal", "plan")
    return [title for when, title in OCCASION_TITLES.items() if when == "after" or first]


def _boxes(view: View) -> int:
    fewest, most = _CODE_BOXES
    return max(fewest, min(most, max((len(card.id) for card in view.hand), default=0)))


def _documents(view: View, deck: Deck) -> list[Document]:
    """What the hand and the visible tracks cite, under the documents that it comes from."""
    cited = {fact.id: fact for card in view.hand for fact in card.facts}
    for track in view.tracks:
        for each in track.sources:
            cited.setdefault(each, fact_view(deck, each))
    return documents(cited.values())
