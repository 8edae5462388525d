"""Who may see a thing: everyone, some seats, or the facilitator alone.

An audience is a short text, so that it can be written on an event and read again by any later program: `all`, seat ids
in the deck's order separated by one blank, or `facilitator` for the facilitator alone, who sees everything.
"""

from __future__ import annotations

from collections.abc import Iterable

ALL = "all"
PUBLIC = "public"
FACILITATOR = "facilitator"
TABLE = "table"
#: Words that no seat may be called.
RESERVED = frozenset({ALL, PUBLIC, FACILITATOR, TABLE, "designer"})


def audience(seats: Iterable[str]) -> str:
    """The audience made of these seats (none: the facilitator alone)."""
    return " ".join(seats) or FACILITATOR


def sees(audience: str, viewer: str) -> bool:
    """Whether `viewer` (a seat id, `public` or `facilitator`) belongs to `audience`.

    >>> sees("all", "public"), sees("moscow", "seoul"), sees("moscow", "facilitator")
    (True, False, True)
    """
    return audience == ALL or viewer == FACILITATOR or viewer in audience.split()


def within(inner: str, outer: str) -> bool:
    """Whether everyone in `inner` is also in `outer`.

    >>> within("moscow", "all"), within("all", "moscow"), within("seoul", "seoul moscow")
    (True, False, True)
    """
    if outer == ALL:
        return True
    return inner != ALL and set(inner.split()) <= {*outer.split(), FACILITATOR}
