"""A move that has the floor: what it is after, the reasons for and against it, and what the card has to suggest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from string import ascii_lowercase
from typing import Literal

from attrs import evolve
from textual.content import Content

from wargame.deck import Deck
from wargame.table import VETO, Argument, Claim, Established, MoveView, Odds, Outlook, Reason, View, opponent_of
from wargame.tui.text import EMPTY, fitted, heading, join, ui_text, wrapped
from wargame.tui.widgets.news import seat_name
from wargame.words import ROLL_OFF, likelihood, made_of, others_said

Side = Literal["for", "against"]
#: Cells between the two columns.
_GAP = 3
#: More lines than any reason takes.
_ENDLESS = 100
_TITLES: dict[Side, str] = {"for": "For", "against": "Against"}
_SIDES: tuple[Side, Side] = ("for", "against")
#: How the strength of a reason looks before its text.
_MARKS = {"strong": "!", "weak": "?", "solid": " ", None: "×"}


def claim_lines(claim: Claim, width: int) -> list[Content]:
    """What the seat is after, as far as it was said."""
    found: list[Content] = []
    for what, text in (("Aim", claim.aim), ("Effect", claim.effect), ("Expected answer", claim.reaction)):
        if text:
            found += wrapped(join(ui_text(f"{what}  ", "$quiet"), ui_text(text)), width, hang=2)
    return found


def reason_columns(view: View, argument: Argument, width: int, *, most: int = _ENDLESS) -> list[Content]:
    """The reasons in two columns, each under its own heading, and each on at most so many lines."""
    column = (width - _GAP) // 2
    sides = []
    for side in _SIDES:
        given = [each for each in argument.reasons if each.side == side]
        head = join(ui_text(_TITLES[side], "bold"), ui_text(f" {len(given)}" if given else "", "$quiet"))
        lines = [heading(head, column)]
        for each in given:
            lines += _cut(reason_lines(view, each, column), most, column)
        sides.append(lines if given else [*lines, ui_text("  nothing said yet", "$quiet")])
    return side_by_side(sides[0], sides[1], column)


def _cut(lines: list[Content], most: int, width: int) -> list[Content]:
    """At most so many of the lines; where any is left out, an ellipsis says so."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], join(lines[most - 1].truncate(width - 1), ui_text("…"))]


def side_by_side(left: list[Content], right: list[Content], column: int) -> list[Content]:
    """Two columns of lines, each `column` cells wide."""
    gap = ui_text(" " * _GAP)
    pairs = zip_longest(left, right, fillvalue=EMPTY)
    return [join(fitted(ours, column), gap, theirs) for ours, theirs in pairs]


def reason_lines(view: View, said: Reason, width: int) -> list[Content]:
    """`2 ! ◆ Sensors kill nobody`; with what it builds on, and whether it counts."""
    accepted = said.strength is not None
    mark = ui_text(f"{said.number:>2} {_MARKS[said.strength]} ", "bold $mark" if accepted else "$quiet")
    who = speaker(view, said.seat)
    text = ui_text(said.text, "" if accepted else "strike $quiet")
    notes = [*["not accepted"] * (not accepted), *["makes it possible"] * (said.tie == "enabling")]
    notes += [f"builds on {cited(view, said.cites)}"] if said.cites else []
    line = join(mark, who, ui_text(" "), text, ui_text(f"  {', '.join(notes)}" if notes else "", "$quiet"))
    return wrapped(line, width, hang=5)


def speaker(view: View, seat: str) -> Content:
    """The glyph of who gave a reason; of the umpire, the word."""
    known = next((each for each in view.seats if each.id == seat), None)
    return ui_text("umpire:", "$quiet") if known is None else seat_name(view, seat)[: len(known.glyph)]


def cited(view: View, fact: str) -> str:
    """`#2 Piles stand`: an established result by its number and its text."""
    for number, each in enumerate(view.established, 1):
        if each.id == fact:
            return f"#{number} {each.text}"
    return fact


def suggestion_lines(move: MoveView, width: int, room: int) -> list[Content]:
    """The card's own reasons that nobody has given yet, with their letters; in full, or cut, as there is room."""
    if move.card is None:
        return []
    column = (width - _GAP) // 2
    used = {(each.side, each.suggested) for each in move.argument.reasons}
    sides: list[list[Content]] = []
    for side, own in zip(_SIDES, (move.card.pros, move.card.cons), strict=True):
        left = [(place, text) for place, text in enumerate(own, 1) if (side, place) not in used]
        sides.append([ui_text(f"   {ascii_lowercase[place - 1]} {text}", "$quiet") for place, text in left])
    if not any(sides):
        return []
    full = [[line for each in side for line in wrapped(each, column, hang=5)] for side in sides]
    whole = [ui_text("The card suggests", "$quiet"), *side_by_side(full[0], full[1], column)]
    if len(whole) <= room:
        return whole
    cut = [[fitted(each, column) for each in side] for side in sides]
    short = side_by_side(cut[0], cut[1], column)
    return short[:room] if room > 0 else []


def chance_line(outlook: Outlook, move: MoveView, width: int) -> list[Content]:
    """`58 %  likely  by card odds on d100: 68, for +10, against −20`; or what the method lacks."""
    known = as_far_as_known(outlook, move)
    if known is None and outlook.chances is None:
        line = join(ui_text("? %", "bold $mark"), ui_text(f"  by {outlook.title}, which wants to know "))
        return wrapped(join(line, ui_text(outlook.lacks, "bold")), width, hang=5)
    chance = known.chance if known is not None else outlook.chances.per_cent if outlook.chances is not None else 0
    line = join(ui_text(f"{chance} %", "bold $mark"), ui_text(f"  {likelihood(chance)}", "bold"))
    hidden = " as far as is known" if known is not None else ""
    made = made_of(outlook, known.base if known is not None else outlook.case.chance)
    made = f": {made}" if made else ""
    return wrapped(join(line, ui_text(f"{hidden}{made}  by {outlook.title}", "$quiet")), width, hang=6)


def as_far_as_known(outlook: Outlook, move: MoveView) -> Odds | None:
    """The chance that the known factors and the method make, where others are hidden here; None where none are."""
    if move.odds is None or outlook.known is None:
        return None
    return evolve(move.odds, base=move.odds.chance, chance=outlook.known.per_cent, complete=False)


def said_line(said: Mapping[str, int | None], width: int, *, brief: bool = False) -> list[Content]:
    """What each other method would say, and, unless it is to be brief, which have not been asked."""
    told, silent = others_said(said)
    parts = [f"Others would say  {'; '.join(told)}"] if told else []
    parts += [f"Not asked: {'; '.join(silent)}"] if silent and not brief else []
    return wrapped(ui_text(". ".join(parts), "$quiet"), width, hang=2) if parts else []


def notes_lines(deck: Deck, view: View, move: MoveView, width: int) -> list[Content]:
    """What else bears on the ruling: who opposes it, what it contradicts, who has voted, what the umpire was told."""
    argument, seats = move.argument, deck.seats
    texts = []
    if argument.because:
        texts.append(f"The umpire's odds: {argument.because}")
    facing = opponent_of(view.moves, move)
    if facing is not None:
        texts.append(f"Set against the move of {seats[facing.seat].title}: one dice-off decides both.")
    if argument.counters:
        contradicts = f"It contradicts {cited(view, argument.counters)}"
        texts.append(f"{contradicts}: a success has to win a roll-off as well, {ROLL_OFF}.")
    if move.voted:
        texts.append(f"Voted, unseen: {', '.join(seats[seat].title for seat in move.voted)}.")
    if argument.shown:
        texts.append(f"Votes: {', '.join(map(str, argument.shown))} %.")
    if argument.bag:
        texts.append(f"Into the bag: {', '.join(argument.bag)}.")
    return [line for text in texts for line in wrapped(ui_text(text), width, hang=2)]


def fallen_text(view: View, fact: Established) -> str:
    """Why a result stands no more: `contradicted by #4`."""
    if fact.countered_by == VETO:
        return "the umpire does not let it stand"
    numbers = {each.id: number for number, each in enumerate(view.established, 1)}
    by = numbers.get(fact.countered_by)
    return f"contradicted by #{by}" if by else "contradicted"


def established_lines(view: View, width: int) -> list[Content]:
    """What stands and may be built on, with the numbers that a scribe writes."""
    found: list[Content] = []
    for number, each in enumerate(view.established, 1):
        notes = [f"only {each.side}"] if each.side is not None else []
        notes += [fallen_text(view, each)] if each.countered_by else []
        about = ui_text(f"  {', '.join(notes)}" if notes else "", "$quiet")
        text = ui_text(each.text, "strike $quiet" if each.countered_by else "")
        line = join(ui_text(f"#{number} ", "bold $mark"), speaker(view, each.seat), ui_text(" "), text, about)
        found += wrapped(line, width, hang=3)
    return [heading(ui_text("Established: a reason may build on it", "bold"), width), *found] if found else []
