"""Whether something may be promised, dealt, set down before play or brought in from outside, and if not, why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wargame.deck import ALL, Deck, nearest
from wargame.rules.argument import VETO
from wargame.rules.commands import (
    AnswerDeal,
    Break,
    CloseDeal,
    GiveInject,
    GiveNews,
    OfferDeal,
    SetPrecedent,
    Veto,
)
from wargame.rules.hearing import LONGEST_BECAUSE, effects_refusal, known_seat
from wargame.rules.pacts import Deal
from wargame.rules.refusals import Refusal, unfit
from wargame.rules.state import State

#: Characters of each side of a deal, of a precedent, and of made-up news.
LONGEST_TERM = 200
LONGEST_PRECEDENT = 200
LONGEST_TITLE = 60
LONGEST_NEWS = 600
#: More deals than two seats can remember.
MOST_DEALS = 20


def promise_due(deck: Deck, state: State) -> Iterator[Refusal]:
    """Why nothing goes on: a promise is due, and its seat has not said whether it keeps it."""
    if state.due and not state.pending:
        title = deck.seats[state.due[0].seat].title
        yield Refusal("due", f"a promise of {title} is due: it is kept or broken first")


def answers_promise(deck: Deck, state: State, seat: str) -> Iterator[Refusal]:
    """Why a seat has no promise to answer for now."""
    yield from known_seat(deck, seat)
    if not state.due or state.pending:
        yield Refusal("not_due", "no promise is due now")
    elif state.due[0].seat != seat:
        yield Refusal("not_due", f"the promise of {deck.seats[state.due[0].seat].title} is answered first")


def _break(deck: Deck, state: State, command: Break) -> Iterator[Refusal]:
    yield from answers_promise(deck, state, command.seat)


def _precedent(deck: Deck, state: State, command: SetPrecedent) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    set_down = (each for each in state.facts if each.id.startswith("own.") and not each.countered_by)
    own = sum(each.seat == command.seat for each in set_down)
    if state.turn > 1 or state.phase not in ("signal", "plan") or state.moves:
        yield Refusal("late", "precedents are set before the first move is handed in")
    elif own >= deck.own_precedents:
        many = deck.own_precedents
        yield Refusal("precedents", f"{deck.seats[command.seat].title} may set {many} of its own, and has set {own}")
    yield from unfit("a precedent", command.text, LONGEST_PRECEDENT)


def _veto(deck: Deck, state: State, command: Veto) -> Iterator[Refusal]:
    precedents = [each.id for each in state.facts if each.side is not None and each.countered_by != VETO]
    if command.fact not in precedents:
        there = f"there is: {', '.join(precedents)}" if precedents else "there is none"
        yield Refusal("unknown_fact", f"no precedent is called `{command.fact}`; {there}")
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    yield from unfit("the reason", command.because, LONGEST_BECAUSE, wanted=False)


def _offer(deck: Deck, state: State, command: OfferDeal) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    yield from known_seat(deck, command.other)
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    if command.seat == command.other:
        yield Refusal("itself", "a deal wants two seats")
    yield from unfit("what is given", command.give, LONGEST_TERM)
    yield from unfit("what is got", command.get, LONGEST_TERM)
    if not max(1, state.turn) <= command.due <= len(deck.turns):
        yield Refusal("due", f"a deal is due by a turn from {max(1, state.turn)} to {len(deck.turns)}")
    if len([each for each in state.deals if {each.seat, each.other} == {command.seat, command.other}]) >= MOST_DEALS:
        yield Refusal("deals", f"these two have made {MOST_DEALS} deals; that is enough")


def _deal(state: State, name: str) -> Deal | None:
    return next((each for each in state.deals if each.id == name), None)


def _unknown(state: State, name: str, known: Callable[[Deal], bool]) -> Refusal:
    """A refusal that names no deal which those who hear it may not know of."""
    there = [each.id for each in state.deals if known(each)]
    said = f"there is: {', '.join(there)}" if there else "there is none"
    return Refusal("unknown_deal", f"no deal `{name}` is there; {said}")


def _answer(deck: Deck, state: State, command: AnswerDeal) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    deal = _deal(state, command.deal)
    if deal is None or command.seat not in (deal.seat, deal.other):
        yield _unknown(state, command.deal, lambda each: each.other == command.seat)
    elif deal.other != command.seat:
        yield Refusal("own", "a deal is answered by the seat that it was offered to")
    elif deal.state != "offered":
        yield Refusal("answered", f"that deal is {deal.state} already")
    elif command.agreed and deal.due < state.turn:
        yield Refusal("late", f"that deal was to be done by turn {deal.due}, which is over; offer a new one")
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")


def _close(deck: Deck, state: State, command: CloseDeal) -> Iterator[Refusal]:
    deal = _deal(state, command.deal)
    if deal is None:
        yield _unknown(state, command.deal, lambda each: each.audience == ALL and each.state == "agreed")
        return
    if deal.state != "agreed":
        yield Refusal("not_agreed", f"that deal is {deal.state}")
    if not command.kept and command.by not in (deal.seat, deal.other):
        yield Refusal("by", f"a breach is that of {deal.seat} or of {deal.other}")
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    yield from unfit("the reason", command.because, LONGEST_BECAUSE, wanted=False)


def _inject(deck: Deck, state: State, command: GiveInject) -> Iterator[Refusal]:
    inject = deck.injects.get(command.inject)
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif inject is None:
        guess = nearest(command.inject, deck.injects)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.injects)}"
        yield Refusal("unknown_inject", f"the deck has no news `{command.inject}`; {hint}")
    elif inject.id in state.given and not inject.again:
        yield Refusal("given", "that news has arrived already")


def _news(deck: Deck, state: State, command: GiveNews) -> Iterator[Refusal]:
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    yield from unfit("a title", command.title, LONGEST_TITLE)
    yield from unfit("the news", command.text, LONGEST_NEWS, wanted=False)
    for seat in command.to:
        yield from known_seat(deck, seat)
    yield from effects_refusal(deck, command.effects)


#: What may be dealt and brought in, and how it is checked.
DEALINGS: Mapping[type, Callable[[Deck, State, Any], Iterator[Refusal]]] = {
    Break: _break,
    SetPrecedent: _precedent,
    Veto: _veto,
    OfferDeal: _offer,
    AnswerDeal: _answer,
    CloseDeal: _close,
    GiveInject: _inject,
    GiveNews: _news,
}
