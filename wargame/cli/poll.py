"""`wargame poll`: what people answered before the first move and after the ending, and how that moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wargame.cli.completion import complete_choices, complete_games, complete_questions, complete_teams
from wargame.cli.output import mention, opened_table, patiently, refused, say, say_json, stop, viewer_of
from wargame.deck import listed
from wargame.words import middle, moved, signed, upper_first

if TYPE_CHECKING:
    from wargame.table import Occasion, PollCounts, PollTaken, Refusal, Table

T = TypeVar("T")

_USE = "It goes: wargame poll GAME before|after QUESTION CHOICE"
_TAKEN_BACK = "nothing"
#: Columns of a count, as wide as the word above it.
_COUNT = 6


@click.command("poll")
@click.argument("game", shell_complete=complete_games)
@click.argument("when", required=False, type=click.Choice(["before", "after"]))
@click.argument("question", required=False, shell_complete=complete_questions)
@click.argument("choice", required=False, shell_complete=complete_choices)
@click.option(
    "--seat", metavar="SEAT", shell_complete=complete_teams, help="The team of who answers; only its answers."
)
@click.option(
    "--count", type=click.IntRange(-999, 999), default=1, show_default=True, help="How many slips; below 0 takes back."
)
@click.option("--person", metavar="NAME", help="Who of the team answers, by a name or number; the last word counts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def poll_command(
    game: str,
    when: Occasion | None,
    question: str | None,
    choice: str | None,
    seat: str | None,
    count: int,
    person: str | None,
    as_json: bool,
) -> None:
    """Show what people answered to the poll of GAME before and after; or count that they made CHOICE of QUESTION.

    CHOICE is its number, its words or their beginning. Slips have no names; who gives a name with --person answers
    once in their team, and `nothing` takes that answer back. Answers are kept beside the log, so the head of the game
    stays.
    """
    if when is not None and (question is None or choice is None):
        stop(_USE)
    if when is None and (count != 1 or person is not None):
        stop(f"--count and --person go with an answer. {_USE}")
    with opened_table(game, writing="no" if when is None else "must") as table:
        team = None if seat is None else viewer_of(table, seat, what="--seat", others=())
        asked = tuple(table.deck.poll)
        if when is not None and question is not None and choice is not None:
            asked = (_answer(table, when, question, choice, count, team or "", (person or "").strip()),)
        _show(table, asked, team, as_json)


def _answer(table: Table, when: Occasion, question: str, choice: str, count: int, seat: str, person: str) -> str:
    """Count it, and say which question it was; a refusal ends the command."""
    from wargame.table import answer_poll, find_choice, find_question

    poll = _or_refused(find_question(table.deck, question))
    if not count:
        stop("--count is how many slips, and 0 is none.")
    back = bool(person) and choice.casefold() == _TAKEN_BACK
    number = None if back else _or_refused(find_choice(table.deck.poll[poll], choice))
    with patiently():
        taken: PollTaken = _or_refused(answer_poll(table, poll, when, number, count=count, seat=seat, person=person))
    if taken.remark:
        mention([f"{upper_first(taken.remark)}."])
    return poll


def _or_refused(answer: T | Refusal) -> T:
    from wargame.table import Refusal

    if isinstance(answer, Refusal):
        refused(answer.sentence)
    return answer


def _show(table: Table, asked: tuple[str, ...], seat: str | None, as_json: bool) -> None:
    from wargame.table import poll_counts

    found = [each for each in poll_counts(table) if each.poll.id in asked]
    if as_json:
        say_json([_plain(each, seat) for each in found])
        return
    if not found:
        say([f"{table.deck.title} asks no poll."])
    for number, each in enumerate(found):
        say([""] if number else [])
        say(_lines(table, each, seat))


def _plain(counts: PollCounts, seat: str | None) -> dict[str, Any]:
    from wargame.table import OCCASIONS

    poll, shift = counts.poll, counts.shift(seat)
    found: dict[str, Any] = {
        "id": poll.id,
        "question": poll.question,
        "likelihood": poll.likelihood,
        "answered": {when: counts.answered(when, seat) for when in OCCASIONS},
        "choices": [
            {"number": number, "choice": choice, "before": before, "after": after, "shift": late}
            for number, (choice, before, after, late) in enumerate(
                zip(poll.choices, counts.counts("before", seat), counts.counts("after", seat), shift, strict=True), 1
            )
        ],
    }
    if poll.likelihood:
        found["median"] = {when: _numbers(counts.median(when, seat)) for when in OCCASIONS}
        found["steps"] = counts.steps(seat)
    if seat is None:
        found["seats"] = {
            team: {when: list(counts.counts(when, team)) for when in OCCASIONS} for team in counts.seats if team
        }
    else:
        found["seat"] = seat
    return found


def _numbers(median: tuple[int, int] | None) -> list[int] | None:
    """The choices in the middle by their numbers, counted from 1 as people do."""
    return None if median is None else [choice + 1 for choice in dict.fromkeys(median)]


def _lines(table: Table, counts: PollCounts, seat: str | None) -> Iterator[str]:
    poll = counts.poll
    team = "" if seat is None else f", as {table.deck.seats[seat].title} answered"
    yield f"{poll.question} [{poll.id}]{team}"
    yield f"  {_row('before', 'after', 'shift')}"
    before, after = counts.counts("before", seat), counts.counts("after", seat)
    both = bool(sum(before)) and bool(sum(after))
    for number, (choice, early, late) in enumerate(zip(poll.choices, before, after, strict=True), 1):
        shift = signed(late - early) if both else ""
        yield f"  {_row(_count(early, before), _count(late, after), shift)}   {number} {choice}"
    yield f"  {_row(str(sum(before)), str(sum(after)), '')}   people"
    yield from _middle(counts, seat)
    teams = [
        f"{table.deck.seats[each].title} {counts.answered('before', each)} and {counts.answered('after', each)}"
        for each in counts.seats
        if each and seat is None
    ]
    if teams:
        yield f"  Before and after, by team: {listed(teams)}"


def _middle(counts: PollCounts, seat: str | None) -> Iterator[str]:
    before, after, steps = counts.median("before", seat), counts.median("after", seat), counts.steps(seat)
    for when, median in (("before", before), ("after", after)):
        if median is not None:
            tail = f", {moved(steps)}" if steps is not None and when == "after" else ""
            yield f"  The middle answer {when}: {middle(counts.poll, median)}{tail}"


def _row(*cells: str) -> str:
    return " ".join(cell.rjust(_COUNT) for cell in cells)


def _count(people: int, counts: tuple[int, ...]) -> str:
    return str(people) if sum(counts) else "·"
