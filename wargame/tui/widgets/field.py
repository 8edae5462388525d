"""A line to type into, with a cursor that does not blink: nothing moves on a screen that nobody touches."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """An input as all screens have it."""

    def __init__(self, value: str = "", *, max_length: int, placeholder: str = "") -> None:
        super().__init__(value, max_length=max_length, compact=True, placeholder=placeholder)
        self.cursor_blink = False
