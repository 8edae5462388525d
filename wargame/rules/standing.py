"""What a fold holds while events are laid one upon the other, and the steps that many of them share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from wargame.rules.argument import Argument, Established, FreeMove
from wargame.rules.events import (
    Event,
    GameEnded,
    Laid,
    Published,
    Ruled,
)
from wargame.rules.pacts import Deal, DealState, Promise, PromiseState
from wargame.rules.parts import Change
from wargame.rules.state import FIELDS, Phase, Put


class Standing:
    """A position in the making: the fields of a `State`, replaced one by one."""

    __slots__ = FIELDS

    seq: int
    turn: int
    phase: Phase
    players: Mapping[str, str]
    values: Mapping[str, int]
    opened: Mapping[str, int]
    before: Mapping[str, int]
    order: tuple[str, ...]
    moves: Mapping[str, str | None]
    pending: tuple[str, ...]
    played: Mapping[str, int]
    recent: list[Event]
    given: Mapping[str, int]
    practice: bool
    page: Published | None
    ending: GameEnded | None
    free: Mapping[str, FreeMove]
    table: Mapping[str, Put]
    floors: Mapping[str, str]
    arguments: Mapping[str, Argument]
    rulings: Mapping[str, Ruled]
    unsettled: tuple[str, ...]
    spent: Mapping[str, int]
    facts: tuple[Established, ...]
    said_before: frozenset[tuple[str, str]]
    words: Mapping[str, str]
    attempt: int
    taken_back: int
    signallers: tuple[str, ...]
    signalled: Mapping[str, tuple[str, ...]]
    laid: tuple[Laid, ...]
    stages: Mapping[str, int]
    swayed: Mapping[str, tuple[tuple[int, str], ...]]
    promises: tuple[Promise, ...]
    called: bool
    deals: tuple[Deal, ...]

    def change(self, changes: tuple[Change, ...]) -> None:
        """Set each track to its value after."""
        if changes:
            self.values = {**self.values, **{each.track: each.after for each in changes}}

    def _argue(self, move: str, **said: Any) -> None:
        argument = self.arguments.get(move) or Argument()
        self.arguments = {**self.arguments, move: evolve(argument, **said)}

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
