"""A view as plain lines, for a terminal without screens, a pipe, or an ear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wargame.deck import FACILITATOR, Deck, clean
from wargame.rules import CardView, Deal, MoveView, PromiseView, TrackView, View
from wargame.umpire import Outlook
from wargame.words.columns import columns, fit
from wargame.words.figures import BAND_TITLES, likelihood, signed
from wargame.words.floor import floor_lines
from wargame.words.naming import deal_title, fact_lines, move_title, upper_first
from wargame.words.reports import report_line
from wargame.words.rulings import card_title
from wargame.words.telling import player_title, tell

_PHASES = {
    "signal": "cards are shown that may be played",
    "plan": "the teams choose",
    "rule": "moves are being ruled",
    "close": "all moves are ruled; the turn can be closed",
    "page": "the turn is closed",
    "ended": "the game is over",
}


def board_lines(deck: Deck, view: View, outlooks: Mapping[str, Outlook] | None = None) -> list[str]:
    """The whole view: where the game stands, the tracks, open moves, the hand where the viewer has one, the ending.

    `outlooks` are what is known of each ruling to come, by the move's id.
    """
    return [clean(line).replace("\n", " ") for line in _lines(deck, view, outlooks or {})]


def phase_title(view: View) -> str:
    """What the table is doing now."""
    return _PHASES[view.phase]


def status_text(turn: int, turns: int, phase: str) -> str:
    """Where a game stands, in a line of a list: `turn 2 of 3, the teams choose`."""
    known = _PHASES.get(phase, phase)
    if phase == "ended":
        return known
    return f"turn {turn} of {turns}, {known}" if turn else f"practice turn, {known}"


def turn_text(view: View) -> str:
    """Where the calendar stands: `October 2024 · turn 1 of 6`."""
    return f"{view.turn_title} · turn {view.turn} of {view.turns}" if view.turn else "Practice turn · nothing counts"


def value_text(track: TrackView) -> str:
    """A track's value as words and number: `Non-lethal`, `3 of 10, Cold`, `20 million dollars`."""
    if track.steps:
        return track.level
    number = f"{track.value} {track.unit}".strip()
    return f"{number}, {track.level}" if track.level else number


def delta_text(track: TrackView) -> str:
    """What has changed since `track.before`: `+2`, `−1`, or nothing."""
    if track.before is None or track.before == track.value:
        return ""
    return signed(track.value - track.before)


def _lines(deck: Deck, view: View, outlooks: Mapping[str, Outlook]) -> Iterator[str]:
    when = f"turn {view.turn} of {view.turns}, {view.turn_title}" if view.turn else "practice turn"
    yield f"{view.title}: {when} ({phase_title(view)})"
    for seat in view.seats:
        state = ", has handed in" if seat.handed_in and view.phase == "plan" else ""
        yield f"{seat.glyph} {seat.title}: {player_title(seat.player)}{state}"
    yield ""
    since = "last" if view.phase == "plan" else "this"
    titles = {track.id: _track_title(view, track) for track in view.tracks}
    width = max(map(columns, titles.values()), default=0)
    for track in view.tracks:
        delta = delta_text(track)
        change = f"  ({delta} {since} turn)" if delta else ""
        hidden = "" if track.open else "  [not everybody sees this]"
        yield f"{fit(titles[track.id], width)}  {value_text(track)}{change}{hidden}"
    for each in view.estimates:
        yield f"Reports of turn {each.turn}: {each.question}"
        yield from (f"    {report_line(report)}" for report in each.reports)
    if view.page is not None:
        yield ""
        yield from tell(deck, view.page)
    if view.moves:
        yield ""
        for move in view.moves:
            yield _move_line(deck, view, move)
            if move.floor and not move.ruled:
                yield from (f"    {line}" for line in floor_lines(deck, view, move, outlooks.get(move.id)))
            if move.asks:
                yield f"    For the umpire to settle: {move.asks}"
    yield from _standing(deck, view)
    if view.brief:
        yield ""
        yield f"Brief: {view.brief}"
    for objective in view.objectives:
        yield f"Objective: {objective}"
    if view.hand:
        yield ""
        for card in view.hand:
            yield from _card_lines(card)
    if view.handed_in is not None:
        yield ""
        own = "a move of its own" if view.handed_free is not None else "a pass"
        yield f"Handed in: {card_title(deck, view.handed_in) if view.handed_in else own}"
    if view.ending is not None:
        yield ""
        yield from tell(deck, view.ending)


def _track_title(view: View, track: TrackView) -> str:
    """A track's title, for who leads the table with the id that effects are typed with."""
    return f"{track.title} [{track.id}]" if view.viewer == FACILITATOR else track.title


def _standing(deck: Deck, view: View) -> Iterator[str]:
    """What was shown, promised, dealt and established, as far as the viewer knows."""
    lines = [
        *(
            f"Shown by {deck.seats[seat].title}: {', '.join(card_title(deck, card) for card in cards) or 'nothing'}"
            for seat, cards in view.signalled.items()
        ),
        *(_promise_line(deck, each) for each in view.promises if each.state in ("open", "due")),
        *(deal_line(deck, view, each) for each in view.deals if each.state in ("offered", "agreed")),
        *fact_lines(deck, view),
    ]
    if lines:
        yield ""
        yield from lines


def _promise_line(deck: Deck, promise: PromiseView) -> str:
    due = " (due now: kept or broken?)" if promise.state == "due" else ""
    return f"Promised by {deck.seats[promise.seat].title}: {promise.text}{due}"


def deal_line(deck: Deck, view: View, deal: Deal) -> str:
    """A deal: who gives what to whom, and by when; one whose turn is over asks what became of it."""
    one, other = deck.seats[deal.seat].title, deck.seats[deal.other].title
    title = upper_first(deal_title(deck, deal.id))
    late = ", which is over: was it kept?" if deal in view.deals_due else ""
    return f"{title}, {deal.state}: {one} gives {deal.give}; {other} gives {deal.get}; by turn {deal.due}{late}"


def _move_line(deck: Deck, view: View, move: MoveView) -> str:
    seat = next(each.title for each in view.seats if each.id == move.seat)
    if move.id != move.seat:
        seat = f"{move_title(deck, move.id)} [{move.id}]"
    if move.card is not None:
        what = f"{move.card.title} [{move.card.id}]"
    elif move.free is not None:
        what = f"“{move.free.action}”" if move.free.action else "a move of its own, not told yet"
    else:
        what = "acts out of sight" if move.unseen else "passes"
    floor = ", has the floor" if move.floor and not move.ruled else ""
    if not move.ruled:
        what += f" (waits for its ruling{floor})"
    elif move.band is not None:
        what += f": {BAND_TITLES[move.band].lower()}"
    return f"On the table: {seat}: {what}"


def _card_lines(card: CardView) -> Iterator[str]:
    cost = "".join(f", costs {cost.title} {cost.amount}" for cost in card.cost)
    secret = ", secret" if card.secret else ""
    unknown = "" if card.odds.complete else "; not all factors are known"
    yield f"[{card.id}] {card.title}: {card.odds.chance} % ({likelihood(card.odds.chance)}){cost}{secret}{unknown}"
    for refusal in card.refusals:
        yield f"    not now: {refusal.sentence}"
