"""The guide for deck authors tells the truth: its examples are decks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wargame.deck import read_text, shipped_decks
from wargame.deck.reading.shapes import SHAPES

GUIDE = (Path(__file__).resolve().parents[2] / "decks" / "README.md").read_text(encoding="utf-8")
EXAMPLES = [text for text in re.findall(r"```ya?ml\n(.*?)```", GUIDE, re.S) if text.startswith("# deck")]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_guide_is_a_deck_without_problems(example: str) -> None:
    assert [str(problem) for problem in read_text(example).problems] == []


def test_the_guide_has_examples_and_explains_every_key() -> None:
    assert len(EXAMPLES) >= 2
    keys = {key.name for shape in SHAPES.values() for key in shape.keys}
    missing = [key for key in keys if f"`{key}`" not in GUIDE and not key.endswith("_do")]
    assert missing == []


def test_every_fact_that_a_shipped_deck_holds_is_cited_and_each_card_has_sources_pros_and_cons() -> None:
    from wargame.deck import load

    for path in shipped_decks().values():
        deck = load(path)
        places = (
            *deck.cards.values(),
            *deck.injects.values(),
            *deck.tracks.values(),
            *deck.seats.values(),
            *deck.upkeep,
        )
        cited = {fact for place in places for fact in place.sources}
        assert set(deck.facts) <= cited
        for card in deck.cards.values():
            assert card.sources, card.id
            assert card.systems, card.id
            assert card.modifiers, card.id
            assert len(card.pros) >= 2, card.id
            assert len(card.cons) >= 2, card.id
            assert len({outcome.text for outcome in card.outcomes.values()}) == 5, card.id
