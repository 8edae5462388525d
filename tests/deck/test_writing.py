"""Decks are copied and saved whole or not at all, read with what is not saved, and told in the words of the board."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
from wargame.deck.writing.files import NameTaken, write_files, write_new


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


@pytest.fixture
def umask() -> Iterator[int]:
    """Somebody whose group may write."""
    before = os.umask(0o002)
    yield 0o002
    os.umask(before)


def test_what_is_new_has_the_rights_that_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    replace_file(tmp_path / "file", b"new")
    replace_file(tmp_path / "own", b"new", mode=0o600)
    write_files(tmp_path / "folder", {"a": b"a"})
    write_files(tmp_path / "folder", {"b": b"b"})
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert rights == {"file": 0o664, "own": 0o600, "folder": 0o775, "a": 0o664, "b": 0o664}


def test_a_link_is_replaced_itself_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "link").symlink_to(tmp_path / "theirs")
    replace_file(tmp_path / "link", b"mine", follow=False)
    assert not (tmp_path / "link").is_symlink()
    assert ((tmp_path / "link").read_text(), (tmp_path / "theirs").read_text()) == ("mine", "theirs")


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    for name in ("deck.yaml", "cards.csv"):
        (tmp_path / name).write_text("old")
        (tmp_path / name).chmod(0o444)
    with pytest.raises(CannotWrite, match=r"deck\.yaml is write-protected, so nothing was written"):
        replace_file(tmp_path / "deck.yaml", b"new")
    with pytest.raises(CannotWrite, match="write-protected"):
        write_files(tmp_path, {"a.csv": b"a", "cards.csv": b"new"}, replace=True)
    with pytest.raises(CannotWrite, match="write-protected"):
        write_files(tmp_path, {"a.csv": b"a"}, replace=True, gone=["cards.csv"])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"deck.yaml": "old", "cards.csv": "old"}


def test_a_disk_without_links_is_written_to_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    write_new(tmp_path / "a", b"a")
    with pytest.raises(NameTaken):
        write_new(tmp_path / "a", b"b")
    write_files(tmp_path, {"b": b"b"})
    write_files(tmp_path, {"a": b"new"}, replace=True, gone=["b"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new"}


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "b").write_text("theirs")
    with pytest.raises(NameTaken):
        write_files(tmp_path / "old", {"a": b"mine", "b": b"mine"})
    assert {path.name: path.read_text() for path in (tmp_path / "old").iterdir()} == {"b": "theirs"}
    with pytest.raises(CannotWrite):
        write_files(tmp_path / "new", {"a": b"mine", "x" * 300: b"mine"})
    with pytest.raises(CannotWrite):
        write_files(tmp_path / "deep" / "new", {"a": b"mine", "x" * 300: b"mine"})
    assert os.listdir(tmp_path) == ["old"]
    write_files(tmp_path / "old", {"a": b"mine"}, replace=True, gone=["b", "c"])
    assert os.listdir(tmp_path / "old") == ["a"]


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
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="can't be written"):
        copy_deck(find_deck("first-hour"), tmp_path / "file" / "mine", "mine")
    assert sorted(os.listdir(tmp_path)) == ["dangling", "file", "mine"]


def test_a_title_is_found_however_it_is_folded_and_remarks_stay(tmp_path: Path) -> None:
    rest = SMALL.replace("format: 1\nid: small\ntitle: Small\n", "")
    for written, copied in (
        ("id: small # a\ntitle: >- # b\n  An old\n  title\n\n# c\n", 'id: mine # a\ntitle: "New: one" # b\n\n# c\n'),
        ("title: An old\n  title # b\nid: 'small'\n", 'title: "New: one" # b\nid: mine\n'),
        ('"title": "An\n  old"\n"id": |-\n  small\n# c\n', '"title": "New: one"\n"id": mine\n# c\n'),
    ):
        for newline in ("\n", "\r\n"):
            path = tmp_path / "old.yaml"
            path.write_bytes(f"format: 1\n{written}{rest}".replace("\n", newline).encode())
            copy = copy_deck(path, tmp_path / "new.yaml", "mine", "New: one")
            assert copy.read_bytes() == f"format: 1\n{copied}{rest}".replace("\n", newline).encode()
            copy.unlink()


def test_a_deck_that_has_its_title_from_another_gets_one_of_its_own(tmp_path: Path) -> None:
    for number, text in enumerate(("format: 1\nid: old\nextends: seoul\n", "{format: 1, id: old, extends: seoul}\n")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        deck = read(copy_deck(path, tmp_path / f"{number}-new.yaml", "mine", "A, new")).deck
        assert deck is not None
        assert (deck.id, deck.title) == ("mine", "A, new")


def test_a_copy_extends_the_same_deck_wherever_it_goes(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    path = tmp_path / "ours" / "deck.yaml"
    path.parent.mkdir()
    path.write_text("format: 1\nid: ours\nextends: [../base.yaml] # theirs\ntitle: Ours\n", encoding="utf-8")
    original = read(path).deck
    assert original is not None
    for source, target in ((path, tmp_path / "copy.yaml"), (path.parent, tmp_path / "far" / "away")):
        copied = read(copy_deck(source, target, "mine")).deck
        assert copied is not None
        assert (copied.id, copied.cards) == ("mine", original.cards)
    assert "extends: [base.yaml] # theirs" in (tmp_path / "copy.yaml").read_text(encoding="utf-8")


def test_a_copy_that_would_be_another_deck_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("format: 1\nid: ours\nextends: seoul\n", encoding="utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "seoul").write_text(SMALL, encoding="utf-8")
    with pytest.raises(CannotWrite, match="another deck"):
        copy_deck(path, tmp_path / "there" / "mine.yaml", "mine")
    assert os.listdir(tmp_path / "there") == ["seoul"]


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
