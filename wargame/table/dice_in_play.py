"""Which secrets of dice must not be told yet: a branch has that of the game it parts from, which may still run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.rules import Branched
from wargame.table.progress import stakes_of
from wargame.table.table import Table

if TYPE_CHECKING:
    from wargame.store import Store


def secrets_in_play(store: Store, table: Table) -> frozenset[str]:
    """Secrets that stand in this game's log, with which another game of the save still plays.

    What a finished game was played with is told with its ending, so that it is no secret in its branches. A game that
    can't be opened plays with nothing.
    """
    if not any(isinstance(each.body, Branched) for each in table.events):
        return frozenset()
    running, over = set[str](), set[str]()
    for row in store.games():
        if row.id == table.game.id:
            continue
        try:
            other = Table(store, row)
            secret = stakes_of(other.deck, other.events).secret
        except Exception:  # a damaged game must not stand in the way of a whole one
            continue
        (over if other.state.phase == "ended" else running).add(secret)
    return frozenset(running - over)
