"""`wargame branch`: play on from any entry of a game, as a game of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import mention, opened_store, refused, say, stop, viewer_of
from wargame.cli.play import bots_of, laid_lines, open_screens, play_out
from wargame.deck import FACILITATOR

if TYPE_CHECKING:
    from wargame.table import DiceOf, Table


@click.command("branch")
@click.argument("game", shell_complete=complete_games)
@click.option("--at", type=int, metavar="NUMBER", help="Play on after this entry of the facilitator's log.")
@click.option("--turn", type=int, metavar="N", help="Play on from where this turn opened.")
@click.option(
    "--dice",
    type=click.Choice(["new", "same"]),
    default="new",
    show_default=True,
    help="New dice, or those of GAME, once it is over: what nobody decides otherwise then falls as it fell.",
)
@click.option("--seed", metavar="TEXT", help="New dice that follow from this text.")
@click.option("--people", metavar="SEATS", help="Seats that people play from here on, with commas; the others stay.")
@click.option(
    "--bot",
    "bots",
    metavar="SEAT=POLICY",
    multiple=True,
    help="A bot that plays SEAT from here on, `random` or by a policy of the deck; may be repeated.",
)
@click.option("--name", metavar="NAME", help="What the branch is saved as. Default: the game's name and a number.")
@click.option("--headless", is_flag=True, help="Bots in every seat; the transcript is printed as it comes.")
@click.option("--no-screen", is_flag=True, help="Only make the branch; it is then played by `wargame do`.")
def branch_command(
    game: str,
    at: int | None,
    turn: int | None,
    dice: DiceOf,
    seed: str | None,
    people: str | None,
    bots: tuple[str, ...],
    name: str | None,
    headless: bool,
    no_screen: bool,
) -> None:
    """What if: play on from any entry of GAME, as a game of its own. GAME itself never changes.

    The branch begins with all that was played up to there, and remembers of which game it is one.
    """
    from wargame.table import Refusal, branch_game, open_saved

    if (at is None) == (turn is None):
        stop("Say where the branch parts: --at NUMBER, an entry of the facilitator's log, or --turn N.")
    with opened_store() as store:
        parent = open_saved(store, game)
        seats = tuple(parent.deck.seats) if headless else ()
        players: dict[str, str | None] = dict.fromkeys(seats, "random")
        for seat in filter(None, (each.strip() for each in (people or "").split(","))):
            players[viewer_of(parent, seat, what="--people", others=())] = None
        both = next((seat for seat in bots_of(parent.deck, bots) if players.get(seat, "") is None), None)
        if both is not None:
            stop(f"--people and --bot both name {both}; it is played by one or the other.")
        players |= bots_of(parent.deck, bots)
        if headless and None in players.values():
            stop("--headless has bots in every seat, and --people names some that people play.")
        branch = branch_game(store, parent, _event(parent, at, turn), dice=dice, seed=seed, players=players, name=name)
        if isinstance(branch, Refusal):
            refused(branch.sentence)
        mention([f"{branch.game.name} parts from {parent.game.name}."])
        if headless:
            play_out(branch)
        elif no_screen:
            say(laid_lines(branch))
        else:
            open_screens(store, branch)


def _event(parent: Table, at: int | None, turn: int | None) -> int:
    """The event after which the branch parts; the command ends where there is none."""
    from wargame.table import TurnOpened

    if at is not None:
        found = parent.event_of(at, FACILITATOR)
        if found is None:
            stop(f"The log of {parent.game.name} has entries 1 to {len(parent.log(FACILITATOR))}, and no {at}.")
        return found
    opened = [each.seq for each in parent.events if isinstance(each.body, TurnOpened) and each.body.turn == turn]
    if not opened:
        stop(f"{parent.game.name} has no turn {turn}: it came to turn {parent.state.turn}.")
    return opened[-1]
