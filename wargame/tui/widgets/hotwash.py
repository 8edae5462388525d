"""The debrief on a screen: its steps with their minutes, and the step that is shown, big enough for the third row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.content import Content

from wargame.debrief.path import Step
from wargame.debrief.said import PathLine
from wargame.table import Mark
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, fitted, heading, join, spread, ui_text, wrapped
from wargame.tui.widgets.digits import big_number
from wargame.tui.widgets.news import seat_name
from wargame.words import minutes_text

#: What became of a step, as a glyph.
MARKS: dict[Mark, str] = {"open": "□", "done": "✓", "skipped": "–"}
#: Rows from which the step's number stands beside its title in large.
TALL = 36
#: Columns beside the large number.
_BESIDE = 3
_SIDE_LINES = 5
#: Rows of the screen that are not the step's lines.
_AROUND = 14


def shown_step(position: Position) -> Step | None:
    """The step that is shown, and nothing where none is."""
    present = position.hotwash.present if position.hotwash else ""
    return next((step for step in position.steps if step.id == present), None)


def place_text(position: Position, now: int, *, short: bool = False) -> str:
    """`step 3 of 12 · 2 of 4 min`: which step it is, and how long it has been shown."""
    step, hotwash = shown_step(position), position.hotwash
    if step is None or hotwash is None:
        return ""
    number = hotwash.order.index(step.id) + 1
    spent = max(0, now - hotwash.since) // 60_000
    clock = f"{spent} of {step.minutes} min"
    return clock if short else f"step {number} of {len(hotwash.order)} · {clock}"


def steps_lines(position: Position, width: int) -> list[Content]:
    """All steps in their order: what became of each, and its minutes; the one that is shown stands out."""
    hotwash = position.hotwash
    if hotwash is None:
        return []
    left = sum(step.minutes for step in position.steps if hotwash.mark(step.id) == "open")
    found = [heading(ui_text("The debrief", "bold"), width)]
    for step in position.steps:
        mark, here = hotwash.mark(step.id), step.id == hotwash.present
        style = "bold $mark" if here else "$quiet" if mark != "open" else ""
        glyph = "▶" if here else MARKS[mark]
        minutes = "skipped" if mark == "skipped" else str(step.minutes)
        line = spread(ui_text(f"{glyph} {step.title}", style), ui_text(minutes, style or "$quiet"), width)
        found.append(fitted(line, width).stylize_before("on $cursor") if here else line)
    return [
        *found,
        EMPTY,
        spread(ui_text("Still to come", "$quiet"), ui_text(minutes_text(left * 60), "$quiet"), width),
    ]


def title_lines(position: Position, height: int, width: int) -> list[Content]:
    """The title of the step and what the facilitator says; with its number in large where the screen is high."""
    step, hotwash = shown_step(position), position.hotwash
    if step is None or hotwash is None:
        return []
    number = hotwash.order.index(step.id) + 1
    skipped = ui_text("  skipped" if hotwash.mark(step.id) == "skipped" else "", "$warn")
    title = join(ui_text(step.title.upper(), "bold $mark"), skipped)
    if height < TALL:
        return [heading(title, width), *wrapped(ui_text(step.say, "bold"), width), EMPTY]
    large = big_number(number)
    room = width - large[0].cell_length - _BESIDE
    beside = [title, EMPTY, *wrapped(ui_text(step.say, "bold"), room)][:_SIDE_LINES]
    beside += [EMPTY] * (len(large) - len(beside))
    rows = [join(big.stylize("$mark"), ui_text(" " * _BESIDE), line) for big, line in zip(large, beside, strict=True)]
    return [*rows, ui_text("─" * width, "$rule"), EMPTY]


def step_lines(position: Position, height: int, waiting: str, width: int) -> list[Content]:
    """What the step has to show, and what was said; `waiting` is what is being worked out."""
    step = shown_step(position)
    if step is None:
        return []
    blocks = [(line, _KINDS[line.kind](position, line, width)) for line in step.lines]
    airy = 2 * sum(len(lines) for _, lines in blocks) < height - _AROUND
    found: list[Content] = []
    before = "head"
    for line, lines in blocks:
        aired = airy and before != "head" and (line.kind in ("item", "said") or bool(line.seat))
        if found and (line.kind == "head" or aired):
            found.append(EMPTY)
        found += lines
        before = line.kind
    text = waiting or step.empty
    return [*found, *([EMPTY] if found and text else []), *(wrapped(ui_text(text, "$quiet"), width) if text else [])]


def row_of(position: Position, line: PathLine, width: int) -> list[Content]:
    """A line that was said, to be picked."""
    return _said(position, line, width)


def _head(position: Position, line: PathLine, width: int) -> list[Content]:
    seats = position.deck.seats
    if line.seat in seats and line.text == seats[line.seat].title:
        return [seat_name(position.public, line.seat).stylize("bold")]
    asked = join(ui_text("  "), seat_name(position.public, line.seat)) if line.seat in seats else EMPTY
    return wrapped(join(ui_text(line.text, "bold"), asked), width, hang=_hang(line.text))


def _hang(text: str) -> int:
    number, dot, _ = text.partition(". ")
    return len(number) + 2 if dot and number.isdigit() else 2


def _text(position: Position, line: PathLine, width: int) -> list[Content]:
    return wrapped(ui_text(" ".join(line.text.split())), width, indent=1)


def _item(position: Position, line: PathLine, width: int) -> list[Content]:
    return wrapped(ui_text(f"· {line.text}"), width, indent=1, hang=2)


def _quiet(position: Position, line: PathLine, width: int) -> list[Content]:
    deep = len(line.text) - len(line.text.lstrip())
    text = ui_text(line.text.lstrip(), "$quiet")
    if line.seat in position.deck.seats:
        text = join(seat_name(position.public, line.seat), ui_text("  "), text)
    return wrapped(text, width, indent=1 + deep, hang=2 * bool(deep or line.seat))


def _said(position: Position, line: PathLine, width: int) -> list[Content]:
    who = seat_name(position.public, line.seat) if line.seat in position.deck.seats else EMPTY
    by = ui_text(f"{' · ' if who.plain else ''}{line.by}" if line.by else "", "$quiet")
    gap = ui_text("  " if who.plain or line.by else "– " if line.number else "")
    return wrapped(join(who, by, gap, ui_text(line.text, "bold")), width, indent=1, hang=2)


_KINDS: dict[str, Callable[[Position, PathLine, int], list[Content]]] = {
    "head": _head,
    "text": _text,
    "item": _item,
    "quiet": _quiet,
    "said": _said,
}


def seat_row(position: Position, seat: str, said: str, width: int) -> list[Content]:
    """A seat to pick, and what it has said."""
    about = ui_text(f"  {said}" if said else "  not said yet", "$quiet")
    return wrapped(join(seat_name(position.public, seat), about), width, hang=2)


def seat_draw(position: Position, seat: str, said: str) -> Callable[[int], list[Content]]:
    """The same, as a row draws itself."""
    return partial(seat_row, position, seat, said)
