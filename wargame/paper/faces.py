"""Cards to cut out, nine to a page: a move or a piece of news as paragraphs, laid out in the type that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from wargame.deck import ALL, BANDS, Card, Deck, Inject, Seat, done, listed, sees
from wargame.paper.fitting import Block, Box, Style, laid_out
from wargame.paper.render import Paper, color
from wargame.words import BAND_GLYPHS, BAND_TITLES, likelihood, signed, upper_first, wanted

#: Width and height of a card with its cut lines, in millimetres; as near to a poker card as three rows leave it.
CARDS: dict[Paper, tuple[float, float]] = {"A4": (63, 88), "Letter": (63, 83)}
#: What lies outside the text on each side, in millimetres: the cut line, blank paper, the frame, blank paper again.
EDGES = (0.2, 1.4, 0.9, 1.5)
_POINT = 25.4 / 72
_ROW, _PAGE = 3, 9

#: How each kind of paragraph on a card is set.
STYLES: Mapping[str, Style] = {
    "whose": Style(1.0),
    "name": Style(1.3, before=0.15, bold=True),
    "hidden": Style(0.9, before=0.35, bold=True, inset=0.25),
    "odds": Style(1.0, before=0.35),
    "text": Style(1.0, before=0.35),
    "term": Style(0.92, before=0.2),
    "factor": Style(0.88, before=0.1),
    "outcome": Style(0.9, before=0.22),
    "cited": Style(0.85, before=0.35),
}


@frozen
class Face:
    """One card to cut out. A text too long for one is on several: `part` of `parts`, in order.

    `step` is the place of its size of type; `foot` are the paragraphs at its lower edge.
    """

    code: str
    color: str
    step: int
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...]
    part: int = 1
    parts: int = 1


@frozen
class Leaf:
    """A page of up to nine cards in rows of three, and what stands on the back of each of them."""

    running: str
    owner: str
    rows: tuple[tuple[Face, ...], ...]
    back: tuple[str, str]

    @property
    def mirrored(self) -> list[list[bool]]:
        """Whether a card lies behind each place of the other side, once the page is turned over its long edge."""
        return [[place < len(row) for place in reversed(range(_ROW))] for row in self.rows]


def card_leaves(deck: Deck, seat: Seat, paper: Paper) -> list[Leaf]:
    """The cards of a seat on as many pages as they need."""
    faces = [face for card in deck.hand(seat.id) for face in _faces(card.id, _move(deck, card), seat.color, paper)]
    owner = f"cards of {seat.title}"
    return _leaves(f"{seat.glyph} {seat.title}", owner, faces, (seat.glyph, seat.title))


def news_leaves(deck: Deck, paper: Paper) -> list[Leaf]:
    """What may arrive from outside, on cards for the facilitator."""
    faces = [face for each in deck.injects.values() for face in _faces(each.id, _news(deck, each), "", paper)]
    return _leaves("News", "for the facilitator only", faces, ("!", "News"))


def box(paper: Paper) -> Box:
    """The room for text on a card."""
    edges = 2 * sum(EDGES)
    width, height = CARDS[paper]
    return Box((width - edges) / _POINT, (height - edges) / _POINT, STYLES)


def _leaves(running: str, owner: str, faces: Sequence[Face], back: tuple[str, str]) -> list[Leaf]:
    pages = [faces[start : start + _PAGE] for start in range(0, len(faces), _PAGE)]
    found = []
    for number, page in enumerate(pages, 1):
        rows = tuple(tuple(page[start : start + _ROW]) for start in range(0, len(page), _ROW))
        numbered = f"{owner}, sheet {number} of {len(pages)}" if len(pages) > 1 else owner
        found.append(Leaf(running, numbered, rows, back))
    return found


def _faces(code: str, blocks: Sequence[Block], tint: str, paper: Paper) -> Iterator[Face]:
    """A text on one card, or on several. The first two paragraphs say what it is, and stand on each."""
    (whose, name), body = blocks[:2], blocks[2:]
    later = Block("name", f"{name.text} (continued, 9 of 9)", name.label)
    laid = laid_out(body, (whose, name), box(paper))
    if len(laid.parts) > 1:
        laid = laid_out(body, (whose, later), box(paper))
    many = len(laid.parts)
    for number, part in enumerate(laid.parts, 1):
        said = "" if many == 1 else f" ({number} of {many})" if number == 1 else f" (continued, {number} of {many})"
        head = (whose, Block("name", name.text + said, name.label))
        foot = tuple(each for each in part if each.kind == "cited")
        above = tuple(each for each in part if each.kind != "cited")
        yield Face(code, color(tint), laid.step, head + above, foot, number, many)


def _move(deck: Deck, card: Card) -> list[Block]:
    """What stands on a card that a seat may play: all that its team may know, and no more."""
    seat = deck.seats[card.seat]
    return [
        Block("whose", _whose(seat), seat.glyph),
        Block("name", card.title, card.id),
        *([Block("hidden", "Secret: it is not turned over.")] if card.secret else []),
        Block("odds", " · ".join((likelihood(card.chance), _cost(deck, card), _uses(card.uses))), f"{card.chance} %"),
        Block("text", card.text.strip()),
        *_terms(deck, card),
        *_factors(card),
        *(Block("outcome", card.outcomes[band].text, f"{BAND_GLYPHS[band]} {BAND_TITLES[band]}:") for band in BANDS),
        *_cited(card.sources),
    ]


def _whose(seat: Seat) -> str:
    tint = color(seat.color)
    return f"{seat.title} · {tint}" if tint == seat.color else seat.title


def _cost(deck: Deck, card: Card) -> str:
    paid = ", ".join(f"{deck.tracks[each.track].title} {each.amount}" for each in card.cost)
    return f"costs {paid}" if paid else "costs nothing"


def _uses(uses: int | None) -> str:
    if uses is None:
        return "any number of times"
    return {1: "once in the game", 2: "twice in the game"}.get(uses, f"{uses} times in the game")


def _terms(deck: Deck, card: Card) -> Iterator[Block]:
    """When it may be played, and what is uncommon about it."""
    if card.needs is not None:
        yield Block("term", wanted(deck, card.needs), "Needs:")
    if card.trigger is not None:
        yield Block("term", f"laid face down, and ruled once {wanted(deck, card.trigger)}.", "Lies in wait:")
    if card.answers:
        sway = f"; its success moves the odds of that move by {signed(card.sways)}" if card.sways else ""
        yield Block("term", f"a move of {_meant(deck, card.answers)}, out of turn{sway}.", "Answers:")
    if card.signal:
        yield Block("term", "lay it open when the turn opens, or it can't be played in that turn.", "Signal:")
    if card.project > 1:
        yield Block("term", f"only the last of {card.project} successes does what the card says.", "Project:")
    if card.protected_by and sees(deck.tracks[card.protected_by].audience, card.seat):
        layers = deck.tracks[card.protected_by].title
        yield Block("term", f"while {layers} is above its lowest, a success takes one off instead.", "Layers:")
    if card.commits is not None:
        kept_by = card.commits.then
        promise = f"{card.commits.text} (If {wanted(deck, card.commits.condition)}: play {kept_by}, or break it.)"
        yield Block("term", promise, "Promises:")
    if card.waits:
        yield Block("term", "Playing it counts as waiting.")


def _meant(deck: Deck, answered: Iterable[str]) -> str:
    return listed(deck.seats[each].title if each in deck.seats else each for each in answered)


def _factors(card: Card) -> Iterator[Block]:
    """What may move the odds, as far as the card's own seat knows it."""
    for each in card.modifiers:
        if not each.hidden:
            yield Block("factor", each.because, signed(each.points))
    if any(each.hidden for each in card.modifiers):
        yield Block("factor", "Not all factors are known.")


def _cited(sources: tuple[str, ...]) -> list[Block]:
    return [Block("cited", ", ".join(sources), "Sources:")] if sources else []


def _news(deck: Deck, inject: Inject) -> list[Block]:
    """What the facilitator has to know of a piece of news."""
    does = "; ".join(done(each, deck.tracks) for each in inject.effects)
    return [
        Block("whose", f"News {told_to(deck, inject.audience)}"),
        Block("name", inject.title, inject.id),
        Block("odds", _when(deck, inject), "When:"),
        Block("text", inject.text.strip()),
        Block("term", does or "nothing on the board moves.", "Does:"),
        *_cited(inject.sources),
    ]


def told_to(deck: Deck, audience: str) -> str:
    """Who is told, in the deck's titles.

    The audience is one of `wargame.deck.audience`.
    """
    titles = [deck.seats[each].title for each in audience.split() if each in deck.seats]
    return "to everybody" if audience == ALL else f"to {listed(titles)} only" if titles else "to nobody"


def _when(deck: Deck, inject: Inject) -> str:
    turns = f"turn {inject.first}" if inject.first == inject.last else f"turns {inject.first} to {inject.last}"
    parts = ["given by hand" if inject.by_hand else f"at the opening, {turns}"]
    if inject.condition is not None:
        parts.append(f"if {wanted(deck, inject.condition)}")
    if inject.chance is not None:
        parts.append(f"by a chance of {inject.chance} %")
    if inject.again:
        parts.append("as often as it comes up")
    return f"{upper_first(', '.join(parts))}."
