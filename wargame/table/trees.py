"""Games and their branches as a tree: each branch stands under the game that it parts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from wargame.table.lobby import GameSummary

#: What stands before a branch, and under it before its own lines: where others follow it, and where it is the last.
_FORK, _LAST = ("├ ", "│ "), ("└ ", "  ")


@frozen
class Leaf:
    """A game where it stands in the tree.

    `head` is drawn before its first line and `tail` before every other one; both are empty for a game that stands
    alone. `above` is what runs down to it through an empty line, and `under` whether the game that it parts from
    stands over it.
    """

    game: GameSummary
    head: str = ""
    tail: str = ""
    above: str = ""
    under: bool = False


def tree(games: Iterable[GameSummary]) -> tuple[Leaf, ...]:
    """The games with their branches under them, each in the order in which they come here.

    A branch whose first game is not among them stands alone.
    """
    known = tuple(games)
    ids = {game.id for game in known}
    children: dict[str, list[GameSummary]] = {}
    for game in known:
        if game.parent in ids:
            children.setdefault(game.parent, []).append(game)
    roots = [game for game in known if game.parent not in ids]
    return tuple(leaf for root in roots for leaf in _grown(Leaf(root), children))


def parted_text(game: GameSummary, *, under: bool) -> str:
    """Where a branch parts, and from what unless that stands over it: `from turn 2`, `a branch of X, from turn 2`.

    Nothing for a game that is no branch.
    """
    if not game.parent:
        return ""
    where = f"from turn {game.parted}" if game.parted else "from the practice turn"
    return where if under else f"a branch of {game.parent_name}, {where}"


def _grown(leaf: Leaf, children: Mapping[str, Sequence[GameSummary]]) -> Iterator[Leaf]:
    yield leaf
    own = children.get(leaf.game.id, ())
    for place, child in enumerate(own):
        head, tail = _LAST if place == len(own) - 1 else _FORK
        grown = Leaf(child, f"{leaf.tail}{head}", f"{leaf.tail}{tail}", f"{leaf.tail}│", under=True)
        yield from _grown(grown, children)
