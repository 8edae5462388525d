"""The colours: three themes of our own, dark, light and of high contrast, each for many colours and for sixteen.

Colour is an ornament here. Wherever it means something a glyph and a word say the same, so that a projector, a
terminal of sixteen colours, NO_COLOR and a colour-blind reader lose nothing. Text keeps a contrast of 4.5 to what is
behind it, in the theme of high contrast of 7, counted as WCAG 2.2 does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from wargame.deck import Band
    from wargame.settings import Colours

#: Theme variables of our own: `quiet` for what may be overlooked, `cursor` behind the marked row, `mark` for what is
#: chosen or now, `warn` for what stands in the way, `ink` on the colours of the bands.
_DARK = {
    "quiet": "#9aa3ae",
    "rule": "#3d4652",
    "mark": "#8fc1e3",
    "warn": "#e2a76f",
    "cursor": "#26303c",
    "trough": "#39424e",
    "ink": "#101418",
    "triumph": "#4fb8a8",
    "success-band": "#93c9a0",
    "partial": "#dcc07a",
    "failure": "#a2a9b3",
    "disaster": "#dd7d6b",
    "seat-blue": "#86b4e6",
    "seat-red": "#e88f86",
    "seat-green": "#8fce9f",
    "seat-yellow": "#dfc675",
    "seat-purple": "#c0a3e0",
    "seat-grey": "#b6bdc6",
}
_LIGHT = {
    "quiet": "#58616b",
    "rule": "#c4beb0",
    "mark": "#17598a",
    "warn": "#97500f",
    "cursor": "#e4ded0",
    "trough": "#d3cdbf",
    "ink": "#14181d",
    "triumph": "#62bdae",
    "success-band": "#a3d3ad",
    "partial": "#ecca7d",
    "failure": "#c3c8cf",
    "disaster": "#ea9484",
    "seat-blue": "#1b5a9c",
    "seat-red": "#a8352a",
    "seat-green": "#2a6d3d",
    "seat-yellow": "#7d5e0a",
    "seat-purple": "#6a3f9a",
    "seat-grey": "#4d555f",
}
_CONTRAST = {
    "quiet": "#d6d6d6",
    "rule": "#8a8a8a",
    "mark": "#ffd75f",
    "warn": "#ffaf5f",
    "cursor": "#303030",
    "trough": "#4e4e4e",
    "ink": "#000000",
    "triumph": "#5fffd7",
    "success-band": "#afffaf",
    "partial": "#ffff87",
    "failure": "#d0d0d0",
    "disaster": "#ff8787",
    "seat-blue": "#87d7ff",
    "seat-red": "#ff9f9f",
    "seat-green": "#87ff87",
    "seat-yellow": "#ffff5f",
    "seat-purple": "#d7afff",
    "seat-grey": "#e4e4e4",
}


def _complete(variables: dict[str, str]) -> dict[str, str]:
    """With what Textual's own widgets, the list of commands above all, would else blend until it is faint."""
    return {
        **variables,
        "text-muted": variables["quiet"],
        "text-disabled": variables["quiet"],
        "block-cursor-blurred-background": variables["cursor"],
        "block-hover-background": variables["cursor"],
    }


#: In the order in which the key for the theme goes round.
THEMES: tuple[Theme, ...] = (
    Theme(
        "wargame-dark",
        primary="#8fc1e3",
        secondary="#7f8b99",
        accent="#8fc1e3",
        warning="#e2a76f",
        error="#dd7d6b",
        success="#93c9a0",
        foreground="#e9e5dc",
        background="#14181e",
        surface="#1a1f26",
        panel="#1f252d",
        dark=True,
        variables=_complete(_DARK),
    ),
    Theme(
        "wargame-light",
        primary="#17598a",
        secondary="#6a7480",
        accent="#17598a",
        warning="#97500f",
        error="#a8352a",
        success="#2a6d3d",
        foreground="#1b2026",
        background="#f6f2e9",
        surface="#efeadf",
        panel="#eae4d7",
        dark=False,
        variables=_complete(_LIGHT),
    ),
    Theme(
        "wargame-contrast",
        primary="#ffd75f",
        secondary="#d6d6d6",
        accent="#ffd75f",
        warning="#ffaf5f",
        error="#ff8787",
        success="#afffaf",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#121212",
        dark=True,
        variables=_complete(_CONTRAST),
    ),
)

# For sixteen colours: black and white grounds, bright colours on the dark one and dark colours on the light one, and
# nothing but what can be read with the sixteen of an old text screen and with those of xterm.
_BLACK, _RED, _BLUE, _MAGENTA, _GREY, _DIM = "#000000", "#aa0000", "#0000aa", "#aa00aa", "#aaaaaa", "#555555"
_ROSE, _LIME, _YELLOW, _PINK, _AQUA, _WHITE = "#ff5555", "#55ff55", "#ffff55", "#ff55ff", "#55ffff", "#ffffff"
_BANDS_16 = {
    "ink": _BLACK,
    "triumph": _AQUA,
    "success-band": _LIME,
    "partial": _YELLOW,
    "failure": _GREY,
    "disaster": _ROSE,
}
_DARK_16 = {
    **_BANDS_16,
    "quiet": _GREY,
    "rule": _DIM,
    "mark": _AQUA,
    "warn": _YELLOW,
    "cursor": _BLUE,
    "trough": _BLUE,
    "seat-blue": _AQUA,
    "seat-red": _ROSE,
    "seat-green": _LIME,
    "seat-yellow": _YELLOW,
    "seat-purple": _PINK,
    "seat-grey": _GREY,
}
_LIGHT_16 = {
    **_BANDS_16,
    "quiet": _BLACK,
    "rule": _GREY,
    "mark": _BLUE,
    "warn": _RED,
    "cursor": _AQUA,
    "trough": _GREY,
    "seat-blue": _BLUE,
    "seat-red": _RED,
    "seat-green": _BLACK,
    "seat-yellow": _BLACK,
    "seat-purple": _MAGENTA,
    "seat-grey": _BLACK,
}
_CONTRAST_16 = {
    **_BANDS_16,
    "quiet": _WHITE,
    "rule": _GREY,
    "mark": _AQUA,
    "warn": _YELLOW,
    "cursor": _BLUE,
    "trough": _BLUE,
    "disaster": _WHITE,
    "seat-blue": _AQUA,
    "seat-red": _WHITE,
    "seat-green": _LIME,
    "seat-yellow": _YELLOW,
    "seat-purple": _WHITE,
    "seat-grey": _GREY,
}


def _of_sixteen(name: str, front: str, back: str, variables: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name,
        primary=variables["mark"],
        secondary=variables["quiet"],
        accent=variables["mark"],
        warning=variables["warn"],
        error=variables["seat-red"],
        success=variables["seat-green"],
        foreground=front,
        background=back,
        surface=back,
        panel=back,
        dark=dark,
        variables=_complete(variables),
    )


_SIXTEEN: tuple[Theme, ...] = (
    _of_sixteen("wargame-dark", _WHITE, _BLACK, _DARK_16, dark=True),
    _of_sixteen("wargame-light", _BLACK, _WHITE, _LIGHT_16, dark=False),
    _of_sixteen("wargame-contrast", _WHITE, _BLACK, _CONTRAST_16, dark=True),
)


# The 256 have few dark colours: the nearest to those of the light theme would be faint, or grey.
_LIGHT_256 = {
    "quiet": "#4e4e4e",
    "mark": "#005f87",
    "warn": "#870000",
    "seat-blue": "#005faf",
    "seat-red": "#af0000",
    "seat-green": "#005f00",
    "seat-yellow": "#5f5f00",
    "seat-purple": "#5f00af",
}
_256: tuple[Theme, ...] = tuple(
    theme if theme.dark else replace(theme, variables=_complete({**_LIGHT, **_LIGHT_256})) for theme in THEMES
)


def themes_for(colours: Colours) -> tuple[Theme, ...]:
    """The themes, under the same names, for so many colours."""
    return {"16": _SIXTEEN, "256": _256}.get(colours, THEMES)


#: The colour of each band, by the name of its variable.
BAND_COLORS: Mapping[Band, str] = {
    "triumph": "$triumph",
    "success": "$success-band",
    "partial": "$partial",
    "failure": "$failure",
    "disaster": "$disaster",
}

_SEAT_COLORS = {
    "blue": "$seat-blue",
    "cyan": "$seat-blue",
    "red": "$seat-red",
    "orange": "$seat-red",
    "green": "$seat-green",
    "yellow": "$seat-yellow",
    "purple": "$seat-purple",
    "magenta": "$seat-purple",
    "grey": "$seat-grey",
    "gray": "$seat-grey",
    "white": "$seat-grey",
}


def seat_color(named: str) -> str:
    """The style for a colour that a deck names; what we have no colour for is plain text, never a style of the deck."""
    return _SEAT_COLORS.get(named.strip().lower(), "$foreground")


def variables_for(*, dark: bool) -> dict[str, str]:
    """Our variables' values for a theme that is not ours, dark or light."""
    return dict(_DARK if dark else _LIGHT)
