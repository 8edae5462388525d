"""A save in trouble, seen by a person at the plain lines: each time a sentence that says what and what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.store import disks
from tests.store.games import raw
from tests.store.holder import held
from tests.support import small_deck, without_rights
from wargame.cli.main import command
from wargame.store import mounts
from wargame.table import Store, new_game, open_saved

#: Everything that only reads, and everything that writes.
READING = [
    ("games",),
    ("games", "--all", "--json"),
    ("show", "ours"),
    ("log", "ours", "--as", "facilitator"),
    ("notes", "ours"),
    ("desk", "ours"),
    ("verify", "--all"),
    ("verify", "ours", "--rules"),
    ("print", "ours", "--packets", "--out", "{out}"),
    ("backup", "{out}/copy.db"),
]
WRITING = [
    ("do", "ours", "north", "play", "N-1"),
    ("slip", "ours", "north"),
    ("desk", "ours", "sitting", "wall"),
    ("note", "ours", "text"),
    ("rename", "ours", "other"),
    ("archive", "ours"),
    ("delete", "ours", "--yes"),
    ("play", "first-hour", "--no-screen"),
]


def laid(path: Path) -> Path:
    """A save with a game of two teams and one that was played to its end."""
    with Store.open(path) as store:
        table = new_game(store, small_deck(), ["north", "south"], seed="demo", name="ours")
        table.save_draft("south", "S-1")
        list(new_game(store, small_deck(), seed="demo", name="played").play_out())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return laid(tmp_path / "wargame.db")


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--saves", str(path), *arguments], input="N-1\n")


def refused(path: Path, arguments: tuple[str, ...], sentence: str, code: int = 1) -> None:
    result = run(path, *arguments)
    assert result.exit_code == code, (arguments, result.output)
    assert sentence in result.stderr, (arguments, result.output)
    assert result.stdout == "", arguments
    assert "Traceback" not in result.output
    last = result.stderr.splitlines()[-1]
    assert last[-1] in ".?", "a whole sentence"


def everything_reads(path: Path, out: Path) -> None:
    for number, words in enumerate(READING):
        (out / str(number)).mkdir(parents=True)
        result = run(path, *(word.replace("{out}", str(out / str(number))) for word in words))
        assert result.exit_code == 0, (words, result.output)


@contextmanager
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits half a minute in a test."""
    with monkeypatch.context() as patch:
        patch.setitem(Store.open.__func__.__kwdefaults__, "patience", 0.05)  # type: ignore[attr-defined]
        yield


def test_a_save_of_a_later_program_is_told_and_left_as_it_is(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    content = path.read_bytes()
    for words in (*READING, *WRITING):
        refused(path, words, "install the version that wrote it")
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"my diary\n" * 20, b"SQLite format 3\0" + b"\xff" * 5000, b"", None])
def test_a_file_that_is_no_save_is_told_and_left_as_it_is(path: Path, content: bytes | None) -> None:
    if content is None:
        content = path.read_bytes()[:20_000]
    path.write_bytes(content)
    for words in READING[:-1]:
        result = run(path, *words)
        assert result.exit_code == 1, (words, result.output)
        assert str(path) in result.output
        assert "Traceback" not in result.output
    if content:
        for words in WRITING:
            refused(path, words, str(path))
        assert path.read_bytes() == content


def test_a_file_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    for words in READING[2:8]:
        result = run(tmp_path / "none.db", *words)
        assert result.exit_code == 1, (words, result.output)
        assert "there is no file" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_while_another_program_holds_it_the_save_is_read_and_nothing_is_lost(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with impatient(monkeypatch), held(path):
        for words in WRITING:
            refused(path, words, "is held by another program, so nothing was written: wait a moment")
        everything_reads(path, tmp_path / "out")
    with Store.open(path) as store:
        assert [row.name for row in store.games()] == ["ours", "played"]
        assert open_saved(store, "ours").draft("south") == "S-1"
    assert run(path, "do", "ours", "north", "play", "N-1").exit_code == 0


def test_who_waits_for_another_program_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, held(path):
        patch.setitem(Store.open.__func__.__kwdefaults__, "patience", 2.0)  # type: ignore[attr-defined]
        result = run(path, "do", "ours", "north", "play", "N-1")
    assert result.stderr.splitlines()[0] == "Waiting for the save: another program is writing …"
    assert "is held by another program" in result.stderr


@pytest.fixture
def home() -> Iterator[Path]:
    """As in the tests of the store: a folder of somebody without the rights of root."""
    with without_rights() as folder:
        yield folder


@pytest.mark.parametrize("sealed", ["file", "folder"])
def test_what_may_not_be_written_can_be_read_and_says_so_when_it_matters(home: Path, sealed: str) -> None:
    (home / "saves").mkdir()
    (home / "out").mkdir()
    path = laid(home / "saves" / "wargame.db")
    target = path if sealed == "file" else path.parent
    target.chmod(0o400 if sealed == "file" else 0o500)
    everything_reads(path, home / "out")
    listed = run(path, "games", "--json")
    assert listed.stderr == f"{path} can't be written here: its games can be looked at, not played.\n"
    assert len(json.loads(listed.stdout)) == 2
    for words in WRITING:
        refused(path, words, "may not be written")
    path.parent.chmod(0o700)
    for file in path.parent.iterdir():  # what SQLite keeps beside a save has the rights that the save had
        file.chmod(0o600)
    assert run(path, "do", "ours", "north", "play", "N-1").exit_code == 0


def test_a_network_disk_is_remarked_on_once_by_what_writes(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"31 27 0:40 / {tmp_path.resolve()} rw - nfs4 server:/x rw\n")
    monkeypatch.setattr(mounts, "TABLE", table)
    result = run(path, "do", "ours", "north", "play", "N-1")
    assert result.exit_code == 0
    (remark,) = result.stderr.splitlines()
    assert f"{path} lies on a network disk (nfs4)" in remark
    assert run(path, "show", "ours").stderr == ""


def test_a_full_disk_loses_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    assert disks.run_on(disks.SMALL, tmp_path, "tests.cli.test_bad_saves") == "nothing was lost\n"


def test_a_read_only_disk_can_be_read(tmp_path: Path) -> None:
    laid(tmp_path / "wargame.db")
    assert disks.run_on(disks.READ_ONLY, tmp_path, "tests.cli.test_bad_saves") == "looked at\n"


def on_a_full_disk(disk: Path) -> None:
    """A game on a disk of two megabytes without any room left."""
    from tests.store.small_disk import fill

    path = laid(disk / "wargame.db")
    with Store.open(path) as store:  # another terminal, so that what SQLite keeps beside the file is there
        store.games()
        fill(disk)
        until_nothing_fits(lambda text: store.set_desk(store.find_game("played").id, {"filler": text}))
        for words in (("note", "ours", "x" * 2000), ("play", "first-hour", "--no-screen")):
            refused(path, words, "is full, so nothing was written: make room and try again")
        for words in READING[:8]:
            assert run(path, *words).exit_code == 0, words
    (disk / "filler").unlink()
    assert run(path, "note", "ours", "x" * 2000).exit_code == 0
    assert run(path, "do", "ours", "north", "play", "N-1").exit_code == 0
    assert run(path, "verify", "--all").exit_code == 0
    print("nothing was lost")


def until_nothing_fits(write: Callable[[str], None]) -> None:
    from wargame.store import SaveFull

    for size in range(10_000, 2_000_000, 10_000):
        try:
            write("y" * size)
        except SaveFull:
            return
    raise AssertionError


def on_a_read_only_disk(path: Path) -> None:
    """A save on a disk that is mounted read-only."""
    for words in READING[:8]:
        assert run(path, *words).exit_code == 0, words
    assert "can't be written here" in run(path, "games").stderr
    for words in WRITING:
        refused(path, words, "may not be written")
    print("looked at")


if __name__ == "__main__":
    save = Path(sys.argv[1]) / "wargame.db"
    if save.exists():
        on_a_read_only_disk(save)
    else:
        on_a_full_disk(save.parent)
