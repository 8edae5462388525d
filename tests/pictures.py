"""The pictures of the README, made by the program itself: `python -m tests.pictures` writes them anew."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from attrs import frozen

from wargame.deck import find_deck, load
from wargame.table import Close, Pass, Play, RoomClock, Rule, Sitting, Store, Table, new_game
from wargame.tui.app import WargameApp

FOLDER = Path(__file__).with_name("pictures")
NOON = 1_731_580_200_000


@frozen
class Picture:
    """What is shown: how the room sits, how far the game has gone, and the keys that lead there."""

    name: str
    sitting: Sitting
    commands: int
    keys: tuple[str, ...]
    theme: str = "dark"
    size: tuple[int, int] = (110, 34)


PICTURES = (
    Picture("wall", "wall", 0, ()),
    Picture("table", "passed", 0, ("enter", "1")),
    Picture("ruling", "wall", 7, (), size=(110, 34)),
    Picture("front-page", "wall", 13, ("enter",), theme="light"),
)


def advance(table: Table, commands: int) -> None:
    """Hand in, rule and close, so many commands in all; every seat plays the second card of its hand that it may."""
    for _ in range(commands):
        state = table.state
        if state.phase == "plan":
            seat = next(each for each in state.order if each not in state.moves)
            cards = [card.id for card in table.view(seat).hand if card.playable]
            table.send(Play(seat, cards[1]) if len(cards) > 1 else Pass(seat))
        else:
            table.send(Rule() if state.phase == "rule" else Close())


async def take(picture: Picture, folder: Path) -> str:
    """The picture as SVG, with no font of anybody else's."""
    deck = load(find_deck("seoul"))
    with Store.open(folder / f"{picture.name}.db") as store:
        table = new_game(
            store, deck, tuple(deck.seats), seed="readme", sitting=picture.sitting, clock=lambda: NOON - 120_000
        )
        table.set_clock(RoomClock(NOON + 160 * 60_000))
        advance(table, picture.commands)
        app = WargameApp(store, table, poll=0, now=lambda: NOON)
        app.settings = app.settings.choose("tutorial", "off")
        async with app.run_test(size=picture.size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.theme = f"wargame-{picture.theme}"
            for key in picture.keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            await pilot.pause(0.2)
            svg = app.export_screenshot(title="wargame", simplify=True)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    return re.sub(r"terminal-\d+-", "terminal-", svg)


def main() -> None:
    """All of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for picture in PICTURES:
            svg = asyncio.run(take(picture, Path(folder)))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
