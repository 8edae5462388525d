"""A game without the names of people: of what they wrote themselves, wherever a known name stands in it.

Names are known from the desk, where a seat's members are typed in, and from who signed a note; a game's own name may be
that of a group. A name that somebody
only wrote into a reason can't be known to be one; who gives a report away reads it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

import attrs
from attrs import evolve

from wargame.rules import Event

_T = TypeVar("_T")

#: What people write: of each body the fields of these names, in whatever value they stand.
_WRITTEN = frozenset(
    {
        *("text", "because", "note", "action", "reason", "headline", "lines", "title", "aim", "effect", "reaction"),
        *("word", "give", "get", "seed", "name", "by", "author", "sentences"),
    }
)
#: What parts the names of a seat's members, as they are typed.
_PARTED = re.compile(r"[,;/\n]|\band\b|&")
_SHORTEST = 2


def known_names(members: Iterable[str], signed: Iterable[str]) -> tuple[str, ...]:
    """The names of people, whole and word by word, the longest first.

    `members` are those of a seat as somebody typed them, `signed` who signed something.

    >>> known_names(["Ada Lovelace, Bo"], ["Cy"])
    ('Ada Lovelace', 'Lovelace', 'Ada', 'Bo', 'Cy')
    """
    whole = [part.strip() for each in members for part in _PARTED.split(each)] + [each.strip() for each in signed]
    words = [word for each in whole for word in each.split()]
    found = dict.fromkeys(part for part in (*whole, *words) if len(part) >= _SHORTEST)
    return tuple(sorted(found, key=lambda name: -len(name)))


def without(text: str, names: Iterable[str]) -> str:
    """The text with `[name]` where one of these names stands as a word of its own, however it is capitalised.

    >>> without("Bo said: robots!", ["Bo"])
    '[name] said: robots!'
    """
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return text


def nameless_value(value: _T, names: Iterable[str]) -> _T:
    """A value with these names taken out of whatever people wrote in it."""
    known = tuple(names)
    return cast(_T, _cleared(value, known)) if known else value


def nameless(events: Iterable[Event], names: Iterable[str]) -> tuple[Event, ...]:
    """The events with these names taken out of whatever people wrote."""
    known = tuple(names)
    return tuple(evolve(each, body=_cleared(each.body, known)) for each in events) if known else tuple(events)


def _cleared(value: Any, names: tuple[str, ...], written: bool = False) -> Any:
    if isinstance(value, str):
        return without(value, names) if written else value
    if isinstance(value, tuple):
        return tuple(_cleared(each, names, written) for each in value)
    if isinstance(value, Mapping):
        return {key: _cleared(each, names, written or key in _WRITTEN) for key, each in value.items()}
    if not attrs.has(type(value)):
        return value
    return evolve(
        value,
        **{
            _init_name(each): _cleared(getattr(value, each.name), names, each.name in _WRITTEN)
            for each in attrs.fields(type(value))
        },
    )


def _init_name(each: Any) -> str:
    name: str = each.alias
    return name
