"""What a bot is: it gets a view and a source of chance of its own, and returns a command with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from wargame.rules import Pass, Play, View

#: Asks for an even number from 0 to the given number - 1. Each bot has its own, so its luck moves nobody else's.
Draw = Callable[[int], int]


class Bot(Protocol):
    """A player that sits in a seat. `id` is what a log remembers it by."""

    id: ClassVar[str]

    def choose(self, view: View, draw: Draw) -> Play | Pass:
        """The move for the seat that `view` belongs to, with a reason that the log keeps."""
