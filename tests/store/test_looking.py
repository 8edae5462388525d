"""A save that may not be written can still be looked at, and one that may is left as it is by who only looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store import disks
from tests.store.games import GAME, append, begin, columns, entry, note, raw, save_of_0001
from wargame.store import NotASave, SaveReadOnly, SaveTooNew, SaveUnreachable, Store, check_save


@pytest.fixture(scope="module")
def first_version(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A save as the first version of the program left it."""
    return save_of_0001(tmp_path_factory.mktemp("first") / "wargame.db").read_bytes()


def played(path: Path) -> Path:
    """A save with a game, a note, a desk and a draft."""
    with Store.open(path) as store:
        begin(store)
        append(store, entry("a"))
        store.add_note(GAME, note(), "n1")
        store.set_desk(GAME, {"clock": "1"})
        store.save_draft(GAME, "seoul", "+ prisoners", 1)
    return path


def all_that_is_read(store: Store) -> list[object]:
    (row,) = store.games()
    return [
        row,
        store.find_game("monday"),
        store.deck_text(row.deck),
        store.records(GAME),
        store.notes(GAME),
        store.desk(GAME),
        store.draft(GAME, "seoul"),
        store.check(),
        store.check(GAME, head=store.head(GAME)),
        store.free_name("monday"),
    ]


def all_that_writes(store: Store) -> list[Callable[[], object]]:
    return [
        lambda: append(store, entry("b")),
        lambda: begin(store, "tuesday", "other"),
        lambda: store.rename_game(GAME, "else"),
        lambda: store.archive_game(GAME, 1),
        lambda: store.delete_game(GAME),
        lambda: store.add_note(GAME, note(), "n2"),
        lambda: store.set_desk(GAME, {"clock": "2"}),
        lambda: store.save_draft(GAME, "seoul", "else", 2),
        lambda: store.clear_draft(GAME, "seoul"),
    ]


def refuses(store: Store, sentence: str) -> None:
    """Whether everything that writes is refused with that sentence, and what is read stays the same."""
    before = all_that_is_read(store)
    for write in all_that_writes(store):
        with pytest.raises(SaveReadOnly, match=sentence):
            write()
    assert all_that_is_read(store) == before


def test_who_only_looks_sees_all_and_changes_nothing(path: Path) -> None:
    played(path)
    content = path.read_bytes()
    with Store.open(path) as store:
        assert not store.read_only
        expected = all_that_is_read(store)
    with Store.open(path, writing="no") as store:
        assert store.read_only
        assert all_that_is_read(store) == expected
        refuses(store, "opened only to be looked at")
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_who_only_looks_sees_others_play(store: Store, path: Path) -> None:
    begin(store)
    with Store.open(path, writing="no") as looking:
        before = looking.data_version()
        append(store, entry("a"))
        assert looking.data_version() != before
        assert looking.head(GAME).seq == 2


def test_who_only_looks_makes_no_save(path: Path) -> None:
    with pytest.raises(SaveUnreachable, match="there is no file"):
        Store.open(path, writing="no")
    path.touch()
    with pytest.raises(NotASave, match="is empty"):
        Store.open(path, writing="no")
    assert path.read_bytes() == b""


@pytest.mark.parametrize("writing", ["may", "must"])
def test_a_save_that_may_be_written_is_opened_to_be_written(path: Path, writing: str) -> None:
    with Store.open(path, writing=writing) as store:  # type: ignore[arg-type]
        assert not store.read_only
        begin(store)


def test_a_save_in_a_folder_that_may_not_be_written_can_be_looked_at(home: Path) -> None:
    path = played(home / "wargame.db")
    with Store.open(path, writing="no") as store:
        expected = all_that_is_read(store)
    home.chmod(0o500)
    with pytest.raises(SaveReadOnly, match=f"the folder {home} may not be written.*copy the save to a folder"):
        Store.open(path)
    with Store.open(path, writing="may") as store:
        assert store.read_only
        assert all_that_is_read(store) == expected
        refuses(store, f"the folder {home} may not be written.*only be looked at: copy the save")
    assert check_save(path) == []
    assert [file.name for file in home.iterdir()] == [path.name]


def test_a_file_that_may_not_be_written_can_be_looked_at(home: Path) -> None:
    path = played(home / "wargame.db")
    path.chmod(0o400)
    for writing in ("must", "may", "no"):
        with Store.open(path, writing=writing) as store:  # type: ignore[arg-type]
            assert store.read_only
            refuses(store, f"{path} may not be written, so it can only be looked at")


@pytest.mark.parametrize("writing", ["must", "may", "no"])
def test_looking_at_a_sealed_save_leaves_nothing_that_seals_it(home: Path, writing: str) -> None:
    path = played(home / "wargame.db")
    path.chmod(0o400)
    with Store.open(path, writing=writing) as store:  # type: ignore[arg-type]
        assert store.head(GAME).seq == 2
        store.data_version()
        assert store.check() == []
        assert [file.name for file in home.iterdir()] == [path.name]
    assert [file.name for file in home.iterdir()] == [path.name]
    path.chmod(0o600)
    with Store.open(path) as store:
        assert append(store, entry("b")) == [3]


def test_who_looks_at_a_sealed_save_sees_others_play_once_it_is_unsealed(home: Path) -> None:
    path = played(home / "wargame.db")
    path.chmod(0o400)
    with Store.open(path, writing="may") as looking:
        versions = [looking.data_version(), looking.data_version()]
        path.chmod(0o600)
        with Store.open(path) as store:
            for seq in (3, 4):
                assert append(store, entry(f"b{seq}")) == [seq]
                versions.append(looking.data_version())
                assert looking.head(GAME).seq == seq
                assert looking.check(GAME, head=store.head(GAME)) == []
        assert looking.head(GAME).seq == 4
        refuses(looking, "was opened only to be looked at")
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
    assert [file.name for file in home.iterdir()] == [path.name]


def left_sealed(path: Path) -> list[Path]:
    """What SQLite left beside a save that another program looked at while it was 0400; the save is 0600 again."""
    path.chmod(0o400)
    with raw(path) as connection:
        connection.execute("SELECT count(*) FROM event").fetchall()
    path.chmod(0o600)
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]


def test_what_was_left_beside_a_sealed_save_does_not_keep_it_sealed(home: Path) -> None:
    path = played(home / "wargame.db")
    for beside in left_sealed(path):
        assert beside.stat().st_mode & 0o777 == 0o400
    with Store.open(path, writing="no") as store:
        assert store.head(GAME).seq == 2
    left_sealed(path)
    with Store.open(path) as store:
        assert not store.read_only
        assert append(store, entry("b")) == [3]
    assert [file.name for file in home.iterdir()] == [path.name]


@pytest.mark.parametrize("which", ["-wal", "-shm"])
def test_a_file_beside_the_save_that_may_not_be_written_is_named(home: Path, which: str) -> None:
    if os.getuid() != 0:
        pytest.skip("needs a second user, whose file it is")
    path = played(home / "wargame.db")
    user = os.geteuid()
    left_sealed(path)
    beside = path.with_name(path.name + which)
    os.seteuid(0)
    os.chown(beside, 0, -1)
    beside.chmod(0o444)
    os.seteuid(user)
    sentence = f"{path} cannot be written, since {beside} beside it may not be"
    mend = rf"give {beside.name} the rights that wargame\.db has \(chmod\), or ask its owner"
    with pytest.raises(SaveReadOnly, match=f"{sentence}.*: {mend}"), Store.open(path) as store:
        append(store, entry("b"))
    with Store.open(path, writing="may") as store:
        assert store.read_only
        refuses(store, f"{sentence}, so it can only be looked at: {mend}")
    os.seteuid(0)
    beside.chmod(0o666)
    os.seteuid(user)
    with Store.open(path) as store:
        assert append(store, entry("b")) == [3]


def test_a_backup_where_nothing_can_be_put_beside_it_is_looked_at(home: Path) -> None:
    with Store.open(played(home / "wargame.db")) as store:
        (home / "sealed").mkdir()
        copy = store.backup(home / "sealed" / "copy.db")
    copy.parent.chmod(0o500)
    for writing in ("must", "may", "no"):
        with Store.open(copy, writing=writing) as store:  # type: ignore[arg-type]
            assert store.read_only
            refuses(store, f"the folder {copy.parent} may not be written")
    copy.parent.chmod(0o700)


def test_a_save_of_the_first_version_can_be_looked_at_and_stays_one(first_version: bytes, home: Path) -> None:
    path, content = home / "wargame.db", first_version
    path.write_bytes(content)
    for mode in (0o700, 0o500):
        home.chmod(mode)
        with Store.open(path, writing="no") as store:
            (row,) = store.games()
            assert (row.name, row.archived_at, store.head(GAME).seq) == ("monday", None, 3)
            assert (store.notes(GAME), store.desk(GAME), store.draft(GAME, "seoul")) == ([], {}, "+ prisoners")
            assert store.check() == []
            assert [fault.code for fault in store.check(GAME, head="3:00000000")] == ["head"]
        assert check_save(path) == []
    assert path.read_bytes() == content
    path.chmod(0o400)
    home.chmod(0o700)
    with Store.open(path, writing="may") as store:
        assert store.read_only
        assert store.head(GAME).seq == 3
    with pytest.raises(SaveReadOnly, match="copy the save"):
        Store.open(path)


def test_a_log_that_was_left_behind_where_nothing_may_be_written_is_not_overlooked(home: Path) -> None:
    path = played(home / "played.db")
    with Store.open(path) as store:
        append(store, entry("only in the log"))
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{home}/wargame.db{ending}")
    home.chmod(0o500)
    with pytest.raises(SaveReadOnly, match=r"its last changes are still in wargame\.db-wal: copy the two together"):
        Store.open(home / "wargame.db", writing="may")
    home.chmod(0o700)
    with Store.open(home / "wargame.db", writing="no") as store:
        assert store.head(GAME).seq == 3


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_others_who_may_write_are_seen_by_one_who_may_not(home: Path) -> None:
    """Two users of one computer: the save is open where it may be written, and looked at where it may not."""
    if os.getuid() != 0:
        pytest.skip("needs a second user")
    path = played(home / "wargame.db")
    path.chmod(0o644)
    home.chmod(0o755)
    told, tell = os.pipe()
    child = os.fork()  # before anything is open: connections are not to be carried over
    if not child:
        os._exit(_looks_as_another_user(path, told))
    with Store.open(path) as store:
        append(store, entry("b"))
        os.write(tell, b"now")
        assert os.waitpid(child, 0)[1] == 0
        assert append(store, entry("c")) == [4]
    os.close(told)
    os.close(tell)


def _looks_as_another_user(path: Path, told: int) -> int:
    os.seteuid(0)
    os.setuid(65533)
    os.read(told, 3)
    with Store.open(path, writing="may") as looking:
        return 0 if looking.read_only and looking.head(GAME).seq == 3 and looking.check() == [] else 1


def test_a_save_on_a_read_only_disk_can_be_looked_at(tmp_path: Path) -> None:
    with Store.open(tmp_path / "wargame.db") as store:
        begin(store)
        append(store, entry("a"))
    assert disks.run_on(disks.READ_ONLY, tmp_path, "tests.store.sealed_disk") == "looked at\n"


def test_a_backup_can_be_made_of_a_save_that_may_only_be_read(home: Path) -> None:
    path = played(home / "wargame.db")
    (home / "mine").mkdir()
    home.chmod(0o500)
    with Store.open(path, writing="may") as store:
        copy = store.backup(home / "mine" / "copy.db")
        expected = all_that_is_read(store)
    with Store.open(copy) as store:
        assert all_that_is_read(store) == expected
        assert append(store, entry("b")) == [3]


def test_looking_at_a_save_of_a_later_program_is_refused_as_playing_is(path: Path) -> None:
    played(path)
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    for writing in ("must", "may", "no"):
        with pytest.raises(SaveTooNew, match="install the version"):
            Store.open(path, writing=writing)  # type: ignore[arg-type]
    assert columns(path, "SELECT version_num FROM alembic_version") == [("0999",)]
