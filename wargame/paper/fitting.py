"""How much text fits on a card: lines are counted as a browser will break them, a little on the safe side.

Widths are those of Helvetica, which Arial, Liberation Sans and Nimbus Sans share, so that a card looks the same on most
machines. All lengths are in points, a seventy-second of an inch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from attrs import evolve, frozen

from wargame.deck import clean

#: Sizes of type that a card may have, from the one it should have to the smallest that can be read at a table.
SIZES = tuple(tenths / 10 for tenths in range(100, 58, -2))
#: The height of a line, as a multiple of its size of type.
LEADING = 1.2
#: What is kept free, since no two machines have quite the same letters.
_SPARE_WIDTH, _SPARE_HEIGHT, _BOLD = 1.005, 5.0, 1.08
#: Lines that a paragraph must have on either side of a break between two cards.
_FEWEST_LINES = 2

_WIDTHS = {
    char: thousandths
    for thousandths, chars in (
        (191, "'"), (222, "ijl‘’"), (260, "|"), (278, "!,./:;I[\\]ft "), (333, "()-`r·“”"), (334, "{}"), (355, '"'),
        (389, "*"), (469, "^"), (500, "Jcksvxyz"), (556, "#$0123456789?L_abdeghnopqu–"), (584, "+<=>~−×≠≤≥"),
        (611, "FTZ○●"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"),
        (1015, "@"),
    )
    for char in chars
}  # fmt: skip


@frozen
class Style:
    """How a kind of paragraph is set: its size and the room before it, as multiples of the card's size of type.

    `inset` is what its frame takes on either side and above and below, likewise.
    """

    scale: float = 1.0
    before: float = 0.0
    bold: bool = False
    inset: float = 0.0


@frozen
class Block:
    """A paragraph of a card: what kind it is, a label that stands bold before it, and its text."""

    kind: str
    text: str
    label: str = ""

    @property
    def whole(self) -> str:
        """Label and text in one line."""
        return f"{self.label} {self.text}" if self.label else self.text


@frozen
class Box:
    """The room that the paragraphs of a card have, and how each kind of them is set."""

    width: float
    height: float
    styles: Mapping[str, Style]


@frozen
class Laid:
    """A text laid out on as many cards as it needs: the place of its size in `SIZES`, and the paragraphs of each."""

    step: int
    parts: tuple[tuple[Block, ...], ...]


def laid_out(blocks: Sequence[Block], head: Sequence[Block], box: Box) -> Laid:
    """The paragraphs on as few cards as can be, in the largest type that needs no more.

    `head` stands on each of these cards. Nothing is left out: of a paragraph that is longer than a card the rest goes
    to the next one.
    """
    smallest = len(SIZES) - 1
    fewest = len(_parts(blocks, head, box, smallest))
    for step in range(smallest):
        parts = _parts(blocks, head, box, step)
        if len(parts) == fewest:
            return Laid(step, parts)
    return Laid(smallest, _parts(blocks, head, box, smallest))


def _parts(blocks: Iterable[Block], head: Sequence[Block], box: Box, step: int) -> tuple[tuple[Block, ...], ...]:
    size = SIZES[step]
    room = box.height - _SPARE_HEIGHT - sum(_height(each, box, size) for each in head)
    room = max(room, 2 * _FEWEST_LINES * SIZES[0] * LEADING * 2)
    parts: list[list[Block]] = [[]]
    left = room
    waiting = list(reversed(list(blocks)))
    while waiting:
        block = waiting.pop()
        height = _height(block, box, size)
        if height <= left:
            parts[-1].append(block)
            left -= height
            continue
        first, rest = _torn(block, box, size, left if height > room else 0)
        if first is not None:
            parts[-1].append(first)
            block = rest
        elif not parts[-1]:
            parts[-1].append(block)
            continue
        waiting.append(block)
        parts.append([])
        left = room
    return tuple(tuple(part) for part in parts)


def _torn(block: Block, box: Box, size: float, left: float) -> tuple[Block | None, Block]:
    """As much of a paragraph as `left` has room for, and the rest; None where that is too little to be worth it."""
    style = box.styles[block.kind]
    lines = int((left - size * (style.before + 2 * style.inset)) / (size * style.scale * LEADING))
    ends = _ends(block, box, size)
    lines = min(lines, len(ends) - _FEWEST_LINES)
    if lines < _FEWEST_LINES:
        return None, block
    end = ends[lines - 1] - (len(block.label) + 1 if block.label else 0)
    if end <= 0:
        return None, block
    return evolve(block, text=block.text[:end].rstrip()), evolve(block, text=block.text[end:].lstrip(), label="")


def _height(block: Block, box: Box, size: float) -> float:
    style = box.styles[block.kind]
    return size * (style.before + 2 * style.inset + len(_ends(block, box, size)) * style.scale * LEADING)


def _ends(block: Block, box: Box, size: float) -> list[int]:
    style = box.styles[block.kind]
    room = (box.width - 2 * style.inset * size) / (size * style.scale * _SPARE_WIDTH) * 1000
    return line_ends(block.whole, room, bold=len(block.whole) if style.bold else len(block.label))


def line_ends(text: str, room: float, *, bold: int = 0) -> list[int]:
    """Where each line of a text ends, in characters, on lines of `room` thousandths of the size of type.

    `bold`: so many characters at its beginning are.

    >>> line_ends("one two three", 4000), line_ends("endless", 1700)
    ([8, 13], [3, 6, 7])
    """
    ends: list[int] = []
    used = 0.0
    for match in re.finditer(r"\n|[^\S\n]+|\S+", text):
        word = match[0]
        if word == "\n":
            ends.append(match.end())
            used = 0.0
            continue
        heavy = _BOLD if match.start() < bold else 1.0
        wide = sum(map(_wide, word)) * heavy
        if word.isspace():
            used += _WIDTHS[" "] if used else 0
        elif used + wide <= room:
            used += wide
        else:
            if used:
                ends.append(match.start())
            used = _run_on(word, match.start(), room / heavy, ends) if wide > room else wide
    return [*ends, len(text)]


def _run_on(word: str, start: int, room: float, ends: list[int]) -> float:
    """Break a word that is longer than a line wherever the line ends; the width of what its last line holds."""
    used = 0.0
    for place, char in enumerate(word, start):
        wide = _wide(char)
        if used and used + wide > room:
            ends.append(place)
            used = 0.0
        used += wide
    return used


@cache
def _wide(char: str) -> float:
    """The width of a character in thousandths of the size of type, rather too much than too little."""
    if char in _WIDTHS:
        return _WIDTHS[char]
    char = clean(char)
    if unicodedata.combining(char[0]):
        return 0
    if unicodedata.east_asian_width(char[0]) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS.get(base, 620 if char.islower() else 800 if char.isalpha() else 1000)
