"""Numbers as people say them: changes, chances, bands."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.deck import BANDS, Band, Deck, shown
from wargame.rules import Change, Odds, Weighed

#: What each band is called on a screen.
BAND_TITLES: dict[Band, str] = {
    "triumph": "Triumph",
    "success": "Success",
    "partial": "Partial success",
    "failure": "Failure",
    "disaster": "Disaster",
}

#: A glyph for each band, so that colour never stands alone.
BAND_GLYPHS: dict[Band, str] = {"triumph": "▲", "success": "●", "partial": "◐", "failure": "○", "disaster": "▼"}

#: Where each word of likelihood begins, in per cent (Intelligence Community Directive 203).
_LIKELIHOOD = (
    (95, "almost certain"),
    (80, "very likely"),
    (55, "likely"),
    (45, "roughly even"),
    (20, "unlikely"),
    (5, "very unlikely"),
    (0, "almost no chance"),
)


def change(deck: Deck, each: Change) -> str:
    """`Seoul's ladder: Non-lethal → Dual use`; numbers also say by how much."""
    track = deck.tracks[each.track]
    if track.steps:
        return f"{track.title}: {shown(track, each.before)} → {shown(track, each.after)}"
    return f"{track.title}: {each.before} → {each.after} ({signed(each.after - each.before)})"


def changes(deck: Deck, several: Iterable[Change]) -> str:
    """Several changes in one line; nothing at all is said too."""
    return "; ".join(change(deck, each) for each in several) or "nothing on the board moves"


def signed(number: int) -> str:
    """`+2`, `−1`, `0`.

    >>> signed(2), signed(-1), signed(0)
    ('+2', '−1', '0')
    """
    return f"{number:+d}".replace("-", "−") if number else "0"


def likelihood(chance: int) -> str:
    """The word of the likelihood scale that `chance`, in per cent, lies in.

    >>> likelihood(68), likelihood(50), likelihood(3)
    ('likely', 'roughly even', 'almost no chance')
    """
    return next(word for lowest, word in _LIKELIHOOD if chance >= lowest)


def weighed(modifier: Weighed) -> str:
    """One modifier with its reason; one that does not apply says so."""
    text = f"{signed(modifier.points)} {modifier.because}"
    return text if modifier.applied else f"({text}: not so now)"


def odds(several: Odds) -> str:
    """`78 % (likely): base 68, +10 allies share the bill`; only the modifiers that apply."""
    parts = [f"base {several.base}", *(weighed(each) for each in several.modifiers if each.applied)]
    text = f"{several.chance} % ({likelihood(several.chance)}): {', '.join(parts)}"
    return text if several.complete else f"{text}; not all factors are known"


def band_range(bands: dict[Band, int] | None, band: Band) -> str:
    """The rolls that give `band`: `13–42`, or `none`."""
    top = 0
    for each in BANDS:
        width = (bands or {}).get(each, 0)
        if each == band:
            return f"{top + 1}–{top + width}" if width > 1 else str(top + 1) if width else "none"
        top += width
    return "none"
