"""Checks of rulings: the move from the table, the dice from their address, the band from both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from wargame.deck import BANDS, SUCCESSES
from wargame.rules import (
    Argument,
    Event,
    Laid,
    Overridden,
    Overtaken,
    Put,
    Roll,
    Ruled,
    Settled,
    reversed_changes,
    total,
)
from wargame.table.recorded_base import Checks
from wargame.table.umpiring import known_methods
from wargame.umpire import (
    OFF_SIDES,
    OPPOSED,
    Case,
    Method,
    address_of,
    after_off,
    case_of,
)


class RulingChecks(Checks):
    """Whether each ruling follows from what was recorded."""

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
            yield f"a roll of {values_text(body.rolls)} is no {body.band} by the recorded chances"

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
            yield f"the roll is recorded as {values_text(rolls)}, but its address gives {values_text(fell)}"
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


def values_text(rolls: Sequence[Roll]) -> str:
    return " ".join(str(roll.value) for roll in rolls)
