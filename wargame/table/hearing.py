"""What is said of a move becomes what happens: the floor, claims, reasons, votes, and words for the dice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import asdict, evolve

from wargame.deck import TABLE
from wargame.rules import (
    PERSON,
    TOKENS,
    Argue,
    BallotCast,
    Choose,
    Claimed,
    Floor,
    FloorTaken,
    GiveWord,
    Judge,
    Judged,
    MethodChosen,
    Reason,
    Reasoned,
    ReasonWeighed,
    SayClaim,
    Show,
    State,
    Vote,
    VotesShown,
    Weigh,
    WordGiven,
    reason_text,
)
from wargame.table.progress import Course, about


def _floor(course: Course, command: Floor) -> None:
    about(course, command.move, FloorTaken(command.move, command.seat), command.seat or TABLE)


def _claim(course: Course, command: SayClaim) -> None:
    about(course, command.move, Claimed(command.move, command.claim, command.action.strip()), command.seat or TABLE)


def _argue(course: Course, command: Argue) -> None:
    text = reason_text(course.deck, course.state.table[command.move], command) or ""
    given = (each.number for each in course.state.argument(command.move).reasons)
    number = max(given, default=0) + 1
    reason = Reason(
        number, command.seat, command.side, text, command.strength, command.tie, command.cites, command.suggested
    )
    about(course, command.move, Reasoned(command.move, reason), command.seat or TABLE)


def _weigh(course: Course, command: Weigh) -> None:
    about(course, command.move, ReasonWeighed(command.move, command.number, command.strength))


def _choose(course: Course, command: Choose) -> None:
    about(course, command.move, MethodChosen(command.move, command.method))


def _judge(course: Course, command: Judge) -> None:
    said = asdict(command)
    about(course, said["move"], Judged(**said))


def _vote(course: Course, command: Vote) -> None:
    """A sealed vote; the last one of the people's seats opens all of its kind."""
    cast = BallotCast(command.move, command.seat, command.chance, command.token)
    course.emit(cast, command.seat, command.seat)
    argument = course.state.argument(command.move)
    people = {seat for seat, player in course.state.players.items() if player == PERSON}
    votes = argument.ballots if command.chance is not None else argument.tokens
    if people <= set(votes):
        opened = _opened(course.state, command.move)
        course.emit(evolve(opened, tokens=()) if command.chance is not None else evolve(opened, chances=()))


def _show(course: Course, command: Show) -> None:
    if command.chances or command.tokens:
        tokens = tuple(sorted(command.tokens, key=TOKENS.index))
        course.emit(VotesShown(command.move, tuple(sorted(command.chances)), tokens))
    else:
        course.emit(_opened(course.state, command.move))


def _opened(state: State, move: str) -> VotesShown:
    """The sealed votes of a move, in an order that tells nothing of whose they are."""
    argument = state.argument(move)
    tokens = tuple(sorted(argument.tokens.values(), key=TOKENS.index))
    return VotesShown(move, tuple(sorted(argument.ballots.values())), tokens)


def _word(course: Course, command: GiveWord) -> None:
    course.emit(WordGiven(command.seat, command.word), command.seat)


#: What each command of this kind makes happen.
HEARD: Mapping[type, Callable[[Course, Any], None]] = {
    Floor: _floor,
    SayClaim: _claim,
    Argue: _argue,
    Weigh: _weigh,
    Choose: _choose,
    Judge: _judge,
    Vote: _vote,
    Show: _show,
    GiveWord: _word,
}
