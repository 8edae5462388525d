"""The courses of tracks: at each entry what the view of that viewer says, and nothing of what it does not see."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.support import MemoryGame, first_hour, rich_deck, small_deck
from wargame.debrief import Recording
from wargame.debrief.courses import courses
from wargame.deck import FACILITATOR, PUBLIC
from wargame.rules import view_for

DECKS = {"small": small_deck, "first-hour": first_hour, "rich": rich_deck}
seeds = st.integers(0, 10**6)


@pytest.mark.parametrize("name", DECKS)
@given(seed=seeds, commands=st.integers(0, 30))
@settings(max_examples=6, deadline=None)
def test_at_every_entry_a_course_is_what_the_view_says(name: str, seed: int, commands: int) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, str(seed)).play(commands).talk(Random(seed).randrange, commands).events
    recording = Recording.of(deck, events)
    for viewer in (*deck.seats, PUBLIC, FACILITATOR):
        eyes = recording.through(viewer)
        found = courses(eyes)
        for number in range(1, eyes.total + 1):
            tracks = eyes.at(number).view.tracks
            assert list(found) == [track.id for track in tracks]
            assert [found[track.id][number - 1] for track in tracks] == [track.value for track in tracks]


@given(seed=seeds, world=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_changing_what_a_viewer_cannot_see_changes_no_course_of_its_own(seed: int, world: int) -> None:
    deck = small_deck()
    events = MemoryGame(deck, str(seed)).play().events
    for viewer in (*deck.seats, PUBLIC):
        other = scrambled(deck, events, viewer, Random(world).randrange)
        one, two = (courses(Recording.of(deck, each).through(viewer)) for each in (events, other))
        assert one == two


def test_what_a_viewer_does_not_see_has_no_course() -> None:
    recording = Recording.of(small_deck(), MemoryGame(small_deck(), "1").play().events)
    assert "purse" not in courses(recording.through("south"))
    assert "purse" in courses(recording.through("north"))
    assert {"purse", "plot"} <= set(courses(recording.through(FACILITATOR)))


def test_eyes_work_their_courses_out_once() -> None:
    eyes = Recording.of(small_deck(), MemoryGame(small_deck(), "1").play().events).through(PUBLIC)
    assert eyes.courses is eyes.courses
    assert eyes.courses == courses(eyes)
    assert view_for(small_deck(), eyes.recording._state(1), PUBLIC).tracks[0].value == eyes.courses["heat"][0]
