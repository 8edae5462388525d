"""`wargame deck diff`: what has changed between two decks."""

from __future__ import annotations

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import PROBLEMS, say, say_json
from wargame.cli.play import load_deck


@click.command("diff")
@click.argument("before", metavar="A", shell_complete=complete_decks)
@click.argument("after", metavar="B", shell_complete=complete_decks)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option("--exit-code", is_flag=True, help="End with 1 where the decks differ.")
def diff_decks(before: str, after: str, as_json: bool, exit_code: bool) -> None:
    """Say what has changed from deck A to deck B, in words.

    Each is the name of a shipped deck, or a path.
    """
    from wargame.words.deck_diff import deck_differences, difference_lines, plain_differences

    found = deck_differences(load_deck(before), load_deck(after))
    if as_json:
        say_json(plain_differences(found))
    else:
        say(difference_lines(found) if found else ["Nothing has changed: the two decks play and read alike."])
    if found and exit_code:
        raise SystemExit(PROBLEMS)
