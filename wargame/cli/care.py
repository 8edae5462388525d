"""`wargame rename`, `archive`, `delete` and `backup`: the care of saved games."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import is_terminal, opened_store, patiently, say, stop
from wargame.deck import clean
from wargame.words import status_text

if TYPE_CHECKING:
    from wargame.table import GameSummary


@click.command("rename")
@click.argument("game", shell_complete=complete_games)
@click.argument("name")
def rename_command(game: str, name: str) -> None:
    """Call GAME by another NAME; nothing else of it changes."""
    from wargame.table import rename_game

    with opened_store() as store, patiently():
        row = store.find_game(game)
        say([f"{row.name} is called {rename_game(store, row.id, name)} from now on."])


@click.command("archive")
@click.argument("games", nargs=-1, required=True, metavar="GAME…", shell_complete=complete_games)
@click.option("--back", is_flag=True, help="Fetch them back into the list.")
def archive_command(games: tuple[str, ...], back: bool) -> None:
    """Put games away: they stay as they are, and the lists leave them out unless they are asked for."""
    from wargame.table import archive_game

    with opened_store() as store, patiently():
        rows = [store.find_game(game) for game in games]
        for row in rows:
            archive_game(store, row.id, archived=not back)
            say([f"{row.name} is {'in the list again' if back else 'put away: `wargame games --archived` lists it'}."])


@click.command("delete")
@click.argument("game", shell_complete=complete_games)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete_command(game: str, yes: bool) -> None:
    """Delete GAME for good, with its log, notes and everything else; only a backup brings it back."""
    from wargame.table import saved_games

    with opened_store() as store:
        row = store.find_game(game)
        head = store.head(row.id)
        summary = next(each for each in saved_games(store, archived=None) if each.id == row.id)
        if not yes:
            if not is_terminal(sys.stdin) or not is_terminal(sys.stderr):
                stop(f"Nobody can be asked here. To delete {_called(summary)} for good, say so: --yes.")
            question = f"Delete {_called(summary)} for good? This can't be undone."
            if not click.confirm(clean(question), default=False, err=True):
                say([f"{row.name} is as it was."])
                return
        with patiently():
            store.delete_game(row.id, head=head)
        say([f"{row.name} is deleted."])


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    """Copy the whole save, all games with their notes, into FILE, which is not there yet; also while others play."""
    from wargame.table import backup_save

    with opened_store(writing="no") as store, patiently():
        games = len(store.games())
        say([f"{games} game{'' if games == 1 else 's'} copied to {backup_save(store, file)}."])


def _called(game: GameSummary) -> str:
    """`Evening group (First Hour, turn 2 of 3, the teams choose)`."""
    if game.trouble:
        return f"{game.name} (which can't be opened)"
    return f"{game.name} ({game.deck}, {status_text(game.turn, game.turns, game.phase)})"
