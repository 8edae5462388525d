"""Plays any card that may be played, each with the same chance."""

from __future__ import annotations

from typing import ClassVar

from wargame.bots.player import Draw
from wargame.rules import Pass, Play, View


class RandomBot:
    """Legal, and nothing more: what a newcomer's first game and a deck's first check need."""

    id: ClassVar[str] = "random"

    def choose(self, view: View, draw: Draw) -> Play | Pass:
        """One of the playable cards of the hand; a pass only where there is none."""
        playable = [card for card in view.hand if card.playable]
        if not playable:
            return Pass(view.viewer, "no card could be played")
        card = playable[draw(len(playable))]
        return Play(view.viewer, card.id, f"drawn from {len(playable)} playable cards")
