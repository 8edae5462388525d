"""What the policies of a deck come to against the same opponents and the same dice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

from wargame.deck import Deck, Policy
from wargame.forecast.casting import Casting
from wargame.forecast.many import Progress, play_many
from wargame.forecast.shares import interval, share
from wargame.forecast.survey import Survey
from wargame.forecast.verdicts import Verdict
from wargame.forecast.workers import Stop
from wargame.words import columns, cut, fit

#: Per cent of games in which a state is good before it is nearly always reached: so it may be on half of the answers.
NEARLY_ALWAYS = 65
#: Per cent of games in which a policy reaches a good state on one answer at least, or it achieves nothing.
WORTH_IT = 35
_FIGURE = 17


@frozen
class Tried:
    """What so many games of a policy came to: by answer, in how many it ended in a state that its seat calls good."""

    policy: Policy
    games: int
    good: Mapping[str, int]


def try_policies(
    deck: Deck,
    games: int,
    *,
    workers: int | None = None,
    progress: Progress = lambda played: None,
    stop: Stop = lambda: False,
) -> tuple[Tried, ...]:
    """Each policy of the deck in the games numbered 1 to `games`, against mixed opponents; see `Casting`.

    `progress` is called with the number of games played in all. Where `stop` says so, what is played is handed back.
    """
    found: list[Tried] = []
    for place, policy in enumerate(deck.policies.values()):
        told = _onward(progress, place * games)
        casting = Casting(policy.id, mixed=True)
        survey = play_many(deck, games, casting, workers=workers, progress=told, stop=stop)
        found.append(Tried(policy, survey.ended, _good(deck, policy.seat, survey)))
        if stop():
            break
    return tuple(found)


def _onward(progress: Progress, before: int) -> Callable[[int], object]:
    return lambda played: progress(before + played)


def _good(deck: Deck, seat: str, survey: Survey) -> dict[str, int]:
    """By answer that has states which are good for the seat: the games that ended in one."""
    return {
        answer.id: sum(survey.answers[answer.id][state.id] for state in answer.states if seat in state.good)
        for answer in deck.answers
        if any(seat in state.good for state in answer.states)
    }


def judge_policies(deck: Deck, tried: tuple[Tried, ...]) -> tuple[Verdict, ...]:
    """Where one policy settles nearly everything, or nothing: a question with one answer is not a question."""
    found: list[Verdict] = []
    for each in tried:
        title = f"{each.policy.title} ({deck.seats[each.policy.seat].title})"
        often = [name for name, games in each.good.items() if games * 100 > NEARLY_ALWAYS * each.games]
        if len(often) > len(each.good) // 2:
            many = (
                f"{len(often)} of {len(each.good)} answers"
                if len(each.good) > 1
                else "the one answer that it cares for"
            )
            sentence = f"{title} does well on {many} in more than {NEARLY_ALWAYS} % of games"
            found.append(Verdict("error", "always_wins", each.policy.id, f"{sentence}: {', '.join(often)}"))
        if each.games and not any(games * 100 > WORTH_IT * each.games for games in each.good.values()):
            sentence = f"{title} does well on no answer in more than {WORTH_IT} % of games"
            found.append(Verdict("error", "never_wins", each.policy.id, sentence))
    return tuple(found)


def policy_table(deck: Deck, tried: tuple[Tried, ...], width: int) -> Iterator[str]:
    """A line for each policy and a column for each answer: how often it came out well for the policy's seat."""
    titles = [f"{each.policy.title} ({deck.seats[each.policy.seat].title})" for each in tried]
    first = max(map(columns, [*titles, "Policy"]), default=0)
    yield "Games in which an answer came out well for the policy's seat, of a hundred (95 % interval)"
    yield "  ".join([fit("Policy", first), *(f"{cut(answer.id, _FIGURE):>{_FIGURE}}" for answer in deck.answers)])
    for each, title in zip(tried, titles, strict=True):
        figures = (_figure(each, answer.id) for answer in deck.answers)
        yield "  ".join([fit(title, first), *(f"{figure:>{_FIGURE}}" for figure in figures)])
    yield ""
    for answer in deck.answers:
        yield cut(f"{answer.id}: {answer.question}", width)
        for state in answer.states:
            if state.good:
                seats = ", ".join(deck.seats[seat].title for seat in state.good)
                yield cut(f"  {state.title} is good for {seats}", width)


def _figure(tried: Tried, answer: str) -> str:
    if answer not in tried.good:
        return "–"
    low, high = interval(tried.good[answer], tried.games)
    return f"{share(tried.good[answer], tried.games)} ({low}–{high})"


def plain_policies(tried: tuple[Tried, ...]) -> list[dict[str, Any]]:
    """The table in plain values."""
    return [
        {
            "policy": each.policy.id,
            "seat": each.policy.seat,
            "games": each.games,
            "good": {name: {"games": many, "interval": interval(many, each.games)} for name, many in each.good.items()},
        }
        for each in tried
    ]
