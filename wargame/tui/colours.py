"""The last thing that happens to colours: on their way out they become those that the terminal is to have.

The screens are drawn in all colours. The driver hands every sequence through a `Palette`, whichever widget, tint or
hover it came from, and so nothing of what the terminal is not to be sent can leave. Without colours what was set off by
its background is reversed instead: the text of the screens stays the same, and legible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from textual.driver import Driver

    from wargame.settings import Colours

RGB = tuple[int, int, int]

#: The sixteen as a personal computer's text screen had them. A terminal shows its own: the themes for sixteen colours
#: are chosen so that they can be read with those of xterm, too.
SIXTEEN: tuple[RGB, ...] = (
    (0, 0, 0),
    (170, 0, 0),
    (0, 170, 0),
    (170, 85, 0),
    (0, 0, 170),
    (170, 0, 170),
    (0, 170, 170),
    (170, 170, 170),
    (85, 85, 85),
    (255, 85, 85),
    (85, 255, 85),
    (255, 255, 85),
    (85, 85, 255),
    (255, 85, 255),
    (85, 255, 255),
    (255, 255, 255),
)
_LEVELS = (0, 95, 135, 175, 215, 255)
#: Those of the 256 that no terminal has its own idea of: a cube of six by six by six, and greys.
FIXED: dict[int, RGB] = {
    **dict(enumerate(product(_LEVELS, _LEVELS, _LEVELS), 16)),
    **{232 + step: (grey, grey, grey) for step, grey in enumerate(range(8, 248, 10))},
}

#: From this contrast with the ground on, a background is told by reversing where there are no colours.
_SET_OFF = 2.0
_SGR = re.compile(r"\x1b\[([\d;]*)m")


def luminance(colour: RGB) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def nearest_of_256(colour: RGB) -> int:
    """The number of the fixed colour that looks most like it."""
    return min(FIXED, key=lambda number: _apart(colour, FIXED[number]))


@lru_cache(4096)
def nearest_of_16(colour: RGB) -> int:
    """The number of the one of the sixteen that looks most like it."""
    return min(range(16), key=lambda number: _apart(colour, SIXTEEN[number]))


def _apart(one: RGB, other: RGB) -> float:
    """How different two colours look: weighted by the mean of the reds, as in Riemersma's "Colour metric"."""
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    mean = (one[0] + other[0]) / 2
    return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue


@frozen
class Palette:
    """How many colours may leave, and the ground of the screens, from which a background may be set off."""

    colours: Colours = "full"
    ground: RGB = (0, 0, 0)

    def translate(self, data: str) -> str:
        """What the terminal is sent instead of `data`."""
        return data if self.colours == "full" else _SGR.sub(self._translated, data)

    def _translated(self, match: re.Match[str]) -> str:
        return _sequence(match[1], self.colours, self.ground)


@lru_cache(8192)
def _sequence(parameters: str, colours: Colours, ground: RGB) -> str:
    attributes, front, back = _read(parameters)
    if colours == "none":
        behind = front if "7" in attributes else back
        kept = [each for each in attributes if each != "7"]
        if "7" in attributes and behind is None:
            kept.append("7")
        if behind is not None and contrast(behind, ground) >= _SET_OFF:
            kept.append("7")
    elif colours == "16":
        kept = [*attributes, *_standard(front, 30), *_standard(back, 40)]
    else:
        kept = [*attributes, *_eight_bit(front, 38), *_eight_bit(back, 48)]
    return f"\x1b[{';'.join(kept)}m" if kept or not parameters else ""


def _standard(colour: RGB | None, first: int) -> Iterator[str]:
    if colour is not None:
        number = nearest_of_16(colour)
        yield str(first + number if number < 8 else first + 60 + number - 8)


def _eight_bit(colour: RGB | None, kind: int) -> Iterator[str]:
    if colour is not None:
        yield f"{kind};5;{nearest_of_256(colour)}"


def _read(parameters: str) -> tuple[list[str], RGB | None, RGB | None]:
    """A sequence of the screens taken apart: attributes, the colour in front and the one behind."""
    attributes: list[str] = []
    found: dict[str, RGB | None] = {"38": None, "48": None}
    rest = iter(parameters.split(";") if parameters else ())
    for each in rest:
        if each in found:
            found[each] = _colour(rest)
        elif each.isdigit() and (30 <= int(each) <= 49 or 90 <= int(each) <= 107):
            kind = "48" if 40 <= int(each) <= 49 or int(each) >= 100 else "38"
            found[kind] = SIXTEEN[int(each) % 10 + (8 if int(each) >= 90 else 0)] if int(each) % 10 < 8 else None
        else:
            attributes.append(each)
    return attributes, found["38"], found["48"]


def _colour(rest: Iterable[str]) -> RGB | None:
    numbers = iter(rest)
    if next(numbers, "") == "2":
        return int(next(numbers)), int(next(numbers)), int(next(numbers))
    number = int(next(numbers, "0"))
    return SIXTEEN[number] if number < 16 else FIXED[number]


def colour_safe(driver: type[Driver]) -> type[Driver]:
    """A driver that hands what it writes through the palette of its app."""

    class ColourSafe(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            app: Any = self._app
            super().write(app.palette.translate(data))

    return ColourSafe
