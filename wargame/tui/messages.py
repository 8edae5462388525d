"""What screens ask of the app, and what its threads tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from textual.message import Message

if TYPE_CHECKING:
    from wargame.table import Command, Entry, GameSummary, Table
    from wargame.tui.position import Position


@frozen
class NewGame:
    """What a person decided about a new game; without a name it gets the next free one."""

    deck: str
    people: tuple[str, ...]
    name: str


class Asked(Message):
    """A command is to be carried out."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.command = command


class Chose(Message):
    """A seat has chosen a card, or taken its choice back."""

    def __init__(self, seat: str, card: str | None) -> None:
        super().__init__()
        self.seat = seat
        self.card = card


class Looked(Message):
    """A seat opens its table; with None it is covered again."""

    def __init__(self, seat: str | None) -> None:
        super().__init__()
        self.seat = seat


class OpenGame(Message):
    """A saved game is to be opened, by its id."""

    def __init__(self, game: str) -> None:
        super().__init__()
        self.game = game


class LayTable(Message):
    """A new game is to begin."""

    def __init__(self, game: NewGame) -> None:
        super().__init__()
        self.game = game


class ReadLog(Message):
    """Somebody wants to read the log as `viewer` may."""

    def __init__(self, viewer: str) -> None:
        super().__init__()
        self.viewer = viewer


class GamesListed(Message):
    """The saved games were read."""

    def __init__(self, games: tuple[GameSummary, ...]) -> None:
        super().__init__()
        self.games = games


class Opened(Message):
    """A game lies open, and this is how it stands."""

    def __init__(self, table: Table, position: Position) -> None:
        super().__init__()
        self.table = table
        self.position = position


class Moved(Message):
    """The table was looked at again. Of several that wait only the last one counts."""

    def __init__(self, table: Table, position: Position) -> None:
        super().__init__()
        self.table = table
        self.position = position

    def can_replace(self, message: Message) -> bool:
        """A later look takes the place of an earlier one."""
        return isinstance(message, Moved)


class Said(Message):
    """A screen has something to say that is not private."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Refused(Message):
    """The rules had something against a command; the sentence says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class LogRead(Message):
    """The log as `viewer` may read it."""

    def __init__(self, viewer: str, log: tuple[Entry, ...]) -> None:
        super().__init__()
        self.viewer = viewer
        self.log = log
