"""What a deck is, once it is read: values without behaviour, each section of the file one class.

All values are frozen. Chances are per cent, 0 to 100. Amounts of a track are whole numbers in the track's own unit.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from wargame.deck.audience import ALL
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import Node
from wargame.deck.pace import Pace
from wargame.deck.reports import Estimate
from wargame.deck.seminar import Policy, Poll, Question, Target

FORMAT = 2

Band = Literal["triumph", "success", "partial", "failure", "disaster"]
BANDS: tuple[Band, ...] = ("triumph", "success", "partial", "failure", "disaster")
#: The bands that count as success.
SUCCESSES: tuple[Band, ...] = BANDS[:3]


@frozen
class Source:
    """A document that facts come from."""

    id: str
    title: str
    by: str = ""
    date: str = ""
    stance: str = ""


@frozen
class Fact:
    """Something that a document reports, in the deck's words; `source` is the document's id."""

    id: str
    source: str
    text: str


@frozen
class Level:
    """A named stretch of a track: from `start` up to the next level's start."""

    id: str
    title: str
    start: int


@frozen
class Draw:
    """A value that a track may start at, and its weight among the others."""

    value: int
    weight: int


@frozen
class Track:
    """A quantity on the board, between `minimum` and `maximum`, both included.

    `steps` says that each value is a level of its own. A derived track has a formula and is never set. `audience` says
    who sees it; to others it does not exist. Where `draws` are given, one of them is drawn when the table is laid, and
    `start` is the first of them.
    """

    id: str
    title: str
    about: str
    minimum: int
    maximum: int
    start: int
    unit: str = ""
    levels: tuple[Level, ...] = ()
    audience: str = ALL
    derived: Node | None = None
    sources: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()
    systems: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """The weights of all draws together."""
        return sum(draw.weight for draw in self.draws)

    def drawn(self, roll: int) -> int:
        """The start that a roll from 1 to `weight` draws. Raises ValueError for a roll beyond it."""
        for draw in self.draws:
            roll -= draw.weight
            if roll <= 0:
                return draw.value
        raise ValueError(f"a roll lies {roll} beyond the draws of {self.id}")

    @property
    def steps(self) -> bool:
        """Whether each value from lowest to highest is a level of its own."""
        return len(self.levels) == self.maximum - self.minimum + 1

    def level(self, value: int) -> Level | None:
        """The level that `value` lies in, or None when the track has none there."""
        place = bisect_right([level.start for level in self.levels], value) - 1
        return self.levels[place] if place >= 0 else None

    def clamp(self, value: int) -> int:
        """`value`, held between the track's bounds."""
        return max(self.minimum, min(self.maximum, value))


@frozen
class Effect:
    """One change of one track: `+` and `-` move it by an amount, `=` sets it."""

    track: str
    sign: Literal["+", "-", "="]
    amount: Node


@frozen
class Cost:
    """What playing a card takes from a track that its seat sees."""

    track: str
    amount: int


@frozen
class Modifier:
    """A change of a card's chance, in points of per cent, where a condition holds.

    A hidden modifier reads a track that the card's own seat does not see.
    """

    condition: Condition
    points: int
    because: str
    hidden: bool = False
    sources: tuple[str, ...] = ()


@frozen
class Outcome:
    """What one band of a card says and does."""

    text: str
    effects: tuple[Effect, ...] = ()


@frozen
class Commitment:
    """A promise before all: when the condition holds, the card `then` is played at no cost, or the promise is broken.

    The condition reads only what everybody sees. `kept` and `broken` are what keeping and breaking do.
    """

    condition: Condition
    then: str
    text: str
    kept: tuple[Effect, ...] = ()
    broken: tuple[Effect, ...] = ()


@frozen
class Card:
    """A move that a seat may pick.

    `uses`: how often in a game, None for any number. `waits`: to play it is to wait, so that the front page counts what
    it gains as what waiting bought. `umpire`: what a person has to decide when it has worked.

    `trigger`: the card is laid out of sight when its time comes, and is ruled once this holds. `project`: so many
    successes are wanted before it does what it says. `protected_by`: a track whose layers a success takes off one by
    one, before another does what the card says. `answers`: the seats and cards to whose moves it may be played out of
    turn, and only so; `sways`: the points by which its success moves the odds of the move that it answers. `signal`:
    it must have been shown in the same turn before it may be played. `commits`: what its success promises. `research`:
    the questions of the deck's research that playing it says something of.
    """

    id: str
    title: str
    seat: str
    text: str
    chance: int
    outcomes: Mapping[Band, Outcome]
    word: str = ""
    needs: Condition | None = None
    cost: tuple[Cost, ...] = ()
    uses: int | None = 1
    secret: bool = False
    sources: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    facilitator: str = ""
    waits: bool = False
    umpire: str = ""
    trigger: Condition | None = None
    project: int = 1
    protected_by: str = ""
    answers: tuple[str, ...] = ()
    sways: int = 0
    signal: bool = False
    commits: Commitment | None = None
    research: tuple[str, ...] = ()


@frozen
class Objective:
    """What a seat wants. Its condition, where there is one, says at the end whether the board agrees."""

    text: str
    condition: Condition | None = None


#: The colours that a seat may have; seats that choose none get them in this order.
COLORS = ("blue", "red", "green", "yellow", "magenta", "cyan")


@frozen
class Seat:
    """A side of the table, played by a team or by a bot."""

    id: str
    title: str
    glyph: str
    color: str
    public: str
    private: str
    objectives: tuple[Objective, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Turn:
    """A turn of the calendar."""

    title: str
    brief: str = ""


@frozen
class Inject:
    """News that may arrive when a turn from `first` to `last` opens: where its condition holds, by its chance.

    `chance`: per cent, None where it is certain. It arrives once in a game, unless `again` says otherwise. One that is
    `by_hand` arrives only when the facilitator gives it, as any other may be given at any time.
    """

    id: str
    title: str
    text: str
    first: int
    last: int
    condition: Condition | None = None
    chance: int | None = None
    again: bool = False
    audience: str = ALL
    effects: tuple[Effect, ...] = ()
    sources: tuple[str, ...] = ()
    by_hand: bool = False
    systems: tuple[str, ...] = ()
    research: tuple[str, ...] = ()


@frozen
class Upkeep:
    """What happens by itself at each close of a turn."""

    id: str
    title: str
    effects: tuple[Effect, ...]
    because: str = ""
    condition: Condition | None = None
    sources: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()


@frozen
class EarlyEnd:
    """A condition that ends the game before its calendar does, looked at after each upkeep."""

    id: str
    title: str
    text: str
    condition: Condition


@frozen
class AnswerState:
    """One of the states that an answer may be in; without a condition it is what remains.

    `good` are the seats that would call it a good one.
    """

    id: str
    title: str
    text: str
    condition: Condition | None = None
    good: tuple[str, ...] = ()


@frozen
class Answer:
    """A question that the ending answers by the first state whose condition holds."""

    id: str
    question: str
    states: tuple[AnswerState, ...]


@frozen
class Shares:
    """How a success and a failure are shared into bands, in per cent; each adds up to 100."""

    success: tuple[int, int, int] = (20, 50, 30)
    failure: tuple[int, int] = (75, 25)

    def bands(self, chance: int) -> dict[Band, int]:
        """The chance of each band in whole per cent, 100 in all, for a `chance` of success in per cent.

        What rounding leaves goes to the largest fractions first.

        >>> Shares().bands(60)
        {'triumph': 12, 'success': 30, 'partial': 18, 'failure': 30, 'disaster': 10}
        """
        parts = (*_split(chance, self.success), *_split(100 - chance, self.failure))
        return dict(zip(BANDS, parts, strict=True))


def _split(whole: int, shares: tuple[int, ...]) -> list[int]:
    parts = [whole * share // 100 for share in shares]
    rests = sorted(range(len(shares)), key=lambda place: -(whole * shares[place] % 100))
    for place in rests[: whole - sum(parts)]:
        parts[place] += 1
    return parts


#: The methods of adjudication that every table knows; one of another package has a dot in its name.
METHODS = (
    *("card", "2d6", "2d6_colours", "2d6_limits", "2d6_colours_limits", "3d6", "d6"),
    *("keep", "tokens", "ballot", "consensus", "umpire"),
)

#: What a reason may be worth, and how often one may be given.
Strength = Literal["weak", "solid", "strong"]
Reuse = Literal["reusable", "once_per_team", "once_per_game"]
STRENGTHS: tuple[Strength, ...] = ("weak", "solid", "strong")
REUSES: tuple[Reuse, ...] = ("reusable", "once_per_team", "once_per_game")


@frozen
class Arguments:
    """How moves are argued and ruled where nobody says otherwise.

    `method`: the id of the method of adjudication. `tokens`: how often a seat may take the floor in a game. `weights`:
    what a weak, a solid and a strong reason weigh, in points of per cent; `most` reasons count on either side, and all
    of them together move the odds by `limit` points at most. `wide`: ballots further apart than this, in points, are
    talked about before any die falls. `free`: whether teams may write moves of their own.
    """

    method: str = "card"
    reasons: Reuse = "reusable"
    tokens: int = 2
    weights: tuple[int, int, int] = (0, 5, 10)
    most: int = 3
    limit: int = 20
    wide: int = 40
    free: bool = True

    def weight(self, strength: Strength) -> int:
        """What a reason of this strength weighs, in points of per cent."""
        return self.weights[STRENGTHS.index(strength)]


@frozen
class Limits:
    """The lowest and highest chance that odds may reach, in per cent."""

    lowest: int = 5
    highest: int = 95


#: Midpoints of the seven likelihood ranges of Intelligence Community Directive 203.
ICD_203 = {
    "almost_no_chance": 3,
    "very_unlikely": 12,
    "unlikely": 32,
    "even": 50,
    "likely": 68,
    "very_likely": 88,
    "almost_certain": 97,
}


@frozen
class Precedent:
    """Something that stands before play begins, and may be cited for moves, or against them."""

    seat: str
    side: Literal["for", "against"]
    text: str


@frozen
class Deck:
    """All that a facilitator wrote. `text` is the resolved deck as one document, which a save keeps.

    `signals`: how many cards a seat may show before it plays one that wants it. `own_precedents`: how many precedents a
    seat may set before play, beside those of the deck. `research`: what the game is to say something of, by id.
    `targets`: how often bots should bring about what. `tutorial`: what is said when a screen is first shown, by its
    name.
    """

    id: str
    title: str
    version: str
    language: str
    minutes: int
    summary: str
    guide: str
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    systems: Mapping[str, str]
    scale: Mapping[str, int]
    limits: Limits
    shares: Shares
    seats: Mapping[str, Seat]
    tracks: Mapping[str, Track]
    ladders: tuple[str, ...]
    turns: tuple[Turn, ...]
    cards: Mapping[str, Card]
    injects: Mapping[str, Inject]
    upkeep: tuple[Upkeep, ...]
    ends: tuple[EarlyEnd, ...]
    answers: tuple[Answer, ...]
    reveals: tuple[str, ...]
    pace: Pace
    arguments: Arguments = field(factory=Arguments)
    signals: int = 3
    own_precedents: int = 0
    precedents: tuple[Precedent, ...] = ()
    estimates: Mapping[str, Estimate] = field(factory=dict)
    research: Mapping[str, str] = field(factory=dict)
    debrief: tuple[Question, ...] = ()
    poll: Mapping[str, Poll] = field(factory=dict)
    targets: tuple[Target, ...] = ()
    policies: Mapping[str, Policy] = field(factory=dict)
    tutorial: Mapping[str, str] = field(factory=dict)
    text: str = field(default="", eq=False, repr=False)

    @property
    def hash(self) -> str:
        """SHA-256 of the resolved text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def signallers(self) -> tuple[str, ...]:
        """The seats with cards that want to be shown before they are played, in the deck's order."""
        return tuple(seat for seat in self.seats if any(card.signal for card in self.hand(seat)))

    def hand(self, seat: str) -> tuple[Card, ...]:
        """All cards of a seat, in the deck's order."""
        return tuple(card for card in self.cards.values() if card.seat == seat)
