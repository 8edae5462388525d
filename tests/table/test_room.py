"""The room beside the game: how it sits, its clock, its code, names, slips and notes; none of it is the game."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.support import grown_deck, small_deck
from wargame.table import (
    Close,
    Done,
    Next,
    Pass,
    Play,
    Refusal,
    Rewind,
    RoomClock,
    Rule,
    Slip,
    Store,
    Table,
    Timing,
    UnfitText,
    extended,
    floor_dropped,
    held,
    ignored,
    new_game,
    open_saved,
    paused,
    reading,
    room_ends,
    time_text,
    verify_game,
)
from wargame.table.clock import at_part
from wargame.words import clock_text

MINUTE = 60_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "save.db") as opened:
        yield opened


class Watch:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000 * MINUTE

    def __call__(self) -> int:
        return self.now

    def on(self, minutes: float) -> int:
        self.now += round(minutes * MINUTE)
        return self.now


def lay(store: Store, watch: Watch | None = None, **options) -> Table:
    return new_game(store, grown_deck(), ["north", "south"], seed="demo", clock=watch or Watch(), **options)


def done(answer: Done | Refusal) -> None:
    assert isinstance(answer, Done), answer


# The desk


def test_what_lies_on_the_desk_is_there_again_and_the_game_has_not_moved(store: Store) -> None:
    table = lay(store, sitting="wall")
    head = table.head
    table.name_members("north", " Kim, Lee ")
    table.name_members("south", "Ivan")
    table.name_members("south", "")
    table.set_clock(RoomClock(ends_at=5, extra=60))
    table.lock("s3same")
    desk = open_saved(store, table.game.name).desk()
    assert (desk.sitting, dict(desk.names), desk.clock) == (
        "wall",
        {"north": "Kim, Lee"},
        RoomClock(ends_at=5, extra=60),
    )
    assert table.head == head


def test_a_code_admits_whoever_knows_it_and_is_nowhere_in_the_save(store: Store) -> None:
    table = lay(store)
    assert table.desk().admits("anything")
    table.lock("s3same")
    desk = table.desk()
    assert desk.locked
    assert desk.admits("s3same")
    assert not desk.admits("sesame")
    assert not desk.admits("")
    assert "s3same" not in repr(store.desk(table.game.id))
    assert desk.code not in repr(desk)
    table.lock("")
    assert not table.desk().locked


@pytest.mark.parametrize("text", ["a\x1b[2J", "two\nlines", "x" * 201])
def test_names_and_codes_that_no_screen_could_show_are_refused(store: Store, text: str) -> None:
    table = lay(store)
    with pytest.raises(UnfitText):
        table.name_members("north", text)
    with pytest.raises(UnfitText):
        table.lock(text)


def test_a_desk_that_somebody_has_scribbled_on_is_an_empty_desk(store: Store) -> None:
    table = lay(store)
    store.set_desk(table.game.id, {"sitting": "lying", "names": "[1, 2", "clock": '{"extra": "much"}'})
    desk = table.desk()
    assert (desk.sitting, dict(desk.names), desk.clock) == ("passed", {}, RoomClock())


# Slips


@pytest.mark.parametrize(
    ("code", "card"),
    [("N-1", "N-1"), (" n1 ", "N-1"), ("1", "N-1"), ("01", "N-1"), ("n-01", "N-1"), ("pass", None), ("-", None)],
)
def test_a_slip_is_read_as_teams_write_it(store: Store, code: str, card: str | None) -> None:
    table = lay(store)
    assert table.take_slip("north", code) is None
    assert table.slip("north") == Slip("north", card)


@pytest.mark.parametrize("code", ["", "S-1", "s1", "9", "N", "N-11", "drop table", "\x1b"])
def test_a_slip_that_names_no_card_of_the_seat_is_not_taken(store: Store, code: str) -> None:
    table = lay(store)
    against = table.take_slip("north", code)
    assert against is not None
    assert against.code == "unknown_code"
    assert table.slip("north") is None


def test_what_is_said_about_a_slip_never_says_which_card_is_on_it(store: Store) -> None:
    table = lay(store)
    against = table.take_slip("north", "N-3")
    assert against is not None
    assert against.sentence == "the card of North can't be played now; the packet says what it needs"
    for card in table.deck.hand("north"):
        assert card.title not in against.sentence
        assert card.id not in against.sentence


def test_slips_are_sealed_drafts_until_all_are_turned_over_at_once(store: Store) -> None:
    table = lay(store)
    assert table.take_slip("north", "N-2") is None
    assert table.take_slip("north", "N-1") is None
    waiting = table.turn_over()
    assert isinstance(waiting, Refusal)
    assert waiting.sentence == "still waiting for the slip of South"
    assert table.state.moves == {}
    assert table.take_slip("south", "pass") is None
    done(table.turn_over())
    assert dict(table.state.moves) == {"north": "N-1", "south": None}
    assert table.state.phase == "rule"
    assert table.slip("north") is None


def test_a_slip_of_an_earlier_turn_is_none_in_this_one(store: Store) -> None:
    table = lay(store)
    table.take_slip("north", "N-1")
    for command in (Pass("north"), Pass("south"), Close(), Next()):
        done(table.send(command))
    assert table.slip("north") is None
    assert table.draft("north") is None


def test_a_slip_is_there_after_the_program_was_ended(store: Store, tmp_path: Path) -> None:
    table = lay(store)
    table.take_slip("south", "S-3")
    with Store.open(tmp_path / "save.db") as again:
        assert open_saved(again, table.game.name).slip("south") == Slip("south", "S-3")


def test_a_rewind_to_what_came_of_the_last_command_is_refused_since_nothing_is_after_it(store: Store) -> None:
    table = lay(store)
    done(table.send(Pass("north")))
    first = table.state.seq + 1
    done(table.send(Pass("south")))
    assert table.state.seq > first
    answer = table.send(Rewind(first))
    assert isinstance(answer, Refusal)
    assert answer.sentence == f"event {first} came of the last thing that was done, as did all after it"
    assert [table.has_more_after(number) for number in (first - 1, first)] == [True, False]
    done(table.send(Rewind(first - 1)))


def test_after_a_rewind_what_was_typed_in_for_the_turn_that_was_taken_back_is_gone(store: Store) -> None:
    table = lay(store)
    opened = table.state.seq
    assert table.take_slip("north", "N-1") is None
    for command in (Pass("north"), Pass("south"), Close()):
        done(table.send(command))
    table.save_page_draft(table.state.turn, "Quiet")
    assert table.page_draft() == "Quiet"
    done(table.send(Rewind(opened, "Again")))
    assert (table.slip("north"), table.draft("north")) == (None, None)
    for command in (Pass("north"), Pass("south"), Close()):
        done(table.send(command))
    assert table.page_draft() is None


# Who rules


def test_the_rules_rule_as_soon_as_moves_lie_open_where_the_desk_leaves_it_to_them(store: Store) -> None:
    table = lay(store)
    table.leave_rulings("rules")
    done(table.send(Play("north", "N-1")))
    assert table.state.phase == "plan"
    done(table.send(Play("south", "S-1")))
    assert (table.state.phase, set(table.state.rulings)) == ("close", {"north", "south"})
    assert open_saved(store, table.game.name).desk().rulings == "rules"
    assert verify_game(store, table.game.name, rules=True) == []


def test_what_lies_open_is_ruled_when_it_is_left_to_the_rules_and_a_rewind_leaves_time_to_think_again(
    store: Store,
) -> None:
    table = lay(store)
    for seat in ("north", "south"):
        done(table.send(Play(seat, f"{seat[0].upper()}-1")))
    opened = table.state.seq
    assert len(table.state.pending) == 2
    table.leave_rulings("rules")
    assert table.state.pending == ()
    done(table.send(Rewind(opened, "Again")))
    assert len(table.state.pending) == 2
    table.leave_rulings("umpire")
    done(table.send(Rule()))
    assert len(table.state.pending) == 1


# The clock


def shown(table: Table, now: int):
    return reading(table.desk().clock, table.timing(), table.deck, now)


def test_the_clock_counts_down_the_part_that_the_turn_is_in(store: Store) -> None:
    watch = Watch()
    table = lay(store, watch)
    assert (shown(table, watch.now).part, shown(table, watch.now).left) == ("choose", 330)
    assert shown(table, watch.on(2)).left == 210
    done(table.send(Play("north", "N-1")))
    done(table.send(Pass("south")))
    assert (shown(table, watch.now).part, shown(table, watch.now).left) == ("rule", 30 + 240 + 30)
    done(table.send(Rule()))
    watch.on(6)
    assert shown(table, watch.now).left == -60
    done(table.send(Close()))
    assert (shown(table, watch.now).part, shown(table, watch.now).left) == ("close", 60)


def test_a_part_can_stand_still_be_given_more_and_be_ignored_and_the_next_part_begins_afresh(store: Store) -> None:
    watch = Watch()
    table = lay(store, watch)

    def change(clock: RoomClock) -> None:
        table.set_clock(clock)

    change(paused(table.desk().clock, table.timing(), watch.on(1)))
    assert (shown(table, watch.on(10)).left, shown(table, watch.now).paused) == (270, True)
    change(paused(table.desk().clock, table.timing(), watch.now))
    assert (shown(table, watch.on(1)).left, shown(table, watch.now).paused) == (210, False)
    change(extended(table.desk().clock, table.timing()))
    assert shown(table, watch.now).left == 270
    change(ignored(table.desk().clock, table.timing()))
    assert shown(table, watch.now).ignored
    done(table.send(Pass("north")))
    done(table.send(Pass("south")))
    assert not shown(table, watch.now).ignored
    assert shown(table, watch.now).planned == 300


def test_a_floor_that_is_dropped_spares_this_turn_its_time_and_comes_back_when_none_is_left(store: Store) -> None:
    watch = Watch()
    table = lay(store, watch)
    done(table.send(Pass("north")))
    done(table.send(Pass("south")))
    assert (shown(table, watch.now).floors, shown(table, watch.now).planned) == (1, 300)
    table.set_clock(floor_dropped(table.desk().clock, table.timing(), table.deck.pace, 2))
    assert (shown(table, watch.now).floors, shown(table, watch.now).planned) == (0, 90)
    table.set_clock(floor_dropped(table.desk().clock, table.timing(), table.deck.pace, 2))
    assert shown(table, watch.now).floors == 1


def test_at_this_pace_says_which_turn_is_finished_before_the_ending_must_begin(store: Store) -> None:
    watch = Watch()
    table = lay(store, watch)
    turn, ending = table.deck.pace.turn(2), table.deck.pace.ending
    for seconds, reach in [(ending + 2 * turn, 2), (ending + 2 * turn - 1, 1), (ending + turn, 1), (ending, 0)]:
        table.set_clock(RoomClock(ends_at=watch.now + seconds * 1000))
        assert shown(table, watch.now).reach == reach
    table.set_clock(RoomClock(ends_at=watch.now + 60 * MINUTE))
    for command in (Pass("north"), Pass("south")):
        done(table.send(command))
    watch.on(40)
    done(table.send(Close()))
    assert (shown(table, watch.now).reach, table.timing().lengths) == (1, (2400,))


@given(
    st.integers(-(10**5), 10**5),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(-(10**5), 10**5),
    st.integers(0, 6),
)
def test_what_the_clock_says_fits_a_corner(
    left: int, still: bool, ignored_now: bool, room: int | None, reach: int
) -> None:
    text = clock_text(
        left=left,
        paused=still,
        ignored=ignored_now,
        room=room,
        reach=None if room is None else reach,
        turns=6,
    )
    assert len(text) <= 66
    assert text.isprintable()


def test_reading_the_clock_changes_nothing_and_says_the_same_again() -> None:
    when = Timing(1, "choose", 0, 0, ())
    clock = RoomClock(ends_at=90 * MINUTE, part="1/choose", extra=60)
    deck = grown_deck()
    assert reading(clock, when, deck, MINUTE) == reading(clock, when, deck, MINUTE)
    assert reading(evolve(clock, part="1/rule"), when, deck, MINUTE).planned == 330


@pytest.mark.parametrize(("text", "minutes"), [("+90", 90), ("+ 5", 5), ("", None)])
def test_the_end_of_the_rooms_time_may_be_said_from_now(text: str, minutes: int | None) -> None:
    assert room_ends(text, 1000) == (None if minutes is None else 1000 + minutes * MINUTE)


def test_the_end_of_the_rooms_time_is_the_next_such_time_of_day() -> None:
    now = 1_731_580_200_000
    end = room_ends("17:30", now)
    assert end is not None
    assert 0 < end - now <= 24 * 60 * MINUTE
    assert room_ends("17.30", now) == end


@pytest.mark.parametrize("text", ["noon", "25:00", "17:60", "+", "-5", "17:3"])
def test_what_is_no_time_of_day_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UnfitText, match=r"write 17:30, or \+90"):
        room_ends(text, 0)


# Notes


def test_notes_are_read_by_those_they_are_for_and_never_move_the_head(store: Store) -> None:
    table = new_game(store, small_deck(), ["north"], seed="demo")
    head = table.head
    table.add_note("scribe", "all", "note", "The north hesitates.", about=1)
    table.add_note("north", "north", "note", "We bluff.")
    table.add_note("facilitator", "facilitator", "note", "They bluff.")
    read = {
        viewer: [note.body for note in table.notes(viewer)] for viewer in ("north", "south", "public", "facilitator")
    }
    assert read == {
        "north": ["The north hesitates.", "We bluff."],
        "south": ["The north hesitates."],
        "public": ["The north hesitates."],
        "facilitator": ["The north hesitates.", "We bluff.", "They bluff."],
    }
    assert table.head == head


def test_a_rest_ends_with_the_part_in_which_it_was_taken_and_counts_for_its_turn() -> None:
    deck = grown_deck()
    clock = RoomClock(ends_at=600 * MINUTE)
    choosing = Timing(1, "choose", 0, 0, ())
    clock = paused(clock, choosing, 2 * MINUTE)
    later = Timing(2, "choose", 45 * MINUTE, 45 * MINUTE, (45 * 60,), {"1/choose": 40 * MINUTE})
    gone_on = at_part(clock, later)
    assert gone_on.paused_at is None
    assert gone_on.rested == {"1": 38 * 60}
    assert not reading(clock, later, deck, 45 * MINUTE).paused


def test_while_the_clock_stands_still_the_turn_that_is_reached_stays() -> None:
    deck = grown_deck()
    when = Timing(1, "choose", 0, 0, ())
    clock = paused(RoomClock(ends_at=500 * MINUTE), when, MINUTE)
    seen = reading(clock, when, deck, 12 * MINUTE).reach
    assert reading(paused(clock, when, 12 * MINUTE), when, deck, 12 * MINUTE).reach == seen


def test_a_clock_that_stands_still_is_not_set_going_by_being_stopped_again() -> None:
    when = Timing(1, "choose", 0, 0, ())
    clock = held(RoomClock(), when, MINUTE, still=True)
    assert held(clock, when, 5 * MINUTE, still=True) == clock
    assert held(held(clock, when, 5 * MINUTE, still=False), when, 9 * MINUTE, still=False).stood == 4 * 60


def test_a_turn_that_will_not_be_finished_is_said_so() -> None:
    text = clock_text(left=60, paused=False, ignored=False, room=600, reach=0, turns=6, turn=1)
    assert text == "1 min left · room 10 min · at this pace: turn 1 is not finished"


def test_a_choice_that_is_kept_late_is_not_a_choice_of_the_next_turn(store: Store) -> None:
    table = new_game(store, grown_deck(), ("north", "south"), seed="demo")
    table.save_draft("north", "N-3", 1)
    assert table.draft("north") == "N-3"
    table.save_draft("north", "N-1", 7)
    assert table.draft("north") == "N-3"


def test_names_may_be_written_as_people_write_them(store: Store) -> None:
    table = new_game(store, grown_deck(), ("north", "south"), seed="demo")
    table.name_members("north", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, Zoë")
    assert "Zoë" in table.desk().names["north"]


def test_a_time_that_lies_on_another_day_says_so() -> None:
    noon = 1_732_276_800_000
    day = 24 * 60 * MINUTE
    assert time_text(noon + MINUTE, noon)[2] == ":"
    assert len(time_text(noon + MINUTE, noon)) == 5
    assert time_text(noon + day, noon).endswith(" tomorrow")
    assert time_text(noon + 3 * day, noon).endswith(" on 2024-11-25")


def test_what_was_left_waiting_when_rulings_are_the_rules_is_ruled_before_the_turn_is_closed(store: Store) -> None:
    table = lay(store)
    for seat in ("north", "south"):
        done(table.send(Play(seat, f"{seat[0].upper()}-1")))
    opened = table.state.seq
    table.leave_rulings("rules")
    done(table.send(Rewind(opened, "Again")))
    assert len(table.state.pending) == 2
    answer = open_saved(store, table.game.name).send(Close())
    assert isinstance(answer, Done)
    assert [type(event.body).__name__ for event in answer.events].count("Ruled") == 2
