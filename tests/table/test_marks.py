"""Marks, bookmarks and notes at events: whose last word counts, who reads them, and by which numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import small_deck
from wargame.deck import FACILITATOR, PUBLIC
from wargame.table import Pin, Refusal, Store, Table, bookmark, mark, new_game, pins
from wargame.words.marks import SIGNS


@pytest.fixture
def table(tmp_path: Path):
    with Store.open(tmp_path / "save.db") as store:
        played = new_game(store, small_deck(), seed="demo")
        list(played.play_out())
        yield played


def said(table: Table, viewer: str) -> list[tuple[str, int | None, str, str]]:
    return [(each.kind, each.entry, each.sign or "", each.text) for each in pins(table, viewer)]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_mark_stands_at_its_entry_with_its_words_and_its_author(table: Table, sign: str) -> None:
    head = table.head
    assert mark(table, "Kim", "all", 4, sign, "Nobody saw it coming.") is None
    (found,) = pins(table, FACILITATOR)
    assert (found.kind, found.entry, found.author, found.sign) == ("mark", 4, "Kim", sign)
    assert found.text == "Nobody saw it coming."
    assert table.head == head


def test_the_last_mark_of_an_author_at_an_event_counts_and_other_authors_keep_theirs(table: Table) -> None:
    mark(table, "Kim", "all", 4, "?")
    mark(table, "Lee", "all", 4, "!")
    mark(table, "Kim", "all", 5, "??")
    mark(table, "Kim", "all", 4, "!!", "On second thoughts")
    found = {(each.author, each.entry): each.sign for each in pins(table, FACILITATOR)}
    assert found == {("Kim", 4): "!!", ("Lee", 4): "!", ("Kim", 5): "??"}


def test_what_is_taken_back_is_gone_and_what_was_never_said_cannot_be(table: Table) -> None:
    assert isinstance(mark(table, "Kim", "all", 4, None), Refusal)
    mark(table, "Kim", "all", 4, "?")
    bookmark(table, "Kim", "all", 4, "Here")
    assert mark(table, "Kim", "all", 4, None) is None
    assert said(table, FACILITATOR) == [("bookmark", 4, "", "Here")]
    assert bookmark(table, "Kim", "all", 4, None) is None
    assert said(table, FACILITATOR) == []
    assert isinstance(bookmark(table, "Kim", "all", 4, None), Refusal)


def test_what_is_said_already_is_not_written_down_again(table: Table) -> None:
    for _ in range(3):
        mark(table, "Kim", "all", 4, "?", "Why?")
        bookmark(table, "Kim", "all", 4)
    assert len(table.notes(FACILITATOR)) == 2


def test_who_now_speaks_to_others_has_taken_the_earlier_word_back_from_those_who_had_it(table: Table) -> None:
    mark(table, "Kim", "all", 1, "!!")
    mark(table, "Kim", "north", 1, "??")
    assert said(table, PUBLIC) == said(table, "south") == []
    assert said(table, "north") == said(table, FACILITATOR) == [("mark", 1, "??", "")]


def test_each_reader_has_it_by_the_number_of_its_own_log(table: Table) -> None:
    number = table.event_of(table.log(PUBLIC)[-1].number, PUBLIC)
    assert number is not None
    mark(table, "Kim", "all", number, "!")
    for viewer in (PUBLIC, "north", "south", FACILITATOR):
        (found,) = pins(table, viewer)
        assert found.entry is not None
        assert table.event_of(found.entry, viewer) == number
    assert pins(table, PUBLIC)[0].entry != pins(table, FACILITATOR)[0].entry


def test_what_is_pinned_to_an_event_out_of_sight_is_not_shown(table: Table) -> None:
    hidden = [
        event.seq for event in table.events if event.seq not in {table.event_of(n, "south") for n in range(1, 99)}
    ]
    assert hidden
    for event in hidden:
        mark(table, "Kim", "all", event, "??", "north's purse")
        bookmark(table, "Kim", "all", event, "north's purse")
        table.add_note("Kim", "all", "note", "north's purse", about=event)
    assert pins(table, "south") == ()
    assert len(pins(table, FACILITATOR)) == 3 * len(hidden)


def test_only_those_read_it_for_whom_it_was_written(table: Table) -> None:
    mark(table, "Kim", "north", 1, "!")
    mark(table, "Lee", FACILITATOR, 1, "?")
    table.add_note("north", "north", "note", "Ours alone", about=1)
    assert said(table, PUBLIC) == said(table, "south") == []
    assert said(table, "north") == [("mark", 1, "!", ""), ("note", 1, "", "Ours alone")]
    assert len(said(table, FACILITATOR)) == 3


def test_notes_all_count_and_one_about_the_whole_stands_at_no_entry(table: Table) -> None:
    table.add_note("Kim", "all", "note", "First", about=1)
    table.add_note("Kim", "all", "note", "Second", about=1)
    table.add_note("Kim", "all", "note", "Of all of it")
    assert [(each.entry, each.text) for each in pins(table, PUBLIC)] == [
        (1, "First"),
        (1, "Second"),
        (None, "Of all of it"),
    ]


@pytest.mark.parametrize("body", ["{", '{"sign": "!!!"}', '{"sign": 3}', "[]"])
def test_a_body_that_cannot_be_read_is_as_if_nobody_had_written_it(table: Table, body: str) -> None:
    mark(table, "Kim", "all", 1, "!")
    bookmark(table, "Kim", "all", 1, "Here")
    before = pins(table, PUBLIC)
    table.add_note("Kim", "all", "mark", body, about=1)
    table.add_note("Kim", "all", "bookmark", body, about=1)
    assert pins(table, PUBLIC) == before


@pytest.mark.parametrize("words", ["two\nlines", "\x1b[31m", "x" * 201])
def test_words_that_no_screen_can_show_on_a_line_are_refused(table: Table, words: str) -> None:
    assert isinstance(mark(table, "Kim", "all", 1, "!", words), Refusal)
    assert isinstance(bookmark(table, "Kim", "all", 1, words), Refusal)
    answer = mark(table, "Kim", "all", 1, "!!!")
    assert isinstance(answer, Refusal)
    assert "!! brilliant" in answer.sentence
    assert pins(table, FACILITATOR) == ()


def test_a_pin_is_a_value(table: Table) -> None:
    mark(table, "Kim", "all", 1, "!")
    (found,) = pins(table, PUBLIC)
    assert found == Pin("mark", 1, "Kim", "all", found.at, "", "!")
