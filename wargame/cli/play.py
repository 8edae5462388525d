"""`wargame` and `wargame play`: the screens, or a whole game without them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from wargame.cli.output import PROBLEMS, chosen_save, is_terminal, opened_store, say, stop

if TYPE_CHECKING:
    from wargame.deck import Deck
    from wargame.table import Store, Table

DEFAULT_DECK = "first-hour"


def lobby() -> None:
    """Open the screens at the list of games."""
    _want_terminal()
    place = chosen_save()

    def opened() -> Store:
        from wargame.table import Store

        return Store.open(place)

    _screens(opened, None)


@click.command("play")
@click.argument("deck", default=DEFAULT_DECK)
@click.option("--people", metavar="SEAT,…", help="The seats that people play; bots take the rest. Default: all.")
@click.option("--seed", metavar="TEXT", help="An open game, whose dice follow from this text.")
@click.option("--name", metavar="NAME", help="What the game is saved as. Default: the deck's id and a number.")
@click.option("--headless", is_flag=True, help="Bots in every seat; the transcript is printed as it comes.")
@click.option("--no-screen", is_flag=True, help="Only lay the table; the game is then played by `wargame do`.")
def play_command(
    deck: str, people: str | None, seed: str | None, name: str | None, headless: bool, no_screen: bool
) -> None:
    """Start a new game of DECK, a shipped deck's id or a path (default: first-hour)."""
    from wargame.table import UnfitText, UnknownSeat, new_game

    if headless and people:
        stop("--headless puts bots in every seat; leave out --people, or leave out --headless.")
    if not headless and not no_screen:
        _want_terminal()
    loaded = load_deck(deck)
    seats = [] if headless else [each.strip() for each in people.split(",")] if people else list(loaded.seats)
    with opened_store(create=True) as store:
        try:
            table = new_game(store, loaded, seats, seed=seed, name=name)
        except (UnfitText, UnknownSeat) as error:
            stop(str(error))
        if headless:
            _play_out(table)
        elif no_screen:
            say([f"The table is laid. Play it with `wargame do {table.game.name} SEAT play CARD`."])
        else:
            _screens(store, table)


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


def _play_out(table: Table) -> None:
    from wargame.deck import FACILITATOR
    from wargame.table import face
    from wargame.words import tell

    for event in table.play_out():
        seen = face(table.deck, event, FACILITATOR)
        if seen is not None:
            say(tell(table.deck, seen))
    click.echo(f"Saved as {table.game.name}. Head: {table.head}", err=True)


def _want_terminal() -> None:
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout) and is_terminal(sys.stderr)):
        stop("The screens want a terminal. Without one, use `wargame play --headless`, or see `wargame --help`.")


def _screens(store: Store | Callable[[], Store], table: Table | None) -> None:
    from wargame.tui import run

    code = run(store, table)
    if code:
        raise SystemExit(code)
