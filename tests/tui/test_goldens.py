"""The screens as text, to be read by a person.

After a change that is meant: `WARGAME_WRITE_GOLDENS=1 pytest tests/tui/test_goldens.py`, and read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from tests.tui.conftest import HERE, Sits
from wargame.table import Table

Lay = Callable[..., Table]
GOLDENS = HERE / "goldens"
SIZES = [(80, 24), (120, 40)]
HAND_IN = ("enter", "enter", "h", "enter")
TO_RULING = (*HAND_IN, "enter", "down", "enter", "h", "enter")
TURN = (*TO_RULING, "enter", "enter", "enter", "enter")
LAST_TURN = ("enter", "enter", "h", "enter", "enter", "down", "enter", "h", "enter", *("enter",) * 4)
SCENES: dict[str, tuple[str, ...]] = {
    "handover": (),
    "table": ("enter", "1", "enter"),
    "table-brief": ("enter",),
    "card": ("enter", "c"),
    "hand-in": ("enter", "enter", "h"),
    "ruling-before": TO_RULING,
    "ruling-after": (*TO_RULING, "enter"),
    "out-of-sight": (*TO_RULING, "enter", "enter", "enter"),
    "second-turn": TURN,
    "own-news": (*TURN, "enter"),
    "ending": (*TURN, *LAST_TURN),
    "log": (*TURN, "l"),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_reads_as_it_did(scene: str, size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table, size) as person:
        await person.press(*SCENES[scene])
        compare(f"{scene}-{size[0]}x{size[1]}", person.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_lobby_reads_as_it_did(size: tuple[int, int], sits: Sits, lay: Lay) -> None:
    lay("north", "south", name="Morning group")
    lay("north", name="Evening group")
    async with sits(None, size) as person:
        compare(f"lobby-{size[0]}x{size[1]}", person.text())


def compare(name: str, text: str) -> None:
    """With what lies in the folder; or, where it is asked for, put it there. Hashes differ from game to game."""
    text = re.sub(r"[0-9a-f]{12,}", "#", text)
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("WARGAME_WRITE_GOLDENS"):
        GOLDENS.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
