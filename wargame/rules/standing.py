"""What a fold holds while events are laid one upon the other, and the steps that many of them share."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from wargame.rules.events import Event
from wargame.rules.pacts import DealState, PromiseState
from wargame.rules.parts import Change
from wargame.rules.state import Position, Put


class Standing(Position):
    """A position in the making: its fields are replaced one by one; `recent` alone grows in place."""

    __slots__ = ("recent",)

    recent: list[Event]

    def change(self, changes: tuple[Change, ...]) -> None:
        """Set each track to its value after."""
        if changes:
            self.values = {**self.values, **{each.track: each.after for each in changes}}

    def _argue(self, move: str, **said: Any) -> None:
        self.arguments = {**self.arguments, move: evolve(self.argument(move), **said)}

    def _done(self, move: str) -> None:
        self.pending = tuple(each for each in self.pending if each != move)
        self._settle_phase()

    def _settle_phase(self) -> None:
        """Rulings go on while a move waits, or a promise is due."""
        due = any(each.state == "due" for each in self.promises)
        self.phase = "rule" if self.pending or due else "close"

    def _put_first(self, put: Put) -> None:
        self.table = {**self.table, put.id: put}
        self.pending = (put.id, *self.pending)
        if self.phase == "close":
            self.phase = "rule"

    def _faces(self, one: str, other: str) -> bool:
        opposed = {each: said.opposes for each, said in self.arguments.items()}
        return opposed.get(one) == other or opposed.get(other) == one

    def _answers_first(self) -> None:
        """An answer also comes before a move that is set against the one which it answers: both are ruled at once."""
        for move in [each for each in self.pending if self.table[each].kind == "response"]:
            target = self.table[move].to
            pair = (place for place, each in enumerate(self.pending) if each == target or self._faces(each, target))
            place = min(pair, default=len(self.pending))
            if place < self.pending.index(move):
                rest = [each for each in self.pending if each != move]
                self.pending = (*rest[:place], move, *rest[place:])

    def _promised(self, promise: str, state: PromiseState) -> None:
        self.promises = tuple(evolve(each, state=state) if each.id == promise else each for each in self.promises)

    def _dealt(self, deal: str, state: DealState) -> None:
        self.deals = tuple(evolve(each, state=state) if each.id == deal else each for each in self.deals)
