"""A tree as plain values: mappings, lists, texts, numbers, truths."""

from __future__ import annotations

from typing import Any

from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence


def plain(node: Node) -> Any:
    """What the tree says in the meaning of YAML 1.2, its keys as text."""
    match node:
        case Scalar():
            return node.value
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
