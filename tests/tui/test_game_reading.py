"""A game is read at the keys: what mattered is found while one waits, can be stopped, and leads into the replay."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from attrs import evolve

from tests.tui.conftest import Person, Sits
from tests.tui.test_goldens import SIZES, compare
from tests.tui.test_hostile_text import FEW, harmless, poisoned
from tests.tui.test_replay import aiming_harbours, by_hand, played
from wargame.debrief import outlook, story_of
from wargame.debrief.outlook import Mattered, Swing, what_mattered
from wargame.debrief.sections import DECISIONS, mattered_section, sections
from wargame.table import Ruled, Table
from wargame.tui.screens.ending import EndingScreen
from wargame.tui.screens.game_reading import GAMES, GameReading
from wargame.tui.screens.lobby import Lobby
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.study import Found

Lay = Callable[..., Table]
#: Looks at the screen until something is held never to come.
_PATIENCE = 5000


def screen(person: Person) -> GameReading:
    found = person.app.screen
    assert isinstance(found, GameReading)
    return found


def told(table: Table) -> list[str]:
    """The first lines of the decisions that mattered."""
    story = story_of(table.deck, table.events)
    section = mattered_section(story, what_mattered(story, games=GAMES)[:DECISIONS], GAMES)
    return [section.lines[place] for place in section.events]


@pytest.fixture(autouse=True)
def _one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes take longer to start than these small games take to be played."""
    monkeypatch.setattr(outlook, "cores", lambda: 1)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Bots play on only once this is set: a game so long that one has to wait for it."""
    gate = threading.Event()
    once = outlook._reached_from

    def patient(*given: object) -> object:
        gate.wait()
        return once(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(outlook, "_reached_from", patient)
    return gate


async def shown(person: Person, wanted: str) -> str:
    """Wait for what a thread says while it still works; the screen, once it says so."""
    for _ in range(_PATIENCE):
        if wanted in (text := person.text()):
            return text
        await person.pilot.pause()
    raise AssertionError(f"never saw {wanted!r}; the screen was:\n{person.text()}")


async def test_it_opens_from_the_lobby_the_ending_and_the_replay(sits: Sits, lay: Lay) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        assert "w Reading" in person.text()
        await person.press("w")
        assert screen(person).read.game.id == table.game.id
        await person.press("escape")
        assert isinstance(person.app.screen, Lobby)
        await person.press("r", "w")
        screen(person)
        await person.press("escape")
        assert isinstance(person.app.screen, ReplayScreen)
    async with sits(table) as person:
        await person.press("enter", "w")
        screen(person)
        await person.press("q")
        assert isinstance(person.app.screen, EndingScreen)


async def test_a_game_that_runs_is_not_read(sits: Sits, lay: Lay) -> None:
    lay("north", "south")
    async with sits() as person:
        assert "w Reading" not in person.text()
        await person.press("w")
        assert isinstance(person.app.screen, Lobby)
        assert "w Reading" not in await person.press("r")
        await person.press("w")
        assert isinstance(person.app.screen, ReplayScreen)


async def test_the_decisions_that_mattered_are_those_of_the_plain_command(sits: Sits, lay: Lay) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        text = await person.press("w")
        for line in told(table):
            assert line.split(": ")[1] in text


async def test_other_processes_help_and_find_the_same(sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    wanted = told(table)
    monkeypatch.setattr(outlook, "cores", lambda: 2)
    async with sits() as person:
        text = await person.press("w")
        for line in wanted:
            assert line.split(": ")[1] in text


async def test_every_part_is_a_page_and_says_how_it_was_worked_out(sits: Sits, lay: Lay) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        await person.press("w")
        for part in sections(story_of(table.deck, table.events)):
            text = await person.press("right")
            assert part.title in text
            assert f"({part.how.split(' ')[0]}" in text
        assert "Decisions that mattered" in await person.press("tab")
        assert "facts of the deck by whether" in await person.press("left")


async def test_enter_shows_the_marked_decision_in_a_replay_with_all_that_was_hidden(sits: Sits, lay: Lay) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        await person.press("w", "down")
        decision = screen(person).query_one("#decisions").current  # type: ignore[attr-defined]
        event = table.events[int(decision) - 1]
        assert isinstance(event.body, Ruled)
        text = await person.press("enter")
        assert isinstance(person.app.screen, ReplayScreen)
        assert table.deck.cards[event.body.card].title in text
        assert "all that was hidden" in text
        await person.press("escape")
        screen(person)
        await person.press("escape")
        assert isinstance(person.app.screen, Lobby)


async def test_from_the_replay_enter_goes_back_to_it_at_the_decision(sits: Sits, lay: Lay) -> None:
    by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        await person.press("r", "w", "enter")
        found = person.app.screen
        assert isinstance(found, ReplayScreen)
        assert len(person.app.screen_stack) == 2
        assert found.moment.number > 1
        assert isinstance(found.moment.face, Ruled)


async def test_while_bots_play_on_it_is_said_how_far_they_are_and_other_pages_can_be_read(
    sits: Sits, lay: Lay, held: threading.Event
) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    rulings = len(story_of(table.deck, table.events).rulings)
    try:
        async with sits() as person:
            await person.pilot.press("w")
            text = await shown(person, f"0 of {rulings} rulings")
            assert "s Stop" in text
            await person.pilot.press("2")
            await shown(person, "▸2 Roads not taken")
            held.set()
            await person.settle()
            await person.press("1")
            assert screen(person).mattered is not None
    finally:
        held.set()


async def test_playing_on_is_stopped_by_a_key_and_what_is_known_is_shown(
    sits: Sits, lay: Lay, held: threading.Event
) -> None:
    by_hand(lay, deck=aiming_harbours())
    try:
        async with sits() as person:
            await person.pilot.press("w")
            await shown(person, "0 of")
            await person.pilot.press("s")
            await shown(person, "Stopping …")
            held.set()
            await person.settle()
            assert "Stopped after 0 of" in person.text()
            assert "s Stop" not in person.text()
    finally:
        held.set()


async def test_leaving_the_screen_stops_it(
    sits: Sits, lay: Lay, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(lay, deck=aiming_harbours())
    try:
        async with sits() as person:
            await person.pilot.press("w")
            await shown(person, "0 of")
            left = screen(person)
            await person.pilot.press("escape")
            await person.pilot.pause()
            assert left.stopping.is_set()
            assert isinstance(person.app.screen, Lobby)
            held.set()
            await person.settle()
            assert left.mattered is None
    finally:
        held.set()


async def test_where_playing_on_fails_that_is_said(sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(outlook, "_reached_from", broken)
    by_hand(lay, deck=aiming_harbours())
    async with sits() as person:
        assert "That should not have happened" in await person.press("w")
        text = await person.press("2")
        assert "That should not have happened" not in text
        assert "cards that lay in a hand" in text


async def test_reading_writes_nothing(sits: Sits, lay: Lay) -> None:
    table = by_hand(lay, deck=aiming_harbours())
    head = table.head
    async with sits() as person:
        await person.press("w", *"1234567", "escape")
    assert table.refresh() is False
    assert table.head == head


async def test_where_the_board_judges_no_objective_the_page_says_so(sits: Sits, lay: Lay) -> None:
    played(lay)
    async with sits(size=(80, 24)) as person:
        text = " ".join((await person.press("w")).split())
        assert "The board judges no objective of this deck, so no decision can be weighed" in text
        assert screen(person).choices() is None


@pytest.mark.parametrize("text", FEW)
async def test_hostile_text_is_read_and_does_nothing(sits: Sits, lay: Lay, text: str) -> None:
    table = played(lay)
    deck = evolve(poisoned(table.deck, text), facts=table.deck.facts)
    story = story_of(deck, table.events)
    section = mattered_section(story, [Mattered(each, {"north": Swing(0, 1, 0)}) for each in story.rulings], 1)
    async with sits(size=(80, 24)) as person:
        await person.press("w")
        opened = screen(person)
        opened.parts = sections(story)
        opened.on_found(Found(section))
        for page in range(len(opened.tabs())):
            opened.turn_to(page)
            await person.pilot.pause()
            harmless(person)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", ["mattered", "luck", "facts"])
async def test_a_page_of_a_reading_reads_as_it_did(page: str, size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    by_hand(lay, deck=aiming_harbours())
    keys = {"mattered": (), "luck": ("4",), "facts": ("7",)}
    async with sits(None, size) as person:
        compare(f"reading-{page}-{size[0]}x{size[1]}", await person.press("w", *keys[page]))
