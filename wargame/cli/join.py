"""`wargame join` and `wargame watch`: the screens as the terminal of one team, or only to look on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games, complete_seats, complete_viewers
from wargame.cli.output import PROBLEMS, must_know_code, opened_store, stop, viewer_of, want_terminal
from wargame.deck import FACILITATOR, PUBLIC

if TYPE_CHECKING:
    from wargame.table import Store, Table
    from wargame.tui.director import Post


@click.command("join")
@click.argument("game", shell_complete=complete_games)
@click.argument("seat", required=False, shell_complete=complete_seats)
def join_command(game: str, seat: str | None) -> None:
    """Open GAME on the screens as the terminal of SEAT, or of the facilitator.

    Without SEAT it is the screen of the whole room, and where each team has a terminal it asks who sits here. The
    facilitator's terminal wants the code of the desk, where it has one.
    """
    from wargame.table import PERSON, open_saved
    from wargame.tui.director import ROOM, Post

    want_terminal(
        f"The screens want a terminal. Without one, `wargame show {game} --as SEAT` prints a team's hand, "
        f"and `wargame do {game} SEAT play CARD` plays it."
    )
    with opened_store() as store:
        table = open_saved(store, game)
        if seat is None:
            _screens(store, table, ROOM)
            return
        who = viewer_of(table, seat, what="SEAT", others=(FACILITATOR,))
        if who == FACILITATOR:
            must_know_code(table)
        elif table.state.players[who] != PERSON:
            stop(
                f"{table.deck.seats[who].title} is played by a bot. "
                f"`wargame do {game} facilitator seat {who} person` gives the seat to people.",
                PROBLEMS,
            )
        _screens(store, table, Post(who))


@click.command("watch")
@click.argument("game", shell_complete=complete_games)
@click.option(
    "--as",
    "viewer",
    metavar="public|SEAT|facilitator",
    default=PUBLIC,
    show_default=True,
    shell_complete=complete_viewers,
    help="Whose eyes; other than public wants the code of the desk, where it has one.",
)
def watch_command(game: str, viewer: str) -> None:
    """Open GAME on the screens to look on: nothing of the game can be changed from here, only notes be written (n)."""
    from wargame.table import open_saved
    from wargame.tui.director import Post

    want_terminal(
        f"Looking on wants a terminal. Without one, `wargame show {game}` prints the board, "
        f"and `wargame log {game}` tells what has happened."
    )
    with opened_store(writing="may") as store:
        table = open_saved(store, game)
        who = viewer_of(table, viewer)
        if who != PUBLIC:
            must_know_code(table)
        _screens(store, table, Post(who, plays=False))


def _screens(store: Store, table: Table, post: Post) -> None:
    from wargame.tui import run

    code = run(store, table, post=post)
    if code:
        raise SystemExit(code)
