"""The scribe's line: a line at the foot of the screen on which reasons are taken down as the room calls them out."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message

from wargame.tui.text import EMPTY, between, fitted, join, quoted, ui_text
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.sheet import Sheet

#: The longest line: a reason with all its marks.
LONGEST = 220
#: How many rows the line takes from the screen.
HEIGHT = 3
#: Signs before the last of several.
_SIGNED_BEFORE = re.compile(r"\A\s*[+−-]+(?=[+−-])")


def one_sign(line: str) -> str:
    """A line of which the sign that stood there, and the one that was typed behind it, are one: the later one.

    >>> [one_sign(line) for line in ("++s! film", "+-m? the law", "-s a", "+ ice", "+ -5 degrees")]
    ['+s! film', '-m? the law', '-s a', '+ ice', '+ -5 degrees']
    """
    return _SIGNED_BEFORE.sub("", line)


def is_bare(line: str) -> bool:
    """Whether there is nothing on a line yet but its sign."""
    return not line.strip(" +-−")


class ScribeField(Field):
    """Begins anew at the very Enter that hands its line over: what is typed next belongs to the next line.

    Each line begins with the sign of the one before; a sign that is typed takes its place. `about` is the move that the
    line is about, `begun` says whether anything was typed on it, and `returned` is a line that was not taken and came
    back: a sign typed behind it, before anything else, begins another line.
    """

    about = ""
    begun = False
    returned = ""

    class Entered(Message):
        """Enter, and the line as it stood."""

        def __init__(self, line: str, about: str) -> None:
            super().__init__()
            self.line = line
            self.about = about

    class Passed(Message):
        """Another line is begun, and the one that came back is to wait."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def on_key(self, event: Key) -> None:
        """Enter is taken here and now; as a binding it would come after keys that were pressed later."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.hand_over()

    def insert_text_at_cursor(self, text: str) -> None:
        """A sign behind a mere sign is typed over it; behind a line that came back it begins the next one."""
        sign = text[:1] in ("+", "-", "−")
        if sign and self.returned and self.value == self.returned and self.cursor_at_end:
            self.post_message(self.Passed(self.returned))
            self.begin("")
        elif sign and self.value and is_bare(self.value):
            self.begin("")
        self.begun = True
        super().insert_text_at_cursor(text)

    def hand_over(self) -> None:
        """The line is given away, and another one begins."""
        line = one_sign(self.value)
        sign = line.lstrip()[:1]
        self.begin(sign if sign in ("+", "-", "−") else "")
        self.post_message(self.Entered(line, self.about))

    def begin(self, line: str, *, returned: bool = False) -> None:
        """Another line, and the cursor at its end."""
        self.begun, self.returned = False, line if returned else ""
        self.value = line
        self.cursor_position = len(line)


class ScribeLine(Vertical):
    """Stays open from reason to reason; nothing that is typed on it is lost when it is shut or taken away.

    A line that was not taken comes back onto it. Where the next one is begun by then, it waits until that one has been
    handed over.
    """

    DEFAULT_CSS = """
    ScribeLine { display: none; height: 3; padding: 0 2; background: $panel; }
    ScribeLine #scribe-about, ScribeLine #scribe-note { height: 1; }
    ScribeLine Input { background: $trough; color: $foreground; width: 1fr; }
    """

    class Typed(Message):
        """Enter: a line about a move is to be taken down."""

        def __init__(self, line: str, about: str) -> None:
            super().__init__()
            self.line = line
            self.about = about

    class Written(Message):
        """What stands on the line is another text now."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    class Shut(Message):
        """The line was closed; `line` is what still stands on it."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = EMPTY
        self._legend: tuple[str, ...] = ()
        self._trouble = ""
        self._waiting: list[tuple[str, str, str]] = []

    def compose(self) -> ComposeResult:
        """Whose move it is about, the field, and a word about it."""
        yield Sheet(self._about, id="scribe-about")
        field = ScribeField(max_length=LONGEST)
        field.select_on_focus = False
        yield field
        yield Sheet(self._note, id="scribe-note")

    @property
    def is_open(self) -> bool:
        """Whether somebody may be typing."""
        return self.display

    @property
    def line(self) -> str:
        """What stands on it."""
        return self.query_one(ScribeField).value

    def open(self, about: str, title: Content, legend: tuple[str, ...], line: str) -> None:
        """Open it about a move with `line` on it; `legend` says what may be written, and gives way from its end."""
        self._title, self._legend, self._trouble = title, legend, ""
        self.display = True
        field = self.query_one(ScribeField)
        field.about = about
        field.begin(line)
        self.screen.set_focus(field)
        self._bring_back()

    def take(self, event: Key) -> bool:
        """A key that was pressed before the field could take it; whether it is one for the field."""
        field = self.query_one(ScribeField)
        if event.key == "enter":
            field.hand_over()
        elif event.is_printable and event.character:
            field.insert_text_at_cursor(event.character)
        else:
            return False
        return True

    def shut(self) -> None:
        """Close it."""
        self.display = False
        self.screen.set_focus(None)
        self.post_message(self.Shut(self.line))

    def hand_over(self) -> None:
        """As Enter does."""
        self.query_one(ScribeField).hand_over()

    def refuse(self, sentence: str, line: str, about: str) -> None:
        """Say what is wrong; the line comes back, at once or behind one that has been begun meanwhile."""
        self._waiting.append((about, line, sentence))
        self._bring_back()

    def _bring_back(self) -> None:
        """The first line about this move that waits comes back, where nothing is being typed."""
        field, first = self.query_one(ScribeField), self._first_waiting
        if first is not None and is_bare(field.value) and not field.begun:
            self._waiting.remove(first)
            _, line, self._trouble = first
            field.begin(line, returned=True)
        self._redraw()

    @property
    def _first_waiting(self) -> tuple[str, str, str] | None:
        about = self.query_one(ScribeField).about
        return next((each for each in self._waiting if each[0] == about), None)

    def _redraw(self) -> None:
        self.query_one("#scribe-about", Sheet).redraw()
        self.query_one("#scribe-note", Sheet).redraw()

    def _about(self, width: int) -> list[Content]:
        return [fitted(self._title, width)]

    def _note(self, width: int) -> list[Content]:
        trouble, first = self._trouble, self._first_waiting
        if not trouble and first is not None:
            _, line, sentence = first
            trouble = f"not taken, and comes back: {line} ({sentence})"
        if trouble:
            return [fitted(ui_text(f"✕ {quoted(trouble)}", "bold $warn"), width)]
        parts: list[Content] = []
        for each in self._legend:
            wider = between("   ", [*parts, ui_text(each, "$quiet")])
            if wider.cell_length > width:
                break
            parts.append(ui_text(each, "$quiet"))
        return [join(between("   ", parts))]

    def on_scribe_field_entered(self, event: ScribeField.Entered) -> None:
        """Enter; on a line with nothing but its sign it closes it."""
        event.stop()
        self._trouble = ""
        if not is_bare(event.line):
            self.post_message(self.Typed(event.line, event.about))
        elif is_bare(self.line) and self._first_waiting is None:
            self.shut()
        self._bring_back()

    def on_scribe_field_passed(self, event: ScribeField.Passed) -> None:
        """Another line was begun behind one that had come back: that one waits again."""
        event.stop()
        self._waiting.insert(0, (self.query_one(ScribeField).about, event.line, self._trouble))
        self._trouble = ""
        self._redraw()

    def on_input_changed(self, event: ScribeField.Changed) -> None:
        """What was wrong is being mended."""
        event.stop()
        self.post_message(self.Written(event.value))
        if self._trouble and event.value != self.query_one(ScribeField).returned:
            self._trouble = ""
            self._redraw()
