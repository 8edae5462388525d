"""A backup is a whole save in one file, or it is not there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import crowd, kill9
from tests.store.crowd import ROOT
from tests.store.games import GAME, append, begin, columns, entry, note, raw
from tests.store.holder import held
from wargame.store import (
    BackupExists,
    SaveBusy,
    SaveDamaged,
    SaveUnreachable,
    Store,
    check_save,
    verify_chain,
)
from wargame.store.backup import back_up


@pytest.fixture
def played(store: Store) -> Store:
    """A save with something in it, open."""
    begin(store)
    append(store, entry("a"))
    store.add_note(GAME, note(), "n1")
    store.set_desk(GAME, {"clock": "1"})
    store.save_draft(GAME, "seoul", "+ prisoners", 1)
    return store


def test_a_backup_is_the_save_in_one_file_that_opens_by_itself(played: Store, path: Path, tmp_path: Path) -> None:
    inside = tmp_path / "stick"
    inside.mkdir()
    copy = played.backup(inside / "copy.db")
    assert copy == inside / "copy.db"
    assert [file.name for file in inside.iterdir()] == ["copy.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.read_bytes()[18:20] == b"\1\1", "it needs no log beside it"
    assert check_save(copy) == []
    assert [file.name for file in inside.iterdir()] == ["copy.db"]
    with raw(path) as one, raw(copy) as other:
        assert [*other.iterdump()] == [*one.iterdump()]
    assert copy.read_bytes()[18:20] == b"\1\1", "to look at it does not change it"
    with Store.open(copy) as store:
        assert append(store, entry("b")) == [3]
    assert played.head(GAME).seq == 2
    assert columns(copy, "PRAGMA journal_mode") == [("wal",)], "who plays on in it plays as in any save"


def test_a_backup_is_of_this_moment_while_a_command_is_being_written(played: Store, tmp_path: Path) -> None:
    with played.write(GAME) as writer:
        writer.append([entry("b")])
        copy = played.backup(tmp_path / "copy.db")
    assert played.head(GAME).seq == 3
    with Store.open(copy) as store:
        assert store.head(GAME).seq == 2


def test_what_is_there_is_never_overwritten(played: Store, path: Path, tmp_path: Path) -> None:
    there = tmp_path / "notes.txt"
    there.write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for to in (there, path, tmp_path, tmp_path / "dangling"):
        with pytest.raises(BackupExists, match=r"left as it is: choose another name"):
            played.backup(to)
    assert there.read_text() == "mine"
    assert played.check() == []
    (tmp_path / "copy.db-wal").write_bytes(b"of another")
    with pytest.raises(BackupExists, match=r"copy\.db-wal was left behind by another save: move it away"):
        played.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_needs_a_folder_that_may_be_written(home: Path) -> None:
    (home / "sealed").mkdir(mode=0o500)
    (home / "file").touch()
    with Store.open(home / "wargame.db") as store:
        begin(store)
        with pytest.raises(SaveUnreachable, match=f"the folder {home}/sealed may not be written, so no backup"):
            store.backup(home / "sealed" / "copy.db")
        with pytest.raises(SaveUnreachable, match=f"there is no folder {home}/no, so no backup was made: make it"):
            store.backup(home / "no" / "copy.db")
        with pytest.raises(SaveUnreachable, match="there is no folder"):
            store.backup(home / "file" / "copy.db")
        with pytest.raises(SaveUnreachable):
            store.backup(home / f"{'x' * 300}.db")
        with pytest.raises(SaveUnreachable):
            store.backup("postgresql://host/copy")
    (home / "sealed").chmod(0o700)


def test_a_damaged_save_is_not_taken_for_a_backup(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        append(store, *[entry("a", '"' + "x" * 900 + '"')] * 50)
    content = bytearray(path.read_bytes())
    content[-3 * 4096 :] = b"\xff" * 3 * 4096
    path.write_bytes(content)
    with Store.open(path) as store, pytest.raises(SaveDamaged, match=f"{path} is damaged.*no backup was made"):
        store.backup(tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_backup_waits_no_longer_than_it_was_told_to(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        copy = store.backup(tmp_path / "first.db")
    shutil.copyfile(copy, tmp_path / "second.db")
    second, to = tmp_path / "second.db", tmp_path / "copy.db"
    with raw(second) as connection:  # a save without a log: there a writer keeps readers out
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with Store.open(second, patience=0.05, writing="no") as store:
        with held(second, "EXCLUSIVE"):
            with pytest.raises(SaveBusy, match=r"second\.db is held by another program"):
                store.backup(to)
            with pytest.raises(SaveBusy, match=r"second\.db is held by another program, so no backup was made"):
                back_up(second, to, lambda: sqlite3.connect(second, timeout=0.05))
        assert not [file for file in tmp_path.iterdir() if "copy" in file.name]
        store.backup(to)


def test_every_backup_of_a_save_that_others_write_is_whole(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        writers = [crowd.start("tests.store.kill9", "--work", path, f"w{number}") for number in range(2)]
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        seen = []
        for number in range(10):
            copy = store.backup(tmp_path / f"copy-{number}.db")
            assert check_save(copy) == []
            with Store.open(copy, writing="no") as whole:
                log = whole.records(GAME)
            assert verify_chain(GAME, log) is None
            assert (len(log) - 1) % kill9.EVENTS == 0, "no command is torn"
            seen.append(len(log))
        for writer in writers:
            writer.kill()
            kill9._rest(writer)
        assert seen == sorted(seen)
        assert store.check() == []
    assert check_save(path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
@pytest.mark.parametrize(
    ("work", "outcomes"), [("delete", {"gone", "there"}), ("backup", {"backup", "none"})], ids=["delete", "backup"]
)
def test_a_program_killed_at_any_step_leaves_a_whole_save(work: str, outcomes: set[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.deaths", work, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()[::2]) == outcomes
