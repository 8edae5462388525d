"""A game looked back on at the keys: its strides, other eyes, and that nothing can happen to it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache

import pytest
from attrs import evolve

from tests.tui.conftest import Person, Sits, harbours
from tests.tui.test_goldens import compare
from tests.tui.test_hostile_text import FEW, harmless, poisoned
from wargame.debrief import Recording, Viewpoint, recording_of
from wargame.deck import FACILITATOR, PUBLIC, Deck, load_text
from wargame.table import GO_ON, Pass, Play, Publish, Published, Store, Table, open_saved
from wargame.tui.app import WargameApp
from wargame.tui.screens.ending import EndingScreen
from wargame.tui.screens.lobby import Lobby
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.widgets.scrubber import number_at, place_of, scrubber_lines
from wargame.tui.widgets.sheet import Sheet
from wargame.words import value_text

Lay = Callable[..., Table]
Opens = Callable[..., AsyncIterator[Person]]
VIEWERS = (PUBLIC, "north", "south", FACILITATOR)


@cache
def long_harbours(turns: int = 6) -> Deck:
    """The deck of these tests with more turns and no early end."""
    plain = json.loads(harbours().text)
    plain["turns"] = [{"title": f"Month {number}"} for number in range(1, turns + 1)]
    plain.pop("ends")
    return load_text(json.dumps(plain, ensure_ascii=False))


def aiming_harbours() -> Deck:
    """The deck of these tests with objectives of which the board says whether they are reached."""
    plain = json.loads(harbours().text)
    plain["seats"]["north"]["objectives"] = [{"text": "Get the ferry", "if": "quay >= piles"}, {"text": "Rest"}]
    plain["seats"]["south"]["objectives"] = [{"text": "Keep the bay calm", "if": "calm >= 6"}]
    return load_text(json.dumps(plain, ensure_ascii=False))


def played(lay: Lay, **given: object) -> Table:
    """A game that bots have played to its end."""
    table = lay(**given)
    list(table.play_out())
    return table


def by_hand(lay: Lay, **given: object) -> Table:
    """A game that two teams have played to its end, each month with its front page."""
    table = lay("north", "south", **given)
    for moves in ((Play("north", "N-1"), Play("south", "S-2")), (Play("north", "N-2"), Pass("south"))):
        for move in moves:
            table.send(move)
        while table.state.phase in ("rule", "close"):
            table.send(GO_ON[table.state.phase])
        table.send(Publish("What the month brought", ("North: piles stand in the bay.", "The ice is late.")))
        table.send(GO_ON["page"])
    return table


@pytest.fixture
def opens(store: Store) -> Callable[..., object]:
    """A person opens the replay of a table, as the plain command does."""

    @asynccontextmanager
    async def opening(
        table: Table, start: Viewpoint | None = None, size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[Person]:
        app = WargameApp(store, table, poll=0, replay=start or Viewpoint())
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person

    return opening


def replay(person: Person) -> ReplayScreen:
    screen = person.app.screen
    assert isinstance(screen, ReplayScreen)
    return screen


def where(person: Person) -> str:
    """Where the line on top says we are: `as everyone saw it · entry 1 of 20`."""
    return person.lines()[0].split("  ")[-1].strip()


# Opening it, and leaving


async def test_an_ended_game_is_replayed_from_its_ending_and_left_for_it(sits: Sits, lay: Lay) -> None:
    table = played(lay)
    async with sits(table) as person:
        assert "r Replay" in person.text()
        await person.press("r")
        assert where(person) == f"as everyone saw it · entry 1 of {len(table.log(PUBLIC))}"
        assert "Two Harbours: the table is laid." in person.text()
        await person.press("end")
        assert "The game is over" in person.text()
        await person.press("escape")
        assert isinstance(person.app.screen, EndingScreen)


async def test_the_marked_game_is_replayed_from_the_lobby(sits: Sits, lay: Lay) -> None:
    played(lay, name="Morning")
    played(lay, name="Evening")
    async with sits() as person:
        assert "r Replay" in person.text()
        text = await person.press("down", "r")
        assert "Morning · before the first turn" in text
        text = await person.press("q")
        assert isinstance(person.app.screen, Lobby)
        assert "Evening" in text


async def test_an_empty_lobby_offers_no_replay(sits: Sits) -> None:
    async with sits() as person:
        assert "Replay" not in person.text()
        await person.press("r")
        assert isinstance(person.app.screen, Lobby)


async def test_a_damaged_game_says_why_it_cannot_be_replayed(sits: Sits, store: Store, lay: Lay) -> None:
    broken = played(lay, name="Broken")
    with store._writing.connect() as connection, connection.begin():
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all()
        for name in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE event SET body='{}' WHERE game=? AND seq=2", (broken.game.id,))
    async with sits() as person:
        await person.press("r")
        assert isinstance(person.app.screen, Lobby)
        assert any("changed outside the program" in notice for notice in person.notices)
        person.app.clear_notifications()
        await person.press("r")
        assert len(person.notices) == 1


async def test_looking_back_writes_nothing(sits: Sits, store: Store, lay: Lay) -> None:
    table = lay("north", "south")
    head = table.head
    async with sits() as person:
        await person.press("r", "right", "pagedown", "end", "e", "h", "p", "enter", "n", "escape")
    assert open_saved(store, table.game.name).head == head


# Strides


async def test_arrows_go_by_an_entry_by_a_move_and_pages_by_a_turn(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    eyes = recording_of(table).through(PUBLIC)
    async with opens(table) as person:
        number = 1
        for key, step, gear in [
            ("right", eyes.onward, "entry"),
            ("pagedown", eyes.onward, "turn"),
            ("down", eyes.onward, "move"),
            ("down", eyes.onward, "move"),
            ("right", eyes.onward, "entry"),
            ("pagedown", eyes.onward, "turn"),
            ("up", eyes.back, "move"),
            ("left", eyes.back, "entry"),
            ("pageup", eyes.back, "turn"),
        ]:
            number = step(number, gear)
            await person.press(key)
            assert where(person).endswith(f"entry {number} of {eyes.total}"), key
        await person.press("end", "right", "down", "pagedown")
        assert where(person).endswith(f"entry {eyes.total} of {eyes.total}")
        await person.press("home", "left", "up", "pageup")
        assert where(person).endswith(f"entry 1 of {eyes.total}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_ruling_is_shown_as_it_was_in_play(opens: Opens, lay: Lay, size: tuple[int, int]) -> None:
    table = played(lay)
    eyes = recording_of(table).through(PUBLIC)
    number = next(place for place, kind in enumerate(eyes.kinds, 1) if kind in ("success", "triumph", "failure"))
    ruled = eyes.at(number).face
    async with opens(table, Viewpoint(PUBLIC, number), size) as person:
        text = person.text()
        assert f"Rolled {ruled.rolls[0].value}:" in text
        assert f"plays {table.deck.cards[ruled.card].title}" in text
        assert re.search(rf"(↓ {ruled.rolls[0].value}|{ruled.rolls[0].value} ↓)", text)


async def test_a_hand_in_shows_what_else_lay_in_the_hand(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    number = next(entry.number for entry in table.log(FACILITATOR) if type(entry.face).__name__ == "HandedIn")
    async with opens(table, Viewpoint(FACILITATOR, number)) as person:
        assert "What else was in the hand" in person.text()
        assert "could not be played" in person.text()


async def test_the_front_page_is_shown_as_a_page(opens: Opens, lay: Lay) -> None:
    table = by_hand(lay)
    number = next(entry.number for entry in table.log(PUBLIC) if isinstance(entry.face, Published))
    async with opens(table, Viewpoint(PUBLIC, number)) as person:
        assert "━" * 30 in person.text()


async def test_a_click_on_the_line_or_on_the_log_goes_there(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    total = len(table.log(PUBLIC))
    async with opens(table) as person:
        width = replay(person).query_one("#scrubber").content_size.width
        await person.pilot.click("#scrubber", offset=(width, 1))
        await person.settle()
        assert where(person).endswith(f"entry {total} of {total}")
        await person.pilot.click("#scrubber", offset=(1, 1))
        await person.settle()
        assert where(person).endswith(f"entry 1 of {total}")
        await person.pilot.click("#log", offset=(8, 4))
        await person.settle()
        assert where(person).endswith(f"entry 5 of {total}")


async def test_where_there_is_no_room_pages_are_turned(opens: Opens, lay: Lay) -> None:
    async with opens(played(lay), Viewpoint(PUBLIC, 4), (80, 24)) as person:
        assert "▸2 Entry" in person.text()
        assert "▸3 Log" in await person.press("tab")
        assert "North has handed in its move." in person.text()
        text = await person.press("tab")
        assert "▸1 Board" in text
        assert "Calm of the bay" in text
        assert "▸2 Entry" in await person.press("2")


# The board


async def test_at_any_event_the_board_is_what_show_says_through_any_eyes(opens: Opens, lay: Lay) -> None:
    table = played(lay, deck=long_harbours())
    async with opens(table) as person:
        for viewer in VIEWERS:
            while replay(person).eyes.viewer != viewer:
                await person.press("e")
            screen = replay(person)
            for number in range(1, screen.eyes.total + 1):
                screen.go_to(number)
                then = table.view_at(number, viewer)
                assert then is not None
                assert screen.moment.view == then
                shown = "\n".join(line.plain for line in screen.query_one("#board", Sheet).lines(90))
                for track in then.tracks:
                    assert track.title in shown
                    assert value_text(track) in shown or track.level in shown


async def test_what_an_entry_moves_is_marked_on_the_board(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    number = next(n for n in range(2, 10) if recording_of(table).through(PUBLIC).at(n).changed)
    async with opens(table, Viewpoint(PUBLIC, number - 1)) as person:
        assert "▸ moved" not in person.text()
        text = await person.press("right")
        assert "▸ moved with this entry" in text
        assert "▸ Calm of the bay" in text


# Eyes


async def test_other_eyes_open_at_the_same_moment_when_the_game_is_over(opens: Opens, lay: Lay) -> None:
    table = played(lay)
    recording = recording_of(table)
    number = recording.through(PUBLIC).openings[1]
    async with opens(table, Viewpoint(PUBLIC, number)) as person:
        board = "North's purse"
        assert board not in person.text()
        text = await person.press("e")
        assert "as North saw it" in text
        assert board in text
        assert "South's debt" not in text
        assert "South's debt" in await person.press("e")
        text = await person.press("e")
        assert "all that was hidden" in text
        assert board in text
        assert "not everyone sees this" in text
        assert recording.events[replay(person).moment.number - 1].body.turn == 2
        await person.press("e")
        assert where(person) == f"as everyone saw it · entry {number} of {recording.through(PUBLIC).total}"


async def test_while_a_game_runs_there_are_only_everyones_eyes(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(Play("north", "N-1"))
    async with sits() as person:
        text = await person.press("r", "end")
        assert "North has handed in its move." in text
        await person.press("e")
        assert person.notices == ["The eyes of the teams open when the game is over."]
        seen = person.text()
        for key in ("home", *["right"] * 6):
            seen += await person.press(key)
        assert not any(word in seen for word in ("Drive piles", "purse", "A letter to", "debt"))


async def test_the_plain_command_opens_any_eyes_while_a_game_runs(opens: Opens, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(Play("north", "N-1"))
    async with opens(table, Viewpoint("north", 5, any_eyes=True)) as person:
        assert "North hands in Drive piles" in person.text()
        assert "as South saw it" in await person.press("e")
        assert "Drive piles" not in person.text()


async def test_a_game_that_moves_on_stays_where_it_is_looked_at(opens: Opens, store: Store, lay: Lay) -> None:
    table = lay("north", "south")
    async with opens(open_saved(store, table.game.name)) as person:
        await person.press("end")
        total = len(table.log(PUBLIC))
        assert where(person) == f"as everyone saw it · entry {total} of {total}"
        table.send(Pass("north"))
        table.send(Pass("south"))
        person.app.refresh_from_save()
        await person.settle()
        assert where(person) == f"as everyone saw it · entry {total} of {len(table.log(PUBLIC))}"
        assert len(table.log(PUBLIC)) > total


# What is drawn


@pytest.mark.parametrize("total", [1, 2, 5, 60, 10_000])
@pytest.mark.parametrize("width", [20, 76, 118, 196])
def test_each_cell_of_the_line_leads_to_an_entry_that_lies_there(total: int, width: int) -> None:
    places = [place_of(number, total, width) for number in range(1, total + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == (width - 1 if total > 1 else 0)
    if 1 < total <= width:
        assert [number_at(place, total, width) for place in places] == list(range(1, total + 1))
    assert {number_at(place, total, width) for place in range(-3, width + 3)} <= set(range(1, total + 1))


@pytest.mark.parametrize("width", [20, 40, 76, 118, 196])
@pytest.mark.parametrize("turns", [2, 6, 40])
def test_the_line_fits_any_width_and_names_the_turns_where_there_is_room(lay: Lay, turns: int, width: int) -> None:
    eyes = recording_of(played(lay, deck=long_harbours(turns))).through(PUBLIC)
    for number in (1, eyes.openings[-1], eyes.total):
        steps, rail, labels = scrubber_lines(eyes, number, width)
        assert rail.cell_length == width
        assert steps.cell_length <= width
        assert labels.cell_length <= width
        assert rail.plain.count("█") == 1
        assert "1" in labels.plain
    if turns == 6 and width >= 118:
        assert all(f"{turn} Month {turn}" in labels.plain for turn in range(1, 7))


async def test_a_long_game_opens_and_scrubs(opens: Opens, lay: Lay) -> None:
    table = played(lay, deck=long_harbours(120))
    total = len(table.log(PUBLIC))
    assert total > 700
    async with opens(table, size=(80, 24)) as person:
        text = await person.press("end", "pageup")
        assert "turn 120 of 120" in text
        text = await person.press("3")
        assert f"▸ {replay(person).moment.number}" in text
        await person.press("e")
        assert "turn 120 of 120" in person.text()


@pytest.mark.parametrize("text", FEW)
async def test_hostile_text_is_shown_and_does_nothing(opens: Opens, lay: Lay, text: str) -> None:
    table = by_hand(lay)
    known = recording_of(table)
    events = [
        evolve(event, body=Published(event.body.turn, text, (text, f"{text}: {text}")))
        if isinstance(event.body, Published)
        else event
        for event in known.events
    ]
    decks = (known.deck, evolve(poisoned(known.deck, text), facts=known.deck.facts))
    plain, hostile = (Recording.of(deck, events, f"{known.name} {text}") for deck in decks)
    async with opens(table, size=(80, 24)) as person:
        screen = replay(person)
        for viewer in VIEWERS:
            screen.eyes = hostile.through(viewer)
            for number in range(1, screen.eyes.total + 1, 1 if viewer == FACILITATOR else 3):
                screen.moment = poisoned(plain.through(viewer).at(number), text)
                screen.update()
                for page in ReplayScreen.PAGES:
                    screen.turn_to(page)
                    await person.pilot.pause()
                    harmless(person)


# Goldens

SIZES = [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.long)]
SCENES: dict[str, tuple[str, tuple[str, ...]]] = {
    "opening": (PUBLIC, ()),
    "ruling": (PUBLIC, ("pagedown", "down", "down", "down", "down")),
    "ruling-board": (PUBLIC, ("pagedown", "down", "down", "down", "down", "1")),
    "hand-in": (FACILITATOR, ("pagedown", "down")),
    "out-of-sight": ("north", ("pagedown", "down", "down", "down", "down", "down")),
    "closing": ("south", ("pagedown", "pagedown", "left", "left")),
    "log": (FACILITATOR, ("pagedown", "pagedown", "3")),
    "end": (FACILITATOR, ("end",)),
    "help": (PUBLIC, ("question_mark",)),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_the_replay_reads_as_it_did(scene: str, size: tuple[int, int], opens: Opens, lay: Lay) -> None:
    viewer, keys = SCENES[scene]
    table = by_hand(lay)
    async with opens(table, Viewpoint(viewer), size) as person:
        await person.press(*keys)
        compare(f"replay/{scene}-{size[0]}x{size[1]}", person.text())


async def test_what_is_looked_for_is_gone_to_and_back_from_and_round_again(opens: Opens, lay: Lay) -> None:
    async with opens(by_hand(lay)) as person:
        screen = person.app.screen
        assert isinstance(screen, ReplayScreen)
        await person.press("slash", *"piles STAND", "enter")
        first = screen.moment.number
        assert "piles stand" in person.text().casefold()
        await person.press("n")
        second = screen.moment.number
        assert second > first
        await person.press("p")
        assert screen.moment.number == first
        await person.press("p")
        last = screen.moment.number
        assert last >= second
        await person.press("n")
        assert screen.moment.number == first


@pytest.mark.parametrize("wanted", ["south", "overrides", "nothing of the kind"])
async def test_a_team_and_overrides_are_looked_for_by_name(opens: Opens, lay: Lay, wanted: str) -> None:
    async with opens(by_hand(lay)) as person:
        screen = person.app.screen
        assert isinstance(screen, ReplayScreen)
        await person.press("slash", *wanted, "enter")
        if wanted == "south":
            assert screen.eyes.kinds[screen.moment.number - 1] == "hand-in"
        else:
            assert screen.moment.number == 1
            assert any("No entry has" in notice for notice in person.notices)
        await person.press("slash", "escape")
        assert person.app.screen is screen
