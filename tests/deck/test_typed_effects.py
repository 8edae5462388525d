"""What a person types during play, or writes in a table of news, moves the board as they mean it."""

from __future__ import annotations

import re

import pytest

from tests.support import RICH
from wargame.deck import Deck, Effect, find_deck, load, load_text, typed_effects


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("seoul"))


def plain(found: tuple[Effect, ...]) -> list[tuple[str, str, int | None]]:
    return [(each.track, each.sign, getattr(each.amount, "value", None)) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tension +2", [("tension", "+", 2)]),
        ("tension up 2", [("tension", "+", 2)]),
        ("tension Up 2", [("tension", "+", 2)]),
        ("Tension up 2", [("tension", "+", 2)]),
        ("tension: down 1", [("tension", "-", 1)]),
        ("tension – 1", [("tension", "-", 1)]),
        ("Tension on the peninsula UP 2", [("tension", "+", 2)]),
        ("aid to dual_use", [("aid", "=", 2)]),
        ("Seoul's ladder to Dual-use", [("aid", "=", 2)]),
        ("aid = Dual_Use", [("aid", "=", 2)]),
        ("tension up 1, aid to Indirect defensive", [("tension", "+", 1), ("aid", "=", 3)]),
        ("tension up 1; aid = max(aid, 1), capital -1", [("tension", "+", 1), ("aid", "=", None), ("capital", "-", 1)]),
        ("tension + max(1, min(2, 3)), capital -1", [("tension", "+", None), ("capital", "-", 1)]),
        (
            "tension + max((1), 2), aid = min(1, max(1, (2))), capital -1",
            [("tension", "+", None), ("aid", "=", None), ("capital", "-", 1)],
        ),
        ("", []),
    ],
)
def test_effects_are_read_by_id_or_title_in_signs_or_in_words(deck: Deck, text: str, expected: list[object]) -> None:
    assert plain(typed_effects(text, deck.tracks)) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("up 2", "an effect is a track"),
        ("tensions up 2", "did you mean `tension`?"),
        ("aid to Dual-uses", "no level of `Seoul's ladder` is called `Dual-uses`"),
        ("leverage up 1", "`leverage` is derived"),
        ("Seoul's leverage up 1", "`leverage` is derived"),
        ("tension up", "wants an amount"),
        ("tension + max(1, 2, capital -1", "`)` is missing here"),
        ("tension +1), capital -1", "`)`"),
    ],
)
def test_what_moves_nothing_is_refused_with_a_reason(deck: Deck, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        typed_effects(text, deck.tracks)


def test_a_word_that_is_one_tracks_id_and_the_title_of_another_is_the_id() -> None:
    deck = load_text(RICH.replace("heat: {title: Heat,", "heat: {title: Trust,", 1))
    for text in ("trust - 1", "Trust - 1"):
        assert [effect.track for effect in typed_effects(text, deck.tracks)] == ["trust"]


def test_a_title_that_two_tracks_have_is_answered_with_their_ids() -> None:
    deck = load_text(
        RICH.replace("heat: {title: Heat,", "heat: {title: Mood,", 1).replace("title: Trust,", "title: Mood,")
    )
    with pytest.raises(ValueError, match="`Mood` could be heat or trust; say which by its id"):
        typed_effects("mood - 1", deck.tracks)
