"""The lines of the page of pacts: what was shown, promised, agreed and established, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from wargame.deck import ALL, FACILITATOR
from wargame.table import Deal, Established, PromiseView, View
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, join, ui_text, wrapped
from wargame.tui.widgets.argument import fallen_text
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.news import seat_name

_STATES = {"open": "", "due": " (due now)", "kept": " (kept)", "broken": " (broken)"}


def leads(position: Position) -> bool:
    """Whether this is the terminal that leads: the room's own, or the facilitator's."""
    post = position.post
    return post.plays and post.viewer in (None, FACILITATOR)


def speakers(position: Position) -> tuple[str, ...]:
    """The seats that may be spoken for here: all that people play, or the terminal's own."""
    post = position.post
    if leads(position):
        return position.people
    return tuple(seat for seat in position.people if post.plays and seat == post.viewer)


def pacts_view(position: Position) -> View:
    """What may be shown here: on a screen that several share what everybody may know."""
    return position.public if position.post.viewer is None else position.eyes


def pact_rows(position: Position) -> list[Row]:
    """A line for everything; those that this terminal may do something about can be chosen."""
    parts = (_shown_cards, _promises, _deals, _results, _doings)
    return [row for part in parts for row in part(position)]


def _shown_cards(position: Position) -> list[Row]:
    view, own = pacts_view(position), speakers(position)
    rows = [Row("", partial(_shown, position, seat, cards)) for seat, cards in view.signalled.items()]
    if view.phase == "signal":
        for seat in (each for each in view.signallers if each not in view.signalled):
            about = "shows what it may play: choose this line" if seat in own else "has still to show what it may play"
            rows.append(Row(f"signal:{seat}" if seat in own else "", partial(_titled, position, seat, about)))
    return [title_row("Cards that are shown before anybody chooses"), *rows] if rows else []


def _shown(position: Position, seat: str, cards: Sequence[str], width: int) -> list[Content]:
    titles = "; ".join(f"{position.deck.cards[card].title} [{card}]" for card in cards) or "nothing"
    return _titled(position, seat, titles, width)


def _titled(position: Position, seat: str, text: str, width: int) -> list[Content]:
    return wrapped(join(seat_name(position.public, seat), ui_text(f"  {text}")), width, hang=2)


def _promises(position: Position) -> list[Row]:
    rows: list[Row] = []
    view = pacts_view(position)
    for each in view.promises:
        rows.append(Row("", partial(_promise, position, each)))
        if view.due[:1] == (each.id,) and each.seat in speakers(position):
            rows += _answers(each)
    return [title_row("Promises"), *rows] if rows else []


def _promise(position: Position, promise: PromiseView, width: int) -> list[Content]:
    return _titled(position, promise.seat, f"{promise.text}{_STATES[promise.state]}", width)


def _answers(due: PromiseView) -> list[Row]:
    """The promise that is due is kept or broken; where it can't be kept, why."""
    keep = f"Keep it: {due.then} is played at no cost"
    if due.refusals:
        keep = f"✕ It can't be kept: {due.then} {due.refusals[0].sentence}"
    return [
        Row("" if due.refusals else f"keep:{due.seat}", partial(_answer, keep, "$quiet" if due.refusals else "")),
        Row(f"break:{due.seat}", partial(_answer, "Break it", "")),
    ]


def _answer(text: str, style: str, width: int) -> list[Content]:
    return wrapped(ui_text(text, style), width, indent=2)


def _deals(position: Position) -> list[Row]:
    view = pacts_view(position)
    rows = [Row(f"deal:{each.id}", partial(_deal, position, each, each in view.deals_due)) for each in view.deals]
    if view.phase != "ended" and len(position.deck.seats) > 1 and speakers(position):
        rows.append(Row("offer", partial(plain_row, "Write down a new deal")))
    return [title_row("Deals"), *rows] if rows else []


def _deal(position: Position, deal: Deal, due: bool, width: int) -> list[Content]:
    other = position.deck.seats[deal.other].title
    secret = "" if deal.audience == ALL else ", secret"
    state = f"{deal.state}{', due: was it kept?' if due else ''}{secret}"
    text = f"with {other}: gives {deal.give}; gets {deal.get}; by turn {deal.due} ({state})"
    return _titled(position, deal.seat, text, width)


def _results(position: Position) -> list[Row]:
    rows = [
        Row(_veto_id(position, each), partial(_result, position, number, each))
        for number, each in enumerate(pacts_view(position).established, 1)
    ]
    return [title_row("Established results and precedents, cited as #1, #2 …"), *rows] if rows else []


def _veto_id(position: Position, fact: Established) -> str:
    stands = fact.side is not None and not fact.countered_by
    return f"veto:{fact.id}" if stands and leads(position) else ""


def _result(position: Position, number: int, fact: Established, width: int) -> list[Content]:
    side = f" ({fact.side} its moves)" if fact.side is not None else ""
    gone = f" ({fallen_text(pacts_view(position), fact)})" if fact.countered_by else ""
    line = join(ui_text(f"#{number} ", "bold $mark"), seat_name(position.public, fact.seat), ui_text("  "))
    text = ui_text(fact.text, "strike $quiet" if fact.countered_by else "")
    return wrapped(join(line, text, ui_text(f"{side}{gone}", "$quiet")), width, hang=3)


def _doings(position: Position) -> list[Row]:
    view, own = pacts_view(position), speakers(position)
    rows = [
        Row(f"precedent:{seat}", partial(_titled, position, seat, "sets a precedent of its own"))
        for seat in own
        if view.precedents_left.get(seat, 0) > 0 and view.phase in ("signal", "plan")
    ]
    answers = any(card.answers for card in position.deck.cards.values())
    if view.phase == "rule" and view.pending and answers and own:
        rows.append(Row("answer", partial(plain_row, "Answer a move out of turn, with a card")))
    if leads(position) and view.phase != "ended":
        rows.append(Row("news", partial(plain_row, "Give news by hand")))
    if position.ledger:
        rows.append(Row("fairness", partial(plain_row, "Fairness: what each seat was given by the umpire")))
    return [title_row("To be done"), *rows] if rows else []


def title_row(text: str) -> Row:
    """A heading among the lines."""
    return Row("", lambda width: [EMPTY, ui_text(text, "bold")])


def plain_row(text: str, width: int) -> list[Content]:
    """A line of plain words."""
    return wrapped(ui_text(text), width)


def promise_due_lines(view: View, width: int) -> list[Content]:
    """Which promise has fallen due, for the screen on which the room looks; nothing where none has."""
    due = next((each for each in view.promises if view.due[:1] == (each.id,)), None)
    if due is None:
        return []
    line = join(ui_text(" ! ", "bold $ink on $warn"), ui_text(" A promise is due: "), seat_name(view, due.seat))
    return wrapped(join(line, ui_text(f"  {due.text}", "bold")), width, hang=4)
