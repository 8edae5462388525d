"""What the wall shows beside the board: who is ready, the turn's brief, and the news."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from wargame.deck import FACILITATOR
from wargame.table import PERSON, HandedIn, SeatView
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped
from wargame.tui.widgets.news import month_lines, news_lines, seat_name, seats_lines


def ready_lines(position: Position, names: Mapping[str, str], slips: bool, width: int) -> list[Content]:
    """One line a seat: whether its move is in; where slips are typed, whether its slip is; what it has shown."""
    title = "Cards are shown first" if position.public.phase == "signal" else "Who has chosen"
    found = [heading(ui_text(title, "bold"), width)]
    for seat in position.public.seats:
        mark, state = _state(position, seat, slips)
        members = names.get(seat.id, "")
        line = join(
            ui_text(f"{mark} ", "bold $mark" if mark == "✓" else "$quiet"),
            seat_name(position.public, seat.id),
            ui_text(f"  {state}", "$quiet"),
            ui_text(f"  {members}" if members else "", "$quiet"),
        )
        found += wrapped(line, width, hang=2)
    if position.eyes.viewer == FACILITATOR:
        found += _sealed(position, width)
    return found


def _state(position: Position, seat: SeatView, slips: bool) -> tuple[str, str]:
    view = position.public
    if view.phase == "signal":
        if seat.id in view.signalled:
            shown = "; ".join(position.deck.cards[card].title for card in view.signalled[seat.id])
            return "✓", shown or "shows nothing"
        return ("·", "shows what it may play") if seat.id in view.signallers else (" ", "waits")
    if seat.handed_in:
        return "✓", "ready" if seat.player == PERSON else "ready (bot)"
    if slips and seat.id in position.slips:
        return "✓", "slip is in"
    return "·", "chooses" if seat.player == PERSON else "bot"


def _sealed(position: Position, width: int) -> list[Content]:
    """What was handed in, for the facilitator alone."""
    found: list[Content] = []
    for face in position.eyes.news:
        if isinstance(face, HandedIn):
            what = "a pass" if face.card is None else f"{position.deck.cards[face.card].title} [{face.card}]"
            if face.free is not None:
                what = f"its own move: {face.free.action or 'to be told'}"
            found += wrapped(join(seat_name(position.public, face.seat), ui_text(f"  {what}")), width, hang=2)
    return [EMPTY, heading(ui_text("Sealed; only you read this", "bold"), width), *found] if found else []


def slip_row(position: Position, seat: str, width: int) -> list[Content]:
    """A seat to choose, and whether its slip is in."""
    state = "slip is in" if seat in position.slips else "no slip yet"
    return [join(seat_name(position.public, seat), ui_text(f"  {state}", "$quiet"))]


def wall_news(position: Position, width: int) -> list[Content]:
    """The brief and the news of this screen's viewer; in the first turn also who sits at the table."""
    view = position.eyes
    found = [*month_lines(view, width), EMPTY]
    news = news_lines(position.deck, view.news, frozenset(), width)
    if news:
        found += [*news, EMPTY]
    if view.turn <= 1:
        found += seats_lines(view, width)
    return found
