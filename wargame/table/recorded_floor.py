"""Checks of what was said of moves, and of words for the dice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wargame.rules import (
    BallotCast,
    Event,
    FloorTaken,
    Reasoned,
    ReasonWeighed,
    TakenBack,
    WordGiven,
)
from wargame.table.course import PRACTICE
from wargame.table.recorded_base import Checks


class FloorChecks(Checks):
    """Whether what was said could be said, by whom it was said."""

    def about(self, each: Event, body: Any) -> Iterator[str]:
        """What is said of a move: one that waits for its ruling, to whom may hear of it."""
        if body.move not in self._fold.pending:
            yield f"something is said of the move `{body.move}`, which waits for no ruling"
        else:
            yield from self._heard(each, self._fold.table[body.move])

    def floor_taken(self, each: Event, body: FloorTaken) -> Iterator[str]:
        """A move gets the floor once."""
        yield from self.about(each, body)
        if body.move in self._fold.floors:
            yield f"the move `{body.move}` has the floor already"
        if body.seat and body.seat not in self._deck.seats:
            yield f"the floor is taken by `{body.seat}`, which is no seat of the deck"

    def reasoned(self, each: Event, body: Reasoned) -> Iterator[str]:
        """A reason with a number of its own, on a move that is argued, that rests on nothing but what stands."""
        yield from self.about(each, body)
        yield from self._floored(body.move)
        reason, state = body.reason, self._fold.state()
        if any(given.number == reason.number for given in state.argument(body.move).reasons):
            yield "a reason is given under the number of another"
        if reason.seat and reason.seat not in self._deck.seats:
            yield f"a reason is given by `{reason.seat}`, which is no seat of the deck"
        if reason.cites and all(fact.id != reason.cites for fact in state.facts):
            yield f"a reason rests on `{reason.cites}`, which does not stand"

    def weighed(self, each: Event, body: ReasonWeighed) -> Iterator[str]:
        """One that was given."""
        yield from self.about(each, body)
        if all(given.number != body.number for given in self._fold.state().argument(body.move).reasons):
            yield f"no reason {body.number} was given that could be weighed"

    def cast(self, each: Event, body: BallotCast) -> Iterator[str]:
        """A sealed vote is its seat's own."""
        if body.move not in self._fold.floors:
            yield f"a vote is cast on the move `{body.move}`, which has no floor"
        if (each.actor, each.audience) != (body.seat, body.seat):
            yield "a sealed vote is not marked as its seat's own"

    def taken_back(self, each: Event, body: TakenBack) -> Iterator[str]:
        """Something that was handed in, or said, and stands."""
        reasons = self._fold.arguments[body.move].reasons if body.move in self._fold.arguments else ()
        if body.reason is None and self._fold.phase != "plan":
            yield f"{body.seat} takes back a move that lies open"
        elif body.reason is None:
            if body.seat not in self._fold.moves:
                yield f"{body.seat} takes back a move that it has not handed in"
        elif body.move not in self._fold.pending or (body.seat, body.reason) not in {
            (reason.seat, reason.number) for reason in reasons
        }:
            yield "a reason is taken back that was not given, or that counts already"

    def word_given(self, each: Event, body: WordGiven) -> Iterator[str]:
        """Before the first move, and once."""
        if self._fold.moves or self._fold.turn > PRACTICE + 1 or body.seat in self._fold.words:
            yield f"the word of {body.seat} comes too late, or is its second one"
