"""Conditions and amounts: what they mean, and how they say what they want."""

from __future__ import annotations

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import small_deck
from wargame.deck import clauses, number, round_half_up, truth
from wargame.deck.language.binding import amount, condition
from wargame.deck.language.expression import MOST_CHARACTERS, ExpressionError, parse

VALUES = {"heat": 5, "purse": 3, "plot": 1, "glow": 11, "wall": 0, "turn": 2}
TRACKS = small_deck().tracks


def holds(text: str) -> bool:
    found = condition(text, TRACKS, _no)
    assert found is not None
    return truth(found.node, VALUES)


def worth(text: str) -> int:
    node = amount(text, TRACKS, _no)
    assert node is not None
    return round_half_up(number(node, VALUES))


def _no(error: ExpressionError) -> None:
    raise error


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heat >= 5", True),
        ("heat = 5 and purse = 4", False),
        ("heat == 5 or purse = 4", True),
        ("not heat < 5", True),
        ("not (heat < 5 or turn = 2)", False),
        ("plot = talks", True),
        ("plot >= papers", False),
        ("papers > plot", True),
        ("wall", False),
        ("not wall", True),
        ("heat + purse * 2 = 11", True),
        ("heat ≥ 5 and heat ≠ 6", True),
        ("-heat = 0 - 5", True),
        ("min(heat, purse) = 3 and max(heat, purse, turn) = 5", True),
        ("heat = 1 or heat = 5 and purse = 9", False),
    ],
)
def test_a_condition_means_what_it_says(text: str, expected: bool) -> None:
    assert holds(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2 * heat", 10), ("heat / 2", 3), ("-heat / 2", -2), ("round(heat / 2) * 2", 6), ("abs(purse - heat)", 2)],
)
def test_an_amount_is_exact_and_rounds_a_half_up(text: str, expected: int) -> None:
    assert worth(text) == expected


_SIGNS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.sampled_from(sorted(_SIGNS)))
def test_a_comparison_agrees_with_arithmetic(left: int, right: int, sign: str) -> None:
    found = condition(f"heat {sign} {right}", TRACKS, _no)
    assert found is not None
    assert truth(found.node, {"heat": left}) == _SIGNS[sign](left, right)


@given(st.text(max_size=60) | st.text(alphabet="heat purse()<>=+-*/andornot,1;. ", max_size=60))
def test_any_text_is_an_expression_or_an_error_with_a_place_in_it(text: str) -> None:
    assert all(0 <= offset <= max(len(text), 1) and length >= 1 for offset, length in _errors(text))


def _errors(text: str) -> list[tuple[int, int]]:
    try:
        parse(text)
    except ExpressionError as error:
        return [(error.offset, error.length)]
    return []


@pytest.mark.parametrize(
    "text", ["(" * 400, "not " * 120, "-" * 400, "1+" * 200, "a" * MOST_CHARACTERS * 2, "min(" * 90]
)
def test_an_expression_that_would_exhaust_a_parser_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_a_condition_explains_itself_with_present_values() -> None:
    found = condition("heat >= 6 and plot = papers and turn >= 1", TRACKS, _no)
    assert found is not None
    told = [(each.wants, each.holds, each.now) for each in clauses(found, TRACKS, VALUES)]
    assert told == [
        ("Heat at least 6", False, "5 degrees"),
        ("Plot to be Papers", False, "Talks"),
        ("Turn 1 or later", True, "2"),
    ]


def test_a_condition_knows_which_tracks_it_reads() -> None:
    found = condition("heat + purse > turn or plot = talks", TRACKS, _no)
    assert found is not None
    assert found.reads == {"heat", "purse", "plot"}
