"""In which encoding a text was written: said by who knows it, marked in the file, or guessed with care."""

from __future__ import annotations

import codecs

from wargame.cli.loose_csv import Unreadable

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_KOREAN, _WESTERN = "Korean Windows text (cp949)", "Windows text (cp1252)"


def is_encoding(name: str) -> bool:
    """Whether there is an encoding of texts by this name.

    >>> is_encoding("cp949"), is_encoding("UTF-8"), is_encoding("cp9"), is_encoding("rot13")
    (True, True, False, False)
    """
    try:
        "a".encode(name)
    except (LookupError, UnicodeError, ValueError, ImportError, OSError):
        return False
    return True


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text without a mark at its top; and what was guessed, where nobody says it and it is no UTF-8.

    Raises Unreadable.
    """
    if encoding:
        return _said(data, encoding), ""
    named = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), None)
    try:
        return data.decode(named or "utf-8"), ""
    except UnicodeDecodeError as error:
        if named is not None:
            raise Unreadable(f"it begins like {named[:6].upper()} and is not") from error
    if (korean := _korean(data)) is not None:
        return korean, _KOREAN
    try:
        return data.decode("cp1252"), _WESTERN
    except UnicodeDecodeError as error:
        raise Unreadable(
            "this is no text that can be told; `--encoding NAME` says how it is written, or save it as CSV in UTF-8"
        ) from error


def _said(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeError, ValueError) as error:
        raise Unreadable(f"this is no text in {encoding}; `--encoding` names another one") from error


def _korean(data: bytes) -> str | None:
    """The text in the encoding of Korean Windows, where most of it that is not ASCII are usual syllables of Hangul.

    Accents and curly quotes of western texts can make up syllables too, but rare ones, or a few among the rest.
    """
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    signs = [sign for sign in text if not sign.isascii()]
    # Those that were enough before Windows take two bytes there, all others are put together of many.
    usual = sum("가" <= sign <= "힣" and len(sign.encode("euc_kr")) == 2 for sign in signs)
    return text if 2 * usual > len(signs) else None
