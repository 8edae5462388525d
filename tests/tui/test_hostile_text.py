"""A deck may say anything; it is shown, and it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from attrs import evolve

from tests.tui.conftest import Sits
from wargame.deck import find_blemish
from wargame.table import Close, GameSummary, Next, Pass, Play, Publish, Rule, Table, say_after, show_step
from wargame.tui.actions import ACTIONS
from wargame.tui.director import AtDoor, AtEnding, AtHotwash, AtPage, AtRuling, AtTable, AtWall, HandOver, Scene
from wargame.tui.messages import PageWritten
from wargame.tui.position import Position, look
from wargame.tui.scenes import scene_screen
from wargame.tui.screens.ask import Ask, AskUnseen
from wargame.tui.screens.confirm import Confirm
from wargame.tui.screens.desk import Desk
from wargame.tui.screens.edit import EditDialog
from wargame.tui.screens.lobby import Lobby
from wargame.tui.screens.peek import Peek
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.reading import ReadingPage
from wargame.tui.screens.table import Page
from wargame.tui.text import paragraphs, ui_text
from wargame.tui.widgets.choices import Row

Lay = Callable[..., Table]
HOSTILE = (
    "[@click=app.quit]x[/]",
    "[/nope]",
    "Oops [/] [type=x, v={'a[0]'}]",
    "\x1b]0;pwned\x07\x1b[31mred\x9b2J\x7f",
    "a\u202eb\u2066c\u200b",
    "שלום العربية 서울 é\u0301",
    "$mark [bold]%s{0}\\",
    "he said [sic] so",
    "[bold red]loud[/bold red]",
    "[@click=screen.hand_in]press[/]",
    "[link=file:///etc/passwd]here[/link]",
    "[[double]] \\[escaped]",
    "[",
    "]][/",
    "<b>bold</b><script>alert(1)</script>",
    "**bold** `code` [a](javascript:x)",
    "\x9b31mC1",
    "\x1b[?1049l\x1b[2J\x1b]52;c;cHduZWQ=\x07",
    "\x1bP+q544e\x1b\\ \x1b_G\x1b\\",
    "bell\x07 back\x08 feed\x0c null\x00",
    "line\u2028separator\u2029paragraph\r\nand\ttab",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2694\ufe0f \U0001f44b\U0001f3fd",
    "ｆｕｌｌ　ｗｉｄｔｈ 한국어 漢字",
    "zalgo " + "a\u0301\u0302\u0303\u0304" * 6,
)
#: Those that tell most: an error where they are read as markup, an order to the terminal, a click that does something.
_TELLING = {1, 3, 9}
#: All of them where there is time; else those that tell most.
FEW = [
    pytest.param(text, id=str(number), marks=[] if number in _TELLING else [pytest.mark.long])
    for number, text in enumerate(HOSTILE)
]
#: The fields that hold what somebody wrote; all others are names in the code.
WRITTEN = {"title", "text", "brief", "about", "unit", "level", "sentence", "because", "word", "summary", "question"}
WRITTEN |= {
    "pros",
    "cons",
    "objectives",
    "turn_title",
    "turn_brief",
    "outcomes",
    "by",
    "date",
    "glyph",
    "color",
    "public",
}
WRITTEN |= {"names", "headline", "lines", "why", "game", "guide", "source", "private"}
TARGETS = {action.target for action in ACTIONS}


def poisoned(value: Any, text: str, written: bool = False) -> Any:
    """The same value, with `text` in everything that somebody wrote."""
    if isinstance(value, str):
        return f"{value} {text}" if written else value
    if isinstance(value, tuple):
        return tuple(poisoned(each, text, written) for each in value)
    if isinstance(value, dict):
        return {key: poisoned(each, text, written) for key, each in value.items()}
    if attrs.has(type(value)):
        fields = (each.name for each in attrs.fields(type(value)) if each.init)
        changes = {name: poisoned(getattr(value, name), text, name in WRITTEN) for name in fields}
        return evolve(value, **changes)
    return value


def scenes(table: Table, text: str) -> list[tuple[Position, Scene]]:
    """A game in each of its scenes."""
    found: list[tuple[Position, Scene]] = []
    start = look(table)
    table.name_members("north", "Kim, Lee")
    start = look(table)
    found += [(start, HandOver("north")), (start, AtTable("north")), (start, AtTable("south"))]
    found += [(start, AtWall(slips=True)), (start, AtDoor())]
    table.send(Play("north", "N-1"))
    table.send(Play("south", "S-2"))
    found.append((look(table), AtRuling()))
    table.send(Rule())
    found.append((look(table), AtRuling()))
    table.send(Rule())
    table.send(Close())
    found.append((look(table), AtPage()))
    table.send(Publish(text, (text, f"{text}: {text}")))
    found.append((look(table), AtPage()))
    table.send(Next())
    found.append((look(table), AtTable("south")))
    table.send(Pass("north"))
    table.send(Pass("south"))
    table.send(Close())
    table.send(Next())
    found.append((look(table), AtEnding()))
    say_after(table, "closing", "We rest.", seat="north")
    say_after(table, "shown", "A line.", by="Kim")
    for step in ("frame", "closing", "reveal", "shown", "artefacts"):
        show_step(table, step)
        found.append((look(table), AtHotwash()))
    return found


@pytest.mark.parametrize("text", FEW)
async def test_hostile_text_is_shown_on_every_screen_and_does_nothing(sits: Sits, lay: Lay, text: str) -> None:
    found = scenes(lay("north", "south"), text)
    async with sits(size=(80, 24)) as person:
        for position, scene in found:
            pages: tuple[Page, ...] = ("board", "news", "brief")
            for page in pages if isinstance(scene, AtTable) else pages[:1]:
                person.app._go(scene_screen(poisoned(position, text), scene, page))
                await person.settle()
                harmless(person)
            if isinstance(scene, AtTable):
                await person.press("c")
                harmless(person)
                await person.press("pagedown")
                harmless(person)
                await person.press("escape", "h", "enter")
                harmless(person)


@pytest.mark.parametrize("text", FEW)
async def test_hostile_text_is_shown_on_every_page_over_a_screen(sits: Sits, lay: Lay, text: str) -> None:
    position = poisoned(look(lay("north", "south", sitting="wall")), text)
    async with sits(size=(80, 24)) as person:
        person.app._go(scene_screen(position, AtWall(slips=True), "board"))
        peek = Peek("north", text)
        pages = [
            Desk(position),
            Pick(text, [Row("north", lambda width: [ui_text(text)])]),
            Ask(text, text, text),
            AskUnseen(text, text),
            EditDialog(text, f"{text}\n{text}", PageWritten),
            Confirm(text, text, text),
            ReadingPage(text, lambda width: paragraphs(text, width)),
            peek,
        ]
        for page in pages:
            person.app.push_screen(page)
            await person.settle()
            harmless(person)
            if page is peek:
                peek.show_slip((text, text))
                await person.settle()
                harmless(person)
            person.app.pop_screen()
            await person.settle()


@pytest.mark.parametrize("text", FEW)
async def test_hostile_names_are_listed_in_the_lobby(sits: Sits, text: str) -> None:
    async with sits() as person:
        lobby = person.app.screen
        assert isinstance(lobby, Lobby)
        sat, called = {"seat": f"bot:{text}"}, {"seat": f"title {text}"}
        whole = GameSummary("1", f"name {text}", f"deck {text}", 0, 1, 2, "plan", sat, called)
        broken = GameSummary("2", f"name {text}", "", 0, 0, 0, "damaged", {}, {}, f"trouble {text}")
        lobby.list_games((whole, broken))
        person.app.say(text)
        await person.settle()
        harmless(person)


def harmless(person: Any) -> None:
    """Nothing on the screen is an order to the terminal, and a click does only what a key does."""
    for strip in person.app.screen._compositor.render_strips():
        for segment in strip:
            assert find_blemish(segment.text) is None
            click = segment.style.meta.get("@click") if segment.style else None
            assert click is None or click in TARGETS
