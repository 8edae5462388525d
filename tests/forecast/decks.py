"""Small decks that are wrong in one way each, so that what is said about them can be read against them."""

from __future__ import annotations

from textwrap import dedent

from attrs import evolve

from tests.support import SMALL
from wargame.deck import Deck, load_text

#: One seat that may always wait, one track that moves, and an ending that can come out two ways.
_ROOMY = """\
format: 1
id: tiny
title: Tiny
seats:
  one: {title: One, glyph: "▲", public: P., private: Q.}
tracks:
  heat: {title: Heat, max: 100, start: 50}
  stone: {title: Stone, max: 3, START}
turns: [{title: Day}, {title: Night}]
cards:
  A-1: {title: Stoke, seat: one, text: T., chance: 50, uses: any, success: Y., success_do: heat +1}
"""
_ENDING = """\
answers:
  warm:
    question: Is it warm?
    states:
      warm: {if: heat > 50, title: Warm, text: It is.}
      cold: {title: Cold, text: It is not.}
"""


def tiny(*, cards: str = "", injects: str = "", ending: str = _ENDING, stone: str = "start: 1") -> Deck:
    """A deck with more cards and injects, each a line or several of YAML, with another ending or another stone."""
    parts = [_ROOMY.replace("START", stone), _below(cards)]
    if injects:
        parts += ["injects:\n", _below(injects)]
    return load_text("".join([*parts, dedent(ending)]))


def _below(lines: str) -> str:
    return "".join(f"  {line}\n" for line in dedent(lines).splitlines())


def dead_end() -> Deck:
    """The small deck, in which South may do each thing once: in the second turn it has none that it may do."""
    text = SMALL
    for card in ("S-2", "S-3"):
        start = text.index(f"  {card}:")
        end = text.index("  S-3:" if card == "S-2" else "injects:", start)
        text = text[:start] + text[end:]
    return load_text(text.replace("secret: true, uses: any", "secret: true"))


def broken() -> Deck:
    """A deck that no loader would accept: the triumph of one card moves a track that there is none of."""
    deck = tiny(cards="A-2: {title: Cool, seat: one, text: T., chance: 50, uses: any, success: Y.}")
    card = deck.cards["A-2"]
    effect = evolve(deck.cards["A-1"].outcomes["success"].effects[0], track="nowhere")
    outcomes = {**card.outcomes, "triumph": evolve(card.outcomes["triumph"], effects=(effect,))}
    return evolve(deck, id="broken", cards={**deck.cards, "A-2": evolve(card, outcomes=outcomes)})
