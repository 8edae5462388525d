"""A ruling before everybody's eyes: the move, its reasons and its odds, and after the roll what came of it."""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content

from wargame.deck import Band, Deck
from wargame.table import (
    Change,
    Face,
    MoveView,
    Outlook,
    Overridden,
    Override,
    Ruled,
    Settled,
    View,
    known_methods,
)
from wargame.tui.text import EMPTY, between, fitted, join, paragraphs, spread, ui_text, wrapped
from wargame.tui.themes import BAND_COLORS
from wargame.tui.widgets.argument import (
    as_far_as_known,
    chance_line,
    claim_lines,
    established_lines,
    notes_lines,
    reason_columns,
    said_line,
    suggestion_lines,
)
from wargame.tui.widgets.digits import big_number
from wargame.tui.widgets.fate import Fate, fate_of
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.odds_bar import bar_lines, legend_lines, odds_lines
from wargame.words import (
    BAND_GLYPHS,
    BAND_TITLES,
    ROLL_OFF,
    announced,
    argued_as_known,
    change,
    decided_by,
    dice_text,
    fallen,
    odds,
    outcome_text,
    percentile,
    shares,
    tell,
)

#: Rows from which the bar is higher and the reasons stay beside the outcome; and from which the roll is twice as big.
_ROOMY = 32
_AIRY = 48
#: Lines of the card's own reasons where those that were given are cut.
_SHORT = 2
#: Cells between two moves that stand side by side, and the fewest that are left to who plays what.
_AIR, _LEAST_HEAD = 2, 12
#: Columns from which three moves stand side by side.
_BROAD = 130
#: Dice of which each face is a per cent of the bar.
_PERCENTILE = (100,)


def _bar_height(rows: int) -> int:
    return 4 if rows >= _ROOMY else 2


def ruling_of(view: View, seat: str) -> Face | None:
    """What everyone saw become of a seat's first move this turn; None before it is ruled."""
    move = next((each for each in view.moves if each.seat == seat), None)
    fate = None if move is None else fate_of(view, move)
    return None if fate is None else fate.face


def moves_line(view: View, present: str, width: int) -> list[Content]:
    """Every move of the turn, the `present` one marked; the words for what became of them give way first."""
    for brief in (False, True):
        entries = [_move_entry(view, move, move.id == present, brief) for move in view.moves]
        line = between("    ", entries)
        if line.cell_length <= width:
            return [line]
    across = 3 if width >= _BROAD else 2
    room = width // across
    cells = [fitted(_move_entry(view, move, move.id == present, True, room - _AIR), room) for move in view.moves]
    return [join(*cells[start : start + across]) for start in range(0, len(cells), across)]


def _move_entry(view: View, move: MoveView, present: bool, brief: bool, room: int = 0) -> Content:
    """A move and what has become of it; with `room` on so many cells, and the title is cut before the outcome."""
    state = _move_state(view, move, present, brief)
    if room:
        state = state.partition(" (")[0]
    about = ui_text(f": {state}" if brief and state else f"  {state}", "$quiet")
    head = join(
        ui_text("▸ " if present else "  ", "bold $mark"),
        seat_name(view, move.seat),
        ui_text(f"  {move_title(move)}", "bold" if present else ""),
    )
    if room and head.cell_length + about.cell_length > room:
        head = head.truncate(max(_LEAST_HEAD, room - about.cell_length), ellipsis=True)
    return join(head, about)


def move_title(move: MoveView) -> str:
    """What a move is called in a line."""
    own = "a move of its own" if move.free else "passes"
    return "out of sight" if move.unseen else move.card.title if move.card else own


def fate_row(view: View, move: MoveView, width: int) -> list[Content]:
    """A move to choose, with what has become of it at the edge."""
    title = join(seat_name(view, move.seat), ui_text(f"  {move_title(move)}"))
    return [spread(title, ui_text(_move_state(view, move, present=False, brief=False), "$quiet"), width)]


def _move_state(view: View, move: MoveView, present: bool, brief: bool) -> str:
    fate = fate_of(view, move)
    if fate is not None and fate.band is not None:
        now = BAND_TITLES[fate.band].lower()
        text = now if brief else f"{BAND_GLYPHS[fate.band]} {now}"
        if fate.was is not None:
            text += f" (was {BAND_TITLES[fate.was].lower()})"
        return f"{text}, to settle" if move.asks else text
    if move.card is None and move.free is None and not move.unseen:
        return ""
    if move.floor and not move.ruled:
        return "argued"
    return "" if brief else "done" if move.ruled else "now" if present else "waits"


def move_lines(
    deck: Deck,
    view: View,
    move: MoveView,
    outlook: Outlook | None,
    rows: int,
    width: int,
    *,
    room: int | None = None,
    facts: bool = False,
) -> list[Content]:
    """The move, and its reasons and odds, or what became of it; with `facts` also what is established.

    `rows` is the height of the screen: with more of them the bar and the roll are bigger, and the reasons stay. `room`
    is how many of them there are for these lines; what can be left out is then.
    """
    fate = fate_of(view, move)
    if move.unseen:
        return _unseen_lines(deck, view, move, fate.face if fate else None, width)
    if move.card is None and move.free is None:
        return wrapped(join(seat_name(view, move.seat), ui_text(" passes: nothing is ruled.", "bold")), width)
    space = rows if room is None else room
    found = _head_lines(view, move, rows, width, ruled=fate is not None)
    if fate is not None and isinstance(fate.face, Ruled):
        return found + _ruled_lines(deck, view, move, fate.face, fate, rows, width)
    if fate is not None:
        return found + _plain_lines(deck, fate.face, width)
    if move.floor:
        known = established_lines(view, width) if facts else []
        return found + _argued_lines(deck, view, move, outlook, rows, width, space - len(found), known)
    return found + _coming_lines(deck, view, move, outlook, rows, width)


def _head_lines(view: View, move: MoveView, rows: int, width: int, *, ruled: bool) -> list[Content]:
    """Who plays what; the card's text gives way to reasons where there are few rows."""
    title = join(seat_name(view, move.seat), ui_text(" plays "), ui_text(move_title(move), "bold underline"))
    found = wrapped(title, width)
    if move.floor and not ruled:
        given = seat_name(view, move.by) if move.by else ui_text("the facilitator")
        about = join(ui_text("the floor, by ", "$quiet"), given)
        fits = found[-1].cell_length + about.cell_length + 2 <= width
        found = [*found[:-1], spread(found[-1], about, width)] if fits else [*found, about]
    text = move.card.text if move.card is not None else free_text(move)
    if rows >= _ROOMY or not (move.floor and move.argument.reasons) or move.card is None:
        found += paragraphs(text, width)
    found += claim_lines(move.argument.claim, width)
    return [*found, EMPTY]


def free_text(move: MoveView) -> str:
    """What a free move does, or that nobody knows yet."""
    return (move.free.action if move.free else "") or "What it does has not been told yet."


def _argued_lines(
    deck: Deck,
    view: View,
    move: MoveView,
    outlook: Outlook | None,
    rows: int,
    width: int,
    room: int,
    known: list[Content],
) -> list[Content]:
    """The reasons first, and under them the odds that they come to; the rest as there is room."""
    reasons = reason_columns(view, move.argument, width)
    notes = notes_lines(deck, view, move, width)
    odds_then = [*_odds_block(move, outlook, _bar_height(rows), width), *notes]
    cut = False
    for most in (2, 1):
        if len(reasons) + len(odds_then) >= room:
            reasons, cut = reason_columns(view, move.argument, width, most=most), True
    if len(reasons) + len(odds_then) >= room:
        odds_then = [*_odds_block(move, outlook, 1, width), *notes]
    air = [EMPTY] if rows >= _ROOMY else []
    left = room - len(reasons) - len(odds_then) - 1 - len(air)
    own = suggestion_lines(move, width, min(left, _SHORT) if cut else left)
    left -= len(own)
    found = [*reasons, *(air if own else []), *own, EMPTY, *odds_then]
    for part in (*_more_parts(move, outlook, rows, width), known):
        if part and len(part) + len(air) <= left:
            found += [*air, *part]
            left -= len(part) + len(air)
    return found


def _odds_block(move: MoveView, outlook: Outlook | None, height: int, width: int) -> list[Content]:
    """The chance in words and as a bar."""
    if outlook is None:
        return []
    found = chance_line(outlook, move, width)
    known = as_far_as_known(outlook, move)
    if known is not None:
        found += bar_lines({}, known, width, height=height)
    elif outlook.chances is not None:
        found += bar_lines(outlook.chances.shares, move.odds, width, height=height)
    if outlook.wide:
        found += wrapped(ui_text("The votes lie far apart: let the room talk, and vote again.", "bold $warn"), width)
    return found


def _more_parts(move: MoveView, outlook: Outlook | None, rows: int, width: int) -> list[list[Content]]:
    """What may be left out: the words for the bands, the factors of the odds, what other methods would say."""
    if outlook is None:
        return []
    shared = outlook.chances.shares if outlook.chances is not None else {}
    drawn = bool(shared) or as_far_as_known(outlook, move) is not None
    legend = legend_lines(shared, width, ranges=_percentile(outlook)) if drawn else []
    factors = odds_lines(move.odds, width)[1:] if move.odds is not None and outlook.by_odds else []
    return [legend, factors, said_line(_answers(outlook, move), width, brief=rows < _ROOMY)]


def _answers(outlook: Outlook, move: MoveView) -> dict[str, int | None]:
    """What each other method would say; those left out that ask for odds of which not all factors are known here."""
    if move.odds is None or (move.odds.complete and outlook.known is None):
        return dict(outlook.said)
    return {
        each: said for each, said in outlook.said.items() if each in known_methods and not known_methods[each].by_odds
    }


def _percentile(outlook: Outlook) -> bool:
    """Whether the hundred parts of the bar are the faces of one die."""
    method = known_methods.get(outlook.method)
    return method is not None and outlook.chances is not None and method.sides(outlook.case) == _PERCENTILE


def _coming_lines(
    deck: Deck, view: View, move: MoveView, outlook: Outlook | None, rows: int, width: int
) -> list[Content]:
    """The chances before any die falls, and what makes them."""
    chances = outlook.chances if outlook is not None else None
    shared = chances.shares if chances is not None else {}
    found: list[Content] = []
    if shared or move.odds is not None:
        ranges = outlook is None or _percentile(outlook)
        legend = legend_lines(shared, width, ranges=ranges)
        found += bar_lines(shared, move.odds, width, height=_bar_height(rows)) + legend + [EMPTY]
    if outlook is not None and (not outlook.by_odds or (chances is None and (move.odds is None or move.odds.complete))):
        found += chance_line(outlook, move, width)
    elif move.odds is not None:
        found += odds_lines(move.odds, width)
    return [*found, *notes_lines(deck, view, move, width)]


def _ruled_lines(
    deck: Deck, view: View, move: MoveView, face: Ruled, fate: Fate, rows: int, width: int
) -> list[Content]:
    found: list[Content] = []
    if face.override is None:
        found += _bar_then(deck, face, rows, width)
    number = fallen(face) if face.override is None else None
    beside_width = width
    digits: list[Content] = []
    if number is not None:
        digits = big_number(number, 2 if rows >= _AIRY and width >= 70 else 1)
        beside_width = width - max(line.cell_length for line in digits) - 3
    beside = result_lines(deck, face, beside_width, fate)
    if found:
        found.append(EMPTY)
    found += _side(digits, beside, width - beside_width) if digits else beside
    if move.asks:
        found += [EMPTY, *ask_lines(move.asks, width)]
    return [*found, *_looking_back(deck, view, face, rows, width)]


def _bar_then(deck: Deck, face: Ruled, rows: int, width: int) -> list[Content]:
    """The bar as it was announced, where the roll fell, and what the chance was made of."""
    shared = shares(face)
    known = argued_as_known(deck, face) or face.odds
    found = bar_lines(shared, known, width, roll=percentile(face), height=_bar_height(rows))
    hundred = percentile(face) is not None
    found += legend_lines(shared, width, face.band, ranges=hundred)
    argued = face.argument is not None and bool(face.argument.reasons)
    if face.odds is None or not face.by_odds or argued:
        return found
    if rows >= _ROOMY:
        return [*found, EMPTY, *odds_lines(face.odds, width)]
    return [*found, *wrapped(ui_text(f"Chance {odds(face.odds)}.", "$quiet"), width, hang=7)]


def _side(digits: list[Content], beside: list[Content], left: int) -> list[Content]:
    """The roll, and beside it what it means."""
    pairs = zip_longest(digits, beside, fillvalue=EMPTY)
    return [join(digit.pad_right(left - digit.cell_length), text) for digit, text in pairs]


def _looking_back(deck: Deck, view: View, face: Ruled, rows: int, width: int) -> list[Content]:
    """The reasons that were weighed, and what other methods would have said."""
    if face.argument is None or not (face.argument.reasons or face.said):
        return []
    found: list[Content] = [EMPTY]
    if face.argument.reasons and rows >= _ROOMY:
        found += [*reason_columns(view, face.argument, width), EMPTY]
    elif face.argument.reasons:
        found += wrapped(ui_text(weighed_text(face), "$quiet"), width, hang=2)
    return found + said_line(face.said, width, brief=rows < _ROOMY)


def weighed_text(face: Ruled) -> str:
    """`Weighed: for 1 strong, 2 solid; against 1 weak.`"""
    reasons = face.argument.reasons if face.argument is not None else ()
    parts = []
    for side in ("for", "against"):
        found = [each.strength or "not accepted" for each in reasons if each.side == side]
        counted = [
            f"{found.count(word)} {word}" for word in ("strong", "solid", "weak", "not accepted") if word in found
        ]
        parts += [f"{side} {', '.join(counted)}"] if counted else []
    return f"Weighed: {'; '.join(parts)}."


def ask_lines(asks: str, width: int) -> list[Content]:
    """What a person has still to settle."""
    return [
        *wrapped(join(ui_text(" ? ", "bold $ink on $warn"), ui_text(f" {asks}", "bold")), width, hang=4),
        *wrapped(ui_text("It is settled by hand before the turn can be closed.", "$quiet"), width, indent=4),
    ]


def result_lines(deck: Deck, face: Ruled, width: int, fate: Fate | None = None) -> list[Content]:
    """The roll and its band in words, the outcome's text, what was paid and what changed, and what was set by hand."""
    over = fate.overridden if fate is not None else None
    rolled, ended = ui_text(_rolled(face)), join(*_ended(face, fate))
    one = join(rolled, ui_text("  "), ended)
    found = [one] if one.cell_length <= width else [*wrapped(rolled, width), *wrapped(ended, width)]
    if face.override is not None:
        found += _by_hand(face.override, width)
    if over is not None:
        found += _by_hand(over.override, width)
        return found + _instead(deck, face, over, width) + _settled_lines(deck, fate, width)
    outcome = outcome_text(deck, face)
    found += paragraphs(outcome, width) if outcome else []
    found += change_lines(deck, "Paid", face.paid, width)
    found += change_lines(deck, "Changed", face.changes, width)
    if not face.paid and not face.changes and not (fate and fate.settled):
        found += wrapped(ui_text("Nothing on the board moves.", "$quiet"), width)
    return found + _settled_lines(deck, fate, width)


def _rolled(face: Ruled) -> str:
    """`Rolled 71:`; of an argued move `You said 70, rolled 71:`."""
    if face.override is not None:
        return "No die fell:"
    off = f", then {face.off.value} in the roll-off, which is won {ROLL_OFF}" if face.off is not None else ""
    if not face.rolls:
        agreed = face.argument.decided if face.argument is not None else None
        on = f" on {BAND_TITLES[agreed].lower()}" if off and agreed else ""
        return f"{decided_by(face.method) or 'No dice'}{on}{off}:"
    single = percentile(face)
    rolled = (dice_text(face.rolls) if single is None else str(single)) + off
    by_hand = " (real dice)" if face.thrown else ""
    said = said_before(face)
    if said is None:
        return f"Rolled {rolled}{by_hand}:"
    return f"You said {said}{'' if single is not None else ' %'}, rolled {rolled}{by_hand}:"


def said_before(face: Ruled) -> int | None:
    """The chance of success in per cent that the room had argued before the dice fell; None where it did not."""
    argued = face.argument is not None and (face.argument.reasons or face.argument.shown or face.argument.bag)
    return announced(face) if argued else None


def _ended(face: Ruled, fate: Fate | None) -> list[Content]:
    """The band; one that was set aside is struck out, and named."""
    found = [band_text(fate.band if fate is not None and fate.band is not None else face.band)]
    if fate is not None and fate.was is not None:
        found += [ui_text("  was "), ui_text(f"{BAND_GLYPHS[fate.was]} {BAND_TITLES[fate.was]}", "strike $quiet")]
    elif fate is not None and fate.overridden is not None:
        found += [ui_text("  with other changes")]
    return found


def _by_hand(override: Override, width: int) -> list[Content]:
    found = wrapped(join(ui_text("The umpire: ", "bold"), ui_text(override.because)), width, hang=2)
    if override.note:
        found += wrapped(ui_text(f"For facilitators: {override.note}", "$quiet"), width, hang=2)
    return found


def _instead(deck: Deck, face: Ruled, over: Overridden, width: int) -> list[Content]:
    """What was undone, and what happened instead."""
    outcome = "" if over.typed or over.band == over.was else outcome_text(deck, face, over)
    found = (paragraphs(outcome, width) if outcome else []) + change_lines(deck, "Paid", face.paid, width)
    found += change_lines(deck, "Undone", over.undone, width) + change_lines(deck, "Changed", over.changes, width)
    if not over.undone and not over.changes:
        found += wrapped(ui_text("Nothing on the board moves.", "$quiet"), width)
    return found


def _settled_lines(deck: Deck, fate: Fate | None, width: int) -> list[Content]:
    settled: Settled | None = fate.settled if fate is not None else None
    if settled is None:
        return []
    text = f" {settled.text}" if settled.text else ""
    found = wrapped(join(ui_text("Settled by the umpire:", "bold"), ui_text(text or " nothing more.")), width, hang=2)
    return found + change_lines(deck, "Changed", settled.changes, width)


def band_text(band: Band) -> Content:
    """A band by its glyph, its word and its colour."""
    return ui_text(f" {BAND_GLYPHS[band]} {BAND_TITLES[band]} ", f"bold $ink on {BAND_COLORS[band]}")


def change_lines(deck: Deck, title: str, several: tuple[Change, ...], width: int) -> list[Content]:
    """What moved on the board, a line each."""
    found: list[Content] = []
    for number, each in enumerate(several):
        head = ui_text(f"{title:<9}" if not number else " " * 9, "$quiet")
        found += wrapped(join(head, ui_text(change(deck, each), "bold")), width, hang=9)
    return found


def _unseen_lines(deck: Deck, view: View, move: MoveView, face: Face | None, width: int) -> list[Content]:
    verb = "acts" if face is None else "acted"
    found = wrapped(join(seat_name(view, move.seat), ui_text(f" {verb} out of sight.", "bold")), width)
    if face is None:
        text = (
            "What it does, and its odds, stay with its own team. "
            "The dice fall unseen; what moves in the open will show."
        )
        return [*found, EMPTY, *paragraphs(text, width)]
    own = "Its own team reads the ruling when the screen next comes to it; after the end it is in the log."
    seen = [line for text in tell(deck, face)[1:] for line in wrapped(ui_text(text.strip()), width)]
    return [*found, *(seen or [ui_text("Nothing moved in the open.")]), EMPTY, *paragraphs(own, width, "$quiet")]


def _plain_lines(deck: Deck, face: Face, width: int) -> list[Content]:
    first, *rest = tell(deck, face)
    found = wrapped(ui_text(first, "bold"), width)
    for line in rest:
        found += wrapped(ui_text(line.strip()), width, indent=2)
    return found
