"""A fold over the events in effect: one handler for each kind, and a position whenever it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import Any

from attrs import evolve

from wargame.rules.argument import VETO, Established
from wargame.rules.events import (
    Branched,
    Estimated,
    Event,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Laid,
    Overridden,
    Overtaken,
    PracticeEnded,
    Published,
    Responded,
    Revealed,
    Rewound,
    Ruled,
    Seated,
    Settled,
    Sprung,
    TakenBack,
    TurnClosed,
    TurnOpened,
    WordGiven,
)
from wargame.rules.floor_events import (
    BallotCast,
    Claimed,
    FloorTaken,
    Judged,
    MethodChosen,
    Reasoned,
    ReasonWeighed,
    VotesShown,
)
from wargame.rules.floor_folding import FloorFolding
from wargame.rules.history import in_effect
from wargame.rules.pact_events import (
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    PrecedentSet,
    Signalled,
    Vetoed,
)
from wargame.rules.pact_folding import PactFolding
from wargame.rules.state import FIELDS, Put, State, spoken

#: Where the recent events stand among the fields.
_RECENT = FIELDS.index("recent")


class Fold(FloorFolding, PactFolding):
    """Events laid one upon the other. Mutable for speed while folding; `state` hands out a value.

    What a fold holds is replaced when it changes, never changed in place, so that the states it hands out may share it;
    but for `recent`, which grows with each event.
    """

    __slots__ = ("_past",)

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
        self.reported = ()
        self.called = False
        self.practice = False
        self.page = self.ending = None
        self.attempt = 1

    @classmethod
    def at(cls, state: State) -> Fold:
        """A fold that goes on from a position. It can't be rewound: what came before is not known to it."""
        self = cls()
        self._past = None
        for name in FIELDS:
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
        held = [getattr(self, name) for name in FIELDS]
        held[_RECENT] = tuple(self.recent)
        return State(*held)

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

    def report(self, event: Event, body: Estimated) -> None:
        """What agencies wrote."""
        self.reported = (*self.reported, body)

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
        """A result stands, in place of what stood by the same move, if anything did."""
        name = f"{self.turn}.{move}"
        of_this_turn = takewhile(lambda place: self.facts[place].turn == self.turn, range(len(self.facts) - 1, -1, -1))
        place = next((place for place in of_this_turn if self.facts[place].id == name), len(self.facts))
        fact = (Established(name, seat, self.turn, text, event.audience, card),) if text else ()
        self.facts = (*self.facts[:place], *fact, *self.facts[place + 1 :])
        self._counter()

    def _counter(self) -> None:
        """What a result of this turn contradicts falls, and what none contradicts any more stands again."""
        contradicted: dict[str, str] = {}
        against = [
            (move, ruling.fact, ruling.argument.counters)
            for move, ruling in self.rulings.items()
            if ruling.argument is not None and ruling.argument.counters
        ]
        if not against:
            return
        for move, fact, counters in against:
            if fact:
                contradicted.setdefault(counters, f"{self.turn}.{move}")
        this_turn = f"{self.turn}."
        self.facts = tuple(
            evolve(each, countered_by=contradicted.get(each.id, ""))
            if each.countered_by.startswith(this_turn) or (each.id in contradicted and not each.countered_by)
            else each
            for each in self.facts
        )

    def override(self, event: Event, body: Overridden) -> None:
        """What a ruling did is undone, and something else done."""
        self.change(body.undone)
        self.change(body.changes)
        was = self.rulings[body.move]
        stage = body.stage if body.stage > self.stages.get(was.card, 0) - bool(was.stage) else 0
        now = evolve(
            was,
            band=body.band,
            changes=body.changes,
            fact=body.fact,
            asks=body.asks,
            stage=stage,
            peeled=body.peeled,
        )
        self.rulings = {**self.rulings, body.move: now}
        self.unsettled = tuple(each for each in self.unsettled if each != body.move)
        if body.asks:
            self.unsettled = (*self.unsettled, body.move)
        self._establish(event, body.move, was.seat, was.card, body.fact)
        if was.stages > 1:
            self.stages = {**self.stages, was.card: body.stage}
        self._sway(body.move, was.card, body.sways)
        if not body.fact:
            self._unsay(body.move, was.card)

    def _unsay(self, move: str, card: str) -> None:
        """A move that has not come off after all promises nothing, and sways nothing."""
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

    def overtake(self, event: Event, body: Overtaken) -> None:
        """A move that came too late: what was spent on it is given back."""
        move = body.move or body.seat
        by = self.floors.get(move)
        if by:
            self.spent = {**self.spent, by: self.spent[by] - 1}
        self.floors = {each: seat for each, seat in self.floors.items() if each != move}
        self._done(move)

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
        standing = (each for each in self.facts if each.side is not None)
        self.facts = tuple(each if each.countered_by == VETO else evolve(each, countered_by="") for each in standing)
        self.said_before = frozenset()
        self.laid, self.promises, self.deals = (), (), ()
        self.practice = False

    def sit(self, event: Event, body: Seated) -> None:
        """Somebody else plays a seat."""
        self.players = {**self.players, body.seat: body.player}

    def branch(self, event: Event, body: Branched) -> None:
        """The position stays what it was there."""

    def _forget_before(self, kinds: tuple[type, ...]) -> None:
        """Leave of the recent events the last of these kinds and what followed it."""
        places = [place for place, event in enumerate(self.recent) if isinstance(event.body, kinds)]
        self.recent = self.recent[places[-1] if places else 0 :]

    def end(self, event: Event, body: GameEnded) -> None:
        """The last event."""
        self.phase = "ended"
        self.ending = body


_HANDLERS: dict[type, Callable[[Fold, Event, Any], None]] = {
    GameOpened: Fold.open_game,
    TurnOpened: Fold.open_turn,
    InjectGiven: Fold.give_inject,
    Estimated: Fold.report,
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
    Branched: Fold.branch,
    GameEnded: Fold.end,
}


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
