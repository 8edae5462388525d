"""The fairness ledger: what each seat was given by the umpire, so that he and the room can see whether it was even.

Counted over the whole log, also what a rewind has taken back: it was given all the same. The practice turn counts for
nothing here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import define, field, frozen

from wargame.deck import BANDS, SUCCESSES, Band, Deck
from wargame.rules import (
    PRACTICE,
    Event,
    FloorTaken,
    GameOpened,
    Overridden,
    Overtaken,
    PracticeEnded,
    Reason,
    Rewound,
    Ruled,
    fold,
)
from wargame.umpire import Chances


@frozen
class Fairness:
    """What one seat was given.

    `odds` is the mean chance of success of its moves before any die fell, in per cent; None where none was ruled.
    `pros` and `cons` count the accepted reasons for and against its own moves, whoever gave them. `given` and
    `accepted` count its reasons for and against any move: those that it gave, and those of them that the umpire
    accepted. `raised` and `lowered` count overrides that were better or worse for its move than the dice, or that set
    its outcome without any; `altered` those that left the band and changed what it did. `floor` is how long its moves
    had the floor, in seconds, and `floors` how often.
    """

    rulings: int = 0
    odds: int | None = None
    pros: int = 0
    cons: int = 0
    given: int = 0
    accepted: int = 0
    raised: int = 0
    lowered: int = 0
    altered: int = 0
    floors: int = 0
    floor: int = 0


@define
class _Tally:
    chances: list[Fraction] = field(factory=list)
    rulings: int = 0
    pros: int = 0
    cons: int = 0
    given: int = 0
    accepted: int = 0
    raised: int = 0
    lowered: int = 0
    altered: int = 0
    floors: int = 0
    milliseconds: int = 0

    def result(self) -> Fairness:
        mean = sum(self.chances, Fraction(0)) / len(self.chances) if self.chances else None
        return Fairness(
            self.rulings,
            None if mean is None else int(mean * 100 + Fraction(1, 2)),
            self.pros,
            self.cons,
            self.given,
            self.accepted,
            self.raised,
            self.lowered,
            self.altered,
            self.floors,
            round(self.milliseconds / 1000),
        )


def ledger(deck: Deck, events: Iterable[Event]) -> Mapping[str, Fairness]:
    """What each seat was given, in the deck's order."""
    tallies = {seat: _Tally() for seat in deck.seats}
    floors: dict[str, int] = {}
    log: list[Event] = []
    practising = False
    for event in events:
        body = event.body
        log.append(event)
        if isinstance(body, GameOpened | PracticeEnded | Rewound):
            practising = _practising(body)
        if isinstance(body, Rewound):
            for move, since in floors.items():
                tallies[_seat(move)].milliseconds += max(0, event.at - since)
            again = fold(log)
            still = () if practising else (move for move in again.floors if move in again.pending)
            floors = dict.fromkeys(still, event.at)
        if practising:
            continue
        if isinstance(body, FloorTaken):
            floors[body.move] = event.at
            tallies[_seat(body.move)].floors += 1
        elif isinstance(body, Ruled):
            _ruled(tallies, body)
        elif isinstance(body, Overridden):
            _override(tallies[_seat(body.move)], body.was, body.band)
        if isinstance(body, Ruled | Overtaken) and body.move in floors:
            tallies[body.seat].milliseconds += max(0, event.at - floors.pop(body.move))
    return {seat: tally.result() for seat, tally in tallies.items()}


def _practising(body: GameOpened | PracticeEnded | Rewound) -> bool:
    """Whether the practice turn is played from here on."""
    if isinstance(body, Rewound):
        return body.turn == PRACTICE
    return isinstance(body, GameOpened) and body.practice


def _seat(move: str) -> str:
    return move.partition(".")[0]


def _ruled(tallies: Mapping[str, _Tally], body: Ruled) -> None:
    tally = tallies[body.seat]
    tally.rulings += 1
    if body.bands:
        tally.chances.append(Chances(body.bands, body.of).success)
    if body.override is not None:
        if body.band in SUCCESSES:
            tally.raised += 1
        else:
            tally.lowered += 1
    reasons: tuple[Reason, ...] = body.argument.reasons if body.argument is not None else ()
    for reason in reasons:
        if reason.strength is not None:
            tally.pros += reason.side == "for"
            tally.cons += reason.side == "against"
        if reason.seat in tallies:
            tallies[reason.seat].given += 1
            tallies[reason.seat].accepted += reason.strength is not None


def _override(tally: _Tally, was: Band, now: Band) -> None:
    if BANDS.index(now) < BANDS.index(was):
        tally.raised += 1
    elif BANDS.index(now) > BANDS.index(was):
        tally.lowered += 1
    else:
        tally.altered += 1
