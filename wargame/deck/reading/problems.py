"""What is wrong with a deck, said so that its author can mend it: where, what, and what was probably meant."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from wargame.deck.text import clean

Severity = Literal["error", "warning"]

#: Further problems are left for the next check: an author mends from the top.
MOST_PROBLEMS = 200
#: Of a longer line only a part is shown, in characters.
_LONGEST_LINE = 300


@frozen
class Mark:
    """A place in a file: line and column count from 1; `length` is how many characters a caret underlines."""

    file: str
    line: int
    column: int
    length: int = 1
    source: str = field(default="", eq=False, repr=False)


@frozen
class Problem:
    """One thing to mend in a deck."""

    at: Mark
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """`file:line:column: error: message`, the line itself, a caret under the place, and the hint."""
        head = f"{self.at.file}:{self.at.line}:{self.at.column}: {self.severity}: {self.message}"
        lines = [clean(head)]
        if self.at.source:
            shown, column = _shown(self.at)
            gutter = f"{self.at.line:5} | "
            lines.append(gutter + clean(shown))
            length = max(1, min(self.at.length, len(shown) - column + 1))
            lines.append(" " * 5 + " | " + " " * (column - 1) + "^" * length)
        if self.hint:
            lines.append(clean(f"        hint: {self.hint}"))
        return "\n".join(lines)


def _shown(at: Mark) -> tuple[str, int]:
    """The line, or of a very long one what stands around the place; and the column in what is shown."""
    if len(at.source) <= _LONGEST_LINE:
        return at.source, at.column
    start = max(0, at.column - 1 - _LONGEST_LINE // 4)
    cut = at.source[start : start + _LONGEST_LINE]
    before, after = "…" if start else "", "…" if start + _LONGEST_LINE < len(at.source) else ""
    return f"{before}{cut}{after}", at.column - start + len(before)


class DeckError(Exception):
    """A deck that cannot be played; `problems` has everything that was found wrong, in the order of the files."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
