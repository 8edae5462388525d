"""The deck's poll as lines: each question with its choices, how many made them before and after, and what moved."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from wargame.deck import FACILITATOR
from wargame.table import OCCASIONS, Occasion, PollCounts
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped
from wargame.tui.widgets.choices import Row
from wargame.words import OCCASION_TITLES, middle, moved, people, signed

#: Columns of a count.
_COUNT = 7


def head_lines(position: Position, when: Occasion, seat: str | None, late: bool, width: int) -> list[Content]:
    """What is counted now, and how."""
    whose = f"the slips of {position.deck.seats[seat].title}" if seat else "everybody's slips"
    found = [
        heading(ui_text("The poll", "bold $mark"), width),
        *wrapped(join(ui_text(OCCASION_TITLES[when], "bold"), ui_text(f": {whose}")), width),
    ]
    if late:
        odd = "The game is not over yet." if when == "after" else "The first move is handed in already."
        found += wrapped(ui_text(f"✕ {odd} What is counted now counts all the same.", "$warn"), width)
    how = "Enter counts one slip more, ← one fewer; digits set the number."
    return [*found, *wrapped(ui_text(how, "$quiet"), width)]


def poll_rows(position: Position, when: Occasion, seat: str | None) -> list[Row]:
    """A row for each choice of each question, under its question; `when` is what is being counted."""
    found: list[Row] = []
    for counts in position.polls:
        found.append(Row("", partial(_question, counts, when, seat, bool(found))))
        for choice in range(len(counts.poll.choices)):
            found.append(Row(f"{counts.poll.id}:{choice}", partial(_choice, counts, choice, when, seat)))
        found.append(Row("", partial(_answered, counts, when, seat)))
    return found


def choice_of(row: str) -> tuple[str, int]:
    """The question and the choice, counted from 0, that a row of `poll_rows` is about."""
    poll, _, number = row.rpartition(":")
    return poll, int(number)


def polled_text(position: Position) -> str:
    """How many have answered, for the line on the desk."""
    before, after = (max((each.answered(when) for each in position.polls), default=0) for when in OCCASIONS)
    if not before and not after:
        return "nobody has answered yet"
    return f"{people(before)} before, {after or 'nobody'} after"


def reminder_lines(position: Position, width: int) -> list[Content]:
    """At the ending: that the poll is asked again, or where it can be seen how the answers moved."""
    if not position.deck.poll:
        return []
    leads = position.post.plays and position.post.viewer in (None, FACILITATOR)
    if any(each.answered("after") for each in position.polls):
        text = f"The poll: {polled_text(position)}{'; the desk (f) shows what moved' if leads else ''}."
    else:
        text = f"The poll is asked again now.{' The desk (f) takes down the answers.' if leads else ''}"
    return wrapped(ui_text(f"□ {text}", "$mark"), width, hang=2)


def _shown(counts: PollCounts, when: Occasion, seat: str | None) -> tuple[Occasion, ...]:
    """What stands in columns: what is being counted, and what was counted at the other time."""
    return tuple(each for each in OCCASIONS if each == when or counts.answered(each, seat))


def _question(counts: PollCounts, when: Occasion, seat: str | None, gap: bool, width: int) -> list[Content]:
    shown = _shown(counts, when, seat)
    titles = join(*(_cell(each, "bold $mark" if each == when else "$quiet") for each in shown))
    shift = _cell("shift", "$quiet") if len(shown) > 1 else EMPTY
    above = [EMPTY] if gap else []
    return [*above, *wrapped(ui_text(counts.poll.question, "bold"), width), join(titles, shift)]


def _choice(counts: PollCounts, choice: int, when: Occasion, seat: str | None, width: int) -> list[Content]:
    shown = _shown(counts, when, seat)
    cells = [
        _cell(str(counts.counts(each, seat)[choice]), "bold $mark" if each == when else "$quiet") for each in shown
    ]
    if len(shown) > 1:
        both = all(counts.answered(each, seat) for each in shown)
        cells.append(_cell(signed(counts.shift(seat)[choice]) if both else "·", "bold"))
    numbers = join(*cells, ui_text("  "))
    first, *rest = wrapped(ui_text(counts.poll.choices[choice]), width - numbers.cell_length)
    return [join(numbers, first), *(line.pad_left(numbers.cell_length) for line in rest)]


def _answered(counts: PollCounts, when: Occasion, seat: str | None, width: int) -> list[Content]:
    """Under the choices: how many answered, and for likelihoods the answer in the middle."""
    shown = _shown(counts, when, seat)
    found = [
        join(*(_cell(str(counts.answered(each, seat)), "$quiet") for each in shown), ui_text("  answered", "$quiet"))
    ]
    steps = counts.steps(seat)
    for each in shown:
        median = counts.median(each, seat)
        if median is not None:
            tail = f", {moved(steps)}" if steps is not None and each == "after" else ""
            text = f"The middle answer {each}: {middle(counts.poll, median)}{tail}"
            found += wrapped(ui_text(text, "$quiet"), width, indent=2, hang=2)
    return found


def _cell(text: str, style: str) -> Content:
    return ui_text(text.rjust(_COUNT), style)
