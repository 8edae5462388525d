"""What may be typed next: where a command is refused, and where the rulings of a turn stop before they are done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wargame.deck import FACILITATOR, PUBLIC, listed

if TYPE_CHECKING:
    from wargame.table import Command, MoveView, Refusal, Table, View

_ODDS = 'odds {without} 60 "WHY"'
#: What a method wants to be told, and how that is said. What one of another package wants, only its own words say.
_ASKED = {
    "card": _ODDS,
    "opposed": _ODDS,
    "d6": "rate {move} strong",
    "keep": "leverage {move} strong|weak",
    "tokens": "ballot {move} SS SF FF",
    "ballot": "ballot {move} 546354",
    "consensus": "decide {move} success",
    "umpire": "decide {move} success",
}


def advice(table: Table, refusal: Refusal, command: Command | None = None) -> list[str]:
    """What to type so that a `command` which was refused goes on; nothing where the refusal says it itself."""
    if refusal.code in ("nothing_to_rule", "unsettled") and table.state.unsettled:
        return waiting_to_be_settled(table)
    view = table.view(FACILITATOR)
    promised = [each.text for each in table.view(PUBLIC).promises if each.state == "due"]
    found = list(_words(table, view, refusal.code, getattr(command, "thrown", ())))
    lines = [f"It was: {promised[0]}"] if refusal.code == "due" and promised else []
    how = "Such as" if refusal.code in ("lacks", "wide") else "Type"
    return [*lines, f"{how}: {' or '.join(f'`{each}`' for each in found)}"] if found else lines


def _words(table: Table, view: View, code: str, thrown: Sequence[int]) -> Iterator[str]:
    leads = f"wargame do {table.game.name} {FACILITATOR}"
    move = next((each for each in view.moves if each.id in view.pending), None)
    if code == "due" and table.state.due:
        yield f"wargame do {table.game.name} {table.state.due[0].seat} commit keep|break"
    elif code in ("unruled", "unclosed"):
        yield f"{leads} {'rule all' if code == 'unruled' else 'close'}"
    elif move is not None and code in ("untold", "lacks", "wide", "unknown_method", "method"):
        yield from (f"{leads} {each}" for each in _of_a_move(table, view, move, code, thrown))


def _of_a_move(table: Table, view: View, move: MoveView, code: str, thrown: Sequence[int]) -> Iterator[str]:
    """What the next move wants to be told, or the one that it is set against; `thrown` are real dice that fell."""
    from wargame.table import opponent_of

    other = opponent_of(view.moves, move)
    pair = [move] if other is None else [move, other]
    if code == "untold":
        untold = next((each for each in pair if each.free is not None and not each.free.action), move)
        yield f'claim {untold.id} action "WHAT IT DOES"'
    elif code == "wide":
        yield f"ballot {move.id} 546354"
        yield f"dice {' '.join(map(str, thrown))} anyway" if thrown else f"rule {move.id} anyway"
    elif code == "lacks":
        outlook = table.outlooks(view).get(move.id)
        without = next((each for each in pair if each.odds is None), move)
        how = _ASKED.get(outlook.method if outlook is not None else "")
        if how is not None:
            first = [f"floor {move.id}"] if how.startswith("ballot") and not move.floor else []
            told = how.format(move=move.id, without=without.id)
            yield f"`, then `wargame do {table.game.name} {FACILITATOR} ".join((*first, told))
    else:
        yield f"method {move.id} card"


_LEFT = "every move is ruled, and this is left to the umpire before the turn can be closed"


def nothing_ruled(table: Table, refusal: Refusal) -> str:
    """Why no move at all could be ruled."""
    return _LEFT if refusal.code == "nothing_to_rule" and table.state.unsettled else refusal.sentence


def after_rulings(table: Table, ruled: Iterable[str], refusal: Refusal) -> list[str]:
    """What all rulings that could be made were, why they stop, and what to type.

    `ruled` are the ids of the moves that waited before, and wait no more.
    """
    from wargame.words import seat_titles

    lines = [f"Ruled: {listed(seat_titles(table.deck, ruled))}."]
    if refusal.code != "nothing_to_rule":
        return [*lines, f"It stops here: {refusal.sentence}.", *advice(table, refusal)]
    leads = f"wargame do {table.game.name} {FACILITATOR}"
    left = waiting_to_be_settled(table)
    if not left:
        return [*lines, f"Every move is ruled. Type: `{leads} close`"]
    return [*lines, f"{_LEFT[:1].upper()}{_LEFT[1:]}:", *left]


def waiting_to_be_settled(table: Table) -> list[str]:
    """What waits for a person, move by move, with what to type; of moves out of sight only that there are some."""
    from wargame.words import move_title, upper_first

    asked = {each.id: each.asks for each in table.view(PUBLIC).moves}
    leads = f"wargame do {table.game.name} {FACILITATOR}"
    found = []
    for move in table.state.unsettled:
        if asked.get(move):
            found.append(f"  {upper_first(move_title(table.deck, move))}: {asked[move]}")
            found.append(f'    `{leads} settle {move} "EFFECTS" "WHY"`, or `nothing` for EFFECTS')
    if any(not asked.get(move) for move in table.state.unsettled):
        found.append(f"  Out of sight: see `wargame show {table.game.name} --as {FACILITATOR}`")
    return found


def deals_due(table: Table) -> list[str]:
    """The open deals whose turn is over, with what to type; the secret ones are shown to the facilitator alone."""
    from wargame.words import deal_line

    view, found = table.view(PUBLIC), []
    for deal in view.deals_due:
        found.append(f"{deal_line(table.deck, view, deal)}")
        found.append(f"  `wargame do {table.game.name} {FACILITATOR} deal {deal.id} kept`, or `broken SEAT WHY`")
    return found
