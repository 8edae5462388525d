"""Looking back: a played game as moments that can be gone to, seen through anybody's eyes.

Knows the table and what is told there, the rules' values and the deck; not how events are stored, and not how anything
looks. What a viewer is given here is what that viewer was given at the table: views and faces, never the state.
"""

from wargame.debrief.fairness import Fairness, ledger
from wargame.debrief.replay import MOVES, Eyes, Gear, Kind, Moment, Recording, Viewpoint, recording_of

__all__ = ["MOVES", "Eyes", "Fairness", "Gear", "Kind", "Moment", "Recording", "Viewpoint", "ledger", "recording_of"]
