"""`wargame verify`: is a saved game what was played?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import PROBLEMS, mention, opened_store, say, stop

if TYPE_CHECKING:
    from wargame.table import Finding, Lot, Store


@click.command("verify")
@click.argument("games", nargs=-1, metavar="GAME…", shell_complete=complete_games)
@click.option("--all", "everything", is_flag=True, help="Every game of the save.")
@click.option("--rules", is_flag=True, help="Also carry out every command again by today's rules.")
@click.option("--dice", is_flag=True, help="Print each roll with what it was drawn from, for `wargame help dice`.")
@click.option("--head", metavar="HEAD", help="The head that was noted earlier, so that a cut tail is seen.")
def verify_command(games: tuple[str, ...], everything: bool, rules: bool, dice: bool, head: str | None) -> None:
    """Check the hash chain, the deck, every roll and every band of saved games."""
    from wargame.table import verify_game, verify_save

    if dice:
        if len(games) != 1 or rules or head:
            stop("--dice goes with one game and no other option: `wargame verify --dice GAME`.")
        _print_dice(games[0])
        return
    if bool(games) == everything:
        stop("Say which: `wargame verify GAME…`, or `wargame verify --all`.")
    if head and len(games) != 1:
        stop("--head belongs to one game: `wargame verify GAME --head HEAD`.")
    wrong = False
    with opened_store(writing="no") as store:
        if everything:
            for name, findings in verify_save(store, rules=rules):
                wrong |= _report(store, name, findings)
        for name in games:
            row = store.find_game(name)
            wrong |= _report(store, row.name, verify_game(store, row.name, rules=rules, head=head))
    if wrong:
        raise SystemExit(PROBLEMS)


def _print_dice(name: str) -> None:
    """The rolls with their inputs, in columns that a few lines of code can read: `wargame help dice` has them.

    Of a game that runs no more than everybody may see, whoever asks: it may be printed before the room.
    """
    from wargame.table import dice_book, open_saved, secrets_in_play

    with opened_store(writing="no") as store:
        table = open_saved(store, name)
        book = dice_book(table.deck, table.events, secrets_in_play(store, table))
    for lot in book.lots:
        for line in _dice_lines(lot):
            click.echo(line)
    if not book.ended:
        mention(["Rolls of what not everybody may see are told when the game has ended."])
    if book.secret is None:
        mention([f"The secret of {table.game.name} is told when the game has ended."])
    if any(lot.secret is None for lot in book.lots[:-1]):
        mention(["It is a branch: the secret of the dice before it parted is told when that game has ended as well."])


def _dice_lines(lot: Lot) -> Iterator[str]:
    """What the dice were committed to, their secret once it is told, and each roll of them."""
    yield f"commitment\t{lot.commitment}"
    if lot.secret is not None:
        yield f"secret\t{lot.secret}"
    for each in lot.rolls:
        roll = each.roll
        if roll.address:
            yield f"roll\t{each.event}\t{roll.address}\t{roll.sides}\t{roll.value}\t{each.words}"
        else:
            yield f"by hand\t{each.event}\t{roll.sides}\t{roll.value}"


def _report(store: Store, name: str, findings: list[Finding]) -> bool:
    """Print what was found of one game; whether anything of it is an error."""
    say(str(finding) for finding in findings)
    errors = any(finding.severity == "error" for finding in findings)
    if not errors:
        say([f"{name}: well. Head {store.head(store.find_game(name).id)}"])
    return errors
