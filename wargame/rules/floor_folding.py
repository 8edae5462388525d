"""How what is said of moves, and taken back, changes where a game stands."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from wargame.deck import Strength
from wargame.rules.argument import FreeMove, Reason
from wargame.rules.events import (
    Event,
    TakenBack,
    WordGiven,
)
from wargame.rules.floor_events import (
    BallotCast,
    Claimed,
    FloorTaken,
    Judged,
    MethodChosen,
    Reasoned,
    ReasonWeighed,
    VotesShown,
)
from wargame.rules.standing import Standing


class FloorFolding(Standing):
    """What is said before a ruling."""

    __slots__ = ()

    def take_floor(self, event: Event, body: FloorTaken) -> None:
        """A move is argued in full."""
        self.floors = {**self.floors, body.move: body.seat}
        if body.seat:
            self.spent = {**self.spent, body.seat: self.spent.get(body.seat, 0) + 1}

    def claim(self, event: Event, body: Claimed) -> None:
        """What a move is for."""
        if body.action and self.table[body.move].free is not None:
            self.table = {**self.table, body.move: evolve(self.table[body.move], free=FreeMove(body.action))}
        self._argue(body.move, claim=body.claim)

    def give_reason(self, event: Event, body: Reasoned) -> None:
        """One reason more."""
        reasons = self.arguments[body.move].reasons if body.move in self.arguments else ()
        self._argue(body.move, reasons=(*reasons, body.reason))

    def weigh_reason(self, event: Event, body: ReasonWeighed) -> None:
        """A reason is found weaker or stronger."""
        self._argue(body.move, reasons=_reweighed(self.arguments[body.move].reasons, body.number, body.strength))

    def choose_method(self, event: Event, body: MethodChosen) -> None:
        """Another method for one ruling."""
        self._argue(body.move, method=body.method)

    def judge(self, event: Event, body: Judged) -> None:
        """What the umpire was asked."""
        said: dict[str, Any] = {
            "rating": body.rating,
            "leverage": body.leverage,
            "decided": body.decided,
            "opposes": body.opposes,
            "counters": body.counters,
        }
        told = {name: value for name, value in said.items() if value is not None}
        if body.chance is not None:
            told |= {"chance": body.chance, "because": body.because}
        self._argue(body.move, **told)
        if body.opposes == "":
            for move, argument in self.arguments.items():
                if argument.opposes == body.move:
                    self._argue(move, opposes="")
        self._answers_first()

    def cast_ballot(self, event: Event, body: BallotCast) -> None:
        """A sealed vote; a later one of the same seat takes its place."""
        argument = self.argument(body.move)
        if body.chance is not None:
            self._argue(body.move, ballots={**argument.ballots, body.seat: body.chance})
        if body.token is not None:
            self._argue(body.move, tokens={**argument.tokens, body.seat: body.token})

    def show_votes(self, event: Event, body: VotesShown) -> None:
        """Votes lie open."""
        if body.chances:
            self._argue(body.move, shown=body.chances, ballots={})
        if body.tokens:
            self._argue(body.move, bag=body.tokens, tokens={})

    def take_back(self, event: Event, body: TakenBack) -> None:
        """As if it had not been handed in, or not been said."""
        self.taken_back += 1
        if body.reason is None:
            self.moves = {seat: card for seat, card in self.moves.items() if seat != body.seat}
            self.free = {seat: free for seat, free in self.free.items() if seat != body.seat}
        else:
            reasons = self.arguments[body.move].reasons
            self._argue(body.move, reasons=tuple(each for each in reasons if each.number != body.reason))

    def give_word(self, event: Event, body: WordGiven) -> None:
        """One word more for the dice."""
        self.words = {**self.words, body.seat: body.word}


def _reweighed(reasons: tuple[Reason, ...], number: int, strength: Strength | None) -> tuple[Reason, ...]:
    return tuple(evolve(each, strength=strength) if each.number == number else each for each in reasons)
