"""Methods of adjudication: each turns a case into a chance for each of the five bands before any die falls.

A method is a small class. What its dice mean is said once, in `read`; the chances are the enumeration of all falls, or
what a test holds to be equal to it, so that what is announced and what is thrown can't part. `METHODS` has those of
this program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb, perm
from statistics import median
from typing import ClassVar, Protocol

from attrs import frozen

from wargame.deck import BANDS, SUCCESSES, Band
from wargame.rules import Roll
from wargame.umpire.bands import band_of
from wargame.umpire.case import Case
from wargame.umpire.chances import Chances, enumerated
from wargame.umpire.dice import Dice


class Method(Protocol):
    """How a case becomes an outcome. `id` is what a log remembers it by, `title` what people call it.

    A `variant` is left out where the methods are compared. `by_odds` says that its chances follow from the odds.
    """

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def variant(self) -> bool: ...

    @property
    def by_odds(self) -> bool: ...

    def lacks(self, case: Case) -> str:
        """What has to be asked before this method can say anything; nothing where it can."""

    def chances(self, case: Case) -> Chances:
        """The chance of each band."""

    def sides(self, case: Case) -> tuple[int, ...]:
        """The dice that one throw takes, by their sides; none for a method without."""

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        """The dice that decide, thrown until they do."""

    def read(self, case: Case, values: Sequence[int]) -> Band:
        """What dice that have fallen so mean. Raises ValueError for a fall that these dice do not have."""


_NO_ODDS = "the umpire's odds"


class _Thrown:
    """A method whose dice are thrown once: so many sides each, the first at the address itself."""

    variant: ClassVar[bool] = False
    by_odds: ClassVar[bool] = False

    def lacks(self, case: Case) -> str:
        return ""

    def sides(self, case: Case) -> tuple[int, ...]:
        raise NotImplementedError

    def read(self, case: Case, values: Sequence[int]) -> Band:
        sides = self.sides(case)
        if len(values) != len(sides) or not all(1 <= value <= most for value, most in zip(values, sides, strict=True)):
            raise ValueError(f"{' '.join(map(str, values))} is no fall of {', '.join(f'd{each}' for each in sides)}")
        return self.fall(case, tuple(values))

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        raise NotImplementedError

    def chances(self, case: Case) -> Chances:
        return enumerated(self.sides(case), lambda values: self.fall(case, values))

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        sides = self.sides(case)
        if len(sides) == 1:
            return (dice.roll(address, sides[0]),)
        return tuple(dice.roll(f"{address}/{number}", each) for number, each in enumerate(sides, 1))


class CardOdds(_Thrown):
    """The card's odds, moved by the reasons, on percentile dice: at or under the chance is a success."""

    id: ClassVar[str] = "card"
    title: ClassVar[str] = "card odds on d100"
    by_odds: ClassVar[bool] = True

    def lacks(self, case: Case) -> str:
        return _NO_ODDS if case.argued is None else ""

    def sides(self, case: Case) -> tuple[int, ...]:
        return (100,)

    def chances(self, case: Case) -> Chances:
        return Chances(case.shares.bands(_known(case.argued)), 100)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        return band_of(values[0], case.shares.bands(_known(case.argued)))


def _known(chance: int | None) -> int:
    """A chance that was asked for only after `lacks` had nothing against it."""
    if chance is None:
        raise ValueError(_NO_ODDS)
    return chance


def by_margin(margin: int) -> Band:
    """The band of a total that lies so far above what is needed, or below."""
    if margin >= 5:
        return "triumph"
    if margin >= 2:
        return "success"
    if margin >= 0:
        return "partial"
    return "failure" if margin > -5 else "disaster"


@frozen
class TwoDice(_Thrown):
    """Two dice, and one more for each reason for, one less for each against: 7 or more is a success.

    With `coloured`, a total of exactly 7 without any net reason is decided by the colours: the first die higher is a
    success, the second a failure. With `limits`, 2 always fails and 12 always succeeds. After Price and Mouat.
    """

    coloured: bool = False
    limits: bool = False

    @property
    def id(self) -> str:
        """`2d6`, and what is added to it."""
        return "_".join(["2d6", *["colours"] * self.coloured, *["limits"] * self.limits])

    @property
    def title(self) -> str:
        """The dice, and the options."""
        options = [*["coloured dice break a seven"] * self.coloured, *["2 fails and 12 succeeds"] * self.limits]
        return f"2d6, 7 or more ({' and '.join(options)})" if options else "2d6, 7 or more"

    @property
    def variant(self) -> bool:  # type: ignore[override]
        """Whether any option is on."""
        return self.coloured or self.limits

    def sides(self, case: Case) -> tuple[int, ...]:
        return (6, 6)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        total = sum(values)
        margin = total + case.net - 7
        if self.coloured and case.net == 0 and total == 7:
            return "partial" if values[0] > values[1] else "failure"
        if self.limits and total == 2 and margin >= 0:
            return "failure"
        if self.limits and total == 12 and margin < 0:
            return "partial"
        return by_margin(margin)


class ThreeDice(_Thrown):
    """Three dice, one more or less for each reason: 10 or more is a success."""

    id: ClassVar[str] = "3d6"
    title: ClassVar[str] = "3d6, 10 or more"

    def sides(self, case: Case) -> tuple[int, ...]:
        return (6, 6, 6)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        return by_margin(sum(values) + case.net - 10)


#: What one die must show at least, by how strong the umpire finds the argument. After Evans.
NEEDED = {"absurd": 7, "very_weak": 6, "weak": 5, "average": 4, "strong": 3, "very_strong": 2}


class Strengths(_Thrown):
    """One die against what the umpire's rating asks for: just that is partial, a six triumph, a one disaster."""

    id: ClassVar[str] = "d6"
    title: ClassVar[str] = "one d6 by strength"

    def lacks(self, case: Case) -> str:
        return "" if case.strength else "how strong the argument is"

    def sides(self, case: Case) -> tuple[int, ...]:
        return (6,)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        value, needed = values[0], NEEDED[case.strength or "absurd"]
        if value < needed:
            return "disaster" if value == 1 else "failure"
        return "partial" if value == needed else "triumph" if value == 6 else "success"


class Keep(_Thrown):
    """Two dice of which strong leverage keeps the higher and weak the lower: 6, 4 or 5, 2 or 3, and 1."""

    id: ClassVar[str] = "keep"
    title: ClassVar[str] = "2d6, keep the high or the low"

    def lacks(self, case: Case) -> str:
        return "" if case.leverage else "whether the leverage is strong or weak"

    def sides(self, case: Case) -> tuple[int, ...]:
        return (6, 6)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        kept = max(values) if case.leverage == "strong" else min(values)
        return "triumph" if kept == 6 else "success" if kept >= 4 else "partial" if kept >= 2 else "disaster"


class Tokens(_Thrown):
    """A bag with a token for and one against, and two more from each player; three are drawn and kept out.

    The dice number the tokens that are left in the bag, those for success first.
    """

    id: ClassVar[str] = "tokens"
    title: ClassVar[str] = "tokens in a bag"

    def lacks(self, case: Case) -> str:
        return "" if case.tokens else "two tokens from each player"

    def sides(self, case: Case) -> tuple[int, ...]:
        many = 2 + 2 * len(case.tokens)
        return (many, many - 1, many - 2)

    def chances(self, case: Case) -> Chances:
        """As many falls as draw so many tokens of each kind in any order: all of them are too many to go through."""
        many, good = self.sides(case)[0], _for_success(case)
        falls = {
            band: comb(3, drawn) * perm(good, drawn) * perm(many - good, 3 - drawn) for drawn, band in enumerate(_DRAWN)
        }
        return Chances({band: falls.get(band, 0) for band in BANDS}, perm(many, 3))

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        left, drawn = _for_success(case), 0
        for value in values:
            if value <= left:
                left, drawn = left - 1, drawn + 1
        return _DRAWN[drawn]


#: The band of so many tokens for success among the three that are drawn.
_DRAWN: tuple[Band, ...] = ("disaster", "failure", "success", "triumph")


def _for_success(case: Case) -> int:
    """How many tokens in the bag are for success."""
    return 1 + sum(token.count("S") for token in case.tokens)


def median_of(ballots: Sequence[int]) -> int:
    """The median, in whole per cent; a half is rounded up.

    >>> median_of([32, 50, 68]), median_of([50, 51])
    (50, 51)
    """
    return int(median(ballots) + 0.5)


class Ballot(_Thrown):
    """What each player thinks the chance is, given in private; the median is thrown against on percentile dice."""

    id: ClassVar[str] = "ballot"
    title: ClassVar[str] = "ballot"

    def lacks(self, case: Case) -> str:
        return "" if case.ballots else "what each player thinks the chance is"

    def chance(self, case: Case) -> int:
        """The median of the ballots."""
        return median_of(case.ballots)

    def wide(self, case: Case) -> bool:
        """Whether the voters lie so far apart that they should talk first."""
        return bool(case.ballots) and max(case.ballots) - min(case.ballots) > case.arguments.wide

    def sides(self, case: Case) -> tuple[int, ...]:
        return (100,)

    def chances(self, case: Case) -> Chances:
        return Chances(case.shares.bands(self.chance(case)), 100)

    def fall(self, case: Case, values: tuple[int, ...]) -> Band:
        return band_of(values[0], case.shares.bands(self.chance(case)))


class _Decided:
    """No dice: people say what happens."""

    variant: ClassVar[bool] = False
    by_odds: ClassVar[bool] = False

    def sides(self, case: Case) -> tuple[int, ...]:
        return ()

    def chances(self, case: Case) -> Chances:
        return Chances.counted([self.read(case, ())])

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        return ()

    def read(self, case: Case, values: Sequence[int]) -> Band:
        if values or case.decided is None:
            raise ValueError("no dice decide this")
        return case.decided


class Consensus(_Decided):
    """Everybody agrees on what happens."""

    id: ClassVar[str] = "consensus"
    title: ClassVar[str] = "consensus"

    def lacks(self, case: Case) -> str:
        return "" if case.decided else "what everybody agrees on"


class Decision(_Decided):
    """The umpire says what happens."""

    id: ClassVar[str] = "umpire"
    title: ClassVar[str] = "umpire's decision"

    def lacks(self, case: Case) -> str:
        return "" if case.decided else "what the umpire decides"


class Opposed:
    """Two moves against each other: both throw percentile dice until exactly one of them succeeds."""

    id: ClassVar[str] = "opposed"
    title: ClassVar[str] = "opposed moves"

    variant: ClassVar[bool] = True
    by_odds: ClassVar[bool] = True

    def lacks(self, case: Case) -> str:
        if case.argued is None:
            return _NO_ODDS
        if case.against is None:
            return "the chance of the other side"
        return "" if 0 < case.argued + case.against < 200 else "odds that let one side win"

    def sides(self, case: Case) -> tuple[int, ...]:
        return (100, 100)

    def _ours(self, case: Case) -> dict[Band, int]:
        return case.shares.bands(_known(case.argued))

    def chances(self, case: Case) -> Chances:
        """p(1 - q) in p(1 - q) + q(1 - p); within that, as our own die shares successes and failures out."""
        other = _known(case.against)
        ours = self._ours(case)
        ends = {band: ours[band] * (100 - other if band in SUCCESSES else other) for band in BANDS}
        return Chances(ends, sum(ends.values()))

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        """Pairs of throws, ours first, up to the one in which exactly one succeeds."""
        rolls: list[Roll] = []
        while True:
            number = len(rolls) // 2 + 1
            pair = (dice.roll(f"{address}/{number}/ours"), dice.roll(f"{address}/{number}/theirs"))
            rolls += pair
            if self._decides(case, pair[0].value, pair[1].value):
                return tuple(rolls)

    def _decides(self, case: Case, ours: int, theirs: int) -> bool:
        return (ours <= _known(case.argued)) != (theirs <= _known(case.against))

    def read(self, case: Case, values: Sequence[int]) -> Band:
        if not values or len(values) % 2:
            raise ValueError("percentile dice are thrown in pairs, ours first")
        pairs = list(zip(values[::2], values[1::2], strict=True))
        fell = all(1 <= value <= 100 for value in values)
        if not fell or [self._decides(case, *pair) for pair in pairs] != [False] * (len(pairs) - 1) + [True]:
            raise ValueError("percentile dice are thrown in pairs until exactly one side succeeds, and no further")
        return band_of(pairs[-1][0], self._ours(case))


#: Every method of this program, by id, in the order in which they are offered.
METHODS: Mapping[str, Method] = {
    each.id: each
    for each in (
        CardOdds(),
        TwoDice(),
        TwoDice(coloured=True),
        TwoDice(limits=True),
        TwoDice(coloured=True, limits=True),
        ThreeDice(),
        Strengths(),
        Keep(),
        Tokens(),
        Ballot(),
        Consensus(),
        Decision(),
        Opposed(),
    )
}
