"""What people said beside the game: the poll before and after, and what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wargame.debrief.pack.blocks import Block, Cell, Grid, Lines, Part
from wargame.debrief.pack.seen import SeenGame
from wargame.rules import TurnOpened
from wargame.table import Line, PollCounts, StepId
from wargame.words import middle, moved, seat_title, tell, turn_title, upper_first
from wargame.words.marks import SIGN_WORDS


def said_parts(game: SeenGame) -> Iterator[Part]:
    """The parts about what people said."""
    polls = tuple(block for counts in game.polls for block in _poll(counts))
    yield Part("poll", "The poll, before and after", polls, "heads; nobody is named")
    yield Part("room", "What the room said", (Lines(tuple(_room(game))),), "on the way through the debrief")
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


def _room(game: SeenGame) -> Iterator[str]:
    """Closing lines, answers to the deck's questions, what was shown and what was not, and the communiqué."""
    said = game.hotwash
    if said is None:
        return
    yield from _sentences(game, "Closing lines, in role", said.sentences.get("closing", {}))
    for step, title in _STEPS.items():
        lines = [each for each in said.lines if each.step == step]
        for question in dict.fromkeys(each.question for each in lines):
            yield title if question is None else _question(game, question)
            yield from (f"  {each.text}{_by(game, each)}" for each in lines if each.question == question)
    yield from _sentences(game, "The communiqué", said.sentences.get("communique", {}))


_STEPS: Mapping[StepId, str] = {
    "reflection": "Out of role",
    "shown": "What was shown",
    "artefacts": "What came of the game, and not of the world",
    "check": "What to check in reality",
}


def _sentences(game: SeenGame, title: str, sentences: Mapping[str, str]) -> Iterator[str]:
    if sentences:
        yield title
        yield from (f"  {seat_title(game.deck, seat)}: {text}" for seat, text in sentences.items())


def _question(game: SeenGame, number: int) -> str:
    """A question of the deck; one that was for another seat is not the viewer's to read."""
    question = game.deck.debrief[number]
    return question.text if game.whole or question.seat in ("", game.viewer) else "Asked of one seat alone"


def _by(game: SeenGame, line: Line) -> str:
    who = line.by or (seat_title(game.deck, line.seat) if line.seat else "")
    return f" ({who})" if who else ""


def _notes(game: SeenGame) -> Iterator[str]:
    """Marks, bookmarks and notes in the order of what they are about, those about the whole game last."""
    for note in sorted(game.notes, key=lambda each: (each.entry is None, each.entry or 0)):
        place = f", on entry {note.entry} ({_entry(game, note.entry)})" if note.entry is not None else ""
        sign = f" {note.sign} {SIGN_WORDS[note.sign]}" if note.sign else " bookmark" if note.kind == "bookmark" else ""
        yield f"{note.author}{place}:{sign}{': ' if sign and note.text else ' '}{note.text}".rstrip(" :")


def _entry(game: SeenGame, number: int) -> str:
    """Where in the game an entry of the viewer's log stands, and what it tells."""
    openings = [each for each in game.eyes.openings if each <= number]
    shown = game.eyes.shown(openings[-1]) if openings else None
    when = f"{turn_title(shown.turn)}: " if isinstance(shown, TurnOpened) else ""
    return f"{when}{tell(game.deck, game.eyes.shown(number))[0].rstrip('.')}"
