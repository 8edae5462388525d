"""Slips of the hand by which a file is no YAML: each is told in its own line and in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.cli.deck_new import _blank
from wargame.deck import read_text
from wargame.deck.reading.slips import find_slip

LINES = _blank("evening", "Evening", Path("evening.yaml")).split("\n")


def broken(number: int, line: str) -> tuple[int, str, str]:
    """What is said of the blank deck with another line in this place."""
    lines = [*LINES[: number - 1], line, *LINES[number:]]
    first = read_text("\n".join(lines)).problems[0]
    return first.at.line, first.message, first.hint


@pytest.mark.parametrize(
    ("number", "line", "said"),
    [
        (39, "    seat first", "`seat` wants a colon behind it"),
        (41, "    chance:likely", "a blank is missing after the colon of `chance`"),
        (37, "  FIR-1", "`FIR-1` wants a colon behind it"),
        (43, '    success: "What happens when it works.', "the text that begins here has no closing quote"),
        (43, "    success: 'It's done", "the text ends at this apostrophe"),
        (43, "    success: Wait: and see", "a colon and a blank stand in this text"),
        (43, "    success: don't: it's fine", "a colon and a blank stand in this text"),
        (45, "      failure: x", "this line begins at another depth than those that it belongs to"),
        (46, " FIR-2:", "this line begins at another depth than those that it belongs to"),
        (43, "\tsuccess: x", "the line begins with a tab"),
        (43, "    pros: [a, b", "the list that begins here with `[` is not closed"),
        (43, "    commits: {if: trust > 1", "the list that begins here with `{` is not closed"),
    ],
)
def test_a_slip_is_told_where_it_was_made_and_how_to_mend_it(number: int, line: str, said: str) -> None:
    at, message, hint = broken(number, line)
    assert (at, message) == (number, said)
    assert hint


def test_typographic_quotes_are_said_to_be_none() -> None:
    assert "Typographic quotes are none." in broken(43, "    success: “Wait”: and see")[2]


def test_a_text_in_quotes_over_several_lines_is_no_slip() -> None:
    number = LINES.index("    success: What happens when it works.") + 1
    lines = [
        *LINES[: number - 1],
        '    success: "What happens',
        "      when it works,",
        '      and only then."',
        *LINES[number:],
    ]
    assert read_text("\n".join(lines)).problems == ()
    place = lines.index("    seat: first")
    later = next(each for each in range(place + 5, len(lines)) if lines[each] == "    seat: first")
    lines[later] = "    seat first"
    assert read_text("\n".join(lines)).problems[0].message == "`seat` wants a colon behind it"


@given(
    st.lists(st.text(alphabet=" \t\"'[]{}:#-abé", max_size=20), min_size=1, max_size=6),
    st.sampled_from(["could not find expected ':'", "did not find expected key", "", "another"]),
)
def test_whatever_stands_there_a_slip_lies_in_the_file(lines: list[str], problem: str) -> None:
    for line in range(len(lines) + 1):
        found = find_slip(lines, line, problem)
        assert found is None or (0 <= found.line < len(lines) and 0 <= found.column <= len(lines[found.line]))
