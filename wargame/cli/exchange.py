"""`wargame export` and `wargame import`: games in one file, from one save to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import PROBLEMS, mention, opened_store, say, stop
from wargame.cli.written import file_name, write_files

if TYPE_CHECKING:
    from wargame.table import TakenIn


@click.command("export")
@click.argument("games", nargs=-1, required=True, metavar="GAME…", shell_complete=complete_games)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Default: the first game's name, .zip.")
@click.option("--alone", is_flag=True, help="Without the branches of the games.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def export_command(games: tuple[str, ...], out: Path | None, alone: bool, force: bool) -> None:
    """Write games, with their branches and notes, into one file that `wargame import` takes into another save.

    The file holds JSON Lines and the decks' texts in a zip. It tells everything, also what is hidden while a game runs.
    """
    from wargame.table import export_games, family

    with opened_store(writing="no") as store:
        named = list(dict.fromkeys(store.find_game(each).id for each in games))
        rows = family(store, named)
        if alone:
            rows = [row for row in rows if row.id in named]
        path = out or Path(f"{file_name(store.find_game(named[0]).name)}.zip")
        raw = export_games(store, rows)
    write_files(path.parent, {path.name: raw}, elsewhere="`--out` writes elsewhere.", force=force)
    say([f"Wrote {path}: {', '.join(row.name for row in rows)}"])
    mention(["It tells everything, also what is hidden from the teams."])


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    """Take the games of a file that `wargame export` wrote into this save: all of them or none.

    Each game is verified first. None takes the place of another: one whose name is taken gets a number.
    """
    from wargame.store import BadArchive, GameExists
    from wargame.store.archive import MOST_BYTES
    from wargame.table import import_games

    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        stop(f"{file} can't be read: {error.strerror}.")
    with opened_store(create=True) as store:
        try:
            taken = import_games(store, raw)
        except (BadArchive, GameExists) as error:
            stop(f"{file} was not taken: {error}. Nothing was changed.", PROBLEMS)
    say(_told(each) for each in taken)


def _told(taken: TakenIn) -> str:
    if not taken.here:
        return f"{taken.name} is here already."
    return f"Took {taken.name}{f' as {taken.here}' if taken.here != taken.name else ''}"
