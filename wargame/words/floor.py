"""A move before its ruling, in lines: what it is after, what was said for and against, and what the odds are."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.deck import Deck
from wargame.rules import MoveView, View
from wargame.umpire import Outlook
from wargame.words.figures import likelihood, method_title, odds, reason


def floor_lines(deck: Deck, view: View, move: MoveView, outlook: Outlook | None) -> list[str]:
    """All that was said of a move so far, and its odds."""
    found = list(_said(deck, move))
    return found + (outlook_lines(deck, move, outlook) if outlook is not None else [])


def _said(deck: Deck, move: MoveView) -> Iterator[str]:
    claim = move.argument.claim
    for what, text in (("Aim", claim.aim), ("Effect", claim.effect), ("Expected answer", claim.reaction)):
        if text:
            yield f"{what}: {text}"
    for each in move.argument.reasons:
        yield f"{each.number}. {reason(deck, each)}"
    if move.argument.counters:
        yield f"It contradicts the result {move.argument.counters}: a success has to win a roll-off as well."
    if move.argument.opposes:
        yield f"It is set against the move of {deck.seats[move.argument.opposes.partition('.')[0]].title}."
    if move.voted:
        yield f"Voted, unseen: {', '.join(deck.seats[seat].title for seat in move.voted)}."


def outlook_lines(deck: Deck, move: MoveView, outlook: Outlook) -> list[str]:
    """The chance by the method that will be used, what it lacks, and what other methods would say."""
    return list(_outlook(move, outlook))


def _outlook(move: MoveView, outlook: Outlook) -> Iterator[str]:
    if move.odds is not None:
        yield f"Odds {odds(move.odds)}."
    if outlook.chances is None:
        yield f"By {outlook.title}: nothing yet without {outlook.lacks}."
    else:
        chance = outlook.chances.per_cent
        yield f"By {outlook.title}: {chance} % ({likelihood(chance)})."
    if outlook.wide:
        yield "The ballots lie far apart: let the room talk, and vote again."
    told = [f"{method_title(method)} {chance} %" for method, chance in outlook.said.items() if chance is not None]
    if told:
        yield f"Other methods: {', '.join(told)}."
