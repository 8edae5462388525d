"""Before and between games: laying a table, the list of saved games, and opening one."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from wargame.bots import RandomBot, bots_for
from wargame.deck import Deck, nearest
from wargame.rules import fold
from wargame.table.course import open_game
from wargame.table.desk import Sitting
from wargame.table.players import player
from wargame.table.progress import parent_of
from wargame.table.saved import entries
from wargame.table.table import Clock, Table, now
from wargame.table.unfit import UnfitText
from wargame.umpire import SECRET_BYTES, secret_from_seed

if TYPE_CHECKING:
    from wargame.store import GameRow, Store

#: Bytes of chance in a game's id: 50 bits, ten letters, so that two machines' games never meet.
_ID_BYTES = 7
_ID_LETTERS = 10


#: The longest name of a game, in characters.
_LONGEST_NAME = 60


class UnknownSeat(ValueError):
    """A seat that the deck does not have; the sentence names the nearest."""


@frozen
class GameSummary:
    """A line of the list of saved games.

    `players` says who sits in each seat (`person`, or `bot:` and a bot's id), `titles` what each seat is called. A game
    that can't be opened has the phase `damaged`, and `trouble` says why. `head` is its last event, as `verify --head`
    takes it. Of a branch, `parent` is the id of the game that it parts from, `parent_name` what that was called, and
    `parted` the turn in which it parts, 0 being the practice turn.
    """

    id: str
    name: str
    deck: str
    created_at: int
    turn: int
    turns: int
    phase: str
    players: dict[str, str]
    titles: dict[str, str] = field(factory=dict)
    trouble: str = ""
    archived: bool = False
    head: str | None = None
    parent: str = ""
    parent_name: str = ""
    parted: int = 0


def new_game(
    store: Store,
    deck: Deck,
    people: Iterable[str] = (),
    *,
    seed: str | None = None,
    name: str | None = None,
    bots: Mapping[str, str] | None = None,
    practice: bool = False,
    sitting: Sitting = "passed",
    clock: Clock = now,
) -> Table:
    """Lay a table: `people` are the seats that people play, bots sit in the others.

    `bots` says by seat which bot; where it says nothing, the random one.

    With `practice` a turn is played first that counts for nothing; `sitting` is how the room sits.

    With a `seed` the dice follow from that text and the game is marked as open; without, from 32 random bytes.
    Raises UnknownSeat, UnfitText, and NameTaken for a name that another game has.
    """
    name = None if name is None else name.strip()
    must_fit("a game's name", name)
    must_fit("a seed", seed)
    seated, chosen = set(people), dict(bots or {})
    for seat in sorted({*seated, *chosen} - set(deck.seats)):
        guess = nearest(seat, deck.seats)
        hint = f"Did you mean {guess}?" if guess else f"Its seats: {', '.join(deck.seats)}."
        raise UnknownSeat(f"{deck.title} has no seat `{seat}`. {hint}")
    for seat, bot in chosen.items():
        if bot not in bots_for(deck, seat):
            raise UnknownSeat(f"No bot for {seat} is called `{bot}`. There is: {', '.join(bots_for(deck, seat))}.")
    secret = secrets.token_bytes(SECRET_BYTES) if seed is None else secret_from_seed(seed)
    players = {seat: player(None if seat in seated else chosen.get(seat, RandomBot.id)) for seat in deck.seats}
    at = clock()
    first = entries(open_game(deck, players, secret, seed, practice=practice), "open", at)
    game = store.create_game(new_id(), name or deck.id, deck.text, first, created_at=at, numbered=name is None)
    table = Table(store, game, clock)
    table.arrange(sitting)
    table.seat_bots()
    return table


def new_id() -> str:
    """An id that no other game has, on whatever machine it was laid."""
    return base64.b32encode(secrets.token_bytes(_ID_BYTES)).decode().lower()[:_ID_LETTERS]


def must_fit(what: str, text: str | None) -> None:
    """Raises UnfitText for what is no name or seed; nothing at all is fit."""
    if text is None:
        return
    if not text.isprintable() or not text.strip() or len(text) > _LONGEST_NAME:
        raise UnfitText(f"{what} is one line of 1 to {_LONGEST_NAME} characters, none of them invisible.")


def open_saved(store: Store, name: str, clock: Clock = now) -> Table:
    """The game of this name or whose id begins so. Raises UnknownGame, AmbiguousGame, DamagedGame."""
    return Table(store, store.find_game(name), clock)


def saved_games(store: Store, *, archived: bool | None = False) -> list[GameSummary]:
    """The saved games, the newest first; one that can't be opened says why instead of hiding the others.

    `archived`: those that were put away, those that were not, or with None both.
    """
    rows = [row for row in store.games() if archived is None or archived == (row.archived_at is not None)]
    return [_summary(store, row) for row in sorted(rows, key=lambda row: -row.created_at)]


def rename_game(store: Store, game: str, name: str) -> str:
    """Give a game, by its id, another name, which is returned. Raises NameTaken, UnfitText, UnknownGame."""
    must_fit("a game's name", name)
    return store.rename_game(game, name.strip()).name


def archive_game(store: Store, game: str, *, archived: bool = True, clock: Clock = now) -> None:
    """Put a game away, or fetch it back; nothing of it changes."""
    store.archive_game(game, clock() if archived else None)


def delete_game(store: Store, game: str, head: str | None = None) -> None:
    """Remove a game and everything that belongs to it, for good; with `head` only while that is its last event.

    Raises UnknownGame, and GameMovedOn where somebody has played on.
    """
    store.delete_game(game, head=head)


def backup_save(store: Store, to: Path) -> Path:
    """Copy the whole save, also while others write to it, into a new file. Raises BackupExists."""
    return store.backup(to)


def _summary(store: Store, row: GameRow) -> GameSummary:
    archived = row.archived_at is not None
    try:
        table = Table(store, row)
    except Exception as error:  # a damaged game must not hide the whole ones
        return GameSummary(row.id, row.name, "", row.created_at, 0, 0, "damaged", {}, {}, str(error), archived)
    state, parted = table.state, parent_of(table.events)
    shared = table.events[: (parted.to or 0) if parted is not None else 0]
    return GameSummary(
        row.id,
        row.name,
        table.deck.title,
        row.created_at,
        state.turn,
        len(table.deck.turns),
        state.phase,
        {seat: state.players[seat] for seat in table.deck.seats},
        {seat.id: seat.title for seat in table.deck.seats.values()},
        archived=archived,
        head=table.head,
        parent=parted.parent if parted is not None else "",
        parent_name=parted.name if parted is not None else "",
        parted=fold(shared).turn if shared else 0,
    )
