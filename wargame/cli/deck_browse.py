"""`wargame deck browse`: decks looked into on the screens."""

from __future__ import annotations

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import stop, want_terminal


@click.command("browse")
@click.argument("deck", required=False, shell_complete=complete_decks)
def browse_command(deck: str | None) -> None:
    """Look into DECK on the screens: cards as they will look, seats, board, news; without DECK, into any.

    A folder of decks lists these beside those of the program.
    """
    from wargame.deck import UnknownDeck, find_deck
    from wargame.deck.reading.finding import decks_in

    want_terminal("The browser wants a terminal. Without one, `wargame deck show DECK` prints a deck in words.")
    try:
        path = find_deck(deck) if deck is not None else None
    except UnknownDeck as error:
        stop(str(error))
    from wargame.tui import run_workshop
    from wargame.tui.workshop import Errand

    decks = tuple(decks_in(path)) if path is not None else ()
    one = path if decks == (path,) else None
    code = run_workshop(Errand(decks=() if one else decks, deck=one))
    if code:
        raise SystemExit(code)
