"""`wargame print`: a game on paper: packets with which teams choose, and what is signed and filled in afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import PROBLEMS, opened_table, say, stop, viewer_of
from wargame.cli.written import file_name, write_files
from wargame.deck import listed
from wargame.settings import load

if TYPE_CHECKING:
    from wargame.paper import Paper
    from wargame.table import Table

_PAPERS = ("A4", "Letter")
_WALL, _FACILITATOR, _ALL = "wall", "facilitator", "all-packets"
_COMMUNIQUE, _FEEDBACK = "communique", "feedback"


@click.command("print")
@click.argument("game", shell_complete=complete_games)
@click.option("--packets", is_flag=True, help="A packet for each team, a sheet for the wall, one for the facilitator.")
@click.option("--communique", is_flag=True, help="After the game: one sentence of each seat, for all to sign.")
@click.option("--feedback", is_flag=True, help="After the game: the form on which everybody says what they observed.")
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to (default: packets-GAME, or debrief-GAME).",
)
@click.option(
    "--paper",
    type=click.Choice(_PAPERS, case_sensitive=False),
    help="Size of paper (default: the setting `paper`).",
)
@click.option("--seat", "seats", metavar="SEAT", multiple=True, help="Only the packet of this seat; may be repeated.")
@click.option("--no-names", is_flag=True, help="Leave out who sits where, as the setting `names` may.")
@click.option("--one-file", is_flag=True, help="Everything in one file, each sheet on a page of its own.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def print_command(
    game: str,
    packets: bool,
    communique: bool,
    feedback: bool,
    folder: Path | None,
    paper: Paper | None,
    seats: tuple[str, ...],
    no_names: bool,
    one_file: bool,
    force: bool,
) -> None:
    """Write GAME as pages for the printer: what each team may know goes into its own file.

    The files are self-contained web pages. Open each in a browser and print it.
    """
    if not packets and not communique and not feedback:
        stop("Say what to print: `wargame print GAME --packets`, or after the game `--communique` and `--feedback`.")
    if not packets and (one_file or seats):
        stop("--one-file and --seat are for --packets; the communiqué and the feedback form are for everybody.")
    if one_file and seats:
        stop("--one-file holds every seat; leave out --seat, or print the seats' own files.")
    settings = load()
    sheet: Paper = paper or ("Letter" if settings["paper"] == "Letter" else "A4")
    with opened_table(game, writing="no") as table:
        wanted = [viewer_of(table, seat, what="--seat", others=()) for seat in seats]
        names = {} if no_names or settings["names"] == "hide" else table.desk().names
        files = _afterwards(table, sheet, names, communique=communique, feedback=feedback)
        if packets:
            files |= _one_file(table, sheet, names) if one_file else _files(table, sheet, wanted, names)
        target = folder or Path(f"{'packets' if packets else 'debrief'}-{file_name(table.game.name)}")
        unpacked = [seat for seat in table.deck.seats if packets and not seats and seat not in _teams(table)]
        bots = [table.deck.seats[seat].title for seat in unpacked]
    write_files(target, files, elsewhere="`--out DIR` writes elsewhere.", force=force)
    say(f"Wrote {target / name}" for name in files)
    if bots:
        say([f"No packet for {listed(bots)}: a bot plays. `--seat SEAT` makes one all the same."])
    say(["Open each file in a browser and print it. The pages ask for nothing from outside, and need no colour."])


def _teams(table: Table) -> tuple[str, ...]:
    """The seats that want a packet: those that people play; where nobody does, all."""
    return table.people() or tuple(table.deck.seats)


def _files(table: Table, paper: Paper, seats: list[str], names: Mapping[str, str]) -> dict[str, str]:
    """Each file's name and its text; with `seats`, their packets and nothing else."""
    from wargame.paper import facilitator_sheet, packet, wall_sheet

    deck, title = table.deck, table.game.name
    file_of = seat_files(deck.seats)
    found: dict[str, str] = {}
    for seat in dict.fromkeys(seats) or _teams(table):
        found[f"{file_of[seat]}.html"] = packet(table.view(seat), deck, title, paper=paper, names=names)
    if not seats:
        every = [table.view(seat) for seat in deck.seats]
        own = table.view("facilitator")
        found[f"{_WALL}.html"] = wall_sheet(table.view("public"), deck, title, paper=paper, names=names)
        found[f"{_FACILITATOR}.html"] = facilitator_sheet(own, every, deck, title, paper=paper, names=names)
    return found


def _afterwards(
    table: Table, paper: Paper, names: Mapping[str, str], *, communique: bool, feedback: bool
) -> dict[str, str]:
    """What is signed and filled in after a game; the communiqué once the game is over."""
    from wargame.paper import communique as signed
    from wargame.paper import feedback_form
    from wargame.table import answers

    deck, title = table.deck, table.game.name
    found: dict[str, str] = {}
    if communique:
        ending = table.view("public").ending
        if ending is None:
            stop("Refused: the game is not over yet; the communiqué is written when it is.", PROBLEMS)
        early = next((each.title for each in deck.ends if each.id == ending.cause), "the calendar has run out")
        sentences = answers(table).sentences["communique"]
        found[f"{_COMMUNIQUE}.html"] = signed(deck, title, sentences, ending=early, paper=paper, names=names)
    if feedback:
        found[f"{_FEEDBACK}.html"] = feedback_form(deck, title, paper=paper)
    return found


def _one_file(table: Table, paper: Paper, names: Mapping[str, str]) -> dict[str, str]:
    from wargame.paper import one_file

    text = one_file(
        table.view("public"),
        table.view("facilitator"),
        [table.view(seat) for seat in table.deck.seats],
        _teams(table),
        table.deck,
        table.game.name,
        paper=paper,
        names=names,
    )
    return {f"{_ALL}.html": text}


def seat_files(seats: Iterable[str]) -> dict[str, str]:
    """The name of each seat's file, without its ending; no two are one on a disk that does not tell `A` from `a`.

    >>> seat_files(["seoul", "wall", "Seoul"])
    {'seoul': 'seoul', 'wall': 'wall-seat', 'Seoul': 'Seoul-seat'}
    """
    taken = {_WALL, _FACILITATOR, _COMMUNIQUE, _FEEDBACK}
    found: dict[str, str] = {}
    for seat in seats:
        name = file_name(seat)
        while name.casefold() in taken:
            name += "-seat"
        taken.add(name.casefold())
        found[seat] = name
    return found
