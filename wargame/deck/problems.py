"""What is wrong with a deck, said so that its author can mend it: where, what, and what was probably meant."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from wargame.deck.text import clean

Severity = Literal["error", "warning"]

#: Further problems are left for the next check: an author mends from the top.
MOST_PROBLEMS = 200


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
            gutter = f"{self.at.line:5} | "
            lines.append(gutter + clean(self.at.source))
            length = max(1, min(self.at.length, len(self.at.source) - self.at.column + 1))
            lines.append(" " * 5 + " | " + " " * (self.at.column - 1) + "^" * length)
        if self.hint:
            lines.append(clean(f"        hint: {self.hint}"))
        return "\n".join(lines)


class DeckError(Exception):
    """A deck that cannot be played; `problems` has everything that was found wrong, in the order of the files."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
