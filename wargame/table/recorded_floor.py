"""Checks of what was said of moves, and of words for the dice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wargame.rules import (
    PERSON,
    PRACTICE,
    TOKENS,
    BallotCast,
    Event,
    FloorTaken,
    Judged,
    Reasoned,
    ReasonWeighed,
    TakenBack,
    VotesShown,
    WordGiven,
)
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
        if reason.cites and not self._stands(reason.cites):
            yield f"a reason rests on `{reason.cites}`, which does not stand"

    def weighed(self, each: Event, body: ReasonWeighed) -> Iterator[str]:
        """One that was given."""
        yield from self.about(each, body)
        if all(given.number != body.number for given in self._fold.state().argument(body.move).reasons):
            yield f"no reason {body.number} was given that could be weighed"

    def judged(self, each: Event, body: Judged) -> Iterator[str]:
        """A chance from 0 to 100; against another seat's move that waits, and against what stands."""
        yield from self.about(each, body)
        if body.chance is not None and not _chances([body.chance]):
            yield "odds are set that are no chance from 0 to 100"
        other, table = body.opposes, self._fold.table
        if other and (other not in self._fold.pending or table[other].seat == table[body.move].seat):
            yield f"the move `{body.move}` is set against `{other}`, which is no move of another seat that waits"
        if body.counters and not self._stands(body.counters):
            yield f"the move `{body.move}` is set against `{body.counters}`, which does not stand"

    def _stands(self, name: str) -> bool:
        return any(fact.id == name and not fact.countered_by for fact in self._fold.facts)

    def cast(self, each: Event, body: BallotCast) -> Iterator[str]:
        """A sealed vote is its seat's own: a chance or tokens, on a move that is argued and waits."""
        if body.move not in self._fold.pending:
            yield f"a vote is cast on the move `{body.move}`, which waits for no ruling"
        if body.move not in self._fold.floors:
            yield f"a vote is cast on the move `{body.move}`, which has no floor"
        if (each.actor, each.audience) != (body.seat, body.seat):
            yield "a sealed vote is not marked as its seat's own"
        if body.seat not in self._deck.seats:
            yield f"a vote is cast by `{body.seat}`, which is no seat of the deck"
        if (body.chance is None) == (body.token is None) or not _chances([body.chance or 0]):
            yield "a vote is cast that is neither a chance from 0 to 100 nor tokens"

    def last_cast(self, body: BallotCast) -> None:
        """Once all people's seats have voted, the votes of that kind open, in an order that tells nothing."""
        said, players = self._fold.arguments[body.move], self._fold.players
        people = {seat for seat, player in players.items() if player == PERSON}
        if body.chance is not None and people <= set(said.ballots):
            self._opening = VotesShown(body.move, tuple(sorted(said.ballots.values())))
        elif body.token is not None and people <= set(said.tokens):
            self._opening = VotesShown(body.move, (), tuple(sorted(said.tokens.values(), key=TOKENS.index)))

    def awaited(self, each: Event) -> Iterator[str]:
        """What opens by itself after the last vote, and nothing before that."""
        due, self._opening = self._opening, None
        if due is not None and each.body != due:
            yield "the last vote was cast, and what opens then is not what was cast"
        by_itself = isinstance(each.body, VotesShown) and each.seq - 1 not in self._ends
        if due is None and by_itself and isinstance(self._fold.recent[-1].body, BallotCast):
            yield "votes open by themselves before all were cast"

    def shown(self, each: Event, body: VotesShown) -> Iterator[str]:
        """Votes of a move that is argued, in an order that tells nothing of whose they are."""
        yield from self.about(each, body)
        yield from self._floored(body.move)
        if not _chances(body.chances):
            yield "a vote is shown that is no chance from 0 to 100"
        if list(body.chances) != sorted(body.chances) or list(body.tokens) != sorted(body.tokens, key=TOKENS.index):
            yield "votes are shown in an order that may tell whose they are"

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


def _chances(votes: Iterable[int]) -> bool:
    return all(0 <= vote <= 100 for vote in votes)
