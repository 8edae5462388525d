"""A move as the umpire weighs it: numbers alone, whoever argued them."""

from __future__ import annotations

from attrs import field, frozen

from wargame.deck import Arguments, Band, Deck, Limits, Shares
from wargame.rules import Argument, Leverage, Odds, Rating, Token


@frozen
class Case:
    """What methods need. What nobody has been asked yet, or may not be known here, is None or empty.

    `chance` is the card's own in per cent, with its modifiers, or the one that the umpire has set; `pros` and `cons`
    are the points that the accepted reasons weigh. `ballots` are chances in per cent, one a voter. `against` is the
    chance of the other side where two moves oppose each other. `decided` is the band that people have agreed on.
    """

    chance: int | None
    pros: tuple[int, ...] = ()
    cons: tuple[int, ...] = ()
    strength: Rating | None = None
    leverage: Leverage | None = None
    tokens: tuple[Token, ...] = ()
    ballots: tuple[int, ...] = ()
    decided: Band | None = None
    against: int | None = None
    shares: Shares = field(factory=Shares)
    limits: Limits = field(factory=Limits)
    arguments: Arguments = field(factory=Arguments)

    @property
    def net(self) -> int:
        """Reasons for less reasons against, of those that count and weigh anything."""
        return len(self.counted(self.pros)) - len(self.counted(self.cons))

    @property
    def argued(self) -> int | None:
        """The chance in per cent once the reasons are weighed, within the deck's limits."""
        if self.chance is None:
            return None
        most = self.arguments.limit
        chance = self.chance + max(-most, min(most, self.points))
        return max(self.limits.lowest, min(self.limits.highest, chance))

    @property
    def points(self) -> int:
        """What the reasons for weigh less those against, in points of per cent, before the deck's limit to it."""
        return sum(self.counted(self.pros)) - sum(self.counted(self.cons))

    def counted(self, points: tuple[int, ...]) -> list[int]:
        """Of what the reasons of one side weigh, what counts: the heaviest, as many as the deck lets count."""
        return [each for each in sorted(points, reverse=True)[: self.arguments.most] if each > 0]


def case_of(deck: Deck, odds: Odds | None, argument: Argument, against: int | None = None) -> Case:
    """The case that a move's odds and its argument make. Odds that are not complete say no chance."""
    weights = deck.arguments
    points = {
        side: tuple(weights.weight(each.strength) for each in argument.side(side) if each.strength is not None)
        for side in ("for", "against")
    }
    return Case(
        odds.chance if odds is not None and odds.complete else None,
        points["for"],
        points["against"],
        argument.rating,
        argument.leverage,
        argument.bag,
        argument.shown,
        argument.decided,
        against,
        deck.shares,
        deck.limits,
        weights,
    )
