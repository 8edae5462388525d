"""Where a game stands: a fold over the events in effect, and nothing else.

A rewind is an event as well. It does not change the log: one pass over it finds the events that are in effect, and
these are folded. What belongs to the room and not to the story is kept through it: who sits where, the teams' words
for the dice, and how many attempts there have been, so that no roll is ever thrown a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import evolve, fields, frozen

from wargame.deck import SUCCESSES, Strength
from wargame.rules.argument import Argument, Established, FreeMove, Reason
from wargame.rules.events import (
    BallotCast,
    Change,
    Claimed,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    Event,
    FloorTaken,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Judged,
    Laid,
    MethodChosen,
    Overridden,
    Overtaken,
    PracticeEnded,
    PrecedentSet,
    Published,
    Reasoned,
    ReasonWeighed,
    Responded,
    Revealed,
    Rewound,
    Ruled,
    Seated,
    Settled,
    Signalled,
    Sprung,
    TakenBack,
    TurnClosed,
    TurnOpened,
    Vetoed,
    VotesShown,
    WordGiven,
)
from wargame.rules.pacts import Deal, DealState, Promise, PromiseState

#: signal: seats show cards that they may play; plan: seats hand in; rule: moves are ruled one by one; close: all are
#: ruled; page: the turn is closed, and what it brought is told; ended.
Phase = Literal["signal", "plan", "rule", "close", "page", "ended"]

#: An event in effect, and those before it.
_Link = tuple[Event, "_Link | None"]

#: What a rewind leaves as it is.
OF_THE_ROOM = (Seated, WordGiven)


PutKind = Literal["move", "response", "sprung", "kept"]


@frozen
class Put:
    """A move that lies on the table: a card, or a free move where `card` is empty.

    `id` names it among the moves of its turn; it is the seat, and a number from the seat's second move on. `kind` says
    how it came there: handed in; in answer to the move `to`; sprung from hiding; or to keep a promise.
    """

    id: str
    seat: str
    card: str = ""
    free: FreeMove | None = None
    kind: PutKind = "move"
    to: str = ""


@frozen
class State:
    """A position.

    `values` are the present values of all tracks, `opened` those when this turn opened and `before` those when the
    turn before it opened. `moves` are the cards that were handed in this turn, by seat (None: a pass, or a free move),
    and `free` the free ones; `table` are the moves that lie open, `pending` the ids of those that wait for a ruling, in
    order. `played` says how often each card has been ruled, `given` how often each inject has arrived. `recent` are the
    events of this turn, and before them the closing of the last one with what followed it. `page` is the front page
    of the turn that was closed last. Turn 0 is the practice turn.

    Of this turn: `floors` are the moves that are argued in full, with the seat that spent a token on each (empty: the
    facilitator gave it), `arguments` what was said, `rulings` what was ruled, `unsettled` the ids of moves with
    something that a person has still to decide. Of the game: `spent`, the tokens that each seat has spent; `facts`,
    what is established; `said_before`, the reasons that each seat has given in earlier rulings; `words`, each team's
    word for the dice; `attempt`, which is 1 and one more for each rewind; `taken_back`, how many things were taken
    back; `laid`, the cards that lie out of sight until something springs them; `stages`, the successes of projects by
    card; `promises` and `deals` as they stand.

    Of this turn too: `signallers`, the seats that show cards first, and `signalled` what each has shown; `swayed`, the
    points by which answers move the odds of moves, each with its card; `called` says that the promises which are due
    have been found.
    """

    seq: int
    turn: int
    phase: Phase
    players: Mapping[str, str]
    values: Mapping[str, int]
    opened: Mapping[str, int]
    before: Mapping[str, int]
    order: tuple[str, ...]
    moves: Mapping[str, str | None]
    pending: tuple[str, ...]
    played: Mapping[str, int]
    recent: tuple[Event, ...]
    given: Mapping[str, int]
    practice: bool
    page: Published | None
    ending: GameEnded | None
    free: Mapping[str, FreeMove]
    table: Mapping[str, Put]
    floors: Mapping[str, str]
    arguments: Mapping[str, Argument]
    rulings: Mapping[str, Ruled]
    unsettled: tuple[str, ...]
    spent: Mapping[str, int]
    facts: tuple[Established, ...]
    said_before: frozenset[tuple[str, str]]
    words: Mapping[str, str]
    attempt: int
    taken_back: int
    signallers: tuple[str, ...]
    signalled: Mapping[str, tuple[str, ...]]
    laid: tuple[Laid, ...]
    stages: Mapping[str, int]
    swayed: Mapping[str, tuple[tuple[int, str], ...]]
    promises: tuple[Promise, ...]
    called: bool
    deals: tuple[Deal, ...]

    @property
    def scope(self) -> dict[str, int]:
        """The values that conditions and amounts are read over: the tracks, and `turn`."""
        return {**self.values, "turn": self.turn}

    @property
    def due(self) -> tuple[Promise, ...]:
        """The promises that are due, in the order in which their seats answer."""
        due = [each for each in self.promises if each.state == "due"]
        return tuple(sorted(due, key=lambda each: self.order.index(each.seat)))

    def argument(self, move: str) -> Argument:
        """What was said about a move that lies on the table; nothing, where nobody has spoken."""
        return self.arguments.get(move) or Argument()

    @property
    def dice_words(self) -> str:
        """The teams' words as they go into the key of the dice."""
        return " ".join(self.words.values())


_FIELDS = tuple(each.name for each in fields(State))
_RECENT = _FIELDS.index("recent")


def spoken(text: str) -> str:
    """A reason as it is held against others: capitals, blanks and a full stop make no difference."""
    return " ".join(text.casefold().split()).rstrip(".!")


class Fold:
    """Events laid one upon the other. Mutable for speed while folding; `state` hands out a value.

    What a fold holds is replaced when it changes, never changed in place, so that the states it hands out may share it;
    but for `recent`, which grows with each event.
    """

    __slots__ = (*_FIELDS, "_past")

    seq: int
    turn: int
    phase: Phase
    players: Mapping[str, str]
    values: Mapping[str, int]
    opened: Mapping[str, int]
    before: Mapping[str, int]
    order: tuple[str, ...]
    moves: Mapping[str, str | None]
    pending: tuple[str, ...]
    played: Mapping[str, int]
    recent: list[Event]
    given: Mapping[str, int]
    practice: bool
    page: Published | None
    ending: GameEnded | None
    free: Mapping[str, FreeMove]
    table: Mapping[str, Put]
    floors: Mapping[str, str]
    arguments: Mapping[str, Argument]
    rulings: Mapping[str, Ruled]
    unsettled: tuple[str, ...]
    spent: Mapping[str, int]
    facts: tuple[Established, ...]
    said_before: frozenset[tuple[str, str]]
    words: Mapping[str, str]
    attempt: int
    taken_back: int
    signallers: tuple[str, ...]
    signalled: Mapping[str, tuple[str, ...]]
    laid: tuple[Laid, ...]
    stages: Mapping[str, int]
    swayed: Mapping[str, tuple[tuple[int, str], ...]]
    promises: tuple[Promise, ...]
    called: bool
    deals: tuple[Deal, ...]

    def __init__(self) -> None:
        self._past: list[Event] | None = []
        self._clear()

    def _clear(self) -> None:
        self.seq = self.turn = self.taken_back = 0
        self.phase = "close"
        self.players, self.values, self.opened, self.before = {}, {}, {}, {}
        self.moves, self.played, self.given, self.free = {}, {}, {}, {}
        self.table, self.floors, self.arguments, self.rulings, self.spent = {}, {}, {}, {}, {}
        self.order, self.pending, self.recent = (), (), []
        self.unsettled, self.facts, self.words = (), (), {}
        self.said_before = frozenset()
        self.signalled, self.stages, self.swayed = {}, {}, {}
        self.laid, self.promises, self.deals, self.signallers = (), (), (), ()
        self.called = False
        self.practice = False
        self.page = self.ending = None
        self.attempt = 1

    @classmethod
    def at(cls, state: State) -> Fold:
        """A fold that goes on from a position. It can't be rewound: what came before is not known to it."""
        self = cls()
        self._past = None
        for name in _FIELDS:
            setattr(self, name, getattr(state, name))
        self.recent = list(state.recent)
        return self

    def apply(self, event: Event) -> None:
        """One more event. Raises ValueError for a rewind where the past is not known."""
        if isinstance(event.body, Rewound):
            self._rewind(event, event.body)
        else:
            self._lay(event)
        if self._past is not None:
            self._past.append(event)

    def _lay(self, event: Event) -> None:
        self.seq = event.seq
        self.recent.append(event)
        _HANDLERS[type(event.body)](self, event, event.body)

    def _rewind(self, event: Event, body: Rewound) -> None:
        if self._past is None or body.to is None:
            raise ValueError("a fold that goes on from a position can't be rewound")
        attempts = 1 + sum(isinstance(each.body, Rewound) for each in self._past)
        taken_back = self.taken_back
        self._clear()
        for each in in_effect((*self._past, event)):
            self._lay(each)
        self.seq = event.seq
        self.recent.append(event)
        self.attempt, self.taken_back = attempts + 1, taken_back

    def state(self) -> State:
        """The position now; later events do not touch it."""
        held = [getattr(self, name) for name in _FIELDS]
        held[_RECENT] = tuple(self.recent)
        return State(*held)

    def change(self, changes: tuple[Change, ...]) -> None:
        """Set each track to its value after."""
        if changes:
            self.values = {**self.values, **{each.track: each.after for each in changes}}

    def open_game(self, event: Event, body: GameOpened) -> None:
        """The first event."""
        self.players = dict(body.players)
        self.values = self.opened = dict(body.values)
        self.practice = body.practice

    def open_turn(self, event: Event, body: TurnOpened) -> None:
        """A turn begins: nothing is handed in."""
        self.turn = body.turn
        self.order = body.order
        self.moves, self.free, self.table = {}, {}, {}
        self.floors, self.arguments, self.rulings = {}, {}, {}
        self.pending = self.unsettled = ()
        self.signalled, self.swayed, self.called = {}, {}, False
        self.signallers, self.phase = body.signals, "signal" if body.signals else "plan"
        self.page = None
        self._forget_before((TurnClosed, PracticeEnded))
        self.before = self.opened
        self.opened = self.values

    def give_inject(self, event: Event, body: InjectGiven) -> None:
        """News and what it changed."""
        if body.inject:
            self.given = {**self.given, body.inject: self.given.get(body.inject, 0) + 1}
        self.change(body.changes)

    def hand_in(self, event: Event, body: HandedIn) -> None:
        """A sealed move."""
        self.moves = {**self.moves, body.seat: body.card}
        if body.free is not None:
            self.free = {**self.free, body.seat: body.free}

    def reveal(self, event: Event, body: Revealed) -> None:
        """Moves lie open; passes need no ruling."""
        puts = (Put(seat, seat, self.moves.get(seat) or "", self.free.get(seat)) for seat in self.order)
        self.table = {each.id: each for each in puts if each.card or each.free}
        self.pending = tuple(self.table)
        self.phase = "rule" if self.pending else "close"

    def signal(self, event: Event, body: Signalled) -> None:
        """Cards that were shown; after the last seat that had to, all choose."""
        self.signalled = {**self.signalled, body.seat: body.cards}
        if set(self.signallers) <= set(self.signalled):
            self.phase = "plan"

    def set_precedent(self, event: Event, body: PrecedentSet) -> None:
        """Something stands before play."""
        self.facts = (*self.facts, Established(body.id, body.seat, 0, body.text, event.audience, side=body.side))

    def veto(self, event: Event, body: Vetoed) -> None:
        """A precedent stands no more."""
        self.facts = tuple(each for each in self.facts if each.id != body.fact)

    def lay(self, event: Event, body: Laid) -> None:
        """A card is paid for and lies out of sight."""
        self.change(body.paid)
        self.laid = (*self.laid, body)
        self._done(body.move)

    def spring(self, event: Event, body: Sprung) -> None:
        """It lies open, and comes next."""
        self.laid = tuple(each for each in self.laid if (each.seat, each.card) != (body.seat, body.card))
        self._put_first(Put(body.move, body.seat, body.card, kind="sprung"))

    def respond(self, event: Event, body: Responded) -> None:
        """An answer comes before the move that it answers."""
        self.table = {**self.table, body.move: Put(body.move, body.seat, body.card, kind="response", to=body.to)}
        place = self.pending.index(body.to)
        self.pending = (*self.pending[:place], body.move, *self.pending[place:])
        self._answers_first()

    def _answers_first(self) -> None:
        """An answer also comes before a move that is set against the one which it answers: both are ruled at once."""
        for move in [each for each in self.pending if self.table[each].kind == "response"]:
            target = self.table[move].to
            pair = (place for place, each in enumerate(self.pending) if each == target or self._faces(each, target))
            place = min(pair, default=len(self.pending))
            if place < self.pending.index(move):
                rest = [each for each in self.pending if each != move]
                self.pending = (*rest[:place], move, *rest[place:])

    def _faces(self, one: str, other: str) -> bool:
        opposed = {each: said.opposes for each, said in self.arguments.items()}
        return opposed.get(one) == other or opposed.get(other) == one

    def _put_first(self, put: Put) -> None:
        self.table = {**self.table, put.id: put}
        self.pending = (put.id, *self.pending)
        if self.phase == "close":
            self.phase = "rule"

    def commit(self, event: Event, body: Committed) -> None:
        """A promise more."""
        self.promises = (*self.promises, Promise(body.id, body.seat, body.card, body.then, self.turn))

    def call(self, event: Event, body: CommitmentDue) -> None:
        """A promise is due."""
        self._promised(body.id, "due")
        self.called, self.phase = True, "rule"

    def _promised(self, promise: str, state: PromiseState) -> None:
        self.promises = tuple(evolve(each, state=state) if each.id == promise else each for each in self.promises)

    def keep(self, event: Event, body: CommitmentKept) -> None:
        """Its card is ruled next."""
        self.change(body.changes)
        self._promised(body.id, "kept")
        self._put_first(Put(body.move, body.seat, body.card, kind="kept"))

    def break_promise(self, event: Event, body: CommitmentBroken) -> None:
        """What breaking it does."""
        self.change(body.changes)
        self._promised(body.id, "broken")
        self._settle_phase()

    def offer_deal(self, event: Event, body: DealOffered) -> None:
        """A slip more."""
        self.deals = (*self.deals, body.deal)

    def _dealt(self, deal: str, state: DealState) -> None:
        self.deals = tuple(evolve(each, state=state) if each.id == deal else each for each in self.deals)

    def answer_deal(self, event: Event, body: DealAnswered) -> None:
        """Taken, or not."""
        self._dealt(body.id, "agreed" if body.agreed else "refused")

    def close_deal(self, event: Event, body: DealClosed) -> None:
        """Kept, or broken."""
        self._dealt(body.id, "kept" if body.kept else "broken")

    def take_floor(self, event: Event, body: FloorTaken) -> None:
        """A move is argued in full."""
        self.floors = {**self.floors, body.move: body.seat}
        if body.seat:
            self.spent = {**self.spent, body.seat: self.spent.get(body.seat, 0) + 1}

    def claim(self, event: Event, body: Claimed) -> None:
        """What a move is for."""
        if body.action and self.table[body.move].free is not None:
            self.table = {**self.table, body.move: evolve(self.table[body.move], free=FreeMove(body.action))}
        self._argue(body.move, claim=body.claim)

    def _argue(self, move: str, **said: Any) -> None:
        argument = self.arguments.get(move) or Argument()
        self.arguments = {**self.arguments, move: evolve(argument, **said)}

    def give_reason(self, event: Event, body: Reasoned) -> None:
        """One reason more."""
        reasons = self.arguments[body.move].reasons if body.move in self.arguments else ()
        self._argue(body.move, reasons=(*reasons, body.reason))

    def weigh_reason(self, event: Event, body: ReasonWeighed) -> None:
        """A reason is found weaker or stronger."""
        self._argue(body.move, reasons=_reweighed(self.arguments[body.move].reasons, body.number, body.strength))

    def choose_method(self, event: Event, body: MethodChosen) -> None:
        """Another method for one ruling."""
        self._argue(body.move, method=body.method)

    def judge(self, event: Event, body: Judged) -> None:
        """What the umpire was asked."""
        said: dict[str, Any] = {
            "rating": body.rating,
            "leverage": body.leverage,
            "decided": body.decided,
            "opposes": body.opposes,
            "counters": body.counters,
        }
        told = {name: value for name, value in said.items() if value is not None}
        if body.chance is not None:
            told |= {"chance": body.chance, "because": body.because}
        self._argue(body.move, **told)
        if body.opposes == "":
            for move, argument in self.arguments.items():
                if argument.opposes == body.move:
                    self._argue(move, opposes="")
        self._answers_first()

    def cast_ballot(self, event: Event, body: BallotCast) -> None:
        """A sealed vote; a later one of the same seat takes its place."""
        argument = self.arguments.get(body.move) or Argument()
        if body.chance is not None:
            self._argue(body.move, ballots={**argument.ballots, body.seat: body.chance})
        if body.token is not None:
            self._argue(body.move, tokens={**argument.tokens, body.seat: body.token})

    def show_votes(self, event: Event, body: VotesShown) -> None:
        """Votes lie open."""
        if body.chances:
            self._argue(body.move, shown=body.chances, ballots={})
        if body.tokens:
            self._argue(body.move, bag=body.tokens, tokens={})

    def rule(self, event: Event, body: Ruled) -> None:
        """A ruling's cost and changes, and what it establishes."""
        self.change(body.paid)
        self.change(body.changes)
        move = body.move or body.seat
        if body.card:
            self.played = {**self.played, body.card: self.played.get(body.card, 0) + 1}
        self.rulings = {**self.rulings, move: body}
        if body.asks:
            self.unsettled = (*self.unsettled, move)
        if body.argument is not None:
            given = ((each.seat, spoken(each.text)) for each in body.argument.reasons if each.strength is not None)
            self.said_before |= frozenset(given)
            self._counter(move, body.argument.counters if body.fact else "")
        self._establish(event, move, body.seat, body.card, body.fact)
        if body.stage:
            self.stages = {**self.stages, body.card: body.stage}
        self._sway(move, body.card, body.sways)
        self._done(move)

    def _sway(self, move: str, card: str, points: int) -> None:
        """An answer moves the odds of what it answers, once."""
        target = self.table[move].to if move in self.table else ""
        if points and target:
            others = (each for each in self.swayed.get(target, ()) if each[1] != card)
            self.swayed = {**self.swayed, target: (*others, (points, card))}

    def _establish(self, event: Event, move: str, seat: str, card: str, text: str) -> None:
        name = f"{self.turn}.{move}"
        self.facts = tuple(each for each in self.facts if each.id != name)
        if text:
            self.facts = (*self.facts, Established(name, seat, self.turn, text, event.audience, card))

    def _counter(self, move: str, fact: str) -> None:
        """What this move has countered so far stands again, unless it is `fact`."""
        by = f"{self.turn}.{move}"
        restored = (evolve(each, countered_by="") if each.countered_by == by else each for each in self.facts)
        self.facts = tuple(evolve(each, countered_by=by) if each.id == fact else each for each in restored)

    def override(self, event: Event, body: Overridden) -> None:
        """What a ruling did is undone, and something else done."""
        self.change(body.undone)
        self.change(body.changes)
        was = self.rulings[body.move]
        stage = body.stage if body.stage > self.stages.get(was.card, 0) - bool(was.stage) else 0
        now = evolve(was, band=body.band, changes=body.changes, fact=body.fact, asks=body.asks, stage=stage)
        self.rulings = {**self.rulings, body.move: now}
        self.unsettled = tuple(each for each in self.unsettled if each != body.move)
        if body.asks:
            self.unsettled = (*self.unsettled, body.move)
        if was.argument is not None:
            self._counter(body.move, was.argument.counters if body.fact else "")
        self._establish(event, body.move, was.seat, was.card, body.fact)
        if was.stages > 1:
            self.stages = {**self.stages, was.card: body.stage}
        self._sway(body.move, was.card, body.sways)
        if body.band not in SUCCESSES:
            self._unsay(body.move, was.card)

    def _unsay(self, move: str, card: str) -> None:
        """A move that has failed after all promises nothing, and sways nothing."""
        made = f"{self.turn}.{move}"
        self.promises = tuple(each for each in self.promises if each.id != made or each.state not in ("open", "due"))
        if self.phase in ("rule", "close"):
            self._settle_phase()
        self.swayed = {
            target: tuple(each for each in several if each[1] != card) for target, several in self.swayed.items()
        }

    def settle(self, event: Event, body: Settled) -> None:
        """A person has decided; an override of the ruling undoes this too."""
        self.change(body.changes)
        was = self.rulings[body.move]
        self.rulings = {**self.rulings, body.move: evolve(was, changes=(*was.changes, *body.changes))}
        self.unsettled = tuple(each for each in self.unsettled if each != body.move)

    def take_back(self, event: Event, body: TakenBack) -> None:
        """As if it had not been handed in, or not been said."""
        self.taken_back += 1
        if body.reason is None:
            self.moves = {seat: card for seat, card in self.moves.items() if seat != body.seat}
            self.free = {seat: free for seat, free in self.free.items() if seat != body.seat}
        else:
            reasons = self.arguments[body.move].reasons
            self._argue(body.move, reasons=tuple(each for each in reasons if each.number != body.reason))

    def give_word(self, event: Event, body: WordGiven) -> None:
        """One word more for the dice."""
        self.words = {**self.words, body.seat: body.word}

    def overtake(self, event: Event, body: Overtaken) -> None:
        """A move that came too late."""
        self._done(body.move or body.seat)

    def _done(self, move: str) -> None:
        self.pending = tuple(each for each in self.pending if each != move)
        self._settle_phase()

    def _settle_phase(self) -> None:
        """Rulings go on while a move waits, or a promise is due."""
        due = any(each.state == "due" for each in self.promises)
        self.phase = "rule" if self.pending or due else "close"

    def close_turn(self, event: Event, body: TurnClosed) -> None:
        """Upkeep, and the front page is due."""
        for step in body.steps:
            self.change(step.changes)
        self.phase = "page"

    def publish(self, event: Event, body: Published) -> None:
        """What the turn brought, as the room reads it."""
        self.page = body

    def end_practice(self, event: Event, body: PracticeEnded) -> None:
        """As if nothing had been played."""
        self.values = self.opened = dict(body.values)
        self.played, self.given, self.spent, self.stages = {}, {}, {}, {}
        self.facts = tuple(evolve(each, countered_by="") for each in self.facts if each.side is not None)
        self.said_before = frozenset()
        self.laid, self.promises, self.deals = (), (), ()
        self.practice = False

    def sit(self, event: Event, body: Seated) -> None:
        """Somebody else plays a seat."""
        self.players = {**self.players, body.seat: body.player}

    def _forget_before(self, kinds: tuple[type, ...]) -> None:
        """Leave of the recent events the last of these kinds and what followed it."""
        places = [place for place, event in enumerate(self.recent) if isinstance(event.body, kinds)]
        self.recent = self.recent[places[-1] if places else 0 :]

    def end(self, event: Event, body: GameEnded) -> None:
        """The last event."""
        self.phase = "ended"
        self.ending = body


def _reweighed(reasons: tuple[Reason, ...], number: int, strength: Strength | None) -> tuple[Reason, ...]:
    return tuple(evolve(each, strength=strength) if each.number == number else each for each in reasons)


_HANDLERS: dict[type, Callable[[Fold, Event, Any], None]] = {
    GameOpened: Fold.open_game,
    TurnOpened: Fold.open_turn,
    InjectGiven: Fold.give_inject,
    HandedIn: Fold.hand_in,
    Signalled: Fold.signal,
    PrecedentSet: Fold.set_precedent,
    Vetoed: Fold.veto,
    Revealed: Fold.reveal,
    Laid: Fold.lay,
    Sprung: Fold.spring,
    Responded: Fold.respond,
    Committed: Fold.commit,
    CommitmentDue: Fold.call,
    CommitmentKept: Fold.keep,
    CommitmentBroken: Fold.break_promise,
    DealOffered: Fold.offer_deal,
    DealAnswered: Fold.answer_deal,
    DealClosed: Fold.close_deal,
    FloorTaken: Fold.take_floor,
    Claimed: Fold.claim,
    Reasoned: Fold.give_reason,
    ReasonWeighed: Fold.weigh_reason,
    MethodChosen: Fold.choose_method,
    Judged: Fold.judge,
    BallotCast: Fold.cast_ballot,
    VotesShown: Fold.show_votes,
    Ruled: Fold.rule,
    Overridden: Fold.override,
    Settled: Fold.settle,
    TakenBack: Fold.take_back,
    WordGiven: Fold.give_word,
    Overtaken: Fold.overtake,
    TurnClosed: Fold.close_turn,
    Published: Fold.publish,
    PracticeEnded: Fold.end_practice,
    Seated: Fold.sit,
    GameEnded: Fold.end,
}


def in_effect(events: Iterable[Event]) -> list[Event]:
    """The events that count: without those that a rewind has taken back, and without the rewinds themselves.

    What belongs to the room (`OF_THE_ROOM`) stays, whenever it happened. Raises LookupError for a rewind to an event
    that is not there.
    """
    tip: _Link | None = None
    after: dict[int, _Link | None] = {0: None}
    room: list[Event] = []
    for event in events:
        if isinstance(event.body, Rewound):
            to = event.body.to or 0
            tip = after[to]
            for each in room:
                tip = (each, tip) if each.seq > to else tip
        else:
            tip = (event, tip)
            if isinstance(event.body, OF_THE_ROOM):
                room.append(event)
        after[event.seq] = tip
    counts = []
    while tip is not None:
        counts.append(tip[0])
        tip = tip[1]
    return counts[::-1]


def resume(state: State, events: Iterable[Event]) -> State:
    """The position after these events, which follow on `state`. Raises ValueError where they rewind the game."""
    folded = Fold.at(state)
    for event in events:
        folded.apply(event)
    return folded.state()


def fold(events: Iterable[Event]) -> State:
    """The position after these events, which begin with the first of the game."""
    folded = Fold()
    for event in events:
        folded.apply(event)
    return folded.state()
