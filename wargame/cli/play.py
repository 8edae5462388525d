"""`wargame` and `wargame play`: the screens, or a whole game without them."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_decks, complete_people
from wargame.cli.output import PROBLEMS, chosen_save, opened_store, say, stop, want_terminal

if TYPE_CHECKING:
    from wargame.deck import Deck
    from wargame.table import Sitting, Store, Table

_SITTINGS = ("wall", "passed", "terminals")
_NO_TERMINAL = "The screens want a terminal. Without one, use `wargame play --headless`, or see `wargame --help`."
DEFAULT_DECK = "first-hour"


def lobby() -> None:
    """Open the screens at the list of games."""
    want_terminal(_NO_TERMINAL)
    place = chosen_save()

    def opened() -> Store:
        from wargame.table import Store

        return Store.open(place, writing="may")

    open_screens(opened, None)


@click.command("play")
@click.argument("deck", default=DEFAULT_DECK, shell_complete=complete_decks)
@click.option(
    "--people",
    metavar="SEAT,…",
    shell_complete=complete_people,
    help="The seats that people play; bots take the rest. Default: all.",
)
@click.option(
    "--bot",
    "bots",
    metavar="SEAT=POLICY",
    multiple=True,
    help="A bot that plays SEAT by a policy of the deck; may be repeated. Default: at random.",
)
@click.option("--seed", metavar="TEXT", help="An open game, whose dice follow from this text.")
@click.option("--name", metavar="NAME", help="What the game is saved as. Default: the deck's id and a number.")
@click.option("--sitting", type=click.Choice(_SITTINGS), default="passed", show_default=True, help="How the room sits.")
@click.option("--practice", is_flag=True, help="Play a turn first that counts for nothing.")
@click.option("--ends", metavar="TIME", help="When the room must be empty: 17:30, or +90 for in ninety minutes.")
@click.option("--headless", is_flag=True, help="Bots in every seat; the transcript is printed as it comes.")
@click.option("--no-screen", is_flag=True, help="Only lay the table; the game is then played by `wargame do`.")
def play_command(
    deck: str,
    people: str | None,
    bots: tuple[str, ...],
    seed: str | None,
    name: str | None,
    sitting: Sitting,
    practice: bool,
    ends: str | None,
    headless: bool,
    no_screen: bool,
) -> None:
    """Start a new game of DECK, a shipped deck's id or a path (default: first-hour)."""
    from wargame.table import RoomClock, UnfitText, new_game, room_ends

    if headless and people:
        stop("--headless puts bots in every seat; leave out --people, or leave out --headless.")
    if not headless and not no_screen:
        want_terminal(_NO_TERMINAL)
    try:
        ends_at = room_ends(ends, time.time_ns() // 1_000_000) if ends else None
    except UnfitText as error:
        stop(f"{error}.")
    loaded = load_deck(deck)
    chosen = bots_of(loaded, bots)
    seats = [] if headless else [each.strip() for each in people.split(",")] if people else list(loaded.seats)
    if not people:
        seats = [seat for seat in seats if seat not in chosen]
    both = next((seat for seat in seats if seat in chosen), None)
    if both is not None:
        stop(f"--people and --bot both name {both}; it is played by one or the other.")
    with opened_store(create=True) as store:
        table = new_game(store, loaded, seats, seed=seed, name=name, bots=chosen, practice=practice, sitting=sitting)
        if ends_at is not None:
            table.set_clock(RoomClock(ends_at))
        if headless:
            play_out(table)
        elif no_screen:
            say(laid_lines(table))
        else:
            open_screens(store, table)


def bots_of(deck: Deck, given: tuple[str, ...]) -> dict[str, str]:
    """Which bot plays which seat, by the ids that a log knows bots by."""
    from wargame.table import bot_name, bot_players

    found: dict[str, str] = {}
    for each in given:
        seat, sign, name = (part.strip() for part in each.partition("="))
        if not sign or seat not in deck.seats:
            stop(f"--bot names a seat and a policy, such as --bot {next(iter(deck.seats))}=random, not `{each}`.")
        there = {bot_name(player): player.partition(":")[2] for player in bot_players(deck, seat)}
        if name not in there:
            stop(f"No bot for {deck.seats[seat].title} is called `{name}`. There is: {', '.join(there)}.")
        found[seat] = there[name]
    return found


def laid_lines(table: Table) -> list[str]:
    """How a table without a screen is played; and how the desk is closed to teams that have terminals of their own."""
    name, lines = table.game.name, []
    if table.desk().sitting == "terminals":
        lines = [f"Teams open `wargame join {name} SEAT`; `wargame desk {name} code` closes the desk to them."]
    return [f"The table is laid. Play it with `wargame do {name} SEAT play CARD`.", *lines]


def load_deck(name: str) -> Deck:
    """The deck of this id or path; what is wrong with it goes to standard error, line by line."""
    from wargame.deck import DeckError, UnknownDeck, find_deck, load

    try:
        return load(find_deck(name))
    except UnknownDeck as error:
        stop(str(error))
    except DeckError as error:
        many = len(error.problems)
        stop(f"{error}\nThe deck can't be played: {many} error{'s' if many > 1 else ''}.", PROBLEMS)


def play_out(table: Table) -> None:
    """Play to the end, whoever listens: what is saved is a whole game also where the pipe is closed after ten lines."""
    from wargame.deck import FACILITATOR
    from wargame.table import face
    from wargame.words import tell

    deaf: OSError | None = None
    for event in table.play_out():
        seen = face(table.deck, event, FACILITATOR)
        if seen is None or deaf is not None:
            continue
        try:
            say(tell(table.deck, seen))
        except OSError as error:
            deaf = error
            _close_output()
    click.echo(f"Saved as {table.game.name}. Head: {table.head}", err=True)
    if deaf is not None and deaf.errno != errno.EPIPE:
        raise deaf


def _close_output() -> None:
    """Nothing more is written to standard output, not even what it still holds when the program ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_screens(store: Store | Callable[[], Store], table: Table | None) -> None:
    from wargame.tui import run

    code = run(store, table)
    if code:
        raise SystemExit(code)
