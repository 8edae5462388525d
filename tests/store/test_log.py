"""What is appended stays, in order, wholly, once."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from tests.store.games import GAME, append, begin, bodies, entry, raw
from wargame.store import Entry, Head, Record, SaveBusy, Store, UnknownGame, verify_chain


def test_events_are_numbered_from_one_and_come_back_as_they_were_given(store: Store) -> None:
    begin(store)
    with store.write(GAME) as writer:
        given = writer.append([entry("a", '{"x":"눈"}', at=7, version=3), entry("a", audience="all")])
    read = store.records(GAME)
    assert [record.seq for record in read] == [1, 2, 3]
    assert read[1:] == given
    assert read[1] == Record(2, 7, "seoul", "seoul brussels", "a", "ruled", 3, '{"x":"눈"}', given[0].hash)
    assert verify_chain(GAME, read) is None


def test_records_after_a_number_leave_out_what_one_has(store: Store) -> None:
    begin(store)
    append(store, entry("a"), entry("a"))
    assert [record.seq for record in store.records(GAME, 2)] == [3]
    assert store.records(GAME, 3) == []


def test_the_head_is_the_last_record(store: Store) -> None:
    begin(store)
    append(store, entry("a"))
    last = store.records(GAME)[-1]
    assert store.head(GAME) == Head(2, last.hash)


def test_a_game_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(UnknownGame, match="nowhere"):
        store.records("nowhere")
    with pytest.raises(UnknownGame, match="nowhere"):
        store.head("nowhere")
    with pytest.raises(UnknownGame, match="nowhere"), store.write("nowhere"):
        pass


def test_a_command_sent_twice_is_in_the_log_once_and_answers_the_same(store: Store) -> None:
    begin(store)
    with store.write(GAME) as writer:
        first = writer.append([entry("a", '"one"'), entry("a", '"two"')])
        assert writer.append([entry("a", '"one"'), entry("a", '"two"')]) == first
    append(store, entry("b", '"three"'))
    with store.write(GAME) as writer:
        assert writer.append([entry("a", '"one"'), entry("a", '"two"')]) == first
        assert writer.head.seq == 4
    assert bodies(store) == ['{"roll":55}', '"one"', '"two"', '"three"']


def test_the_same_command_id_in_another_game_is_another_command(store: Store) -> None:
    begin(store)
    begin(store, "tuesday", "other")
    assert append(store, entry("a")) == append(store, entry("a"), game_id="other") == [2]


def test_a_writer_sees_what_it_has_appended(store: Store) -> None:
    begin(store)
    with store.write(GAME) as writer:
        assert writer.head == store.head(GAME)
        assert writer.records(1) == []
        given = writer.append([entry("a")])
        assert writer.records(1) == given
        assert writer.head == Head(2, given[0].hash)
        assert len(store.records(GAME)) == 1, "nobody else sees it before it is committed"


def _append_and_stumble(store: Store) -> None:
    with store.write(GAME) as writer:
        writer.append([entry("stumble")])
        1 / 0


def test_an_exception_in_the_block_undoes_everything(store: Store) -> None:
    begin(store)
    with pytest.raises(ZeroDivisionError):
        _append_and_stumble(store)
    assert len(store.records(GAME)) == 1
    assert append(store, entry("a")) == [2]


def test_an_append_of_several_commands_is_refused_and_spoils_nothing(store: Store) -> None:
    begin(store)
    with store.write(GAME) as writer:
        with pytest.raises(ValueError, match="one command"):
            writer.append([entry("a"), entry("b")])
        writer.append([entry("c")])
    assert [record.command for record in store.records(GAME)] == ["open", "c"]


def test_an_append_of_nothing_writes_nothing(store: Store) -> None:
    begin(store)
    with store.write(GAME) as writer:
        assert writer.append([]) == []
    assert store.head(GAME).seq == 1


def _swallow_errors(store: Store) -> None:
    with store.write(GAME) as writer:
        with pytest.raises(sqlite3.Error, match="poison"):
            writer.append([entry("a"), entry("a", kind="poison")])
        with pytest.raises(sqlite3.Error, match="poison"):
            writer.append([entry("b")])


def test_after_a_failed_append_nothing_is_committed_even_if_the_error_is_swallowed(store: Store, path: Path) -> None:
    begin(store)
    with raw(path) as other:
        other.execute(
            "CREATE TRIGGER poison BEFORE INSERT ON event WHEN NEW.kind = 'poison'"
            " BEGIN SELECT RAISE(ABORT, 'poison'); END"
        )
    with pytest.raises(sqlite3.Error, match="poison"):
        _swallow_errors(store)
    assert len(store.records(GAME)) == 1
    assert append(store, entry("b")) == [2]


@pytest.mark.parametrize(
    "slip",
    [
        {"actor": ""},
        {"actor": "a\nb"},
        {"audience": "a\u2028b"},
        {"command": "a\x00"},
        {"kind": "\u202ekind"},
        {"kind": "\ud800"},
        {"body": ""},
        {"body": '"\0"'},
        {"body": '"\ud800"'},
        {"at": -1},
        {"at": 2**63},
        {"at": 1.0},
        {"at": True},
        {"version": 0},
    ],
    ids=ascii,
)
def test_what_cannot_be_stored_is_refused_when_it_is_made(slip: dict[str, object]) -> None:
    fields: dict[str, object] = {
        "at": 1,
        "actor": "seoul",
        "audience": "all",
        "command": "a",
        "kind": "ruled",
        "version": 1,
        "body": "{}",
    }
    Entry(**fields)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"must be|surrogates"):
        Entry(**fields | slip)  # type: ignore[arg-type]


def test_a_reader_is_not_held_up_by_a_writer_and_sees_one_moment(store: Store, path: Path) -> None:
    begin(store)
    with store.write(GAME) as writer:
        writer.append([entry("a")])
        with Store.open(path, patience=0) as other:
            assert len(other.records(GAME)) == 1
    assert len(store.records(GAME)) == 2


def test_who_waits_in_vain_for_another_program_is_told(store: Store, path: Path) -> None:
    begin(store)
    with Store.open(path, patience=0.05) as other:
        with store.write(GAME):
            with pytest.raises(SaveBusy, match="nothing was written"), other.write(GAME):
                pass
            with pytest.raises(SaveBusy, match=r"wargame\.db"):
                other.save_draft(GAME, "seoul", "…", 1)
        assert append(other, entry("a")) == [2]


def test_a_thread_that_waits_in_vain_for_another_is_told(path: Path) -> None:
    with Store.open(path, patience=0.05) as store:
        begin(store)
        with store.write(GAME), pytest.raises(SaveBusy, match="this program itself"), store.write(GAME):
            pass


def test_threads_of_one_store_append_without_losing_anything(store: Store) -> None:
    begin(store)

    def work(name: str) -> None:
        for number in range(20):
            append(store, entry(f"{name}-{number}"), entry(f"{name}-{number}"))
            store.records(GAME)

    threads = [threading.Thread(target=work, args=(f"thread{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.head(GAME).seq == 1 + 4 * 20 * 2
    assert store.check() == []


def test_the_data_version_changes_when_anybody_has_committed(store: Store, path: Path) -> None:
    begin(store)
    seen = [store.data_version()]
    assert store.data_version() == seen[0]
    append(store, entry("a"))
    seen.append(store.data_version())
    with Store.open(path) as other:
        append(other, entry("b"))
        seen.append(store.data_version())
    with pytest.raises(ZeroDivisionError):
        _append_and_stumble(store)
    seen.append(store.data_version())
    assert len(set(seen)) == 3
