"""Several games of one deck, read at once: what the screens that compare them show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from wargame.debrief.beside import Beside, beside
from wargame.debrief.calibrated import calibrated
from wargame.debrief.calibration import Calibration
from wargame.debrief.comparing import Comparison, compare
from wargame.debrief.sections import Section, sections
from wargame.debrief.story import Story, story_of
from wargame.deck import Deck
from wargame.rules import Event

Progress = Callable[[int, int], object]
Stop = Callable[[], bool]


@frozen
class Game:
    """A game to be read: what it is saved as, its deck and its log."""

    name: str
    deck: Deck
    log: Sequence[Event]


@frozen
class Study:
    """Games of one deck side by side; of two games also one beside the other, and both readings."""

    comparison: Comparison
    calibrations: tuple[Calibration, ...]
    beside: Beside | None = None
    readings: tuple[tuple[Section, ...], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the games are saved as, in the order of the columns."""
        return self.comparison.names


def study_of(
    games: Sequence[Game], *, progress: Progress = lambda done, of: None, stop: Stop = lambda: False
) -> Study | None:
    """Read at least one game of one deck. None where `stop` says so before all are read."""
    stories: list[Story] = []
    for game in games:
        if stop():
            return None
        stories.append(story_of(game.deck, game.log))
        progress(len(stories), len(games))
    found = compare([(game.name, story) for game, story in zip(games, stories, strict=True)])
    if len(stories) != 2:
        return Study(found, calibrated(stories))
    one, other = stories
    return Study(found, calibrated(stories), beside(one, other), (sections(one), sections(other)))
