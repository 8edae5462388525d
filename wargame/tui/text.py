"""From text that somebody wrote to text that a terminal may be handed.

Whatever a deck, a player or an error says reaches the screen through `ui_text`: cleaned, and as `Content`, which is
never read as markup, so that a bracket stays a bracket and no card can carry an action. `TerminalFilter` is the second
net: it looks at every line of every widget just before it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from wargame.deck import clean, find_blemish

#: Lines laid out for a width in cells; what every sheet of a screen is drawn by.
Draw = Callable[[int], list[Content]]

EMPTY = Content("")

_BACKQUOTED = re.compile("`([^`]*)`")


def ui_text(text: str, style: str = "") -> Content:
    """Any text as content fit for a terminal; `style` is a style of ours and never part of the text."""
    content = Content(clean(text))
    return content.stylize(style) if style else content


def quoted(text: str) -> str:
    """A sentence of the program, in which backquotes stand around what may be typed, as people write it.

    >>> quoted("did you mean `goodwill`?")
    'did you mean “goodwill”?'
    """
    return _BACKQUOTED.sub(r"“\1”", text)


def unshowable(text: str) -> bool:
    """Whether a text holds what no terminal should be handed."""
    return find_blemish(text) is not None


def join(*parts: Content) -> Content:
    """Pieces of one line, side by side."""
    return EMPTY.join(parts)


def between(separator: str, parts: Iterable[Content]) -> Content:
    """Pieces of one line with a separator between them."""
    return ui_text(separator, "$quiet").join(parts)


def wrapped(content: Content, width: int, *, hang: int = 0, indent: int = 0) -> list[Content]:
    """The content in lines of at most `width` cells; `indent` moves all to the right, `hang` all but the first."""
    room = max(8, width - indent - hang)
    first = content.wrap(max(8, width - indent))[:1]
    if not first or not first[0].plain:
        return [EMPTY]
    rest = content[len(first[0].plain) :] if hang else EMPTY
    if not hang:
        return [line.rstrip().pad_left(indent) for line in content.wrap(room)]
    begun = len(rest.plain) - len(rest.plain.lstrip())
    tail = rest[begun:].wrap(room) if rest.plain.strip() else []
    return [first[0].rstrip().pad_left(indent), *(line.rstrip().pad_left(indent + hang) for line in tail)]


def fitted(content: Content, width: int) -> Content:
    """The content on exactly `width` cells: cut with an ellipsis or filled with blanks."""
    return content.truncate(max(0, width), ellipsis=True, pad=True)


def spread(left: Content, right: Content, width: int) -> Content:
    """One line with something at either end; the left gives way."""
    room = width - right.cell_length
    if room < 2:
        return fitted(left, width)
    return join(fitted(left, room - 1), ui_text(" "), right)


def heading(title: Content, width: int) -> Content:
    """A title with a rule that runs on to the edge."""
    room = width - title.cell_length - 1
    return join(title, ui_text(" " + "─" * room, "$rule")) if room > 1 else fitted(title, width)


def dialog_title(text: str, width: int) -> list[Content]:
    """What a dialog is about, with a rule where it has room; all of it, however long it is."""
    title = ui_text(text, "bold $mark")
    return [heading(title, width)] if title.cell_length <= width else wrapped(title, width)


def paragraphs(text: str, width: int, style: str = "", indent: int = 0) -> list[Content]:
    """Prose, paragraph by paragraph, a blank line between them."""
    found: list[Content] = []
    for block in text.strip().split("\n\n"):
        if found:
            found.append(EMPTY)
        found.extend(wrapped(ui_text(" ".join(block.split()), style), width, indent=indent))
    return found


class TerminalFilter(LineFilter):
    """Replaces what no terminal may be handed, in any segment of any line, whoever drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line with forbidden characters replaced and links that hold any dropped."""
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    if not text.isprintable() and find_blemish(text) is not None:
        text = clean(text)
    if style is not None and style.link is not None and find_blemish(style.link) is not None:
        style = style.update_link(None)
    return Segment(text, style, control)
