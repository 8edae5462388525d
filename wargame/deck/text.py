"""Hostile text is normal text: what characters a deck, a player or a terminal may be handed.

Text is checked once on the way in (`find_blemish`) and filtered once more where a line is rendered (`clean`), so that a
card can neither move the cursor, nor retitle the window, nor turn the reading direction of the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from attrs import frozen

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u200b\u200e\u200f\u061c\ufeff"  # zero-width space, direction marks, byte-order mark
    "\u2028-\u202e\u2066-\u2069"  # separators, embeddings, overrides, isolates
    "\ud800-\udfff\ufffe\uffff"  # surrogates and what is no character
    "]"
)


@frozen
class Blemish:
    """A character that no text may hold: where it stands (offset in characters) and what it is called."""

    offset: int
    name: str


def find_blemish(text: str) -> Blemish | None:
    """The first character of `text` that no text may hold, or None."""
    match = None if text.isascii() and text.isprintable() else _FORBIDDEN.search(text)
    if match is None:
        return None
    code = ord(match[0])
    kind = "control character" if code < 0xA0 else "invisible character"
    return Blemish(match.start(), f"{kind} U+{code:04X}")


def listed(names: Iterable[str], word: str = "and") -> str:
    """Several names in a sentence.

    >>> listed(["Seoul"]), listed(["Seoul", "Kyiv"]), listed(["Seoul", "Kyiv", "Allies"], "or")
    ('Seoul', 'Seoul and Kyiv', 'Seoul, Kyiv or Allies')
    """
    *others, last = [*names] or [""]
    return f"{', '.join(others)} {word} {last}" if others else last


def clean(text: str) -> str:
    """`text` fit for a terminal: normalised (NFC), forbidden characters replaced by U+FFFD, tabs by blanks.

    >>> clean("a\\x1b[31mb\\tc")
    'a\ufffd[31mb c'
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", text).replace("\t", " "))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None when nothing is near.

    >>> nearest("goodwil", ["tension", "goodwill"])
    'goodwill'
    """
    folded = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
