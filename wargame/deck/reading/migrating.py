"""Decks of an older format are read as the present one: one step from each version to the next.

A step works on the tree before anything is read of it, so that places in the file stay what they are. The files
themselves are never rewritten, and neither is the text that a save keeps.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from wargame.deck.model import FORMAT
from wargame.deck.reading.tree import Mapping, Node, Scalar


def migrated(root: Mapping) -> Mapping:
    """The tree in the present format; as it is, where its format is not an older one that is known."""
    written = root.get("format")
    version = written.value if isinstance(written, Scalar) else None
    if not isinstance(version, int) or isinstance(version, bool) or version not in STEPS:
        return root
    for step in range(version, FORMAT):
        root = STEPS[step](root)
    return _with(root, "format", lambda node: evolve(node, text=str(FORMAT)) if isinstance(node, Scalar) else node)


def _tokens(root: Mapping) -> Mapping:
    """Format 1 called two things `floors`: how often a seat may take the floor is `tokens` from format 2 on."""
    return _with(root, "arguments", lambda node: _renamed(node, "floors", "tokens"))


def _with(root: Mapping, key: str, change: Callable[[Node], Node]) -> Mapping:
    """The mapping with one of its values changed, where it has it."""
    entries = ((name, change(value) if name.text == key else value) for name, value in root.entries)
    return evolve(root, entries=tuple(entries))


def _renamed(node: Node, old: str, new: str) -> Node:
    """With a key called otherwise; as it is where both are there, so that the old one is refused at its place."""
    if not isinstance(node, Mapping) or node.get(new) is not None:
        return node
    entries = ((evolve(name, text=new) if name.text == old else name, value) for name, value in node.entries)
    return evolve(node, entries=tuple(entries))


#: From each older format the step to the next one.
STEPS: dict[int, Callable[[Mapping], Mapping]] = {1: _tokens}
