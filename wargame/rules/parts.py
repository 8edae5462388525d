"""What the bodies of events are made of: changes, odds, rolls, moves and steps."""

from __future__ import annotations

from attrs import frozen

from wargame.deck import Confidence
from wargame.rules.argument import FreeMove


@frozen
class Change:
    """One track moved from `before` to `after`, in the track's own unit."""

    track: str
    before: int
    after: int


@frozen
class Offer:
    """A card that lay in the hand when a move was chosen; `refusal` is the code of why it could not be played."""

    card: str
    refusal: str = ""


@frozen
class Weighed:
    """A modifier as it stood when odds were taken: its points of per cent, its reason, and whether it applied."""

    points: int
    because: str
    reads: tuple[str, ...]
    applied: bool


@frozen
class Odds:
    """The chance of success in per cent: the card's own, each modifier, and what they come to within the limits.

    `complete` is false where not all factors are known to whom it is shown; `chance` then counts the known ones.
    """

    base: int
    chance: int
    modifiers: tuple[Weighed, ...] = ()
    word: str = ""
    complete: bool = True


@frozen
class Roll:
    """A die that fell: the address that its value was drawn from, its sides, and the value from 1 to `sides`."""

    address: str
    sides: int
    value: int


@frozen
class Move:
    """A seat's move at the reveal: a card, a free move, or a pass. An unseen move is one whose card is not shown."""

    seat: str
    card: str | None = None
    unseen: bool = False
    free: FreeMove | None = None


@frozen
class Step:
    """One upkeep rule that ran, and what it changed. To those who can't know its condition it has no name."""

    upkeep: str
    changes: tuple[Change, ...]


@frozen
class Override:
    """Why the umpire set rules and dice aside; `note` is for facilitators alone."""

    because: str
    note: str = ""


@frozen
class Report:
    """What an agency writes of a question: a likelihood in per cent and, apart from it, its confidence.

    `right` is how many of a hundred of its reports read the truth as it is, and `roll` the throw that decided; both
    are None for all but the facilitator.
    """

    agency: str
    likelihood: int
    confidence: Confidence
    right: int | None = None
    roll: Roll | None = None
