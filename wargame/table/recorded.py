"""What a log says, held against itself, its deck and its dice; for `verify`, and without carrying anything out again.

Each event must be one that may happen where the game stood; each roll is drawn again from its address, each band found
again in its recorded chances, each change found on the board. What a card, an upkeep or an answer ought to have done is
not asked: that is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wargame.deck import ALL, SUCCESSES, Deck
from wargame.rules import (
    Body,
    Change,
    Event,
    Fold,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Overtaken,
    Phase,
    PracticeEnded,
    Published,
    Revealed,
    Ruled,
    Seated,
    TurnClosed,
    TurnOpened,
    encode,
    total,
)
from wargame.store import Record
from wargame.table.course import PRACTICE
from wargame.umpire import CardOdds, Dice, band_of, commitment, ruling_address, secret_from_seed

#: What a body that was never written by this program may make of its reader.
MISFITS = (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError)

#: The first version of the rules whose endings say which objectives were met.
_RULES_WITH_MET = 2
_SIDES = 100

#: The phase in which each kind may happen; a seat may change hands in any.
_PHASES: dict[type[Body], Phase] = {
    TurnOpened: "page",
    InjectGiven: "plan",
    HandedIn: "plan",
    Revealed: "plan",
    Ruled: "rule",
    Overtaken: "rule",
    TurnClosed: "close",
    Published: "page",
    PracticeEnded: "page",
    GameEnded: "page",
}


class Recorded:
    """Checks that need nothing but what was recorded."""

    def __init__(self, deck: Deck, opened: GameOpened) -> None:
        """`opened` is the body of the log's first event. Raises ValueError for a secret that is not hexadecimal."""
        self._deck = deck
        self._opened = opened
        self._fold = Fold()
        self._values: dict[str, int] = dict(opened.values)
        self._dice = Dice(bytes.fromhex(opened.secret))

    def check(self, records: Sequence[Record], events: Sequence[Event]) -> Iterator[tuple[int, str]]:
        """The number of each event that is wrong, with what is wrong.

        Folding goes along, so that a body which can't follow its past is named.
        """
        for record, each in zip(records, events, strict=True):
            try:
                for sentence in self._event(record, each):
                    yield each.seq, sentence
                self._fold.apply(each)
            except MISFITS as error:
                yield each.seq, f"it can't follow what came before: {error!r}"
                return

    def _event(self, record: Record, each: Event) -> Iterator[str]:
        kind, version, body = encode(each.body)
        if (record.kind, record.version) == (kind, version) and record.body != body:
            yield "its body is not written as this program writes it: something was added or moved"
        yield from self._place(kind, each.body)
        yield from _CHECKERS[type(each.body)](self, each, each.body)

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
        elif fold.phase != _PHASES.get(type(body), fold.phase):
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
            address = f"inject/{turn}/{body.inject}"
            if roll != self._dice.roll(address, _SIDES):
                yield f"the roll that `{body.inject}` is said to have come up on is not the one at its address"
            elif body.chance is not None and roll.value > body.chance:
                yield f"`{body.inject}` arrived on a roll of {roll.value}, above its chance of {body.chance}"
        yield from self.changed(body.changes)

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
            if move.seat not in handed or handed[move.seat] != move.card:
                yield f"{move.seat} is said to have played `{move.card}`, and did not hand that in"
            elif move.card is not None and move.card not in {card.id for card in self._deck.hand(move.seat)}:
                yield f"{move.seat} has played `{move.card}`, which is none of its cards"
        if tuple(move.seat for move in body.moves) != self._fold.order:
            yield "the moves that are revealed are not one of each seat, in the order of the turn"

    def ruled(self, each: Event, body: Ruled) -> Iterator[str]:
        """The move from the table, the roll from its address, the band from its chances, the changes from the board."""
        yield from self.overtaken(each, body)
        if body.odds.chance != total(self._deck.limits, body.odds.base, body.odds.modifiers):
            yield f"the chance of {body.odds.chance} is not what its base and modifiers come to"
        if sum(body.bands.get(band, 0) for band in SUCCESSES) != body.odds.chance:
            yield f"the bands of success do not share out a chance of {body.odds.chance}"
        if body.roll.address != ruling_address(self._fold.turn, body.seat):
            yield f"the roll was drawn at `{body.roll.address}`, which is not this ruling's address"
        if body.method == CardOdds.id and body.roll.sides != _SIDES:
            yield f"the die had {body.roll.sides} sides, and a card is ruled with {_SIDES}"
        again = self._dice.roll(body.roll.address, body.roll.sides)
        if again.value != body.roll.value:
            yield f"the roll is recorded as {body.roll.value}, but its address gives {again.value}"
        if sum(body.bands.values()) != 100:
            yield f"the chances of the bands add up to {sum(body.bands.values())}"
        elif band_of(body.roll.value, body.bands) != body.band:
            yield f"a roll of {body.roll.value} is no {body.band} by the recorded chances"
        yield from self.changed(body.paid)
        yield from self.changed(body.changes)

    def overtaken(self, each: Event, body: Ruled | Overtaken) -> Iterator[str]:
        """The next move from the table, shown to whom its card says."""
        if self._fold.moves.get(body.seat) != body.card:
            yield f"`{body.card}` is ruled, which {body.seat} did not play"
        elif self._fold.pending[:1] != (body.seat,):
            yield f"the move of {body.seat} is ruled, and is not the next one"
        if (each.audience != ALL) != self._deck.cards[body.card].secret:
            yield "the ruling is shown to others than the card says"

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
        self._values = dict(body.values)

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


_CHECKERS: dict[type[Body], Callable[[Recorded, Event, Any], Iterator[str]]] = {
    GameOpened: Recorded.opened,
    TurnOpened: Recorded.turn_opened,
    InjectGiven: Recorded.injected,
    HandedIn: Recorded.handed_in,
    Revealed: Recorded.revealed,
    Ruled: Recorded.ruled,
    Overtaken: Recorded.overtaken,
    TurnClosed: Recorded.closed,
    Published: Recorded.published,
    PracticeEnded: Recorded.practised,
    Seated: Recorded.seated,
    GameEnded: Recorded.ended,
}
