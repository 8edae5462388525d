"""Reading what happens in play: turns, cards, injects, upkeep and the ending."""

from __future__ import annotations

from typing import Literal

from wargame.deck.model import (
    Answer,
    AnswerState,
    EarlyEnd,
    Inject,
    Precedent,
    Turn,
    Upkeep,
)
from wargame.deck.reading.board import Board
from wargame.deck.reading.cards import chance_of
from wargame.deck.reading.fields import Fields
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Scalar

MOST_TURNS = 2_000


def read_turns(root: Fields, board: Board) -> tuple[Turn, ...]:
    """`turns`."""
    found = []
    for node in root.items("turns", required=True):
        fields = Fields(board.report, node, "a turn", keys("turn"))
        found.append(Turn(fields.line("title", required=True, most=40), fields.text("brief", most=800)))
    if root.node("turns") and not 1 <= len(found) <= MOST_TURNS:
        board.report.error(root.key_at("turns"), f"a deck has 1 to {MOST_TURNS} turns, and this has {len(found)}")
    return tuple(found)


def read_precedents(root: Fields, board: Board) -> tuple[int, tuple[Precedent, ...]]:
    """`precedents`: how many each seat may set, and those that stand from the start."""
    node = root.node("precedents")
    if node is None:
        return 0, ()
    fields = Fields(board.report, node, "precedents", keys("precedents"))
    found = []
    for item in fields.items("given"):
        inner = Fields(board.report, item, "a precedent", keys("precedent"))
        seat = inner.scalar("seat", required=True)
        known = seat is not None and board.report.known(seat.text, seat.at, board.seats, "seat")
        if bool(inner.node("for")) == bool(inner.node("against")):
            board.report.error(inner.at, "a precedent is either `for` moves of its seat or `against` them", "`for: …`")
            continue
        side: Literal["for", "against"] = "for" if inner.node("for") else "against"
        text = inner.line(side, required=True, most=200)
        found.append(Precedent(seat.text if seat is not None and known else "", side, text))
    return fields.integer("each", 0, 9, 0), tuple(found)


def read_injects(root: Fields, board: Board, turns: int) -> dict[str, Inject]:
    """`injects`."""
    found = {}
    for name, node in root.section("injects"):
        fields = Fields(board.report, node, f"inject {name.text}", keys("inject"))
        first, last = _when(fields, max(1, turns))
        chance = fields.scalar("chance")
        found[name.text] = Inject(
            name.text,
            fields.line("title", required=True, most=60),
            fields.text("text", required=True, most=600),
            first,
            last,
            board.condition(fields, "if"),
            None if chance is None else chance_of(chance, fields, board, 1, 99)[0],
            fields.flag("again"),
            board.who(fields, "to"),
            board.effects(fields, "do"),
            board.cited(fields),
            fields.flag("by_hand"),
            board.systems_of(fields),
            board.research_of(fields),
        )
    return found


def _when(fields: Fields, turns: int) -> tuple[int, int]:
    """The first and the last turn at whose opening an inject may arrive."""
    if fields.node("turn"):
        for key in ("from", "until"):
            if fields.node(key):
                message = f"`{key}` of {fields.what} is not wanted beside `turn`"
                fields.report.error(fields.key_at(key), message, "give `turn`, or `from` and `until`")
        turn = fields.integer("turn", 1, turns)
        return turn, turn
    if not any(fields.node(key) for key in ("from", "until", "if", "chance", "by_hand")):
        message = f"nothing says when {fields.what} arrives"
        fields.report.error(fields.at, message, "add `turn: 2`, or `if: …`, or `chance: …`, or `by_hand: true`")
    first, last = fields.integer("from", 1, turns, 1), fields.integer("until", 1, turns, turns)
    if last < first:
        fields.report.error(fields.key_at("until"), f"`until` of {fields.what} comes before its `from`")
    return first, last


def read_upkeep(root: Fields, board: Board) -> tuple[Upkeep, ...]:
    """`upkeep`."""
    found = []
    for name, node in root.section("upkeep"):
        fields = Fields(board.report, node, f"upkeep {name.text}", keys("upkeep"))
        if not fields.node("do"):
            fields.missing("do")
        found.append(
            Upkeep(
                name.text,
                fields.line("title", required=True, most=60),
                board.effects(fields, "do"),
                fields.line("because", most=200),
                board.condition(fields, "if"),
                board.cited(fields),
                board.systems_of(fields),
            )
        )
    return tuple(found)


def read_ending(root: Fields, board: Board) -> tuple[tuple[EarlyEnd, ...], tuple[Answer, ...], tuple[str, ...]]:
    """`ends`, `answers` and `reveals`."""
    ends = []
    for name, node in root.section("ends"):
        fields = Fields(board.report, node, f"end {name.text}", keys("end"))
        condition = board.condition(fields, "if")
        if condition is None and not fields.node("if"):
            fields.missing("if")
        title, text = (
            fields.line("title", required=True, most=60),
            fields.text("text", required=True, most=800),
        )
        if condition is not None:
            ends.append(EarlyEnd(name.text, title, text, condition))
    answers = []
    for name, node in root.section("answers"):
        fields = Fields(board.report, node, f"answer {name.text}", keys("answer"))
        answers.append(Answer(name.text, fields.line("question", required=True, most=200), _states(fields, board)))
    reveals = tuple(
        each.text for each in root.scalars("reveals") if board.report.known(each.text, each.at, board.tracks, "track")
    )
    return tuple(ends), tuple(answers), reveals


def _states(answer: Fields, board: Board) -> tuple[AnswerState, ...]:
    found: list[AnswerState] = []
    last: tuple[Scalar, bool] | None = None
    for name, node in answer.section("states", required=True):
        fields = Fields(board.report, node, f"state {name.text} of {answer.what}", keys("state"))
        if last is not None and not last[1]:
            message = f"state `{name.text}` is never reached: `{last[0].text}` before it has no `if`"
            board.report.error(name.at, message)
        title, text = (
            fields.line("title", required=True, most=60),
            fields.text("text", required=True, most=800),
        )
        good = tuple(
            each.text for each in fields.scalars("good") if board.report.known(each.text, each.at, board.seats, "seat")
        )
        found.append(AnswerState(name.text, title, text, board.condition(fields, "if"), good))
        last = (name, fields.node("if") is not None)
    if last is not None and last[1]:
        message = f"the last state of {answer.what} must have no `if`, so that there is always an answer"
        board.report.error(last[0].at, message)
    return tuple(found)
