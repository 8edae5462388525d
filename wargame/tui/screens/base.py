"""What all screens share: the line on top, the keys below, the least size, and how long text is scrolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.events import Resize
from textual.screen import ModalScreen, Screen

from wargame.tui.actions import Place
from wargame.tui.text import EMPTY
from wargame.tui.widgets.choices import Choices
from wargame.tui.widgets.chrome import LEAST, KeyLine, Masthead, Pair, TooSmall, masthead
from wargame.tui.widgets.explained import Explained
from wargame.tui.widgets.sheet import Reading

if TYPE_CHECKING:
    from wargame.tui.explaining import ExplainingApp
    from wargame.tui.room import RoomApp

T = TypeVar("T")

#: Columns from which a screen is wide, and from which it is huge.
BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (170, "-huge")]


class _Framed(Screen[T]):
    """Compose `body` between the line on top and the keys."""

    place: ClassVar[Place]
    #: How many rows the keys may take.
    key_rows: ClassVar[int] = 1

    def body(self) -> ComposeResult:
        """What stands between the line on top and the keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Where the deck has something to say of this screen, and it comes for the first time, it is said."""
        text = cast("ExplainingApp", self.app).explanation_due(self.place)
        if text:
            self.mount(Explained(text), before=self.query_one(KeyLine))

    def titles(self) -> Mapping[str, str]:
        """Titles of actions that the moment changes."""
        return {}

    def shown_titles(self) -> Mapping[str, str]:
        """`titles`, and more of the text is offered only where there is more."""
        reading = self.reading()
        more = reading is not None and reading.show_vertical_scrollbar
        return {**self.titles(), **({} if more else {"page_down": ""})}

    def on_reading_overflow(self) -> None:
        """It shows only now whether there is more text."""
        self.retitle()

    def reading(self) -> Reading | None:
        """The text that the keys for scrolling scroll."""
        return self.query_one_optional("#reading", Reading)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one page beside another, and no more."""
        return self.app.size.width < BREAKPOINTS[1][0]

    def retitle(self) -> None:
        """The line of keys says what the keys do now."""
        for line in self.query(KeyLine):
            line.redraw()

    def on_resize(self, event: Resize) -> None:
        """Where there is too little room only the notice shows."""
        self.set_class(event.size.width < LEAST[0] or event.size.height < LEAST[1], "-small")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can't be seen can't be done."""
        return not self.has_class("-small")

    def _scroll(self, rows: int) -> None:
        reading = self.reading()
        if reading is not None:
            reading.scroll_relative(y=rows, animate=False)

    def choices(self) -> Choices | None:
        """The list in which up and down move the mark; without one they scroll."""
        return self.query_one_optional(Choices)

    def _step(self, steps: int) -> None:
        choices = self.choices()
        if choices is None:
            self._scroll(steps)
        else:
            choices.move(steps)

    def action_up(self) -> None:
        """The row above, or a line up."""
        self._step(-1)

    def action_down(self) -> None:
        """The row below, or a line down."""
        self._step(1)

    def action_page_up(self) -> None:
        """A page up."""
        reading = self.reading()
        if reading is not None:
            reading.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        reading = self.reading()
        if reading is not None:
            reading.scroll_page_down(animate=False)


class BaseScreen(_Framed[None]):
    """A screen of its own: one of these is always at the bottom."""

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield Masthead(masthead(self.mastheads()))
        yield from self.body()
        yield KeyLine(self.place, self.shown_titles, self.key_rows)
        yield TooSmall()

    def mastheads(self) -> Sequence[Pair]:
        """What the line on top says at either end; shorter ways to say it follow, for where there is no room."""
        return ((EMPTY, EMPTY),)

    def refresh_masthead(self) -> None:
        """The line on top says what is true now."""
        self.query_one(Masthead).show(masthead(self.mastheads()))


class Dialog(ModalScreen[T], _Framed[T]):
    """A page over a screen, which shows through around it."""

    app: RoomApp

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Take the page away; an answer is noted."""
        if result is not None:
            self.app.note_answer()
        return super().dismiss(result)

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        from textual.containers import Vertical

        with Vertical(id="dialog"):
            yield from self.body()
            yield KeyLine(self.place, self.shown_titles)
        yield TooSmall()
