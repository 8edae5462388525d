"""What may be asked of a game: each command a value, who asks is part of it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Play:
    """A seat hands in a card, sealed until all have handed in. `reason` is kept with the move."""

    seat: str
    card: str
    reason: str = ""


@frozen
class Pass:
    """A seat hands in nothing this turn."""

    seat: str
    reason: str = ""


@frozen
class Rule:
    """The next move in order is ruled: the dice fall."""


@frozen
class Next:
    """The turn is closed; the next one opens, or the game ends."""


Command = Play | Pass | Rule | Next
