"""`wargame fairness`: what each seat was given by the umpire."""

from __future__ import annotations

import click
from attrs import asdict

from wargame.cli.completion import complete_games
from wargame.cli.output import mention, opened_table, say, say_json
from wargame.deck import clean


@click.command("fairness")
@click.argument("game", shell_complete=complete_games)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def fairness_command(game: str, as_json: bool) -> None:
    """What each seat of GAME was given: mean odds, reasons accepted, overrides for and against it, time on the floor.

    While a game runs this is for the facilitator alone: the odds of hidden moves count in it.
    """
    from wargame.debrief import ledger

    with opened_table(game, writing="no") as table:
        found = ledger(table.deck, table.events)
        if as_json:
            say_json({seat: asdict(each) for seat, each in found.items()})
            return
        width = max(len(table.deck.seats[seat].title) for seat in found)
        say([f"{'':<{width}}  moves  mean odds  pros/cons  reasons accepted  overrides + − =   floors"])
        for seat, each in found.items():
            odds = "–" if each.odds is None else f"{each.odds} %"
            reasons = f"{each.accepted} of {each.given}"
            time = f"{each.floors} ({each.floor // 60}:{each.floor % 60:02})"
            title = clean(table.deck.seats[seat].title)
            overrides = f"{each.raised:>11} {each.lowered} {each.altered}"
            said = f"{each.pros}/{each.cons}"
            say([f"{title:<{width}}  {each.rulings:>5}  {odds:>9}  {said:>9}  {reasons:>16}  {overrides}   {time}"])
        say(["Pros/cons: accepted on its own moves. Overrides: + better, − worse than the dice, = other."])
        say(["What a rewind took back was given all the same, and counts."])
        if table.state.phase != "ended":
            mention(["The game is running: this is for the facilitator alone."])
