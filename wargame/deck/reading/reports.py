"""Reading `estimates`: what agencies report of what is hidden."""

from __future__ import annotations

from attrs import evolve

from wargame.deck.language import binding
from wargame.deck.language.expression import Node, WholeNumber
from wargame.deck.reading.board import Board
from wargame.deck.reading.cards import NEVER
from wargame.deck.reading.fields import Fields
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Node as TreeNode
from wargame.deck.reading.tree import Scalar
from wargame.deck.reports import CONFIDENCES, LEAST_RIGHT, MOST_RIGHT, Agency, Confidence, Estimate

_YES, _NO = "likely", "unlikely"
MOST_AGENCIES = 4


def read_estimates(root: Fields, board: Board, turns: int) -> dict[str, Estimate]:
    """`estimates`."""
    found = {}
    for name, node in root.section("estimates"):
        fields = Fields(board.report, node, f"estimate {name.text}", keys("estimate"))
        truth = board.condition(fields, "if")
        if truth is None and not fields.node("if"):
            fields.missing("if")
        first, last = fields.integer("from", 1, turns, 1), fields.integer("until", 1, turns, max(1, turns))
        if last < first:
            board.report.error(fields.key_at("until"), f"`until` of {fields.what} comes before its `from`")
        found[name.text] = Estimate(
            name.text,
            fields.line("question", required=True, most=120),
            truth or NEVER,
            board.who(fields, "to"),
            first,
            last,
            _agencies(fields, board),
            board.cited(fields),
            board.systems_of(fields),
        )
    return found


def _agencies(estimate: Fields, board: Board) -> tuple[Agency, ...]:
    found = tuple(_agency(name.text, node, estimate, board) for name, node in estimate.section("by", required=True))
    if estimate.node("by") and not 1 <= len(found) <= MOST_AGENCIES:
        message = f"{estimate.what} wants 1 to {MOST_AGENCIES} agencies, and has {len(found)}"
        board.report.error(estimate.key_at("by"), message)
    return found


def _agency(name: str, node: TreeNode, estimate: Fields, board: Board) -> Agency:
    fields = Fields(board.report, node, f"agency {name} of {estimate.what}", keys("agency"))
    yes, no = _word(fields, board, "yes", _YES), _word(fields, board, "no", _NO)
    if yes <= no:
        message = f"`yes` of {fields.what} must be likelier than `no`"
        board.report.error(fields.value_at("yes"), message, "`yes: likely`, `no: unlikely`")
    confidence = fields.scalar("confidence")
    return Agency(
        name,
        fields.line("title", required=True, most=40),
        _right(fields, board),
        yes,
        no,
        None if confidence is None else _confidence(confidence, board),
    )


def _word(fields: Fields, board: Board, key: str, usual: str) -> int:
    """A word of the scale, in per cent."""
    scalar = fields.scalar(key)
    word = usual if scalar is None else scalar.text
    at = fields.at if scalar is None else scalar.at
    return board.scale[word] if board.report.known(word, at, board.scale, "likelihood") else board.limits.lowest


def _right(fields: Fields, board: Board) -> Node:
    scalar = fields.scalar("right", required=True)
    if scalar is None:
        return WholeNumber(MOST_RIGHT)
    if scalar.text.strip().lstrip("+-").isdecimal():
        scalar = evolve(scalar, text=scalar.text.strip(), plain=True)
        return WholeNumber(fields.number(scalar, f"`right` of {fields.what}", LEAST_RIGHT, MOST_RIGHT))
    return binding.amount(scalar.text, board.tracks, board.report.at(scalar)) or WholeNumber(MOST_RIGHT)


def _confidence(scalar: Scalar, board: Board) -> Confidence | None:
    board.report.known(scalar.text, scalar.at, CONFIDENCES, "confidence")
    return next((each for each in CONFIDENCES if each == scalar.text), None)
