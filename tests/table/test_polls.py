"""What people answered to a poll: counted beside the log, before and after, by team or for all together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import SMALL, small_deck
from wargame.deck import FACILITATOR, Deck, load_text
from wargame.rules import Pass, Rewind
from wargame.store import NoteEntry
from wargame.table import (
    OCCASIONS,
    PollCounts,
    PollTaken,
    Refusal,
    Store,
    Table,
    answer_poll,
    find_choice,
    find_question,
    new_game,
    open_saved,
    poll_counts,
    set_poll_count,
    verify_game,
)

POLLED = SMALL + (
    "poll:\n"
    "  arms: {question: Should they send arms?, choices: ['Yes', 'Yes, if asked', 'No']}\n"
    "  frost: {question: Will it freeze?, choices: likelihood}\n"
)
_names = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("polls") / "save.db") as opened:
        yield opened


def polled() -> Deck:
    return load_text(POLLED)


def begun(store: Store) -> Table:
    return new_game(store, polled(), ("north", "south"), seed="demo", name=f"game {next(_names)}")


def finished(store: Store) -> Table:
    table = new_game(store, polled(), (), seed="demo", name=f"game {next(_names)}")
    list(table.play_out())
    return table


def arms(table: Table) -> PollCounts:
    return poll_counts(table)[0]


def frost(table: Table) -> PollCounts:
    return poll_counts(table)[1]


def code(answer: Refusal | PollTaken) -> str:
    return answer.code if isinstance(answer, Refusal) else ""


def test_before_anybody_answers_nobody_has(store: Store) -> None:
    table = begun(store)
    assert [each.poll.id for each in poll_counts(table)] == ["arms", "frost"]
    assert arms(table).counts("before") == (0, 0, 0)
    assert frost(table).median("before") is None
    assert arms(table).seats == ()


def test_a_deck_without_a_poll_has_no_counts_and_takes_no_answers(store: Store) -> None:
    table = new_game(store, small_deck(), (), seed="demo", name="no poll")
    assert poll_counts(table) == ()
    answer = answer_poll(table, "arms", "before", 0)
    assert isinstance(answer, Refusal)
    assert answer.sentence == "Small asks no poll"


def test_slips_add_up_by_team_and_for_all_and_say_what_moved(store: Store) -> None:
    table = begun(store)
    for when, choice, people, seat in (
        ("before", 0, 3, ""),
        ("before", 2, 2, "north"),
        ("before", 2, 1, "south"),
        ("after", 0, 1, "north"),
        ("after", 1, 4, ""),
    ):
        answer_poll(table, "arms", when, choice, count=people, seat=seat)
    found = arms(open_saved(store, table.game.id))
    assert found.counts("before") == (3, 0, 3)
    assert found.counts("before", "north") == (0, 0, 2)
    assert found.counts("before", "") == (3, 0, 0)
    assert found.shift() == (-2, 4, -3)
    assert found.shift("north") == (1, 0, -2)
    assert found.seats == ("", "north", "south")
    assert frost(table).answered("before") == 0


def test_the_middle_of_likelihoods_is_one_answer_or_lies_between_two(store: Store) -> None:
    table = begun(store)
    for choice, people in ((1, 2), (4, 1)):
        answer_poll(table, "frost", "before", choice, count=people)
    assert frost(table).median("before") == (1, 1)
    answer_poll(table, "frost", "before", 4)
    assert frost(table).median("before") == (1, 4)
    answer_poll(table, "frost", "after", 5, count=3)
    assert frost(table).steps() == 2.5
    assert frost(table).steps("north") is None
    answer_poll(table, "arms", "before", 0)
    assert arms(table).median("before") is None


def test_slips_can_be_taken_back_but_not_more_than_there_are(store: Store) -> None:
    table = begun(store)
    answer_poll(table, "arms", "before", 0, count=3, seat="north")
    assert answer_poll(table, "arms", "before", 0, count=-2, seat="north") == PollTaken()
    assert arms(table).counts("before") == (1, 0, 0)
    answer = answer_poll(table, "arms", "before", 0, count=-2, seat="north")
    assert isinstance(answer, Refusal)
    assert answer.sentence == "only 1 slip is counted there, and 2 can't be taken back"
    assert code(answer_poll(table, "arms", "before", 0, count=-1)) == "count"


def test_who_gives_a_name_answers_once_in_each_team_and_may_take_it_back(store: Store) -> None:
    table = begun(store)
    for choice in (0, 2):
        answer_poll(table, "arms", "before", choice, seat="north", person="3")
    answer_poll(table, "arms", "before", 1, seat="south", person="3")
    answer_poll(table, "arms", "before", 2, seat="north", person="  Kim   Ha-na ")
    answer_poll(table, "arms", "before", 1, seat="north", person="Kim Ha-na")
    assert arms(table).counts("before") == (0, 2, 1)
    answer_poll(table, "arms", "before", None, seat="north", person="Kim Ha-na")
    assert arms(table).counts("before") == (0, 1, 1)
    for person, seat in (("Kim Ha-na", "north"), ("Kim", "north"), ("3", "")):
        assert code(answer_poll(table, "arms", "before", None, seat=seat, person=person)) == "no_answer"
    assert code(answer_poll(table, "arms", "before", 0, count=2, person="Kim")) == "count"
    assert code(answer_poll(table, "arms", "before", None)) == "no_choice"
    assert code(answer_poll(table, "arms", "before", 0, person="x" * 61)) == "person"
    assert code(answer_poll(table, "arms", "before", 0, person="a\u202eb")) == "person"


def test_a_count_that_is_set_holds_for_all_whoever_was_counted_before(store: Store) -> None:
    table = begun(store)
    answer_poll(table, "arms", "before", 0, count=2, seat="north")
    answer_poll(table, "arms", "before", 0, seat="south", person="Lee")
    set_poll_count(table, "arms", "before", 0, 7)
    assert arms(table).counts("before") == (7, 0, 0)
    assert arms(table).counts("before", "north") == (2, 0, 0)
    set_poll_count(table, "arms", "before", 0, 3)
    assert arms(table).counts("before", "") == (0, 0, 0)
    assert code(set_poll_count(table, "arms", "before", 0, 2)) == "count"
    set_poll_count(table, "arms", "before", 0, 0, seat="north")
    assert arms(table).counts("before") == (1, 0, 0)
    assert code(set_poll_count(table, "arms", "before", 0, 0, seat="south")) == "count"
    assert code(set_poll_count(table, "arms", "before", 0, 1000)) == "count"


SET = st.tuples(st.sampled_from(OCCASIONS), st.integers(0, 2), st.integers(0, 12), st.sampled_from((None, "north")))


@given(wanted=st.lists(SET, max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_is_set_last_is_what_is_counted_or_else_nothing_changes(store: Store, wanted: list) -> None:
    table = begun(store)
    for when, choice, people, seat in wanted:
        before = arms(table)
        answer = set_poll_count(table, "arms", when, choice, people, seat=seat)
        if isinstance(answer, Refusal):
            assert arms(table) == before
        else:
            assert arms(table).counts(when, seat)[choice] == people


def test_what_was_counted_already_is_not_written_down_again(store: Store) -> None:
    table = begun(store)
    for _ in range(3):
        set_poll_count(table, "arms", "before", 1, 4)
    assert len(table.notes(FACILITATOR)) == 1


def test_answers_are_notes_for_the_facilitator_and_move_no_head(store: Store) -> None:
    table = finished(store)
    head = table.head
    answer_poll(table, "arms", "after", 2, count=2, seat="south")
    answer_poll(table, "arms", "after", 2)
    first, second = table.notes(FACILITATOR)
    assert (first.author, first.audience, first.kind, first.version) == ("south", FACILITATOR, "poll", 1)
    assert first.body == '{"choice":2,"count":2,"person":"","poll":"arms","seat":"south","when":"after"}'
    assert second.author == FACILITATOR
    assert table.notes("public") == table.notes("south") == ()
    assert (table.head, verify_game(store, table.game.id)) == (head, [])


def test_an_answer_at_an_odd_time_is_taken_and_says_so(store: Store) -> None:
    table = begun(store)
    assert answer_poll(table, "arms", "before", 0) == PollTaken()
    after = answer_poll(table, "arms", "after", 0)
    assert isinstance(after, PollTaken)
    assert after.remark.startswith("the game is not over yet")
    number = len(table.events)
    table.send(Pass("north"))
    before = answer_poll(table, "arms", "before", 0)
    assert isinstance(before, PollTaken)
    assert before.remark.startswith("the first move is handed in already")
    table.send(Rewind(number, "once more"))
    assert answer_poll(table, "arms", "before", 0) == PollTaken()
    table = finished(store)
    assert answer_poll(table, "arms", "after", 0) == PollTaken()
    late = answer_poll(table, "arms", "before", 0)
    assert isinstance(late, PollTaken)
    assert late.remark


def test_a_practice_turn_is_before_the_first_move(store: Store) -> None:
    table = new_game(store, polled(), ("north", "south"), seed="demo", name="practice", practice=True)
    assert table.state.turn == 0
    table.send(Pass("north"))
    assert answer_poll(table, "arms", "before", 0) == PollTaken()


@pytest.mark.parametrize(
    ("given_", "choice"),
    [("Yes", 0), ("yes", 0), ("YES, IF ASKED", 1), ("yes,", 1), ("2", 1), ("no", 2), ("asked", 1)],
)
def test_a_choice_is_found_by_its_words_its_number_or_its_beginning(given_: str, choice: int) -> None:
    assert find_choice(polled().poll["arms"], given_) == choice


@pytest.mark.parametrize(
    ("given_", "choice"),
    [("likely", 4), ("very likely", 5), ("very_likely", 5), ("even", 3), ("almost no", 0), ("unlikely", 2), ("7", 6)],
)
def test_a_likelihood_is_found_by_its_word(given_: str, choice: int) -> None:
    assert find_choice(polled().poll["frost"], given_) == choice


@pytest.mark.parametrize(
    ("poll", "given_", "said"),
    [
        ("arms", "ye", "`ye` could be 1 Yes or 2 Yes, if asked: say it by its number"),
        ("arms", "Noo", "`Noo` is no choice of `arms`; did you mean `No`?"),
        ("arms", "perhaps", "`perhaps` is no choice of `arms`; there is 1 Yes; 2 Yes, if asked; 3 No"),
        ("arms", "4", "`4` is no choice of `arms`; there is 1 Yes; 2 Yes, if asked; 3 No"),
        ("arms", "", "`` is no choice of `arms`; there is 1 Yes; 2 Yes, if asked; 3 No"),
        ("frost", "almost", "`almost` could be 1 Almost no chance (1 to 5 %) or 7 Almost certain (95 to 99 %)"),
    ],
)
def test_what_is_no_choice_or_several_is_said_with_a_way_out(poll: str, given_: str, said: str) -> None:
    answer = find_choice(polled().poll[poll], given_)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith(said)


def test_a_question_is_found_however_it_is_capitalised_and_one_that_is_not_is_guessed() -> None:
    deck = polled()
    assert find_question(deck, "ARMS") == "arms"
    assert isinstance(find_question(deck, "arm"), Refusal)
    assert find_question(deck, "arm").sentence == "no question of the poll is called `arm`; did you mean `arms`?"
    assert find_question(deck, "xyz").sentence.endswith("there is arms and frost")


def test_what_is_refused_is_not_written_down(store: Store) -> None:
    table = begun(store)
    assert code(answer_poll(table, "alms", "before", 0)) == "unknown_question"
    assert code(answer_poll(table, "arms", "during", 0)) == "unknown_occasion"
    assert code(answer_poll(table, "arms", "before", 3)) == "unknown_choice"
    assert code(answer_poll(table, "arms", "before", -1)) == "unknown_choice"
    assert code(answer_poll(table, "arms", "before", 0, seat="nroth")) == "unknown_seat"
    assert code(answer_poll(table, "arms", "before", 0, count=1000)) == "count"
    assert table.notes(FACILITATOR) == ()


@pytest.mark.parametrize(
    ("version", "body"),
    [
        (1, "no json"),
        (1, "[" * 5000),
        (1, '{"poll":"arms"}'),
        (1, '{"poll":"alms","when":"before","choice":0}'),
        (1, '{"poll":"arms","when":"during","choice":0}'),
        (1, '{"poll":"arms","when":"before","choice":3}'),
        (1, '{"poll":"arms","when":"before","choice":-1}'),
        (1, '{"poll":"arms","when":"before","choice":true}'),
        (1, '{"poll":"arms","when":"before","choice":null}'),
        (1, '{"poll":"arms","when":"before","choice":0,"seat":"east"}'),
        (1, f'{{"poll":"arms","when":"before","choice":0,"count":{10**30}}}'),
        (1, '{"poll":"arms","when":"before","choice":0,"count":100000}'),
        (2, '{"poll":"arms","when":"before","choice":0}'),
    ],
)
def test_a_note_that_can_not_be_read_is_passed_over(store: Store, version: int, body: str) -> None:
    table = begun(store)
    answer_poll(table, "arms", "before", 1, count=2)
    store.add_note(table.game.id, NoteEntry(1, FACILITATOR, FACILITATOR, "poll", version, body), f"odd {next(_names)}")
    assert arms(table).counts("before") == (0, 2, 0)
    answer_poll(table, "arms", "before", 1)
    assert arms(table).counts("before") == (0, 3, 0)


def test_a_count_that_somebody_wrote_below_nothing_is_nothing(store: Store) -> None:
    table = begun(store)
    body = '{"poll":"arms","when":"before","choice":0,"count":-5}'
    store.add_note(table.game.id, NoteEntry(1, FACILITATOR, FACILITATOR, "poll", 1, body), f"odd {next(_names)}")
    answer_poll(table, "arms", "before", 0, count=2)
    assert arms(table).counts("before") == (2, 0, 0)
