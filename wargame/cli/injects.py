"""`wargame injects`: the list of news that lies on the facilitator's desk, to be given by hand."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import PROBLEMS, opened_table, patiently, piped, say, stop
from wargame.deck import clean


@click.command("injects")
@click.argument("game", shell_complete=complete_games)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
def injects_command(game: str, file: str | None) -> None:
    """Show the news that can be given by hand in GAME; with FILE, a table in CSV, put its rows on the desk.

    The columns are title, text, to (seats, or all) and do (effects, such as `tension +1`). `wargame do GAME facilitator
    inject 3` gives the third.
    """
    from wargame.table import MOST_BYTES

    with opened_table(game) as table:
        if file is not None:
            try:
                data = piped(MOST_BYTES + 1) if file == "-" else Path(file).read_bytes()
            except OSError as error:
                stop(f"{file} can't be read: {error.strerror}.")
            try:
                with patiently():
                    read = table.load_injects(data)
            except ValueError as error:
                stop(f"{file}: {error}.")
            say(f"Row {number} is left out: {why}." for number, why in read.left_out)
            say([f"{len(read.rows)} rows are on the desk of {table.game.name}."])
            if read.left_out:
                raise SystemExit(PROBLEMS)
            return
        given = table.state.given
        waiting = [inject for inject in table.deck.injects.values() if inject.id not in given or inject.again]
        say(f"{inject.id}: {clean(inject.title)}{'  (by hand)' if inject.by_hand else ''}" for inject in waiting)
        for number, row in enumerate(table.desk().injects, 1):
            to = f"  [{', '.join(row.to)}]" if row.to else ""
            say([f"{number}. {row.title}{to}{f'  ({row.do})' if row.do else ''}"])
