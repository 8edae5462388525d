"""Plain values as a tree, without places: what is None or empty is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from wargame.deck.language.condition import Condition
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.tree import Mapping as Tree
from wargame.deck.reading.tree import Node, Scalar, Sequence

NOWHERE = Mark("", 1, 1)


def as_tree(plain: Mapping[str, Any]) -> Tree:
    """Plain values as a tree; what is None or empty is left out, but for an explicit empty text (`Explicit`)."""
    tree = _node(plain)
    return tree if isinstance(tree, Tree) else Tree((), NOWHERE)


@frozen
class Explicit:
    """A text that stands there even where it is empty: an effect that is none, in place of the common one."""

    text: str


@frozen
class Nobody:
    """An audience of no seat."""


@frozen
class Kept:
    """A value that is a node already."""

    node: Node


def scalar(text: str, *, plain: bool = False) -> Scalar:
    """A single value that stands in no file."""
    return Scalar(text, plain, NOWHERE)


def _node(value: Any) -> Node | None:
    return _NODES[type(value)](value)


def _mapping(value: Mapping[Any, Any]) -> Node | None:
    entries = tuple(
        (scalar(str(key), plain=isinstance(key, int)), node)
        for key, each in value.items()
        if (node := _node(each)) is not None
    )
    return Tree(entries, NOWHERE) if entries else None


def _sequence(value: Iterable[Any]) -> Node | None:
    items = tuple(node for each in value if (node := _node(each)) is not None)
    return Sequence(items, NOWHERE) if items else None


#: How each kind of plain value becomes a node.
_NODES: dict[type, Callable[[Any], Node | None]] = {
    type(None): lambda _: None,
    bool: lambda value: scalar(str(value).lower(), plain=True),
    int: lambda value: scalar(str(value), plain=True),
    float: lambda value: scalar(f"{value:.4f}".rstrip("0").rstrip("."), plain=True),
    str: lambda value: scalar(value) if value else None,
    Explicit: lambda value: scalar(value.text),
    Kept: lambda value: value.node,
    Nobody: lambda _: Sequence((), NOWHERE),
    Condition: lambda value: scalar(value.text),
    dict: _mapping,
    list: _sequence,
    tuple: _sequence,
}
