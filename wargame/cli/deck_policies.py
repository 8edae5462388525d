"""`wargame deck policies`: what the policies of a deck come to, side by side."""

from __future__ import annotations

import click

from wargame.cli.completion import complete_decks
from wargame.cli.deck_check import MOST_GAMES, table_columns
from wargame.cli.long_work import INTERRUPTED, interruption, progress_line
from wargame.cli.output import PROBLEMS, say, say_json, stop
from wargame.cli.play import load_deck


@click.command("policies")
@click.argument("deck", shell_complete=complete_decks)
@click.option(
    "--games",
    type=click.IntRange(1, MOST_GAMES),
    default=500,
    show_default=True,
    metavar="N",
    help="So many games of each policy.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def deck_policies(deck: str, games: int, as_json: bool) -> None:
    """Play each policy of DECK against mixed opponents, and count how often it does well.

    Every policy meets the same opponents with the same dice. Game 7 follows from the seed check-7.
    """
    from wargame.forecast import judge_policies, plain_policies, policy_table, try_policies

    loaded = load_deck(deck)
    if not loaded.policies:
        stop(f"{loaded.title} has no policies. `wargame help decks` says how they are written.")
    with interruption() as interrupted, progress_line(games * len(loaded.policies)) as progress:
        tried = try_policies(loaded, games, progress=progress, stop=interrupted)
    verdicts = judge_policies(loaded, tried)
    stopped = any(each.games < games for each in tried) or len(tried) < len(loaded.policies)
    if as_json:
        say_json({"policies": plain_policies(tried), "verdicts": [verdict.sentence for verdict in verdicts]})
    else:
        say([f"{loaded.title}: {games} games of each policy, seeds check-1 to check-{games}.", ""])
        say(policy_table(loaded, tried, table_columns()))
        say(["", *(f"{verdict.sentence}." for verdict in verdicts)] if verdicts else ["", "No policy always wins."])
    if stopped or verdicts:
        raise SystemExit(INTERRUPTED if stopped else PROBLEMS)
