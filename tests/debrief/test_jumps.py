"""Jumping in a replay to what somebody looks for, and never to what these eyes do not see."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.debrief import Eyes, Recording
from wargame.debrief.jumps import back, changes_of, onward, overruled, seat_moved, sought, told, track_moved
from wargame.rules import HandedIn, Overridden, Overrule, Ruled
from wargame.table import Pin

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
    S-1: {title: Mend, seat: south, text: t, chance: 100, success: s, success_do: nets +1}
"""


def game() -> Script:
    script = Script(sure(CARDS)).turn(north="N-1").turn(south="S-1").lay(north="N-1").rule()
    return script.say(Overrule("north", "It rained.", "failure"))


def eyes(script: Script, viewer: str) -> Eyes:
    return Recording.of(script.deck, script.events).through(viewer)


def places(found: Eyes, wanted) -> list[int]:
    numbers, number = [], 0
    while (number := onward(found, number, wanted) or 0) > 0:
        numbers.append(number)
    return numbers


def test_a_track_is_followed_from_where_it_moved_to_where_it_moved_next() -> None:
    script = game()
    found = eyes(script, "public")
    kinds = [type(found.shown(number)) for number in places(found, track_moved("heat"))]
    assert kinds == [Ruled, Ruled, Overridden]


def test_what_these_eyes_do_not_see_is_not_found() -> None:
    script = game()
    assert len(places(eyes(script, "south"), track_moved("nets"))) == 1
    assert places(eyes(script, "north"), track_moved("nets")) == []
    assert places(eyes(script, "public"), told(script.deck, "nets")) == []


def test_a_seats_moves_are_found_from_hand_to_override() -> None:
    script = game()
    found = eyes(script, "facilitator")
    shown = [found.shown(number) for number in places(found, seat_moved(found, "north"))]
    assert sum(isinstance(each, HandedIn) for each in shown) == 3
    assert isinstance(shown[-1], Overridden)
    assert all(each.seat == "north" for each in shown if isinstance(each, HandedIn | Ruled))


def test_overrides_are_found_and_there_is_no_other_after_the_last() -> None:
    script = game()
    found = eyes(script, "public")
    (number,) = places(found, overruled(found))
    assert isinstance(found.shown(number), Overridden)
    assert onward(found, number, overruled(found)) is None
    assert back(found, found.total, overruled(found)) == (number if number < found.total else None)


@pytest.mark.parametrize("text", ["it RAINED", "  it   rained "])
def test_words_are_found_however_they_are_typed(text: str) -> None:
    script = game()
    found = eyes(script, "public")
    assert len(places(found, told(script.deck, text))) == 1
    assert places(found, told(script.deck, "snow")) == []
    assert places(found, told(script.deck, "  ")) == []


def test_back_finds_what_onward_found() -> None:
    for seed in range(6):
        played = MemoryGame(rich_deck(), str(seed)).play()
        recording = Recording.of(played.deck, played.events)
        for viewer in ("public", "facilitator", *played.deck.seats):
            found = recording.through(viewer)
            for wanted in (seat_moved(found, "north"), track_moved(next(iter(played.deck.tracks)))):
                there = places(found, wanted)
                assert [back(found, number + 1, wanted) for number in there] == there


def test_what_an_entry_changes_is_what_the_board_then_shows() -> None:
    played = MemoryGame(rich_deck(), "board").play()
    found = Recording.of(played.deck, played.events).through("facilitator")
    for number in range(2, found.total + 1):
        moved = {each.track for each in changes_of(found.shown(number)) if each.before != each.after}
        assert found.at(number).changed <= moved


def test_marks_bookmarks_and_notes_are_gone_to_by_kind_by_sign_and_by_their_words() -> None:
    found = eyes(game(), "public")
    pins = (
        Pin("mark", 3, "Kim", "all", 0, "Too soon", "?"),
        Pin("mark", 5, "Kim", "all", 0, "", "!!"),
        Pin("bookmark", 6, "Kim", "all", 0, "The turn of it"),
        Pin("note", 2, "Kim", "all", 0, "Here they whispered"),
        Pin("note", None, "Kim", "all", 0, "Here of all of it"),
    )
    for text, wanted in {
        "marks": [3, 5, 6],
        "Bookmarks": [6],
        "notes": [2],
        "pins": [2, 3, 5, 6],
        "!!": [5],
        "?": [3],
        "??": [],
        "too SOON": [3],
        "the turn of": [6],
        "Here they": [2],
    }.items():
        assert places(found, sought(found, text, pins)) == wanted, text
    assert places(found, sought(found, "marks")) == []
