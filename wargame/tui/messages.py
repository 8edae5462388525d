"""What screens ask of the app, and what its threads tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen
from textual.message import Message

if TYPE_CHECKING:
    from wargame.debrief import Eyes, Viewpoint
    from wargame.table import Argue, Command, Desk, Entry, GameSummary, Pin, Refusal, Sitting, Store, Table
    from wargame.tui.director import Post
    from wargame.tui.position import Position


@frozen
class NewGame:
    """What a person decided about a new game; without a name it gets the next free one."""

    deck: str
    people: tuple[str, ...]
    name: str
    sitting: Sitting = "passed"
    practice: bool = False
    ends_at: int | None = None


@frozen
class Shelf:
    """What the lobby knows of the save beside its games.

    `away` is how many games that were put away are not listed; `path` is the save's file, `backup` where a copy of it
    may go; `version` is the save's `data_version` from before the games were read.
    """

    away: int = 0
    path: str = ""
    backup: str = ""
    read_only: bool = False
    version: int | None = None


class Asked(Message):
    """Commands are to be carried out, one after the other; where one is refused the rest is not asked for."""

    def __init__(self, *commands: Command) -> None:
        super().__init__()
        self.commands = commands


class AllRuled(Message):
    """Every move that waits is to be ruled, one after the other."""


class Spoken(Message):
    """A line of the scribe is to be taken down, behind those that are being taken; `line` is the text as typed."""

    def __init__(self, command: Argue, line: str) -> None:
        super().__init__()
        self.command = command
        self.line = line


class Unheard(Message):
    """A line of the scribe was not taken, and why; `about` is the move that it is about."""

    def __init__(self, spoken: Spoken, sentence: str) -> None:
        super().__init__()
        self.line = spoken.line
        self.about = spoken.command.move
        self.sentence = sentence


class Chose(Message):
    """A seat has chosen a card, or taken its choice back."""

    def __init__(self, seat: str, card: str | None, turn: int) -> None:
        super().__init__()
        self.seat = seat
        self.card = card
        self.turn = turn


class SlipTaken(Message):
    """A seat's slip is in; or `against` says why it was not taken."""

    def __init__(self, seat: str, against: str) -> None:
        super().__init__()
        self.seat = seat
        self.against = against


class SlipTyped(Message):
    """The code of a seat's slip was typed in."""

    def __init__(self, seat: str, code: str) -> None:
        super().__init__()
        self.seat = seat
        self.code = code


class SlipsTurnedOver(Message):
    """All slips are to be handed in and turned over."""


class SlipAsked(Message):
    """A team wants to look at its slip alone."""

    def __init__(self, seat: str) -> None:
        super().__init__()
        self.seat = seat


class SlipShown(Message):
    """What a seat's slip says: a card's title with its code, and what stands against it; read in a thread."""

    def __init__(self, seat: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.seat = seat
        self.lines = lines


class Arranged(Message):
    """The facilitator changes something on the desk, a seat says what it reached, or a note is written.

    `do` is called with the table, in a thread; once it is done, `done` is said where there is something to say.
    """

    def __init__(self, do: Callable[[Table], object], done: str = "") -> None:
        super().__init__()
        self.do = do
        self.done = done


class Answered(Message):
    """The command that was sent has been carried out, or refused; another may be given."""


class Posted(Message):
    """Who sits at this terminal."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post


class PageWritten(Message):
    """The front page of a turn was written on; it is not shown yet."""

    def __init__(self, turn: int, text: str) -> None:
        super().__init__()
        self.turn = turn
        self.text = text


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


class OpenReplay(Message):
    """A saved game is to be looked back on, by its id; without one the game that lies open."""

    def __init__(self, game: str = "") -> None:
        super().__init__()
        self.game = game


@frozen
class Place:
    """Where a game may be rewound to: the number of an event, and in a line what it was."""

    number: int
    line: str


class PlacesWanted(Message):
    """The facilitator wants to go on from an earlier event: one of the latest, or that of an entry of a log.

    `viewer` is whose log is read, and `entry` a number in it; without one the latest are offered.
    """

    def __init__(self, viewer: str, entry: int | None = None) -> None:
        super().__init__()
        self.viewer = viewer
        self.entry = entry


class PlacesFound(Message):
    """Where the game may be rewound to, the latest first, and what keeps curious hands from it."""

    def __init__(self, table: Table, places: tuple[Place, ...], desk: Desk, *, named: bool) -> None:
        super().__init__()
        self.table = table
        self.places = places
        self.desk = desk
        self.named = named


class Rewinding(Message):
    """A game was rewound; every screen that shows it is to look again."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table


class LookThrough(Message):
    """The replay is to be seen through other eyes."""

    def __init__(self, viewer: str) -> None:
        super().__init__()
        self.viewer = viewer


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

    def __init__(self, games: tuple[GameSummary, ...], shelf: Shelf) -> None:
        super().__init__()
        self.games = games
        self.shelf = shelf


class ListWanted(Message):
    """The saved games are to be read again; `archived`: those that were put away too."""

    def __init__(self, *, archived: bool) -> None:
        super().__init__()
        self.archived = archived


class Tended(Message):
    """Something is to be done about the saved games; `do` is called with the save, in a thread, and says what it did.

    What is said is not private.
    """

    def __init__(self, do: Callable[[Store], str]) -> None:
        super().__init__()
        self.do = do


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
    """The log of a table as `viewer` may read it."""

    def __init__(self, table: Table, viewer: str, log: tuple[Entry, ...]) -> None:
        super().__init__()
        self.table = table
        self.viewer = viewer
        self.log = log


class ReplayOpened(Message):
    """A game can be looked back on: where it is saved, through whose eyes, and where to begin."""

    def __init__(self, table: Table, eyes: Eyes, start: Viewpoint) -> None:
        super().__init__()
        self.table = table
        self.eyes = eyes
        self.start = start


class ReplayLooked(Message):
    """A game that is looked back on has moved on, or other eyes have opened on it."""

    def __init__(self, table: Table, eyes: Eyes) -> None:
        super().__init__()
        self.table = table
        self.eyes = eyes


class PinsWanted(Message):
    """What is pinned to the game that is looked back on is to be read, as `viewer` may."""

    def __init__(self, viewer: str) -> None:
        super().__init__()
        self.viewer = viewer


class Stick(Message):
    """Something is to be pinned to an entry; `write` is called with the table, in a thread, and may say why not.

    `done` is said once it is written; then all is read again as `viewer` may.
    """

    def __init__(self, write: Callable[[Table], Refusal | None], viewer: str, done: str) -> None:
        super().__init__()
        self.write = write
        self.viewer = viewer
        self.done = done


class PinsRead(Message):
    """What is pinned to a game, as `viewer` may read it; `typed` is what was typed about an entry and not sent."""

    def __init__(self, table: Table, viewer: str, pins: tuple[Pin, ...], typed: str) -> None:
        super().__init__()
        self.table = table
        self.viewer = viewer
        self.pins = pins
        self.typed = typed


class EyesWanted(Message):
    """A second pair of eyes is to be opened on the game that is looked back on."""

    def __init__(self, viewer: str) -> None:
        super().__init__()
        self.viewer = viewer


class BesideOpened(Message):
    """The second pair of eyes is open."""

    def __init__(self, table: Table, eyes: Eyes) -> None:
        super().__init__()
        self.table = table
        self.eyes = eyes
