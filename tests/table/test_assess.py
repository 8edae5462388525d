"""What seats say of their objectives: kept beside the log, by their last word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import SMALL, small_deck
from wargame.deck import ALL, Deck, load_text
from wargame.rules import Pass, Sit
from wargame.store import NoteEntry
from wargame.table import (
    PERSON,
    VERDICTS,
    Refusal,
    Store,
    Table,
    assess,
    assessments,
    new_game,
    open_saved,
    speakers,
    verify_game,
)

#: A seat with two objectives, one with one; each word about one of them.
WANTED = SMALL.replace("objectives: [Stay warm]", 'objectives: ["Stay warm", "Stay rich"]').replace(
    'private: "South fears the heat."', 'private: "South fears the heat.", objectives: ["Stay cool"]'
)
PLACES = (("north", 0), ("north", 1), ("south", 0))
WORDS = st.tuples(st.sampled_from(PLACES), st.sampled_from((*VERDICTS, None)))
_names = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("assess") / "save.db") as opened:
        yield opened


def wanted() -> Deck:
    return load_text(WANTED)


def finished(store: Store) -> Table:
    table = new_game(store, wanted(), (), seed="demo", name=f"game {next(_names)}")
    list(table.play_out())
    return table


def code(answer: Refusal | None) -> str:
    return "" if answer is None else answer.code


def test_before_anybody_speaks_nothing_is_said(store: Store) -> None:
    assert assessments(finished(store)) == {"north": (None, None), "south": (None,)}


@given(said=st.lists(WORDS, max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_last_word_counts_and_the_head_never_moves(store: Store, said: list) -> None:
    table = finished(store)
    head = table.head
    for (seat, objective), verdict in said:
        assert assess(table, seat, objective, verdict) is None
    last = dict(said)
    expected = {"north": (last.get(PLACES[0]), last.get(PLACES[1])), "south": (last.get(PLACES[2]),)}
    assert assessments(table) == expected
    again = open_saved(store, table.game.id)
    assert assessments(again) == expected
    assert (table.head, again.head) == (head, head)
    assert len(again.notes("public")) <= len(said)


@given(north=st.lists(WORDS.filter(lambda word: word[0][0] == "north"), max_size=4),
       south=st.lists(WORDS.filter(lambda word: word[0][0] == "south"), max_size=4), data=st.data())  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_who_speaks_first_makes_no_difference(store: Store, north: list, south: list, data: st.DataObject) -> None:
    one, other = finished(store), finished(store)
    for (seat, objective), verdict in (*north, *south):
        assess(one, seat, objective, verdict)
    queues = [list(north), list(south)]
    while any(queues):
        queue = data.draw(st.sampled_from([each for each in queues if each]))
        (seat, objective), verdict = queue.pop(0)
        assess(other, seat, objective, verdict)
    assert assessments(one) == assessments(other)


def test_a_word_is_a_note_of_its_seat_that_all_may_read_and_is_not_written_twice(store: Store) -> None:
    table = finished(store)
    assess(table, "north", 1, "partly")
    assess(table, "north", 1, "partly")
    (note,) = table.notes("public")
    assert (note.author, note.audience, note.kind, note.version) == ("north", ALL, "assessment", 1)
    assert note.body == '{"objective":1,"seat":"north","verdict":"partly"}'
    assert verify_game(store, table.game.id) == []


def test_what_is_refused_is_not_written_down(store: Store) -> None:
    table = finished(store)
    assert code(assess(table, "nroth", 0, "reached")) == "unknown_seat"
    assert code(assess(table, "facilitator", 0, "reached")) == "unknown_seat"
    assert code(assess(table, "north", 2, "reached")) == "unknown_objective"
    assert code(assess(table, "north", -1, "reached")) == "unknown_objective"
    assert code(assess(table, "north", 0, "won")) == "unknown_verdict"
    assert table.notes("public") == ()


def test_nobody_speaks_before_the_end_and_everybody_once_another_terminal_has_ended_it(store: Store) -> None:
    table = new_game(store, wanted(), ("north",), seed="demo", name="unfinished")
    answer = assess(table, "north", 0, "reached")
    assert answer is not None
    assert answer.code == "not_ended"
    assert "not over" in answer.sentence
    elsewhere = open_saved(store, "unfinished")
    while elsewhere.state.phase != "ended":
        elsewhere.send(Pass("north"))
        list(elsewhere.play_out())
    assert assess(table, "north", 0, "reached") is None
    assert assessments(elsewhere)["north"] == ("reached", None)


@pytest.mark.parametrize(
    ("version", "body"),
    [
        (1, "no json"),
        (1, "[" * 5000),
        (1, '"reached"'),
        (1, '{"seat":"north"}'),
        (1, '{"seat":"east","objective":0,"verdict":"missed"}'),
        (1, '{"seat":"north","objective":2,"verdict":"missed"}'),
        (1, '{"seat":"north","objective":-1,"verdict":"missed"}'),
        (1, '{"seat":"north","objective":true,"verdict":"missed"}'),
        (1, '{"seat":"north","objective":0,"verdict":"won"}'),
        (1, f'{{"seat":"north","objective":{10**30},"verdict":"missed"}}'),
        (2, '{"seat":"north","objective":0,"verdict":"missed"}'),
    ],
)
def test_a_note_that_can_not_be_read_is_passed_over(store: Store, version: int, body: str) -> None:
    table = finished(store)
    assess(table, "north", 0, "reached")
    store.add_note(table.game.id, NoteEntry(1, "north", ALL, "assessment", version, body), f"odd {next(_names)}")
    store.add_note(table.game.id, NoteEntry(1, "north", ALL, "remark", 1, '{"seat":"north"}'), f"odd {next(_names)}")
    assert assessments(table)["north"] == ("reached", None)
    assess(table, "south", 0, "missed")
    assert assessments(table) == {"north": ("reached", None), "south": ("missed",)}


def test_a_seat_that_people_once_played_is_spoken_for(store: Store) -> None:
    table = new_game(store, wanted(), ("south",), seed="demo", name="hands")
    assert speakers(table) == ("south",)
    table.send(Sit("south", "bot:random"))
    table.send(Sit("north", PERSON))
    assert speakers(table) == ("north", "south")
    assert speakers(finished(store)) == ()


def test_a_seat_without_objectives_has_nothing_to_say(store: Store) -> None:
    table = new_game(store, small_deck(), (), seed="demo", name="nothing wanted")
    list(table.play_out())
    assert assessments(table)["south"] == ()
    answer = assess(table, "south", 0, "reached")
    assert answer is not None
    assert answer.sentence == "South has no objectives, and no number 1"
