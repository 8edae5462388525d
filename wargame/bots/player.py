"""What a bot is: it gets a view and a source of chance of its own, and returns a command with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from wargame.rules import Command, View

#: Asks for an even number from 0 to the given number - 1. Each bot has its own, so its luck moves nobody else's.
Draw = Callable[[int], int]


class Bot(Protocol):
    """A player that sits in a seat. `id` is what a log remembers it by."""

    id: ClassVar[str]

    def choose(self, view: View, draw: Draw) -> Command:
        """What the seat that `view` belongs to answers to what it is asked now.

        In the phase `signal` these are the cards that it shows, in `plan` its move, with a reason that the log keeps;
        and where its promise is the first of those that are due, whether it keeps it.
        """
