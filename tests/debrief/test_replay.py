"""A game looked back on: every moment is what its viewer was shown then, and steps lead where they say."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.support import MemoryGame, first_hour, rich_deck, small_deck
from wargame.debrief import MOVES, Eyes, Gear, Moment, Recording, recording_of
from wargame.deck import FACILITATOR, PUBLIC
from wargame.rules import (
    AnswerDeal,
    Committed,
    DealOffered,
    Floor,
    FloorTaken,
    HandedIn,
    OfferDeal,
    Overridden,
    Overrule,
    Overtaken,
    Pass,
    Play,
    Respond,
    Revealed,
    Rewind,
    Rewound,
    Rule,
    Ruled,
    SealedMove,
    Signal,
    TurnOpened,
    Unexplained,
    fold,
    log_for,
    plain_face,
    plain_view,
    view_for,
)
from wargame.table import Store, new_game

DECKS = {"small": small_deck, "first-hour": first_hour}
GEARS: tuple[Gear, ...] = ("entry", "move", "turn")
seeds = st.integers(0, 10**6)


def recorded(name: str, seed: int, commands: int | None = None) -> Recording:
    deck = DECKS[name]()
    return Recording.of(deck, MemoryGame(deck, str(seed)).play(commands).events, "game")


def viewers(recording: Recording) -> tuple[str, ...]:
    return (*recording.deck.seats, PUBLIC, FACILITATOR)


def given_to(moment: Moment) -> bytes:
    """Everything of a moment, to the byte."""
    told = [plain_view(moment.view), plain_face(moment.face), sorted(moment.changed)]
    told += [[entry.number, plain_face(entry.face)] for entry in moment.log]
    return msgspec.json.encode([moment.number, moment.total, moment.turn, told], order="deterministic")


@pytest.mark.parametrize("name", DECKS)
@given(seed=seeds, commands=st.integers(0, 30))
@settings(max_examples=25, deadline=None)
def test_every_moment_is_the_log_and_the_board_that_its_viewer_had_then(name: str, seed: int, commands: int) -> None:
    recording = recorded(name, seed, commands)
    for viewer in viewers(recording):
        eyes, log = recording.through(viewer), log_for(recording.deck, recording.events, viewer)
        assert eyes.total == len(log)
        for entry in log:
            moment = eyes.at(entry.number)
            assert (moment.number, moment.total, moment.face) == (entry.number, len(log), entry.face)
            assert all(each in log for each in moment.log)
            assert entry in moment.log


@pytest.mark.parametrize("name", DECKS)
@given(seed=seeds, data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_moment_equals_what_the_table_shows_at_its_number(
    name: str, seed: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(tmp_path_factory.mktemp("saves") / "save.db") as store:
        table = new_game(store, DECKS[name](), seed=str(seed))
        list(table.play_out())
        recording = recording_of(table)
        for viewer in viewers(recording):
            eyes = recording.through(viewer)
            for number in data.draw(st.lists(st.integers(1, eyes.total), min_size=3, max_size=8)):
                assert eyes.at(number).view == table.view_at(number, viewer)


@pytest.mark.parametrize("name", DECKS)
@given(seed=seeds, commands=st.integers(0, 20), world=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_changing_what_a_viewer_cannot_see_changes_no_moment_of_its_own(
    name: str, seed: int, commands: int, world: int
) -> None:
    recording = recorded(name, seed, commands)
    for viewer in (*recording.deck.seats, PUBLIC):
        events = scrambled(recording.deck, recording.events, viewer, Random(world).randrange)
        eyes, other = (each.through(viewer) for each in (recording, Recording.of(recording.deck, events, "game")))
        assert (other.kinds, other.openings) == (eyes.kinds, eyes.openings)
        for number in range(1, eyes.total + 1):
            assert given_to(other.at(number)) == given_to(eyes.at(number))


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_a_track_is_marked_exactly_where_it_stands_elsewhere_than_an_entry_ago(seed: int) -> None:
    recording = recorded("small", seed)
    for viewer in viewers(recording):
        eyes = recording.through(viewer)
        assert not eyes.at(1).changed
        for number in range(2, eyes.total + 1):
            before, now = (
                {track.id: track.value for track in eyes.at(each).view.tracks} for each in (number - 1, number)
            )
            assert eyes.at(number).changed == {track for track in now if now[track] != before[track]}


@pytest.mark.parametrize("gear", GEARS)
@pytest.mark.parametrize("viewer", ["north", "south", PUBLIC, FACILITATOR])
def test_steps_reach_each_place_in_order_and_stop_at_the_ends(gear: Gear, viewer: str) -> None:
    eyes = recorded("small", 3).through(viewer)
    wanted = {
        "entry": list(range(1, eyes.total + 1)),
        "move": [number for number, kind in enumerate(eyes.kinds, 1) if kind in MOVES],
        "turn": list(eyes.openings),
    }[gear]
    there = [1]
    while (number := eyes.onward(there[-1], gear)) != there[-1]:
        there.append(number)
    assert there == sorted({1, *wanted, eyes.total})
    back = [eyes.total]
    while (number := eyes.back(back[-1], gear)) != back[-1]:
        back.append(number)
    assert back[::-1] == sorted({1, *wanted, eyes.total})


def test_a_move_is_handed_in_laid_open_and_ruled_whoever_looks() -> None:
    for seed in range(20):
        recording = recorded("small", seed)
        for viewer in viewers(recording):
            eyes = recording.through(viewer)
            for number, kind in enumerate(eyes.kinds, 1):
                shown = eyes.at(number).face
                steps = isinstance(shown, HandedIn | SealedMove | Revealed | Ruled | Overtaken)
                assert (kind in MOVES) == (steps or (isinstance(shown, Unexplained) and bool(shown.seat)))
                assert (number in eyes.openings) == isinstance(shown, TurnOpened)


def test_back_by_a_turn_leads_first_to_the_opening_of_the_turn_itself() -> None:
    eyes = recorded("small", 3).through(PUBLIC)
    first, second = eyes.openings[:2]
    assert eyes.back(second + 2, "turn") == second
    assert eyes.back(second, "turn") == first
    assert eyes.back(first, "turn") == 1


@given(seed=seeds, commands=st.integers(0, 30))
@settings(max_examples=20, deadline=None)
def test_other_eyes_open_at_the_same_moment_or_at_the_last_one_that_they_know(seed: int, commands: int) -> None:
    recording = recorded("small", seed, commands)
    truth = recording.through(FACILITATOR)
    for viewer in viewers(recording):
        eyes = recording.through(viewer)
        for number in range(1, truth.total + 1):
            here = eyes.nearest(number, truth)
            assert len(log_for(recording.deck, recording.events[:number], viewer)) in (here, 0)
            assert truth.nearest(here, eyes) <= number
        for number in range(1, eyes.total + 1):
            assert eyes.nearest(truth.nearest(number, eyes), truth) == number


@pytest.mark.parametrize("number", [0, -1, 10**6])
def test_a_number_that_is_not_in_the_log_is_refused(number: int) -> None:
    eyes: Eyes = recorded("small", 1).through(PUBLIC)
    with pytest.raises(LookupError, match=f"has entries 1 to {eyes.total}"):
        eyes.at(number)


def test_a_recording_longer_than_its_spacing_is_the_same_game_at_every_event() -> None:
    deck = small_deck()
    game = MemoryGame(deck, "long").play()
    sat = next(event for event in game.events if isinstance(event.body, TurnOpened))
    events = [*game.events[:-1], *([sat] * 200), game.events[-1]]
    eyes = Recording.of(deck, events).through(FACILITATOR)
    for number in (1, 63, 64, 65, 127, 128, 129, len(events) - 1, len(events)):
        assert eyes.at(number).view == view_for(deck, fold(events[:number]), FACILITATOR)


def test_a_recording_knows_whether_the_game_is_over() -> None:
    assert recorded("small", 1).ended
    assert not recorded("small", 1, 3).ended


def test_looking_back_knows_neither_storage_nor_screens() -> None:
    code = "import sys; import wargame.debrief; print(' '.join(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"wargame.store", "wargame.table", "sqlalchemy", "sqlite3", "textual"} & set(answer.stdout.split())


def test_what_is_done_about_moves_and_between_seats_is_known_by_kinds_of_its_own() -> None:
    deck = rich_deck()
    game = MemoryGame(deck, "1")
    offered = len(game.events) + 1
    for command in (
        OfferDeal("north", "south", "Wood", "Peace", 2),
        AnswerDeal("south", f"{offered}", True),
        Signal("south"),
        Play("north", "N-3"),
        Pass("south"),
        Play("east", "E-1"),
        Floor("north"),
        Overrule("north", "So be it", "success"),
        Rule(),
        Respond("north", "N-4", "east"),
    ):
        game.ask(command)
    ruled = game.state.seq
    assert game.ask(Overrule("north", "Not so", "failure"))
    assert game.ask(Rewind(ruled, "A slip"))
    eyes = Recording.of(deck, game.events, "game").through(FACILITATOR)
    told = {type(eyes.at(number).face): kind for number, kind in enumerate(eyes.kinds, 1)}
    assert told[DealOffered] == "deal"
    assert told[FloorTaken] == "floor"
    assert told[Committed] == "promise"
    assert told[Overridden] == "override"
    assert told[Rewound] == "rewind"
    assert {"floor", "override"} <= MOVES
    assert not {"deal", "promise", "rewind"} & MOVES
