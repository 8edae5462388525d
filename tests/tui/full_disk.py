"""A game at the screens on a disk of two megabytes that is full; run by `test_bad_saves` with the disk's folder."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.cli.test_bad_saves import until_nothing_fits
from tests.store.small_disk import fill
from tests.tui.conftest import Person, harbours
from wargame.table import Store, new_game
from wargame.tui.app import WargameApp
from wargame.tui.screens import scene

scene.HASTE = 0.0


async def play(disk: Path) -> None:
    """What can't be written is said; with room again the same key does it."""
    with Store.open(disk / "wargame.db") as store:
        table = new_game(store, harbours(), ["north", "south"], seed="demo", name="ours")
        app = WargameApp(store, table, poll=0)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            await person.press("enter", "enter")
            filler = fill(disk)
            until_nothing_fits(lambda text: store.set_desk(table.game.id, {"filler": text}))
            text = await person.press("h", "enter")
            assert any("is full, so nothing was written: make room" in notice for notice in person.notices), text
            assert "Drive piles: h hands it in" in text
            assert "Saved games" in await person.press("g")
            filler.unlink()
            text = await person.press("enter", "enter")
            assert "Drive piles: h hands it in" in text, text
            await person.press("h", "enter")
        table.refresh()
        assert table.view("north").handed_in == "N-1"
    print("nothing was lost")


if __name__ == "__main__":
    asyncio.run(play(Path(sys.argv[1])))
