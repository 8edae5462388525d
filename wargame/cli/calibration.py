"""`wargame calibration`: how often it came off that was called so likely, over many games."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import mention, opened_store, say, say_json

if TYPE_CHECKING:
    from wargame.debrief import Calibration


@click.command("calibration")
@click.argument("games", nargs=-1, required=True, metavar="GAME…", shell_complete=complete_games)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def calibration_command(games: tuple[str, ...], as_json: bool) -> None:
    """How good the chances were that the umpire and the teams' ballots named in these games: Brier score, reliability.

    With fewer than 100 rulings a score says more about the dice, and only what is wanting is told. Hidden moves count
    too; while one of the games runs this is for the facilitator alone.
    """
    from wargame.debrief import story_of
    from wargame.debrief.calibrated import HOW, calibrated, calibrated_lines
    from wargame.debrief.comparing import common_deck
    from wargame.table import open_saved

    with opened_store(writing="no") as store:
        tables = list({table.game.id: table for table in (open_saved(store, name) for name in games)}.values())
        if any(table.state.phase != "ended" for table in tables):
            mention(["One of these games is running: this is for the facilitator alone."])
        decks = {table.deck.id for table in tables}
        if len(decks) > 1:
            mention([f"These games are of {len(decks)} decks: only the umpire's odds are counted."])
        found = calibrated([story_of(table.deck, table.events) for table in tables])
    deck = common_deck([table.deck for table in tables])
    if as_json:
        say_json([_plain(each) for each in found])
    else:
        say([f"Calibration over {len(tables)} game{'s' * (len(tables) != 1)}", f"  ({HOW})"])
        say(f"  {line}" for line in calibrated_lines(deck, found))


def _plain(each: Calibration) -> dict[str, Any]:
    from wargame.debrief.calibrated import wanting

    return {
        "who": each.who,
        "rulings": each.forecasts,
        "wanting": wanting(each),
        "brier": float(each.brier),
        "reliability": float(each.reliability),
        "resolution": float(each.resolution),
        "uncertainty": float(each.uncertainty),
        "bins": [
            {
                "low": bin_.low,
                "high": bin_.high,
                "rulings": bin_.forecasts,
                "mean": float(bin_.mean),
                "came_off": bin_.happened,
            }
            for bin_ in each.bins
        ],
    }
