"""A position is a fold over events, whole or in steps, and a body reads back as it was written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import MemoryGame, first_hour, small_deck
from wargame.rules import Rewound, UnreadableBody, decode, encode, fold, resume
from wargame.rules.codec import KINDS
from wargame.rules.folding import _HANDLERS
from wargame.rules.sight import _FACES
from wargame.words.telling import _TELLERS


@given(st.integers(0, 10**6), st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_folding_in_two_parts_is_folding_at_once(seed: int, cut: int) -> None:
    events = MemoryGame(first_hour(), str(seed)).play().events
    assert resume(fold(events[:cut]), events[cut:]) == fold(events)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_every_position_of_play_is_the_fold_of_its_prefix(seed: int) -> None:
    game = MemoryGame(small_deck(), str(seed))
    seen = [(len(game.events), state) for state in game.steps()]
    for length, state in seen:
        assert fold(game.events[:length]) == state


def test_a_position_handed_out_is_not_touched_by_later_events() -> None:
    game = MemoryGame(first_hour(), "1").play(3)
    state = game.state
    before = msgspec.json.encode(state)
    resume(state, MemoryGame(first_hour(), "1").play().events[state.seq :])
    assert msgspec.json.encode(state) == before


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_body_reads_back_as_it_was_written(seed: int) -> None:
    for event in MemoryGame(first_hour(), str(seed)).play().events:
        kind, version, text = encode(event.body)
        assert decode(kind, version, text) == event.body
        assert encode(decode(kind, version, text)) == (kind, version, text)


@pytest.mark.parametrize(
    ("kind", "version", "text", "sentence"),
    [
        ("danced", 1, "{}", "`danced` is no kind of event that this program knows"),
        ("ruled", 99, "{}", "written by a newer program"),
        ("ruled", 0, "{}", "`ruled` events have no version 0"),
        ("ruled", 1, "{}", "can't be read"),
        ("ruled", 1, "\x00", "can't be read"),
    ],
)
def test_a_body_that_cannot_be_read_says_why(kind: str, version: int, text: str, sentence: str) -> None:
    with pytest.raises(UnreadableBody, match=sentence.replace("(", r"\(")):
        decode(kind, version, text)


def test_every_kind_of_event_is_folded_shown_and_told_in_one_place_each() -> None:
    bodies = {cls for _, cls in KINDS.values()}
    assert set(_HANDLERS) | {Rewound} == bodies
    assert set(_FACES) == bodies
    assert bodies < set(_TELLERS)
    assert {cls.__name__ for cls in set(_TELLERS) - bodies} == {"SealedBallot", "SealedMove", "Unexplained"}
