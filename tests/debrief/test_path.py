"""The thirty minutes after a game: what each step shows of a small fixed game, and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from attrs import evolve

from tests.support import RICH, SMALL, small_deck
from wargame.debrief.decisions import DECISIONS, found_to_matter
from wargame.debrief.path import Played, Step, path_of, played
from wargame.debrief.pathremarks import artefact_lines, is_cut
from wargame.deck import Deck, load_text
from wargame.rules import Overrule, Sit
from wargame.table import (
    GO_ON,
    PERSON,
    Decision,
    Pass,
    Play,
    PlayedOn,
    Rule,
    Store,
    Table,
    answer_poll,
    assess,
    keep_played_on,
    mark_step,
    move_step,
    new_game,
    say_after,
)

ASKING = (
    SMALL
    + """
debrief:
  - What did you wait for?
  - {text: "Were you cold?", seat: north}
poll:
  warm: {question: Is it warm?, choices: likelihood}
"""
)
_names = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("path") / "save.db") as opened:
        yield opened


def finished(store: Store, deck: Deck | None = None, *people: str, seed: str = "demo") -> Table:
    table = new_game(store, deck or load_text(ASKING), people, seed=seed, name=f"game {next(_names)}")
    while table.state.phase != "ended":
        list(table.play_out())
        if table.state.phase == "plan":
            for seat in table.people():
                table.send(Pass(seat))
        elif table.state.phase != "ended":
            table.send(GO_ON[table.state.phase])
    return table


def seen(table: Table) -> Played:
    found = played(table)
    assert found is not None
    return found


def step(table: Table, name: str) -> Step:
    return next(each for each in path_of(seen(table)) if each.id == name)


def texts(table: Table, name: str) -> list[str]:
    return [line.text for line in step(table, name).lines]


def test_a_running_game_has_no_debrief(store: Store) -> None:
    assert played(new_game(store, small_deck(), ("north",), seed="demo", name=f"game {next(_names)}")) is None


def test_all_steps_together_take_thirty_minutes_and_each_says_what_to_do(store: Store) -> None:
    steps = path_of(seen(finished(store)))
    assert sum(each.minutes for each in steps) == 30
    assert all(each.title and each.say and each.minutes > 0 for each in steps)
    assert all(bool(each.lines) != bool(each.empty) for each in steps)


def test_the_steps_stand_as_they_were_arranged(store: Store) -> None:
    table = finished(store)
    move_step(table, "feedback", "frame")
    mark_step(table, "closing", "skipped")
    found = path_of(seen(table))
    assert [each.id for each in found[:3]] == ["feedback", "frame", "closing"]


def test_the_frame_says_why_it_ended_and_what_the_board_answers(store: Store) -> None:
    assert texts(finished(store), "frame")[0] == "The game is over: the calendar has run out."
    assert "Is it warm?" in texts(finished(store), "frame")


def test_every_seat_has_its_place_whether_it_has_spoken_or_not(store: Store) -> None:
    table = finished(store)
    say_after(table, "closing", "We froze.", seat="north")
    lines = step(table, "closing").lines
    assert [(each.seat, each.kind, each.text) for each in lines] == [
        ("north", "said", "We froze."), ("south", "quiet", "not said yet"),
    ]  # fmt: skip


def test_what_a_seat_says_it_reached_stands_beside_what_the_board_says(store: Store) -> None:
    table = finished(store)
    assess(table, "north", 0, "partly")
    assert texts(table, "objectives") == ["North", "Stay warm", "partly · for the seat alone to say"]


def test_the_poll_shows_both_times_and_what_moved(store: Store) -> None:
    table = finished(store)
    answer_poll(table, "warm", "before", 2, count=2)
    answer_poll(table, "warm", "after", 4, count=2)
    found = texts(table, "poll")
    assert any(each.endswith(": 2 before, 0 after (−2)") for each in found)
    assert any("2 steps up" in each for each in found)


def test_what_was_hidden_lies_open_with_who_knew_it(store: Store) -> None:
    found = texts(finished(store), "reveal")
    assert any(each.startswith("Plot: ") for each in found)
    assert any("Known to South." in each for each in found)
    plain = load_text(SMALL.replace("reveals: [plot]", "").replace("secret: true, ", ""))
    assert step(finished(store, plain), "reveal").empty == "Nothing was hidden in this game."


def test_reports_stand_turn_by_turn_beside_what_was_so(store: Store) -> None:
    table = finished(store, load_text(RICH))
    found = texts(table, "reveal")
    assert found[0] == "Does the south plot?"
    assert found[1].startswith("Read by North and East.")
    ending = seen(table).ending
    for line, report in zip(found[2:], ending.reports, strict=False):
        assert line.startswith(f"Turn {report.turn}, in truth {'yes' if report.truth else 'no'}: ")
        for each in report.reports:
            right = (each.likelihood > 50) == report.truth
            assert f"{'✓' if right else '✕'} The {each.agency}" in line
            assert f"({each.confidence})" in line


def test_what_mattered_is_shown_once_bots_have_played_on(store: Store) -> None:
    table = finished(store)
    assert "not played on" in step(table, "mattered").empty
    game = seen(table)
    found = found_to_matter(game.story, 4, lambda done, of: None, lambda: False)
    assert found is not None
    assert (found.games, found.rulings) == (4, len(game.story.rulings))
    assert len(found.decisions) <= DECISIONS
    first = game.story.rulings[0]
    keep_played_on(
        table, PlayedOn(4, 3, (Decision(first.seq, {"north": (0.25, 0.75, 0.1), "south": (0.5, 0.5, 0.1)}),))
    )
    lines = step(table, "mattered").lines
    assert lines[0].text.startswith(f"1. Turn {first.turn}, ")
    assert [(each.seat, each.text) for each in lines if each.kind == "said"] == [
        ("north", "outlook 25% to 75% (give or take 10)")
    ]
    assert "Bots played on 4 times" in lines[-1].text


def test_playing_on_can_be_stopped_and_then_nothing_is_found(store: Store) -> None:
    assert found_to_matter(seen(finished(store)).story, 4, lambda done, of: None, lambda: True) is None


def test_a_decision_that_this_game_has_not_is_passed_over(store: Store) -> None:
    table = finished(store)
    keep_played_on(table, PlayedOn(4, 3, (Decision(10**6, {"north": (0.0, 1.0, 0.0)}),)))
    assert not [line for line in step(table, "mattered").lines if line.kind == "said"]


def test_answers_stand_under_their_questions(store: Store) -> None:
    table = finished(store)
    say_after(table, "reflection", "Very.", seat="north", by="Kim", question=1)
    say_after(table, "reflection", "A good morning.")
    lines = step(table, "reflection").lines
    assert [(each.kind, each.text, each.seat, each.by) for each in lines] == [
        ("head", "1. What did you wait for?", "", ""),
        ("head", "2. Were you cold?", "north", ""),
        ("said", "Very.", "north", "Kim"),
        ("head", "On the whole", "", ""),
        ("said", "A good morning.", "", ""),
    ]
    assert all(each.number for each in lines if each.kind == "said")
    assert "What would you do differently?" in texts(finished(store, small_deck()), "reflection")


@pytest.mark.parametrize("name", ["shown", "artefacts", "check"])
def test_lines_of_the_room_stand_under_the_programs_own(store: Store, name: str) -> None:
    table = finished(store)
    before = step(table, name).lines
    say_after(table, name, "The clock was short.", by="Kim")
    after = step(table, name).lines
    assert after[:-1] == before
    assert (after[-1].kind, after[-1].text, after[-1].by) == ("said", "The clock was short.", "Kim")


# What is an artefact


def test_bots_and_hands_are_named(store: Store) -> None:
    table = new_game(store, load_text(ASKING), ("north",), seed="demo", name=f"game {next(_names)}")
    table.send(Play("north", "N-1"))
    table.send(Overrule("north", "The wood was wet", "failure"))
    while table.state.phase != "ended":
        if table.state.phase == "plan":
            table.send(Pass("north"))
        else:
            table.send(GO_ON[table.state.phase])
    found = texts(table, "artefacts")
    assert "No people played South, but a bot (random)." in found
    assert "Set by hand: Turn 1, North: Stoke [N-1]: Failure." in found


def test_a_seat_that_people_played_for_a_while_is_no_bots(store: Store) -> None:
    table = new_game(store, load_text(ASKING), ("north", "south"), seed="demo", name=f"game {next(_names)}")
    table.send(Sit("south", "bot:random"))
    table.send(Sit("north", "bot:random"))
    list(table.play_out())
    assert not [each for each in texts(table, "artefacts") if "No people played" in each]


def test_odds_at_the_limits_of_the_deck_are_counted(store: Store) -> None:
    high = load_text(ASKING.replace("N-1: {title: Stoke, seat: north, text: Put wood on., chance: likely",
                                    "N-1: {title: Stoke, seat: north, text: Put wood on., chance: 94, "
                                    "modifiers: [{if: heat >= 0, chance: 10, because: Always}]"))  # fmt: skip
    table = new_game(store, high, ("north",), seed="demo", name=f"game {next(_names)}")
    table.send(Play("north", "N-1"))
    while table.state.pending:
        table.send(Rule())
    list(table.play_out())
    while table.state.phase != "ended":
        table.send(Pass("north") if table.state.phase == "plan" else GO_ON[table.state.phase])
    game = seen(table)
    stoked = next(each for each in game.story.rulings if each.card == "N-1")
    assert is_cut(game.deck, stoked)
    others = [each for each in game.story.rulings if each.card != "N-1"]
    assert not any(is_cut(game.deck, each) for each in others)
    total = len(game.story.rulings)
    assert f"The odds of 1 move of {total} were held at the deck's limits, 5 to 95 in 100." in texts(table, "artefacts")


def test_a_rewind_is_said(store: Store) -> None:
    game = seen(finished(store))
    lines = list(artefact_lines(game.story, game.players, (PERSON,), 2))
    assert lines[-1] == "The game was rewound 2 times: what was undone was known."
    assert "once" in list(artefact_lines(game.story, game.players, (), 1))[-1]


# What is to be checked


def test_facts_that_never_came_up_and_questions_of_played_cards_are_prompts(store: Store) -> None:
    asked = load_text(
        ASKING.replace("pros: [Warm]", "sources: [F1], research: [R1], pros: [Warm]")
        + """
sources:
  P: {title: Paper}
facts:
  F1: {source: P, text: Wood burns.}
  F2: {source: P, text: Stones do not.}
research:
  R1: {text: Does wood warm?}
  R2: Do stones?
""".replace("R1: {text: Does wood warm?}", "R1: Does wood warm?")
    )
    table = new_game(store, asked, ("north",), seed="demo", name=f"game {next(_names)}")
    table.send(Play("north", "N-1"))
    while table.state.phase != "ended":
        if table.state.phase == "plan":
            table.send(Pass("north"))
        else:
            table.send(GO_ON[table.state.phase])
    assert texts(table, "check") == [
        "What the moves that were made say something of",
        "Does wood warm? (Stoke [N-1])",
        "Facts that never came up",
        "F2: Stones do not.",
    ]
    assert "1 of 2 facts never came up, so nobody weighed them." in texts(table, "artefacts")


def test_the_path_is_made_of_values_alone(store: Store) -> None:
    game = seen(finished(store))
    assert path_of(game) == path_of(evolve(game))
