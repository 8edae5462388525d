"""What seats have promised: commitments before all, which cards make, and deals between two of them, which slips do."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

#: open: it waits for its condition; due: that holds, and the seat has to answer; then it was kept or broken.
PromiseState = Literal["open", "due", "kept", "broken"]
#: offered, and not answered; then agreed or refused; what was agreed was kept or broken in the end.
DealState = Literal["offered", "agreed", "refused", "kept", "broken"]


@frozen
class Promise:
    """A commitment: `card` has made it in `turn`, and it is answered by playing the card `then`.

    `id` names it for good: the turn and the move that it came of.
    """

    id: str
    seat: str
    card: str
    then: str
    turn: int
    state: PromiseState = "open"


@frozen
class Deal:
    """A deal as it stands on a slip: what `seat` gives and gets, of which other, and by which turn.

    `audience` says who knows of it: everybody, or the two. `id` counts those of the same two in the same secrecy, so
    that it tells nobody of any other.
    """

    id: str
    seat: str
    other: str
    give: str
    get: str
    due: int
    audience: str
    state: DealState = "offered"
