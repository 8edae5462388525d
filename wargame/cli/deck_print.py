"""`wargame deck print`: a deck on paper, to be cut out and played on a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import PROBLEMS, say, stop, viewer_in
from wargame.cli.play import load_deck
from wargame.cli.written import file_name, write_files
from wargame.settings import load

if TYPE_CHECKING:
    from wargame.paper import Paper

_PAPERS = ("A4", "Letter")


@click.command("print")
@click.argument("deck", shell_complete=complete_decks)
@click.option(
    "--out",
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write (default: DECK-cards.html, with the names of the seats that were asked for).",
)
@click.option(
    "--paper",
    type=click.Choice(_PAPERS, case_sensitive=False),
    help="Size of paper (default: the setting `paper`).",
)
@click.option("--seat", "seats", metavar="SEAT", multiple=True, help="Only the pages of this seat; may be repeated.")
@click.option("--back", is_flag=True, help="A back for each page of cards, for printing on both sides.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def print_deck(
    deck: str, path: Path | None, paper: Paper | None, seats: tuple[str, ...], back: bool, force: bool
) -> None:
    """Write DECK as pages to print and cut: cards nine to a page, briefs, mats for counters, the facilitator's key.

    The file is a self-contained web page. Open it in a browser and print it.
    """
    found = load_deck(deck)
    wanted = [viewer_in(found, seat, what="--seat") for seat in seats]
    settings = load()
    sheet: Paper = paper or ("Letter" if settings["paper"] == "Letter" else "A4")
    from wargame.paper import deck_sheets

    text = deck_sheets(found, paper=sheet, seats=wanted, back=back)
    target = path or Path(_file(found.id, wanted))
    if os.path.isdir(target):
        stop(f"{target} is a folder, where a file is to be. `--out FILE` writes elsewhere.", PROBLEMS)
    write_files(target.parent, {target.name: text}, elsewhere="`--out FILE` writes elsewhere.", force=force)
    say(
        [f"Wrote {target}", "Open it in a browser and print it at 100 per cent; the top of each page says whose it is."]
    )
    if not wanted:
        say(["It holds every secret of the deck: hand out the right pages."])


def _file(deck: str, seats: Sequence[str]) -> str:
    """The name of the file where none was given.

    >>> _file("seoul", []), _file("seoul", ["moscow", "kyiv"])
    ('seoul-cards.html', 'seoul-moscow-kyiv-cards.html')
    """
    return f"{file_name('-'.join((deck, *dict.fromkeys(seats))))}-cards.html"
