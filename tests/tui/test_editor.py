"""A deck is edited: checked while one types, saved whole, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.document._document import Document
from textual.events import Paste

from tests.tui.conftest import HERE, Person, Sits
from tests.tui.test_hostile_text import harmless
from wargame.deck import Mark, Problem, read
from wargame.tui.manuscript import (
    LONGEST_LINE,
    UnfitFile,
    draft_path,
    found_draft,
    keep_draft,
    manuscript,
    opened,
    saved,
    seen,
    told,
    typed,
)
from wargame.tui.screens.deck_editor import DeckEditor
from wargame.tui.screens.lobby import Lobby
from wargame.tui.widgets.deck_entries import problem_row

#: A deck with which nothing is wrong.
HARBOURS = (HERE / "harbours.yaml").read_text(encoding="utf-8")
for _odd, _mended in (
    ('success: "You know more."', 'success: "You know more."\n    success_do: fares +1'),
    ("if: calm > 0, do", "do"),
    ("if: calm <= 0", "if: calm <= 2"),
):
    assert _odd in HARBOURS
    HARBOURS = HARBOURS.replace(_odd, _mended)
NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(HARBOURS, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same deck in two files."""
    head, cards = HARBOURS.split("cards:\n")
    cards, rest = cards.split("upkeep:\n")
    path = tmp_path / "ours"
    path.mkdir()
    (path / "deck.yaml").write_text(f"{head}upkeep:\n{rest}", encoding="utf-8")
    (path / "cards.yaml").write_text(f"cards:\n{cards}", encoding="utf-8")
    assert read(path).problems == ()
    return path


async def edit(person: Person, path: Path, file: Path | None = None, at: Mark | None = None) -> DeckEditor:
    person.app.edit_deck(path, file, at)
    await person.settle()
    return editor(person)


def editor(person: Person) -> DeckEditor:
    screen = person.app.screen
    assert isinstance(screen, DeckEditor)
    return screen


async def write(person: Person, text: str) -> None:
    """Type a whole text in place of what stands there."""
    editor(person).script.text = text
    await person.settle()


def screen(person: Person) -> str:
    return " ".join(person.text().replace("│", " ").split())


# The text and its problems


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_mistake_is_listed_as_soon_as_one_pauses_and_gone_when_mended(
    sits: Sits, deck: Path, size: tuple[int, int]
) -> None:
    async with sits(size=size) as person:
        await edit(person, deck)
        assert "No problems" in person.text()
        assert "saved" in person.lines()[0]
        text = await person.press("end", "x")
        assert "1 format: 1x" in screen(person)
        assert "1 error" in text
        assert "✕ Error  line 1" in text
        assert "● not saved" in person.lines()[0]
        assert deck.read_text(encoding="utf-8") == HARBOURS
        assert "No problems" in await person.press("backspace")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_problem_leads_to_its_place_in_whatever_file(sits: Sits, folder: Path, size: tuple[int, int]) -> None:
    cards = folder / "cards.yaml"
    cards.write_text(cards.read_text().replace("chance: likely", "chance: likly"), encoding="utf-8")
    line = cards.read_text().split("likly")[0].count("\n")
    async with sits(size=size) as person:
        screen = await edit(person, folder)
        assert screen.file == folder / "deck.yaml"
        assert f"✕ Error  cards.yaml, line {line + 1}" in person.text()
        await person.press("f3")
        assert not screen.script.has_focus
        assert "Enter Go there" in person.text()
        await person.press("enter")
        assert screen.file == cards
        assert screen.script.has_focus
        assert screen.script.cursor_location == (line, len("    chance: "))


async def test_one_key_goes_from_problem_to_problem(sits: Sits, folder: Path) -> None:
    cards, first = folder / "cards.yaml", folder / "deck.yaml"
    cards.write_text(cards.read_text().replace("seat: north", "seat: norht"), encoding="utf-8")
    first.write_text(first.read_text().replace("minutes: 10", "minutes: ten"), encoding="utf-8")
    async with sits(size=WIDE) as person:
        screen = await edit(person, folder)
        places = []
        assert screen.problems is not None
        for _ in range(len(screen.problems) + 1):
            await person.press("f4")
            assert screen.file is not None
            places.append((screen.file.name, screen.script.cursor_location[0] + 1))
        known = [(Path(each.at.file).name, each.at.line) for each in screen.problems]
        assert places == [*known, known[0]]


async def test_a_click_on_a_problem_goes_there(sits: Sits, deck: Path) -> None:
    deck.write_text(HARBOURS.replace("minutes: 10", "minutes: ten").replace("quay +1", "qay +1"), encoding="utf-8")
    async with sits(size=WIDE) as person:
        screen = await edit(person, deck)
        assert screen.problems
        await person.pilot.click("#problems", offset=(4, 0))
        await person.settle()
        assert screen.script.cursor_location[0] + 1 == screen.problems[0].at.line


async def test_what_is_wrong_in_the_open_file_is_underlined(sits: Sits, deck: Path) -> None:
    deck.write_text(HARBOURS.replace("minutes: 10", "minutes: ten"), encoding="utf-8")
    async with sits(size=WIDE) as person:
        screen = await edit(person, deck)
        line = HARBOURS.split("minutes")[0].count("\n")
        spans = [str(span.style) for span in screen.script.get_line(line).spans]
        assert spans == ["underline"]
        assert screen.script.get_line(line + 1).spans == []


def test_errors_and_warnings_differ_by_a_sign_and_a_word() -> None:
    at = Mark("deck.yaml", 3, 1)
    rows = [problem_row(Problem(at, "it is odd", severity=kind), "line 3", 50) for kind in ("error", "warning")]
    assert [row[0].plain.strip() for row in rows] == ["✕ Error  line 3", "▲ Warning  line 3"]


async def test_tab_gives_blanks_and_enter_keeps_the_depth(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        screen = await edit(person, deck)
        await write(person, "")
        await person.press(*"seats:", "enter", *"a:", "enter", *"b", "enter", "tab", *"c", "shift+tab")
        assert screen.script.text == "seats:\n  a:\n    b\n    c"
        assert screen.script.show_line_numbers
        assert not screen.script.soft_wrap


async def test_the_files_of_a_folder_are_a_list_and_each_keeps_what_was_typed(sits: Sits, folder: Path) -> None:
    async with sits(size=WIDE) as person:
        screen = await edit(person, folder)
        await person.press(*"# one", "enter")
        text = await person.press("f8")
        assert "cards.yaml" in text
        assert "not saved" in text
        await person.press("down", "enter")
        assert screen.file == folder / "cards.yaml"
        await person.press(*"# two", "enter")
        await person.press("f8", "home", "enter")
        assert screen.script.text.startswith("# one\nformat: 1")
        await person.press("f5")
        assert (folder / "deck.yaml").read_text(encoding="utf-8").startswith("# one\nformat: 1")
        assert (folder / "cards.yaml").read_text(encoding="utf-8").startswith("# two\ncards:")
        assert sorted(each.name for each in folder.iterdir()) == ["cards.yaml", "deck.yaml"]


# Saving


async def test_a_save_keeps_line_ends_the_mark_at_the_top_and_the_rights(sits: Sits, deck: Path) -> None:
    deck.write_bytes(b"\xef\xbb\xbf" + HARBOURS.replace("\n", "\r\n").encode())
    deck.chmod(0o640)
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        assert "No problems" in person.text()
        await person.press(*"#", "enter", "f5")
        assert person.notices == ["Saved."]
        assert deck.read_bytes() == b"\xef\xbb\xbf#\r\n" + HARBOURS.replace("\n", "\r\n").encode()
        assert deck.stat().st_mode & 0o777 == 0o640
        assert [each.name for each in deck.parent.iterdir() if "mine" in each.name] == ["mine.yaml"]


async def test_ctrl_s_saves_too(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press("#", "ctrl+s")
        assert deck.read_text(encoding="utf-8") == f"#{HARBOURS}"


async def test_a_save_over_what_somebody_else_wrote_asks_and_enter_is_no(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press("#")
        deck.write_text("theirs", encoding="utf-8")
        text = await person.press("f5")
        assert "mine.yaml has changed on the disk. Save over it?" in text
        await person.press("enter")
        assert deck.read_text(encoding="utf-8") == "theirs"
        assert "● not saved" in person.lines()[0]
        await person.press("f5", "y")
        assert deck.read_text(encoding="utf-8") == f"#{HARBOURS}"


async def test_a_save_that_fails_says_so_and_loses_nothing(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        screen = await edit(person, deck)
        await person.press("#")
        deck.unlink()
        deck.mkdir()
        await person.press("f5", "y")
        assert "can't be written" in person.notices[-1]
        assert screen.script.text.startswith("#format")


# Nothing is lost


async def test_leaving_asks_and_what_is_kept_is_offered_again(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press(*"# mine", "enter")
        text = await person.press("escape")
        assert "Leave without saving" in text
        await person.press("escape")
        editor(person)
        await person.press("escape", "down", "enter")
        assert isinstance(person.app.screen, Lobby)
        assert deck.read_text(encoding="utf-8") == HARBOURS
        assert draft_path(deck).read_text(encoding="utf-8") == f"# mine\n{HARBOURS}"
        person.app.edit_deck(deck)
        await person.settle()
        assert "mine.yaml was left without saving" in person.text()
        await person.press("enter")
        assert editor(person).script.text == f"# mine\n{HARBOURS}"
        assert "● not saved" in person.lines()[0]
        await person.press("f5")
        assert deck.read_text(encoding="utf-8") == f"# mine\n{HARBOURS}"
        assert not draft_path(deck).exists()


async def test_what_was_left_can_be_thrown_away(sits: Sits, deck: Path) -> None:
    draft_path(deck).write_text("rubbish", encoding="utf-8")
    async with sits(size=WIDE) as person:
        person.app.edit_deck(deck)
        await person.settle()
        await person.press("down", "enter")
        assert editor(person).script.text == HARBOURS
        assert not draft_path(deck).exists()
        await person.press("#", "escape", "end", "enter")
        assert isinstance(person.app.screen, Lobby)
        assert not draft_path(deck).exists()
        assert deck.read_text(encoding="utf-8") == HARBOURS


async def test_leaving_may_save(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press("#", "escape", "enter")
        assert isinstance(person.app.screen, Lobby)
        assert deck.read_text(encoding="utf-8") == f"#{HARBOURS}"


async def test_a_program_that_ends_in_the_middle_loses_nothing(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press("#")
        assert draft_path(deck).read_text(encoding="utf-8") == f"#{HARBOURS}"
        editor(person).open[deck].text = "typed in the last moment"
    assert draft_path(deck).read_text(encoding="utf-8") == "typed in the last moment"
    assert deck.read_text(encoding="utf-8") == HARBOURS


async def test_a_draft_is_no_file_of_the_deck(sits: Sits, folder: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, folder)
        await person.press("#")
        assert draft_path(folder / "deck.yaml").exists()
        assert [each.name for each in editor(person).files] == ["deck.yaml", "cards.yaml"]
        assert read(folder).problems == ()


def test_a_draft_is_read_by_its_owner_alone_and_is_never_written_through_a_link(deck: Path) -> None:
    other = deck.with_name("other.txt")
    other.write_text("mine", encoding="utf-8")
    draft_path(deck).symlink_to(other)
    keep_draft(opened(deck), "typed")
    assert other.read_text(encoding="utf-8") == "mine"
    assert not draft_path(deck).is_symlink()
    assert draft_path(deck).stat().st_mode & 0o777 == 0o600
    assert draft_path(deck).read_text(encoding="utf-8") == "typed"


async def test_ctrl_q_asks_like_escape(sits: Sits, deck: Path) -> None:
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        assert "Leave without saving" in await person.press("#", "ctrl+q")


# Files that are odd


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"a\xff", "is not UTF-8 text in line 1"),
        (b"a\n" + b"x" * (LONGEST_LINE + 1), f"Line 2 of mine.yaml has {LONGEST_LINE + 1} characters"),
        (b"x" * 2_000_001, "is larger than 2 MB"),
        ("\U0010f80b".encode(), "keeps for itself"),
    ],
)
async def test_a_file_that_can_not_be_edited_here_says_why(raw: bytes, sentence: str, sits: Sits, deck: Path) -> None:
    deck.write_bytes(raw)
    async with sits(size=NARROW) as person:
        screen = await edit(person, deck)
        assert any(sentence in notice and "F9" in notice for notice in person.notices), person.notices
        await person.press("x", "f5")
        assert screen.script.read_only
        assert deck.read_bytes() == raw
        harmless(person)
        await person.press("escape")
        assert isinstance(person.app.screen, Lobby)


async def test_what_a_terminal_would_obey_is_seen_and_kept_until_it_is_deleted(sits: Sits, deck: Path) -> None:
    raw = "title: \x1b]0;pwned\x07 \u202e \x9b2J\r\nnext: [@click=app.quit]x[/]\n\u2028last\x0b".encode()
    deck.write_bytes(raw)
    async with sits(size=NARROW) as person:
        screen = await edit(person, deck)
        harmless(person)
        assert "title: ␛]0;pwned␇ � �2J␍" in person.text()
        assert "[@click=app.quit]x[/]" in person.text()
        assert screen.problems
        await person.press("#", "f5")
        assert deck.read_bytes() == b"#" + raw


async def test_a_paste_is_taken_as_text_and_one_endless_line_is_not(sits: Sits, deck: Path) -> None:
    async with sits(size=NARROW) as person:
        screen = await edit(person, deck)
        await write(person, "")
        screen.script.post_message(Paste("a: \x1b[31m\r\n\u2028b: \U0010f80b\r\n"))
        await person.settle()
        harmless(person)
        assert told(screen.script.text) == "a: \x1b[31m\n\u2028b: \ufffd\n"
        screen.script.post_message(Paste("x" * (LONGEST_LINE + 1)))
        await person.settle()
        assert "It was not pasted" in person.notices[-1]
        assert "xx" not in screen.script.text


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a\r\nb\nc\rd\x0be\x1cf\x85g\u2028h\u2029\r\n\r")
@example("\r\n")
@example("\ufeffa\r\r\n")
def test_a_file_that_is_opened_and_saved_is_the_same_byte_for_byte(text: str) -> None:
    """Also by way of the editor's own document, which knows fewer kinds of text than a file may hold."""
    raw = text.encode()
    try:
        known = manuscript(Path("deck.yaml"), raw)
    except UnfitFile:
        return
    assert known.bytes_of(known.text) == raw
    document = Document(known.text)
    assert document.text == known.text
    assert document.line_count == known.text.count("\n") + 1
    lines = raw.decode("utf-8-sig").replace("\r\n", "\n").split("\n") if known.newline == "\r\n" else None
    assert lines is None or len(lines) == document.line_count
    assert all(len(seen(line)) == len(line) for line in document.lines)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_typed_stands_for_nothing_but_itself(text: str) -> None:
    assert typed(typed(text)).count("\n") == typed(text).count("\n") == text.count("\n")
    assert told(typed(text)) == text.replace("\r\n", "\n") or any(ord(each) >= 0x10F800 for each in text)


def test_a_saved_file_is_known_as_it_is_now(deck: Path) -> None:
    known = saved(opened(deck), "other\n")
    assert deck.read_text(encoding="utf-8") == "other\n"
    assert known == opened(deck)
    assert found_draft(known) is None


# Other editors


async def test_where_no_other_editor_can_run_it_is_said(
    sits: Sits, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with sits(size=WIDE) as person:
        await edit(person, deck)
        await person.press("f9")
        assert person.notices == ["Your own editor can't be opened from here."]
        text = await person.press("#", "f9")
        assert "Save what was changed here, and open your editor?" in text
        await person.press("escape")
        assert deck.read_text(encoding="utf-8") == HARBOURS


async def test_the_keys_of_the_editor_fit_and_are_explained(sits: Sits, deck: Path) -> None:
    async with sits(size=NARROW) as person:
        await edit(person, deck)
        last = person.lines()[-1]
        assert all(key in last for key in ("F5 Save", "F9 Your editor", "Esc Leave", "F1 Help"))
        assert "Editing a deck" in await person.press("f1")
        await person.press("escape")
        assert "Save" in await person.press("f2")
