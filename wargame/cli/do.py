"""`wargame do`: a game played in plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.output import PROBLEMS, meant, opened_table, say, stop, viewer_of
from wargame.deck import FACILITATOR, PUBLIC, Deck, nearest

if TYPE_CHECKING:
    from wargame.table import Command

#: What each verb wants beside the seat, and how it reads.
_SEAT_VERBS = {"play": "do GAME SEAT play CARD", "pass": "do GAME SEAT pass"}
_TABLE_VERBS = {"rule": "do GAME facilitator rule", "next": "do GAME facilitator next"}


@click.command("do")
@click.argument("game")
@click.argument("seat")
@click.argument("verb")
@click.argument("what", required=False)
def do_command(game: str, seat: str, verb: str, what: str | None) -> None:
    """Make a move in GAME: a SEAT says `play CARD` or `pass`; the facilitator says `rule` or `next`.

    What came of it is told as that seat may know it, and to the facilitator as everyone may, since others may look on;
    `wargame log GAME --as facilitator` tells all.
    """
    from wargame.table import Refusal, face
    from wargame.words import tell

    with opened_table(game) as table:
        speaker = viewer_of(table, seat, what="SEAT", others=(FACILITATOR,))
        answer = table.send(_command(table.deck, speaker, verb, what))
        if isinstance(answer, Refusal):
            stop(f"Refused: {answer.sentence}{'' if answer.sentence.endswith('?') else '.'}", PROBLEMS)
        viewer = PUBLIC if speaker == FACILITATOR else speaker
        for event in answer.events:
            seen = face(table.deck, event, viewer)
            if seen is not None:
                say(tell(table.deck, seen))


def _command(deck: Deck, seat: str, verb: str, what: str | None) -> Command:
    from wargame.table import Next, Pass, Play, Rule

    verbs = _TABLE_VERBS if seat == FACILITATOR else _SEAT_VERBS
    if verb not in verbs:
        guess = nearest(verb, verbs)
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"{seat} can't `{verb}`.{hint} It goes: {' or '.join(f'wargame {each}' for each in verbs.values())}")
    if (verb == "play") != (what is not None):
        stop(f"It goes: wargame {verbs[verb]}")
    match verb:
        case "play":
            return Play(seat, meant(what or "", {card.id: card.title for card in deck.hand(seat)}))
        case "pass":
            return Pass(seat)
        case "rule":
            return Rule()
    return Next()
