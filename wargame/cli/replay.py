"""`wargame replay`: a saved game looked back on, on the screens."""

from __future__ import annotations

import click

from wargame.cli.completion import complete_games, complete_viewers
from wargame.cli.output import must_know_code, opened_store, stop, viewer_of, want_terminal


@click.command("replay")
@click.argument("game", shell_complete=complete_games)
@click.option(
    "--as",
    "viewer",
    metavar="SEAT|public|facilitator",
    shell_complete=complete_viewers,
    help="Whose eyes; with it, any eyes also while the game runs. Default: public.",
)
@click.option("--at", type=int, metavar="NUMBER", help="Begin at this entry of the same viewer's `log`. Default: 1.")
def replay_command(game: str, viewer: str | None, at: int | None) -> None:
    """Look back on GAME, entry by entry: the board, the ruling and the log at that point."""
    from wargame.debrief import Viewpoint
    from wargame.deck import PUBLIC
    from wargame.table import open_saved
    from wargame.tui import run

    want_terminal(
        f"The replay wants a terminal. Without one, `wargame log {game}` tells every entry, "
        f"and `wargame show {game} --at NUMBER` prints the board after it."
    )
    with opened_store(writing="may") as store:
        table = open_saved(store, game)
        who = PUBLIC if viewer is None else viewer_of(table, viewer)
        if viewer is not None and table.state.phase != "ended":
            must_know_code(table)
        entries = len(table.log(who))
        if at is not None and not 1 <= at <= entries:
            stop(f"The log of {table.game.name} as {who} has entries 1 to {entries}, and no {at}.")
        code = run(store, table, Viewpoint(who, at or 1, any_eyes=viewer is not None))
    if code:
        raise SystemExit(code)
