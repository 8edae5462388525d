"""A deck's tree as YAML that a person likes to read and that reads back as the very same tree.

Blocks in place of brackets, except for what is short enough for one line; quotes only where YAML would read something
else without them; long texts folded after `>` or, with lines of their own, kept after `|`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from wargame.deck.model import Deck
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence
from wargame.deck.writing.deck_tree import deck_tree

#: The longest line that is written where a text can be broken, in characters.
WIDTH = 110
#: The longest mapping or list that stands on the line of its key.
_SHORT = 100
_STEP = "  "

#: A text that needs no quotes: it begins with a letter and holds no sign that means something to YAML.
_BARE = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f:#]|:(?=\S)|(?<=\S)#)*")
#: The same inside brackets, where commas part.
_BARE_INSIDE = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f:#\[\]{},]|(?<=\S)#)*")
#: Words that other programs take for something else than text.
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
#: Those of them that would not be text as keys either.
_VALUES = frozenset({"true", "false", "null"})
_WORD = re.compile(r"[A-Za-z_][\w-]*|[0-9]{1,9}", re.ASCII)
_PARAGRAPH = re.compile(r"[^\s](?:[^\s]| (?=[^\s]))*")
#: Lines that stand after `|`: the first begins with a sign, and none begins with a tab.
_LINES = re.compile(r"\S[^\t\n]*(?:\n(?!\t)[^\n]*)*")


def yaml_text(deck: Mapping | Deck) -> str:
    """The tree, or the deck, as a YAML document.

    Of a tree every value reads back with its kind and its text; of a deck what is read back is equal to it.
    """
    tree = deck if isinstance(deck, Mapping) else deck_tree(deck)
    if not tree.entries:
        return "{}\n"
    lines: list[str] = []
    deep = False
    for key, value in tree.entries:
        block = list(_entry(_key(key.text), value, "", f"{_STEP}"))
        if lines and (deep or len(block) > 1):
            lines.append("")
        deep = len(block) > 1
        lines += block
    return "\n".join(lines) + "\n"


def inline(text: str) -> str:
    """A text as it can stand on one line anywhere in a file: behind a key, in a list, inside brackets."""
    return _inline(text, _BARE_INSIDE)


def _entry(head: str, value: Node, indent: str, below: str) -> Iterator[str]:
    """The lines of `head: value`; what does not fit beside it stands under it, at `below`."""
    if short := _beside(value, len(indent) + len(head) + 2):
        yield f"{indent}{head}: {short}"
        return
    match value:
        case Scalar():
            first, *rest = _block_text(value.text, below)
            yield f"{indent}{head}: {first}"
            yield from rest
        case Sequence(items):
            yield f"{indent}{head}:"
            for item in items:
                yield from _item(item, below)
        case Mapping(entries):
            yield f"{indent}{head}:"
            for key, node in entries:
                yield from _entry(_key(key.text), node, below, below + _STEP)


def _item(value: Node, indent: str) -> Iterator[str]:
    """The lines of an entry of a list."""
    below = indent + _STEP
    if short := _beside(value, len(indent) + 2):
        yield f"{indent}- {short}"
        return
    match value:
        case Scalar():
            first, *rest = _block_text(value.text, below)
            yield f"{indent}- {first}"
            yield from rest
        case Sequence(items):
            lines = [line for item in items for line in _item(item, below)]
            yield f"{indent}- {lines[0].lstrip(' ')}"
            yield from lines[1:]
        case Mapping(entries):
            lines = [line for key, node in entries for line in _entry(_key(key.text), node, below, below + _STEP)]
            yield f"{indent}- {lines[0].lstrip(' ')}"
            yield from lines[1:]


def _beside(value: Node, taken: int) -> str:
    """The value as it stands behind its key, `taken` columns into the line; empty where it wants lines of its own."""
    if isinstance(value, Scalar):
        if not isinstance(value.value, str):
            return value.text or "null"
        text = _inline(value.text, _BARE)
        fits = taken + len(text) <= WIDTH or not _may_be_block(value.text)
        return text if fits and ("\n" not in value.text or not _may_be_block(value.text)) else ""
    if isinstance(value, Sequence | Mapping) and not (value.items if isinstance(value, Sequence) else value.entries):
        return "[]" if isinstance(value, Sequence) else "{}"
    if not _is_flat(value):
        return ""
    text = _flow(value)
    return text if taken + len(text) <= _SHORT else ""


def _is_flat(value: Node) -> bool:
    """Whether a value is one line by nature: a few texts of a line each, or keys with such."""
    match value:
        case Sequence(items):
            return all(isinstance(item, Scalar) and "\n" not in item.text for item in items)
        case Mapping(entries):
            return all(
                "\n" not in node.text if isinstance(node, Scalar) else isinstance(node, Sequence) and _is_flat(node)
                for _, node in entries
            )
    return False


def _flow(value: Node) -> str:
    match value:
        case Sequence(items):
            return f"[{', '.join(_flow(item) for item in items)}]"
        case Mapping(entries):
            inside = ", ".join(f"{_key(key.text)}: {_flow(node)}" for key, node in entries)
            return f"{{{inside}}}"
        case Scalar():
            return _inline(value.text, _BARE_INSIDE) if isinstance(value.value, str) else value.text or "null"


def _key(text: str) -> str:
    word = _WORD.fullmatch(text) and text.casefold() not in _VALUES
    return text if word else _quoted(text)


def _inline(text: str, bare: re.Pattern[str]) -> str:
    """A text on one line, bare where that reads as the same text."""
    plain = bare.fullmatch(text) and text[-1] not in " :" and text.casefold() not in _TAKEN
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _may_be_block(text: str) -> bool:
    """Whether a text can stand after `>` or `|` and be read as what it is."""
    if "\n" not in text:
        return _PARAGRAPH.fullmatch(text) is not None and " " in text
    return not text.endswith("\n\n") and _LINES.fullmatch(text) is not None


def _block_text(text: str, indent: str) -> Iterator[str]:
    """The sign of a block and its lines."""
    if "\n" in text:
        yield "|" if text.endswith("\n") else "|-"
        for line in text.removesuffix("\n").split("\n"):
            yield f"{indent}{line}" if line else ""
        return
    yield ">-"
    yield from _folded(text, indent)


def _folded(text: str, indent: str) -> Iterator[str]:
    """The words of a paragraph, as many on a line as fit."""
    line = ""
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield indent + line
