"""Plays a seat the way that a deck describes: cards by weight, promises kept as often as it says."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import ClassVar

from wargame.bots.player import Draw
from wargame.bots.random_bot import RandomBot
from wargame.deck import Policy, Preference, truth
from wargame.rules import Break, CardView, Command, Keep, Pass, Play, View

#: What stands before a policy's id where a log names its bot.
POLICY = "policy."


class PolicyBot(RandomBot):
    """A policy of the deck, as a player. It knows its view and what its deck says of the seat, and no more."""

    id: ClassVar[str] = POLICY

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def choose(self, view: View, draw: Draw) -> Command:
        """A playable card, drawn by weight; a pass where all that could be played weighs nothing."""
        if view.phase == "signal" or (view.phase != "plan" and view.due):
            return super().choose(view, draw)
        playable = [card for card in view.hand if card.playable]
        weights = [self._weight(card, view) for card in playable]
        if not sum(weights):
            return Pass(view.viewer, f"{self.policy.title} would play none of {len(playable)} cards")
        bounds = list(accumulate(weights))
        place = bisect_right(bounds, draw(bounds[-1]))
        return Play(view.viewer, playable[place].id, f"{self.policy.title}: weight {weights[place]} of {bounds[-1]}")

    def _weight(self, card: CardView, view: View) -> int:
        fits = (each for each in self.policy.prefers if each.fits(card.id, card.systems, card.waits))
        return next((each.weight for each in fits if _holds(each, view)), 1)

    def _promised(self, view: View, draw: Draw) -> Command:
        """Kept as often as the policy says; broken where it can't be kept."""
        due = next(each for each in view.promises if each.id == view.due[0])
        keeps = not due.refusals and draw(100) < self.policy.keeps
        return Keep(view.viewer) if keeps else Break(view.viewer)


def _holds(preference: Preference, view: View) -> bool:
    if preference.condition is None:
        return True
    scope = {track.id: track.value for track in view.tracks} | {"turn": view.turn}
    return truth(preference.condition.node, scope)
