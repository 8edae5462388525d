"""`wargame games`, `show` and `log`: what is saved, where it stands, and what happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from wargame.cli.output import (
    chosen_save,
    missing_save_matters,
    opened_store,
    opened_table,
    say,
    say_json,
    stop,
    viewer_of,
)
from wargame.words import status_text

if TYPE_CHECKING:
    from wargame.table import GameSummary

_AS = click.option(
    "--as", "viewer", metavar="SEAT|public|facilitator", default="public", show_default=True, help="Whose eyes."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")


@click.command("games")
@_JSON
def games_command(as_json: bool) -> None:
    """List the saved games, the newest first."""
    from wargame.rules import plain
    from wargame.store import StoreError, save_exists
    from wargame.table import saved_games

    games: list[GameSummary] = []
    try:
        there = save_exists(chosen_save())
    except StoreError as error:
        stop(str(error))
    if not there and missing_save_matters():
        stop(f"There is no save at {chosen_save()}.")
    if there:
        with opened_store() as store:
            games = saved_games(store)
    if as_json:
        say_json([plain(game) for game in games])
    elif not games:
        say(["No games are saved yet. `wargame play` starts one."])
    else:
        width = max(len(game.name) for game in games)
        say(_line(game, width) for game in games)


def _line(game: GameSummary, width: int) -> str:
    when = datetime.fromtimestamp(game.created_at / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    if game.trouble:
        return f"{game.name:<{width}}  {when}  can't be opened: {game.trouble}"
    return f"{game.name:<{width}}  {when}  {game.deck}: {status_text(game.turn, game.turns, game.phase)}"


@click.command("show")
@click.argument("game")
@click.option("--at", type=int, metavar="SEQ", help="As it was after this entry of the same viewer's `log`.")
@_AS
@_JSON
def show_command(game: str, at: int | None, viewer: str, as_json: bool) -> None:
    """Show the board of GAME as one viewer may know it."""
    from wargame.rules import plain_view
    from wargame.words import board_lines

    with opened_table(game) as table:
        who = viewer_of(table, viewer)
        view = table.view(who) if at is None else table.view_at(at, who)
        if view is None:
            stop(f"The log of {table.game.name} as {who} has entries 1 to {len(table.log(who))}, and no {at}.")
        if as_json:
            say_json(plain_view(view))
        else:
            say(board_lines(table.deck, view))


@click.command("log")
@click.argument("game")
@_AS
@_JSON
def log_command(game: str, viewer: str, as_json: bool) -> None:
    """Tell what happened in GAME as one viewer may know it, each entry with its number."""
    from wargame.rules import plain_face
    from wargame.words import tell

    with opened_table(game) as table:
        entries = table.log(viewer_of(table, viewer))
        if as_json:
            say_json([{"number": entry.number, **plain_face(entry.face)} for entry in entries])
            return
        width = len(str(len(entries)))
        for entry in entries:
            first, *rest = tell(table.deck, entry.face)
            say([f"{entry.number:>{width}}  {first}", *(f"{'':{width}}  {line}" for line in rest)])
