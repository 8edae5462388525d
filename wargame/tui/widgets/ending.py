"""The end of a game: what the seats say of their objectives, why it ended, what it answered, and who played what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from attrs import evolve, frozen
from textual.content import Content
from textual.geometry import Region

from wargame.debrief.objectives import board_says, contradicts
from wargame.deck import FACILITATOR, Deck, listed, shown
from wargame.table import Entry, GameEnded, Overridden, Overtaken, Revealed, Rewound, Ruled, TurnOpened, Verdict
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, between, fitted, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.gauge import gauge_lines
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.poll import reminder_lines
from wargame.words import BAND_GLYPHS, BAND_TITLES, columns, player_title, reports_at_the_end

#: What a seat says of an objective, as a glyph and a word.
SAID: dict[Verdict | None, tuple[str, str]] = {
    None: ("□", "not said"),
    "reached": ("✓", "reached"),
    "partly": ("◐", "partly"),
    "missed": ("✕", "missed"),
}
#: Columns of what is said, before the objective itself.
_SAID = 12
#: Rows that a screen needs beside the seats and their objectives.
_AROUND = 8
#: Columns of what the board says, and those from which that stands beside the objective.
_REMARK = 29
_BESIDE = 84
#: As many hidden things stand one under the other, however wide the screen is.
_FEW = 4
#: Characters of a move of its own that stand in the table.
_BRIEF = 40
#: Columns in which a card's title can be read.
_TITLE = 14


class Objectives(Choices):
    """The objectives as choices; the name of its seat comes into sight with the first, and without a mark all stays."""

    def _region(self, place: int) -> Region:
        region = super()._region(place)
        titled = 0 < place < len(self._rows) and not self._rows[place - 1].id
        return super()._region(place - 1).union(region) if titled else region

    def _show_cursor(self) -> None:
        if self.current:
            super()._show_cursor()


# Before the numbers


def asked(position: Position) -> tuple[str, ...]:
    """The seats that are asked how far they got: those that people played and that want something."""
    return tuple(seat for seat in position.speakers if position.deck.seats[seat].objectives)


def spoken_for(position: Position) -> tuple[str, ...]:
    """The seats of which this terminal says it: a team's its own, one that only watches none."""
    post = position.post
    if not post.plays:
        return ()
    return tuple(seat for seat in asked(position) if post.viewer in (None, FACILITATOR, seat))


def unsaid(position: Position) -> bool:
    """Whether something is still to be said here before the numbers."""
    return any(None in _said(position, seat) for seat in spoken_for(position) or asked(position))


def asking_lines(position: Position, width: int) -> list[Content]:
    """What is asked before the board has its say."""
    if not position.post.plays:
        text = "Before the board has its say, each team says of its own objectives how far it got."
    elif position.post.viewer in position.deck.seats:
        text = "How far did you get, and what did you give for it? Say it before the board has its say; all see it."
    else:
        text = (
            "How far did each team get, and what did it give for it? It says so itself, before the board has its say."
        )
    return [heading(ui_text("Before the numbers", "bold $mark"), width), *paragraphs(text, width), EMPTY]


def objective_rows(position: Position, names: Mapping[str, str], height: int) -> list[Row]:
    """Each seat and its objectives; those that this terminal has no say in are no choices.

    `height` is that of the screen: where all fits on it, a line is left between the seats.
    """
    own, seats = spoken_for(position), asked(position)
    airy = height > _AROUND + sum(2 + len(position.deck.seats[seat].objectives) for seat in seats)
    found: list[Row] = []
    for seat in seats:
        gap = airy and bool(found)
        found.append(Row("", partial(_seat_lines, position, seat, names.get(seat, ""), gap)))
        for number in range(len(position.deck.seats[seat].objectives)):
            id_ = f"{seat}:{number}" if seat in own else ""
            found.append(Row(id_, partial(_objective_lines, position, seat, number)))
    return found


def objective_of(row: str) -> tuple[str, int]:
    """The seat and the objective, counted from 0, that a row of `objective_rows` is about."""
    seat, _, number = row.rpartition(":")
    return seat, int(number)


def _seat_lines(position: Position, seat: str, beside: str, gap: bool, width: int) -> list[Content]:
    line = join(seat_name(position.public, seat), ui_text(f"  {beside}" if beside else "", "$quiet"))
    return [*([EMPTY] if gap else []), *wrapped(line, width, hang=2)]


def _objective_lines(position: Position, seat: str, number: int, width: int) -> list[Content]:
    text = position.deck.seats[seat].objectives[number].text
    verdict = _said(position, seat)[number]
    glyph, word = SAID[verdict]
    shown_word = ui_text(f"{glyph} {word}", "bold $mark" if verdict else "$quiet")
    return _beside(shown_word, wrapped(ui_text(" ".join(text.split())), width - _SAID))


def _beside(head: Content, lines: Iterable[Content]) -> list[Content]:
    """Lines with a word before the first of them."""
    first, *rest = lines
    return [join(fitted(head, _SAID), first), *(line.pad_left(_SAID) for line in rest)]


def _said(position: Position, seat: str) -> tuple[Verdict | None, ...]:
    nothing = (None,) * len(position.deck.seats[seat].objectives)
    return position.assessments.get(seat) or nothing


# The ending


def ending_lines(position: Position, width: int) -> list[Content]:
    """The whole ending, to be read aloud from the top."""
    return [*story_lines(position, width), *record_lines(position, width)]


def story_lines(position: Position, width: int) -> list[Content]:
    """Why it ended, what each question is answered by, what was hidden, and what everyone wanted."""
    ending = position.public.ending
    if ending is None:
        return []
    found = [*_cause(position, ending, width), *reminder_lines(position, width), EMPTY]
    for answer in position.deck.answers:
        state = next(each for each in answer.states if each.id == ending.answers[answer.id])
        found += wrapped(ui_text(answer.question, "$quiet"), width)
        found += wrapped(ui_text(state.title, "bold $mark"), width, indent=2)
        found += [*paragraphs(state.text, width, indent=2), EMPTY]
    found += [*_revealed(position, ending, width), *_reported(position, ending, width)]
    return [*found, *_wanted(position, ending, width)]


def record_lines(position: Position, width: int) -> list[Content]:
    """Where everything came to stand, who played what, and how to prove it."""
    if position.public.ending is None:
        return []
    return [*_final(position, width), EMPTY, *_played(position, width), *_check(position, width)]


def _cause(position: Position, ending: GameEnded, width: int) -> list[Content]:
    early = next((each for each in position.deck.ends if each.id == ending.cause), None)
    if early is None:
        return [ui_text("The game is over: the calendar has run out.", "bold")]
    return [*wrapped(ui_text(f"The game is over: {early.title}.", "bold"), width), *paragraphs(early.text, width)]


def _revealed(position: Position, ending: GameEnded, width: int) -> list[Content]:
    hidden = [track for track in position.deck.reveals if track in ending.values]
    if not hidden:
        return []
    found = [heading(ui_text("What was hidden", "bold"), width)]
    beside = 2 if width >= _BESIDE and len(hidden) > _FEW else 1
    column = width // beside
    entries: list[list[Content]] = []
    for track in hidden:
        known = position.deck.tracks[track]
        value = shown(known, ending.values[track])
        entries.append(wrapped(join(ui_text(f"◌ {known.title}: "), ui_text(value, "bold $mark")), column - 1, hang=2))
    if beside == 1:
        return [*found, *(line for entry in entries for line in entry), EMPTY]
    half = (len(entries) + 1) // 2
    for left, right in zip(entries[:half], [*entries[half:], []], strict=False):
        found += _side_by_side([left, right], [column - 1, column - 1])
    return [*found, EMPTY]


def _reported(position: Position, ending: GameEnded, width: int) -> list[Content]:
    """What agencies had written, turn by turn, beside what was so."""
    if not ending.reports:
        return []
    found = [heading(ui_text("What was reported, and what was so", "bold"), width)]
    for each in ending.reports:
        found += wrapped(ui_text(reports_at_the_end(position.deck, each)), width, hang=2)
    return [*found, EMPTY]


def _wanted(position: Position, ending: GameEnded, width: int) -> list[Content]:
    """Each seat's objectives: what it says of them itself, and beside it what the board says."""
    seats = [seat for seat in position.deck.seats.values() if seat.objectives]
    if not seats:
        return []
    found = [heading(ui_text("What each side wanted", "bold"), width)]
    players = {each.id: each.player for each in position.public.seats}
    contested: list[str] = []
    for seat in seats:
        bot = "" if seat.id in position.speakers else player_title(players.get(seat.id, ""))
        found += _seat_lines(position, seat.id, bot, False, width)
        met = ending.met.get(seat.id, ())
        for number, verdict in enumerate(_said(position, seat.id)):
            holds = met[number] if number < len(met) else None
            found += _judged(position, seat.id, number, board_says(verdict, holds), width)
            if contradicts(verdict, holds) and seat.title not in contested:
                contested.append(seat.title)
    return [*found, EMPTY, *_argument(position, contested, width)]


def _judged(position: Position, seat: str, number: int, board: str, width: int) -> list[Content]:
    """An objective with what the board says: beside it where there is room, else under it."""
    remark = ui_text(board, "$quiet")
    if width < _BESIDE:
        lines = _objective_lines(position, seat, number, width - 2)
        return [*(line.pad_left(2) for line in lines), *wrapped(remark, width, indent=_SAID + 2)]
    room = width - 2 - _REMARK
    first, *rest = _objective_lines(position, seat, number, room - 2)
    return [join(fitted(first, room), remark).pad_left(2), *(line.pad_left(2) for line in rest)]


def _argument(position: Position, contested: list[str], width: int) -> list[Content]:
    if not asked(position):
        return []
    if contested:
        text = f"the board contradicts {listed(contested)}. Let each make its case, and the others answer."
    else:
        text = "who gave most for what it reached, and was it worth it?"
    again = " The assessment (b) takes down what is said then." if spoken_for(position) else ""
    return [*wrapped(ui_text(f"A final argument, if the room wants one: {text}{again}"), width), EMPTY]


def _final(position: Position, width: int) -> list[Content]:
    found = [heading(ui_text("The board, and its change over the game", "bold"), width)]
    tracks = [evolve(track, before=position.opening.get(track.id)) for track in position.public.tracks]
    return found + gauge_lines(tracks, width)


def _check(position: Position, width: int) -> list[Content]:
    command = f"wargame verify {position.game} --head {position.head}"
    found = [heading(ui_text("Proof that nothing was changed", "bold"), width)]
    found += wrapped(ui_text("Note this line; the command says later whether the log is still the one you saw:"), width)
    return [*found, *(line.pad_left(2) for line in ui_text(command, "bold").fold(width - 2))]


# Who played what


@frozen
class Cell:
    """What everyone saw a seat do in a turn: what became of it as a glyph and a word, and its card where one showed.

    `free` is what a move of its own did; with `by_hand` the umpire has set the outcome against the dice.
    """

    glyph: str
    word: str
    card: str | None = None
    free: str = ""
    by_hand: bool = False

    def text(self, deck: Deck, *, code: bool) -> str:
        """`▲ Dual-use sensors`; as a code `▲ SEO-04`; `▲ SEO-04 *` where it was set by hand."""
        if self.card is not None:
            what = self.card if code else deck.cards[self.card].title
        else:
            brief = self.free if len(self.free) <= _BRIEF else f"{self.free[: _BRIEF - 1]}…"
            what = self.word if code or not self.free else f"“{brief}”"
        return f"{self.glyph} {what}{' *' if self.by_hand else ''}"


def turns_played(record: Iterable[Entry]) -> dict[int, dict[str, Cell]]:
    """What everyone saw each seat do, by turn; a practice turn counts for nothing."""
    found: dict[int, dict[str, Cell]] = {}
    turn: dict[str, Cell] = {}
    for entry in record:
        body = entry.face
        if isinstance(body, TurnOpened):
            turn = found.setdefault(body.turn, {})
        elif isinstance(body, Revealed):
            turn.update({move.seat: _revealed_cell(move.card, move.unseen) for move in body.moves if not move.free})
            turn.update({move.seat: Cell("·", "not ruled", None, move.free.action) for move in body.moves if move.free})
        elif isinstance(body, Ruled):
            free, by_hand = body.free.action if body.free else "", body.override is not None
            title = BAND_TITLES[body.band].lower()
            turn[body.seat] = Cell(BAND_GLYPHS[body.band], title, body.card or None, free, by_hand)
        elif isinstance(body, Overridden):
            _set_by_hand(found, body)
        elif isinstance(body, Overtaken):
            turn[body.seat] = Cell("⊘", "overtaken", body.card)
        elif isinstance(body, Rewound):
            found = {number: cells for number, cells in found.items() if number <= body.turn}
            turn = found.setdefault(body.turn, {})
    return {number: cells for number, cells in found.items() if number and cells}


def _set_by_hand(found: Mapping[int, dict[str, Cell]], body: Overridden) -> None:
    """The outcome of a move of the last turn was changed."""
    cells, seat = found[max(found)] if found else {}, body.move.partition(".")[0]
    if seat in cells:
        glyph, word = BAND_GLYPHS[body.band], BAND_TITLES[body.band].lower()
        cells[seat] = evolve(cells[seat], glyph=glyph, word=word, by_hand=True)


def _revealed_cell(card: str | None, unseen: bool) -> Cell:
    if unseen:
        return Cell("◌", "unseen")
    return Cell("–", "passed") if card is None else Cell("·", "not ruled", card)


def _played(position: Position, width: int) -> list[Content]:
    """Turns by seats, as everyone saw them; where there is no room for a table, turn by turn."""
    turns = turns_played(position.record)
    if not turns:
        return []
    titles = {number: f"{number} {position.deck.turns[number - 1].title}" for number in turns}
    head = min(max(columns(title) for title in titles.values()) + 2, max(10, width // 6))
    column = (width - head) // len(position.public.seats)
    found = [heading(ui_text("Who played what", "bold"), width)]
    code = column < _TITLE
    if code and column <= max(len(cell.text(position.deck, code=True)) for cell in _cells(turns)):
        return [*found, *_turn_by_turn(position, turns, titles, width), *_legend(turns, width), EMPTY]
    names = (fitted(seat_name(position.public, seat.id), column - 1) for seat in position.public.seats)
    found.append(join(ui_text(" " * head), ui_text(" ").join(names)))
    for number, cells in turns.items():
        block = [wrapped(ui_text(titles[number], "$quiet"), head - 1, hang=2)]
        for seat in position.public.seats:
            cell = cells.get(seat.id)
            text = ui_text(cell.text(position.deck, code=code)) if cell else EMPTY
            block.append(wrapped(text, column - 1, hang=2))
        found += _side_by_side(block, [head - 1, *[column - 1] * (len(block) - 1)])
    return [*found, *_legend(turns, width), EMPTY]


def _side_by_side(block: list[list[Content]], widths: list[int]) -> list[Content]:
    """Columns of lines as lines, each column cut or filled to its width."""
    rows = max(len(column) for column in block)
    return [
        ui_text(" ").join(
            fitted(column[row] if row < len(column) else EMPTY, width)
            for column, width in zip(block, widths, strict=True)
        )
        for row in range(rows)
    ]


def _turn_by_turn(
    position: Position, turns: Mapping[int, Mapping[str, Cell]], titles: Mapping[int, str], width: int
) -> list[Content]:
    found: list[Content] = []
    for number, cells in turns.items():
        found += wrapped(ui_text(titles[number], "$quiet"), width)
        for seat, cell in cells.items():
            line = join(seat_name(position.public, seat), ui_text(f"  {cell.text(position.deck, code=False)}"))
            found += wrapped(line, width, indent=2, hang=2)
    return found


def _cells(turns: Mapping[int, Mapping[str, Cell]]) -> list[Cell]:
    return [cell for cells in turns.values() for cell in cells.values()]


def _legend(turns: Mapping[int, Mapping[str, Cell]], width: int) -> list[Content]:
    """What the glyphs mean that stand there; where no card stands beside one, its word does."""
    seen = {cell.glyph: cell.word for cell in _cells(turns) if cell.card is not None or cell.free}
    known = [*BAND_GLYPHS.values(), "⊘", "·"]
    texts = [f"{glyph} {seen[glyph]}" for glyph in known if glyph in seen]
    texts += ["* set by the umpire"] * any(cell.by_hand for cell in _cells(turns))
    return wrapped(between("   ", (ui_text(text, "$quiet") for text in texts)), width)
