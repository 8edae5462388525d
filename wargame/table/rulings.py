"""Moves are ruled: the dice fall or a hand decides, and what that brings about in turn comes to the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from wargame.deck import Commitment, Deck, truth, typed_effects
from wargame.rules import (
    Break,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    Judged,
    Keep,
    Laid,
    Overridden,
    Override,
    Overrule,
    Overtaken,
    Promise,
    Put,
    ReasonWeighed,
    Refusal,
    Respond,
    Responded,
    Rule,
    Settle,
    Settled,
    Sprung,
    State,
    applied,
    card_refusals,
    cost_changes,
    effect_changes,
    reversed_changes,
    unseen,
)
from wargame.table.progress import Course, about, heard
from wargame.umpire import Verdict, adjudicate, consequence, decreed, price, ruled


def _rule(course: Course, command: Rule) -> None:
    """The next move in order; with it the one that it is set against."""
    state = course.state
    put = state.table[state.pending[0]]
    if _overtaken(course, put) or _laid(course, put):
        afterwards(course)
        return
    other = opponent(state, put)
    if other is not None and _overtaken(course, other, beside=put):
        other = None
    dice = course.stakes.dice(state.dice_words)
    verdicts = adjudicate(course.deck, state, put, dice, course.stakes.methods, other=other, thrown=command.thrown)
    for each, verdict in zip((put, other), verdicts, strict=False):
        if each is not None:
            _put_down(course, each, verdict)
    afterwards(course)


def _put_down(course: Course, put: Put, verdict: Verdict) -> None:
    """A ruling, and what its success promises."""
    body = ruled(course.deck, course.state, put, verdict)
    course.emit(body, audience=heard(course, put))
    if body.fact:
        _commit(course, put)


def _commit(course: Course, put: Put) -> None:
    """A promise, unless this move has made it already and it was answered since."""
    promise = course.deck.cards[put.card].commits if put.card else None
    name = f"{course.state.turn}.{put.id}"
    if promise is not None and all(each.id != name for each in course.state.promises):
        course.emit(Committed(name, put.seat, put.card, promise.then), put.seat)


def is_laid(deck: Deck, put: Put) -> bool:
    """Whether a move is a card that is laid out of sight when its time comes, and not ruled."""
    return bool(put.card) and deck.cards[put.card].trigger is not None and put.kind == "move"


def _laid(course: Course, put: Put) -> bool:
    """Whether a card is laid out of sight now; then it is paid for, and waits."""
    if not is_laid(course.deck, put):
        return False
    paid = cost_changes(course.deck, course.state.values, course.state.turn, course.deck.cards[put.card].cost)
    course.emit(Laid(put.seat, put.card, put.id, paid), put.seat, put.seat)
    return True


def afterwards(course: Course) -> None:
    """What moves bring about: hidden cards spring, in the order of seats; and when all is ruled, promises are due.

    What a hidden move has left to the umpire keeps none of them back: that would tell everybody that it has worked.
    """
    unfounded(course)
    if course.state.phase not in ("rule", "close"):
        return
    order = course.state.order
    # Each goes to the front, so that the last one comes first.
    for each in sorted(course.state.laid, key=lambda laid: order.index(laid.seat), reverse=True):
        trigger = course.deck.cards[each.card].trigger
        if trigger is not None and truth(trigger.node, course.state.scope):
            course.emit(Sprung(each.seat, each.card, next_move(course.state, each.seat)), each.seat)
    state = course.state
    asked = any(not unseen(course.deck, state.table[move]) for move in state.unsettled)
    if state.pending or asked or state.called:
        return
    waiting = [each for each in state.promises if each.state == "open"]
    for promise in sorted(waiting, key=lambda each: order.index(each.seat)):
        made = course.deck.cards[promise.card].commits
        if made is not None and truth(made.condition.node, state.scope):
            course.emit(CommitmentDue(promise.id, promise.seat))


def unfounded(course: Course) -> None:
    """Where a fact falls, a move that waits contradicts it no more, and a reason that builds on it is weak.

    That is so until the umpire finds otherwise.
    """
    if course.began.facts is course.state.facts or not course.state.pending:
        return
    fallen = _standing(course.began) - _standing(course.state)
    for move in course.state.pending if fallen else ():
        argument = course.state.argument(move)
        if argument.counters in fallen:
            about(course, move, Judged(move, counters=""))
        for each in argument.reasons:
            if each.cites in fallen and each.strength not in (None, "weak"):
                about(course, move, ReasonWeighed(move, each.number, "weak"))


def _standing(state: State) -> frozenset[str]:
    return frozenset(each.id for each in state.facts if not each.countered_by)


def next_move(state: State, seat: str) -> str:
    """What the next move of a seat is called that comes to the table in this turn.

    The first one goes by the seat, later ones have a number as well.
    """
    number = 1 + sum(put.seat == seat for put in state.table.values())
    return seat if number == 1 else f"{seat}.{number}"


def _respond(course: Course, command: Respond) -> None:
    move = next_move(course.state, command.seat)
    course.emit(Responded(command.seat, command.card, move, command.move), command.seat)


def _keep(course: Course, command: Keep) -> None:
    promise, made = _due(course)
    changes = effect_changes(course.deck, course.state.values, course.state.turn, made.kept if made else ())
    move = next_move(course.state, command.seat)
    course.emit(CommitmentKept(promise.id, promise.seat, promise.then, move, changes), command.seat)
    afterwards(course)


def _break(course: Course, command: Break) -> None:
    promise, made = _due(course)
    changes = effect_changes(course.deck, course.state.values, course.state.turn, made.broken if made else ())
    course.emit(CommitmentBroken(promise.id, promise.seat, changes), command.seat)
    afterwards(course)


def _due(course: Course) -> tuple[Promise, Commitment | None]:
    promise = course.state.due[0]
    return promise, course.deck.cards[promise.card].commits


def opponent(state: State, put: Put) -> Put | None:
    """The move that this one is set against, or that is set against this one, while both wait for a ruling."""
    opposed = state.argument(put.id).opposes
    against = (move for move in state.pending if opposed == move or state.argument(move).opposes == put.id)
    return next((state.table[move] for move in against if move != put.id), None)


def _overtaken(course: Course, put: Put, beside: Put | None = None) -> bool:
    """Whether a card can't be played any more, which is then said."""
    card = course.deck.cards.get(put.card)
    against = overtaken_by(course.deck, course.state, put, beside)
    if card is None or not against:
        return False
    reads = card.needs.reads if card.needs else frozenset()
    about = tuple(sorted(reads | {cost.track for cost in card.cost}))
    overtaken = Overtaken(put.seat, card.id, against[0].sentence, about, put.id)
    course.emit(overtaken, audience=heard(course, put))
    return True


#: What speaks against handing a card in, and no more against a move that lies on the table.
_OF_THE_HAND = frozenset({"unsignalled", "answer"})


def overtaken_by(deck: Deck, state: State, put: Put, beside: Put | None = None) -> tuple[Refusal, ...]:
    """Why a move that lies on the table can't be made any more; also once the one `beside` which it stands is paid.

    What keeps a promise is made whatever else speaks against it, but a project that is done can't go on.
    """
    if not put.card or put.kind == "sprung":
        return ()
    card = deck.cards[put.card]
    found = card_refusals(deck, state, card, put.kind)
    if put.kind == "kept":
        return tuple(each for each in found if each.code == "spent" and card.project > 1)
    against = tuple(each for each in found if each.code not in _OF_THE_HAND)
    if against or beside is None:
        return against
    paid = evolve(state, values=applied(state.values, price(deck, state, beside)))
    return overtaken_by(deck, paid, put) if paid.values != state.values else ()


def _overrule(course: Course, command: Overrule) -> None:
    state, deck = course.state, course.deck
    put, override = state.table[command.move], Override(command.because.strip(), command.note.strip())
    if command.move in state.pending:
        _put_down(course, put, decreed(deck, state, put, course.stakes.methods, command.band or "failure", override))
        afterwards(course)
        return
    was = state.rulings[command.move]
    band = command.band or was.band
    undone = reversed_changes(deck, state.values, state.turn, was.changes)
    values = applied(state.values, undone)
    stages = {**state.stages, was.card: state.stages[was.card] - 1} if was.stage else state.stages
    guarded = not was.fact and not was.stage
    follows = consequence(deck, evolve(state, values=values, stages=stages), put, band, guarded=guarded)
    effects, asks = follows.effects, follows.asks
    if command.effects is not None:
        effects, asks = typed_effects(command.effects, deck.tracks), ""
    changes = effect_changes(deck, values, state.turn, effects)
    stage = follows.stage or stages.get(was.card, 0)
    typed = command.effects is not None
    body = Overridden(
        command.move,
        was.band,
        band,
        undone,
        changes,
        override,
        follows.fact,
        asks,
        stage,
        follows.sways,
        follows.peeled and not typed,
        typed,
    )
    about(course, command.move, body)
    if follows.fact and not was.fact:
        _commit(course, put)
    afterwards(course)


def _settle(course: Course, command: Settle) -> None:
    deck, state = course.deck, course.state
    changes = effect_changes(deck, state.values, state.turn, typed_effects(command.effects, deck.tracks))
    about(course, command.move, Settled(command.move, command.text.strip(), changes))
    afterwards(course)


#: What each command of this kind makes happen.
RULED: Mapping[type, Callable[[Course, Any], None]] = {
    Rule: _rule,
    Respond: _respond,
    Keep: _keep,
    Break: _break,
    Overrule: _overrule,
    Settle: _settle,
}
