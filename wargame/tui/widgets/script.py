"""The text of a file, to be edited: numbered lines, no wrapping, blanks for tabs, problems underlined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from wargame.tui.manuscript import LONGEST_LINE, seen, typed

if TYPE_CHECKING:
    from rich.text import Text

_STEP = 2


class Script(TextArea):
    """An editor of one file. Places are lines and columns that count from 0."""

    DEFAULT_CSS = """
    Script {
        background: $surface; color: $foreground; border: none; padding: 0 1 0 0;
        scrollbar-size: 1 1; scrollbar-color: $rule; scrollbar-background: $surface; scrollbar-corner-color: $surface;
    }
    Script:focus { border: none; }
    Script .text-area--gutter { color: $quiet; }
    Script .text-area--cursor-gutter { color: $mark; background: $cursor; text-style: bold; }
    Script .text-area--cursor-line { background: $cursor; }
    Script .text-area--matching-bracket { background: $cursor; text-style: bold underline; }
    """

    class Refused(Message):
        """Something was not taken, and why."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            "", id=id, soft_wrap=False, show_line_numbers=True, tab_behavior="focus", compact=True, max_checkpoints=500
        )
        self.indent_width = _STEP
        self.cursor_blink = False
        self._marked: Mapping[int, tuple[int, int]] = {}

    def mark(self, places: Iterable[tuple[int, int, int]]) -> None:
        """Underline these places: a line, a column and how many characters; of several in a line the first."""
        marked: dict[int, tuple[int, int]] = {}
        for line, column, length in places:
            marked.setdefault(line, (column, column + max(1, length)))
        if marked != self._marked:
            self._marked = marked
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown: nothing in it does anything to a terminal."""
        text = super().get_line(line_index)
        text.plain = seen(text.plain)
        if line_index in self._marked:
            begin, end = self._marked[line_index]
            text.stylize("underline", min(begin, max(0, len(text) - 1)), end)
        return text

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor there, as near as the text has it, with some lines around it in sight."""
        line = max(0, min(line, self.document.line_count - 1))
        column = max(0, min(column, len(self.document.get_line(line))))
        self.move_cursor((line, column), center=True)

    def on_key(self, event: Key) -> None:
        """Tab and Enter as one wants them in a deck; the other keys are as in any editor."""
        if event.key == "tab":
            self._take(event, " " * self._find_columns_to_next_tab_stop())
        elif event.key == "shift+tab":
            event.stop()
            event.prevent_default()
            self._outdent()
        elif event.key == "enter":
            line, column = self.cursor_location
            before = self.document.get_line(line)[:column]
            depth = len(before) - len(before.lstrip(" "))
            self._take(event, "\n" + " " * (depth + _STEP * before.rstrip().endswith(":")))

    def _take(self, event: Key, text: str) -> None:
        event.stop()
        event.prevent_default()
        if not self.read_only:
            self._replace_via_keyboard(text, *self.selection)

    def _outdent(self) -> None:
        line = self.cursor_location[0]
        text = self.document.get_line(line)
        many = min(_STEP, len(text) - len(text.lstrip(" ")))
        if many and not self.read_only:
            self.delete((line, 0), (line, many), maintain_selection_offset=True)

    async def _on_paste(self, event: Paste) -> None:
        """What is pasted is taken as text, whatever it is, if it is no longer than a line may be."""
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        text = typed(event.text)
        if max(map(len, text.split("\n"))) > LONGEST_LINE:
            self.post_message(
                self.Refused(f"It was not pasted: a line of it is longer than {LONGEST_LINE} characters.")
            )
        elif result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)
