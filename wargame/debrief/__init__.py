"""Looking back: a played game as moments that can be gone to, seen through anybody's eyes.

Knows the table and what is told there, the rules' values and the deck; not how events are stored, and not how anything
looks. Readings are made of a `Story`, which is what counted of a game; `debrief.outlook` plays on from positions and is
imported where it is used. What a viewer is given here is what that viewer was given at the table: views and faces,
never the state.
"""

from wargame.debrief.calibration import Bin, Calibration, Forecast, brier, calibration, forecasts_of
from wargame.debrief.facts import Mention, facts_argued
from wargame.debrief.fairness import Fairness, ledger
from wargame.debrief.luck import Luck, luck_of
from wargame.debrief.promises import Promises, Word, promises_of
from wargame.debrief.replay import MOVES, Eyes, Gear, Kind, Moment, Recording, Viewpoint, recording_of
from wargame.debrief.roads import Road, roads_not_taken
from wargame.debrief.story import Ruling, Story, story_of
from wargame.debrief.traces import Link, Source, Trace, links_of, trace

__all__ = [
    "MOVES",
    "Bin",
    "Calibration",
    "Eyes",
    "Fairness",
    "Forecast",
    "Gear",
    "Kind",
    "Link",
    "Luck",
    "Mention",
    "Moment",
    "Promises",
    "Recording",
    "Road",
    "Ruling",
    "Source",
    "Story",
    "Trace",
    "Viewpoint",
    "Word",
    "brier",
    "calibration",
    "facts_argued",
    "forecasts_of",
    "ledger",
    "links_of",
    "luck_of",
    "promises_of",
    "recording_of",
    "roads_not_taken",
    "story_of",
    "trace",
]
