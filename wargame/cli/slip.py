"""`wargame slip`: paper slips typed in unseen, and all of them turned over at once."""

from __future__ import annotations

import shlex

import click

from wargame.cli.completion import complete_games, complete_seats
from wargame.cli.do import tell_events
from wargame.cli.output import opened_table, patiently, refused, say, stop, unseen, viewer_of
from wargame.deck import PUBLIC, listed


@click.command("slip")
@click.argument("game", shell_complete=complete_games)
@click.argument("seat", required=False, shell_complete=complete_seats)
@click.option("--turn-over", is_flag=True, help="Hand in all slips and turn the moves over.")
def slip_command(game: str, seat: str | None, turn_over: bool) -> None:
    """Type in the slip of SEAT: the code of its card, or `pass`. It is not shown; from a pipe, one line is read.

    A slip can be typed in anew until the moves are turned over, and nothing that is said here tells what is on it.
    """
    from wargame.table import Refusal

    if turn_over == (seat is not None):
        stop(f"It goes: wargame slip {game} SEAT, and once all are in: wargame slip {game} --turn-over")
    with opened_table(game) as table:
        if seat is None:
            with patiently():
                answer = table.turn_over()
            if isinstance(answer, Refusal):
                refused(answer.sentence)
            if not answer.events:
                refused("no slip waits to be turned over")
            tell_events(table.deck, answer.events, PUBLIC)
            return
        who = viewer_of(table, seat, what="SEAT", others=())
        title = table.deck.seats[who].title
        code = unseen(f"The slip of {title}").strip()
        if not code:
            stop(f"Nothing was typed: the slip of {title} has the code of a card, or says `pass`.")
        with patiently():
            against = table.take_slip(who, code)
        if against is not None:
            refused(against.sentence)
        waiting = [each for each in table.people() if each not in table.state.moves and table.slip(each) is None]
        missing = listed(table.deck.seats[each].title for each in waiting)
        then = (
            f"Still waiting for {missing}."
            if waiting
            else f"All are in: `wargame slip {shlex.quote(game)} --turn-over`."
        )
        say([f"The slip of {title} is in. {then}"])
