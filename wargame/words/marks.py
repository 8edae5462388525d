"""What the signs of a mark mean: those of chess players, in one plain word each."""

from __future__ import annotations

from typing import Literal, get_args

#: A mark on something that happened.
Sign = Literal["!!", "!", "!?", "?!", "?", "??"]
#: All of them, the best first.
SIGNS: tuple[Sign, ...] = get_args(Sign)

#: What each of them says of what it stands at.
SIGN_WORDS: dict[Sign, str] = {
    "!!": "brilliant",
    "!": "good",
    "!?": "interesting",
    "?!": "doubtful",
    "?": "a mistake",
    "??": "a blunder",
}

#: What stands for a bookmark and for a note, where a mark has its sign.
BOOKMARK_GLYPH, NOTE_GLYPH = "▾", "▪"


def signs_line() -> str:
    """All signs with their words: what is said to somebody who has typed another.

    >>> signs_line()
    '!! brilliant, ! good, !? interesting, ?! doubtful, ? a mistake or ?? a blunder'
    """
    *several, last = (f"{sign} {word}" for sign, word in SIGN_WORDS.items())
    return f"{', '.join(several)} or {last}"


def find_sign(text: str) -> Sign | None:
    """The sign that somebody means, typed as it is or as its word; None where it is neither.

    >>> find_sign("!?"), find_sign("Blunder"), find_sign("a mistake"), find_sign("mistake"), find_sign("nice")
    ('!?', '??', '?', '?', None)
    """
    name = " ".join(text.split()).casefold()
    words = {word.removeprefix("a "): sign for sign, word in SIGN_WORDS.items()}
    return words.get(name.removeprefix("a ")) or next((sign for sign in SIGNS if sign == name), None)
