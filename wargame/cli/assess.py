"""`wargame assess`: what the seats say of their own objectives, once the game is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games, complete_seats
from wargame.cli.output import PROBLEMS, opened_table, patiently, say, say_json, stop, viewer_of

if TYPE_CHECKING:
    from wargame.table import Table

_USE = "assess GAME SEAT N reached, partly, missed or nothing"


@click.command("assess")
@click.argument("game", shell_complete=complete_games)
@click.argument("seat", required=False, shell_complete=complete_seats)
@click.argument("number", metavar="[N]", required=False, type=int)
@click.argument("verdict", required=False, type=click.Choice(["reached", "partly", "missed", "nothing"]))
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def assess_command(game: str, seat: str | None, number: int | None, verdict: str | None, as_json: bool) -> None:
    """Show what the seats of GAME say of their own objectives; or say it of the Nth objective of SEAT.

    The last word counts; `nothing` takes it back. It is kept beside the log, so the head of the game stays.
    """
    from wargame.table import Refusal, assess

    if seat is not None and (number is None or verdict is None):
        stop(f"It goes: wargame {_USE}")
    with opened_table(game, writing="no" if seat is None else "must") as table:
        if table.state.phase != "ended":
            stop("Refused: the game is not over yet; objectives are assessed, and shown to all, when it is.", PROBLEMS)
        seats = tuple(table.deck.seats)
        if seat is not None and number is not None:
            seats = (viewer_of(table, seat, what="SEAT", others=()),)
            with patiently():
                answer = assess(table, seats[0], number - 1, None if verdict == "nothing" else verdict)
            if isinstance(answer, Refusal):
                stop(f"Refused: {answer.sentence}.", PROBLEMS)
        if as_json:
            say_json([line for each in seats for line in _plain(table, each)])
        else:
            say(line for each in seats for line in _lines(table, each))


def _plain(table: Table, seat: str) -> Iterator[dict[str, object]]:
    from wargame.table import assessments

    words = zip(table.deck.seats[seat].objectives, assessments(table)[seat], strict=True)
    for number, (objective, verdict) in enumerate(words, 1):
        yield {"seat": seat, "number": number, "objective": objective.text, "verdict": verdict}


def _lines(table: Table, seat: str) -> Iterator[str]:
    objectives = list(_plain(table, seat))
    if objectives:
        yield f"{table.deck.seats[seat].title} [{seat}]"
    for each in objectives:
        text = " ".join(str(each["objective"]).split())
        yield f"  {each['number']}  {each['verdict'] or 'not said':<8}  {text}"
