"""`wargame debrief`: the pack that is handed on after a game, or after several groups have played one deck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games, complete_viewers
from wargame.cli.long_work import INTERRUPTED, interruption, progress_line
from wargame.cli.output import mention, opened_store, say, stop, viewer_in
from wargame.cli.written import file_name, write_files
from wargame.deck import FACILITATOR, PUBLIC, listed
from wargame.settings import load

if TYPE_CHECKING:
    from wargame.debrief.pack import Played, SeenGame
    from wargame.store import Store
    from wargame.table import Table

#: Names that the pack's own files have, without their endings.
_OWN = ("report", "decisions", "events", "tracks", "rulings")


@click.command("debrief")
@click.argument("games", nargs=-1, required=True, metavar="GAME…", shell_complete=complete_games)
@click.option(
    "--out", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Where to (default: debrief-GAME)."
)
@click.option(
    "--as",
    "viewer",
    metavar="SEAT|public|facilitator",
    default=FACILITATOR,
    show_default=True,
    shell_complete=complete_viewers,
    help="Whose eyes: only what that seat knew.",
)
@click.option("--no-names", is_flag=True, help="Leave out people's names, and call the games by numbers.")
@click.option(
    "--games",
    "played_on",
    metavar="N",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    help="How often bots play on from before and after each ruling; 0 leaves the decisions that mattered out.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def debrief_command(
    games: tuple[str, ...], folder: Path | None, viewer: str, no_names: bool, played_on: int, force: bool
) -> None:
    """Write what is handed on after GAME, or after several groups: a report, the decision log, and tables.

    The report is a self-contained web page, and the same in Markdown. Tables are CSV and JSON Lines, a row for each
    event, track and ruling. Ctrl+C stops; nothing is written then.
    """
    from wargame.debrief.pack import pack_files

    with opened_store(writing="no") as store:
        tables = same_deck(store, games)
        eyes = viewer
        for table in tables:
            eyes = viewer_in(table.deck, eyes, what="--as", others=(PUBLIC, FACILITATOR))
        if any(table.state.phase != "ended" for table in tables):
            mention([_running(eyes)])
        seen = seen_games(tables, eyes, names=not no_names and load()["names"] != "hide", numbered=no_names)
    played, stopped = _played_on(seen, played_on if eyes == FACILITATOR else 0)
    if stopped:
        mention(["Stopped: nothing was written. `--games 0` leaves out what takes long."])
        raise SystemExit(INTERRUPTED)
    files = pack_files(seen, _files(seen), played)
    target = folder or Path(f"debrief-{file_name(seen[0].name)}")
    write_files(target, files, elsewhere="`--out DIR` writes elsewhere.", force=force)
    say(f"Wrote {target / name}" for name in files)
    say(["Open report.html in a browser. It asks for nothing from outside."])
    if no_names:
        say(["Names that are known are left out; what people wrote may hold others: read it before you give it away."])


def same_deck(store: Store, games: Sequence[str]) -> list[Table]:
    """The tables of saved games, each once; the command ends where they are of several decks."""
    from wargame.debrief.comparing import DECK_CHANGED
    from wargame.table import open_saved

    tables = list({table.game.id: table for table in (open_saved(store, name) for name in games)}.values())
    decks = {table.deck.id: table.deck.title for table in tables}
    if len(decks) > 1:
        stop(f"These games are of {len(decks)} decks, {listed(decks.values())}: take those of one.")
    if len({table.deck.hash for table in tables}) > 1:
        mention([DECK_CHANGED])
    return tables


def seen_games(
    tables: Sequence[Table], viewer: str, *, names: bool = True, numbered: bool = False
) -> tuple[SeenGame, ...]:
    """The games as one viewer saw them; `numbered` calls them by numbers and not by their names."""
    from wargame.debrief.pack import gathered

    return tuple(
        gathered(table, viewer, names=names, name=f"Game {number}" if numbered else "")
        for number, table in enumerate(tables, 1)
    )


def _running(viewer: str) -> str:
    if viewer == FACILITATOR:
        return "One of these games is running: this is for the facilitator alone."
    return "One of these games is running: the report ends where it stands."


def _played_on(games: Sequence[SeenGame], times: int) -> tuple[Mapping[str, Played], bool]:
    """What mattered in each game, and whether Ctrl+C has stopped the playing."""
    from wargame.debrief.outlook import what_mattered
    from wargame.debrief.pack import Played

    whole = sum(len(game.story.rulings) for game in games) if times else 0
    found: dict[str, Played] = {}
    if not whole:
        return found, False
    with interruption() as interrupted, progress_line(whole, "rulings played on") as progress:
        done = 0
        for game in games:
            before = done

            def told(more: int, of: int, before: int = before) -> None:
                progress(before + more)

            found[game.name] = Played(times, what_mattered(game.story, games=times, progress=told, stop=interrupted))
            done += len(game.story.rulings)
            if interrupted():
                return found, True
    return found, False


def _files(games: Sequence[SeenGame]) -> dict[str, str]:
    """The name of each game's own files, without an ending; no two are one on any disk."""
    taken, found = set(_OWN), dict[str, str]()
    for game in games:
        name = stem = file_name(game.name)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        found[game.name] = name
    return found
