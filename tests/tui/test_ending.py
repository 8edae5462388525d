"""Before the numbers each team says how far it got; then the ending in full."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache, partial

import pytest
from attrs import evolve

from tests.tui.conftest import Person, Sits, harbours
from tests.tui.test_goldens import compare
from tests.tui.test_hostile_text import FEW, harmless, poisoned
from wargame.debrief.objectives import board_says
from wargame.deck import FACILITATOR, PUBLIC, Deck, load_text
from wargame.table import GO_ON, Command, Pass, Play, Sit, Store, Table, Verdict, assess, assessments, open_saved
from wargame.tui.app import WargameApp
from wargame.tui.director import ROOM, AtEnding, Post
from wargame.tui.position import look
from wargame.tui.scenes import scene_screen
from wargame.tui.screens.ending import EndingScreen
from wargame.tui.widgets.ending import record_lines, story_lines, turns_played

Lay = Callable[..., Table]
SitsAt = Callable[..., AbstractAsyncContextManager[Person]]
SIZES = [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.long)]
MOVES = ((Play("north", "N-1"), Play("south", "S-2")), (Play("north", "N-2"), Pass("south")))
NOTHING = {"north": (None, None, None), "south": (None,)}


@cache
def wanting(seats: int = 2) -> Deck:
    """The deck of these tests with objectives on which the board has something to say, and seats that only look on."""
    plain = json.loads(harbours().text)
    plain["seats"]["north"]["objectives"] = [
        {"text": "Get the ferry", "if": "quay >= piles"},
        {"text": "Keep the bay so calm that neither a gull nor a whale has a word to say about it", "if": "calm >= 9"},
        "Be loved for it",
    ]  # fmt: skip
    plain["seats"]["south"]["objectives"] = [{"text": "Hide the sale", "if": "debt <= 9"}]
    for number in range(2, seats):
        plain["seats"][f"isle{number}"] = {
            "title": f"Isle {number}",
            "public": "Far out.",
            "private": "Nothing.",
            "objectives": ["Be left alone", "Be heard of"],
        }
        card = {"title": "Look on", "seat": f"isle{number}", "text": "From afar.", "chance": 90, "uses": "any"}
        plain["cards"][f"X-{number}"] = {**card, "success": "Seen."}
    return load_text(json.dumps(plain, ensure_ascii=False))


def finished(lay: Lay, *people: str, deck: Deck | None = None) -> Table:
    """A game that teams, or bots, have played to its end."""
    table = lay(*people, deck=deck or wanting())
    moves = [list(each) for each in MOVES]
    while table.state.phase != "ended":
        if table.state.phase != "plan":
            table.send(GO_ON[table.state.phase])
            continue
        turn = moves[table.state.turn - 1]
        wanted: dict[str, Command] = {move.seat: move for move in turn}
        for seat in table.people():
            table.send(wanted.get(seat, Pass(seat)))
    return table


@pytest.fixture
def sits_at(store: Store) -> SitsAt:
    """A person sits down at the terminal of a post."""

    @asynccontextmanager
    async def sitting(table: Table, post: Post = ROOM, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Person]:
        app = WargameApp(store, table, poll=0, post=post)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person

    return sitting


def screen(person: Person) -> EndingScreen:
    found = person.app.screen
    assert isinstance(found, EndingScreen)
    return found


# Before the numbers


@pytest.mark.parametrize("size", SIZES)
async def test_the_teams_speak_before_any_number_shows(sits: Sits, lay: Lay, size: tuple[int, int]) -> None:
    table = finished(lay, "north", "south")
    head = table.head
    async with sits(table, size) as person:
        text = person.text()
        assert "Before the numbers" in text
        assert text.count("□ not said") == 4
        assert "Hide the sale" in text
        for number in ("South's debt", "Who gets the ferry?", "the board agrees", "the board says", table.head):
            assert number not in text
        text = await person.press("1", "down", "2", "down", "down", "3")
        assert "✓ reached   Get the ferry" in text
        assert "◐ partly    Keep the bay so calm" in text
        assert "□ not said  Be loved for it" in text
        assert "✕ missed    Hide the sale" in text
        assert assessments(table) == {"north": ("reached", "partly", None), "south": ("missed",)}
        text = await person.press("enter")
        assert "Who gets the ferry?" in text
        assert table.head == head


async def test_space_and_the_arrows_go_through_the_words(sits: Sits, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    async with sits(table) as person:
        for key, said in (("space", "reached"), ("right", "partly"), ("space", "missed"), ("space", None)):
            await person.press(key)
            assert assessments(table)["north"][0] == said
        await person.press("left")
        assert assessments(table)["north"][0] == "missed"


async def test_of_two_quick_presses_none_is_lost(sits: Sits, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    async with sits(table) as person:
        await person.pilot.press("space", "space")
        await person.settle()
        assert assessments(table)["north"][0] == "partly"
        assert "◐ partly    Get the ferry" in person.text()


async def test_a_click_marks_and_one_on_the_marked_says_the_next_word(sits: Sits, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    async with sits(table) as person:
        row = next(number for number, line in enumerate(person.lines()) if "Hide the sale" in line)
        for said in (None, "reached", "partly"):
            await person.pilot.click(offset=(30, row))
            await person.settle()
            assert assessments(table)["south"][0] == said


async def test_the_ending_may_be_shown_at_once_and_the_assessment_be_reached_again(sits: Sits, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    async with sits(table) as person:
        text = await person.press("enter")
        assert "Who gets the ferry?" in text
        assert "b Assessment" in text
        await person.press("1", "space", "enter")
        assert assessments(table) == NOTHING
        text = await person.press("b")
        assert "Before the numbers" in text
        assert "b Assessment" not in text
        assert "r Replay" not in text
        await person.press("1")
        text = await person.press("enter")
        assert "✓ reached   Get the ferry" in text


async def test_an_ended_game_begins_with_what_is_still_unsaid(sits: Sits, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    for seat, objective in (("north", 0), ("north", 1), ("north", 2)):
        assess(table, seat, objective, "partly")
    async with sits(table) as person:
        assert screen(person).asking
        assert "◐ partly    Get the ferry" in person.text()
    assess(table, "south", 0, "missed")
    async with sits(table) as person:
        assert not screen(person).asking
        text = await person.press("b")
        assert "✕ missed    Hide the sale" in text


async def test_where_only_bots_played_nobody_is_asked(sits: Sits, lay: Lay) -> None:
    async with sits(finished(lay)) as person:
        assert not screen(person).asking
        assert "b Assessment" not in person.text()
        await person.press("b")
        assert not screen(person).asking
        await person.press("pagedown")
        assert "bot (random)" in person.text()


async def test_a_seat_is_asked_that_people_once_played_and_a_bot_is_not(sits: Sits, lay: Lay) -> None:
    table = lay("south", deck=wanting())
    table.send(Pass("south"))
    table.send(Sit("south", "bot:random"))
    list(table.play_out())
    async with sits(table) as person:
        text = person.text()
        assert "Hide the sale" in text
        assert "Get the ferry" not in text


# Whose terminal it is


@pytest.mark.parametrize("size", SIZES)
async def test_the_terminal_of_a_team_speaks_for_its_own_seat(sits_at: SitsAt, lay: Lay, size: tuple[int, int]) -> None:
    table = finished(lay, "north", "south")
    async with sits_at(table, Post("south"), size) as person:
        assert "Get the ferry" in person.text()
        await person.press("up", "up", "1", "down", "3")
        assert assessments(table) == {**NOTHING, "south": ("missed",)}
        assess(table, "north", 0, "partly")
        person.app.refresh_from_save()
        await person.settle()
        assert "◐ partly    Get the ferry" in person.text()


async def test_a_team_that_has_spoken_is_shown_the_ending_when_it_comes_back(sits_at: SitsAt, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    assess(table, "south", 0, "missed")
    async with sits_at(table, Post("south")) as person:
        assert not screen(person).asking
    async with sits_at(table, Post("north")) as person:
        assert screen(person).asking


@pytest.mark.parametrize("viewer", [PUBLIC, "south", FACILITATOR])
async def test_who_only_watches_says_nothing_and_sees_all(sits_at: SitsAt, lay: Lay, viewer: str) -> None:
    table = finished(lay, "north", "south")
    assess(table, "south", 0, "missed")
    async with sits_at(table, Post(viewer, plays=False)) as person:
        text = person.text()
        assert "✕ missed    Hide the sale" in text
        assert "1 Reached" not in text
        assert "▌" not in text
        await person.press("1", "space", "down", "2", "right")
        assert assessments(table) == {**NOTHING, "south": ("missed",)}
        assert "Who gets the ferry?" in await person.press("enter")


async def test_the_facilitator_speaks_for_everyone(sits_at: SitsAt, lay: Lay) -> None:
    table = finished(lay, "north", "south")
    async with sits_at(table, Post(FACILITATOR)) as person:
        await person.press("1", "down", "down", "down", "2")
        assert assessments(table) == {"north": ("reached", None, None), "south": ("partly",)}


async def test_the_name_of_a_seat_comes_into_sight_with_its_first_objective(sits: Sits, lay: Lay) -> None:
    seats = tuple(wanting(8).seats)
    table = finished(lay, *seats, deck=wanting(8))
    async with sits(table, (80, 24)) as person:
        text = await person.press(*("down",) * 15)
        assert "Isle 7" in text
        assert "North" not in text
        text = await person.press(*("up",) * 15)
        assert "North" in text
        assert "▌ □ not said  Get the ferry" in text


async def test_a_watcher_keeps_its_place_when_somebody_speaks(sits_at: SitsAt, lay: Lay) -> None:
    table = finished(lay, *wanting(8).seats, deck=wanting(8))
    async with sits_at(table, Post(PUBLIC, plays=False), (80, 24)) as person:
        assert "Isle 7" in await person.press("pagedown", "pagedown")
        assess(table, "isle7", 1, "reached")
        person.app.refresh_from_save()
        await person.settle()
        assert "✓ reached   Be heard of" in person.text()


# The ending


@pytest.mark.parametrize(
    ("said", "met", "answer"),
    [
        ("reached", True, "= the board agrees"),
        ("reached", False, "≠ the board does not agree"),
        ("missed", False, "= the board agrees"),
        ("missed", True, "≠ the board does not agree"),
        ("partly", True, "· the board says: reached"),
        ("partly", False, "· the board says: not reached"),
        (None, True, "· the board says: reached"),
        ("reached", None, "· for the seat alone to say"),
        (None, None, "· for the seat alone to say"),
    ],
)
def test_the_board_answers_what_a_seat_says(said: Verdict | None, met: bool | None, answer: str) -> None:
    assert board_says(said, met) == answer


def test_a_final_argument_is_offered_to_whom_the_board_contradicts(lay: Lay) -> None:
    table = finished(lay, "north", "south")
    assess(table, "north", 1, "reached")
    text = " ".join(" ".join(line.plain.split()) for line in story_lines(look(table), 100))
    assert "A final argument, if the room wants one: the board contradicts North. Let each make its case" in text
    assess(table, "north", 1, "partly")
    text = " ".join(" ".join(line.plain.split()) for line in story_lines(look(table), 100))
    assert "contradicts" not in text


def test_an_old_log_without_the_boards_verdicts_leaves_them_to_the_seats(lay: Lay) -> None:
    position = look(finished(lay, "north", "south"))
    assert position.public.ending is not None
    old = evolve(position, public=evolve(position.public, ending=evolve(position.public.ending, met={})))
    lines = [line.plain for line in story_lines(old, 100)]
    assert sum("for the seat alone to say" in line for line in lines) == 4


def test_who_played_what_tells_what_everyone_saw(lay: Lay) -> None:
    table = finished(lay, "north", "south")
    first, second = turns_played(look(table).record).values()
    assert (first["north"].card, first["south"].card, first["south"].word) == ("N-1", None, "unseen")
    assert (second["north"].card, second["south"].word) == ("N-2", "passed")
    text = "\n".join(line.plain for line in record_lines(look(table), 100))
    assert "Drive piles" in text
    assert "Pay the buyer" not in text


def test_a_practice_turn_is_no_turn(store: Store) -> None:
    from wargame.table import new_game

    table = new_game(store, wanting(), (), seed="demo", practice=True)
    list(table.play_out())
    assert 0 not in turns_played(look(table).record)


@pytest.mark.parametrize("seats", [2, 6, 8])
def test_every_line_of_the_ending_fits(lay: Lay, seats: int) -> None:
    position = look(finished(lay, *wanting(seats).seats, deck=wanting(seats)))
    for width in (60, 76, 90, 110):
        for draw in (partial(story_lines, position), partial(record_lines, position)):
            assert max(line.cell_length for line in draw(width)) <= width


async def test_in_a_huge_terminal_everything_stands_side_by_side(sits: Sits, lay: Lay) -> None:
    async with sits(finished(lay, "north", "south"), (200, 60)) as person:
        text = await person.press("enter")
        for part in ("Who gets the ferry?", "What each side wanted", "Who played what", "wargame verify"):
            assert part in text
        await person.pilot.resize_terminal(120, 40)
        await person.settle()
        text = person.text() + await person.press("pagedown")
        for part in ("Who gets the ferry?", "What each side wanted", "Who played what", "wargame verify"):
            assert part in text


async def test_a_save_that_can_not_be_written_is_a_notice_and_nothing_is_shown_as_said(
    sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wargame.table import StoreError

    table = finished(lay, "north", "south")

    def full(*given: object, **more: object) -> None:
        raise StoreError("The disk is full.")

    async with sits(table) as person:
        monkeypatch.setattr(table, "add_note", full)
        text = await person.press("1")
        assert "✓" not in text
        assert person.notices == ["The disk is full."]


@pytest.mark.parametrize("text", FEW)
async def test_hostile_objectives_are_shown_and_do_nothing(sits: Sits, lay: Lay, text: str) -> None:
    table = finished(lay, "north", "south")
    assess(table, "north", 0, "reached")
    position = poisoned(look(table), text)
    assert text in position.deck.seats["north"].objectives[0].text
    async with sits(size=(80, 24)) as person:
        person.app._go(scene_screen(position, AtEnding(), "board"))
        await person.settle()
        assert "Before the numbers" in person.text()
        harmless(person)
        await person.press("enter")
        for _ in range(5):
            harmless(person)
            await person.press("pagedown")


# As a person reads it


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pages_read_as_they_did(sits: Sits, lay: Lay, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    async with sits(finished(lay, "north", "south"), size) as person:
        await person.press("1", "down", "1", "down", "2")
        compare(f"ending/before-{name}", person.text())
        await person.press("enter")
        compare(f"ending/after-{name}", person.text())
        await person.press("pagedown")
        compare(f"ending/more-{name}", person.text())


async def test_a_teams_own_terminal_reads_as_it_did(sits_at: SitsAt, lay: Lay) -> None:
    async with sits_at(finished(lay, "north", "south"), Post("south"), (80, 24)) as person:
        compare("ending/team-80x24", person.text())


async def test_many_seats_read_as_they_did(sits: Sits, lay: Lay) -> None:
    async with sits(finished(lay, *wanting(6).seats, deck=wanting(6)), (80, 24)) as person:
        compare("ending/many-80x24", person.text())
        await person.press("enter", *("pagedown",) * 9)
        compare("ending/many-played-80x24", person.text())


def test_what_was_said_is_there_for_another_program(lay: Lay, store: Store) -> None:
    table = finished(lay, "north", "south")
    assess(table, "south", 0, "missed")
    assert look(open_saved(store, table.game.id)).assessments == {**NOTHING, "south": ("missed",)}
    assert look(lay("north", deck=wanting())).assessments == {}
