"""Games leave a save as one file, with branches and notes, and come into another one after being checked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from wargame.store import BadArchive, GameRow
from wargame.table.progress import parent_of
from wargame.table.saved import event
from wargame.table.verify import verify_save

if TYPE_CHECKING:
    from wargame.store import Bundle, Store


@frozen
class TakenIn:
    """A game of an archive: what it is called there, and here; nothing where it was here already."""

    name: str
    here: str = ""


def family(store: Store, ids: Iterable[str]) -> list[GameRow]:
    """These games and all their branches, and the branches of these, oldest first. Raises UnknownGame."""
    rows = store.games()
    parents = {row.id: _parent(store, row) for row in rows}
    wanted = {store.find_game(each).id for each in ids}
    grown = True
    while grown:
        children = {child for child, parent in parents.items() if parent in wanted} - wanted
        wanted |= children
        grown = bool(children)
    return [row for row in rows if row.id in wanted]


def export_games(store: Store, rows: Iterable[GameRow]) -> bytes:
    """One file with these games: logs, notes and decks, and nothing of the desk. It tells everything that is hidden."""
    from wargame.store.archive import packed

    return packed([store.bundle(row.id) for row in rows])


def import_games(store: Store, raw: bytes) -> list[TakenIn]:
    """Take the games of such a file into a save: all of them or none, and never in place of another.

    Raises BadArchive for a file that is not as it was written, and for a game that is not what was played; GameExists
    where a game of that id went another way here.
    """
    from wargame.store.archive import unpacked

    bundles = unpacked(raw)
    _must_verify(bundles)
    taken = store.take_in(bundles)
    return [TakenIn(each.row.name, row.name if row else "") for each, row in zip(bundles, taken, strict=True)]


def _must_verify(bundles: tuple[Bundle, ...]) -> None:
    """Raises BadArchive for what any version can see to be wrong; they lie in a save of their own meanwhile."""
    from wargame.store import Store

    with tempfile.TemporaryDirectory(prefix="wargame-") as folder, Store.open(Path(folder) / "trial.db") as trial:
        trial.take_in(bundles)
        for name, findings in verify_save(trial):
            wrong = next((each for each in findings if each.severity == "error"), None)
            if wrong is not None:
                where = f"event {wrong.seq}: " if wrong.seq else ""
                raise BadArchive(f"the game {name!r} is not what was played: {where}{wrong.sentence}")


def _parent(store: Store, row: GameRow) -> str:
    """The id of the game that this one is a branch of; nothing for any other."""
    parted = [record for record in store.records(row.id) if record.kind == "branched"]
    found = parent_of(event(record) for record in parted)
    return found.parent if found is not None else ""
