"""What the screens that look back ask of the app beyond the replay: what if, comparing, reading; and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen
from textual.message import Message

if TYPE_CHECKING:
    from wargame.table import Desk, DiceOf, Fork, Table
    from wargame.tui.position import Position


@frozen
class WhatIf:
    """What a person decided about a branch.

    `players` says by seat who plays on, a bot by its id or people with None; the others stay as they were. Without a
    `name` the branch gets that of its parent and a number.
    """

    dice: DiceOf = "new"
    players: Mapping[str, str | None] = field(factory=dict)
    name: str = ""


@frozen
class Wanted:
    """A game that is wanted beside others: its id, and what it is called where it can't be found."""

    id: str
    name: str


class BranchWanted(Message):
    """The game that is looked back on is to be played on from an entry of a viewer's log."""

    def __init__(self, viewer: str, entry: int) -> None:
        super().__init__()
        self.viewer = viewer
        self.entry = entry


class BranchOffered(Message):
    """It can be: from where, and in a line what had happened last. `desk` is one whose code is asked for first."""

    def __init__(self, parent: Table, fork: Fork, line: str, desk: Desk | None) -> None:
        super().__init__()
        self.parent = parent
        self.fork = fork
        self.line = line
        self.desk = desk


class LayBranch(Message):
    """The branch is to be made, and opened."""

    def __init__(self, parent: Table, at: int, what: WhatIf) -> None:
        super().__init__()
        self.parent = parent
        self.at = at
        self.what = what


class BranchOpened(Message):
    """The branch lies open, and this is how it stands."""

    def __init__(self, table: Table, position: Position) -> None:
        super().__init__()
        self.table = table
        self.position = position


class CompareWanted(Message):
    """Games are to be shown side by side."""

    def __init__(self, *games: Wanted) -> None:
        super().__init__()
        self.games = games


class CompareOpened(Message):
    """The games that are to be shown side by side lie open. `desk` is one whose code is asked for first."""

    def __init__(self, tables: tuple[Table, ...], desk: Desk | None) -> None:
        super().__init__()
        self.tables = tables
        self.desk = desk


class ReadingWanted(Message):
    """A game that is over is to be read, by its id; without one that which is looked back on, or lies open."""

    def __init__(self, game: str = "") -> None:
        super().__init__()
        self.game = game


class ReadingOpened(Message):
    """A game that is to be read lies open."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table


class ShowEntry(Message):
    """An event of a game is to be seen in its replay."""

    def __init__(self, table: Table, event: int) -> None:
        super().__init__()
        self.table = table
        self.event = event
