"""What the seats say of their own objectives once the game is over, before the board is heard.

Kept as notes beside the log, so that a finished game's head never moves: whoever has second thoughts after the final
argument says it anew, and the last word counts. A note that can't be read is as if nobody had written it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from attrs import frozen

from wargame.deck import ALL, PUBLIC, Deck, nearest
from wargame.rules import PERSON, GameOpened, Refusal, Seated

if TYPE_CHECKING:
    from wargame.table.table import Table

#: How far a seat says that it got with an objective.
Verdict = Literal["reached", "partly", "missed"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: What the notes of this module are called, and the version of their bodies.
ASSESSMENT = "assessment"
_VERSION = 1


@frozen
class Assessment:
    """The body of a note: a seat says how far it got with one of its objectives, counted from 0; None unsays it."""

    seat: str
    objective: int
    verdict: Verdict | None


def assess(table: Table, seat: str, objective: int, verdict: str | None) -> Refusal | None:
    """Keep what `seat` says of its objective, counted from 0, in place of what it said before; or say why not.

    None takes a word back. What is said already is not written down again.
    """
    table.refresh()
    against = _refusal(table, seat, objective, verdict)
    if against is not None:
        return against
    word = next((each for each in VERDICTS if each == verdict), None)
    if assessments(table)[seat][objective] != word:
        body = msgspec.json.encode(Assessment(seat, objective, word), order="deterministic").decode()
        table.add_note(seat, ALL, ASSESSMENT, body)
    return None


def assessments(table: Table) -> dict[str, tuple[Verdict | None, ...]]:
    """What every seat says of each of its objectives, None where it has said nothing; in the deck's order."""
    said: dict[str, list[Verdict | None]] = {
        seat.id: [None] * len(seat.objectives) for seat in table.deck.seats.values()
    }
    for note in table.notes(PUBLIC):
        if (note.kind, note.version) != (ASSESSMENT, _VERSION):
            continue
        word = _read(note.body)
        if word is not None and 0 <= word.objective < len(said.get(word.seat, ())):
            said[word.seat][word.objective] = word.verdict
    return {seat: tuple(words) for seat, words in said.items()}


def speakers(table: Table) -> tuple[str, ...]:
    """The seats that have somebody to speak for them: those that people played at any time, in the deck's order."""
    found: set[str] = set()
    for event in table.events:
        if isinstance(event.body, GameOpened):
            found |= {seat for seat, player in event.body.players.items() if player == PERSON}
        elif isinstance(event.body, Seated) and event.body.player == PERSON:
            found.add(event.body.seat)
    return tuple(seat for seat in table.deck.seats if seat in found)


def _refusal(table: Table, seat: str, objective: int, verdict: str | None) -> Refusal | None:
    if table.state.phase != "ended":
        return Refusal("not_ended", "the game is not over yet; objectives are assessed when it is")
    if seat not in table.deck.seats:
        guess = nearest(seat, table.deck.seats)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(table.deck.seats)}"
        return Refusal("unknown_seat", f"no seat is called `{seat}`; {hint}")
    if not 0 <= objective < len(table.deck.seats[seat].objectives):
        return Refusal("unknown_objective", _no_objective(table.deck, seat, objective))
    if verdict is not None and verdict not in VERDICTS:
        known = f"{', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}"
        return Refusal("unknown_verdict", f"an objective is {known}, not `{verdict}`")
    return None


def _no_objective(deck: Deck, seat: str, objective: int) -> str:
    title, many = deck.seats[seat].title, len(deck.seats[seat].objectives)
    has = f"{many} objectives" if many > 1 else "one objective" if many else "no objectives"
    return f"{title} has {has}, and no number {objective + 1}"


def _read(body: str) -> Assessment | None:
    try:
        return msgspec.json.decode(body, type=Assessment)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
