"""Where in a deck's files something stands, asked for by section, id and keys."""

from __future__ import annotations

from attrs import frozen

from wargame.deck.reading.problems import Mark
from wargame.deck.reading.tree import Mapping, Node, Sequence


@frozen
class Place:
    """The tree of a deck, asked for where something stands: section, id and keys, as far as they are found."""

    root: Mapping

    def mark(self, *path: str | int) -> Mark:
        """The place of the value that a path leads to, or of the last part of it that there is."""
        node: Node = self.root
        at = self.root.at
        for part in path:
            below = _below(node, part)
            if below is None:
                break
            at, node = below
        return at


def _below(node: Node, part: str | int) -> tuple[Mark, Node] | None:
    if isinstance(node, Mapping):
        return next(((key.at, value) for key, value in node.entries if key.text == part), None)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part].at, node.items[part]
    return None
