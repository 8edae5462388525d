"""`wargame deck diff`: two decks side by side, in lines or for a program."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.support import SMALL
from wargame.cli.main import command


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", "diff", *arguments])


def two(folder: Path, *changes: tuple[str, str]) -> tuple[str, str]:
    """The small deck in a file, and the same with words replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "before.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "after.yaml").write_text(text, encoding="utf-8")
    return str(folder / "before.yaml"), str(folder / "after.yaml")


def test_what_has_changed_is_told_by_section(tmp_path: Path) -> None:
    before, after = two(tmp_path, ("max: 10, start: 5", "max: 10, start: 6"), ("chance: likely", "chance: even"))
    result = diff(before, after)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Board",
        "  Track Heat starts at 5 degrees → 6 degrees",
        "",
        "Cards of North",
        "  *Stoke* (N-1): chance likely → even",
    ]


def test_decks_that_are_alike_are_said_to_be_in_one_line(tmp_path: Path) -> None:
    before, _ = two(tmp_path)
    for result in (diff(before, before, "--exit-code"), diff("first-hour", "first-hour")):
        assert result.exit_code == 0
        assert result.stdout == "Nothing has changed: the two decks play and read alike.\n"
    assert json.loads(diff(before, before, "--json").stdout) == []


def test_only_who_asks_for_it_is_told_of_a_difference_by_the_exit_code(tmp_path: Path) -> None:
    before, after = two(tmp_path, ("chance: likely", "chance: even"))
    assert diff(before, after).exit_code == 0
    assert diff(before, after, "--exit-code").exit_code == 1
    assert diff(before, after, "--exit-code", "--json").exit_code == 1


def test_a_program_gets_a_list_of_differences(tmp_path: Path) -> None:
    (found,) = json.loads(diff(*two(tmp_path, ("chance: likely", "chance: even")), "--json").stdout)
    assert list(found) == ["section", "id", "title", "what", "before", "after"]
    assert (found["id"], found["what"], found["before"], found["after"]) == ("N-1", "chance", "likely", "even")


def test_a_shipped_deck_may_be_compared_with_a_file_and_what_is_no_deck_is_named(tmp_path: Path) -> None:
    before, after = two(tmp_path, ("chance: likely", "chance: perhaps"))
    whole = diff("first-hour", before)
    assert whole.exit_code == 0, whole.output
    assert "Id first-hour → small" in whole.stdout
    unreadable = diff(before, after)
    assert unreadable.exit_code == 1
    assert "perhaps" in unreadable.stderr
    missing = diff("first-hou", before)
    assert missing.exit_code == 2
    assert "first-hou" in missing.stderr


def test_marks_of_a_terminal_in_a_deck_stay_words(tmp_path: Path) -> None:
    before, after = two(tmp_path, ("title: Stoke", 'title: "[bold]Stoke[/] {0} %s"'))
    assert "*[bold]Stoke[/] {0} %s*" in diff(before, after).stdout
