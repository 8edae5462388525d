"""What one viewer may know of a game: the only thing that screens, bots, exports and projectors are given.

`view_for` is the one door between the state and everybody else. A view is built up from what its viewer sees, never
cut down from what there is, so a hidden thing can't be forgotten in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wargame.deck import ALL, BANDS, FACILITATOR, PUBLIC, Band, Card, Confidence, Deck, Track, sees
from wargame.rules.argument import Argument, Established, FreeMove
from wargame.rules.events import Face, GameEnded, Published
from wargame.rules.hearing import unseen
from wargame.rules.legality import card_refusals
from wargame.rules.odds import move_odds, weigh
from wargame.rules.pacts import Deal, Promise, PromiseState
from wargame.rules.parts import Odds
from wargame.rules.refusals import Refusal
from wargame.rules.sight import face, known_argument
from wargame.rules.state import Phase, Put, State


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
    """A card in the viewer's hand, with every reason why it can't be played now and the odds as its seat knows them.

    `stage` of `stages` successes of a project are had. `promise` is what its success promises, `answers` whose moves it
    is played against out of turn; a card with `signal` is shown before it is played, and one with `waits_for` lies out
    of sight until that happens. One that `waits` is a way of waiting.
    """

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
    stage: int = 0
    stages: int = 1
    promise: str = ""
    answers: tuple[str, ...] = ()
    signal: bool = False
    waits_for: str = ""
    waits: bool = False

    @property
    def playable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.refusals


@frozen
class MoveView:
    """A move that lies open, or what shows of one: without a card and a free move it is a pass, or unseen as it says.

    `id` names it among the moves of its turn. `odds` are what the viewer knows of them: the card's, or the umpire's
    own; None where there are none. `floor` says that it is argued in full, `by` which seat spent a token on that
    (empty: the facilitator). `voted` are the seats whose sealed votes are in. `asks` is what a person has still to
    settle, `band` how it ended where that is known.
    """

    id: str
    seat: str
    card: CardView | None
    unseen: bool
    ruled: bool
    free: FreeMove | None = None
    odds: Odds | None = None
    argument: Argument = field(factory=Argument)
    floor: bool = False
    by: str = ""
    voted: tuple[str, ...] = ()
    asks: str = ""
    band: Band | None = None


@frozen
class PromiseView:
    """A promise that was made before all. `refusals`, for its own seat, are why it can't be kept now."""

    id: str
    seat: str
    text: str
    then: str
    turn: int
    state: PromiseState
    refusals: tuple[Refusal, ...] = ()


@frozen
class ReportView:
    """What an agency, by its title, wrote: a likelihood in per cent and, apart from it, its confidence."""

    agency: str
    likelihood: int
    confidence: Confidence


@frozen
class EstimateView:
    """The latest reports on a question, and the turn that they were written in."""

    question: str
    turn: int
    reports: tuple[ReportView, ...]


@frozen
class View:
    """All that `viewer` (a seat, `public` or `facilitator`) may know now.

    `tracks` come in the deck's order; `ladders` are the ids of those that face each other. `hand` and `brief` are a
    seat's own; `handed_in` is its sealed move (a card's id, `""` for a pass, None where nothing is handed in).
    `pending` are the seats whose moves wait for a ruling, in order. `news` is what this viewer saw happen in this turn,
    with the closing of the one before. `page` is the front page of the turn that was closed last, until the next one
    opens. In the practice turn, which is turn 0, `practice` holds. `handed_free` is what a sealed free move does.
    `floors_left` says how often each seat may still take the floor, `floors_open` whether this turn has one for them;
    `established` are the results that stand, or have been countered, those that all know of before others, so that they
    have the same numbers for everybody. `words` are the teams' words for the dice, and
    `attempt` counts the rewinds, from 1. `signallers` show cards before the seats choose, `signals` at most, and
    `signalled` are those that were shown. `due` are the ids of the promises that have to be answered now, in order.
    `deals` are those that the viewer knows of. `estimates` are what agencies have written to the viewer, the
    latest of each question. `precedents_left` says how many each seat may still set before play.
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
    handed_free: FreeMove | None = None
    brief: str = ""
    objectives: tuple[str, ...] = ()
    ending: GameEnded | None = None
    practice: bool = False
    page: Published | None = None
    floors_left: Mapping[str, int] = field(factory=dict)
    floors_open: bool = False
    established: tuple[Established, ...] = ()
    words: Mapping[str, str] = field(factory=dict)
    attempt: int = 1
    signallers: tuple[str, ...] = ()
    signalled: Mapping[str, tuple[str, ...]] = field(factory=dict)
    signals: int = 3
    promises: tuple[PromiseView, ...] = ()
    due: tuple[str, ...] = ()
    deals: tuple[Deal, ...] = ()
    precedents_left: Mapping[str, int] = field(factory=dict)
    estimates: tuple[EstimateView, ...] = ()

    @property
    def deals_due(self) -> tuple[Deal, ...]:
        """The deals whose turn is over, of which nobody has said yet whether they were kept."""
        done = self.turn if self.phase in ("close", "page", "ended") else self.turn - 1
        return tuple(each for each in self.deals if each.state == "agreed" and each.due <= done)


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
        state.free.get(viewer) if seat else None,
        seat.private if seat else "",
        tuple(each.text for each in seat.objectives) if seat else (),
        next((each for each in news if isinstance(each, GameEnded)), None),
        state.practice,
        state.page,
        {each: max(0, deck.arguments.tokens - state.spent.get(each, 0)) for each in deck.seats},
        not deck.pace.floors or len(state.floors) < deck.pace.floors,
        tuple(
            sorted(
                (each for each in state.facts if sees(each.audience, viewer)),
                key=lambda each: not sees(each.audience, PUBLIC),
            )
        ),
        state.words,
        state.attempt,
        state.signallers,
        state.signalled,
        deck.signals,
        tuple(_promise(deck, state, each, viewer) for each in state.promises),
        () if state.pending else tuple(each.id for each in state.due),
        tuple(each for each in state.deals if sees(each.audience, viewer)),
        _precedents_left(deck, state) if deck.own_precedents and state.turn <= 1 else {},
        _estimates(deck, state, viewer),
    )


def _estimates(deck: Deck, state: State, viewer: str) -> tuple[EstimateView, ...]:
    """The latest reports on each question whose reports reach the viewer, in the deck's order."""
    latest = {each.estimate: each for each in state.reported}
    found = []
    for name, estimate in deck.estimates.items():
        if name in latest and sees(estimate.audience, viewer):
            titles = {each.id: each.title for each in estimate.agencies}
            said = (ReportView(titles[each.agency], each.likelihood, each.confidence) for each in latest[name].reports)
            found.append(EstimateView(estimate.question, latest[name].turn, tuple(said)))
    return tuple(found)


def _precedents_left(deck: Deck, state: State) -> dict[str, int]:
    own = [each.seat for each in state.facts if each.id.startswith("own.") and not each.countered_by]
    return {seat: deck.own_precedents - own.count(seat) for seat in deck.seats}


def _promise(deck: Deck, state: State, promise: Promise, viewer: str) -> PromiseView:
    made = deck.cards[promise.card].commits
    then = deck.cards[promise.then]
    own = viewer in (promise.seat, FACILITATOR) and promise.state == "due"
    return PromiseView(
        promise.id,
        promise.seat,
        made.text if made is not None else "",
        then.title,
        promise.turn,
        promise.state,
        card_refusals(deck, state, then, "kept") if own else (),
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
    """This turn's open moves, in the order of ruling; passes where they would have come.

    Who passed and yet has a move on the table, an answer say, is not shown to pass: that move goes by the same name.
    """
    found = []
    for seat in state.order:
        own = [put for put in state.table.values() if put.seat == seat]
        if state.moves[seat] is None and seat not in state.free and not own:
            found.append(MoveView(seat, seat, None, unseen=False, ruled=True))
        found += [_move(deck, state, put, viewer) for put in own]
    return tuple(found)


def _move(deck: Deck, state: State, put: Put, viewer: str) -> MoveView:
    card, ruled = deck.cards.get(put.card), put.id not in state.pending
    if unseen(deck, put) and viewer not in (put.seat, FACILITATOR):
        return MoveView(put.id, put.seat, None, unseen=True, ruled=ruled)
    argument, ruling = state.argument(put.id), state.rulings.get(put.id)
    return MoveView(
        put.id,
        put.seat,
        None if card is None else _card(deck, state, card, viewer),
        unseen=False,
        ruled=ruled,
        free=put.free,
        odds=move_odds(deck, state, put, viewer),
        argument=known_argument(argument, viewer),
        floor=put.id in state.floors,
        by=state.floors.get(put.id, ""),
        voted=tuple(seat for seat in deck.seats if seat in argument.ballots or seat in argument.tokens),
        asks=ruling.asks if ruling is not None and put.id in state.unsettled else "",
        band=None if ruling is None else ruling.band,
    )


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
        state.stages.get(card.id, 0),
        card.project,
        card.commits.text if card.commits is not None else "",
        tuple(deck.seats[each].title if each in deck.seats else deck.cards[each].title for each in card.answers),
        card.signal,
        card.trigger.text if card.trigger is not None and own else "",
        card.waits,
    )


def fact_view(deck: Deck, cited: str) -> FactView:
    """A cited fact with its document; `designer` is what was invented for the game."""
    fact = deck.facts.get(cited)
    if fact is None:
        return FactView(cited, "Invented for the game by its designer.", "")
    source = deck.sources[fact.source]
    return FactView(cited, fact.text, ", ".join(part for part in (source.title, source.by, source.date) if part))
