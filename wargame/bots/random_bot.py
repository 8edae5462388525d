"""Plays any card that may be played, each with the same chance."""

from __future__ import annotations

from typing import ClassVar

from wargame.bots.player import Draw
from wargame.rules import Break, Command, Keep, Pass, Play, Signal, View


class RandomBot:
    """Legal, and nothing more: what a newcomer's first game and a deck's first check need."""

    id: ClassVar[str] = "random"

    def choose(self, view: View, draw: Draw) -> Command:
        """One of the playable cards of the hand; a pass only where there is none."""
        if view.phase == "signal":
            return self._shown(view, draw)
        if view.phase != "plan" and view.due:
            return self._promised(view, draw)
        playable = [card for card in view.hand if card.playable]
        if not playable:
            return Pass(view.viewer, "no card could be played")
        card = playable[draw(len(playable))]
        return Play(view.viewer, card.id, f"drawn from {len(playable)} playable cards")

    def _shown(self, view: View, draw: Draw) -> Command:
        """As many cards as may be shown, of those that could be played then."""
        cards = [
            card.id for card in view.hand if card.signal and {each.code for each in card.refusals} == {"unsignalled"}
        ]
        while len(cards) > view.signals:
            cards.pop(draw(len(cards)))
        return Signal(view.viewer, tuple(cards))

    def _promised(self, view: View, draw: Draw) -> Command:
        """Kept or broken with the same chance; broken where it can't be kept."""
        due = next(each for each in view.promises if each.id == view.due[0])
        return Break(view.viewer) if due.refusals or draw(2) else Keep(view.viewer)
