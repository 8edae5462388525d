"""What was probably meant where a file is no YAML: the slips of the hand that a parser tells in words of its own.

A parser stumbles behind the slip, sometimes many lines behind it. So the lines are looked at as a person would, and
where nothing is found the parser's own words are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

#: A key and what stands behind it; or an item of a list.
_VALUE = re.compile(r"^\s*(?:- +)?(?:[^\s\"'#:][^\"'#:]*:\s+|-\s+)?(?P<value>[\"'].*)$")
_COLON_IN_TEXT = re.compile(r"^\s*(?:- +)?[^\s\"'#:][^\"'#:]*:\s+(?P<text>[^\s\"'\[{|>&*!%@`#].*?:(?:\s|$))")
_NO_BLANK = re.compile(r"^\s*(?:- +)?(?P<key>[\w-]+):(?P<value>\S.*)$")
_KEY = re.compile(r"^\s*[\w-]+:(?:\s|$)")
_TYPOGRAPHIC = re.compile("[“”„‘’]")


@frozen
class Slip:
    """What is wrong in a line, counted from 0, and how to mend it."""

    line: int
    column: int
    message: str
    hint: str


def find_slip(lines: Sequence[str], line: int, problem: str) -> Slip | None:
    """The slip over which a parser stumbled in this line with these words; None where nothing is plain to see."""
    near = min(line, len(lines) - 1)
    for look in (_tab, _open_quote, _BY_PROBLEM.get(problem, _nothing)):
        found = next(look(lines, near), None)
        if found is not None:
            return found
    return None


def _nothing(lines: Sequence[str], line: int) -> Iterator[Slip]:
    yield from ()


def _tab(lines: Sequence[str], line: int) -> Iterator[Slip]:
    """A tab before the first word of this line or of the one above."""
    for number in (line, line - 1):
        if number >= 0:
            begin = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
            if "\t" in begin:
                yield Slip(
                    number, begin.index("\t"), "the line begins with a tab", "indent with blanks, two for each step"
                )


def _open_quote(lines: Sequence[str], line: int) -> Iterator[Slip]:
    """A text in quotes, in this line or above, that does not end where its line does, or goes on behind its end."""
    for number in range(line + 1):
        found = _VALUE.match(lines[number])
        if not found:
            continue
        value, at = found["value"], found.start("value")
        end = _end_of_quote(value)
        if end is None and not _goes_on(value[0], lines, number + 1):
            yield Slip(number, at, "the text that begins here has no closing quote", f"end it with {value[0]}")
        elif end is not None and value[0] == "'" and value[end + 1 : end + 2].isalpha():
            hint = "write the text between double quotes, or the apostrophe twice"
            yield Slip(number, at + end, "the text ends at this apostrophe", hint)


def _goes_on(quote: str, lines: Sequence[str], first: int) -> bool:
    """Whether a text in quotes ends in one of the next lines, before one that is a key of its own."""
    for line in lines[first:]:
        if _end_of_quote(quote + line) is not None:
            return True
        if _KEY.match(line):
            return False
    return False


def _end_of_quote(value: str) -> int | None:
    """Where a text that begins with a quote ends; None where it does not."""
    place = 1
    while place < len(value):
        if value[place] == value[0]:
            if value[0] == "'" and value[place + 1 : place + 2] == "'":
                place += 1
            else:
                return place
        elif value[place] == "\\" and value[0] == '"':
            place += 1
        place += 1
    return None


def _no_colon(lines: Sequence[str], line: int) -> Iterator[Slip]:
    """A line above, or this one, that is no key with a value."""
    for number in (line - 1, line):
        if number < 0:
            continue
        text = lines[number].strip()
        missing = _NO_BLANK.match(lines[number])
        if missing:
            key, value = missing["key"][:40], missing["value"][:40]
            at = missing.start("value")
            yield Slip(number, at, f"a blank is missing after the colon of `{key}`", f"`{key}: {value}`")
        elif text and ":" not in text and not text.startswith(("#", "- ")):
            begin = len(lines[number]) - len(lines[number].lstrip())
            key, _, value = text.partition(" ")
            hint = f"`{key[:40]}: {value[:40]}`" if value else f"`{key[:40]}:`"
            yield Slip(number, begin, f"`{key[:40]}` wants a colon behind it", hint)


def _colon(lines: Sequence[str], line: int) -> Iterator[Slip]:
    """A colon too many in a text, a key above without one, or a line that is set in by mistake."""
    found = _COLON_IN_TEXT.match(lines[line])
    if found:
        typographic = " Typographic quotes are none." if _TYPOGRAPHIC.search(lines[line]) else ""
        message = "a colon and a blank stand in this text"
        yield Slip(line, found.end("text") - 2, message, f'put the text between double quotes, `"…"`.{typographic}')
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    if above is not None and ":" not in lines[above]:
        yield from _no_colon(lines, above)
    yield from _depth(lines, line)


def _bracket(lines: Sequence[str], line: int) -> Iterator[Slip]:
    """A bracket in this line or above that is not closed in its own line."""
    for number in range(line, -1, -1):
        for opening, closing in ("[]", "{}"):
            if lines[number].count(opening) > lines[number].count(closing):
                message = f"the list that begins here with `{opening}` is not closed"
                yield Slip(
                    number, lines[number].rindex(opening), message, f"end it with `{closing}`; its parts want commas"
                )


def _depth(lines: Sequence[str], line: int) -> Iterator[Slip]:
    begin = len(lines[line]) - len(lines[line].lstrip())
    hint = "keys that belong together begin in the same column; look at the lines above"
    yield Slip(line, begin, "this line begins at another depth than those that it belongs to", hint)


#: Where to look, by what the parser says.
_BY_PROBLEM: dict[str, Callable[[Sequence[str], int], Iterator[Slip]]] = {
    "could not find expected ':'": _no_colon,
    "mapping values are not allowed in this context": _colon,
    "did not find expected key": _depth,
    "did not find expected ',' or ']'": _bracket,
    "did not find expected ',' or '}'": _bracket,
}
