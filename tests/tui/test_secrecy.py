"""What one side may not see is on no screen that it looks at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Person, Sits
from wargame.table import Ruled, Table
from wargame.tui.director import AtEnding, AtTable

Lay = Callable[..., Table]
SIZES = [(80, 24), (120, 40)]


def private_words(table: Table, seat: str) -> set[str]:
    """Words of a seat's view that nobody else has read: of its brief, hand, tracks and objectives.

    A card that was played in the open is no secret any more.
    """
    view, public = table.view(seat), table.view("public")
    played = {entry.face.card for entry in table.log("public") if isinstance(entry.face, Ruled)}
    texts = [view.brief, *view.objectives]
    texts += [track.title for track in view.tracks if not track.open]
    for card in (card for card in view.hand if card.id not in played):
        texts += [card.title, card.text, *card.outcomes.values(), *card.pros, *card.cons]
        texts += [modifier.because for modifier in card.odds.modifiers]
    return {text for text in texts if text and text not in repr(public)}


async def everything(person: Person) -> str:
    """All that the person can get to see without another's keys: the screen, its pages, the board, and the log."""
    seen = person.text() + str(person.notices)
    at_table = isinstance(person.app.scene, AtTable)
    narrow = person.app.size.width < 110
    for key in ("1", "2", "3") if at_table and narrow else ():
        seen += await person.press(key) + await person.press("pagedown")
    for key in ("l",) if at_table or not narrow else ("l", "b"):
        seen += await person.press(key)
        await person.press("escape")
    return " ".join(seen.split())


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_private_of_one_seat_shows_while_another_or_everyone_looks(
    sits: Sits, lay: Lay, size: tuple[int, int]
) -> None:
    table = lay("north", "south")
    async with sits(table, size) as person:
        for turn in range(2):
            private = {seat: private_words(table, seat) for seat in ("north", "south")}
            both = private["north"] & private["south"]
            looks = ("north", "south") if turn == 0 else ("south", "north")
            for seat in looks:
                seen = await everything(person)
                assert [text for text in private["north"] | private["south"] if text in seen] == []
                await person.press("enter")
                assert person.app.scene == AtTable(seat)
                other = "south" if seat == "north" else "north"
                seen = await everything(person)
                assert [text for text in private[other] - both if text in seen] == []
                assert any(text in seen for text in private[seat])
                await person.press("down", "enter", "h", "enter")
            while table.view("public").phase != "plan" and person.app.scene != AtEnding():
                seen = person.text()
                assert "Pay the buyer" not in seen
                assert "In silence" not in seen
                assert "Debtors talk" not in seen
                await person.press("enter")
        assert person.app.scene == AtEnding()


async def test_the_log_of_a_table_is_its_own(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter", "enter", "h", "enter", "enter")
        text = await person.press("l")
        assert "A letter to North" not in text
        assert "North has handed in its move." in text
        assert "Drive piles" not in text
