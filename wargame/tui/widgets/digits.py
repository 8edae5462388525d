"""A number that can be read from the third row."""

from __future__ import annotations

from textual.content import Content

from wargame.tui.text import ui_text

_ROWS = 5
_PIXELS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}


def big_number(number: int, scale: int = 1) -> list[Content]:
    """The number, five lines high, or `scale` times as much."""
    found = []
    for row in range(_ROWS):
        pixels = " ".join(_PIXELS[digit][row] for digit in str(number))
        line = "".join(("██" if pixel == "#" else "  ") * scale for pixel in pixels)
        found += [ui_text(line, "$foreground")] * scale
    return found
