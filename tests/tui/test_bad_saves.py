"""A save in trouble, seen by a person at the screens: a sentence, no crash, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cli.test_bad_saves import home as home
from tests.store.games import raw
from tests.store.holder import held
from tests.tui.conftest import Person, harbours
from wargame.store import SaveBusy, mounts
from wargame.table import Pass, Store, Table, new_game, open_saved
from wargame.tui import app as app_module
from wargame.tui.app import WargameApp
from wargame.tui.director import AtEnding, AtRuling, AtTable, AtWall, Post


def laid(path: Path) -> Path:
    with Store.open(path) as store:
        new_game(store, harbours(), ["north", "south"], seed="demo", name="ours")
    return path


def opening(path: Path, patience: float = 30.0) -> Callable[[], Store]:
    """How `wargame` opens the save, in a thread once the first frame is there."""
    return lambda: Store.open(path, writing="may", patience=patience)


@asynccontextmanager
async def sitting(
    source: Store | Callable[[], Store], table: Table | None = None, **options: Post
) -> AsyncIterator[Person]:
    app = WargameApp(source, table, poll=0, **options)  # type: ignore[arg-type]
    try:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person
    finally:
        app.save.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("new", "install the version that wrote it"),
        ("text", "is not a save"),
        ("cut", "is damaged"),
    ],
)
async def test_a_save_that_can_not_be_opened_says_why_in_the_lobby(tmp_path: Path, spoil: str, sentence: str) -> None:
    path = laid(tmp_path / "wargame.db")
    if spoil == "new":
        with raw(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0999'")
    else:
        path.write_bytes(b"my diary\n" * 20 if spoil == "text" else path.read_bytes()[:8192])
    content = path.read_bytes()
    async with sitting(opening(path)) as person:
        text = " ".join(person.text().split())
        assert "The saved games can't be read." in text
        assert sentence in text
        assert str(path) in text
        await person.press("m", "a", "x", "b", "v", "r", "enter")
        assert "The saved games can't be read." in await person.press("n", "escape")
        await person.press("n", "enter")
        assert any(sentence in notice for notice in person.notices)
    assert path.read_bytes() == content


async def test_while_another_program_holds_the_save_drafts_stay_and_reading_works(tmp_path: Path) -> None:
    path = laid(tmp_path / "wargame.db")
    async with sitting(opening(path, 0.05)) as person:
        await person.press("enter", "enter", "enter")
        assert "Drive piles: h hands it in" in person.text()
        with held(path):
            text = await person.press("h", "enter")
            assert any("is held by another program, so nothing was written" in notice for notice in person.notices)
            assert "Drive piles: h hands it in" in text
            assert "ours" in await person.press("g")
            await person.press("a")
            assert any("is held by another program" in notice for notice in person.notices)
            await person.press("enter", "enter")
            assert isinstance(person.app.scene, AtTable)
            assert "Drive piles: h hands it in" in person.text()
        await person.press("h", "enter")
        assert not isinstance(person.app.scene, AtTable)
    with Store.open(path) as store:
        assert open_saved(store, "ours").view("north").handed_in == "N-1"


@pytest.mark.parametrize("sealed", ["file", "folder"])
async def test_a_save_that_may_not_be_written_is_looked_at_and_says_so(home: Path, sealed: str) -> None:
    (home / "saves").mkdir()
    path = laid(home / "saves" / "wargame.db")
    with Store.open(path) as store:
        list(new_game(store, harbours(), seed="demo", name="played").play_out())
    target = path if sealed == "file" else path.parent
    target.chmod(0o400 if sealed == "file" else 0o500)
    async with sitting(opening(path)) as person:
        text = person.text()
        assert "This save can't be written here: its games can be looked at, not played." in text
        assert "n New game" not in text
        assert any("copy it to a folder of your own to play" in notice for notice in person.notices)
        await person.press("n", "m", "a", "x")
        assert person.app.screen_stack[-1] is person.app.screen_stack[0]
        await person.press("down", "enter")
        assert person.app.post == Post("public", plays=False)
        assert isinstance(person.app.scene, AtWall | AtRuling)
        await person.press("enter", "s", "f", "h")
        assert person.notices == []
        assert "Your hand" not in person.text()
        await person.press("g", "up", "up", "enter")
        assert isinstance(person.app.scene, AtEnding)
        text = await person.press("g", "r")
        assert "entry 1 of" in text
    path.parent.chmod(0o700)


async def test_a_look_that_failed_is_tried_again_until_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid(tmp_path / "wargame.db")
    monkeypatch.setattr(app_module, "_TRY_AGAIN", 0.01)
    with Store.open(path) as store, Store.open(path) as other:
        table = open_saved(store, "ours")
        failures = iter([SaveBusy("The save is busy.")] * 3)
        works = table.refresh

        def refresh() -> bool:
            for failure in failures:
                raise failure
            return works()

        async with sitting(store, table, post=Post("public", plays=False)) as person:
            monkeypatch.setattr(table, "refresh", refresh)
            person.app.set_interval(0.01, person.app._watch)
            open_saved(other, "ours").send(Pass("north"))
            for _ in range(200):
                await person.settle()
                if "✓" in person.text():
                    break
            assert "✓" in person.text()
            assert person.notices.count("The save is busy.") == 1


async def test_a_network_disk_is_remarked_on_when_the_save_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid(tmp_path / "wargame.db")
    (tmp_path / "mountinfo").write_text(f"31 27 0:40 / {tmp_path.resolve()} rw - nfs4 server:/x rw\n")
    monkeypatch.setattr(mounts, "TABLE", tmp_path / "mountinfo")
    async with sitting(opening(path)) as person:
        (notice,) = person.notices
        assert "lies on a network disk (nfs4)" in notice
        await person.press("enter", "g")
        assert person.notices == []
    with Store.open(path) as store:
        async with sitting(store, open_saved(store, "ours")) as person:
            assert any("lies on a network disk" in notice for notice in person.notices)


async def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    from tests.store import disks

    assert disks.run_on(disks.SMALL, tmp_path, "tests.tui.full_disk") == "nothing was lost\n"


async def test_a_game_that_was_deleted_meanwhile_says_so(tmp_path: Path) -> None:
    path = laid(tmp_path / "wargame.db")
    async with sitting(opening(path)) as person:
        await person.press("enter")
        with Store.open(path) as other:
            other.delete_game(other.find_game("ours").id)
        await person.press("enter", "enter", "h", "enter")
        assert person.notices
        assert "should not have happened" not in " ".join(person.notices)
        assert "No game is saved yet." in await person.press("g")
