"""What may be asked of a game: each command a value, who asks is part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
    """The next move in order is ruled: the dice fall. With `seat` only if the move is that seat's."""

    seat: str = ""


@frozen
class Close:
    """The turn is closed: upkeep is done, and its front page is due."""


@frozen
class Publish:
    """The front page of the closed turn, as everyone shall read it; a later one takes its place."""

    headline: str
    lines: tuple[str, ...] = ()


@frozen
class Next:
    """The next turn opens, or the game ends."""


#: How a log names people who play a seat.
PERSON = "person"


@frozen
class Sit:
    """Who plays a seat from now on: `person`, or `bot:` and a bot's id."""

    seat: str
    player: str


Command = Play | Pass | Rule | Close | Publish | Next | Sit

#: What moves a game on, by phase, once all moves of a turn are in.
GO_ON: Mapping[str, Command] = MappingProxyType({"rule": Rule(), "close": Close(), "page": Next()})
