"""`wargame deck print`: which file is written, and which is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wargame.cli.main import command


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in."""
    (tmp_path / "room").mkdir()
    monkeypatch.chdir(tmp_path / "room")
    return tmp_path / "room"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", "print", *arguments])


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_deck_becomes_one_whole_file_for_the_printer(room: Path) -> None:
    result = run("first-hour")
    assert result.exit_code == 0, result.output
    assert files(room) == ["first-hour-cards.html"]
    assert "Wrote first-hour-cards.html" in result.stdout
    assert "every secret" in result.stdout
    text = (room / "first-hour-cards.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>")
    assert "size: A4" in text


def test_one_seats_pages_have_a_name_of_their_own_and_none_of_the_others_secrets(room: Path) -> None:
    result = run("first-hour", "--seat", "Moscow", "--paper", "letter", "--back")
    assert result.exit_code == 0, result.output
    assert files(room) == ["first-hour-moscow-cards.html"]
    assert "every secret" not in result.stdout
    text = (room / "first-hour-moscow-cards.html").read_text("utf-8")
    assert "size: letter" in text
    assert "<b>MOS-01</b>" in text
    assert "<b>SEO-01</b>" not in text
    assert 'class="leaf reverse"' in text


def test_what_is_there_is_not_overwritten_unless_one_says_so(room: Path) -> None:
    mine = room / "mine.html"
    mine.write_text("mine", encoding="utf-8")
    result = run("first-hour", "--out", "mine.html")
    assert result.exit_code == 2
    assert "mine.html is in . already" in result.stderr
    assert "--force" in result.stderr
    assert mine.read_text("utf-8") == "mine"
    assert run("first-hour", "--out", "mine.html", "--force").exit_code == 0
    assert mine.read_text("utf-8").endswith("</html>")
    assert files(room) == ["mine.html"]


def test_a_folder_that_is_not_there_is_made(room: Path) -> None:
    assert run("first-hour", "--out", "a/b/cards.html").exit_code == 0
    assert files(room) == ["a/b/cards.html"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("nowhere",), 2, "no deck called `nowhere`"),
        (("first-hour", "--seat", "mscow"), 2, "--seat is seoul or moscow, not `mscow`. Did you mean `moscow`?"),
        (("first-hour", "--seat", "public"), 2, "--seat is seoul or moscow"),
        (("first-hour", "--paper", "A3"), 2, "A3"),
        (("first-hour", "--out", "."), 1, "is a folder"),
        (("first-hour", "--force", "--out", ".."), 1, "is a folder"),
        (("first-hour", "--out", "x" * 300), 1, "can't be written"),
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


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (room / "mine.html").write_text("mine", encoding="utf-8")

    def replace(draft: Path, path: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", replace)
    result = run("first-hour", "--out", "mine.html", "--force")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert (room / "mine.html").read_text("utf-8") == "mine"
    assert files(room) == ["mine.html"]
