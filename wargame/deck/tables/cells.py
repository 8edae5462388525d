"""A value of a deck as the text of one cell, and back, by the kind of its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from wargame.deck.language.spelling import in_signs, in_words
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.shapes import Kind
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence

#: An effect that does nothing, where silence would mean the common one; and a list of nobody.
NOTHING, NOBODY = "none", "[]"
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
_CONTINUED = "  "

#: What a spreadsheet would run or swallow: a cell that begins, after blanks and apostrophes, with one of these signs.
_RUN = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")


def neutral(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula; `restored` gives the cell again.

    >>> neutral("=1+1"), neutral(" @sum"), neutral("'=1"), neutral("it's")
    ("'=1+1", "' @sum", "''=1", "it's")
    """
    return f"'{cell}" if _RUN.match(cell) else cell


def restored(cell: str) -> str:
    """What `neutral` made safe, as it was.

    >>> restored("'=1+1"), restored("''=1"), restored("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and _RUN.match(cell[1:]) else cell


def _texts_cell(texts: Iterable[str]) -> str:
    """One text a line; the further lines of a text are indented by two blanks."""
    return "\n".join(text.strip().replace("\n", f"\n{_CONTINUED}") for text in texts)


def _texts_of(cell: str) -> list[str]:
    found: list[str] = []
    for line in cell.split("\n"):
        if line.startswith(_CONTINUED) and found:
            found[-1] += f"\n{line[len(_CONTINUED) :]}"
        elif line.strip():
            found.append(line)
    return found


def _scalars(node: Node) -> list[str]:
    if isinstance(node, Sequence):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return [node.text] if isinstance(node, Scalar) else []


def _single_cell(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _effects_cell(node: Node) -> str:
    return in_words(_single_cell(node)) or NOTHING


def _ids_cell(node: Node) -> str:
    return ", ".join(_scalars(node))


def _audience_cell(node: Node) -> str:
    return _ids_cell(node) or NOBODY


def _start_cell(node: Node) -> str:
    if isinstance(node, Mapping):
        return ", ".join(f"{key.text}: {_single_cell(value)}" for key, value in node.entries)
    return _single_cell(node)


#: How the value of each kind becomes a cell.
CELLS: dict[Kind, Callable[[Node], str]] = {
    **dict.fromkeys(
        (
            *("line", "text", "number", "minutes", "flag", "word", "condition", "amount", "cost", "chance"),
            *("likelihood", "one", "uses"),
        ),
        _single_cell,
    ),
    "effects": _effects_cell,
    "texts": lambda node: _texts_cell(_scalars(node)),
    "choices": lambda node: _texts_cell(_scalars(node)),
    "many": _ids_cell,
    "audience": _audience_cell,
    "start": _start_cell,
}


def _text_node(cell: str, at: Mark) -> Node:
    return Scalar(cell, False, at)


def _plain_node(cell: str, at: Mark) -> Node:
    return Scalar(cell.strip(), True, at)


def _word_node(cell: str, at: Mark) -> Node:
    """A word, or the number that it looks like."""
    text = cell.strip()
    return Scalar(text, _NUMBER.fullmatch(text) is not None, at)


def _effects_node(cell: str, at: Mark) -> Node:
    text = cell.strip()
    return Scalar("" if text == NOTHING else in_signs(text), False, at)


def _ids_node(cell: str, at: Mark) -> Node:
    if cell.strip() == NOBODY:
        return Sequence((), at)
    return Sequence(tuple(Scalar(each, False, at) for each in re.split(r"[\s,;]+", cell.strip())), at)


def _audience_node(cell: str, at: Mark) -> Node:
    return Scalar("all", False, at) if cell.strip() == "all" else _ids_node(cell, at)


def _texts_node(cell: str, at: Mark) -> Node:
    return Sequence(tuple(Scalar(each, False, at) for each in _texts_of(cell)), at)


def _choices_node(cell: str, at: Mark) -> Node:
    return _text_node("likelihood", at) if cell.strip() == "likelihood" else _texts_node(cell, at)


def _start_node(cell: str, at: Mark) -> Node:
    if ":" not in cell:
        return _word_node(cell, at)
    pairs = [each.partition(":") for each in cell.split(",") if each.strip()]
    entries = tuple((_word_node(name, at), _plain_node(weight, at)) for name, _, weight in pairs)
    return Mapping(tuple((name, weight) for name, weight in entries if isinstance(name, Scalar)), at)


#: How a cell becomes the value of each kind.
NODES: dict[Kind, Callable[[str, Mark], Node]] = {
    "line": _text_node,
    "text": _text_node,
    "condition": _text_node,
    "cost": _text_node,
    "number": _plain_node,
    "minutes": _plain_node,
    "flag": lambda cell, at: _plain_node(cell.lower(), at),
    "word": _word_node,
    "amount": _word_node,
    "chance": _word_node,
    "likelihood": _word_node,
    "one": _word_node,
    "uses": _word_node,
    "effects": _effects_node,
    "texts": _texts_node,
    "choices": _choices_node,
    "many": _ids_node,
    "audience": _audience_node,
    "start": _start_node,
}
