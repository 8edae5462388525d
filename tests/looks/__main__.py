"""Measure every card of the shipped decks in Chromium: none may be taller or wider than its place.

`python -m tests.looks [DECK…]` prints a line for each deck and size of paper. It ends with 1 where a card does not fit.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.looks.cards import measured
from wargame.deck import find_deck, load, shipped_decks
from wargame.paper import PAPERS, deck_sheets


def main(names: list[str]) -> int:
    """Measure these decks, or all that ship; the exit code."""
    wrong = 0
    for name in names or shipped_decks():
        for paper in PAPERS:
            with tempfile.TemporaryDirectory() as folder:
                cards = measured(Path(folder), deck_sheets(load(find_deck(name)), paper=paper))
            bad = [card for card in cards if not card.fits]
            wrong += len(bad)
            free = sorted(card.free for card in cards)
            print(
                f"{name}, {paper}: {len(cards)} cards, {len(bad)} do not fit; "
                f"free on a card: {free[0]:.1f} to {free[-1]:.1f} mm, half of them under {free[len(free) // 2]:.1f} mm"
            )
            for card in bad:
                print(f"  {card}")
    return 1 if wrong else 0


raise SystemExit(main(sys.argv[1:]))
