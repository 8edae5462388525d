"""What a person looks at most, as pictures: colours, weights and places.

After a change that is meant: `WARGAME_WRITE_GOLDENS=1 pytest tests/tui/test_pictures.py`, and look at them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from tests.tui.conftest import HERE, Sits
from tests.tui.test_goldens import SCENES
from wargame.table import Table

Lay = Callable[..., Table]
FOLDER = HERE / "pictures"

#: Scene, size and theme of each picture.
PICTURES = [
    ("handover", (80, 24), "dark"),
    ("table", (80, 24), "dark"),
    ("table", (120, 40), "light"),
    ("table", (200, 60), "contrast"),
    ("card", (120, 40), "dark"),
    ("ruling-before", (80, 24), "dark"),
    ("ruling-after", (120, 40), "dark"),
    ("ruling-after", (80, 24), "light"),
    ("out-of-sight", (120, 40), "contrast"),
    ("front-page", (120, 40), "dark"),
    ("ending", (120, 40), "dark"),
    ("log", (80, 24), "dark"),
    ("wall", (120, 40), "light"),
    ("wall-slip", (80, 24), "dark"),
    ("desk", (120, 40), "dark"),
    ("settings", (80, 24), "contrast"),
    ("floor-scribe", (80, 24), "dark"),
    ("floor-argued", (120, 40), "dark"),
    ("floor-overridden", (120, 40), "light"),
]


@pytest.mark.parametrize(
    ("scene", "size", "theme"), PICTURES, ids=[f"{scene}-{size[0]}-{theme}" for scene, size, theme in PICTURES]
)
async def test_a_screen_looks_as_it_did(
    scene: str, size: tuple[int, int], theme: str, sits: Sits, lay: Lay
) -> None:  # fmt: skip
    sitting, keys = SCENES[scene]
    async with sits(lay("north", "south", sitting=sitting), size) as person:
        person.app.theme = f"wargame-{theme}"
        await person.settle()
        await person.press(*keys)
        person.app.clear_notifications()
        await person.settle()
        picture = plain(person.app.export_screenshot(title="wargame", simplify=True))
    path = FOLDER / f"{scene}-{size[0]}x{size[1]}-{theme}.svg"
    if os.environ.get("WARGAME_WRITE_GOLDENS"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    assert picture == path.read_text(encoding="utf-8"), f"{path.name} is another picture now"


def plain(svg: str) -> str:
    """The picture without what differs from run to run, and without the fonts that it would fetch from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return re.sub(r"[0-9a-f]{32,}", "#", svg)
