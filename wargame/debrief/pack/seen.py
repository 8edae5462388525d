"""One game as one viewer saw it: what every part of a report is made of.

Everything in here comes of the entries of the viewer's own log and of views at them, so that what was hidden from the
viewer can't come into a report: it is not there. Only what says so reads more, and is made for the facilitator alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from wargame.debrief.replay import Eyes
from wargame.debrief.story import Story, seen_story, story_of
from wargame.deck import FACILITATOR, Deck
from wargame.rules import GameEnded, PracticeEnded, TurnOpened, View
from wargame.table import Hotwash, Pin, PollCounts


@frozen
class Close:
    """How a turn stood in the end, as the viewer saw it: the number of its last entry, and the view after it."""

    turn: int
    number: int
    view: View


@frozen
class SeenGame:
    """A game through the eyes of a viewer. `name` is what it is called in the report.

    `names` are the people in each seat, `notes` what the viewer may read of marks, bookmarks and notes, `polls`
    what was answered to the deck's poll, `hotwash` what was said on the way through the debrief, `reached` what each
    seat said of its objectives once the game was over.
    """

    name: str
    eyes: Eyes
    names: Mapping[str, str] = field(factory=dict)
    notes: tuple[Pin, ...] = ()
    polls: tuple[PollCounts, ...] = ()
    hotwash: Hotwash | None = None
    reached: Mapping[str, tuple[str | None, ...]] = field(factory=dict)

    @property
    def deck(self) -> Deck:
        """The deck that was played."""
        return self.eyes.recording.deck

    @property
    def viewer(self) -> str:
        """Whose eyes they are."""
        return self.eyes.viewer

    @property
    def whole(self) -> bool:
        """Whether these eyes see everything."""
        return self.viewer == FACILITATOR

    @cached_property
    def story(self) -> Story:
        """What counted, as the viewer saw it; for who sees everything, with the board before each ruling."""
        recording = self.eyes.recording
        return story_of(recording.deck, recording.events) if self.whole else seen_story(self.eyes)

    @cached_property
    def closes(self) -> tuple[Close, ...]:
        """How the board stood before the first turn, as turn 0, and at the end of each turn that was played."""
        return tuple(_closes(self.eyes))

    @cached_property
    def ending(self) -> GameEnded | None:
        """How the game ended; None while it runs."""
        bodies = (event.body for event in reversed(self.story.events))
        return next((body for body in bodies if isinstance(body, GameEnded)), None)


def _closes(eyes: Eyes) -> Iterator[Close]:
    """The openings that count: a later one of the same turn, after a rewind, takes the place of the earlier."""
    faces = [each for each in eyes.entries(1, eyes.total) if not each.undone]
    begins = max((place for place, each in enumerate(faces) if isinstance(each.face, PracticeEnded)), default=0)
    opened = [each for each in faces[begins:] if isinstance(each.face, TurnOpened) and each.face.turn]
    for place, each in enumerate(opened):
        if not place:
            yield Close(0, each.number, eyes.at(each.number).view)
        later = opened[place + 1].number if place + 1 < len(opened) else eyes.total + 1
        last = max(entry.number for entry in faces if entry.number < later)
        if isinstance(each.face, TurnOpened):
            yield Close(each.face.turn, last, eyes.at(last).view)
