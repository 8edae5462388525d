"""Reading what a deck holds beside the game: debrief, poll, targets of balance, policies, tutorial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wargame.deck.model import Answer, Card
from wargame.deck.reading.board import Board
from wargame.deck.reading.fields import Fields
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Node, Scalar
from wargame.deck.seminar import EXPLAINED, Policy, Poll, Preference, Question, Target

MOST_EXPLAINED = 400
_MOST_CHOICES = 7
_HEAVIEST = 1_000

#: The ranges of Intelligence Community Directive 203, from least to most likely.
LIKELIHOODS = (
    *("Almost no chance (1 to 5 %)", "Very unlikely (5 to 20 %)", "Unlikely (20 to 45 %)"),
    *("Roughly even (45 to 55 %)", "Likely (55 to 80 %)", "Very likely (80 to 95 %)", "Almost certain (95 to 99 %)"),
)


def read_debrief(root: Fields, board: Board) -> tuple[Question, ...]:
    """`debrief`: questions for the room, or for one seat."""
    return tuple(_question(item, root, board) for item in root.entries("debrief"))


def _question(node: Node, root: Fields, board: Board) -> Question:
    if isinstance(node, Scalar):
        return Question(root.text_of(node, "a question of `debrief`", 300))
    fields = Fields(board.report, node, "a question of `debrief`", keys("question"))
    return Question(fields.line("text", required=True, most=300), _known(fields, "seat", board.seats, "seat"))


def _known(fields: Fields, key: str, names: Iterable[str], what: str) -> str:
    """The id that a key gives, one of `names`; empty where it gives none."""
    scalar = fields.scalar(key)
    return scalar.text if scalar is not None and fields.report.known(scalar.text, scalar.at, names, what) else ""


def _all_known(fields: Fields, key: str, names: Iterable[str], what: str) -> tuple[str, ...]:
    known = list(names)
    return tuple(each.text for each in fields.scalars(key) if fields.report.known(each.text, each.at, known, what))


def read_poll(root: Fields, board: Board) -> dict[str, Poll]:
    """`poll`: what is asked before the first move and after the ending."""
    found = {}
    for name, node in root.section("poll"):
        fields = Fields(board.report, node, f"poll {name.text}", keys("poll"))
        question = fields.line("question", required=True, most=200)
        given = fields.node("choices")
        if given is None:
            fields.missing("choices")
        likelihood = isinstance(given, Scalar) and given.text == "likelihood"
        choices = LIKELIHOODS if likelihood else fields.texts("choices", most=80)
        if given is not None and not 2 <= len(choices) <= _MOST_CHOICES:
            hint = '`choices: ["Yes", "No"]`, or `choices: likelihood`'
            board.report.error(given.at, f"{fields.what} wants 2 to {_MOST_CHOICES} choices", hint)
        found[name.text] = Poll(name.text, question, choices, likelihood)
    return found


def read_targets(root: Fields, board: Board, answers: Iterable[Answer]) -> tuple[Target, ...]:
    """`balance`: what bots should bring about how often."""
    known = {answer.id: answer for answer in answers}
    return tuple(_target(node, board, known) for node in root.items("balance"))


def _target(node: Node, board: Board, answers: Mapping[str, Answer]) -> Target:
    fields = Fields(board.report, node, "a target of `balance`", keys("target"))
    if (fields.node("answer") is None) == (fields.node("seat") is None):
        board.report.error(fields.at, "a target names an `answer` with a `state`, or a `seat`")
    answer = _known(fields, "answer", answers, "answer")
    states = [state.id for state in answers[answer].states] if answer else []
    if answer and fields.node("state") is None:
        fields.missing("state")
    seat = _known(fields, "seat", board.seats, "seat")
    if seat and all(each.condition is None for each in board.seats[seat].objectives):
        hint = "give an objective an `if`"
        board.report.error(fields.value_at("seat"), f"the board can judge no objective of {seat}", hint)
    least, most = fields.integer("least", 0, 100, 0), fields.integer("most", 0, 100, 100)
    if most < least:
        board.report.error(fields.value_at("most"), f"`most` is less than `least`, which is {least}")
    return Target(least, most, answer, _known(fields, "state", states, f"state of {answer}") if answer else "", seat)


def read_policies(root: Fields, board: Board, cards: Mapping[str, Card]) -> dict[str, Policy]:
    """`policies`: ways to play a seat, for bots."""
    found = {}
    for name, node in root.section("policies"):
        fields = Fields(board.report, node, f"policy {name.text}", keys("policy"))
        if not fields.node("seat"):
            fields.missing("seat")
        seat = _known(fields, "seat", board.seats, "seat")
        prefers = fields.items("prefers", required=True)
        found[name.text] = Policy(
            name.text,
            fields.line("title", required=True, most=30),
            fields.line("about", most=200),
            seat,
            tuple(_preference(each, fields.what, seat, board, cards) for each in prefers),
            fields.integer("keeps", 0, 100, 100),
        )
    return found


def _preference(node: Node, policy: str, seat: str, board: Board, cards: Mapping[str, Card]) -> Preference:
    fields = Fields(board.report, node, f"a preference of {policy}", keys("preference"))
    condition = board.condition(fields, "if")
    for track in board.unseen(condition, seat) if condition is not None and seat else ():
        message = f"{fields.what} reads `{track}`, which {seat} does not see"
        board.report.error(board.condition_mark(fields, "if", track), message, "a bot knows what its seat knows")
    hand = [card.id for card in cards.values() if not seat or card.seat == seat]
    return Preference(
        fields.integer("weight", 0, _HEAVIEST),
        condition,
        _all_known(fields, "cards", hand, f"card of {seat}" if seat else "card"),
        _all_known(fields, "systems", board.systems, "system"),
        fields.flag("waits") if fields.node("waits") else None,
    )


def read_tutorial(root: Fields, board: Board) -> dict[str, str]:
    """`tutorial`: what is said when a screen is first shown."""
    node = root.node("tutorial")
    if node is None:
        return {}
    fields = Fields(board.report, node, "the tutorial", keys("tutorial"))
    return {screen: fields.text(screen, most=MOST_EXPLAINED) for screen in EXPLAINED if fields.node(screen)}
