"""What seats have shown, set down, promised and dealt: the bodies of these events."""

from __future__ import annotations

from attrs import frozen

from wargame.rules.argument import Side
from wargame.rules.pacts import Deal
from wargame.rules.parts import Change


@frozen
class Signalled:
    """A seat showed cards that it may play in this turn, before anybody hands in."""

    seat: str
    cards: tuple[str, ...]


@frozen
class PrecedentSet:
    """A seat, or the deck, set something down before play that may be cited for moves, or against them."""

    id: str
    seat: str
    side: Side
    text: str


@frozen
class Vetoed:
    """The umpire does not let a precedent stand."""

    fact: str
    because: str = ""


@frozen
class Committed:
    """A seat has promised before all what it will do when something happens."""

    id: str
    seat: str
    card: str
    then: str


@frozen
class CommitmentDue:
    """What a promise waited for has happened: its seat keeps it now, or breaks it."""

    id: str
    seat: str


@frozen
class CommitmentKept:
    """A seat keeps its promise: the card is played at no cost, as the move `move`."""

    id: str
    seat: str
    card: str
    move: str
    changes: tuple[Change, ...] = ()


@frozen
class CommitmentBroken:
    """A seat breaks its promise, and what that does."""

    id: str
    seat: str
    changes: tuple[Change, ...] = ()


@frozen
class DealOffered:
    """A slip: what a seat gives and gets, of which other, and by which turn."""

    deal: Deal


@frozen
class DealAnswered:
    """The other side takes a deal, or does not."""

    id: str
    agreed: bool


@frozen
class DealClosed:
    """A deal was kept, or broken, and then `by` whom."""

    id: str
    kept: bool
    by: str = ""
    because: str = ""
