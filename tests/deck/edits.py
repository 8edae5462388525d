"""Random edits of a shipped deck, as an author's slips would be: `python -m tests.deck.edits --edits 10000`."""

from __future__ import annotations

import argparse
from random import Random

from wargame.deck import Problem, find_deck, read_text
from wargame.deck.reading.fields import Report
from wargame.deck.reading.files import deck_files

_PIECES = [
    "\n",
    "  ",
    ":",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "-",
    "#",
    "&a",
    "*a",
    "!t ",
    "|\n",
    ">",
    "\t",
    "\x00",
    "é",
    "한",
    "\u202e",
]
_PIECES += [
    "9999999999999999999",
    "not",
    "and",
    ">=",
    "= =",
    "(((",
    "))",
    ";",
    "+",
    "turn",
    "goodwill",
    "null",
    "no",
    "1.5",
    ",",
]


def shipped_text() -> str:
    """The files of the shipped deck as one document."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in deck_files(find_deck("first-hour"), Report()))
    head, *cards = text.split("\ncards:\n")
    whole = head + "\ncards:\n" + "\n".join(cards)
    assert read_text(whole).problems == ()
    return whole


def edit(text: str, random: Random) -> str:
    """One to four slips: a span cut, doubled, moved, or something typed where it does not belong."""
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(text))
        end = min(len(text), start + random.choice([1, 1, 2, 5, 20, 200]))
        slip = random.randrange(5)
        if slip == 0:
            text = text[:start] + text[end:]
        elif slip == 1:
            text = text[:end] + text[start:end] + text[end:]
        elif slip == 2:
            other = random.randrange(len(text))
            text = text[:start] + text[other : other + end - start] + text[end:]
        elif slip == 3:
            text = text[:start] + random.choice(_PIECES) + text[start:]
        else:
            text = (
                text[:start] + chr(random.choice([random.randrange(32, 127), random.randrange(0x110000)])) + text[end:]
            )
    return text


def faults(text: str) -> list[Problem]:
    """The problems of an edited deck that say no place which is in the file, or say it badly."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [
        problem
        for problem in read_text(text, "edited.yaml").problems
        if not (
            1 <= problem.at.line <= len(lines)
            and 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1
            and problem.message
            and str(problem).startswith(f"edited.yaml:{problem.at.line}:{problem.at.column}: error: ")
        )
    ]


def main() -> None:
    """Edit so many times and count; the first fault ends it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edits", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    text, refused = shipped_text(), 0
    for number in range(given.edits):
        changed = edit(text, Random(given.seed * 10**9 + number))
        assert not faults(changed), (number, faults(changed))
        refused += bool(read_text(changed).problems)
    print(f"{given.edits} edits: {refused} refused with places, {given.edits - refused} still a deck, 0 tracebacks")


if __name__ == "__main__":
    main()
