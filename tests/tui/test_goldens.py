"""The screens as text, to be read by a person.

After a change that is meant: `WARGAME_WRITE_GOLDENS=1 pytest tests/tui/test_goldens.py`, and read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import HERE, Person, Sits
from tests.tui.test_editor import HARBOURS
from wargame.table import Sitting, Table

Lay = Callable[..., Table]
GOLDENS = HERE / "goldens"
#: The widest is drawn like the middle one, only with more room: it is looked at by hand, with `pytest -m long`.
SIZES = [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.long)]
HAND_IN = ("enter", "enter", "h", "enter")
TO_RULING = (*HAND_IN, "enter", "down", "enter", "h", "enter")
CLOSED = (*TO_RULING, "enter", "enter", "enter", "enter")
TURN = (*CLOSED, "enter", "enter")
LAST_TURN = ("enter", "enter", "h", "enter", "enter", "down", "enter", "h", "enter", *("enter",) * 6)
#: At the wall both slips are typed in and turned over; the first move gets the floor, and is argued.
OPEN = ("s", "enter", *"N-1", "enter", "s", "enter", *"S-1", "enter", "enter")
ARGUED = (
    *(*OPEN, "f", "down", "enter", "plus", *"n! the ice is gone", "enter", *"+n a", "enter"),
    *("minus", *"s fog for three weeks a year", "enter", "minus", *"s? nobody needs it", "enter"),
)
METHOD = (*ARGUED, "escape", "m", "down", "enter")
OVERRIDDEN = (*METHOD, "enter", "enter", "x", "up", "enter", *"The crane was old", "enter")
#: Each scene: how the room sits, and the keys that lead to it.
SCENES: dict[str, tuple[Sitting, tuple[str, ...]]] = {
    "handover": ("passed", ()),
    "table": ("passed", ("enter", "1", "enter")),
    "table-brief": ("passed", ("enter",)),
    "card": ("passed", ("enter", "c")),
    "hand-in": ("passed", ("enter", "enter", "h")),
    "ruling-before": ("passed", TO_RULING),
    "ruling-after": ("passed", (*TO_RULING, "enter")),
    "out-of-sight": ("passed", (*TO_RULING, "enter", "enter", "enter")),
    "page-cover": ("passed", CLOSED),
    "page-edit": ("passed", (*CLOSED, "e")),
    "front-page": ("passed", (*CLOSED, "enter")),
    "second-turn": ("passed", TURN),
    "own-news": ("passed", (*TURN, "enter")),
    "ending": ("passed", (*TURN, *LAST_TURN, "enter")),
    "log": ("passed", (*TURN, "l")),
    "help": ("passed", ("question_mark",)),
    "settings": ("passed", ("comma",)),
    "wall": ("wall", ()),
    "wall-whose-slip": ("wall", ("s",)),
    "wall-slip": ("wall", ("s", "enter", *"N-1")),
    "wall-slip-in": ("wall", ("s", "enter", *"N-1", "enter")),
    "wall-dark": ("wall", ("s", "enter", *"N-1", "enter", "p", "enter")),
    "wall-shown": ("wall", ("s", "enter", *"N-1", "enter", "p", "enter", "enter")),
    "desk": ("wall", ("f", "p")),
    "names": ("wall", ("f", "down", "down", "enter")),
    "door": ("terminals", ()),
    "floor-whose": ("wall", (*OPEN, "f")),
    "floor-scribe": ("wall", ARGUED),
    "floor-argued": ("wall", (*ARGUED, "escape")),
    "floor-methods": ("wall", (*ARGUED, "escape", "m")),
    "floor-method": ("wall", METHOD),
    "floor-sure": ("wall", (*METHOD, "enter")),
    "floor-ruled": ("wall", (*METHOD, "enter", "enter")),
    "floor-overridden": ("wall", OVERRIDDEN),
}
OTHER_THEMES = ("wargame-light", "wargame-contrast")


def walks() -> dict[str, list[str]]:
    """The scenes, in as few evenings as can be: each goes on where the one before it was. By their last scenes."""
    found: dict[str, list[str]] = {}
    left = sorted(SCENES, key=lambda scene: len(SCENES[scene][1]))
    while left:
        sitting, keys = SCENES[left[-1]]
        on_the_way = [
            each for each in left if SCENES[each][0] == sitting and keys[: len(SCENES[each][1])] == SCENES[each][1]
        ]
        found[left[-1]] = on_the_way
        left = [each for each in left if each not in on_the_way]
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("walk", walks().values(), ids=walks())
async def test_a_screen_reads_as_it_did_in_every_theme(
    walk: list[str], size: tuple[int, int], sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = lay("north", "south", sitting=SCENES[walk[0]][0])
    pressed = 0
    async with sits(table, size) as person:
        for scene in walk:
            keys = SCENES[scene][1]
            await person.press(*keys[pressed:])
            pressed = len(keys)
            dark = steady(person.text())
            compare(f"{scene}-{size[0]}x{size[1]}", dark)
            if size == SIZES[0]:
                await reads_alike(person, dark)


async def reads_alike(person: Person, dark: str) -> None:
    """The screen says the same in other themes and without colours."""
    before, settings = person.app.theme, person.app.settings
    for theme in OTHER_THEMES:
        person.app.theme = theme
        await person.settle()
        assert steady(person.text()) == dark
    person.app.theme = before
    person.app.settle(settings.choose("colour", "none"))
    await person.settle()
    assert unsettled(steady(person.text())) == unsettled(dark)
    person.app.settle(settings)
    await person.settle()


def steady(text: str) -> str:
    """The screen without what counts by itself."""
    return re.sub(r"again in \d+ s", "again in # s", text)


def unsettled(text: str) -> str:
    """The screen without what the list of settings says of a setting that was changed."""
    return "\n".join(line for line in text.split("\n") if "Colour" not in line)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_lobby_reads_as_it_did(size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    lay("north", "south", name="Morning group")
    lay("north", name="Evening group")
    async with sits(None, size) as person:
        compare(f"lobby-{size[0]}x{size[1]}", person.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_new_game_is_asked_for_as_it_was(size: tuple[int, int], sits: Sits) -> None:
    async with sits(None, size) as person:
        compare(f"new-game-{size[0]}x{size[1]}", await person.press("n"))


#: Each page of the workshop: whether the deck is one with mistakes, whether it is edited, and the keys that lead there.
WORKSHOP: dict[str, tuple[bool, bool, tuple[str, ...]]] = {
    "deck-cards": (False, False, ()),
    "deck-card": (False, False, ("down", "enter")),
    "deck-found": (False, False, ("slash", *"build")),
    "deck-filter": (False, False, ("f",)),
    "deck-seats": (False, False, ("2",)),
    "deck-board": (False, False, ("3",)),
    "deck-problems": (True, False, ()),
    "deck-editor": (True, True, ("f4",)),
    "deck-leave": (True, True, ("x", "escape")),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", WORKSHOP)
async def test_a_page_of_the_workshop_reads_as_it_did_in_every_theme(
    page: str, size: tuple[int, int], sits: Sits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, edited, keys = WORKSHOP[page]
    monkeypatch.chdir(tmp_path)
    text = HARBOURS.replace("success_do: calm +1", "success_do: clam +1") if wrong else HARBOURS
    Path("mine.yaml").write_text(text, encoding="utf-8")
    async with sits(None, size) as person:
        (person.app.edit_deck if edited else person.app.open_deck)(Path("mine.yaml"))
        await person.settle()
        dark = await person.press(*keys)
        compare(f"{page}-{size[0]}x{size[1]}", dark)
        for theme in OTHER_THEMES if size == SIZES[0] else ():
            person.app.theme = theme
            await person.settle()
            assert person.text() == dark


def compare(name: str, text: str) -> None:
    """With what lies in the folder; or, where it is asked for, put it there. Hashes differ from game to game."""
    text = re.sub(r"[0-9a-f]{12,}", "#", text)
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("WARGAME_WRITE_GOLDENS"):
        GOLDENS.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
