"""Intelligence: what agencies report of a question whose answer is hidden."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import Node

Confidence = Literal["low", "moderate", "high"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

#: Reports that are right this often, in per cent, are given with moderate and with high confidence.
_MODERATE, _HIGH = 65, 80
#: An agency that is wrong more often than right would be right if one read it the other way round.
LEAST_RIGHT, MOST_RIGHT = 50, 100


@frozen
class Agency:
    """Who reports. `right`: how many of a hundred of its reports read the truth as it is.

    `yes` and `no` are the likelihoods, in per cent, that it writes where it reads that a thing is so, and that it is
    not. `confidence` is what it says of its own sources, apart from any likelihood; where the deck is silent, it
    follows from `right` as far as its readers could work that out themselves, so that it gives nothing away.
    """

    id: str
    title: str
    right: Node
    yes: int
    no: int
    confidence: Confidence | None = None

    def sure(self, right: int) -> Confidence:
        """Its confidence, where its readers would take a report of it to be right so often, in per cent."""
        if self.confidence is not None:
            return self.confidence
        return "low" if right < _MODERATE else "moderate" if right < _HIGH else "high"


@frozen
class Estimate:
    """A question that the agencies report on when a turn from `first` to `last` opens, to `audience`.

    `truth` is the answer, which may read anything; what of it comes true is kept for the debrief.
    """

    id: str
    question: str
    truth: Condition
    audience: str
    first: int
    last: int
    agencies: tuple[Agency, ...]
    sources: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
