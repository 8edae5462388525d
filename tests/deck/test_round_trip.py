"""A deck that is written as YAML, or as tables, reads back as the same deck."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.deck.decks import ODD, decks, texts
from tests.deck.test_guide import EXAMPLES
from tests.support import GROWN, RICH, SMALL
from wargame.deck import Deck, find_deck, load, load_text, read_text, shipped_decks
from wargame.deck.reading.fields import Report
from wargame.deck.reading.loading import read_root
from wargame.deck.reading.parsing import parse
from wargame.deck.reading.tree import Mapping, dump
from wargame.deck.tables.sections import tables_of, tree_of
from wargame.deck.writing.as_tree import as_tree
from wargame.deck.writing.yaml_text import yaml_text

#: A deck has so many parts that making a smaller one of it takes minutes, and its problems name the place anyway.
LAW = settings(
    deadline=None, suppress_health_check=list(HealthCheck), max_examples=12, phases=[Phase.reuse, Phase.generate]
)
WHOLE = [*EXAMPLES, SMALL, GROWN, RICH]


VALUES = st.recursive(
    st.one_of(texts(), st.sampled_from(ODD), st.integers(), st.booleans()),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(st.sampled_from(ODD), below, max_size=4)),
    max_leaves=12,
)


def tree(text: str) -> Mapping:
    root, problems = parse(text, "deck")
    assert problems == []
    assert root is not None
    return root


def all_decks() -> list[Deck]:
    return [*map(load_text, WHOLE), *(load(find_deck(name)) for name in shipped_decks())]


@pytest.mark.parametrize("deck", all_decks(), ids=lambda deck: deck.id)
def test_a_real_deck_is_written_and_read_back(deck: Deck) -> None:
    assert load_text(yaml_text(deck)) == deck
    root = tree(deck.text)
    assert dump(tree(yaml_text(root))) == dump(root)


@pytest.mark.parametrize("deck", all_decks(), ids=lambda deck: deck.id)
def test_a_real_deck_becomes_tables_and_a_deck_again(deck: Deck) -> None:
    report = Report()
    root = tree_of(tables_of(tree(deck.text)), report)
    assert report.problems == []
    assert read_root(root).deck == deck


@LAW
@given(decks())
def test_any_deck_is_written_and_read_back(deck: Deck) -> None:
    reading = read_text(yaml_text(deck))
    # Ids that can't be told apart on a slip, and promises in a ring, are no decks at all.
    assume(not any("on a slip" in each.message or "each other about" in each.message for each in reading.problems))
    assert reading.problems == ()
    assert reading.deck == deck
    saved = load_text(reading.deck.text)
    assert saved == deck
    root = tree_of(tables_of(tree(reading.deck.text)), Report())
    assert read_root(root).deck == deck


@LAW
@given(st.dictionaries(st.sampled_from("abcdef"), VALUES, min_size=1))
def test_any_tree_is_written_and_read_back_value_by_value(plain: dict[str, object]) -> None:
    root = as_tree(plain)
    again, problems = parse(yaml_text(root), "written")
    assert problems == []
    assert again is not None
    assert dump(again) == dump(root)


@pytest.mark.parametrize(
    "text", [" leading", "trailing ", "\nfirst", "last\n", "last\n\n", "a\n \nb", "\ta", "a\n\tb", "a\n  b"]
)
def test_blanks_and_lines_around_a_text_are_kept(text: str) -> None:
    again, _ = parse(yaml_text(as_tree({"a": {"b": [text, {"c": text}]}, "d": text})), "written")
    assert again is not None
    assert dump(again) == dump(as_tree({"a": {"b": [text, {"c": text}]}, "d": text}))
