"""What a replay has beside its moments: it plays, draws tracks, compares two viewers, and takes marks and notes."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache

import pytest

from tests.tui.conftest import Person, harbours
from tests.tui.test_goldens import compare
from tests.tui.test_replay import by_hand, long_harbours, played, replay
from wargame.debrief import Viewpoint, recording_of
from wargame.deck import FACILITATOR, PUBLIC, Deck, load_text
from wargame.table import Pass, Play, Store, Table, bookmark, mark, open_saved, pins
from wargame.tui.app import WargameApp
from wargame.tui.director import ROOM, Post
from wargame.tui.screens import replay_playing
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.scrubber import Scrubber, place_of
from wargame.tui.widgets.tracks import ALL_TRACKS, TrackStrip, chart_rows, course_of, frame_of

Lay = Callable[..., Table]
Opens = Callable[..., AbstractAsyncContextManager[Person]]
SIZES = [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.long)]


@pytest.fixture
def opens(store: Store) -> Opens:
    """A person opens the replay of a table, at a terminal of a post."""

    @asynccontextmanager
    async def opening(
        table: Table, start: Viewpoint | None = None, size: tuple[int, int] = (120, 40), post: Post = ROOM
    ) -> AsyncIterator[Person]:
        app = WargameApp(store, table, poll=0, replay=start or Viewpoint(), post=post)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person

    return opening


def strip(person: Person) -> list[str]:
    shown = replay(person).query_one(TrackStrip)
    return [line.plain for line in shown.lines(shown.content_size.width)] if shown.display else []


# Tracks over time


@pytest.mark.parametrize("size", SIZES)
async def test_a_moment_is_one_column_of_the_line_and_of_the_charts(
    opens: Opens, lay: Lay, size: tuple[int, int]
) -> None:
    table = played(lay, deck=long_harbours())
    async with opens(table, Viewpoint(PUBLIC, 9), size) as person:
        assert strip(person) == []
        await person.press("c", "enter")
        screen = replay(person)
        for number in (1, 9, 20, screen.eyes.total):
            screen.go_to(number)
            await person.settle()
            scrubber = screen.query_one(Scrubber)
            rows = person.lines()
            rail = next(row for row in rows if "█" in row and ("━" in row or "─┬" in row))
            foot = next(row for row in reversed(rows) if re.fullmatch(r"( *\d+ more: c)? *▲ *", row))
            assert rail.index("█") == foot.rindex("▲")
            assert rail.index("█") == scrubber.content_region.x + place_of(
                number, screen.eyes.total, scrubber.content_size.width
            )


@cache
def many_tracks() -> Deck:
    """The deck of these tests with more tracks than a low screen has rows for."""
    plain = json.loads(harbours().text)
    for number in range(10, 20):
        plain["tracks"][f"gauge{number}"] = {"title": f"Gauge {number}", "start": 3, "max": 9}
    return load_text(json.dumps(plain, ensure_ascii=False))


@pytest.mark.parametrize("viewer", [PUBLIC, "north", FACILITATOR])
async def test_charts_have_the_tracks_of_these_eyes_and_no_other(opens: Opens, lay: Lay, viewer: str) -> None:
    async with opens(played(lay), Viewpoint(viewer, 5), (200, 60)) as person:
        await person.press("c", "enter")
        shown = "\n".join(strip(person))
        for track in replay(person).moment.view.tracks:
            assert track.title in shown
        assert ("North's purse" in shown) == (viewer != PUBLIC)
        assert ("South's debt" in shown) == (viewer == FACILITATOR)


async def test_where_all_tracks_have_no_room_they_are_drawn_in_parts_each_in_one(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay, deck=many_tracks()), Viewpoint(PUBLIC, 5), (80, 24)) as person:
        titles = [track.title for track in replay(person).moment.view.tracks]
        assert "All tracks, part 1 of 3" in await person.press("c")
        drawn = []
        for keys in ((), ("c", "down"), ("c", "down")):
            await person.press(*keys, "enter")
            drawn += strip(person)[:-1]
        assert sorted(titles) == sorted(next(title for title in titles if row.startswith(f"{title} ")) for row in drawn)
        await person.pilot.resize_terminal(120, 60)
        await person.settle()
        assert len(strip(person)) == len(titles) + 1


async def test_one_track_is_drawn_high_with_its_levels_bounds_and_unit(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay), Viewpoint(PUBLIC, 5)) as person:
        await person.press("c", *["down"] * 4, "enter")
        shown = strip(person)
        title = shown[0]
        assert "Fares" in title
        assert "crowns" in title
        assert len(shown) == chart_rows(40)
        await person.press("c", "home", "down", "down", "enter")
        text = "\n".join(strip(person))
        for level in ("Nothing", "Piles", "Deck"):
            assert level in text
        await person.press("c", "home", "enter")
        assert strip(person) == []


async def test_eyes_that_do_not_see_the_chosen_track_have_all_that_they_see(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay), Viewpoint("north", 5)) as person:
        await person.press("c", "end", "enter")
        assert "North's purse" in strip(person)[0]
        await person.press("e")
        text = "\n".join(strip(person))
        assert "North's purse" not in text
        assert "Calm of the bay" in text


async def test_a_click_on_the_inset_line_goes_to_what_stands_there(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay, deck=long_harbours())) as person:
        await person.press("c", "enter")
        scrubber = replay(person).query_one(Scrubber)
        left = scrubber.content_region.x - scrubber.region.x
        await person.pilot.click("#scrubber", offset=(left + scrubber.content_size.width - 1, 1))
        await person.settle()
        assert replay(person).moment.number == replay(person).eyes.total


@pytest.mark.parametrize("total", [1, 2, 7, 60, 1000])
@pytest.mark.parametrize("cells", [1, 20, 118])
def test_a_cell_has_the_value_at_its_last_entry_and_the_highest_within(total: int, cells: int) -> None:
    values = tuple((number * 7) % 11 for number in range(total))
    course = course_of(values, cells)
    assert len(course.last) == len(course.highest) == cells
    assert course.last[place_of(total, total, cells)] == values[-1]
    assert max(course.highest) == max(values) or cells == 1
    for number, value in enumerate(values, 1):
        assert course.highest[place_of(number, total, cells)] >= value
    assert all(high >= last for high, last in zip(course.highest, course.last, strict=True))


@pytest.mark.parametrize("width", [77, 117, 197])
def test_the_rail_keeps_most_of_the_width(lay: Lay, width: int) -> None:
    frame = frame_of(recording_of(played(lay)).through(FACILITATOR).at(3), width)
    assert frame.left + frame.rail + frame.right + 2 == width
    assert frame.rail * 2 > width


# Playing


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It plays as fast as it can."""
    monkeypatch.setattr(replay_playing, "SPEEDS", (0.001,) * len(replay_playing.SPEEDS))


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """It plays so slowly that it takes no step while somebody looks."""
    monkeypatch.setattr(replay_playing, "SPEEDS", tuple(600 * each for each in replay_playing.SPEEDS))


async def until(person: Person, done: Callable[[], bool]) -> None:
    """Let it play until something holds."""
    for _ in range(3000):
        if done():
            return
        await person.pilot.pause()
    raise AssertionError("it never came to that")


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("strides", [0, 1, 2])
async def test_it_plays_by_entries_moves_or_turns_and_stops_at_the_end(opens: Opens, lay: Lay, strides: int) -> None:
    async with opens(played(lay)) as person:
        screen = replay(person)
        been: list[int] = []
        shown = screen.go_to
        screen.go_to = lambda number: (been.append(number), shown(number))[1]  # type: ignore[method-assign]
        await person.press(*["s"] * strides)
        await person.pilot.press("space")
        await until(person, lambda: not screen.playing)
        gear = ("entry", "move", "turn")[strides]
        wanted, number = [], 1
        while (number := screen.eyes.onward(number, gear)) != (wanted[-1] if wanted else 1):
            wanted.append(number)
        assert been == wanted
        assert screen.moment.number == screen.eyes.total


@pytest.mark.usefixtures("slowly")
async def test_it_says_that_it_plays_and_how_fast(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay), size=(80, 24)) as person:
        assert "Space Play" in person.text()
        text = await person.press("space")
        assert "▶ an entry every 1200 s" in text
        assert "Space Pause" in text
        assert "every 600 s" in await person.press("plus")
        assert "every 2400 s" in await person.press("minus", "minus")
        assert "a move every 2400 s" in await person.press("s")
        assert replay(person).playing
        assert "▶" not in (await person.press("space")).splitlines()[0]
        assert not replay(person).playing


@pytest.mark.usefixtures("slowly")
@pytest.mark.parametrize("key", ["right", "n", "2", "question_mark", "c", "m", "a", "d", "x"])
async def test_any_other_key_stops_it_and_does_what_it_does(opens: Opens, lay: Lay, key: str) -> None:
    async with opens(played(lay)) as person:
        screen = replay(person)
        await person.press("space")
        assert screen.playing
        await person.press(key)
        assert not screen.playing
        assert screen.moment.number == (2 if key == "right" else 1)


@pytest.mark.usefixtures("slowly")
async def test_a_click_stops_it_and_no_timer_outlives_the_screen(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay, deck=long_harbours())) as person:
        screen = replay(person)
        await person.press("space")
        await person.pilot.click("#scrubber", offset=(5, 1))
        assert not screen.playing
        await person.press("space")
        timer = screen._timer
        assert timer is not None
        person.app.pop_screen()
        await person.settle()
        assert screen._timer is None
        assert timer not in screen._timers


@pytest.mark.usefixtures("slowly")
async def test_at_the_end_it_begins_again(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay)) as person:
        await person.press("end", "space")
        assert replay(person).moment.number == 1
        assert replay(person).playing


async def test_where_motion_is_off_nothing_plays_by_itself(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay)) as person:
        person.app.change("motion", "off")
        await person.press("space")
        assert not replay(person).playing
        assert any("Motion is off" in notice for notice in person.notices)


# Two viewers


@pytest.mark.parametrize("size", SIZES)
async def test_what_another_one_sees_is_marked_with_a_sign_and_words(
    opens: Opens, lay: Lay, size: tuple[int, int]
) -> None:
    table = played(lay)
    async with opens(table, Viewpoint("north", 8), size) as person:
        text = await person.press("d", "end", "enter")
        assert "North beside the facilitator" in text
        assert "+ only the facilitator sees" in text
        assert "+ South's debt" in text
        assert "North's purse:" not in text
        text = await person.press("3")
        assert re.search(r"≠ +\d+ +South has handed in its move\.", text)
        assert "South hands in" in text
        text = await person.press("d", "home", "enter", "1")
        assert "only the facilitator" not in text
        assert "as North saw it" in text


async def test_nothing_that_neither_of_both_sees_is_on_the_screen(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    async with opens(table, Viewpoint(PUBLIC, 3)) as person:
        await person.press("d", "home", "down", "enter")
        assert replay(person).other is not None
        assert replay(person).other.viewer in ("north", "south")
        seen = ""
        for _ in range(replay(person).eyes.total):
            seen += await person.press("right")
        hidden, own = ("South's debt", "North's purse")
        if replay(person).other.viewer == "south":
            hidden, own = own, hidden
        before, _, _ = seen.partition("The game is over")
        assert own in before
        assert hidden not in before


async def test_while_a_game_runs_nobody_is_compared_but_by_who_was_given_any_eyes(
    opens: Opens, store: Store, lay: Lay
) -> None:
    table = lay("north", "south")
    table.send(Play("north", "N-1"))
    async with opens(table) as person:
        await person.press("d")
        assert person.notices == ["The eyes of the teams open when the game is over."]
    async with opens(open_saved(store, table.game.name), Viewpoint(PUBLIC, 2, any_eyes=True)) as person:
        await person.press("end", "d", "home", "down", "enter")
        assert "only North sees" in person.text()
        table.send(Pass("south"))
        person.app.refresh_from_save()
        await person.settle()
        screen = replay(person)
        assert screen.other is not None
        assert screen.other.recording.events == screen.eyes.recording.events
        assert len(screen.eyes.recording.events) == len(table.events)


# Marks, bookmarks, notes


async def test_a_mark_is_chosen_with_a_few_words_and_stands_everywhere(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    head = table.head
    async with opens(table, Viewpoint(PUBLIC, 5)) as person:
        await person.press("m")
        assert isinstance(person.app.screen, Pick)
        text = person.text()
        assert all(word in text for word in ("!!  brilliant", "!?  interesting", "??  a blunder"))
        await person.press("down", "down", "enter", *"Bold", "enter")
        text = person.text()
        assert "!? interesting  scribe, for everyone" in text
        assert "Bold" in text
        assert re.search(r"▸ +5 +!\? ", text)
        rows = person.lines()
        rail = next(place for place, row in enumerate(rows) if "━" in row and "█" in row)
        assert "!?" in rows[rail - 2]
        (found,) = pins(table, PUBLIC)
        assert (found.entry, found.sign, found.text, found.author) == (5, "!?", "Bold", "scribe")
        await person.press("m", "end", "enter")
        person.app.clear_notifications()
        assert "interesting" not in await person.press("1")
        assert pins(table, PUBLIC) == ()
    assert table.head == head


async def test_a_bookmark_is_set_with_a_name_and_taken_back_by_the_same_key(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    async with opens(table, Viewpoint("north", 4)) as person:
        text = await person.press("f", *"Here", "enter")
        assert "▾ bookmark Here  scribe, for North" in text
        assert pins(table, "south") == ()
        await person.press("f")
        assert pins(table, "north") == ()


async def test_a_note_is_about_its_entry_and_what_is_typed_outlives_escape_and_the_program(
    opens: Opens, lay: Lay
) -> None:
    table = played(lay)
    async with opens(table, Viewpoint(PUBLIC, 4)) as person:
        await person.press("a", *"Half")
    async with opens(table, Viewpoint(PUBLIC, 4)) as person:
        assert "Half" in await person.press("a")
        await person.press("end", *" done", "enter")
        assert "▪ note  scribe, for everyone" in person.text()
        assert "Half done" in person.text()
        await person.press("right", "a")
        assert person.app.screen.query_one(Field).value == ""
    assert [(each.kind, each.entry, each.text) for each in pins(table, PUBLIC)] == [("note", 4, "Half done")]


@pytest.mark.parametrize(("viewer", "author"), [("north", "north"), (FACILITATOR, FACILITATOR), (None, "scribe")])
async def test_a_terminal_writes_in_the_name_of_who_sits_at_it(
    opens: Opens, lay: Lay, viewer: str | None, author: str
) -> None:
    table = played(lay)
    async with opens(table, Viewpoint("north", 4), post=Post(viewer)) as person:
        await person.press("m", "enter", "enter")
    (found,) = pins(table, "north")
    assert (found.author, found.audience) == (author, "north")


async def test_a_note_is_for_those_of_whom_its_title_speaks_though_other_eyes_open_while_it_is_typed(
    opens: Opens, lay: Lay
) -> None:
    table = played(lay)
    async with opens(table, Viewpoint(FACILITATOR, 7)) as person:
        event, screen = table.event_of(7, FACILITATOR), replay(person)
        await person.press("a", *"For me")
        screen._wanted = PUBLIC
        screen.look(screen.eyes.recording.through(PUBLIC))
        await person.press("enter")
        assert screen.eyes.viewer == PUBLIC
    assert pins(table, PUBLIC) == ()
    (found,) = pins(table, FACILITATOR)
    assert (found.text, found.entry) == ("For me", event)


async def test_who_only_looks_on_pins_nothing(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    async with opens(table, post=Post(PUBLIC, plays=False)) as person:
        await person.press("m", "f", "a")
        assert person.notices == ["This terminal only looks on."]
    assert pins(table, FACILITATOR) == ()


async def test_marks_are_gone_to_and_others_eyes_have_their_own(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    mark(table, "Kim", "all", table.event_of(6, PUBLIC) or 0, "!!")
    bookmark(table, "Kim", "north", table.event_of(9, "north") or 0, "Ours")
    async with opens(table) as person:
        assert "▾" not in person.text()
        await person.press("slash", *"marks", "enter")
        assert replay(person).moment.number == 6
        assert "!! brilliant  Kim, for everyone" in person.text()
        await person.press("e")
        await person.press("home", "n", "n")
        assert replay(person).moment.number == 9
        assert "bookmark Ours" in person.text()


async def test_what_is_written_at_another_terminal_appears(opens: Opens, store: Store, lay: Lay) -> None:
    table = played(lay)
    async with opens(table, Viewpoint(PUBLIC, 4)) as person:
        mark(open_saved(store, table.game.name), "Kim", "all", table.event_of(4, PUBLIC) or 0, "??", "Why?")
        person.app.refresh_from_save()
        await person.settle()
        assert "?? a blunder" in person.text()


async def test_hostile_words_in_a_note_are_shown_and_do_nothing(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    event = table.event_of(4, PUBLIC)
    for text in ("[b]x[/b] [@click=app.quit]y[/]", "[/] \x1b[31mred", "‮evil"):
        table.add_note("[Kim]", "all", "note", text, about=event)
        table.add_note("[Kim]", "all", "bookmark", '{"here": true, "name": "[/] [red]"}', about=event)
    async with opens(table, Viewpoint(PUBLIC, 4), (80, 24)) as person:
        text = person.text()
        assert "[b]x[/b]" in text
        assert "\x1b" not in text
        assert "‮" not in text
        assert isinstance(person.app.screen, ReplayScreen)


# Goldens

SCENES: dict[str, tuple[Viewpoint, tuple[str, ...]]] = {
    "tracks": (Viewpoint(PUBLIC, 7), ("c", "enter")),
    "tracks-all": (Viewpoint(FACILITATOR, 9), ("c", "enter")),
    "track": (Viewpoint(PUBLIC, 7), ("c", "down", "enter")),
    "difference": (Viewpoint("north", 8), ("d", "end", "enter")),
    "difference-log": (Viewpoint("north", 8), ("d", "end", "enter", "3")),
    "pins": (Viewpoint(PUBLIC, 7), ()),
    "mark": (Viewpoint(PUBLIC, 7), ("m",)),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_it_reads_as_it_did(scene: str, size: tuple[int, int], opens: Opens, lay: Lay) -> None:
    start, keys = SCENES[scene]
    table = by_hand(lay)
    if scene == "pins":
        event = table.event_of(7, PUBLIC) or 0
        mark(table, "Kim", "all", event, "!?", "The piles were not announced.")
        bookmark(table, FACILITATOR, "all", event, "Piles")
        bookmark(table, "Kim", "all", table.event_of(12, PUBLIC) or 0, "The second month")
        table.add_note("north", "all", "note", "We had agreed on this with nobody.", about=event)
    async with opens(table, start, size) as person:
        await person.press(*keys)
        compare(f"replay/{scene}-{size[0]}x{size[1]}", person.text())


def test_all_tracks_are_what_a_first_press_offers() -> None:
    assert ALL_TRACKS not in long_harbours().tracks
