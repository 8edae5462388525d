"""The pack of one game and of several, as a command writes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH, SMALL
from tests.terminal import Terminal
from wargame.cli.main import command

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, in which two groups have played one deck."""
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    for name in ("Red group", "Blue group"):
        assert run("play", str(tmp_path / "rich.yaml"), "--headless", "--seed", name, "--name", name).exit_code == 0
    return run


def test_one_game_has_a_report_a_log_and_tables(run: Run, tmp_path: Path) -> None:
    answer = run("debrief", "Red group", "--out", str(tmp_path / "out"), "--games", "1")
    assert answer.exit_code == 0, answer.output
    written = {path.name for path in (tmp_path / "out").iterdir()}
    tables = {f"{name}.{ending}" for name in ("events", "tracks", "rulings") for ending in ("csv", "jsonl")}
    assert written == {"report.html", "report.md", "decisions.md", *tables}
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    for part in ("How it ended", "Turn by turn", "Decisions that mattered", "Luck", "The decision log"):
        assert f"\n## {part}" in report


def test_several_games_are_set_side_by_side_and_lead_to_their_own_reports(run: Run, tmp_path: Path) -> None:
    run("debrief", "Red group", "Blue group", "--out", str(tmp_path / "out"), "--games", "0")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#]+)"', page)
    assert links == ["Red-group.html", "Blue-group.html"]
    assert all((tmp_path / "out" / link).exists() for link in links)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "rulings.csv").read_text(encoding="utf-8"))))
    assert {row["game"] for row in rows} == {"Red group", "Blue group"}


def test_nothing_is_written_over_unless_one_says_so(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("debrief", "Red group", "--out", str(out), "--games", "0")
    run(*arguments)
    (out / "report.md").write_text("mine", encoding="utf-8")
    answer = run(*arguments)
    assert answer.exit_code != 0
    assert "--force" in answer.output
    assert (out / "report.md").read_text(encoding="utf-8") == "mine"
    assert run(*arguments, "--force").exit_code == 0
    assert (out / "report.md").read_text(encoding="utf-8") != "mine"


def test_a_seats_pack_has_what_that_seat_knew(run: Run, tmp_path: Path) -> None:
    run("debrief", "Red group", "--out", str(tmp_path / "out"), "--as", "North")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert "as North saw it" in text
    assert "South fears the heat" not in text
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "tracks.csv").read_text(encoding="utf-8"))))
    assert {row["track"] for row in rows} == {"heat", "trust", "purse", "glow"}


def test_a_note_stands_in_the_packs_of_its_readers_and_in_no_other(run: Run, tmp_path: Path) -> None:
    run("note", "Red group", "The stove is empty", "--for", "south", "--about", "3")
    for viewer, there in (("south", True), ("facilitator", True), ("north", False), ("public", False)):
        out = tmp_path / viewer
        run("debrief", "Red group", "--out", str(out), "--as", viewer, "--games", "0")
        text = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
        assert ("The stove is empty" in text) is there


def test_marks_and_bookmarks_stand_in_the_report_by_entry(run: Run, tmp_path: Path) -> None:
    run("mark", "Red group", "9", "??", "too early", "--by", "Ada", "--for", "all")
    run("bookmark", "Red group", "5", "the turn")
    run("debrief", "Red group", "--out", str(tmp_path / "out"), "--games", "0")
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert re.search(
        r"on entry 5 \(turn 1: .+\): bookmark: the turn\n- Ada, on entry \d+ \(turn 1: .+\): \?\? a blunder: too early",
        report,
    )


def test_a_pack_without_names_has_none_that_is_known(run: Run, tmp_path: Path) -> None:
    run("desk", "Red group", "names", "north", "Adalbert Quux, Zsofia")
    run("note", "Red group", "Zsofia said it first, and Adalbert Quux agreed", "--by", "Hortense", "--for", "all")
    said = run("hotwash", "Red group", "shown", "What Zsofia showed us", "--by", "Ottilie")
    assert said.exit_code == 0, said.output
    run("debrief", "Red group", "--out", str(tmp_path / "named"), "--games", "0")
    run("debrief", "Red group", "--out", str(tmp_path / "nameless"), "--games", "0", "--no-names")
    named = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "named").iterdir())
    nameless = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "nameless").iterdir())
    for name in ("Adalbert", "Zsofia", "Hortense", "Ottilie", "Red group"):
        assert name in named
        assert name not in nameless
    assert "said it first" in nameless


def test_what_the_room_said_and_voted_stands_in_the_report(run: Run, tmp_path: Path) -> None:
    deck = (tmp_path / "rich.yaml").read_text(encoding="utf-8")
    asked = "poll:\n  wait: {question: Wait or act?, choices: [Wait, Act]}\ndebrief: [Who was cold?]\n"
    (tmp_path / "asking.yaml").write_text(f"{deck.replace('id: rich', 'id: asking')}\n{asked}", encoding="utf-8")
    assert run("play", str(tmp_path / "asking.yaml"), "--headless", "--name", "Asked").exit_code == 0
    for words in (
        ("poll", "Asked", "before", "wait", "Wait", "--count", "7"),
        ("poll", "Asked", "after", "wait", "Act", "--count", "6"),
        ("hotwash", "Asked", "closing", "We kept the fire", "--seat", "north"),
        ("hotwash", "Asked", "reflection", "Everybody was", "--question", "1", "--by", "Bo"),
        ("hotwash", "Asked", "communique", "All sides are warm", "--seat", "south"),
    ):
        answer = run(*words)
        assert answer.exit_code == 0, answer.output
    run("debrief", "Asked", "--out", str(tmp_path / "out"), "--games", "0")
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "| Wait | 7 | 0 | −7 |" in report
    assert "- Who was cold?\n  - Everybody was (Bo)" in report
    assert "  - North: We kept the fire" in report
    assert "  - South: All sides are warm" in report


def test_games_of_several_decks_make_no_pack(run: Run, tmp_path: Path) -> None:
    run("play", str(tmp_path / "small.yaml"), "--headless", "--name", "small")
    answer = run("debrief", "Red group", "small", "--out", str(tmp_path / "out"))
    assert answer.exit_code != 0
    assert "These games are of 2 decks" in answer.output
    assert not (tmp_path / "out").exists()


def test_a_running_game_says_whom_its_pack_is_for(run: Run, tmp_path: Path) -> None:
    run("play", str(tmp_path / "small.yaml"), "--no-screen", "--name", "running")
    answer = run("debrief", "running", "--out", str(tmp_path / "out"))
    assert "for the facilitator alone" in answer.output
    assert "The game is not over" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_games_side_by_side_become_a_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    answer = run("compare", "Red group", "Blue group", "--html", "--out", str(page))
    assert answer.exit_code == 0, answer.output
    text = page.read_text(encoding="utf-8")
    assert "Decisions by turn" in text
    assert 'href="Red' not in text
    assert "`--force` replaces" in run("compare", "Red group", "Blue group", "--html", "--out", str(page)).output
    assert "name two or more" in run("compare", "Red group", "--html").output
    assert "add --html" in run("compare", "Red group", "Blue group", "--out", str(page)).output


def test_ctrl_c_stops_the_playing_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    saves, out = f"sqlite:///{tmp_path / 'test.db'}", tmp_path / "out"
    arguments = ["-m", "wargame", "--saves", saves, "debrief", "Red group", "--out", str(out), "--games", "1000"]
    with Terminal(arguments, 100, 24, {}) as terminal:
        terminal.see(r"\d+ of \d+ rulings played on|Wrote")
        terminal.press("\x03")
        terminal.see("Stopped: nothing was written")
    assert not out.exists()
