"""A move before its ruling, in lines: what it is after, what was said for and against, and what the odds are."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.deck import SUCCESSES, Deck
from wargame.rules import MoveView, View
from wargame.umpire import Outlook
from wargame.words.figures import BAND_TITLES, ROLL_OFF, decided_by, likelihood, odds, others_said, reason, signed
from wargame.words.naming import fact_title, move_title


def floor_lines(deck: Deck, view: View, move: MoveView, outlook: Outlook | None) -> list[str]:
    """All that was said of a move so far, and its odds."""
    found = list(_said(deck, view, move))
    return found + (outlook_lines(deck, move, outlook) if outlook is not None else [])


def _said(deck: Deck, view: View, move: MoveView) -> Iterator[str]:
    claim, facts = move.argument.claim, {each.id: each.text for each in view.established}
    for what, text in (("Aim", claim.aim), ("Effect", claim.effect), ("Expected answer", claim.reaction)):
        if text:
            yield f"{what}: {text}"
    for each in move.argument.reasons:
        yield f"{each.number}. {reason(deck, each, facts)}"
    if move.argument.counters:
        fact = fact_title(deck, move.argument.counters, facts)
        yield f"It contradicts {fact}: a success has to win a roll-off as well, {ROLL_OFF}."
    if move.argument.opposes:
        yield f"It is set against {move_title(deck, move.argument.opposes)}."
    if move.voted:
        yield f"Voted, unseen: {', '.join(deck.seats[seat].title for seat in move.voted)}."


def outlook_lines(deck: Deck, move: MoveView, outlook: Outlook) -> list[str]:
    """The chance by the method that will be used, what it lacks, and what other methods would say."""
    return list(_outlook(move, outlook))


def _outlook(move: MoveView, outlook: Outlook) -> Iterator[str]:
    if move.odds is not None and outlook.by_odds:
        yield f"Odds {odds(move.odds)}."
    yield _by_method(move, outlook)
    if outlook.wide:
        yield "The ballots lie far apart: let the room talk, and vote again."
    told, _ = others_said(outlook.said)
    if told:
        yield f"Other methods: {'; '.join(told)}."


def made_of(outlook: Outlook, chance: int | None) -> str:
    """What reasons make of a chance: `68, for +30 by 3 of 8, against −5, together at most 20`; nothing without any."""
    case = outlook.case
    sides = [
        (word, sign, case.counted(points), len(points))
        for word, sign, points in (("for", 1, case.pros), ("against", -1, case.cons))
    ]
    if outlook.by_odds and chance is not None:
        parts = [
            f"{word} {signed(sign * sum(counted))}{f' by {_of(counted, given)}' if len(counted) < given else ''}"
            for word, sign, counted, given in sides
            if given
        ]
        if abs(case.points) > case.arguments.limit:
            parts.append(f"together at most {case.arguments.limit}")
        return f"{chance}, {', '.join(parts)}" if parts else ""
    if not outlook.method.startswith(("2d6", "3d6")):
        return ""
    idle = [f"{_of(counted, given)} {word}" for word, _, counted, given in sides if len(counted) < given]
    net = [f"reasons {signed(case.net)}"] if case.net or idle else []
    return ", ".join((*net, *idle))


def _of(counted: list[int], given: int) -> str:
    """How many of so many reasons count: `3 of 8`."""
    return f"{len(counted) or 'none'} of {given}"


def _by_method(move: MoveView, outlook: Outlook) -> str:
    """What the method that will be used says, or what it wants to know first."""
    chances = outlook.chances or outlook.known
    if chances is None:
        return f"By {outlook.title}: nothing yet without {outlook.lacks}."
    off = f" A success has to win a roll-off as well, {ROLL_OFF}." if move.argument.counters else ""
    decided, who = outlook.case.decided, decided_by(outlook.method)
    if who and decided:
        return f"{who}: {BAND_TITLES[decided].lower()}.{off if decided in SUCCESSES else ''}"
    chance = chances.per_cent
    hidden = " as far as is known" if outlook.chances is None else ""
    shown = move.odds.chance if outlook.chances is None and move.odds is not None else outlook.case.chance
    made = made_of(outlook, shown)
    told = f"{chance} % ({likelihood(chance)}){hidden}{f': {made}' if made else ''}"
    return f"By {outlook.title}{', with the roll-off' if off else ''}: {told}."
