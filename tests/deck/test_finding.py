"""What is a deck, in the present folder or anywhere: a file that says its format, or a folder with a first file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import SMALL
from wargame.deck import shipped_decks
from wargame.deck.reading.fields import Report
from wargame.deck.reading.files import deck_files
from wargame.deck.reading.finding import deck_at, decks_in, decks_inside, is_deck

HEAD, CARDS = SMALL.split("cards:\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Decks of every kind, and what is none."""
    for name, text in {
        "one.yaml": SMALL,
        "two.yml": f"# {'a remark ' * 100}\n{SMALL}",
        "marked.yaml": f"\ufeff{SMALL}",
        "flow.yaml": '{"format": 2, id: x}',
        "old/deck.yml": HEAD,
        "old/cards.yaml": f"cards:\n{CARDS}",
        "old/other.yaml": SMALL,
        "old/notes.txt": "",
        "notes.yaml": "shopping: [milk]\nformats: many",
        "deck.txt": SMALL,
        ".one.yaml": SMALL,
        ".old/deck.yaml": SMALL,
        "empty/.deck.yaml": SMALL,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "two.yaml").mkdir()
    return tmp_path


def test_the_decks_of_a_folder_are_files_with_a_format_and_folders_with_a_first_file(folder: Path) -> None:
    names = ["flow.yaml", "marked.yaml", "old", "one.yaml", "two.yml"]
    assert [path.name for path in decks_inside(folder)] == names
    assert decks_in(folder) == decks_inside(folder)
    assert decks_in(folder / "old") == [folder / "old"]
    assert decks_in(folder / "notes.yaml") == [folder / "notes.yaml"]
    assert decks_inside(folder / "none") == []


def test_a_folder_of_parts_whose_first_file_is_called_otherwise_is_one_deck(tmp_path: Path) -> None:
    (tmp_path / "head.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "cards.yaml").write_text(f"cards:\n{CARDS}", encoding="utf-8")
    assert decks_in(tmp_path) == [tmp_path]
    (tmp_path / "another.yaml").write_text(SMALL, encoding="utf-8")
    assert [path.name for path in decks_in(tmp_path)] == ["another.yaml", "head.yaml"]


def test_a_part_belongs_to_the_deck_of_its_folder_and_a_whole_file_is_a_deck_of_its_own(folder: Path) -> None:
    old = folder / "old"
    for path in (old, old / "deck.yml", old / "cards.yaml"):
        assert deck_at(path) == old
    for path in (old / "other.yaml", old / "notes.txt", old / "none.yaml", folder / "one.yaml", folder / "notes.yaml"):
        assert deck_at(path) == path


def test_what_is_hidden_is_no_part_of_a_deck(folder: Path) -> None:
    (folder / "old" / "._cards.yaml").write_bytes(b"\0\x05\x16\x07")
    files = deck_files(folder / "old", Report())
    assert [file.name for file in files] == ["deck.yml", "cards.yaml", "other.yaml"]
    assert not is_deck(folder / "empty")


def test_the_decks_of_the_program_are_found_in_the_same_way() -> None:
    assert all(is_deck(path) for path in shipped_decks().values())
