"""What was said of a move before its ruling: the bodies of events of the floor."""

from __future__ import annotations

from attrs import frozen

from wargame.deck import Band, Strength
from wargame.rules.argument import Claim, Leverage, Rating, Reason, Token


@frozen
class FloorTaken:
    """A move is to be argued in full: a seat spends a token, or the facilitator, then `seat` is empty, gives it."""

    move: str
    seat: str = ""


@frozen
class Claimed:
    """What a move is for, as the team or the scribe puts it; `action` tells a free move whose slip said no more."""

    move: str
    claim: Claim
    action: str = ""


@frozen
class Reasoned:
    """A reason was given."""

    move: str
    reason: Reason


@frozen
class ReasonWeighed:
    """The umpire found a reason weaker or stronger than it was given; without a strength it is not accepted."""

    move: str
    number: int
    strength: Strength | None


@frozen
class MethodChosen:
    """How this one move will be ruled."""

    move: str
    method: str


@frozen
class Judged:
    """What the umpire was asked and has said of a move; None, or an empty text, where nothing was said of a thing."""

    move: str
    chance: int | None = None
    because: str = ""
    rating: Rating | None = None
    leverage: Leverage | None = None
    decided: Band | None = None
    opposes: str | None = None
    counters: str | None = None


@frozen
class BallotCast:
    """What one seat thinks the chance is, in per cent, or what it puts into the bag; sealed until votes are opened."""

    move: str
    seat: str
    chance: int | None = None
    token: Token | None = None


@frozen
class VotesShown:
    """What the room thinks, without whose vote is whose: opened ballots, or a show of hands."""

    move: str
    chances: tuple[int, ...] = ()
    tokens: tuple[Token, ...] = ()


@frozen
class SealedBallot:
    """What others see of a vote that is not opened yet: a chance or, with `bag`, tokens."""

    move: str
    seat: str
    bag: bool = False
