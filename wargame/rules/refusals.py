"""Why a command is refused: a value with a code and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from wargame.deck import find_blemish


@frozen
class Refusal:
    """Why a command is refused: a code for programs, a sentence for people."""

    code: str
    sentence: str


def unfit(what: str, text: str, most: int, *, wanted: bool = True) -> Iterator[Refusal]:
    """Why a text can't be kept: too long, of more than one line, with signs that can't be shown, or missing."""
    if "\n" in text:
        yield Refusal("text", f"{what} is one line, and this is several")
    elif find_blemish(text):
        yield Refusal("text", f"{what} holds a character that can't be shown")
    elif len(text) > most:
        yield Refusal("text", f"{what} has at most {most} characters, and this one {len(text)}")
    elif wanted and not text.strip():
        yield Refusal("text", f"{what} wants a text")
