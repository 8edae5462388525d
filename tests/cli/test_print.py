"""`wargame print`: which files are written, and which are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import small_deck
from wargame.cli.main import command
from wargame.cli.print import seat_files
from wargame.cli.written import file_name
from wargame.table import Store, new_game


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, and a save with two games: one with two teams, one with a team and a bot."""
    with Store.open(tmp_path / "save.db") as store:
        new_game(store, small_deck(), ["north", "south"], seed="demo", name="ours")
        new_game(store, small_deck(), ["north"], seed="demo", name="../Group <2> / Dienstag")
    (tmp_path / "room").mkdir()
    monkeypatch.chdir(tmp_path / "room")
    return tmp_path / "room"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["--saves", "sqlite:///../save.db", "print", *arguments])


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_each_team_gets_a_file_of_its_own_in_a_new_folder(room: Path) -> None:
    result = run("ours", "--packets")
    assert result.exit_code == 0, result.output
    assert files(room) == [f"packets-ours/{name}.html" for name in ("facilitator", "north", "south", "wall")]
    assert "Wrote packets-ours/north.html" in result.stdout
    assert "browser" in result.stdout
    north, south = ((room / "packets-ours" / f"{seat}.html").read_text("utf-8") for seat in ("north", "south"))
    assert "North fears the cold." in north
    assert "N-1" in north
    assert "N-1" not in south
    assert "South fears" not in north


def test_what_is_there_is_not_overwritten_unless_one_says_so(room: Path) -> None:
    run("ours", "--packets")
    mine = room / "packets-ours" / "south.html"
    mine.write_text("mine", encoding="utf-8")
    (room / "packets-ours" / "north.html").unlink()
    result = run("ours", "--packets")
    assert result.exit_code == 2
    assert "south.html" in result.stderr
    assert "--force" in result.stderr
    assert "--out DIR" in result.stderr
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (room / "packets-ours" / "north.html").exists()
    assert run("ours", "--packets", "--force").exit_code == 0
    assert mine.read_text(encoding="utf-8") != "mine"


def test_one_seat_alone_in_a_folder_of_choice(room: Path) -> None:
    result = run("ours", "--packets", "--seat", "North", "--out", "a/b")
    assert result.exit_code == 0, result.output
    assert files(room) == ["a/b/north.html"]


def test_everything_in_one_file(room: Path) -> None:
    assert run("ours", "--packets", "--one-file", "--paper", "letter").exit_code == 0
    assert files(room) == ["packets-ours/all-packets.html"]
    text = (room / "packets-ours" / "all-packets.html").read_text("utf-8")
    assert "size: letter" in text
    assert "North fears" in text
    assert "South fears" in text


def test_a_bot_needs_no_packet_and_it_is_said_so(room: Path) -> None:
    result = run("../Group <2> / Dienstag", "--packets")
    assert result.exit_code == 0, result.output
    assert files(room) == [f"packets-Group-2-Dienstag/{name}.html" for name in ("facilitator", "north", "wall")]
    assert "No packet for South: a bot plays." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("ours",), 2, "`wargame print GAME --packets`"),
        (("theirs", "--packets"), 2, "theirs"),
        (("ours", "--packets", "--seat", "nroth"), 2, "--seat is north or south, not `nroth`. Did you mean `north`?"),
        (("ours", "--packets", "--seat", "public"), 2, "--seat is north or south"),
        (("ours", "--packets", "--seat", "north", "--one-file"), 2, "leave out --seat"),
        (("ours", "--packets", "--paper", "A3"), 2, "A3"),
        (("ours", "--packets", "--out", "../save.db"), 1, "can't be written"),
    ],
)
def test_a_mistake_gets_one_clear_sentence_and_writes_nothing(
    room: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert "Traceback" not in result.output
    assert files(room) == []


def test_a_folder_where_a_packet_is_to_be_is_said_before_anything_is_written(room: Path) -> None:
    (room / "packets-ours" / "wall.html").mkdir(parents=True)
    result = run("ours", "--packets", "--force")
    assert result.exit_code == 1
    assert "wall.html in packets-ours is a folder" in result.stderr
    assert files(room) == []


def test_a_write_that_fails_half_way_gives_back_what_was_there(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("ours", "--packets").exit_code == 0
    for name in files(room):
        (room / name).write_text("mine", encoding="utf-8")
    works, done = Path.replace, []

    def replace(draft: Path, path: Path) -> Path:
        done.append(path.name)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        return works(draft, path)

    monkeypatch.setattr(Path, "replace", replace)
    before = files(room)
    result = run("ours", "--packets", "--force")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert files(room) == before
    assert {(room / name).read_text(encoding="utf-8") for name in before} == {"mine"}


@pytest.mark.parametrize("title", ["CON", "..", "", "a/b\\c:d", "nul.txt", "\u202ex", ".hidden", "x" * 300, "서울 3조"])
def test_any_title_becomes_the_name_of_a_file(title: str, tmp_path: Path) -> None:
    name = file_name(title)
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert not name.startswith(".")
    assert name.upper() not in ("CON", "NUL.TXT")


def test_no_two_seats_share_a_file_with_each_other_or_with_the_wall() -> None:
    names = seat_files(["wall", "Wall", "facilitator", "con", "a", "A"])
    folded = [name.casefold() for name in (*names.values(), "wall", "facilitator")]
    assert len(set(folded)) == len(folded)


def test_templates_are_woken_only_when_something_is_printed() -> None:
    program = "import sys, wargame.paper, wargame.cli.main, wargame.cli.print; print('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "False\n"
