"""The line that a game is scrubbed along: its turns as marks, the steps of its moves as glyphs, and where we are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from textual.content import Content
from textual.events import Click
from textual.message import Message

from wargame.debrief import Eyes
from wargame.table import TurnOpened
from wargame.tui.text import EMPTY, Draw, join, ui_text
from wargame.tui.widgets.sheet import Sheet, nothing
from wargame.words import BAND_GLYPHS, BAND_TITLES

#: Glyphs of the kinds of entries; a ruling has that of its band. The later ones hide the earlier in a cell.
_GLYPHS: dict[str, str] = {"hand-in": "·", "deal": "&", "promise": "§", "floor": "¶", "reveal": "◇"}
_GLYPHS |= {"overtaken": "✕", "unseen": "◌", **{str(band): glyph for band, glyph in BAND_GLYPHS.items()}}
_GLYPHS |= {"override": "!", "rewind": "«"}
#: What each of them is called.
_TITLES: dict[str, str] = {
    "hand-in": "handed in",
    "reveal": "laid open",
    "floor": "the floor",
    "unseen": "out of sight",
}
_TITLES |= {"override": "overruled", "rewind": "rewound"}
_TITLES |= {str(band): title.lower() for band, title in BAND_TITLES.items()}
_RANKS = {kind: rank for rank, kind in enumerate(_GLYPHS)}
#: From so many entries in one cell the glyphs would say nothing any more.
_CROWDED = 3
#: Cells between two marks of turns, beside what the number of the last one takes.
_APART = 2
_ENDING = "end"

#: One character and its style.
Cell = tuple[str, str]


class Jumped(Message):
    """Somebody points at an entry, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Scrubber(Sheet):
    """The whole game on one line; a click goes there."""

    DEFAULT_CSS = """
    Scrubber { height: 3; }
    Scrubber.pinned { height: 4; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(nothing, id=id)
        self._total = 1

    def show_place(self, eyes: Eyes, number: int, above: Draw | None = None) -> None:
        """Show this place among all entries of the log; `above` is what is pinned to them, on a line of its own."""
        self._total = eyes.total
        self.set_class(above is not None, "pinned")
        first = above or nothing
        self.show(lambda width: [*first(width), *scrubber_lines(eyes, number, width)])

    def on_click(self, event: Click) -> None:
        """Go where it was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self.post_message(Jumped(number_at(offset.x, self._total, self.content_size.width)))


def scrubber_lines(eyes: Eyes, number: int, width: int) -> list[Content]:
    """Three lines: the steps of moves, the rail with the present place, and the turns under it."""
    marks = _marks(eyes, width)
    return [_steps(eyes, number, width), _rail(eyes, number, marks, width), _labels(eyes, number, marks, width)]


def kind_text(eyes: Eyes, number: int) -> str:
    """What an entry is, as the line marks it: `¶ the floor`; nothing for one that it does not mark."""
    kind = eyes.kinds[number - 1]
    title = _TITLES.get(kind, kind)
    if kind == "hand-in":
        return title  # its mark is a dot, as what stands between the parts of a line
    return f"{_GLYPHS[kind]} {title}" if kind in _GLYPHS else ""


def place_of(number: int, total: int, width: int) -> int:
    """The cell of an entry, from 0.

    >>> [place_of(number, 5, 9) for number in range(1, 6)]
    [0, 2, 4, 6, 8]
    """
    return (2 * (number - 1) * (width - 1) + total - 1) // (2 * (total - 1)) if total > 1 else 0


def number_at(place: int, total: int, width: int) -> int:
    """The entry that lies nearest to a cell.

    >>> [number_at(place, 5, 9) for place in (0, 2, 3, 8, 99)]
    [1, 2, 3, 5, 5]
    """
    return max(1, min(total, round(place * (total - 1) / max(1, width - 1) + 0.001) + 1))


def _marks(eyes: Eyes, width: int) -> dict[int, int]:
    """The numbers of the entries whose turns are marked, by their cells: all, or where they crowd every so many."""
    openings = eyes.openings
    apart = len(str(len(openings))) + _APART
    stride = next(each for each in _strides() if len(openings) * apart <= width * each)
    chosen = [number for turn, number in enumerate(openings, 1) if turn % stride == 0 or turn == 1]
    found: dict[int, int] = {}
    for number in chosen:
        place = place_of(number, eyes.total, width)
        if all(abs(place - other) >= 2 for other in list(found)[-1:]):
            found[place] = number
    return found


def _strides() -> Iterable[int]:
    """1, 2, 5, 10, 20, 50 and so on."""
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10


def _steps(eyes: Eyes, number: int, width: int) -> Content:
    if eyes.total > _CROWDED * width:
        return EMPTY
    cells: list[Cell] = [(" ", "")] * width
    ranks = [-1] * width
    for each, kind in enumerate(eyes.kinds, 1):
        rank = _RANKS.get(kind, -1)
        place = place_of(each, eyes.total, width)
        if rank >= 0 and (rank > ranks[place] or each == number) and ranks[place] < len(_RANKS):
            cells[place] = (_GLYPHS[kind], "bold $mark" if each == number else "" if each < number else "$quiet")
            ranks[place] = len(_RANKS) if each == number else rank
    return _painted(cells)


def _rail(eyes: Eyes, number: int, marks: dict[int, int], width: int) -> Content:
    present = place_of(number, eyes.total, width)
    cells: list[Cell] = [("━", "$mark") if place < present else ("─", "$quiet") for place in range(width)]
    for place in marks:
        cells[place] = ("┯", "$mark") if place < present else ("┬", "$quiet")
    cells[present] = ("█", "bold $mark")
    return _painted(cells)


def _labels(eyes: Eyes, number: int, marks: dict[int, int], width: int) -> Content:
    """Each marked turn with its title where there is room for all, else its number; and where the game ends."""
    ending = eyes.kinds[-1] == "ending"
    edge = width - len(_ENDING) - 1 if ending else width
    current = next((each for each in reversed(eyes.openings) if each <= number), 0)
    places = sorted(marks)
    texts = {place: _turn_texts(eyes, marks[place]) for place in places}
    if len(marks) < len(eyes.openings):
        texts = {place: each[-1:] for place, each in texts.items()}
    found = EMPTY
    for place, following in zip(places, [*places[1:], edge + 1], strict=True):
        room = following - place - 1
        text = next((each for each in texts[place] if ui_text(each).cell_length <= room), "")
        if place < found.cell_length:
            continue
        style = "bold $mark" if marks[place] == current else "$quiet"
        found = join(found.pad_right(place - found.cell_length), ui_text(text, style))
    if ending and found.cell_length < edge:
        found = join(found.pad_right(width - len(_ENDING) - found.cell_length), ui_text(_ENDING, "$quiet"))
    return found


def _turn_texts(eyes: Eyes, number: int) -> tuple[str, ...]:
    """What a mark is called, ever shorter."""
    opened = eyes.entries(number, number)[0].face
    if not isinstance(opened, TurnOpened):
        return ()
    if not opened.turn:
        return ("practice", "P")
    title = eyes.recording.deck.turns[opened.turn - 1].title
    return (f"{opened.turn} {title}", str(opened.turn))


def _painted(cells: Iterable[Cell]) -> Content:
    """The cells as one line, each run of a style in one piece."""
    runs = groupby(cells, key=lambda cell: cell[1])
    return join(*(ui_text("".join(text for text, _ in run), style) for style, run in runs))
