from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content

from wargame.deck import find_blemish
from wargame.tui.text import TerminalFilter, fitted, heading, paragraphs, spread, ui_text, wrapped

HOSTILE = (
    "[@click=app.quit]press[/]",
    "[/nope]",
    "Oops [/]",
    "[type=x, v={'a[0]'}]",
    "[link=https://example.org]x[/link]",
    "\x1b]0;pwned\x07\x1b[31mred\x9b2J\x7f",
    "left\u202eright\u2066",
    "a\tb\x00c",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup_and_never_an_order_to_the_terminal(text: str) -> None:
    content = ui_text(text)
    assert find_blemish(content.plain) is None
    assert not content.spans
    if find_blemish(text) is None:
        assert content.plain == text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_filter_lets_nothing_through_that_a_terminal_obeys(text: str) -> None:
    line = [Segment(text, Style(link="https://example.org/\x1b]52;c;eA==\x07"))]
    for segment in TerminalFilter().apply(line, Color(0, 0, 0)):
        assert find_blemish(segment.text) is None
        assert segment.style is not None
        assert segment.style.link is None


def test_harmless_lines_pass_the_filter_unchanged() -> None:
    line = [Segment("○ Żółć 서울 ━╸", Style(bold=True)), Segment("plain", None)]
    assert TerminalFilter().apply(line, Color(0, 0, 0)) == line


def test_a_hanging_indent_moves_all_lines_but_the_first() -> None:
    lines = [line.plain for line in wrapped(ui_text("+10 because the harbour is full of boats"), 20, hang=4)]
    assert lines == ["+10 because the", "    harbour is full", "    of boats"]


def test_indented_text_stays_within_its_width() -> None:
    lines = wrapped(ui_text("서울은 단계적으로 대응한다고 발표했다. " * 3), 24, indent=2)
    assert all(line.cell_length <= 24 and line.plain.startswith("  ") for line in lines)


def test_no_word_is_lost_when_lines_are_wrapped() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    for width in range(12, 70):
        for hang in (0, 3):
            assert " ".join(line.plain.strip() for line in wrapped(ui_text(text), width, hang=hang)) == text


def test_paragraphs_keep_a_blank_line_between_them() -> None:
    assert [line.plain for line in paragraphs("one\ntwo\n\nthree\n", 40)] == ["one two", "", "three"]


def test_the_right_end_of_a_line_stays_when_there_is_no_room() -> None:
    assert spread(ui_text("a long beginning"), ui_text("end"), 12).plain == "a long … end"


@pytest.mark.parametrize("width", [1, 5, 40])
def test_lines_are_exactly_as_wide_as_asked(width: int) -> None:
    assert fitted(ui_text("Harbour"), width).cell_length == width
    assert heading(Content("Bay"), max(width, 5)).cell_length == max(width, 5)
