"""The debrief on the screens: one step on every terminal, led from one, and nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.conftest import Person, Sits, harbours
from tests.tui.test_ending import finished, wanting
from tests.tui.test_goldens import compare
from wargame.deck import FACILITATOR, PUBLIC, Deck, load_text
from wargame.table import (
    STEPS,
    Store,
    Table,
    answers,
    assessments,
    begin_debrief,
    new_game,
    open_saved,
    poll_counts,
    say_after,
    show_step,
)
from wargame.tui.director import AtEnding, AtHotwash, Post
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.hotwash import HotwashScreen

Lay = Callable[..., Table]
SIZES = [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.long)]


def full() -> Deck:
    """The deck of the ending's tests with a poll and questions."""
    import json

    plain = json.loads(wanting().text)
    plain["debrief"] = ["What did you wait for?", {"text": "Was the sale worth it?", "seat": "south"}]
    plain["poll"] = {"ferry": {"question": "Who will have the ferry?", "choices": ["North", "South"]}}
    return load_text(json.dumps(plain, ensure_ascii=False))


def over(lay: Lay, *people: str) -> Table:
    return finished(lay, *(people or ("north", "south")), deck=full())


def shown(table: Table) -> str:
    return answers(table).present


async def to_step(person: Person, table: Table, step: str) -> str:
    """Show a step here, as another terminal would."""
    show_step(table, step)
    person.app.refresh_from_save()
    await person.settle()
    return person.text()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_the_ending_one_key_leads_through_every_step(sits: Sits, lay: Lay, size: tuple[int, int]) -> None:
    table = over(lay)
    head = table.head
    async with sits(table, size) as person:
        text = await person.press("enter")
        assert "d Debrief" in text
        text = await person.press("d")
        assert "HOW IT ENDED" in text
        assert "step 1 of 12" in text
        assert "Who gets the ferry?" in text
        titles = []
        for step in STEPS:
            assert shown(table) == step
            titles.append(next(line for line in person.lines() if "▶" in line))
            await person.press("enter")
        assert len(set(titles)) == len(STEPS)
        assert any("the last step; “wargame debrief" in each for each in person.notices)
        assert all(answers(table).mark(step) == "done" for step in STEPS)
        text = await person.press("escape")
        assert person.app.scene == AtEnding()
        assert "d Debrief" in text
    assert table.head == head


async def test_a_step_is_skipped_moved_and_gone_back_to(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    async with sits(table) as person:
        text = await person.press("s")
        assert "LAST WORDS IN ROLE" in text
        assert "skipped" in text
        await person.press("plus")
        assert answers(table).order[:3] == ("frame", "objectives", "closing")
        await person.press("minus", "minus")
        assert answers(table).order[:3] == ("closing", "frame", "objectives")
        await person.press("right", "left")
        assert shown(table) == "closing"
        assert "skipped" in await to_step(person, table, "frame")
        assert "s Not skipped" in person.text()
        await person.press("s")
        assert answers(table).mark("frame") == "open"


async def test_the_debrief_goes_on_where_the_program_was_left(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    async with sits(table) as person:
        await person.press("enter", "d", "enter", "enter")
    async with sits(table) as person:
        assert "HOW FAR THEY GOT" in person.text()
        await person.press("escape")
    async with sits(table) as person:
        assert person.app.scene == AtEnding()
        text = await person.press("enter", "d")
        assert "HOW FAR THEY GOT" in text


async def test_each_seat_says_its_sentence_and_may_say_it_anew(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "closing")
    async with sits(table) as person:
        text = await person.press("w")
        assert "Who says it?" in text
        await person.press("enter", *"We [sold]", "enter")
        assert answers(table).sentences["closing"] == {"north": "We [sold]"}
        assert "We [sold]" in person.text()
        await person.press("w", "enter", *"Oh", "enter")
        assert answers(table).sentences["closing"]["south"] == "Oh"
        await person.press("w", "enter")
        assert isinstance(person.app.screen, Ask)
        await person.press("end", *"!", "enter")
        assert answers(table).sentences["closing"]["north"] == "We [sold]!"


async def test_what_is_being_typed_outlives_the_program(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "shown")
    async with sits(table) as person:
        await person.press("w", *"half a li")
    async with sits(table) as person:
        text = await person.press("w")
        assert "half a li" in text
        await person.press("end", *"ne", "enter")
    assert [each.text for each in answers(table).lines] == ["half a line"]


async def test_lines_are_taken_down_and_struck_out(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "check")
    async with sits(table) as person:
        assert "x Strike out" not in person.text()
        await person.press("w", "enter", "w", *"one", "enter", "w", *"two", "enter")
        assert [each.text for each in answers(table).lines] == ["one", "two"]
        text = await person.press("x")
        assert "Strike out which line?" in text
        await person.press("up", "enter")
        assert [each.text for each in answers(table).lines] == ["two"]


async def test_an_answer_goes_to_its_question_and_to_who_gave_it(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "reflection")
    async with sits(table) as person:
        await person.press("w", "enter", *"rain", "enter", "down", "enter")
        await person.press("w", "down", "enter", *"no", "enter")
        text = await person.press("w", "down", "down", "enter", *"fun", "enter", *("down",) * 5, "enter")
        found = [(each.text, each.seat, each.question) for each in answers(table).lines]
        assert found == [("rain", "south", 0), ("no", "south", 1), ("fun", "", None)]
        assert "1. What did you wait for?" in text


async def test_a_word_on_an_objective_is_changed_and_slips_of_the_poll_are_counted(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "objectives")
    async with sits(table) as person:
        await person.press("w", "enter", "down", "enter")
        assert assessments(table)["north"][0] == "partly"
        await to_step(person, table, "poll")
        await person.press("o", "enter", "enter", "escape")
        (counts,) = poll_counts(table)
        assert counts.counts("after") == (2, 0)
        assert "North: 0 before, 2 after" in person.text()


async def test_bots_play_on_meanwhile_and_every_terminal_shows_what_mattered(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    async with sits(table) as person:
        found = answers(table).played_on
        assert found is not None
        text = await to_step(person, table, "mattered")
        assert "Bots played on" in text
        assert "p Play on" in text
        await person.press("p")
        assert answers(table).played_on == found
    async with sits(table, post=Post(PUBLIC, plays=False)) as person:
        assert "Bots played on" in person.text()
        assert "p Play on" not in person.text()


async def test_a_screen_that_looks_on_shows_the_step_that_is_led_to(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    async with sits(table, post=Post(PUBLIC, plays=False)) as person:
        await person.press("d")
        assert person.app.scene == AtEnding()
        text = await to_step(person, table, "reveal")
        assert person.app.scene == AtHotwash()
        assert "WHAT WAS HIDDEN" in text
        for key in ("enter", "s", "minus", "plus", "w", "x", "p", "escape"):
            await person.press(key)
        assert (shown(table), answers(table).order, answers(table).lines) == ("reveal", STEPS, ())
        assert "w Write" not in person.text()
        await to_step(person, table, "")
        assert person.app.scene == AtEnding()


async def test_a_team_writes_its_own_words_at_its_own_terminal_and_leads_nobody(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    show_step(table, "closing")
    async with sits(table, post=Post("south")) as person:
        await person.press("enter", "s")
        assert shown(table) == "closing"
        await person.press("w", *"Ours", "enter")
        assert answers(table).sentences["closing"] == {"south": "Ours"}
        say_after(table, "shown", "theirs", seat="north")
        await to_step(person, table, "shown")
        assert "x Strike out" not in person.text()
        await person.press("w", *"ours", "enter", "x", "enter")
        assert [each.text for each in answers(table).lines] == ["theirs"]


async def test_the_facilitators_terminal_leads(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    async with sits(table, post=Post(FACILITATOR)) as person:
        await person.press("enter", "d", "enter")
        assert shown(table) == "closing"


async def test_of_two_quick_presses_none_is_lost(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    async with sits(table) as person:
        await person.pilot.press("enter", "enter", "enter")
        await person.settle()
        assert shown(table) == STEPS[3]


async def test_log_replay_and_help_are_at_hand(sits: Sits, lay: Lay) -> None:
    table = over(lay)
    begin_debrief(table)
    async with sits(table) as person:
        text = await person.press("l")
        assert "The log, as everyone may read it" in text
        text = await person.press("e")
        assert "as North may read it" in text
        await person.press("escape", "escape") if isinstance(person.app.screen, HotwashScreen) else None
        while not isinstance(person.app.screen, HotwashScreen):
            await person.press("escape")
        text = await person.press("r")
        assert "entry 1 of" in text
        text = await person.press("escape", "question_mark")
        assert "The debrief: thirty minutes after a game" in text


async def test_a_game_of_a_plain_deck_has_the_steps_that_it_has(sits: Sits, lay: Lay) -> None:
    table = finished(lay, deck=harbours())
    begin_debrief(table)
    async with sits(table) as person:
        assert "step 1 of 11" in person.text()
        assert "The poll again" not in person.text()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("step", ["frame", "closing", "reveal", "mattered", "reflection", "artefacts"])
async def test_a_step_reads_as_it_did_in_every_theme(sits: Sits, lay: Lay, size: tuple[int, int], step: str) -> None:
    table = over(lay)
    begin_debrief(table)
    say_after(table, "closing", "We sold what was not ours, and would do it again.", seat="south")
    say_after(table, "reflection", "For the fog to lift.", seat="north", by="Kim", question=0)
    say_after(table, "artefacts", "The clock was short.")
    async with sits(table, size) as person:
        dark = await to_step(person, table, step)
        compare(f"hotwash/{step}-{size[0]}x{size[1]}", dark)
        for theme in ("wargame-light", "wargame-contrast") if size == (80, 24) else ():
            person.app.theme = theme
            await person.settle()
            assert person.text() == dark


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.long)])
def test_the_whole_way_by_keyboard_in_a_real_terminal_with_a_kill_in_between(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "save.db"
    with Store.open(path) as store:
        table = new_game(store, full(), (), seed="demo", name="ours")
        list(table.play_out())
        head = table.head
    environment = {"WARGAME_SAVES": f"sqlite:///{path}", "WARGAME_HOME": str(tmp_path), "TEXTUAL_ANIMATIONS": "none"}
    with Terminal(["-m", "wargame"], *size, environment) as terminal:
        terminal.see("ours")
        terminal.press("enter")
        terminal.see("d Debrief")
        terminal.press("d")
        terminal.see("HOW IT ENDED")
        terminal.press("enter")
        terminal.see("LAST WORDS IN ROLE")
        terminal.press("w")
        terminal.see("Who says it")
        terminal.press("enter")
        terminal.see("One sentence; an empty one")
        terminal.press("We held the quay.", "enter")
        terminal.see(r"North\s+We held the quay\.")
        terminal.press("enter")
        terminal.see("HOW FAR THEY GOT")
        terminal.press("s")
        terminal.see("THE POLL AGAIN")
        terminal.press("+")
        terminal.see("step 5 of 12")
        terminal.press("w")
        terminal.rest()
        terminal.kill()
    with Terminal(["-m", "wargame"], *size, environment) as terminal:
        terminal.see("ours")
        terminal.press("enter")
        assert "skipped" in terminal.see("THE POLL AGAIN")
        for title in ("WHAT MATTERED", "OUT OF ROLE", "WHAT WAS SHOWN", "ARTEFACTS", "TO CHECK IN REALITY"):
            terminal.press("enter")
            terminal.see(title)
            if title == "WHAT WAS SHOWN":
                terminal.press("w")
                terminal.see("An empty line")
                terminal.press("That fog pays.", "enter")
                terminal.see("– That fog pays")
        for title in ("FEEDBACK", "THE COMMUNIQUÉ"):
            terminal.press("enter")
            terminal.see(title)
        terminal.press("enter")
        terminal.see("last step")
        terminal.press("escape")
        terminal.see("d Debrief")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(path) as store:
        again = open_saved(store, "ours")
        found = answers(again)
        assert again.head == head
    assert found.sentences["closing"] == {"north": "We held the quay."}
    assert [each.text for each in found.lines] == ["That fog pays."]
    assert (found.mark("objectives"), found.order[3:5]) == ("skipped", ("reveal", "poll"))
    assert found.present == ""
