"""Marks, bookmarks and notes on the screen of a replay: in full at their entry, and as signs elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from wargame.deck import ALL, FACILITATOR, Deck
from wargame.table import Pin
from wargame.tui.text import EMPTY, join, ui_text, wrapped
from wargame.tui.widgets.scrubber import place_of
from wargame.words import columns, seat_title
from wargame.words.marks import BOOKMARK_GLYPH, NOTE_GLYPH, SIGN_WORDS

#: What is pinned at each entry, by its number.
Pinned = Mapping[int, Sequence[Pin]]


def by_entry(pins: Iterable[Pin]) -> Pinned:
    """What is pinned to entries, by their numbers; what is about the whole game is left out."""
    found: dict[int, list[Pin]] = {}
    for pin in pins:
        if pin.entry is not None:
            found.setdefault(pin.entry, []).append(pin)
    return found


def glyph(pin: Pin) -> str:
    """`!?` for a mark, `▾` for a bookmark, `▪` for a note."""
    return pin.sign or (BOOKMARK_GLYPH if pin.kind == "bookmark" else NOTE_GLYPH)


def signs(pins: Iterable[Pin]) -> str:
    """All that is pinned somewhere in signs alone, each once: `!? ▾ ▪`."""
    ordered = sorted(pins, key=lambda pin: ("mark", "bookmark", "note").index(pin.kind))
    return " ".join(dict.fromkeys(glyph(pin) for pin in ordered))


def pin_lines(deck: Deck, pins: Sequence[Pin], width: int) -> list[Content]:
    """What is pinned to the entry, each by whom and for whom, and a blank line under it."""
    found = [line for pin in pins for line in _pin_lines(deck, pin, width)]
    return [*found, EMPTY] if found else []


def _pin_lines(deck: Deck, pin: Pin, width: int) -> list[Content]:
    named = f" {pin.text}" if pin.kind == "bookmark" and pin.text else ""
    what = SIGN_WORDS[pin.sign] if pin.sign is not None else f"{pin.kind}{named}"
    head = join(ui_text(f"{glyph(pin)} {what}", "bold $mark"), ui_text(f"  {_whose(deck, pin)}", "$quiet"))
    said = pin.text if pin.kind != "bookmark" else ""
    text = [line for part in said.splitlines() for line in wrapped(ui_text(part), width, indent=2)]
    return [*wrapped(head, width, hang=2), *text]


def _whose(deck: Deck, pin: Pin) -> str:
    """`Seoul, for the facilitator`."""
    author = "the facilitator" if pin.author == FACILITATOR else seat_title(deck, pin.author)
    return f"{author}, {readers_text(deck, pin.audience)}"


def readers_text(deck: Deck, audience: str) -> str:
    """For whom something was written: `for everyone`, `for Seoul`."""
    if audience == ALL:
        return "for everyone"
    seats = [seat for seat in audience.split() if seat != FACILITATOR]
    return f"for {', '.join(seat_title(deck, seat) for seat in seats)}" if seats else "for the facilitator"


def pins_row(pinned: Pinned, number: int, total: int, width: int) -> Content:
    """The signs over the line of the whole game, each at its entry; bookmarks with their names where there is room."""
    found = EMPTY
    places = sorted((place_of(each, total, width), each) for each in pinned)
    for index, (place, each) in enumerate(places):
        if place < found.cell_length:
            continue
        room = next((other for other, _ in places[index + 1 :] if other > place), width + 1) - 1 - place
        text = _row_text(pinned[each], room)
        shown = ui_text(text).truncate(max(1, width - place))
        found = join(found.pad_right(place - found.cell_length), shown.stylize(_style(each, number)))
    return found


def _row_text(pins: Sequence[Pin], room: int) -> str:
    """All signs, or the first where there is no room; a bookmark that stands alone with its name."""
    text, name = signs(pins), next((pin.text for pin in pins if pin.kind == "bookmark" and pin.text), "")
    if text == BOOKMARK_GLYPH and name and columns(name) + 2 <= room:
        return f"{BOOKMARK_GLYPH} {name}"
    return text if len(text) <= room else text.partition(" ")[0]


def _style(entry: int, number: int) -> str:
    return "bold $mark" if entry == number else "" if entry < number else "$quiet"
