"""The umpire rules: a move, what was said about it, a method and the dice become a ruling.

First `foresee` says what the dice would mean, then `adjudicate` throws them, and `ruled` puts down what follows on the
present board. Nothing here is left to chance but what `Dice`, or a hand with real ones, has thrown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from wargame.deck import ONE, SUCCESSES, Band, Deck, Effect
from wargame.rules import (
    Argument,
    Change,
    Odds,
    Override,
    Put,
    Roll,
    Ruled,
    State,
    applied,
    cost_changes,
    effect_changes,
    move_odds,
)
from wargame.umpire.case import Case, case_of
from wargame.umpire.chances import Chances
from wargame.umpire.dice import Dice, ruling_address
from wargame.umpire.methods import Ballot, CardOdds, Method, Opposed

Methods = Mapping[str, Method]

#: The roll-off against an established fact: the sides of its die, and from where on the fact falls.
OFF_SIDES, OFF_WINS = 6, 4
OPPOSED, CARD = Opposed.id, CardOdds.id


class UnknownMethod(LookupError):
    """A method that this program does not have; the sentence says which, and `name` is what it was asked for by."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no method is called `{name}` here; it belongs to another package")


@frozen
class Outlook:
    """What is known of a ruling before any die falls.

    `odds` are those that it rests on. `chances` is None where the method `lacks` something first; where that is only
    what may not be known here, `known` are the chances as far as the known factors go. `said` is the chance of success,
    in per cent, that each other method would give; None where that one would have to ask.
    """

    method: str
    title: str
    case: Case
    chances: Chances | None
    lacks: str
    said: Mapping[str, int | None]
    wide: bool = False
    by_odds: bool = True
    odds: Odds | None = None
    facing: tuple[str, ...] = ()
    known: Chances | None = None


def foresee(
    deck: Deck,
    odds: Odds | None,
    argument: Argument,
    methods: Methods,
    *,
    other: tuple[Odds | None, Argument] | None = None,
    floor: bool = True,
) -> Outlook:
    """The outlook of a move with these odds; `other` are the odds and the argument of the move that opposes it.

    A move without the floor is ruled on its card's odds, unless somebody chose otherwise, and the other methods are not
    asked. Raises UnknownMethod, and ValueError where the method fails.
    """
    against = None if other is None else case_of(deck, *other).argued
    case = case_of(deck, odds, argument, against)
    how = method_of(deck, argument, methods, floor=floor, opposed=other is not None)
    lacks = how.lacks(case)
    chances = None if lacks else _countered(how.chances(case), argument)
    others = [each for each in methods.values() if floor and each != how and not each.variant]
    said = {each.id: _said(each, case, argument) for each in others}
    wide = isinstance(how, Ballot) and how.wide(case)
    facing = _reads(other[0]) if other is not None else ()
    return Outlook(how.id, how.title, case, chances, lacks, said, wide, how.by_odds, odds, facing)


def _reads(odds: Odds | None) -> tuple[str, ...]:
    """The tracks that some odds read."""
    return tuple(sorted({track for each in odds.modifiers for track in each.reads})) if odds is not None else ()


def method_of(deck: Deck, argument: Argument, methods: Methods, *, floor: bool, opposed: bool) -> Method:
    """How a move is ruled: as it was set against another, as was chosen for it, or as the deck has it for the floor.

    Raises UnknownMethod.
    """
    usual = deck.arguments.method if floor else CARD
    name = OPPOSED if opposed else argument.method or usual
    if name not in methods:
        raise UnknownMethod(name)
    return methods[name]


def _said(method: Method, case: Case, argument: Argument) -> int | None:
    """What another method would have said; None also where it can't say anything, or fails."""
    try:
        return None if method.lacks(case) else _countered(method.chances(case), argument).per_cent
    except ValueError:
        return None


def _countered(chances: Chances, argument: Argument) -> Chances:
    return chances.halved() if argument.counters else chances


@frozen
class Fall:
    """How the dice fell: `off` is the roll-off, where there was one."""

    rolls: tuple[Roll, ...]
    off: Roll | None
    band: Band


def throw(method: Method, case: Case, argument: Argument, dice: Dice, address: str) -> Fall:
    """The game's own dice."""
    rolls = method.throw(case, dice, address)
    band = method.read(case, [each.value for each in rolls])
    if not argument.counters or band not in SUCCESSES:
        return Fall(rolls, None, band)
    off = dice.roll(f"{address}/off", OFF_SIDES)
    return Fall(rolls, off, after_off(band, off))


def after_off(band: Band, off: Roll | None) -> Band:
    """A success that has lost its roll-off is a failure."""
    return "failure" if off is not None and off.value < OFF_WINS and band in SUCCESSES else band


def lay(
    method: Method, case: Case, argument: Argument, values: Sequence[int], other: Argument | None = None
) -> Fall:  # fmt: skip
    """Real dice as they lie, the roll-off last: that of the `other` side of an opposed pair, where that one succeeds.

    Raises ValueError, with a sentence, where they can't lie so.
    """
    sides, theirs = method.sides(case), other is not None and bool(other.counters)
    if not sides and not argument.counters:
        raise ValueError("no dice decide this")
    own, last = _parted(method, case, tuple(values), off=bool(argument.counters) or theirs)
    band = method.read(case, own)
    rolls = tuple(Roll("", sides[place % len(sides)], value) for place, value in enumerate(own))
    if not (argument.counters if band in SUCCESSES else theirs):
        if last is not None:
            raise ValueError("there is a roll-off only after a success against an established fact")
        return Fall(rolls, None, band)
    if last is None or not 1 <= last <= OFF_SIDES:
        message = (
            f"this succeeds against an established fact: add one d{OFF_SIDES}, on {OFF_WINS} or more the fact falls"
        )
        raise ValueError(message)
    off = Roll("", OFF_SIDES, last)
    return Fall(rolls, off, after_off(band, off))


def _parted(
    method: Method, case: Case, values: tuple[int, ...], *, off: bool
) -> tuple[tuple[int, ...], int | None]:  # fmt: skip
    """The dice of the method, and the roll-off where one was typed after them."""
    for own, last in ((values, None), (values[:-1], values[-1])) if off and values else ((values, None),):
        try:
            method.read(case, own)
        except ValueError:
            continue
        return own, last
    wanted = " ".join(f"d{each}" for each in method.sides(case)) or f"d{OFF_SIDES}"
    raise ValueError(f"{' '.join(map(str, values)) or 'nothing'} is no fall of {wanted}")


@frozen
class Verdict:
    """A move's outlook and how its dice fell; nothing has happened yet."""

    outlook: Outlook
    fall: Fall
    thrown: bool = False
    override: Override | None = None


def adjudicate(
    deck: Deck,
    state: State,
    put: Put,
    dice: Dice,
    methods: Methods,
    *,
    other: Put | None = None,
    thrown: Sequence[int] = (),
) -> tuple[Verdict, ...]:
    """The verdict on a move, and on the one that it is opposed by.

    `thrown` are real dice. Raises UnknownMethod, and ValueError where the method lacks something or dice can't lie so.
    """
    outlook = foreseen(deck, state, put, methods, other)
    if outlook.lacks:
        raise ValueError(f"this can't be ruled without {outlook.lacks}")
    method, argument = methods[outlook.method], state.argument(put.id)
    if thrown:
        fall = lay(method, outlook.case, argument, thrown, None if other is None else state.argument(other.id))
    else:
        fall = throw(method, outlook.case, argument, dice, address_of(state, put))
    if other is None:
        return (Verdict(outlook, fall, thrown=bool(thrown)),)
    return _both_sides(deck, state, Verdict(outlook, fall, thrown=bool(thrown)), put, other, dice, methods)


def _both_sides(
    deck: Deck, state: State, ours: Verdict, put: Put, other: Put, dice: Dice, methods: Methods
) -> tuple[Verdict, Verdict]:  # fmt: skip
    """The same dice, seen from both sides; whichever has won goes into the roll-off that it needs."""
    outlook, fall = foreseen(deck, state, other, methods, put), ours.fall
    rolls = tuple(roll for pair in zip(fall.rolls[1::2], fall.rolls[::2], strict=True) for roll in pair)
    band = methods[OPPOSED].read(outlook.case, [each.value for each in rolls])
    if band not in SUCCESSES or not state.argument(other.id).counters:
        return ours, Verdict(outlook, Fall(rolls, None, band), ours.thrown)
    off = fall.off if ours.thrown else dice.roll(f"{address_of(state, other)}/off", OFF_SIDES)
    ours = evolve(ours, fall=evolve(fall, off=None))
    return ours, Verdict(outlook, Fall(rolls, off, after_off(band, off)), ours.thrown)


def foreseen(deck: Deck, state: State, put: Put, methods: Methods, other: Put | None = None) -> Outlook:
    """The outlook of a move on the table, as the umpire knows it. Raises UnknownMethod."""
    odds, argument = move_odds(deck, state, put), state.argument(put.id)
    against = None if other is None else (move_odds(deck, state, other), state.argument(other.id))
    return foresee(deck, odds, argument, methods, other=against, floor=put.id in state.floors)


def decreed(deck: Deck, state: State, put: Put, methods: Methods, band: Band, override: Override) -> Verdict:
    """What the umpire sets by hand before any die falls. Raises UnknownMethod."""
    return Verdict(foreseen(deck, state, put, methods), Fall((), None, band), override=override)


def address_of(state: State, put: Put) -> str:
    """Where the dice of a move lie."""
    nth = put.id.removeprefix(put.seat).removeprefix(".") or "1"
    return ruling_address(state.turn, put.seat, int(nth), state.attempt)


@frozen
class Consequence:
    """What follows when a move has ended in a band.

    `effects` in the deck's language; the result that stands; what a person has still to decide; the successes of a
    project so far, 0 where none was added; whether only a layer of protection came off; and by how many points the
    move that was answered is swayed.
    """

    effects: tuple[Effect, ...] = ()
    fact: str = ""
    asks: str = ""
    stage: int = 0
    peeled: bool = False
    sways: int = 0


def consequence(deck: Deck, state: State, put: Put, band: Band, *, guarded: bool = True) -> Consequence:
    """What follows on the present board when a move ends in this band.

    `guarded`: whether what protects against it does; not against what has come through already.
    """
    worked = band in SUCCESSES
    if put.free is not None:
        return Consequence((), put.free.action if worked else "", "" if band == "failure" else _FREE_ASKS)
    card = deck.cards[put.card]
    effects = card.outcomes[band].effects
    if not worked:
        return Consequence(effects)
    guard = deck.tracks.get(card.protected_by)
    if guarded and guard is not None and state.values[guard.id] > guard.minimum:
        return Consequence((Effect(guard.id, "-", ONE),), peeled=True)
    stage = state.stages.get(card.id, 0) + 1 if card.project > 1 else 0
    if stage and stage < card.project:
        return Consequence(stage=stage)
    return Consequence(effects, card.title, card.umpire, stage, sways=card.sways if put.kind == "response" else 0)


_FREE_ASKS = "What changes on the board?"


def price(deck: Deck, state: State, put: Put) -> tuple[Change, ...]:
    """What a move costs when it is ruled: a card that is handed in, or answers, is paid for then."""
    pays = put.card and put.kind in ("move", "response")
    return cost_changes(deck, state.values, state.turn, deck.cards[put.card].cost) if pays else ()


def ruled(deck: Deck, state: State, put: Put, verdict: Verdict) -> Ruled:
    """The ruling that puts a verdict down on the present board."""
    outlook, fall, band = verdict.outlook, verdict.fall, verdict.fall.band
    paid = price(deck, state, put)
    values = applied(state.values, paid)
    follows = consequence(deck, evolve(state, values=values), put, band)
    chances = outlook.chances
    return Ruled(
        put.seat,
        put.card,
        outlook.method,
        outlook.odds,
        dict(chances.counts) if chances else {},
        fall.rolls,
        band,
        paid,
        effect_changes(deck, values, state.turn, follows.effects),
        chances.of if chances else 0,
        put.id,
        put.free,
        state.arguments.get(put.id),
        outlook.said,
        outlook.case.against,
        fall.off,
        verdict.thrown,
        follows.asks,
        follows.fact,
        verdict.override,
        outlook.by_odds,
        follows.stage,
        deck.cards[put.card].project if put.card else 1,
        follows.peeled,
        follows.sways,
        outlook.facing,
    )
