"""What is cited, under the documents that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from wargame.table import FactView


@frozen
class Document:
    """A document and what is cited from it. Without a title: what was invented for the game."""

    title: str
    facts: tuple[FactView, ...]


def documents(cited: Iterable[FactView]) -> list[Document]:
    """The documents in the order of their titles, what was invented last, and each one's facts in the order of ids."""
    facts = sorted(cited, key=lambda fact: _natural(fact.id))
    sources = sorted({fact.source for fact in facts}, key=lambda source: (not source, source))
    return [Document(source, tuple(fact for fact in facts if fact.source == source)) for source in sources]


def _natural(name: str) -> list[tuple[int, str]]:
    """`U9` before `U10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name) if part]
