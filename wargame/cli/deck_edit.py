"""`wargame deck edit`: a deck edited on the screens, or in one's own editor, and checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import PROBLEMS, is_terminal, say, stop, want_terminal


@click.command("edit")
@click.argument("path", shell_complete=complete_decks)
@click.option(
    "--editor", is_flag=True, help="In the editor that VISUAL or EDITOR names; the deck is checked when that is closed."
)
def edit_command(path: str, editor: bool) -> None:
    """Edit the deck at PATH, and see what is wrong with it while you type.

    PATH is a file or a folder; of a folder with several files the one that is named is opened first. Decks that belong
    to the program are not edited: `wargame deck new ID --from DECK` copies one.
    """
    deck, file = _meant(path)
    if editor:
        _edit_outside(deck, file)
        return
    want_terminal("The editor wants a terminal. Without one, use `wargame deck edit --editor`, or any editor you like.")
    from wargame.tui import run_workshop
    from wargame.tui.workshop import Errand

    code = run_workshop(Errand(deck=deck, edit=True, file=file))
    if code:
        raise SystemExit(code)


def _meant(path: str) -> tuple[Path, Path | None]:
    """The deck, and the file of it that was named."""
    from wargame.deck import UnknownDeck, find_deck, is_shipped
    from wargame.deck.reading.finding import deck_at

    try:
        found = find_deck(path)
    except UnknownDeck as error:
        stop(str(error))
    if is_shipped(found):
        name = deck_at(found).stem
        stop(f"{found} belongs to the program. `wargame deck new ID --from {name}` makes one of your own of it.")
    deck = deck_at(found)
    return deck, found if deck != found else None


def _edit_outside(deck: Path, file: Path | None) -> None:
    """Open, check, and open again as long as there is something to mend and somebody wants to."""
    from wargame.cli.deck_check import say_problems
    from wargame.deck import check, files_of
    from wargame.tui.own_editor import NoEditor, edit_outside

    files = files_of(deck)
    if not files:
        stop(f"There is no deck to edit in {deck}.")
    file = file or files[0]
    while True:
        try:
            code = edit_outside(file)
        except NoEditor as error:
            stop(str(error))
        if code:
            say([f"The editor ended with the code {code}."])
        reading = check(deck)
        say_problems(str(deck), reading.problems)
        if reading.deck is not None:
            return
        if not is_terminal(sys.stdin) or not click.confirm("Open it again?", default=True, err=True):
            raise SystemExit(PROBLEMS)
        file = _file_of(reading.problems[0].at.file, files) or file


def _file_of(name: str, files: tuple[Path, ...]) -> Path | None:
    """The file of the deck in which a problem lies."""
    return next((file for file in files if str(file) == name), None)
