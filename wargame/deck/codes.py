"""What people write on a slip: the code of a card as they remember it, that they pass, or have a move of their own."""

from __future__ import annotations

#: What a slip says that hands in nothing.
PASS_CODES = frozenset({"pass", "0", "-"})
#: What a slip says whose team has a move of its own, which it tells when the moves lie open.
FREE_CODES = frozenset({"free", "+"})


def code_parts(code: str) -> tuple[str, str]:
    """The letters of a code and the number at its end, without signs, case and leading zeros.

    Two cards of one hand whose codes are the same in this could not be told apart on a slip.

    >>> code_parts("SEO-04"), code_parts(" seo 4")
    (('seo', '4'), ('seo', '4'))
    """
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    letters = plain.rstrip("0123456789")
    return letters, plain[len(letters) :].lstrip("0")
