"""A truth over tracks, as its author wrote it and as it is worked out."""

from __future__ import annotations

from attrs import field, frozen

from wargame.deck.language.expression import Node, names_read


@frozen
class Condition:
    """A truth over tracks, with the text that its author wrote. `reads` are the tracks that it reads."""

    text: str
    node: Node
    reads: frozenset[str] = field(init=False, eq=False, repr=False)

    @reads.default
    def _reads(self) -> frozenset[str]:
        return names_read(self.node) - {"turn"}
