"""The guide's way from nothing to a game, typed as it stands there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from wargame.cli.main import command

GUIDE = (Path(__file__).resolve().parents[2] / "decks" / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"```console\n(.*?)```", GUIDE, re.S)
LEFT_OUT = "…"


@frozen
class Step:
    """A command of a transcript, or a file that is written; and the lines that are shown below it."""

    typed: str
    lines: tuple[str, ...]

    def run(self) -> None:
        """Do it, and compare what is said with what is shown."""
        if written := re.fullmatch(r"cat > (\S+) <<'END'", self.typed):
            assert self.lines[-1] == "END"
            Path(written[1]).write_text("\n".join(self.lines[:-1]) + "\n", encoding="utf-8")
            return
        program, *arguments = shlex.split(self.typed)
        assert program == "wargame"
        result = CliRunner().invoke(command, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        if self.lines:
            assert fits(self.lines, result.stdout.splitlines()), f"{self.typed}\n{result.output}"


def steps(transcript: str) -> Iterator[Step]:
    """The steps of a transcript: each begins with `$`."""
    for part in re.split(r"^\$ ", transcript, flags=re.M)[1:]:
        typed, *lines = part.rstrip("\n").split("\n")
        yield Step(typed, tuple(lines))


def fits(shown: tuple[str, ...], said: list[str]) -> bool:
    """Whether what was said is what is shown, where a line that says so stands for any number of lines."""
    pattern = "".join(r"(?:.*\n)*" if line == LEFT_OUT else re.escape(f"{line}\n") for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in said)) is not None


def test_the_guide_shows_the_way_from_nothing_to_a_game() -> None:
    found = [step.typed for transcript in TRANSCRIPTS for step in steps(transcript)]
    for part in ("wargame deck new", "cat >", "wargame deck check", "wargame play"):
        assert any(typed.startswith(part) for typed in found)
    assert any("--headless" in typed for typed in found)


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_every_command_of_the_guide_says_what_it_shows(
    transcript: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "room").mkdir()
    monkeypatch.chdir(tmp_path / "room")
    monkeypatch.setenv("WARGAME_HOME", str(tmp_path))
    for step in steps(transcript):
        step.run()


def test_a_transcript_that_shows_something_else_is_found() -> None:
    assert fits(("a", LEFT_OUT, "c"), ["a", "b", "b", "c"])
    assert fits(("a", LEFT_OUT, "c"), ["a", "c"])
    assert not fits(("a", "c"), ["a", "b", "c"])
    assert not fits(("a",), ["a", "b"])
