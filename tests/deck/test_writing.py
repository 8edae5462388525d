"""Decks are copied and saved whole or not at all, read with what is not saved, and told in the words of the board."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import RICH, SMALL, rich_deck, small_deck
from wargame.deck import (
    BANDS,
    CannotWrite,
    copy_deck,
    done,
    files_of,
    find_deck,
    is_shipped,
    read,
    reckoned,
    replace_file,
    shipped_decks,
    typed_effects,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small deck in two files."""
    head, cards = SMALL.split("cards:\n")
    path = tmp_path / "small"
    path.mkdir()
    (path / "deck.yaml").write_text(head, encoding="utf-8")
    (path / "rest.yaml").write_text(f"cards:\n{cards}", encoding="utf-8")
    return path


# What is not saved yet


def test_what_is_not_saved_is_read_in_place_of_the_file(folder: Path) -> None:
    deck = folder / "deck.yaml"
    unsaved = deck.read_text(encoding="utf-8").replace("title: Small", "title: Larger")
    reading = read(folder, {deck: unsaved})
    assert reading.deck is not None
    assert reading.deck.title == "Larger"
    again = read(folder)
    assert again.deck is not None
    assert again.deck.title == "Small"


def test_a_mistake_that_is_not_saved_has_its_place_in_its_file(folder: Path) -> None:
    rest = folder / "rest.yaml"
    problems = read(
        folder, {rest: rest.read_text(encoding="utf-8").replace("chance: likely", "chance: likly")}
    ).problems
    assert [(problem.at.file, problem.at.line) for problem in problems] == [(str(rest), 2)]


def test_a_file_is_meant_however_its_path_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert read(folder, {Path("deck.yaml"): ""}).deck is None
    assert read(Path(), {folder / "deck.yaml": ""}).deck is None
    assert read(folder, {Path("other.yaml"): "nonsense"}).deck is not None


def test_text_that_is_not_saved_may_mend_a_file_that_can_not_be_read(folder: Path) -> None:
    deck = folder / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_bytes(b"\xff")
    assert read(folder).deck is None
    assert read(folder, {deck: text}).deck is not None


# Files


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("old")
    path.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    replace_file(link, b"new")
    assert path.read_bytes() == b"new"
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["deck.yaml", "link.yaml"]


def test_a_file_that_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    for path in (tmp_path / "taken", tmp_path / "none" / "deck.yaml"):
        with pytest.raises(CannotWrite, match="can't be written: "):
            replace_file(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("name", shipped_decks())
def test_a_copy_is_the_same_deck_under_its_own_id(name: str, tmp_path: Path) -> None:
    copy = copy_deck(find_deck(name), tmp_path / "mine", "mine")
    copied, original = read(copy).deck, read(find_deck(name)).deck
    assert copied is not None
    assert original is not None
    assert copied.id == "mine"
    assert copied.cards == original.cards
    changed = [file.name for file in files_of(find_deck(name)) if (copy / file.name).read_bytes() != file.read_bytes()]
    assert changed == ["deck.yaml"]
    assert not is_shipped(copy)
    assert is_shipped(find_deck(name) / "deck.yaml")


def test_a_deck_of_one_file_is_copied_with_every_other_byte_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    raw = b"\xef\xbb\xbf" + SMALL.replace("id: small", 'id: "small"  # mine').replace("\n", "\r\n").encode()
    path.write_bytes(raw)
    copy = copy_deck(path, tmp_path / "other.yaml", "other")
    assert copy.read_bytes() == raw.replace(b'"small"', b"other")
    copied = read(copy).deck
    assert copied is not None
    assert copied.id == "other"


def test_a_copy_is_never_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("mine", "dangling"):
        with pytest.raises(CannotWrite, match="is there already"):
            copy_deck(find_deck("first-hour"), tmp_path / name, "mine")
    with pytest.raises(CannotWrite, match="can't be the id of a deck"):
        copy_deck(find_deck("first-hour"), tmp_path / "other", "../up")
    with pytest.raises(CannotWrite, match="There is no deck in"):
        copy_deck(tmp_path / "mine", tmp_path / "other", "other")
    with pytest.raises(CannotWrite, match="can't be written"):
        copy_deck(find_deck("first-hour"), tmp_path / "none" / "mine", "mine")
    assert sorted(os.listdir(tmp_path)) == ["dangling", "mine"]


# Words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("heat +1", "Heat +1"),
        ("heat -2", "Heat −2"),
        ("wall = shut", "Wall = Shut"),
        ("heat = 3", "Heat = 3 degrees"),
        ("plot = max(plot, 1)", "Plot to at least Talks"),
        ("plot = min(plot, 1)", "Plot to at most Talks"),
        ("heat = purse", "Heat = Purse"),
        ("heat -purse", "Heat − Purse"),
        ("heat -(1 + purse)", "Heat − (1 + Purse)"),
        ("heat + 2 * purse", "Heat + 2 × Purse"),
    ],
)
def test_an_effect_is_told_in_the_titles_of_the_board(written: str, said: str) -> None:
    tracks = small_deck().tracks
    assert [done(effect, tracks) for effect in typed_effects(written, tracks)] == [said]


def test_every_effect_and_formula_can_be_told() -> None:
    deck = rich_deck()
    for card in deck.cards.values():
        for band in BANDS:
            assert all(done(effect, deck.tracks) for effect in card.outcomes[band].effects)
    assert RICH.count("derived:") == 1
    glow = deck.tracks["glow"].derived
    assert glow is not None
    assert reckoned(glow, deck.tracks) == "2 × Heat"
