"""What the tests of the screens share: a small deck, a save, and a person at the keys."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from rich.console import RenderableType
from textual import _wait, screen
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerState

from wargame.deck import Deck, load
from wargame.table import Store, Table, new_game
from wargame.tui import room, unsent
from wargame.tui.app import WargameApp
from wargame.tui.director import ROOM, Post
from wargame.tui.screens import deck_editor, scene

HERE = Path(__file__).parent
#: The rules of style sheets, by all that they are made from.
_RULES: dict[Any, list[RuleSet]] = {}
#: A moment that every game of the tests was begun at, in milliseconds since the epoch.
NOON = 1_732_276_800_000


@cache
def harbours() -> Deck:
    """Two seats, two turns, two ladders, something hidden from either side, a card out of sight."""
    return load(HERE / "harbours.yaml")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own settings do not show on the screens."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot waits until the program has been idle for this long, and by far the most of a test is such waiting.

    Nor does the program wait here until a key that was pressed twice is over; and it does not mention that the save is
    slow, as it may be on a machine with much to do.
    """
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 0.003)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 0.0003)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 0.001)
    monkeypatch.setattr(scene, "HASTE", 0.0)
    monkeypatch.setattr(unsent, "PAUSE", 0.0)
    monkeypatch.setattr(deck_editor, "PAUSE", 0.0)
    monkeypatch.setattr(room, "_PATIENCE", 600.0)


@pytest.fixture(autouse=True)
def _drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen is drawn when a test reads it, and not for every change on the way there, which nobody sees.

    Terminals (`tests/terminal.py`) and the tests of speed draw as the program does.
    """
    drawn = Compositor.render_update

    def update(
        self: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        if full:
            return drawn(self, full, screen_stack, simplify)
        visible_screen_stack.set([] if screen_stack is None else screen_stack)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", update)


@pytest.fixture(autouse=True)
def _styles_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of a style sheet are the same in every program that a test starts; it takes long to read them."""
    read = Stylesheet._parse_rules

    def known(self: Stylesheet, css: str, read_from: tuple[str, str], *rest: Any, **more: Any) -> list[RuleSet]:
        key = (css, read_from, rest, tuple(more.items()), tuple(self._variables.items()))
        if key not in _RULES:
            _RULES[key] = read(self, css, read_from, *rest, **more)
        return _RULES[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", known)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty save."""
    with Store.open(tmp_path / "save.db") as opened:
        yield opened


@pytest.fixture
def lay(store: Store) -> Callable[..., Table]:
    """Lay a table: `lay("north", "south")` says which seats people play."""

    minutes = count()

    def laid(
        *people: str, deck: Deck | None = None, seed: str = "demo", name: str | None = None, **options: Any
    ) -> Table:
        at = NOON + 60_000 * next(minutes)
        return new_game(store, deck or harbours(), people, seed=seed, name=name, clock=lambda: at, **options)

    return laid


class Person:
    """Somebody who presses keys and reads the screen."""

    def __init__(self, app: WargameApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until no thread works, no message waits and nothing is left to draw, looked at a few times in a row."""
        quiet = 0
        while quiet < 3:
            await self.pilot.pause()
            quiet = 0 if self._busy() else quiet + 1

    def _busy(self) -> bool:
        screen = self.app.screen
        at_work = (WorkerState.PENDING, WorkerState.RUNNING)
        working = any(each.state in at_work for each in self.app.workers if each.group != "asking")
        working = working or bool(self.app._lines)
        return working or bool(screen._layout_required or screen._dirty_widgets or screen._callbacks)

    async def press(self, *keys: str) -> str:
        """Press keys, each after what came of the one before, and read the screen."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self.text()

    def lines(self) -> list[str]:
        """The screen, row by row, as it is sent to the terminal."""
        visible_screen_stack.set(self.app._background_screens)
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines())

    @property
    def notices(self) -> list[str]:
        """The notices that stand on the screen."""
        return [each.message for each in self.app._notifications]


Sits = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def sits(store: Store) -> Sits:
    """A person sits down: in the lobby, or at a table."""

    @asynccontextmanager
    async def sitting(
        table: Table | None = None, size: tuple[int, int] = (120, 40), post: Post = ROOM
    ) -> AsyncIterator[Person]:
        app = WargameApp(store, table, poll=0, post=post, now=lambda: NOON + 60_000)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person

    return sitting
