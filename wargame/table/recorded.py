"""What a log says, held against itself, its deck and its dice; for `verify`, and without carrying anything out again.

Each event must be one that may happen where the game stood; each roll is drawn again from its address, each band found
again in its recorded chances, each change found on the board. What a card, an upkeep or an answer ought to have done is
not asked: that is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wargame.deck import ALL, LEAST_RIGHT, MOST_RIGHT
from wargame.rules import (
    PRACTICE,
    BallotCast,
    Body,
    Branched,
    Claimed,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    Estimated,
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
    Phase,
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
    effect_changes,
    encode,
)
from wargame.store import Record
from wargame.table.course import CALENDAR, inject_address
from wargame.table.recorded_floor import FloorChecks
from wargame.table.recorded_pacts import PactChecks
from wargame.table.reporting import report_address, written
from wargame.umpire import (
    commitment,
    secret_from_seed,
)

#: What a body that was never written by this program may make of its reader.
MISFITS = (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError)

#: The first version of the rules whose endings say which objectives were met.
_RULES_WITH_MET = 2
_SIDES = 100

#: The phases in which each kind may happen; what is not named here may happen in any.
_PHASES: dict[type[Body], tuple[Phase, ...]] = {
    TurnOpened: ("page",),
    HandedIn: ("plan",),
    Estimated: ("signal", "plan"),
    Revealed: ("plan",),
    Signalled: ("signal",),
    PrecedentSet: ("signal", "plan"),
    WordGiven: ("signal", "plan"),
    Laid: ("rule",),
    Sprung: ("rule", "close"),
    Responded: ("rule",),
    Committed: ("rule", "close", "page"),
    CommitmentDue: ("rule", "close"),
    CommitmentKept: ("rule",),
    CommitmentBroken: ("rule",),
    TakenBack: ("plan", "rule"),
    FloorTaken: ("rule",),
    Claimed: ("rule",),
    Reasoned: ("rule",),
    ReasonWeighed: ("rule",),
    MethodChosen: ("rule",),
    Judged: ("rule",),
    BallotCast: ("rule",),
    VotesShown: ("rule",),
    Ruled: ("rule",),
    Overtaken: ("rule",),
    Overridden: ("rule", "close", "page"),
    Settled: ("rule", "close", "page"),
    TurnClosed: ("close",),
    Published: ("page",),
    PracticeEnded: ("page",),
    GameEnded: ("page",),
}
#: What everybody hears of, whole.
_TOLD_TO_ALL = (
    *(GameOpened, TurnOpened, Signalled, PrecedentSet, Vetoed, Revealed, Sprung, Responded, Committed, CommitmentDue),
    *(CommitmentKept, CommitmentBroken, TakenBack, Rewound, WordGiven, TurnClosed, Published, PracticeEnded, Seated),
    *(Branched, GameEnded),
)
#: What has to wait until people have decided all that is left to them.
_AFTER_ALL_IS_SETTLED = (TurnClosed, TurnOpened, PracticeEnded, GameEnded)


class Recorded(FloorChecks, PactChecks):
    """Checks that need nothing but what was recorded."""

    def check(self, records: Sequence[Record], events: Sequence[Event]) -> Iterator[tuple[int, str]]:
        """The number of each event that is wrong, with what is wrong.

        Folding goes along, so that a body which can't follow its past is named.
        """
        followed = zip(records, records[1:], events, strict=False)
        self._ends = frozenset(each.seq for record, after, each in followed if record.command != after.command)
        for record, each in zip(records, events, strict=True):
            try:
                for sentence in self._event(record, each):
                    yield each.seq, sentence
                self._fold.apply(each)
                for sentence in self._after(each.body):
                    yield each.seq, sentence
            except MISFITS as error:
                yield each.seq, f"it can't follow what came before: {error!r}"
                return

    def _event(self, record: Record, each: Event) -> Iterator[str]:
        kind, version, body = encode(each.body)
        if (record.kind, record.version) == (kind, version) and record.body != body:
            yield "its body is not written as this program writes it: something was added or moved"
        if isinstance(each.body, _TOLD_TO_ALL) and each.audience != ALL:
            yield f"this `{kind}` event is told to some, and belongs to all"
        yield from self._place(kind, each.body)
        yield from self.owed(each.body)
        yield from self.awaited(each)
        yield from _CHECKERS[type(each.body)](self, each, each.body)

    def _after(self, body: Body) -> Iterator[str]:
        """What can be said only once an event counts."""
        self._values = dict(self._fold.values)
        if isinstance(body, BallotCast):
            self.last_cast(body)
        if isinstance(body, Rewound) and (body.turn, body.phase) != (self._fold.turn, self._fold.phase):
            yield "the game is said to stand elsewhere after the rewind than the events before it lead to"

    def _place(self, kind: str, body: Body) -> Iterator[str]:
        """What may follow what."""
        fold = self._fold
        if isinstance(body, GameOpened):
            if fold.recent:
                yield "the game is opened a second time"
        elif fold.phase == "ended":
            yield f"this `{kind}` event follows the end of the game"
        elif isinstance(fold.recent[-1].body, GameOpened | PracticeEnded):
            if not isinstance(body, TurnOpened):
                yield f"this `{kind}` event stands where a turn must open"
        elif fold.phase not in _PHASES.get(type(body), (fold.phase,)):
            yield f"this `{kind}` event can't happen in the phase `{fold.phase}`"
        elif fold.unsettled and isinstance(body, _AFTER_ALL_IS_SETTLED):
            yield f"this `{kind}` event comes before all is settled that waits for a person"

    def opened(self, each: Event, body: GameOpened) -> Iterator[str]:
        """The deck, the dice and the start that the game was promised."""
        if body.seed is not None and secret_from_seed(body.seed).hex() != body.secret:
            yield f"the secret of the dice does not follow from the seed `{body.seed}`"
        if body.deck_hash != self._deck.hash:
            yield "the deck in the save is not the one that the game was opened with"
        if commitment(bytes.fromhex(body.secret)) != body.commitment:
            yield "the secret of the dice is not the one that was committed to"
        if set(body.players) != set(self._deck.seats):
            yield "its players sit in other seats than the deck has"
        if set(body.values) != set(self._deck.tracks):
            yield "the board that the game starts with has other tracks than the deck"
        else:
            for change in effect_changes(self._deck, body.values, self._fold.turn, ()):
                yield f"`{change.track}` does not start where what it is derived from has it"
        yield from self._drawn(body)

    def _drawn(self, body: GameOpened) -> Iterator[str]:
        for track in self._deck.tracks.values():
            start, roll = body.values.get(track.id), body.draws.get(track.id)
            if not track.draws:
                if track.derived is None and start != track.start:
                    yield f"`{track.id}` does not start where the deck says"
            elif roll is None:
                yield f"the start of `{track.id}` is to be drawn, and no roll is recorded for it"
            elif self._dice.roll(f"start/{track.id}", track.weight) != roll:
                yield f"the roll that drew the start of `{track.id}` is not the one at its address"
            elif start != track.drawn(roll.value):
                yield f"`{track.id}` starts at {start}, which is not what was drawn"
        for name in body.draws:
            if name not in self._deck.tracks or not self._deck.tracks[name].draws:
                yield f"a roll is recorded for the start of `{name}`, which the deck does not leave to chance"

    def turn_opened(self, each: Event, body: TurnOpened) -> Iterator[str]:
        """Turn by turn, and a seat later in each."""
        fold, seats = self._fold, list(self._deck.seats)
        first = PRACTICE if self._opened.practice else PRACTICE + 1
        due = fold.turn + 1 if fold.order else first
        if body.turn != due:
            yield f"turn {body.turn} opens where turn {due} is due"
        elif body.turn > len(self._deck.turns):
            yield f"turn {body.turn} opens, and the deck has {len(self._deck.turns)}"
        if fold.practice and fold.order:
            yield "a turn opens, and the practice turn is not over"
        place = (body.turn - 1) % len(seats)
        if body.order != (*seats[place:], *seats[:place]):
            yield f"the order of turn {body.turn} is not that of the deck's seats, moved on by one each turn"

    def injected(self, each: Event, body: InjectGiven) -> Iterator[str]:
        """News of this turn, as certain as the deck says; where it came by chance, the roll is drawn again."""
        inject, turn, roll = self._deck.injects.get(body.inject), self._fold.turn, body.roll
        if body.by_hand:
            yield from self._by_hand(each, body)
            return
        if self._fold.phase not in ("signal", "plan"):
            yield f"`{body.inject}` arrives by itself in the phase `{self._fold.phase}`"
        if inject is None:
            yield f"the deck has no news `{body.inject}`"
            return
        if not inject.first <= turn <= inject.last:
            yield f"`{body.inject}` does not belong to turn {turn}"
        if body.inject in self._fold.given and not inject.again:
            yield f"`{body.inject}` has arrived before, and may arrive only once"
        if each.audience != inject.audience:
            yield f"`{body.inject}` is shown to others than the deck says"
        if (roll is None) != (body.chance is None):
            yield f"`{body.inject}` has a roll without a chance, or a chance without a roll"
        if body.chance != inject.chance:
            yield f"the chance that `{body.inject}` is said to have had is not the deck's"
        if roll is not None:
            address = inject_address(turn, body.inject, self._fold.attempt)
            if roll != self._dice.roll(address, _SIDES):
                yield f"the roll that `{body.inject}` is said to have come up on is not the one at its address"
            elif body.chance is not None and roll.value > body.chance:
                yield f"`{body.inject}` arrived on a roll of {roll.value}, above its chance of {body.chance}"
        yield from self.changed(body.changes)

    def _by_hand(self, each: Event, body: InjectGiven) -> Iterator[str]:
        """News of the deck goes to whom the deck says, also where somebody gives it; no die is thrown for it."""
        inject = self._deck.injects.get(body.inject)
        if body.inject and (inject is None or each.audience != inject.audience):
            yield f"`{body.inject}` is no news of the deck, or is shown to others than it says"
        if body.roll is not None or body.chance is not None:
            yield "a die is recorded for news that somebody gave by hand"
        yield from self.changed(body.changes)

    def estimated(self, each: Event, body: Estimated) -> Iterator[str]:
        """Reports of this turn on a question of the deck; each is what its throw makes of the recorded truth."""
        estimate, turn = self._deck.estimates.get(body.estimate), self._fold.turn
        if estimate is None:
            yield f"the deck has no question `{body.estimate}` for agencies"
            return
        if body.turn != turn or not estimate.first <= turn <= estimate.last:
            yield f"reports on `{body.estimate}` do not belong to turn {turn}"
        if (body.turn, body.estimate) in {(one.turn, one.estimate) for one in self._fold.reported}:
            yield f"agencies report on `{body.estimate}` a second time in one turn"
        if each.audience != estimate.audience:
            yield f"reports on `{body.estimate}` are shown to others than the deck says"
        if tuple(one.agency for one in body.reports) != tuple(one.id for one in estimate.agencies):
            yield f"the reports on `{body.estimate}` are not those of the deck's agencies"
            return
        for agency, one in zip(estimate.agencies, body.reports, strict=True):
            address = report_address(turn, estimate.id, agency.id, self._fold.attempt)
            if one.roll != self._dice.roll(address, _SIDES):
                yield f"the throw for the report of `{agency.id}` is not the one at its address"
            elif one.right is None or not LEAST_RIGHT <= one.right <= MOST_RIGHT:
                yield f"`{agency.id}` is said to be right in {one.right} of a hundred reports"
            elif body.truth is None or one != written(agency, body.truth, one.right, one.roll, one.confidence):
                yield f"the report of `{agency.id}` is not what its throw makes of the truth"
            elif agency.confidence is not None and one.confidence != agency.confidence:
                yield f"the report of `{agency.id}` has another confidence than the deck says"

    def handed_in(self, each: Event, body: HandedIn) -> Iterator[str]:
        """A sealed move is its seat's own. Nothing is said of the card, which may still be sealed."""
        if (each.actor, each.audience) != (body.seat, body.seat):
            yield "a sealed move is not marked as its seat's own"
        if body.seat not in self._deck.seats:
            yield "a sealed move is that of a seat which the deck does not have"
        if body.seat in self._fold.moves:
            yield f"{body.seat} hands in a second move in one turn"

    def revealed(self, each: Event, body: Revealed) -> Iterator[str]:
        """What lies open must be what was handed in, by all."""
        handed = self._fold.moves
        for move in body.moves:
            free = self._fold.free.get(move.seat)
            if move.seat not in handed or (handed[move.seat], free) != (move.card, move.free):
                yield f"{move.seat} is said to have played `{move.card}`, and did not hand that in"
            elif move.card is not None and move.card not in {card.id for card in self._deck.hand(move.seat)}:
                yield f"{move.seat} has played `{move.card}`, which is none of its cards"
        if tuple(move.seat for move in body.moves) != self._fold.order:
            yield "the moves that are revealed are not one of each seat, in the order of the turn"

    def rewound(self, each: Event, body: Rewound) -> Iterator[str]:
        """To an event that there is, and with which a command ended."""
        if body.to is None or not 1 < body.to < each.seq:
            yield f"the game is rewound to an event {body.to}, which is none of its own"
        elif body.to not in self._ends:
            yield "the game is rewound into the middle of what came of one command"

    def closed(self, each: Event, body: TurnClosed) -> Iterator[str]:
        """The turn that is being played; its upkeep moves the board too."""
        if body.turn != self._fold.turn:
            yield f"turn {body.turn} is closed in turn {self._fold.turn}"
        for step in body.steps:
            yield from self.changed(step.changes)

    def published(self, each: Event, body: Published) -> Iterator[str]:
        """A front page is that of the turn that was closed."""
        if body.turn != self._fold.turn:
            yield f"the front page of turn {body.turn} is shown in turn {self._fold.turn}"

    def practised(self, each: Event, body: PracticeEnded) -> Iterator[str]:
        """Once, where practice was promised; after it the board stands as it did when the table was laid."""
        if not self._opened.practice:
            yield "a practice turn ends, and none was to be played"
        elif not self._fold.practice or self._fold.turn != PRACTICE:
            yield "a practice turn ends that was over already"
        if dict(body.values) != dict(self._opened.values):
            yield "the board after the practice turn is not the one that the game began with"

    def seated(self, each: Event, body: Seated) -> Iterator[str]:
        """Somebody else than before."""
        if body.seat not in self._deck.seats:
            yield f"the deck has no seat `{body.seat}` for somebody else to play"
        elif self._fold.players.get(body.seat) == body.player:
            yield f"{body.seat} is said to change hands, and was played by `{body.player}` before"

    def branched(self, each: Event, body: Branched) -> Iterator[str]:
        """New dice are committed to as those of a new game; what follows is rolled with them."""
        if body.secret:
            self._stakes = self._stakes.after(body)
            if body.commitment != commitment(bytes.fromhex(body.secret)):
                yield "the commitment to the new dice does not belong to their secret"
            if body.seed is not None and secret_from_seed(body.seed).hex() != body.secret:
                yield "the secret of the new dice does not follow from the seed that is named"

    def ended(self, each: Event, body: GameEnded) -> Iterator[str]:
        """What was revealed must be what was so."""
        if self._fold.practice:
            yield "the game ends, and its practice turn is not over"
        if body.cause != CALENDAR:
            if all(end.id != body.cause for end in self._deck.ends):
                yield f"the game is said to end by `{body.cause}`, and the deck has no such ending"
        elif self._fold.turn < len(self._deck.turns):
            yield f"the game is said to end with its calendar, in turn {self._fold.turn} of {len(self._deck.turns)}"
        if body.secret != self._stakes.secret:
            yield "the secret that was revealed is not the one that the game was played with"
        if dict(body.values) != self._values:
            yield "the values that were revealed are not those of the board"
        if self._opened.rules >= _RULES_WITH_MET:
            yield from self._met(body)

    def _met(self, body: GameEnded) -> Iterator[str]:
        if set(body.met) != set(self._deck.seats):
            yield "what was reached is said of other seats than the deck has"
            return
        for seat in self._deck.seats.values():
            if [each.condition is None for each in seat.objectives] != [each is None for each in body.met[seat.id]]:
                yield f"what {seat.id} is said to have reached does not fit its objectives"


_CHECKERS: dict[type[Body], Callable[[Recorded, Event, Any], Iterator[str]]] = {
    GameOpened: Recorded.opened,
    TurnOpened: Recorded.turn_opened,
    InjectGiven: Recorded.injected,
    Estimated: Recorded.estimated,
    HandedIn: Recorded.handed_in,
    Signalled: Recorded.signalled,
    PrecedentSet: Recorded.precedent,
    Vetoed: Recorded.vetoed,
    Revealed: Recorded.revealed,
    Laid: Recorded.laid,
    Sprung: Recorded.sprung,
    Responded: Recorded.responded,
    Committed: Recorded.committed,
    CommitmentDue: Recorded.due,
    CommitmentKept: Recorded.answered,
    CommitmentBroken: Recorded.answered,
    DealOffered: Recorded.offered,
    DealAnswered: Recorded.dealt,
    DealClosed: Recorded.dealt,
    FloorTaken: Recorded.floor_taken,
    Claimed: Recorded.about,
    Reasoned: Recorded.reasoned,
    ReasonWeighed: Recorded.weighed,
    MethodChosen: Recorded.about,
    Judged: Recorded.judged,
    BallotCast: Recorded.cast,
    VotesShown: Recorded.shown,
    Ruled: Recorded.ruled,
    Overridden: Recorded.overridden,
    Settled: Recorded.settled,
    TakenBack: Recorded.taken_back,
    Rewound: Recorded.rewound,
    WordGiven: Recorded.word_given,
    Overtaken: Recorded.overtaken,
    TurnClosed: Recorded.closed,
    Published: Recorded.published,
    PracticeEnded: Recorded.practised,
    Seated: Recorded.seated,
    Branched: Recorded.branched,
    GameEnded: Recorded.ended,
}
