"""Intelligence: when a turn opens, agencies write what they think of questions whose answer is hidden."""

from __future__ import annotations

from wargame.deck import LEAST_RIGHT, MOST_RIGHT, Agency, Confidence, Estimate, number, round_half_up, truth
from wargame.rules import Estimated, Report, Roll, known_board
from wargame.table.progress import Course


def report(course: Course, estimate: Estimate) -> None:
    """Each agency's report on the board as it stands."""
    state = course.state
    so, dice = truth(estimate.truth.node, state.scope), course.stakes.dice(state.dice_words)
    known = {**known_board(course.deck, state.values, state.turn, estimate.audience), "turn": state.turn}
    reports = []
    for agency in estimate.agencies:
        right = how_right(agency, state.scope)
        roll = dice.roll(report_address(state.turn, estimate.id, agency.id, state.attempt))
        sure = agency.sure(how_right(agency, known))
        reports.append(written(agency, so, right, roll, sure))
    course.emit(Estimated(state.turn, estimate.id, tuple(reports), so), audience=estimate.audience)


def how_right(agency: Agency, scope: dict[str, int]) -> int:
    """How many of a hundred of an agency's reports read the truth as it is, on this board."""
    return max(LEAST_RIGHT, min(MOST_RIGHT, round_half_up(number(agency.right, scope))))


def written(agency: Agency, so: bool, right: int, roll: Roll, sure: Confidence) -> Report:
    """What an agency that is so `sure` of its sources writes where the truth is `so` and its throw fell like this."""
    reads = so == (roll.value <= right)
    return Report(agency.id, agency.yes if reads else agency.no, sure, right, roll)


def report_address(turn: int, estimate: str, agency: str, attempt: int) -> str:
    """Where the die lies that says whether an agency reads the truth; a rewind leads to another one.

    >>> report_address(2, "hardware", "spy", 1), report_address(2, "hardware", "spy", 2)
    ('estimate/2/hardware/spy', 'estimate/2/hardware/spy/2')
    """
    address = f"estimate/{turn}/{estimate}/{agency}"
    return address if attempt == 1 else f"{address}/{attempt}"
