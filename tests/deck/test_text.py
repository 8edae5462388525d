"""Hostile text is normal text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.deck import clean, find_blemish, sees, within

HOSTILE = [
    "\x1b[2J",
    "\x1b]0;pwned\x07",
    "\x9b31m",
    "a\u202eb",
    "a\u2066b",
    "\x00",
    "\x7f",
    "\u200b",
    "\ud800",
    "\u2028",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_character_is_found_on_the_way_in_and_gone_on_the_way_out(text: str) -> None:
    assert find_blemish(text) is not None
    assert find_blemish(clean(text)) is None


@pytest.mark.parametrize("text", ["plain", "한국어", "नमस्ते", "Zażółć", "line\nline", "[/] [@click=app.quit]x[/]"])
def test_honest_text_of_any_script_passes(text: str) -> None:
    assert find_blemish(text) is None
    assert clean(text) == text


@given(st.text())
def test_cleaning_leaves_nothing_to_clean_and_is_normal_form(text: str) -> None:
    once = clean(text)
    assert find_blemish(once) is None
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


_AUDIENCES = st.sampled_from(["all", "facilitator", "north", "south", "north south"])


@given(_AUDIENCES, _AUDIENCES, st.sampled_from(["north", "south", "public", "facilitator"]))
def test_who_is_in_a_narrower_audience_is_in_the_wider_one(inner: str, outer: str, viewer: str) -> None:
    if within(inner, outer) and sees(inner, viewer):
        assert sees(outer, viewer)
