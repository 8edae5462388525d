"""Checks of rulings: the move from the table, its method and odds from what was said, the dice from their address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from wargame.deck import BANDS, SUCCESSES
from wargame.rules import (
    Argument,
    Body,
    Committed,
    Event,
    Laid,
    Odds,
    Overridden,
    Overtaken,
    Put,
    Roll,
    Ruled,
    Settled,
    Weighed,
    reversed_changes,
    total,
)
from wargame.table.recorded_base import Checks, Due
from wargame.table.rulings import opponent
from wargame.umpire import (
    CARD,
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

    def owed(self, body: Body) -> Iterator[str]:
        """Where a move has to be ruled in the same breath, nothing else comes before it but a promise just made."""
        due = self._due
        if due is None or (isinstance(body, Committed) and due.first is not None):
            return
        if not isinstance(body, Ruled) or body.move != due.move or body.override is not None:
            self._due = None
            yield f"the move `{due.move}` was set against another, and is not ruled together with it"

    def ruled(self, each: Event, body: Ruled) -> Iterator[str]:
        """The move from the table, the dice from their address, the band from the dice, the changes from the board."""
        yield from self._on_the_table(each, body)
        put, due, self._due = self._fold.table.get(body.move), self._due, None
        if put is None:
            return
        first = due.first if due is not None else None
        said = due.said if due is not None else self._fold.arguments.get(put.id)
        swayed = due.swayed if due is not None else self._fold.swayed.get(put.id, ())
        other = None
        if due is None and body.override is None:
            other = opponent(self._fold.state(), put)
        if other is not None:
            self._due = self._due_after(other.id, body)
        if body.argument != said or body.free != put.free:
            yield "the ruling rests on other words than were said of the move"
        argument = said or Argument()
        yield from self._weighed(put, body.odds, argument, swayed)
        yield from self._staged(put, body)
        if sum(body.bands.values()) != body.of:
            yield f"the chances of the bands add up to {sum(body.bands.values())}, and not to {body.of}"
        yield from self._method(body, argument, opposed=first is not None or other is not None)
        yield from self._facing(put, body, first, opposed=other is not None)
        yield from self._fallen(body)
        case = case_of(self._deck, body.odds, argument, body.against)
        yield from self._asked(body, case, argument)
        if body.method in self._stakes.methods:
            yield from self._adjudicated(put, body, case, argument, first)
        elif body.override is None:
            yield from self._elsewhere(put, body, argument)
        yield from self.changed(body.paid)
        yield from self.changed(body.changes)

    def _due_after(self, move: str, first: Ruled | None) -> Due:
        fold = self._fold
        return Due(move, first, fold.arguments.get(move), fold.swayed.get(move, ()))

    def _weighed(
        self, put: Put, odds: Odds | None, argument: Argument, swayed: Sequence[tuple[int, str]]
    ) -> Iterator[str]:
        """The odds that the card states, or that the umpire has set; whether a modifier applied is for the rules."""
        base, card = argument.chance, self._deck.cards.get(put.card)
        modifiers = card.modifiers if base is None and card is not None else ()
        if base is None and card is not None:
            base = card.chance
        if odds is None or base is None:
            if odds is not None or base is not None:
                yield "odds are recorded where there were none, or are missing"
            return
        if odds.base != base:
            yield f"the odds start from {odds.base}, and neither the card nor the umpire says so"
        answers = tuple(Weighed(points, self._deck.cards[name].title, (), True) for points, name in swayed)
        stated = [(each.points, each.because, tuple(sorted(each.condition.reads))) for each in modifiers]
        own = [(each.points, each.because, each.reads) for each in odds.modifiers[: len(stated)]]
        if own != stated or odds.modifiers[len(stated) :] != answers or not odds.complete:
            yield "the odds weigh something else than the card and what answered it"
        if odds.chance != total(self._deck.limits, odds.base, odds.modifiers):
            yield f"the chance of {odds.chance} is not what its base and modifiers come to"

    def _staged(self, put: Put, body: Ruled) -> Iterator[str]:
        """A success of a project is one more than there were, unless it only took a layer off."""
        card, worked = self._deck.cards.get(put.card), body.band in SUCCESSES
        stages = card.project if card is not None else 1
        adds = stages > 1 and worked and not body.peeled
        stage = self._fold.stages.get(put.card, 0) + 1 if adds else 0
        if body.stages != stages or body.stage != stage or stage > stages:
            yield f"this is said to be success {body.stage} of {body.stages}, and would be {stage} of {stages}"
        if body.peeled and (not worked or card is None or not card.protected_by):
            yield "a layer of protection is said to have come off where there was none"

    def _method(self, body: Ruled, argument: Argument, *, opposed: bool) -> Iterator[str]:
        """As the move was set against another, as was chosen for it, or as the deck has it for the floor."""
        usual = self._deck.arguments.method if body.move in self._fold.floors else CARD
        due = OPPOSED if opposed else argument.method or usual
        if body.method != due:
            yield f"the move is ruled by the method `{body.method}`, and was to be ruled by `{due}`"
        known = self._stakes.methods.get(body.method)
        if known is not None and body.by_odds != known.by_odds:
            yield f"{known.title} is said to follow from the odds, or not to, and it is the other way"

    def _facing(self, put: Put, body: Ruled, first: Ruled | None, *, opposed: bool) -> Iterator[str]:
        """What each side of an opposed pair was up against is known once both are ruled."""
        if first is None:
            if not opposed and (body.against is not None or body.facing):
                yield "the chance of another side is recorded, and the move was not set against one that was ruled"
            return
        for one, other in ((first, body), (body, first)):
            argued = case_of(self._deck, other.odds, other.argument or Argument()).argued
            if one.against != argued:
                yield f"the chance against `{one.move}` is recorded as {one.against}, and its other side has {argued}"
            reads = {track for each in other.odds.modifiers for track in each.reads} if other.odds is not None else ()
            if one.facing != tuple(sorted(reads)):
                yield f"what the odds against `{one.move}` read is not what those of its other side say"
        if _mirrored(body.rolls) != first.rolls:
            yield "the two sides of an opposed pair are not ruled by the same dice"

    def _fallen(self, body: Ruled) -> Iterator[str]:
        """Dice of a hand have no address, and all dice show what dice of their sides can show."""
        fallen = (*body.rolls, *([body.off] if body.off is not None else []))
        if body.override is not None and (fallen or body.thrown):
            yield "dice are recorded for an outcome that was set by hand"
        if body.thrown and (not fallen or any(roll.address for roll in fallen)):
            yield "real dice are said to have been thrown, and none are recorded, or some that have an address"
        for roll in fallen:
            if not 1 <= roll.value <= roll.sides:
                yield f"a die with {roll.sides} sides is said to have shown {roll.value}"

    def _asked(self, body: Ruled, case: Case, argument: Argument) -> Iterator[str]:
        """What the other methods would have said, as far as they are known here; without the floor none is asked."""
        if body.said and body.move not in self._fold.floors:
            yield "other methods are said to have been asked for a move without the floor"
        for name, said in body.said.items():
            method = self._stakes.methods.get(name)
            if method is None:
                continue
            if name == body.method or method.variant:
                yield f"{method.title} is among the other methods, and is none"
            elif said != _would_say(method, case, argument):
                yield f"{method.title} is said to give {said} per cent, and does not give that"

    def _adjudicated(self, put: Put, body: Ruled, case: Case, argument: Argument, first: Ruled | None) -> Iterator[str]:
        """The chances from what was said, the dice from their address, and the band from both."""
        method = self._stakes.methods[body.method]
        lacks = method.lacks(case)
        if lacks and body.override is None:
            yield f"the ruling lacks {lacks}"
            return
        if lacks:
            if body.bands:
                yield f"chances are recorded that {method.title} could not give without {lacks}"
            return
        chances = method.chances(case)
        chances = chances.halved() if argument.counters else chances
        if any(chances.part(band) != Fraction(body.bands.get(band, 0), max(1, body.of)) for band in BANDS):
            yield f"the chances of the bands are not those that {method.title} gives"
        if body.override is not None:
            return
        if body.thrown:
            sides = method.sides(case)
            if any(roll.sides != sides[place % len(sides)] for place, roll in enumerate(body.rolls)):
                yield f"the dice that were thrown are not those of {method.title}"
        else:
            yield from self._drawn_again(put, body, method, case, first)
        try:
            band = method.read(case, [roll.value for roll in body.rolls])
        except ValueError as error:
            yield str(error)
            return
        if (body.off is not None) != (bool(argument.counters) and band in SUCCESSES):
            yield "a roll-off is recorded where none was due, or one that was due is missing"
        elif body.off is not None and (body.off.sides != OFF_SIDES or not 1 <= body.off.value <= OFF_SIDES):
            yield f"a roll-off of {body.off.value} is no fall of d{OFF_SIDES}"
        if after_off(band, body.off) != body.band:
            yield f"a roll of {values_text(body.rolls)} is no {body.band} by the recorded chances"

    def _drawn_again(self, put: Put, body: Ruled, method: Method, case: Case, first: Ruled | None) -> Iterator[str]:
        """Every die at its address. The second side of an opposed pair has the dice of the first."""
        place = address_of(self._fold.state(), put)
        if first is not None:
            there = address_of(self._fold.state(), self._fold.table[first.move])
            yield from self._at_home(there, body.rolls)
        else:
            due = method.throw(case, self._dice, place)
            yield from self._at_home(place, body.rolls, {(roll.address, roll.sides) for roll in due})
            if len(body.rolls) != len(due):
                yield f"{len(body.rolls)} dice are recorded, and {len(due)} were to be thrown"
        yield from self._off_drawn_again(place, body)

    def _elsewhere(self, put: Put, body: Ruled, argument: Argument) -> Iterator[str]:
        """A ruling by the method of a package that is not here: its dice and its roll-off, whatever they decide."""
        if not body.thrown:
            place = address_of(self._fold.state(), put)
            yield from self._at_home(place, body.rolls)
            yield from self._off_drawn_again(place, body)
        off, worked = body.off, body.band in SUCCESSES
        if (off is not None and not argument.counters) or (off is None and worked and argument.counters):
            yield "a roll-off is recorded where none was due, or one that was due is missing"
        elif off is not None and (not worked if after_off("success", off) == "success" else body.band != "failure"):
            yield f"a roll-off of {off.value} does not end in {body.band}"

    def _at_home(
        self, place: str, rolls: Sequence[Roll], due: Collection[tuple[str, int]] | None = None
    ) -> Iterator[str]:
        """Dice at the address of their ruling, or under it, with the values that lie there; `due` names them all."""
        if due is None:
            elsewhere = [roll for roll in rolls if roll.address != place and not roll.address.startswith(f"{place}/")]
        else:
            elsewhere = [roll for roll in rolls if (roll.address, roll.sides) not in due]
        if elsewhere:
            there = elsewhere[0].address
            yield f"the roll was drawn at `{there}`, which is not this ruling's address, or with other dice"
        fell = [self._dice.roll(roll.address, roll.sides) for roll in rolls]
        if fell != list(rolls):
            yield f"the roll is recorded as {values_text(rolls)}, but its address gives {values_text(fell)}"

    def _off_drawn_again(self, place: str, body: Ruled) -> Iterator[str]:
        if body.off is not None and body.off != self._dice.roll(f"{place}/off", OFF_SIDES):
            yield "the roll-off is not the one at its address"

    def overtaken(self, each: Event, body: Overtaken) -> Iterator[str]:
        """A move that is due, or the one that the next move was set against; then that one is ruled alone."""
        yield from self._on_the_table(each, body)
        pending = self._fold.pending
        if body.move in pending and body.move != pending[0]:
            self._due = self._due_after(pending[0], None)

    def _on_the_table(self, each: Event, body: Ruled | Overtaken | Laid) -> Iterator[str]:
        """A move from the table that is due, shown to whom its card says."""
        put, pending = self._fold.table.get(body.move), self._fold.pending
        if put is None or (put.seat, put.card) != (body.seat, body.card):
            yield f"`{body.card}` is ruled, which {body.seat} did not play"
            return
        if body.move not in pending or (body.move != pending[0] and not self._out_of_order(put, body)):
            yield f"the move of {body.seat} is ruled, and is not the next one"
        yield from self._heard(each, put)

    def _out_of_order(self, put: Put, body: Ruled | Overtaken | Laid) -> bool:
        """Whether a move may come before the next one: as the other side of a pair, or set by hand."""
        if isinstance(body, Overtaken):
            state = self._fold.state()
            return opponent(state, state.table[state.pending[0]]) == put
        paired = self._due is not None and self._due.move == put.id
        return isinstance(body, Ruled) and (paired or body.override is not None)

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
        yield from self._restaged(was, body)
        yield from self.changed(body.undone)
        yield from self.changed(body.changes)

    def _restaged(self, was: Ruled, body: Overridden) -> Iterator[str]:
        """A project has had as many successes as without the ruling, or one more where the move works now."""
        card, worked = self._deck.cards.get(was.card), body.band in SUCCESSES
        least = self._fold.stages.get(was.card, 0) - bool(was.stage)
        most = least + 1 if worked and card is not None and card.project > 1 else least
        if not least <= body.stage <= most:
            yield f"the project is said to have had {body.stage} successes, and had {least} without this ruling"

    def settled(self, each: Event, body: Settled) -> Iterator[str]:
        """Something that waits for a person."""
        if body.move not in self._fold.unsettled:
            yield f"the outcome of the move `{body.move}` is settled, which waits for nobody"
        elif body.move in self._fold.table:
            yield from self._heard(each, self._fold.table[body.move])
        yield from self.changed(body.changes)


def values_text(rolls: Sequence[Roll]) -> str:
    return " ".join(str(roll.value) for roll in rolls)


def _mirrored(rolls: Sequence[Roll]) -> tuple[Roll, ...]:
    """The dice of an opposed pair as its other side has them."""
    return tuple(roll for pair in zip(rolls[1::2], rolls[::2], strict=False) for roll in pair)


def _would_say(method: Method, case: Case, argument: Argument) -> int | None:
    """The chance of success that another method gives, in per cent; None where it has to ask first, or fails."""
    try:
        if method.lacks(case):
            return None
        chances = method.chances(case)
    except ValueError:
        return None
    return (chances.halved() if argument.counters else chances).per_cent
