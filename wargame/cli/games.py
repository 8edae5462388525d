"""`wargame games`, `show` and `log`: what is saved, where it stands, and what happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.completion import complete_games, complete_viewers
from wargame.cli.output import (
    chosen_save,
    mention,
    missing_save_matters,
    opened_store,
    opened_table,
    say,
    say_json,
    stop,
    viewer_of,
)
from wargame.words import columns, fit, status_text

if TYPE_CHECKING:
    from wargame.table import Entry, GameSummary, Leaf

_AS = click.option(
    "--as",
    "viewer",
    metavar="SEAT|public|facilitator",
    default="public",
    show_default=True,
    shell_complete=complete_viewers,
    help="Whose eyes.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")


@click.command("games")
@click.option("--archived", is_flag=True, help="Only the games that were put away.")
@click.option("--all", "everything", is_flag=True, help="Those that were put away too.")
@_JSON
def games_command(archived: bool, everything: bool, as_json: bool) -> None:
    """List the saved games, the newest first; those that were put away only where one asks for them."""
    from wargame.rules import plain
    from wargame.store import StoreError, save_exists
    from wargame.table import saved_games, tree

    if archived and everything:
        stop("Say which: --archived lists only the games that were put away, --all lists every game.")
    games: list[GameSummary] = []
    away = 0
    try:
        there = save_exists(chosen_save())
    except StoreError as error:
        stop(str(error))
    if not there and missing_save_matters():
        stop(f"There is no save at {chosen_save()}.")
    if there:
        with opened_store(writing="may") as store:
            if store.read_only:
                mention([f"{store.path} can't be written here: its games can be looked at, not played."])
            games = saved_games(store, archived=None if everything else archived)
            away = sum(row.archived_at is not None for row in store.games())
    if as_json:
        say_json([plain(game) for game in games])
    elif games:
        leaves = tree(games)
        width = max(columns(f"{leaf.head}{leaf.game.name}") for leaf in leaves)
        say(_line(leaf, width) for leaf in leaves)
    elif archived:
        say(["No game was put away. `wargame archive GAME` does that."])
    elif away:
        say([f"Every game was put away ({away}). `wargame games --archived` lists them."])
    else:
        say(["No games are saved yet. `wargame play` starts one."])


def _line(leaf: Leaf, width: int) -> str:
    from wargame.table import parted_text

    game, name = leaf.game, fit(f"{leaf.head}{leaf.game.name}", width)
    when = datetime.fromtimestamp(game.created_at / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    if game.trouble:
        return f"{name}  {when}  can't be opened: {game.trouble}"
    away = ", put away" if game.archived else ""
    branch = parted_text(game, under=leaf.under)
    status = status_text(game.turn, game.turns, game.phase)
    return f"{name}  {when}  {game.deck}: {status}{f', {branch}' if branch else ''}{away}"


@click.command("show")
@click.argument("game", shell_complete=complete_games)
@click.option("--at", type=int, metavar="SEQ", help="As it was after this entry of the same viewer's `log`.")
@_AS
@click.option(
    "--against",
    metavar="SEAT|public|facilitator",
    shell_complete=complete_viewers,
    help="Tell the difference to what this viewer had at the same moment.",
)
@_JSON
def show_command(game: str, at: int | None, viewer: str, against: str | None, as_json: bool) -> None:
    """Show the board of GAME as one viewer may know it, or with --against what another one has that it has not."""
    from wargame.cli.difference import show_difference
    from wargame.rules import plain_view
    from wargame.words import board_lines

    with opened_table(game, writing="no") as table:
        who = viewer_of(table, viewer)
        if against is not None:
            show_difference(table, who, viewer_of(table, against, what="--against"), at, as_json)
            return
        view = table.view(who) if at is None else table.view_at(at, who)
        if view is None:
            stop(f"The log of {table.game.name} as {who} has entries 1 to {len(table.log(who))}, and no {at}.")
        if as_json:
            say_json(plain_view(view))
        else:
            say(board_lines(table.deck, view, table.outlooks(view)))


@click.command("log")
@click.argument("game", shell_complete=complete_games)
@_AS
@_JSON
def log_command(game: str, viewer: str, as_json: bool) -> None:
    """Tell what happened in GAME as one viewer may know it, each entry with its number."""
    from wargame.words import tell

    with opened_table(game, writing="no") as table:
        entries = table.log(viewer_of(table, viewer))
        if as_json:
            say_json([_plain(entry) for entry in entries])
            return
        width = len(str(len(entries)))
        for entry in entries:
            first, *rest = tell(table.deck, entry.face)
            undone = "(undone) " if entry.undone else ""
            say([f"{entry.number:>{width}}  {undone}{first}", *(f"{'':{width}}  {line}" for line in rest)])


def _plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON has it; `undone` stands only where a rewind has taken it back."""
    from wargame.rules import plain_face

    return {"number": entry.number, **plain_face(entry.face), **({"undone": True} if entry.undone else {})}
