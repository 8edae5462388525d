"""What seats promise one another, what stands before play, and what the facilitator brings in from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wargame.deck import ALL, TABLE, typed_effects
from wargame.deck import audience as audience_of
from wargame.rules import (
    AnswerDeal,
    CloseDeal,
    Deal,
    DealAnswered,
    DealClosed,
    DealOffered,
    GiveInject,
    GiveNews,
    InjectGiven,
    OfferDeal,
    PrecedentSet,
    SetPrecedent,
    Veto,
    Vetoed,
    effect_changes,
)
from wargame.table.progress import Course
from wargame.table.rulings import afterwards, unfounded


def _precedent(course: Course, command: SetPrecedent) -> None:
    start = f"own.{command.seat}."
    own = [int(each.id.removeprefix(start)) for each in course.state.facts if each.id.startswith(start)]
    name = f"{start}{max(own, default=0) + 1}"
    course.emit(PrecedentSet(name, command.seat, command.side, command.text.strip()), command.seat)


def _veto(course: Course, command: Veto) -> None:
    course.emit(Vetoed(command.fact, command.because.strip()))
    unfounded(course)


def _offer_deal(course: Course, command: OfferDeal) -> None:
    pair = {command.seat, command.other}
    audience = audience_of(each for each in course.deck.seats if each in pair) if command.secret else ALL
    alike = [each for each in course.state.deals if each.audience == audience and {each.seat, each.other} == pair]
    name = f"{command.seat}-{command.other}-{'s' if command.secret else ''}{len(alike) + 1}"
    give, get = command.give.strip(), command.get.strip()
    deal = Deal(name, command.seat, command.other, give, get, command.due, audience)
    course.emit(DealOffered(deal), command.seat, audience)


def _deal(course: Course, name: str) -> Deal:
    return next(each for each in course.state.deals if each.id == name)


def _answer_deal(course: Course, command: AnswerDeal) -> None:
    course.emit(DealAnswered(command.deal, command.agreed), command.seat, _deal(course, command.deal).audience)


def _close_deal(course: Course, command: CloseDeal) -> None:
    closed = DealClosed(command.deal, command.kept, "" if command.kept else command.by, command.because.strip())
    course.emit(closed, TABLE, _deal(course, command.deal).audience)


def _give_inject(course: Course, command: GiveInject) -> None:
    inject = course.deck.injects[command.inject]
    changes = effect_changes(course.deck, course.state.values, course.state.turn, inject.effects)
    course.emit(InjectGiven(inject.id, changes, by_hand=True), audience=inject.audience)
    afterwards(course)


def _give_news(course: Course, command: GiveNews) -> None:
    deck, state = course.deck, course.state
    changes = effect_changes(deck, state.values, state.turn, typed_effects(command.effects, deck.tracks))
    audience = audience_of(each for each in deck.seats if each in command.to) if command.to else ALL
    told = InjectGiven("", changes, None, None, command.title.strip(), command.text.strip(), by_hand=True)
    course.emit(told, audience=audience)
    afterwards(course)


#: What each command of this kind makes happen.
DEALT: Mapping[type, Callable[[Course, Any], None]] = {
    SetPrecedent: _precedent,
    Veto: _veto,
    OfferDeal: _offer_deal,
    AnswerDeal: _answer_deal,
    CloseDeal: _close_deal,
    GiveInject: _give_inject,
    GiveNews: _give_news,
}
