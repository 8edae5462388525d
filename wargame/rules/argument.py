"""What is said about a move before it is ruled: a claim, reasons for and against, and what the umpire was told.

Values alone; nothing here weighs them. An `Argument` is part of the position, part of the ruling that it led to, and,
without what a viewer may not know, part of views.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from wargame.deck import Band, Strength

Side = Literal["for", "against"]
#: A reason either brings the result about, or makes it possible.
Tie = Literal["causal", "enabling"]
#: How strong the umpire finds an argument as a whole, for one die.
Rating = Literal["absurd", "very_weak", "weak", "average", "strong", "very_strong"]
RATINGS: tuple[Rating, ...] = ("absurd", "very_weak", "weak", "average", "strong", "very_strong")
#: How much hold a seat has on what it wants, for the die that is kept.
Leverage = Literal["weak", "strong"]
LEVERAGES: tuple[Leverage, ...] = ("weak", "strong")
#: What a voter puts into the bag: sure that it works, unsure, sure that it does not.
Token = Literal["SS", "SF", "FF"]
TOKENS: tuple[Token, ...] = ("SS", "SF", "FF")

#: What counters a precedent that the umpire does not let stand.
VETO = "veto"


@frozen
class FreeMove:
    """A move that a team wrote itself: what it does. It may be told only once the moves lie open."""

    action: str = ""


@frozen
class Claim:
    """What the seat is after: its aim, the effect that it expects, and how it thinks that others will answer."""

    aim: str = ""
    effect: str = ""
    reaction: str = ""


@frozen
class Reason:
    """One reason in one line.

    `seat`: who gave it; empty for the umpire. `cites`: the id of the established fact that it builds on. `suggested`:
    its place among the card's own reasons on that side, from 1; 0 for a new one. Without a strength it was not
    accepted.
    """

    number: int
    seat: str
    side: Side
    text: str
    strength: Strength | None = "solid"
    tie: Tie = "causal"
    cites: str = ""
    suggested: int = 0


@frozen
class Argument:
    """All that was said about one move.

    `method`: the id of the method chosen for this ruling; empty for the deck's own. `chance` in per cent, where the
    umpire has set the odds, `because` of that. `ballots` are what each seat thinks the chance is, in per cent, as long
    as they are sealed; `shown` are opened ballots or a show of hands, from the lowest. `tokens` and `bag` are the same
    for the bag. `decided`: the band that was agreed on or decided. `opposes`: the move that this one was set against.
    `counters`: the id of the established fact that it contradicts.
    """

    claim: Claim = field(factory=Claim)
    reasons: tuple[Reason, ...] = ()
    method: str = ""
    chance: int | None = None
    because: str = ""
    rating: Rating | None = None
    leverage: Leverage | None = None
    decided: Band | None = None
    opposes: str = ""
    counters: str = ""
    ballots: Mapping[str, int] = field(factory=dict)
    shown: tuple[int, ...] = ()
    tokens: Mapping[str, Token] = field(factory=dict)
    bag: tuple[Token, ...] = ()

    def side(self, side: Side) -> tuple[Reason, ...]:
        """The accepted reasons on one side, in the order they were given."""
        return tuple(each for each in self.reasons if each.side == side and each.strength is not None)


@frozen
class Established:
    """A result that stands until another one counters it.

    `id` names it for good: the turn and the move that it came of. `audience` says who knows of it. `side` tells a
    precedent that was set before play, which counts only for or only against; a result may be cited for either.
    `countered_by`: the id of the result that contradicts it, or `VETO`.
    """

    id: str
    seat: str
    turn: int
    text: str
    audience: str
    card: str = ""
    countered_by: str = ""
    side: Side | None = None
