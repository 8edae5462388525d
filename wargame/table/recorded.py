"""What a log says, held against itself, its deck and its dice; for `verify`, and without carrying anything out again.

Each event must be one that may happen where the game stood; each roll is drawn again from its address, each band found
again in its recorded chances, each change found on the board. What a card, an upkeep or an answer ought to have done is
not asked: that is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from wargame.deck import ALL, BANDS, SUCCESSES, Deck
from wargame.rules import (
    Argument,
    BallotCast,
    Body,
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
    Fold,
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
    Put,
    Reasoned,
    ReasonWeighed,
    Responded,
    Revealed,
    Rewound,
    Roll,
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
    encode,
    reversed_changes,
    total,
    unseen,
)
from wargame.store import Record
from wargame.table.course import PRACTICE, inject_address
from wargame.table.progress import Stakes
from wargame.table.rulings import next_move
from wargame.table.umpiring import known_methods
from wargame.umpire import (
    OFF_SIDES,
    OPPOSED,
    Case,
    Dice,
    Method,
    address_of,
    after_off,
    case_of,
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
    GameEnded,
)


class Recorded:
    """Checks that need nothing but what was recorded."""

    def __init__(self, deck: Deck, opened: GameOpened) -> None:
        """`opened` is the body of the log's first event. Raises ValueError for a secret that is not hexadecimal."""
        self._deck = deck
        self._opened = opened
        self._fold = Fold()
        self._values: dict[str, int] = dict(opened.values)
        self._stakes = Stakes.of(deck, opened, known_methods)
        self._ends: frozenset[int] = frozenset()

    @property
    def _dice(self) -> Dice:
        """The game's dice, with the words that had been given by then."""
        return self._stakes.dice(" ".join(self._fold.words.values()))

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
        yield from _CHECKERS[type(each.body)](self, each, each.body)

    def _after(self, body: Body) -> Iterator[str]:
        """What can be said only once an event counts."""
        self._values = dict(self._fold.values)
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

    def signalled(self, each: Event, body: Signalled) -> Iterator[str]:
        """Cards of its own, shown once."""
        own = {card.id for card in self._deck.hand(body.seat) if card.signal}
        if body.seat in self._fold.signalled or not set(body.cards) <= own:
            yield f"{body.seat} shows cards that are not its own, or shows a second time"

    def precedent(self, each: Event, body: PrecedentSet) -> Iterator[str]:
        """Before the first move."""
        if self._fold.moves or self._fold.turn > PRACTICE + 1:
            yield f"the precedent `{body.id}` is set after play has begun"
        if any(fact.id == body.id for fact in self._fold.facts):
            yield f"the precedent `{body.id}` has the name of another"
        if body.seat not in self._deck.seats:
            yield f"the precedent `{body.id}` is that of a seat which the deck does not have"

    def vetoed(self, each: Event, body: Vetoed) -> Iterator[str]:
        """A precedent that stands."""
        if all(fact.id != body.fact or fact.side is None for fact in self._fold.facts):
            yield f"`{body.fact}` is vetoed, which is no precedent"

    def laid(self, each: Event, body: Laid) -> Iterator[str]:
        """A card of the table that waits for something, paid from the board."""
        yield from self.overtaken(each, body)
        if self._deck.cards[body.card].trigger is None:
            yield f"`{body.card}` is laid out of sight, and waits for nothing"
        yield from self.changed(body.paid)

    def sprung(self, each: Event, body: Sprung) -> Iterator[str]:
        """One that was laid."""
        if all((laid.seat, laid.card) != (body.seat, body.card) for laid in self._fold.laid):
            yield f"`{body.card}` is said to spring, and was not laid"
        yield from self._named(body.seat, body.move)

    def _named(self, seat: str, move: str) -> Iterator[str]:
        """Moves are named in the order in which they come to the table, since their dice lie under their names."""
        if move != next_move(self._fold.state(), seat):
            yield f"the next move of {seat} goes by the name `{move}`, which is not its own"

    def responded(self, each: Event, body: Responded) -> Iterator[str]:
        """An answer to a move that waits for its ruling."""
        if body.to not in self._fold.pending:
            yield f"`{body.card}` answers a move that does not wait for its ruling"
        if body.card not in {card.id for card in self._deck.hand(body.seat) if card.answers}:
            yield f"`{body.card}` is no answer that {body.seat} could give"
        yield from self._named(body.seat, body.move)

    def committed(self, each: Event, body: Committed) -> Iterator[str]:
        """What a card promises once it has worked."""
        card, fold = self._deck.cards.get(body.card), self._fold
        worked = {f"{fold.turn}.{move}": ruling.card for move, ruling in fold.rulings.items() if ruling.fact}
        known = any(promise.id == body.id for promise in fold.promises)
        if card is None or card.commits is None or card.commits.then != body.then or card.seat != body.seat:
            yield f"`{body.card}` does not promise this"
        elif worked.get(body.id) != body.card or known:
            yield f"`{body.card}` does not promise this now"

    def due(self, each: Event, body: CommitmentDue) -> Iterator[str]:
        """A promise that is open."""
        if all((made.id, made.seat, made.state) != (body.id, body.seat, "open") for made in self._fold.promises):
            yield f"the promise `{body.id}` is said to be due, and is not open"

    def answered(self, each: Event, body: CommitmentKept | CommitmentBroken) -> Iterator[str]:
        """A promise that is due."""
        if all((made.id, made.seat, made.state) != (body.id, body.seat, "due") for made in self._fold.promises):
            yield f"the promise `{body.id}` is answered, and is not due"
        if isinstance(body, CommitmentKept):
            if all((made.id, made.then) != (body.id, body.card) for made in self._fold.promises):
                yield f"the promise `{body.id}` is kept by `{body.card}`, which it does not name"
            yield from self._named(body.seat, body.move)
        yield from self.changed(body.changes)

    def offered(self, each: Event, body: DealOffered) -> Iterator[str]:
        """Between two seats, told to whom it says."""
        if each.audience != body.deal.audience or not {body.deal.seat, body.deal.other} <= set(self._deck.seats):
            yield f"the deal `{body.deal.id}` is shown to others than it says, or made by others than seats"
        if each.actor != body.deal.seat:
            yield f"the deal `{body.deal.id}` is offered or answered by another seat than it says"
        if any(deal.id == body.deal.id for deal in self._fold.deals):
            yield f"the deal `{body.deal.id}` has the name of another"

    def dealt(self, each: Event, body: DealAnswered | DealClosed) -> Iterator[str]:
        """A deal that waits for this."""
        awaited = "offered" if isinstance(body, DealAnswered) else "agreed"
        known = next((deal for deal in self._fold.deals if deal.id == body.id), None)
        if known is None or known.state != awaited or known.audience != each.audience:
            yield f"the deal `{body.id}` is not {awaited}, or told to others than it says"
        elif isinstance(body, DealAnswered) and each.actor != known.other:
            yield f"the deal `{body.id}` is offered or answered by another seat than it says"
        elif isinstance(body, DealClosed) and not body.kept and body.by not in (known.seat, known.other):
            yield f"the deal `{body.id}` is broken by `{body.by}`, which has not made it"

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

    def about(self, each: Event, body: Any) -> Iterator[str]:
        """What is said of a move: one that waits for its ruling, to whom may hear of it."""
        if body.move not in self._fold.pending:
            yield f"something is said of the move `{body.move}`, which waits for no ruling"
        else:
            yield from self._heard(each, self._fold.table[body.move])

    def _heard(self, each: Event, put: Put) -> Iterator[str]:
        if (each.audience != ALL) != unseen(self._deck, put):
            yield "what is said of a move is shown to others than its card says"

    def floor_taken(self, each: Event, body: FloorTaken) -> Iterator[str]:
        """A move gets the floor once."""
        yield from self.about(each, body)
        if body.move in self._fold.floors:
            yield f"the move `{body.move}` has the floor already"
        if body.seat and body.seat not in self._deck.seats:
            yield f"the floor is taken by `{body.seat}`, which is no seat of the deck"

    def reasoned(self, each: Event, body: Reasoned) -> Iterator[str]:
        """A reason with a number of its own, on a move that is argued, that rests on nothing but what stands."""
        yield from self.about(each, body)
        yield from self._floored(body.move)
        reason, state = body.reason, self._fold.state()
        if any(given.number == reason.number for given in state.argument(body.move).reasons):
            yield "a reason is given under the number of another"
        if reason.seat and reason.seat not in self._deck.seats:
            yield f"a reason is given by `{reason.seat}`, which is no seat of the deck"
        if reason.cites and all(fact.id != reason.cites for fact in state.facts):
            yield f"a reason rests on `{reason.cites}`, which does not stand"

    def weighed(self, each: Event, body: ReasonWeighed) -> Iterator[str]:
        """One that was given."""
        yield from self.about(each, body)
        if all(given.number != body.number for given in self._fold.state().argument(body.move).reasons):
            yield f"no reason {body.number} was given that could be weighed"

    def _floored(self, move: str) -> Iterator[str]:
        if move not in self._fold.floors:
            yield f"the move `{move}` is argued, which has no floor"

    def cast(self, each: Event, body: BallotCast) -> Iterator[str]:
        """A sealed vote is its seat's own."""
        if body.move not in self._fold.floors:
            yield f"a vote is cast on the move `{body.move}`, which has no floor"
        if (each.actor, each.audience) != (body.seat, body.seat):
            yield "a sealed vote is not marked as its seat's own"

    def taken_back(self, each: Event, body: TakenBack) -> Iterator[str]:
        """Something that was handed in, or said, and stands."""
        reasons = self._fold.arguments[body.move].reasons if body.move in self._fold.arguments else ()
        if body.reason is None and self._fold.phase != "plan":
            yield f"{body.seat} takes back a move that lies open"
        elif body.reason is None:
            if body.seat not in self._fold.moves:
                yield f"{body.seat} takes back a move that it has not handed in"
        elif body.move not in self._fold.pending or (body.seat, body.reason) not in {
            (reason.seat, reason.number) for reason in reasons
        }:
            yield "a reason is taken back that was not given, or that counts already"

    def word_given(self, each: Event, body: WordGiven) -> Iterator[str]:
        """Before the first move, and once."""
        if self._fold.moves or self._fold.turn > PRACTICE + 1 or body.seat in self._fold.words:
            yield f"the word of {body.seat} comes too late, or is its second one"

    def rewound(self, each: Event, body: Rewound) -> Iterator[str]:
        """To an event that there is, and with which a command ended."""
        if body.to is None or not 1 < body.to < each.seq:
            yield f"the game is rewound to an event {body.to}, which is none of its own"
        elif body.to not in self._ends:
            yield "the game is rewound into the middle of what came of one command"

    def ruled(self, each: Event, body: Ruled) -> Iterator[str]:
        """The move from the table, the dice from their address, the band from the dice, the changes from the board."""
        yield from self.overtaken(each, body)
        put = self._fold.table.get(body.move)
        if put is None:
            return
        said = self._fold.arguments.get(body.move)
        if body.argument != said or body.free != put.free:
            yield "the ruling rests on other words than were said of the move"
        odds = body.odds
        if odds is not None and odds.chance != total(self._deck.limits, odds.base, odds.modifiers):
            yield f"the chance of {odds.chance} is not what its base and modifiers come to"
        if sum(body.bands.values()) != body.of:
            yield f"the chances of the bands add up to {sum(body.bands.values())}, and not to {body.of}"
        if body.override is not None:
            if body.rolls:
                yield "dice are recorded for an outcome that was set by hand"
        elif body.method in known_methods:
            yield from self._adjudicated(put, body, body.argument or Argument())
        yield from self.changed(body.paid)
        yield from self.changed(body.changes)

    def _adjudicated(self, put: Put, body: Ruled, argument: Argument) -> Iterator[str]:
        """The chances from what was said, the dice from their address, and the band from both."""
        method = known_methods[body.method]
        case = case_of(self._deck, body.odds, argument, body.against)
        if method.lacks(case):
            yield f"the ruling lacks {method.lacks(case)}"
            return
        chances = method.chances(case)
        chances = chances.halved() if argument.counters else chances
        if any(chances.part(band) != Fraction(body.bands.get(band, 0), max(1, body.of)) for band in BANDS):
            yield f"the chances of the bands are not those that {method.title} gives"
        if not body.thrown:
            yield from self._drawn_again(put, body, method, case)
        try:
            band = method.read(case, [roll.value for roll in body.rolls])
        except ValueError as error:
            yield str(error)
            return
        if (body.off is not None) != (bool(argument.counters) and band in SUCCESSES):
            yield "a roll-off is recorded where none was due, or one that was due is missing"
        elif body.off is not None and not 1 <= body.off.value <= OFF_SIDES:
            yield f"a roll-off of {body.off.value} is no fall of d{OFF_SIDES}"
        if after_off(band, body.off) != body.band:
            yield f"a roll of {_values(body.rolls)} is no {body.band} by the recorded chances"

    def _drawn_again(self, put: Put, body: Ruled, method: Method, case: Case) -> Iterator[str]:
        """Every die at its address. Of an opposed pair each side has the same dice, its own first."""
        state, rolls = self._fold.state(), body.rolls
        own = [address_of(state, put)]
        if body.method == OPPOSED:
            if rolls and rolls[0].address.endswith("theirs"):
                rolls = tuple(roll for pair in zip(rolls[1::2], rolls[::2], strict=True) for roll in pair)
                own = [address_of(state, each) for each in state.table.values() if each.id != put.id]
            elsewhere = [roll for roll in rolls if roll.address.rsplit("/", 2)[0] not in own]
        else:
            due = {(each.address, each.sides) for each in method.throw(case, self._dice, own[0])}
            elsewhere = [roll for roll in rolls if (roll.address, roll.sides) not in due]
        if elsewhere:
            place = elsewhere[0].address
            yield f"the roll was drawn at `{place}`, which is not this ruling's address, or with other dice"
        fell = [self._dice.roll(roll.address, roll.sides) for roll in rolls]
        if fell != list(rolls):
            yield f"the roll is recorded as {_values(rolls)}, but its address gives {_values(fell)}"
        if body.off is not None and body.off != self._dice.roll(f"{address_of(state, put)}/off", OFF_SIDES):
            yield "the roll-off is not the one at its address"

    def overtaken(self, each: Event, body: Ruled | Overtaken | Laid) -> Iterator[str]:
        """A move from the table that is due, shown to whom its card says."""
        put, pending = self._fold.table.get(body.move), self._fold.pending
        if put is None or (put.seat, put.card) != (body.seat, body.card):
            yield f"`{body.card}` is ruled, which {body.seat} did not play"
            return
        if body.move not in pending:
            yield f"the move of {body.seat} is ruled, and is not the next one"
        elif pending[0] != body.move and not self._faces(pending[0], body.move):
            earlier = self._fold.recent[-1].body
            paired = isinstance(earlier, Ruled | Overtaken) and self._faces(earlier.move, body.move)
            by_hand = isinstance(body, Ruled) and body.override is not None
            if not paired and not by_hand:
                yield f"the move of {body.seat} is ruled, and is not the next one"
        yield from self._heard(each, put)

    def _faces(self, one: str, other: str) -> bool:
        """Whether one of two moves was set against the other."""
        said = self._fold.arguments
        return (one in said and said[one].opposes == other) or (other in said and said[other].opposes == one)

    def overridden(self, each: Event, body: Overridden) -> Iterator[str]:
        """A ruling of this turn; what it had done is what is undone."""
        was = self._fold.rulings.get(body.move)
        if was is None:
            yield f"the move `{body.move}` is overruled, which has not been ruled in this turn"
            return
        yield from self._heard(each, self._fold.table[body.move])
        if was.band != body.was:
            yield f"the move `{body.move}` is said to have ended in {body.was}, and ended in {was.band}"
        if body.undone != reversed_changes(self._deck, self._values, self._fold.turn, was.changes):
            yield "what an override undoes is not what the ruling had done"
        yield from self.changed(body.undone)
        yield from self.changed(body.changes)

    def settled(self, each: Event, body: Settled) -> Iterator[str]:
        """Something that waits for a person."""
        if body.move not in self._fold.unsettled:
            yield f"the outcome of the move `{body.move}` is settled, which waits for nobody"
        elif body.move in self._fold.table:
            yield from self._heard(each, self._fold.table[body.move])
        yield from self.changed(body.changes)

    def changed(self, changes: Sequence[Change]) -> Iterator[str]:
        """Each change must begin where the board stands."""
        for change in changes:
            present = self._values.get(change.track)
            if present != change.before:
                yield f"`{change.track}` is said to move from {change.before}, and stood at {present}"
            self._values[change.track] = change.after

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

    def ended(self, each: Event, body: GameEnded) -> Iterator[str]:
        """What was revealed must be what was so."""
        if self._fold.practice:
            yield "the game ends, and its practice turn is not over"
        if body.secret != self._opened.secret:
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


def _values(rolls: Sequence[Roll]) -> str:
    return " ".join(str(roll.value) for roll in rolls)


_CHECKERS: dict[type[Body], Callable[[Recorded, Event, Any], Iterator[str]]] = {
    GameOpened: Recorded.opened,
    TurnOpened: Recorded.turn_opened,
    InjectGiven: Recorded.injected,
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
    Judged: Recorded.about,
    BallotCast: Recorded.cast,
    VotesShown: Recorded.about,
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
    GameEnded: Recorded.ended,
}
