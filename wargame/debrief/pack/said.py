"""What people said beside the game: the poll before and after, and what was written down."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.debrief.pack.blocks import Block, Cell, Grid, Lines, Part
from wargame.debrief.pack.seen import SeenGame
from wargame.table import PollCounts
from wargame.words import middle, moved, upper_first


def said_parts(game: SeenGame) -> Iterator[Part]:
    """The parts about what people said."""
    polls = tuple(block for counts in game.polls for block in _poll(counts))
    yield Part("poll", "The poll, before and after", polls, "heads; nobody is named")
    yield Part("notes", "What was written down", (Lines(tuple(_notes(game))),))


def _poll(counts: PollCounts) -> Iterator[Block]:
    before, after = counts.counts("before"), counts.counts("after")
    if not sum(before) + sum(after):
        return
    rows: list[tuple[Cell, ...]] = list(zip(counts.poll.choices, before, after, counts.shift(), strict=True))
    rows.append(("answers", sum(before), sum(after), None))
    yield Lines((counts.poll.question,))
    yield Grid(("", "before", "after", "shift"), tuple(rows), _middles(counts))


def _middles(counts: PollCounts) -> str:
    """The answer in the middle before and after, where the choices have an order."""
    before, after, steps = counts.median("before"), counts.median("after"), counts.steps()
    said = [
        f"the middle answer {when}: {middle(counts.poll, median)}"
        for when, median in (("before", before), ("after", after))
        if median is not None
    ]
    if steps is not None:
        said.append(moved(steps))
    return upper_first("; ".join(said))


def _notes(game: SeenGame) -> Iterator[str]:
    for note in game.notes:
        place = f", on entry {note.number}" if note.number is not None else ""
        yield f"{note.by}{place}: {note.text}"
