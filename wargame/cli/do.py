"""`wargame do`: a game played in plain lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from wargame.cli.advice import advice, after_rulings, deals_due, nothing_ruled
from wargame.cli.completion import complete_games, complete_seats, complete_verbs, complete_words
from wargame.cli.notes import write_note
from wargame.cli.output import opened_table, patiently, refused, say, viewer_of
from wargame.cli.verbs import FACILITATORS, SEATS, command_of, legend_lines, usage_lines
from wargame.cli.words import Noted, RuleAll
from wargame.deck import FACILITATOR, PUBLIC, Deck

if TYPE_CHECKING:
    from wargame.table import Event, Table


#: Game, speaker and verb.
_BEFORE_TEXT = 3


class _Spoken(click.Command):
    """A command whose help lists what may be said; whatever follows the verb is text, also where it begins with `-`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spoken = len(args) > _BEFORE_TEXT and not any(each.startswith("-") for each in args[:_BEFORE_TEXT])
        return super().parse_args(ctx, [*args[:_BEFORE_TEXT], "--", *args[_BEFORE_TEXT:]] if spoken else args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for speaker, verbs in (("A SEAT says", SEATS), ("The facilitator says", FACILITATORS)):
            with formatter.section(speaker):
                for line in usage_lines(verbs):
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")
        with formatter.section("What stands for what"):
            for line in legend_lines():
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")


@click.command("do", cls=_Spoken)
@click.argument("game", shell_complete=complete_games)
@click.argument("seat", shell_complete=complete_seats)
@click.argument("verb", shell_complete=complete_verbs)
@click.argument("what", nargs=-1, type=click.UNPROCESSED, shell_complete=complete_words)
def do_command(game: str, seat: str, verb: str, what: tuple[str, ...]) -> None:
    """Make a move in GAME, argue it, or lead the table.

    What came of it is told as that seat may know it, and to the facilitator as everyone may, since others may look on;
    `wargame log GAME --as facilitator` tells all. MOVE is the seat whose move it is; left out, the one that is next.
    """
    from wargame.table import Refusal, TurnClosed

    with opened_table(game) as table:
        speaker = viewer_of(table, seat, what="SEAT", others=(FACILITATOR,))
        command = command_of(table, speaker, verb, what)
        with patiently():
            if isinstance(command, Noted):
                write_note(table, command.text, speaker, speaker)
                return
            if isinstance(command, RuleAll):
                rule_all(table)
                return
            answer = table.send(command)
        if isinstance(answer, Refusal):
            refused(answer.sentence, advice(table, answer, command) if speaker == FACILITATOR else ())
        viewer = PUBLIC if speaker == FACILITATOR else speaker
        if not tell_events(table.deck, answer.events, viewer):
            say(["Done; nothing of it shows to everyone."])
        tell_odds(table, viewer, answer.events)
        if speaker == FACILITATOR and any(isinstance(each.body, TurnClosed) for each in answer.events):
            say(deals_due(table))


def rule_all(table: Table) -> None:
    """Rule move after move until one wants something first; then say what was ruled, and what is wanted."""
    from wargame.table import Refusal

    before = _ruled_moves(table)
    while not isinstance(answer := table.rule_all(), Refusal):
        tell_events(table.deck, answer.events, PUBLIC)
    ruled = [move for move in _ruled_moves(table) if move not in before]
    if not ruled:
        refused(nothing_ruled(table, answer), advice(table, answer))
    say(after_rulings(table, ruled, answer))


def _ruled_moves(table: Table) -> list[str]:
    return [move for move in table.state.table if move not in table.state.pending]


def tell_events(deck: Deck, events: Iterable[Event], viewer: str) -> bool:
    """What came of a command, as one viewer may know it; whether there was anything to tell."""
    from wargame.table import face
    from wargame.words import tell

    told = [seen for event in events if (seen := face(deck, event, viewer)) is not None]
    for each in told:
        say(tell(deck, each))
    return bool(told)


def tell_odds(table: Table, viewer: str, events: Iterable[Event]) -> None:
    """What the odds of a move are now that something was said of it."""
    from wargame.words import outlook_lines

    view = table.view(viewer)
    outlooks = table.outlooks(view)
    about = dict.fromkeys(getattr(event.body, "move", "") for event in events)
    for move in view.moves:
        if move.id in about and move.id in outlooks:
            say(outlook_lines(table.deck, move, outlooks[move.id]))
