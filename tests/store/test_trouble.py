"""What befalls saves in the rooms where people play: each trouble has its sentence, and nothing is lost by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store import disks
from tests.store.games import GAME, append, begin, columns, entry, note, raw
from tests.store.holder import held
from wargame.store import FaultCode, NotASave, SaveBusy, SaveDamaged, SaveTooNew, Store, check_save, mounts
from wargame.store.mounts import network_kind


def test_while_another_program_holds_the_save_it_can_be_read_and_nothing_typed_is_lost(path: Path) -> None:
    with Store.open(path, patience=0.05) as store:
        begin(store)
        store.save_draft(GAME, "seoul", "+ prisoners on film", 1)
        with held(path):
            for write in (
                lambda: append(store, entry("a")),
                lambda: store.add_note(GAME, note(), "n1"),
                lambda: store.rename_game(GAME, "else"),
                lambda: store.archive_game(GAME, 1),
                lambda: store.set_desk(GAME, {"clock": "1"}),
                lambda: store.save_draft(GAME, "seoul", "else", 2),
                lambda: store.delete_game(GAME),
            ):
                with pytest.raises(SaveBusy, match=r"wargame\.db is held by another program, so nothing was written"):
                    write()
            assert [row.name for row in store.games()] == ["monday"]
            assert store.head(GAME).seq == len(store.records(GAME)) == 1
            assert store.draft(GAME, "seoul") == "+ prisoners on film"
            assert (store.notes(GAME), store.desk(GAME), store.check()) == ([], {}, [])
            with Store.open(path, patience=0.05) as second:
                assert second.head(GAME).seq == 1
        assert append(store, entry("a")) == [2]
        assert store.draft(GAME, "seoul") == "+ prisoners on film"


def test_a_save_that_another_program_is_making_is_waited_for(path: Path) -> None:
    path.touch()
    with held(path, "EXCLUSIVE"), pytest.raises(SaveBusy, match="is held by another program"):
        Store.open(path, patience=0.05)
    Store.open(path).close()


def test_a_disk_that_is_full_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    assert disks.run_on(disks.SMALL, tmp_path, "tests.store.small_disk") == "nothing was lost\n"


def test_a_save_on_a_full_disk_that_nobody_has_open_can_be_looked_at(tmp_path: Path) -> None:
    assert disks.run_on(disks.SMALL, tmp_path, "tests.store.brimful_disk") == "looked at\n"


@pytest.mark.parametrize("writing", ["must", "may", "no"])
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotASave),
        (b"my diary\n" * 20, NotASave),
        (b"SQLite format 3\0", SaveDamaged),
        (b"SQLite format 3\0" + b"\xff" * 5000, NotASave),
        (b"SQLite format 3\0" + b"\0" * 5000, SaveDamaged),
    ],
    ids=["of no length", "no database", "a mere beginning", "of another program", "of zeros"],
)
def test_a_file_that_is_no_save_is_told_and_left_as_it_is(
    path: Path, content: bytes, error: type[Exception], writing: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(error, match=r"wargame\.db"):
        Store.open(path, create=False, writing=writing)  # type: ignore[arg-type]
    assert path.read_bytes() == content
    assert [fault.code for fault in check_save(path)] == [FaultCode.FILE]
    assert path.read_bytes() == content


def test_a_save_cut_short_is_told(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
        append(store, *[entry("a", '"' + "x" * 900 + '"')] * 50)
    content = path.read_bytes()
    cut = tmp_path / "cut.db"
    for pages in (1, 2, 5, 12):
        cut.write_bytes(content[: pages * 4096])
        with pytest.raises(SaveDamaged, match=r"cut\.db is damaged"), Store.open(cut, create=False) as store:
            store.records(GAME)
        assert check_save(cut)


def test_a_save_of_a_later_program_is_told_and_its_health_is_not_judged(path: Path) -> None:
    Store.open(path).close()
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    for look in (Store.open, check_save):
        with pytest.raises(SaveTooNew, match=r"schema '0999'.*install the version that wrote it"):
            look(path)


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        ("DROP TRIGGER event_no_update", ["the trigger event_no_update is missing: what it kept from being changed"]),
        ("DROP TRIGGER note_next", ["the trigger note_next is missing"]),
        ("DROP INDEX event_command", ["the index event_command is missing"]),
        ("DROP TABLE desk", ["the desk table|no such table", "the table desk is missing"]),
        (
            "DROP TRIGGER game_no_delete; CREATE TRIGGER game_no_delete BEFORE DELETE ON game BEGIN SELECT 1; END",
            ["the trigger game_no_delete is not as it was made"],
        ),
        (
            "CREATE TRIGGER quiet AFTER INSERT ON draft BEGIN DELETE FROM draft; END",
            ["the trigger quiet does not belong in a save"],
        ),
        ("CREATE VIEW fair AS SELECT 1", ["the view fair does not belong in a save"]),
        ("INSERT INTO doomed VALUES ('monday')", ["the game monday is marked as being deleted"]),
        ("ALTER TABLE note ADD COLUMN seen INTEGER", ["the table note is not as it was made"]),
    ],
)
def test_a_guard_that_was_taken_away_is_noticed(path: Path, statement: str, sentences: list[str]) -> None:
    with Store.open(path) as store:
        begin(store)
    with raw(path) as connection:
        connection.executescript(statement)
    faults = [fault for fault in check_save(path) if fault.code == FaultCode.SCHEMA]
    assert [fault.game for fault in faults] == [None]
    assert sentences[-1] in str(faults[0])
    with Store.open(path, writing="no") as store:
        assert faults[0] in store.check(GAME)


def test_somebody_elses_table_is_no_fault(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
    with raw(path) as connection:
        connection.execute("CREATE TABLE analysis (x)")
        connection.execute("ANALYZE")
    assert check_save(path) == []


def test_what_a_strange_trigger_is_called_cannot_reach_the_terminal(path: Path) -> None:
    Store.open(path).close()
    with raw(path) as connection:
        connection.execute('CREATE TRIGGER "\x1b[2J" AFTER INSERT ON draft BEGIN SELECT 1; END')
    (fault,) = check_save(path)
    assert str(fault).isprintable()


MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
31 27 0:40 / /home rw shared:5 - nfs4 server:/home rw,vers=4.2
32 31 8:1 / /home/me/local rw - xfs /dev/sda1 rw
33 27 0:41 / /mnt/two\040words rw shared:1 master:2 - cifs //server/share rw
34 27 0:42 / /mnt/ssh rw - fuse.sshfs me@host: rw
35 27 0:43 / /mnt/c rw - 9p C:\134 rw
36 27 0:44 / /mnt/cell rw - afs AFS rw
37 27 8:2 / /mnt/ntfs rw - fuseblk /dev/sdb1 rw
38 27 0:45 / /mnt/crypt rw - fuse.gocryptfs /home/x rw
39 27 0:46 / /mnt/hidden rw - nfs server:/x rw
40 39 8:3 / /mnt/hidden rw - ext4 /dev/sdc rw
41 27 0:47 / /mnt/later rw - ext4 /dev/sdd rw
42 41 0:48 / /mnt/later rw - nfs server:/y rw
a line that makes no sense
43 27 0:49 / /mnt/short
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/saves/wargame.db", None),
        ("/home/me/wargame.db", "nfs4"),
        ("/home/me/local/wargame.db", None),
        ("/home/me/locally/wargame.db", "nfs4"),
        ("/homes/wargame.db", None),
        ("/mnt/two words/wargame.db", "cifs"),
        ("/mnt/ssh/a/b/wargame.db", "fuse.sshfs"),
        ("/mnt/c/Users/wargame.db", "9p"),
        ("/mnt/cell/wargame.db", "afs"),
        ("/mnt/ntfs/wargame.db", None),
        ("/mnt/crypt/wargame.db", None),
        ("/mnt/hidden/wargame.db", None),
        ("/mnt/later/wargame.db", "nfs"),
        ("/mnt/short/wargame.db", None),
    ],
)
def test_a_disk_of_the_network_is_known_by_the_table_of_mounts(place: str, kind: str | None) -> None:
    assert network_kind(MOUNTS, place) == kind
    assert network_kind("", place) is None


def test_a_save_on_a_disk_of_the_network_comes_with_a_warning(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path) as store:
        assert store.warnings == ()
        begin(store)
    table = tmp_path / "mountinfo"
    table.write_text(
        f"27 1 254:0 / / rw - ext4 /dev/vda rw\n31 27 0:40 / {tmp_path.resolve()} rw - nfs4 server:/x rw\n"
    )
    monkeypatch.setattr(mounts, "TABLE", table)
    (tmp_path / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    for where in (path, tmp_path / "elsewhere" / path.name):
        with Store.open(where) as store:
            (warning,) = store.warnings
            assert warning.startswith(f"{where} lies on a network disk (nfs4), where terminals on several computers")
            assert "backup" in warning
            assert append(store, entry("a")), "it can be played from all the same"
    monkeypatch.setattr(mounts, "TABLE", tmp_path / "no such table")
    with Store.open(path) as store:
        assert store.warnings == ()


def test_a_backup_on_a_disk_of_the_network_stays_without_a_log(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path) as store:
        begin(store)
        copy = store.backup(tmp_path / "copy.db")
    (tmp_path / "mountinfo").write_text(f"31 27 0:40 / {tmp_path.resolve()} rw - cifs //server/x rw\n")
    monkeypatch.setattr(mounts, "TABLE", tmp_path / "mountinfo")
    with Store.open(copy) as store:
        append(store, entry("a"))
        assert columns(copy, "PRAGMA journal_mode") == [("delete",)]


def test_a_copy_of_a_file_is_not_a_backup_but_is_checked_for_what_it_is(path: Path, tmp_path: Path) -> None:
    """What people do in haste: the file is copied while it is open, without the log beside it."""
    with Store.open(path) as store:
        begin(store)
    with Store.open(path) as store:
        append(store, entry("a"))
        shutil.copyfile(path, tmp_path / "copy.db")
        head = store.head(GAME)
    faults = check_save(tmp_path / "copy.db", GAME, head=head)
    assert [fault.code for fault in faults] == [FaultCode.HEAD]
