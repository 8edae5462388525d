"""The words for a poll that is asked before and after."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.deck import Poll

#: When a poll is asked, as a person says it.
OCCASION_TITLES: Mapping[str, str] = {"before": "Before the first move", "after": "After the ending"}


def middle(poll: Poll, median: tuple[int, int]) -> str:
    """The answer in the middle: a choice, or between two of them."""
    low, high = (poll.choices[choice] for choice in median)
    return low if low == high else f"between {low} and {high}"


def moved(steps: float) -> str:
    """By how many steps of likelihood the answer in the middle moved.

    >>> moved(1), moved(-2), moved(0.5), moved(0)
    ('1 step up', '2 steps down', 'half a step up', 'not moved')
    """
    if not steps:
        return "not moved"
    size = abs(steps)
    many = "half a step" if size == 0.5 else "1 step" if size == 1 else f"{size:g} steps"
    return f"{many} {'up' if steps > 0 else 'down'}"


def people(count: int) -> str:
    """So many people.

    >>> people(0), people(1), people(7)
    ('nobody', '1 person', '7 people')
    """
    return "nobody" if not count else "1 person" if count == 1 else f"{count} people"
