"""What one viewer may know of a game: the only thing that screens, bots, exports and projectors are given.

`view_for` is the one door between the state and everybody else. A view is built up from what its viewer sees, never
cut down from what there is, so a hidden thing can't be forgotten in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wargame.deck import ALL, BANDS, FACILITATOR, Band, Card, Deck, Track, sees
from wargame.rules.events import Face, GameEnded, Odds, Published
from wargame.rules.legality import Refusal, card_refusals
from wargame.rules.odds import weigh
from wargame.rules.sight import face
from wargame.rules.state import Phase, State


@frozen
class LevelView:
    """A named stretch of a track and where it begins."""

    title: str
    start: int


@frozen
class TrackView:
    """A track that the viewer sees.

    `before` is what its change is counted from: while seats choose, its value when the turn before opened (None in the
    first turn); afterwards, its value when this turn opened.
    """

    id: str
    title: str
    about: str
    value: int
    minimum: int
    maximum: int
    unit: str
    level: str
    levels: tuple[LevelView, ...]
    steps: bool
    before: int | None
    open: bool
    sources: tuple[str, ...]


@frozen
class SeatView:
    """A side of the table, as everyone knows it."""

    id: str
    title: str
    glyph: str
    color: str
    brief: str
    player: str
    handed_in: bool


@frozen
class FactView:
    """A fact that is cited, with the document that it comes from."""

    id: str
    text: str
    source: str


@frozen
class CostView:
    """What a card takes: the track's title and how much."""

    title: str
    amount: int


@frozen
class CardView:
    """A card in the viewer's hand, with every reason why it can't be played now and the odds as its seat knows them."""

    id: str
    title: str
    text: str
    cost: tuple[CostView, ...]
    secret: bool
    uses_left: int | None
    refusals: tuple[Refusal, ...]
    odds: Odds
    outcomes: dict[str, str]
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    facts: tuple[FactView, ...]
    systems: tuple[str, ...]

    @property
    def playable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.refusals


@frozen
class MoveView:
    """A move that lies open, or what shows of one: without a card it is a pass, or unseen where `unseen` says so.

    `bands` is the chance of each band in per cent; it is empty once the move is ruled, and where the viewer does not
    know all factors.
    """

    seat: str
    card: CardView | None
    unseen: bool
    ruled: bool
    bands: Mapping[Band, int] = field(factory=dict)


@frozen
class View:
    """All that `viewer` (a seat, `public` or `facilitator`) may know now.

    `tracks` come in the deck's order; `ladders` are the ids of those that face each other. `hand` and `brief` are a
    seat's own; `handed_in` is its sealed move (a card's id, `""` for a pass, None where nothing is handed in).
    `pending` are the seats whose moves wait for a ruling, in order. `news` is what this viewer saw happen in this turn,
    with the closing of the one before. `page` is the front page of the turn that was closed last, until the next one
    opens. In the practice turn, which is turn 0, `practice` holds.
    """

    viewer: str
    deck: str
    title: str
    turn: int
    turns: int
    turn_title: str
    turn_brief: str
    phase: Phase
    seats: tuple[SeatView, ...]
    tracks: tuple[TrackView, ...]
    ladders: tuple[str, ...]
    pending: tuple[str, ...]
    news: tuple[Face, ...]
    moves: tuple[MoveView, ...] = ()
    hand: tuple[CardView, ...] = ()
    handed_in: str | None = None
    brief: str = ""
    objectives: tuple[str, ...] = ()
    ending: GameEnded | None = None
    practice: bool = False
    page: Published | None = None


def view_for(deck: Deck, state: State, viewer: str) -> View:
    """The view of `viewer` on a position."""
    shown = (face(deck, event, viewer) for event in state.recent)
    news = tuple(each for each in shown if each is not None)
    seat = deck.seats.get(viewer)
    turn = deck.turns[max(0, state.turn - 1)]
    return View(
        viewer,
        deck.id,
        deck.title,
        state.turn,
        len(deck.turns),
        turn.title,
        turn.brief,
        state.phase,
        tuple(_seat(deck, state, each) for each in deck.seats),
        tuple(_track(state, track) for track in deck.tracks.values() if sees(track.audience, viewer)),
        deck.ladders,
        state.pending,
        news,
        _moves(deck, state, viewer) if state.phase in ("rule", "close", "page") else (),
        tuple(_card(deck, state, card, viewer) for card in deck.hand(viewer)) if seat else (),
        (state.moves[viewer] or "") if seat and viewer in state.moves else None,
        seat.private if seat else "",
        tuple(each.text for each in seat.objectives) if seat else (),
        next((each for each in news if isinstance(each, GameEnded)), None),
        state.practice,
        state.page,
    )


def _seat(deck: Deck, state: State, seat: str) -> SeatView:
    known = deck.seats[seat]
    return SeatView(
        seat, known.title, known.glyph, known.color, known.public, state.players.get(seat, ""), seat in state.moves
    )


def _track(state: State, track: Track) -> TrackView:
    value = state.values[track.id]
    level = track.level(value)
    since = state.before if state.phase == "plan" else state.opened
    return TrackView(
        track.id,
        track.title,
        track.about,
        value,
        track.minimum,
        track.maximum,
        track.unit,
        level.title if level else "",
        tuple(LevelView(each.title, each.start) for each in track.levels),
        track.steps,
        since.get(track.id) if state.turn > 1 or state.phase != "plan" else None,
        track.audience == ALL,
        track.sources,
    )


def _moves(deck: Deck, state: State, viewer: str) -> tuple[MoveView, ...]:
    """This turn's open moves, in the order of ruling."""
    found = []
    for seat in state.order:
        played = state.moves[seat]
        ruled = seat not in state.pending
        if played is None:
            found.append(MoveView(seat, None, unseen=False, ruled=ruled))
            continue
        card = deck.cards[played]
        unseen = card.secret and viewer not in (seat, FACILITATOR)
        shown = None if unseen else _card(deck, state, card, viewer)
        bands = deck.shares.bands(shown.odds.chance) if shown and shown.odds.complete and not ruled else {}
        found.append(MoveView(seat, shown, unseen, ruled, bands))
    return tuple(found)


def _card(deck: Deck, state: State, card: Card, viewer: str) -> CardView:
    """A card as `viewer` may know it; to others than its seat, a refusal that reads what they do not see is absent."""
    own = viewer in (card.seat, FACILITATOR)
    reads = (card.needs.reads if card.needs else frozenset()) | {cost.track for cost in card.cost}
    open_book = own or all(sees(deck.tracks[track].audience, viewer) for track in reads)
    cost = (cost for cost in card.cost if own or sees(deck.tracks[cost.track].audience, viewer))
    odds = weigh(deck, card, state.scope, viewer)
    return CardView(
        card.id,
        card.title,
        card.text,
        tuple(CostView(deck.tracks[each.track].title, each.amount) for each in cost),
        card.secret,
        None if card.uses is None else max(0, card.uses - state.played.get(card.id, 0)),
        card_refusals(deck, state, card) if open_book else (),
        odds,
        {band: card.outcomes[band].text for band in BANDS},
        card.pros,
        card.cons,
        tuple(fact_view(deck, cited) for cited in card.sources),
        card.systems,
    )


def fact_view(deck: Deck, cited: str) -> FactView:
    """A cited fact with its document; `designer` is what was invented for the game."""
    fact = deck.facts.get(cited)
    if fact is None:
        return FactView(cited, "Invented for the game by its designer.", "")
    source = deck.sources[fact.source]
    return FactView(cited, fact.text, ", ".join(part for part in (source.title, source.by, source.date) if part))
