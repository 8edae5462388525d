"""Typed reading of one section of a deck: unknown keys, missing keys and wrong kinds become problems, never exceptions.

After a problem a stand-in is returned, so that reading goes on and all problems come at once; a deck is handed out
only when there was none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from attrs import define, field

from wargame.deck.language.expression import ExpressionError
from wargame.deck.reading.problems import MOST_PROBLEMS, Mark, Problem
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence
from wargame.deck.text import nearest

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")

#: A session is no longer than a day.
MOST_MINUTES = 24 * 60

#: Among more names than these no nearest one is sought: it would take longer than the reading.
_MOST_GUESSED = 500


@define
class Report:
    """The problems found so far."""

    problems: list[Problem] = field(factory=list)

    def error(self, at: Mark, message: str, hint: str = "") -> None:
        """Note one error; beyond `MOST_PROBLEMS` the rest is left for the next check."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(at, message, hint))

    def at(self, scalar: Scalar) -> Callable[[ExpressionError], None]:
        """A listener that notes what is wrong inside the text of `scalar`."""

        def complain(error: ExpressionError) -> None:
            self.error(scalar.mark(error.offset, error.length), error.message, error.hint)

        return complain

    def known(self, word: str, at: Mark | Node, names: Iterable[str], what: str) -> bool:
        """Whether `word` is one of `names`; if not, an error with the nearest at a place, or at that of a node."""
        if not isinstance(names, Collection):
            names = list(names)
        if word in names:
            return True
        names = list(names)
        at = at if isinstance(at, Mark) else at.at
        searched = len(names) <= _MOST_GUESSED and len(self.problems) < MOST_PROBLEMS
        guess = nearest(word, names) if searched else None
        hint = f"did you mean `{guess}`?" if guess else f"there is: {', '.join(names[:12])}" if names else ""
        self.error(at, f"no {what} is called `{word[:80]}`", hint)
        return False


class Fields:
    """The keys of one mapping. `what` names it in problems ("card SEO-04")."""

    def __init__(self, report: Report, node: Node, what: str, keys: Iterable[str]) -> None:
        self.report = report
        self.what = what
        self._node = node
        self._values: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            report.error(node.at, f"{what} must be a list of `key: value` lines")
            return
        self._values = {key.text: value for key, value in node.entries}
        allowed = keys if isinstance(keys, dict) else dict.fromkeys(keys)
        if not self._values.keys() <= allowed.keys():
            self._refuse_others(node, allowed)

    def _refuse_others(self, node: Mapping, allowed: Iterable[str]) -> None:
        known = list(allowed)
        for key, _ in node.entries:
            if key.text not in known:
                guess = nearest(key.text, known) if len(self.report.problems) < MOST_PROBLEMS else None
                hint = f"did you mean `{guess}`?" if guess else f"it may have: {', '.join(known)}"
                self.report.error(key.at, f"{self.what} has no `{key.text[:80]}`", hint)
                self._values.pop(key.text, None)

    @property
    def at(self) -> Mark:
        """Where the mapping stands."""
        return self._node.at

    def node(self, key: str) -> Node | None:
        """The value of `key` where it is given."""
        value = self._values.get(key)
        return None if value is None or (isinstance(value, Scalar) and value.empty) else value

    def key_at(self, key: str) -> Mark:
        """Where `key` stands, or the mapping itself."""
        if key in self._values and isinstance(self._node, Mapping):
            return next(name.at for name, _ in self._node.entries if name.text == key)
        return self.at

    def missing(self, key: str) -> None:
        """Note that `key` is wanted."""
        if key in self._values:
            self.report.error(self.key_at(key), f"`{key}` of {self.what} is empty")
        else:
            self.report.error(self.at, f"{self.what} has no `{key}`", f"add a line `{key}: …`")

    def not_left_empty(self, key: str) -> None:
        """Note a key that is there without a value, where that would mean something else than its author thinks."""
        if key in self._values and self.node(key) is None:
            self.missing(key)

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """The single value of `key`."""
        node = self._values.get(key)
        if isinstance(node, Scalar) and not node.empty:
            return node
        if node is None or isinstance(node, Scalar):
            if required:
                self.missing(key)
            return None
        self.report.error(node.at, f"`{key}` of {self.what} must be a single value, not a list")
        return None

    def text(self, key: str, *, required: bool = False, most: int = 4000, default: str = "") -> str:
        """The text of `key`; surrounding blanks are dropped."""
        scalar = self.scalar(key, required=required)
        return default if scalar is None else self.text_of(scalar, f"`{key}` of {self.what}", most)

    def line(self, key: str, *, required: bool = False, most: int = 200, default: str = "") -> str:
        """The text of `key`, which must be one line."""
        text = self.text(key, required=required, most=most, default=default)
        if "\n" in text:
            self.report.error(self.value_at(key), f"`{key}` of {self.what} must be one line")
        return text.replace("\n", " ")

    def value_at(self, key: str) -> Mark:
        """Where the value of `key` stands, or the mapping itself."""
        return self._values[key].at if key in self._values else self.at

    def text_of(self, scalar: Scalar, what: str, most: int) -> str:
        """The text that `scalar` is, which problems call `what`."""
        if not isinstance(scalar.value, str):
            self.report.error(scalar.at, f"{what} must be text", f'put it in quotes: "{scalar.text}"')
            return ""
        text = scalar.text.strip()
        if not text:
            self.report.error(scalar.at, f"{what} is empty")
        if len(text) > most:
            self.report.error(scalar.at, f"{what} has {len(text)} characters; at most {most} fit")
        return text

    def texts(self, key: str, *, most: int = 400) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(self.text_of(scalar, f"an entry of `{key}`", most) for scalar in self.scalars(key))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The single values of a list; one value alone counts as a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Mapping):
            self.report.error(node.at, f"`{key}` of {self.what} must be a list", f"`{key}: [a, b]`")
            return ()
        found = []
        for item in node.items:
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.report.error(item.at, f"an entry of `{key}` must be a single value")
        return tuple(found)

    def entries(self, key: str) -> tuple[Node, ...]:
        """The nodes of a list; one value alone counts as a list of one."""
        node = self.node(key)
        return (node,) if isinstance(node, Scalar) else self.items(key)

    def seconds(self, key: str, default: int) -> int:
        """The minutes of `key`, decimals allowed, in whole seconds."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        value = scalar.value
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MOST_MINUTES:
            what = f"`{key}` of {self.what} must be minutes, such as 6 or 1.5"
            self.report.error(scalar.at, f"{what}, not `{scalar.text[:40]}`")
            return default
        return round(value * 60)

    def integer(self, key: str, lowest: int, highest: int, default: int | None = None) -> int:
        """The whole number of `key`, between two bounds; wanted when there is no default."""
        scalar = self.scalar(key, required=default is None)
        if scalar is None:
            return lowest if default is None else default
        return self.number(scalar, f"`{key}` of {self.what}", lowest, highest)

    def number(self, scalar: Scalar, what: str, lowest: int, highest: int) -> int:
        """The whole number that `scalar` is."""
        value = scalar.value
        if not isinstance(value, int) or isinstance(value, bool):
            self.report.error(scalar.at, f"{what} must be a whole number, not `{scalar.text[:40]}`")
            return lowest
        if not lowest <= value <= highest:
            self.report.error(scalar.at, f"{what} must lie between {lowest} and {highest}, and is {value}")
            return lowest
        return value

    def flag(self, key: str) -> bool:
        """`true` or `false`; false when it is not given."""
        scalar = self.scalar(key)
        if scalar is None:
            self.not_left_empty(key)
            return False
        if not isinstance(scalar.value, bool):
            self.report.error(scalar.at, f"`{key}` of {self.what} must be `true` or `false`, not `{scalar.text[:40]}`")
            return False
        return scalar.value

    def section(self, key: str, *, required: bool = False) -> Iterator[tuple[Scalar, Node]]:
        """The entries of a mapping from ids to values; ids that can't be ids are reported and passed over."""
        node = self.node(key)
        if node is None:
            if required:
                self.missing(key)
            return
        if not isinstance(node, Mapping):
            self.report.error(node.at, f"`{key}` must be a list of `id: value` lines")
            return
        for name, value in node.entries:
            if IDENTIFIER.fullmatch(name.text):
                yield name, value
            else:
                hint = "letters, digits, - and _, beginning with a letter, at most 40"
                self.report.error(name.at, f"`{name.text[:60]}` can't be an id", hint)

    def items(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The nodes of a list."""
        node = self.node(key)
        if node is None:
            if required:
                self.missing(key)
            return ()
        if not isinstance(node, Sequence):
            self.report.error(node.at, f"`{key}` of {self.what} must be a list", "begin each entry with `- `")
            return ()
        return node.items
