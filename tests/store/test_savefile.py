"""The file: who may read it, how it is looked at, what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.crowd import ROOT
from tests.store.games import GAME, append, begin, columns, entry, raw
from wargame.store import (
    NotASave,
    SaveDamaged,
    SaveFull,
    SaveReadOnly,
    SaveUnreachable,
    Store,
    StoreError,
    check_save,
)
from wargame.store.place import APPLICATION_ID
from wargame.store.savefile import connect

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "recursive_triggers": 1,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 30_000,
    "application_id": APPLICATION_ID,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_connection_is_set_so_that_what_is_acknowledged_lasts(store: Store, path: Path, name: str) -> None:
    connection = connect(path, 30)
    assert connection.execute(f"PRAGMA {name}").fetchone() == (SETTINGS[name],)
    connection.close()


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_new_save_and_its_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "deeper" / "wargame.db"
    with Store.open(path) as store:
        begin(store)
        modes = [stat.S_IMODE(file.stat().st_mode) for file in (path, *path.parent.glob("*-*"))]
        assert len(modes) == 3, "the log and its index have the same mode"
        assert set(modes) == {0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:2]] == [0o700, 0o700]


def test_a_save_is_named_by_a_path_or_a_url(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(f"sqlite:///{path}") as store:
        begin(store)
    monkeypatch.chdir(tmp_path)
    for where in (path, str(path), "sqlite:///wargame.db", "wargame.db", Path("wargame.db")):
        with Store.open(where, create=False) as store:
            assert store.path == path
            assert [row.name for row in store.games()] == ["monday"]


@pytest.mark.parametrize(
    "where", ["sqlite://", ":memory:", "sqlite:///:memory:", "postgresql://me:secret@host/saves", "nonsense://", "://"]
)
def test_what_is_no_file_is_refused(where: str) -> None:
    with pytest.raises(SaveUnreachable) as error:
        Store.open(where)
    assert "secret" not in str(error.value)


def test_a_missing_save_is_not_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(SaveUnreachable, match=f"there is no folder {tmp_path}/no: check the path"):
        Store.open(tmp_path / "no" / "wargame.db", create=False)
    with pytest.raises(SaveUnreachable, match=f"there is no file {tmp_path}/wargame.db: check the path"):
        Store.open(tmp_path / "wargame.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_save_cannot_be_where_a_folder_is_or_beneath_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveUnreachable, match="is a folder, and a save is a file"):
        Store.open(tmp_path)
    for where in (tmp_path / "file" / "wargame.db", tmp_path / "file" / "deep" / "wargame.db"):
        for create in (True, False):
            with pytest.raises(SaveUnreachable, match=f"{tmp_path}/file is a file and no folder"):
                Store.open(where, create=create)


@pytest.mark.parametrize("content", [b"notes\n", b"SQLite format 2\0", b"\0" * 4096, b"SQLite"], ids=ascii)
def test_a_file_of_another_kind_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotASave, match="does not begin"):
        Store.open(path)
    assert path.read_bytes() == content
    assert [fault.code for fault in check_save(path)] == ["file"]


def test_the_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA application_id=252006673")
        connection.execute("CREATE TABLE config (name TEXT)")
    content = path.read_bytes()
    with pytest.raises(NotASave, match="another program"):
        Store.open(path)
    assert path.read_bytes() == content


def test_an_empty_file_is_a_place_for_a_save_but_not_a_save(path: Path) -> None:
    path.touch()
    with pytest.raises(NotASave, match="is empty"):
        Store.open(path, create=False)
    assert [str(fault) for fault in check_save(path)] == [f"{path} is empty: there is no game in it"]
    with Store.open(path) as store:
        begin(store)
    assert check_save(path) == []


def test_a_save_whose_maker_died_before_the_first_table_is_made_again(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with pytest.raises(NotASave, match="is empty"):
        Store.open(path, create=False)
    with Store.open(path) as store:
        begin(store)


def test_a_closed_store_is_closed(path: Path) -> None:
    store = Store.open(path)
    store.data_version()
    begin(store)
    store.close()
    store.close()
    for call in (store.games, store.data_version, store.check, lambda: store.head(GAME)):
        with pytest.raises(ValueError, match="closed"):
            call()
    assert [file.name for file in path.parent.iterdir()] == [path.name], "the last one out tidies up"


_RIVAL = """
import sys
from tests.store.games import append, entry
from wargame.store import SaveBusy, Store
try:
    with Store.open(sys.argv[1], create=False, patience=0.05) as store:
        print(append(store, entry(sys.argv[2])))
except SaveBusy:
    print("kept out")
"""


def _rival(path: Path, command: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", _RIVAL, str(path), command]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_opening_and_closing_the_same_save_again_gives_no_lock_away(store: Store, path: Path) -> None:
    begin(store)
    with store.write(GAME) as writer:
        writer.append([entry("a")])
        Store.open(path).close()
        check_save(path)
        assert _rival(path, "b") == "kept out"
    # Had we lost our lock, the rival would now take itself for the last one out, and its log away from under us.
    assert _rival(path, "b") == "[3]"
    assert append(store, entry("c")) == [4]
    assert _rival(path, "d") == "[5]"
    assert store.head(GAME).seq == 5


def test_what_was_typed_is_in_no_error(store: Store) -> None:
    begin(store)
    with pytest.raises(Exception, match="cannot store") as error:
        store.save_draft(GAME, "seoul", "our plan", "soon")  # type: ignore[arg-type]
    assert "our plan" not in str(error.value)


def test_a_full_disk_is_told_and_nothing_is_lost(store: Store, path: Path) -> None:
    begin(store)
    append(store, entry("a"))
    with store.write(GAME):
        pass
    assert store._writer is not None
    (pages,) = store._writer.execute("PRAGMA page_count").fetchone()
    store._writer.execute(f"PRAGMA max_page_count={pages}")
    long = entry("b", '"' + "x" * 100_000 + '"')
    with pytest.raises(SaveFull, match=r"wargame\.db is full.*make room"):
        append(store, entry("b"), long)
    assert store.head(GAME).seq == 2
    assert store.check() == []
    store._writer.execute("PRAGMA max_page_count=1000000")
    assert append(store, entry("b"), long) == [3, 4]
    assert store.check() == []


def test_a_save_that_may_only_be_read_says_so_when_it_is_written(home: Path) -> None:
    path = home / "wargame.db"
    with Store.open(path) as store:
        begin(store)
    path.chmod(0o400)
    with Store.open(path) as store:
        assert store.head(GAME).seq == 1
        assert store.check() == []
        with pytest.raises(SaveReadOnly, match="copy the save"):
            append(store, entry("a"))


def test_a_folder_that_may_not_be_written_is_told(home: Path) -> None:
    path = home / "wargame.db"
    with Store.open(path) as store:
        begin(store)
    home.chmod(0o500)
    with pytest.raises(SaveReadOnly, match=f"the folder {home} may not be written"):
        Store.open(path)
    for where in (home / "new.db", home / "deep" / "new.db"):
        with pytest.raises(SaveUnreachable, match=f"the folder {home} may not be written .*no save can be made"):
            Store.open(where)
    home.chmod(0)
    with pytest.raises(SaveUnreachable, match=f"the folder {home} may not be looked into"):
        Store.open(path)
    home.chmod(0o700)


def test_a_save_that_may_not_be_read_is_told(home: Path) -> None:
    path = home / "wargame.db"
    Store.open(path).close()
    path.chmod(0)
    with pytest.raises(SaveUnreachable, match="Permission denied"):
        Store.open(path)


def test_a_page_that_makes_no_sense_is_damage(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        append(store, *[entry("a", '"' + "x" * 900 + '"')] * 50)
    content = bytearray(path.read_bytes())
    content[-3 * 4096 :] = b"\xff" * 3 * 4096
    path.write_bytes(content)
    with Store.open(path) as store, pytest.raises(SaveDamaged, match="have it checked"):
        store.records(GAME)
    assert check_save(path)


def test_a_row_that_is_not_text_is_damage(store: Store, path: Path) -> None:
    begin(store)
    with raw(path, triggers=False) as connection:
        connection.execute("UPDATE event SET body = CAST(x'ff' AS TEXT)")
    with pytest.raises(SaveDamaged, match=r"wargame\.db"):
        store.records(GAME)


def test_errors_that_are_mistakes_of_ours_are_not_called_damage(store: Store) -> None:
    begin(store)
    with pytest.raises(sqlite3.IntegrityError), store.write(GAME) as writer:
        writer._connection.cursor().execute("DELETE FROM event")


def test_every_error_of_the_store_is_a_store_error() -> None:
    import wargame.store.errors as errors

    for value in vars(errors).values():
        if isinstance(value, type):
            assert issubclass(value, StoreError)


def test_only_ours_is_in_the_application_id(store: Store, path: Path) -> None:
    assert columns(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
