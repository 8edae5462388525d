"""The decisions that mattered most, found by playing on, as they are kept beside a game for every terminal to show."""

from __future__ import annotations

from wargame.debrief.outlook import GAMES, Progress, what_mattered
from wargame.debrief.story import Story
from wargame.forecast.workers import Stop
from wargame.table import Decision, PlayedOn

__all__ = ["DECISIONS", "GAMES", "found_to_matter"]

#: Decisions that a room talks about.
DECISIONS = 3


def found_to_matter(story: Story, games: int, progress: Progress, stop: Stop) -> PlayedOn | None:
    """The heaviest decisions of a story; None where `stop` has said so. Takes long, so it is for a thread."""
    found = what_mattered(story, games=games, progress=progress, stop=stop)
    if stop():
        return None
    decisions = (
        Decision(
            each.ruling.seq, {seat: (swing.before, swing.after, swing.give) for seat, swing in each.swings.items()}
        )
        for each in found[:DECISIONS]
        if each.swings
    )
    return PlayedOn(games, len(found), tuple(decisions))
