"""What stands on the screen of a replay: the entry in full, the board as it was then, the log around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen
from textual.content import Content
from textual.events import Click, Resize

from wargame.debrief import Moment, Recording
from wargame.debrief.difference import SIGNS, Difference
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.table import (
    BallotCast,
    Claimed,
    Entry,
    FloorTaken,
    HandedIn,
    Judged,
    MethodChosen,
    MoveView,
    Overridden,
    Overtaken,
    Published,
    Reasoned,
    ReasonWeighed,
    Ruled,
    SealedBallot,
    Settled,
    TrackView,
    TurnOpened,
    View,
    VotesShown,
    outlooks,
)
from wargame.tui.text import EMPTY, Draw, fitted, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.fate import fate_of
from wargame.tui.widgets.front_page import page_lines
from wargame.tui.widgets.gauge import board_lines, gauge_lines
from wargame.tui.widgets.news import seat_name, told_lines, undone_mark
from wargame.tui.widgets.pinned import Pinned, signs
from wargame.tui.widgets.ruling import move_lines, move_title
from wargame.tui.widgets.scrubber import Jumped
from wargame.tui.widgets.sheet import Sheet, nothing
from wargame.words import BAND_GLYPHS, BAND_TITLES, tell, turn_text

#: Rows of a replay beside its entry.
_FRAME = 8
#: Stands before a track that the entry moved.
_MOVED = "▸ "


def eyes_text(deck: Deck, viewer: str) -> str:
    """Through whose eyes: `as everyone saw it`."""
    known = {PUBLIC: "as everyone saw it", FACILITATOR: "all that was hidden"}
    return known.get(viewer) or f"as {deck.seats[viewer].title} saw it"


def when_text(view: View) -> str:
    """Where the calendar stood."""
    return turn_text(view) if view.turn or view.practice else "before the first turn"


# The entry


def entry_lines(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    """What happened, in full; `rows` is the height that there is, and a ruling is drawn bigger where it is high."""
    draw = _ENTRIES.get(type(moment.face), _told)
    return draw(recording, moment, rows, width)


def headline(deck: Deck, moment: Moment, width: int) -> list[Content]:
    """The entry in one line."""
    return [fitted(ui_text(tell(deck, moment.face)[0], "bold"), width)]


def _told(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    return told_lines(recording.deck, moment.face, width)


def _ruled(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    """As everybody saw it when it was ruled, with the odds, the roll and what came of it."""
    move = _move_of(moment)
    if move is None or not (move.card or move.free):
        return _told(recording, moment, rows, width)
    return move_lines(recording.deck, moment.view, move, None, rows, width)


def _said(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    """What was said or done about a move, and under it the move as it then stood."""
    found, move = _told(recording, moment, rows, width), _move_of(moment)
    if move is None or not (move.card or move.free):
        return found
    outlook = outlooks(recording.deck, moment.view).get(move.id)
    lines = move_lines(recording.deck, moment.view, move, outlook, rows, width, room=rows - len(found) - _FRAME)
    return [*found, EMPTY, *lines]


def _move_of(moment: Moment) -> MoveView | None:
    """The move that an entry is about."""
    name = getattr(moment.face, "move", "") or getattr(moment.face, "seat", "")
    return next((each for each in moment.view.moves if each.id == name), None)


def _page(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    shown = moment.face
    return page_lines(shown, width, height=rows) if isinstance(shown, Published) else []


def _handed_in(recording: Recording, moment: Moment, rows: int, width: int) -> list[Content]:
    """The move, its card, and what else lay in the hand."""
    found, shown, cards = _told(recording, moment, rows, width), moment.face, recording.deck.cards
    if not isinstance(shown, HandedIn):
        return found
    if shown.card is not None:
        found += [EMPTY, *paragraphs(cards[shown.card].text, width)]
    elif shown.free is not None and shown.free.action:
        found += [EMPTY, *paragraphs(shown.free.action, width)]
    others = [offer for offer in shown.offered if offer.card != shown.card and offer.card in cards]
    if others:
        found += [EMPTY, heading(ui_text("What else was in the hand", "bold"), width)]
    for offer in others:
        mark, style = ("✕", "$quiet") if offer.refusal else ("○", "")
        note = "  could not be played" if offer.refusal else ""
        found += wrapped(ui_text(f"{mark} {cards[offer.card].title}{note}", style), width, hang=2)
    return found


_ENTRIES: dict[type, Callable[[Recording, Moment, int, int], list[Content]]] = {
    Ruled: _ruled,
    Overtaken: _ruled,
    HandedIn: _handed_in,
    Published: _page,
    **dict.fromkeys((FloorTaken, Claimed, Reasoned, ReasonWeighed, MethodChosen, Judged, VotesShown), _said),
    **dict.fromkeys((SealedBallot, BallotCast, Overridden, Settled), _said),
}


# The board


def board_then(deck: Deck, moment: Moment, width: int, *, airy: bool = False) -> list[Content]:
    """The board as this viewer saw it; what the entry moved has a mark. Below it, who had done what in the turn."""
    view = _marked(moment)
    facing = [track for track in view.tracks if track.id in view.ladders]
    gauges = [track for track in view.tracks if track not in facing]
    own = [track for track in gauges if not track.open]
    found = board_lines(
        evolve(view, tracks=tuple(track for track in view.tracks if track not in own)), width, airy=airy
    )
    if own:
        alone = "not everyone sees this" if view.viewer == FACILITATOR else f"only {deck.seats[view.viewer].title}"
        found.append(heading(ui_text(alone, "bold"), width))
        found += [each for line in gauge_lines(own, width, gauges) for each in ((line, EMPTY) if airy else (line,))]
    while found and not found[-1].plain:
        found.pop()
    found = [line.stylize("bold $mark", 0, 1) if line.plain.startswith(_MOVED) else line for line in found]
    if moment.changed:
        found += [EMPTY, ui_text(f"{_MOVED}moved with this entry", "$quiet")]
    return [*found, *_table_lines(deck, view, width)]


def _marked(moment: Moment) -> View:
    """The view with a mark in the title of each track that the entry moved; gauges without one keep in line."""

    def titled(track: TrackView) -> TrackView:
        if track.id in moment.changed:
            return evolve(track, title=f"{_MOVED}{track.title}")
        return track if track.id in moment.view.ladders else evolve(track, title=f"  {track.title}")

    return evolve(moment.view, tracks=tuple(titled(track) for track in moment.view.tracks))


def _table_lines(deck: Deck, view: View, width: int) -> list[Content]:
    """Each seat's part in the turn so far."""
    if not view.turn and not view.practice:
        return []
    if view.moves:
        parts = [(move.seat, _move_text(view, move)) for move in view.moves]
    elif view.phase == "plan":
        parts = [(seat.id, "has handed in" if seat.handed_in else "chooses") for seat in view.seats]
    else:
        return []
    found = [EMPTY, heading(ui_text("On the table", "bold"), width)]
    for seat, text in parts:
        found += wrapped(join(seat_name(view, seat), ui_text(f"  {text}")), width, hang=2)
    return found


def _move_text(view: View, move: MoveView) -> str:
    """`Drive piles, ● success`; what waits for its ruling says so."""
    if move.card is None and move.free is None and not move.unseen:
        return "passes"
    what, fate = move_title(move), fate_of(view, move)
    if fate is None:
        return f"{what}, {'argued' if move.floor else 'waits'}"
    if fate.band is not None:
        was = f", was {BAND_TITLES[fate.was].lower()}" if fate.was is not None else ""
        return f"{what}, {BAND_GLYPHS[fate.band]} {BAND_TITLES[fate.band].lower()}{was}"
    return f"{what}, overtaken by events" if isinstance(fate.face, Overtaken) else f"{what}, done"


# The log


class LogAround(Sheet):
    """The log around a moment, an entry a line, as many as there is room for; a click goes to an entry."""

    DEFAULT_CSS = """
    LogAround { height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(nothing, id=id)
        self._shown: Sequence[LogRow] = ()

    def show_log(
        self, deck: Deck, moment: Moment, pinned: Pinned | None = None, beside: Difference | None = None
    ) -> None:
        """Show the log around this moment, with what is pinned to it, and with what another one was told."""
        self.show(self._drawing(deck, moment, pinned or {}, beside))

    def _drawing(self, deck: Deck, moment: Moment, pinned: Pinned, beside: Difference | None) -> Draw:
        rows = own_rows(moment, pinned) if beside is None else joined_rows(deck, beside, pinned)

        def draw(width: int) -> list[Content]:
            self._shown = window(rows, moment.number, self.content_size.height)
            return around_lines(deck, self._shown, moment.number, moment.total, width)

        return draw

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        self._drawn = None
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Go to the entry that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and 0 <= offset.y < len(self._shown):
            number = self._shown[offset.y].number
            if number is not None:
                self.post_message(Jumped(number))


@frozen
class LogRow:
    """A line of the log: its number in the viewer's own log, None for one that only another viewer has.

    `pins` are the signs of what is pinned to it, `side` that of what another viewer was told there; None where nobody
    is compared.
    """

    entry: Entry
    number: int | None
    pins: str = ""
    side: str | None = None


def own_rows(moment: Moment, pinned: Pinned) -> list[LogRow]:
    """The log around a moment."""
    return [LogRow(each, each.number, signs(pinned.get(each.number, ()))) for each in moment.log]


def joined_rows(deck: Deck, beside: Difference, pinned: Pinned) -> list[LogRow]:
    """The same joined with what another viewer was told; what both were told in other words stands there both ways."""
    found = []
    for each in beside.told:
        sign = SIGNS[each.side] if each.side is not None else " "
        if each.first is not None:
            found.append(LogRow(each.first, each.first.number, signs(pinned.get(each.first.number, ())), sign))
        same = each.first is not None and each.second is not None and _begin_alike(deck, each.first, each.second)
        if each.second is not None and each.side is not None and not same:
            found.append(LogRow(each.second, None, "", sign if each.side == "second" else " "))
    return found


def _begin_alike(deck: Deck, entry: Entry, other: Entry) -> bool:
    return tell(deck, entry.face)[0] == tell(deck, other.face)[0]


def window(log: Sequence[LogRow], number: int, rows: int) -> Sequence[LogRow]:
    """So many lines of the log with that of `number` in the middle, or as near to it as the ends allow."""
    here = next((place for place, row in enumerate(log) if row.number == number), 0)
    first = max(0, min(here - rows // 2, len(log) - rows))
    return log[first : first + rows]


def around_lines(deck: Deck, log: Sequence[LogRow], number: int, total: int, width: int) -> list[Content]:
    """Entries in a line each; the present one is marked, and what is yet to come is quiet."""
    digits = len(str(total))
    present = next((place for place, row in enumerate(log) if row.number == number), -1)
    return [_log_line(deck, row, place - present, digits, width) for place, row in enumerate(log)]


def _log_line(deck: Deck, row: LogRow, later: int, digits: int, width: int) -> Content:
    """A line; `later` says how many lines after the present one it stands."""
    entry, first = row.entry, tell(deck, row.entry.face)[0]
    pins = ui_text(f"{row.pins}  " if row.pins else "", "bold $mark")
    side = ui_text("" if row.side is None else f"{row.side} ", "bold $mark")
    number, undone = "" if row.number is None else row.number, undone_mark(entry)
    opens = isinstance(entry.face, TurnOpened)
    other = "italic " if row.number is None else ""
    style = "strike $quiet" if entry.undone else "$quiet" if later > 0 else "bold" if opens else ""
    if later:
        lead = ui_text(f"{number:>{digits}}  ", "$quiet")
        return fitted(join(ui_text("  "), side, lead, pins, ui_text(first, f"{other}{style}".strip()), undone), width)
    lead = ui_text(f"{number:>{digits}}  ", "bold $mark")
    line = join(ui_text("▸ ", "bold $mark"), side, lead, pins, ui_text(first, "bold"), undone)
    return fitted(line, width).stylize_before("on $cursor")
