"""YAML text becomes a tree of nodes, each with its place in the file.

Built over libyaml's event stream, never over its composer: depth, size and the number of nodes are bounded while the
events arrive, so that a hostile file is refused before it costs anything. Anchors, aliases, tags and keys given twice
are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from wargame.deck.reading.problems import MOST_PROBLEMS, Mark, Problem
from wargame.deck.reading.slips import find_slip
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence
from wargame.deck.text import find_blemish

MOST_BYTES = 2_000_000
MOST_NODES = 50_000
MOST_DEPTH = 32
MOST_SCALAR = 20_000

_ScalarEvent, _MappingStartEvent, _MappingEndEvent = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStartEvent, _SequenceEndEvent = yaml.SequenceStartEvent, yaml.SequenceEndEvent

#: What anchors, tags and escapes begin with.
_SUSPECT = "&!\\"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, file: str) -> tuple[Mapping | None, list[Problem]]:
    """The tree of a deck file and everything that is wrong with its form.

    The tree is None when the text cannot be read as one mapping; `file` is the name that problems carry.
    """
    text = text.replace("\r\n", "\n")
    builder = _Builder(file, text)
    if refusal := builder.unfit(text):
        return None, [refusal]
    loader = _LOADER(text)
    try:
        root = builder.build(loader.get_event)
    except _TooMuch as much:
        return None, [*builder.problems, much.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, builder.syntax_problem(error)]
    except (yaml.YAMLError, ValueError) as error:
        what = str(error).partition("\n")[0]
        return None, [*builder.problems, Problem(builder.mark(0, 0), f"this is not YAML: {what}")]
    finally:
        loader.dispose()
    if root is None:
        return None, builder.problems or [Problem(builder.mark(0, 0), "the file is empty")]
    if not isinstance(root, Mapping):
        problem = Problem(root.at, "a deck is a list of `key: value` lines, and this is not")
        return None, [*builder.problems, problem]
    return root, builder.problems


class _TooMuch(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Turns events into nodes; knows the file's lines and collects what is wrong."""

    def __init__(self, file: str, text: str) -> None:
        lines = text.split("\n")
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self._origin = (lines, file)
        # Anchors, tags and escapes have signs of their own; a file without these signs has none of them.
        self._suspect = any(sign in text for sign in _SUSPECT)

    def mark(self, line: int, column: int, length: int = 1) -> Mark:
        """A mark from libyaml's numbers, which count from 0; held inside the file."""
        line = max(0, min(line, len(self.lines) - 1))
        source = self.lines[line]
        column = max(0, min(column, len(source)))
        return Mark(self.file, line + 1, column + 1, max(1, length), source)

    def _place(self, event: yaml.Event, length: int = 1) -> Mark:
        begin = event.start_mark
        return self.mark(0, 0) if begin is None else self.mark(begin.line, begin.column, length)

    def unfit(self, text: str) -> Problem | None:
        """Why this text is not even looked at: its size, or a character that no text may hold."""
        if 4 * len(text) > MOST_BYTES and len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            return Problem(
                self.mark(0, 0),
                f"the file is larger than {MOST_BYTES // 1_000_000} MB",
                "a deck is text; keep pictures and tables elsewhere, or split the deck into a folder of files",
            )
        if blemish := find_blemish(text):
            before = text[: blemish.offset]
            line = before.count("\n")
            at = self.mark(line, blemish.offset - (before.rfind("\n") + 1))
            return Problem(at, f"{blemish.name} may not stand in a deck", "delete it; retype the word around it")
        return None

    def syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        """The slip that was probably made, at its own place; else what libyaml stumbled over, in one line."""
        place = error.problem_mark or error.context_mark
        slip = find_slip(self.lines, place.line, error.problem or "") if place else None
        if slip is not None:
            return Problem(self.mark(slip.line, slip.column), slip.message, slip.hint)
        at = self.mark(place.line, place.column) if place else self.mark(0, 0)
        what = " ".join(part for part in (error.problem, error.context) if part)
        hint = "look at the line above too: a missing quote or colon, or a tab or blank too many at its start"
        return Problem(at, f"the file is not well-formed here: {what}", hint)

    def build(self, next_event: Callable[[], Any]) -> Node | None:
        """The first document's node. One stack, no recursion: depth is bounded by a number, not by luck.

        A large deck spends much of its time here, most of it on values: they come first, and whatever a value must not
        be is looked for only where the file has the signs for it.
        """
        root: Node | None = None
        documents = nodes = 0
        stack: list[tuple[list[Node], Any]] = []
        children: list[Node] | None = None
        origin, suspect, longest = self._origin, self._suspect, MOST_SCALAR
        while (event := next_event()) is not None:
            kind = type(event)
            node: Node
            if kind is _ScalarEvent:
                text = event.value
                node = Scalar(text, not event.style, event, origin)
                if suspect or len(text) > longest:
                    self._look_at(node, event)
            elif kind is _MappingStartEvent or kind is _SequenceStartEvent:
                self._plainness(event)
                if len(stack) >= MOST_DEPTH:
                    raise _TooMuch(Problem(self._place(event), f"lists are nested more than {MOST_DEPTH} deep"))
                children = []
                stack.append((children, event))
                continue
            elif kind is _MappingEndEvent:
                node = self._mapping(*stack.pop())
                children = stack[-1][0] if stack else None
            elif kind is _SequenceEndEvent:
                within, start = stack.pop()
                node = Sequence(tuple(within), start, origin)
                children = stack[-1][0] if stack else None
            elif kind is yaml.AliasEvent:
                node = Scalar("", True, self._refuse(event, f"alias `*{event.anchor[:40]}`"))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    at_mark = self._place(event, 3)
                    raise _TooMuch(Problem(at_mark, "a deck file is one document", "remove the line `---`"))
                continue
            else:
                continue
            nodes += 1
            if nodes > MOST_NODES:
                raise _TooMuch(Problem(node.at, f"the file has more than {MOST_NODES} values"))
            if children is None:
                root = node
            else:
                children.append(node)
        return root

    def _look_at(self, node: Scalar, event: Any) -> None:
        """Note what a value must not be; where it is that, it is cut or emptied."""
        self._plainness(event)
        if len(node.text) > MOST_SCALAR:
            self._complain(node.at, f"this text is longer than {MOST_SCALAR} characters")
            node.text = node.text[:MOST_SCALAR]
        # The file as a whole was looked at before; only an escape can bring in what was not there.
        if event.style == '"' and (blemish := find_blemish(node.text)):
            self._complain(node.at, f"{blemish.name} may not stand in a deck", "remove the escape")
            node.text = ""

    def _mapping(self, children: list[Node], start: Any) -> Mapping:
        keys, values = children[::2], children[1::2]
        texts = [key.text for key in keys if type(key) is Scalar]
        if len(set(texts)) == len(keys):
            return Mapping(tuple(zip(keys, values, strict=True)), start, self._origin)  # type: ignore[arg-type]
        entries: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        for key, value in zip(keys, values, strict=True):
            if type(key) is not Scalar:
                self._complain(key.at, "a key must be a word, not a list")
            elif key.text in first:
                line = first[key.text].at.line
                message = f"`{key.text[:60]}` is given twice; the first is in line {line}"
                self._complain(key.at, message, "keep one of them")
            else:
                first[key.text] = key
                entries.append((key, value))
        return Mapping(tuple(entries), start, self._origin)

    def _plainness(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"anchor `&{event.anchor[:40]}`")
        if event.tag is not None and event.tag != "!":
            self._refuse(event, f"tag `{event.tag[:40]}`")

    def _refuse(self, event: yaml.NodeEvent, what: str) -> Mark:
        at = self._place(event)
        self._complain(at, f"a deck has no {what}", "write the value out; quote it if it is text")
        return at

    def _complain(self, at: Mark, message: str, hint: str = "") -> None:
        """Note a problem; of very many the first are enough."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(at, message, hint))
