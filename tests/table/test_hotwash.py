"""What a room says after a game, and its way through the debrief: kept beside the log, by last words and by lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import SMALL, small_deck
from wargame.deck import ALL, Deck, load_text
from wargame.store import NoteEntry
from wargame.table import (
    LINES,
    LONGEST_NAME,
    LONGEST_SAYING,
    SENTENCES,
    STEPS,
    Decision,
    PlayedOn,
    Refusal,
    StepId,
    Store,
    Table,
    answers,
    begin_debrief,
    keep_played_on,
    last_step,
    mark_step,
    move_step,
    new_game,
    next_step,
    open_saved,
    say_after,
    shift_step,
    show_step,
    skip_step,
    strike_out,
    verify_game,
)

#: A deck that asks a poll, has objectives and two questions for the debrief, the second of one seat.
ASKING = (
    SMALL
    + """
debrief:
  - What did you wait for?
  - {text: "Were you cold?", seat: north}
poll:
  warm: {question: Is it warm?, choices: [yes it is, no]}
"""
)
PLACES = st.sampled_from(STEPS)
_names = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("hotwash") / "save.db") as opened:
        yield opened


def asking() -> Deck:
    return load_text(ASKING)


def finished(store: Store, deck: Deck | None = None) -> Table:
    table = new_game(store, deck or asking(), (), seed="demo", name=f"game {next(_names)}")
    list(table.play_out())
    return table


def code(answer: Refusal | None) -> str:
    return "" if answer is None else answer.code


def odd(store: Store, table: Table, kind: str, body: str, version: int = 1) -> None:
    store.add_note(table.game.id, NoteEntry(1, "north", ALL, kind, version, body), f"odd {next(_names)}")


# What is said


@pytest.mark.parametrize("step", SENTENCES)
def test_of_a_seats_sentences_the_last_counts_and_an_empty_one_takes_it_back(store: Store, step: StepId) -> None:
    table = finished(store)
    head = table.head
    assert say_after(table, step, "We  waited.\n", seat="south") is None
    assert say_after(table, step, "We froze.", seat="north") is None
    assert say_after(table, step, "We froze, and\tregret it.", seat="north") is None
    said = answers(table).sentences[step]
    assert said == {"north": "We froze, and regret it.", "south": "We waited."}
    assert list(said) == ["north", "south"]
    say_after(table, step, "", seat="south")
    assert "south" not in answers(open_saved(store, table.game.id)).sentences[step]
    assert table.head == head
    assert verify_game(store, table.game.id) == []


def test_what_is_said_already_is_not_written_down_again(store: Store) -> None:
    table = finished(store)
    for _ in range(3):
        say_after(table, "closing", "Enough.", seat="north")
    (note,) = table.notes("public")
    assert (note.author, note.audience, note.kind, note.version) == ("north", ALL, "hotwash closing", 1)


@pytest.mark.parametrize("step", LINES)
def test_lines_stand_in_order_with_who_said_them_until_one_is_struck_out(store: Store, step: str) -> None:
    table = finished(store)
    assert say_after(table, step, "first", seat="north", by="  Kim ") is None
    assert say_after(table, step, "second") is None
    assert say_after(table, step, "third", by="Lee") is None
    lines = answers(table).lines
    assert [(each.step, each.text, each.seat, each.by) for each in lines] == [
        (step, "first", "north", "Kim"), (step, "second", "", ""), (step, "third", "", "Lee"),
    ]  # fmt: skip
    assert code(strike_out(table, lines[1].number, "closing")) == "unknown_line"
    assert strike_out(table, lines[1].number, step) is None
    assert [each.text for each in answers(table).lines] == ["first", "third"]
    assert code(strike_out(table, lines[1].number)) == "unknown_line"
    assert [note.author for note in table.notes("public")][:3] == ["north", "facilitator", "Lee"]


def test_an_answer_belongs_to_its_question_or_to_none(store: Store) -> None:
    table = finished(store)
    say_after(table, "reflection", "For rain.", by="Kim", question=0)
    say_after(table, "reflection", "Very.", seat="north", question=1)
    say_after(table, "reflection", "A good morning.")
    found = answers(table)
    assert [each.text for each in found.lines_of("reflection", 0)] == ["For rain."]
    assert [each.text for each in found.lines_of("reflection", 1)] == ["Very."]
    assert [each.text for each in found.lines_of("reflection")] == ["A good morning."]


@pytest.mark.parametrize(
    ("step", "text", "more", "expected"),
    [
        ("closnig", "x", {"seat": "north"}, "unknown_step"),
        ("frame", "x", {}, "no_words"),
        ("closing", "x", {}, "no_seat"),
        ("closing", "x", {"seat": "nroth"}, "unknown_seat"),
        ("closing", "x", {"seat": "facilitator"}, "unknown_seat"),
        ("closing", "x", {"seat": "north", "by": "Kim"}, "no_seat"),
        ("closing", "x", {"seat": "north", "question": 0}, "unknown_question"),
        ("closing", "x" * (LONGEST_SAYING + 1), {"seat": "north"}, "too_long"),
        ("shown", " \n ", {}, "empty"),
        ("shown", "a\x1b[2Jb", {}, "unfit"),
        ("shown", "a\u202eb", {}, "unfit"),
        ("shown", "a\x00b", {}, "unfit"),
        ("shown", "x", {"by": "K" * (LONGEST_NAME + 1)}, "too_long"),
        ("shown", "x", {"by": "K\x07"}, "unfit"),
        ("reflection", "x", {"question": 2}, "unknown_question"),
        ("reflection", "x", {"question": -1}, "unknown_question"),
    ],
)
def test_what_is_refused_is_not_written_down(store: Store, step: str, text: str, more: dict, expected: str) -> None:
    table = finished(store)
    answer = say_after(table, step, text, **more)
    assert code(answer) == expected
    assert answer is not None
    assert answer.sentence
    assert "\x1b" not in answer.sentence
    assert table.notes("public") == ()


def test_nobody_speaks_before_the_end(store: Store) -> None:
    table = new_game(store, asking(), ("north",), seed="demo", name=f"running {next(_names)}")
    assert code(say_after(table, "closing", "x", seat="north")) == "not_ended"
    assert {code(each) for each in (begin_debrief(table), next_step(table), last_step(table), skip_step(table))} == {
        "not_ended"
    }
    assert code(show_step(table, "")) == code(mark_step(table, "poll", "done")) == "not_ended"
    assert code(move_step(table, "poll", "")) == code(shift_step(table, 1)) == "not_ended"
    keep_played_on(table, PlayedOn(1, 0, ()))
    assert table.notes("public") == ()


@pytest.mark.parametrize(
    ("kind", "version", "body"),
    [
        ("hotwash closing", 1, "no json"),
        ("hotwash closing", 1, "[" * 5000),
        ("hotwash closing", 1, '"word"'),
        ("hotwash closing", 2, '{"text":"later","seat":"north"}'),
        ("hotwash closing", 1, '{"text":"later","seat":"east"}'),
        ("hotwash closing", 1, '{"text":"later"}'),
        ("hotwash closing", 1, '{"text":"a\\u001b[2J","seat":"north"}'),
        ("hotwash closing", 1, f'{{"text":"{"x" * (LONGEST_SAYING + 1)}","seat":"north"}}'),
        ("hotwash shown", 1, '{"text":""}'),
        ("hotwash shown", 1, '{"text":"two\\nlines"}'),
        ("hotwash shown", 1, '{"text":"x","question":0}'),
        ("hotwash reflection", 1, f'{{"text":"x","question":{10**30}}}'),
        ("hotwash reflection", 1, '{"text":"x","question":true}'),
        ("hotwash frame", 1, '{"text":"x"}'),
        ("hotwash dancing", 1, '{"text":"x"}'),
        ("hotwash", 1, '{"text":"x"}'),
        ("hotwash struck", 1, '{"line":"1"}'),
        ("hotwash struck", 1, '{"line":99}'),
        ("hotwash turn", 1, '{"do":"dance","step":"poll"}'),
        ("hotwash turn", 1, '{"do":"show","step":"dancing"}'),
        ("hotwash turn", 1, '{"do":"move","step":"poll","before":"dancing"}'),
        ("hotwash turn", 1, '{"do":"move","step":"poll","before":"poll"}'),
        ("hotwash played_on", 1, '{"games":0,"rulings":1,"decisions":[]}'),
        ("hotwash played_on", 1, '{"games":1,"rulings":1,"decisions":[{"ruling":1,"swings":{"east":[0,1,0]}}]}'),
        ("hotwash played_on", 1, '{"games":1,"rulings":1,"decisions":[{"ruling":1,"swings":{"north":[0,1]}}]}'),
    ],
)
def test_a_note_that_can_not_be_read_is_as_if_nobody_had_written_it(
    store: Store, kind: str, version: int, body: str
) -> None:
    table = finished(store)
    say_after(table, "closing", "Enough.", seat="north")
    say_after(table, "shown", "A line.")
    show_step(table, "poll")
    before = answers(table)
    odd(store, table, kind, body, version)
    assert answers(table) == before


# The way


def test_the_steps_are_those_that_the_deck_has(store: Store) -> None:
    assert answers(finished(store)).order == STEPS
    plain = load_text(SMALL.replace("objectives: [Stay warm], ", "").replace("objectives: [Stay warm]", ""))
    assert set(STEPS) - set(answers(finished(store, plain)).order) == {"objectives", "poll"}
    assert code(show_step(finished(store, small_deck()), "poll")) == "unknown_step"


def test_the_debrief_goes_from_step_to_step_and_says_what_is_done(store: Store) -> None:
    table = finished(store)
    assert answers(table).present == ""
    begin_debrief(table)
    shown = [answers(table).present]
    while next_step(table) is None:
        shown.append(answers(table).present)
    assert tuple(shown) == STEPS
    found = answers(table)
    assert [found.mark(step) for step in STEPS] == ["done"] * len(STEPS)
    assert code(next_step(table)) == "last_step"
    assert last_step(table) is None
    assert answers(table).present == STEPS[-2]


def test_a_skipped_step_is_passed_over_both_ways_and_can_be_shown_all_the_same(store: Store) -> None:
    table = finished(store)
    begin_debrief(table)
    next_step(table)
    assert skip_step(table) is None
    assert answers(table).present == "objectives"
    assert answers(table).mark("closing") == "skipped"
    last_step(table)
    assert answers(table).present == "frame"
    assert code(last_step(table)) == "first_step"
    next_step(table)
    assert answers(table).present == "objectives"
    show_step(table, "closing")
    skip_step(table)
    assert (answers(table).present, answers(table).mark("closing")) == ("closing", "open")


def test_another_terminal_and_another_day_go_on_from_there(store: Store) -> None:
    table = finished(store)
    begin_debrief(table)
    next_step(table)
    mark_step(table, "objectives", "skipped")
    move_step(table, "communique", "frame")
    show_step(table, "")
    again = open_saved(store, table.game.id)
    assert answers(again) == answers(table)
    assert answers(again).present == ""
    begin_debrief(again)
    assert answers(again).present == "communique"
    next_step(again)
    assert answers(again).present == "frame"
    for step in STEPS:
        mark_step(again, step, "done")
    begin_debrief(again)
    assert answers(again).present == "communique"


def test_what_is_shown_is_moved_by_one_and_stops_at_the_ends(store: Store) -> None:
    table = finished(store)
    assert code(shift_step(table, 1)) == "no_step"
    begin_debrief(table)
    assert code(shift_step(table, -1)) == "no_place"
    shift_step(table, 1)
    assert answers(table).order[:2] == ("closing", "frame")
    shift_step(table, -1)
    assert answers(table).order == STEPS
    show_step(table, STEPS[-1])
    assert code(shift_step(table, 1)) == "no_place"
    shift_step(table, -1)
    shift_step(table, 1)
    assert answers(table).order == STEPS


def test_a_step_is_moved_before_another_or_to_the_end(store: Store) -> None:
    table = finished(store)
    assert code(move_step(table, "poll", "poll")) == "same_step"
    assert code(move_step(table, "poll", "pol")) == "unknown_step"
    assert move_step(table, "frame", "") is None
    assert answers(table).order[-1] == "frame"
    written = len(table.notes("public"))
    move_step(table, "frame", "")
    assert len(table.notes("public")) == written


WAYS = st.one_of(
    st.tuples(st.just("move"), PLACES, st.sampled_from((*STEPS, ""))),
    st.tuples(st.just("mark"), PLACES, st.sampled_from(("open", "done", "skipped"))),
    st.tuples(st.just("show"), st.sampled_from((*STEPS, "")), st.just("")),
    st.tuples(st.just("next"), st.just(""), st.just("")),
    st.tuples(st.just("last"), st.just(""), st.just("")),
    st.tuples(st.just("skip"), st.just(""), st.just("")),
    st.tuples(st.just("shift"), st.sampled_from(("up", "down")), st.just("")),
)


@given(ways=st.lists(WAYS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_however_it_is_arranged_every_step_stands_there_once(store: Store, ways: list) -> None:
    table = finished(store)
    head = table.head
    for what, step, other in ways:
        {
            "move": lambda step=step, other=other: move_step(table, step, other),
            "mark": lambda step=step, other=other: mark_step(table, step, other),
            "show": lambda step=step: show_step(table, step),
            "next": lambda: next_step(table),
            "last": lambda: last_step(table),
            "skip": lambda: skip_step(table),
            "shift": lambda step=step: shift_step(table, 1 if step == "down" else -1),
        }[what]()
    found = answers(table)
    assert sorted(found.order) == sorted(STEPS)
    assert found.present in ("", *STEPS)
    assert answers(open_saved(store, table.game.id)) == found
    assert table.head == head


def test_what_mattered_is_kept_for_every_terminal_by_the_last_reckoning(store: Store) -> None:
    table = finished(store)
    keep_played_on(table, PlayedOn(4, 2, (Decision(3, {"north": (0.5, 1.0, 0.1)}),)))
    later = PlayedOn(8, 2, ())
    keep_played_on(table, later)
    assert answers(open_saved(store, table.game.id)).played_on == later
