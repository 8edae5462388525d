"""`wargame desk`: what lies on the facilitator's desk: how the room sits, its clock, who sits where, and a code."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

from wargame.cli.completion import complete_games
from wargame.cli.output import opened_table, patiently, say, say_json, stop, unseen, viewer_of
from wargame.deck import nearest

if TYPE_CHECKING:
    from wargame.table import Reading, RoomClock, Table

_USAGE = {
    "sitting": "desk GAME sitting wall|passed|terminals",
    "rulings": "desk GAME rulings umpire|rules",
    "names": "desk GAME names SEAT TEXT",
    "clock": "desk GAME clock ends 17:30|+90|never, or clock stop|go|more [MINUTES]|ignore|drop",
    "code": "desk GAME code [--remove]",
}
_MOST_MINUTES = 240


@click.command("desk")
@click.argument("game", shell_complete=complete_games)
@click.argument("what", required=False)
@click.argument("values", nargs=-1)
@click.option("--remove", is_flag=True, help="Take the code away.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def desk_command(game: str, what: str | None, values: tuple[str, ...], remove: bool, as_json: bool) -> None:
    """Show what lies on the desk of GAME, or change it. None of it is part of the game.

    \b
    sitting wall|passed|terminals     how the room sits
    rulings umpire|rules              who rules: the umpire, or the rules as soon as moves lie open
    names SEAT TEXT                   who sits in SEAT; an empty TEXT takes the names away
    clock ends 17:30|+90|never        when the room must be empty
    clock stop|go                     the clock stands still, or goes on
    clock more [MINUTES]              this part of the turn gets more time (default: 1)
    clock ignore                      this part takes as long as it takes; again: its time counts
    clock drop                        one move fewer is argued in full this turn
    code                              the code that the desk asks for, typed in unseen
    """
    if what is not None and what not in _USAGE:
        guess = nearest(what, _USAGE)
        stop(f"There is no `{what}` on a desk. {f'Did you mean `{guess}`?' if guess else f'There is: {_listed()}.'}")
    if remove and what != "code":
        stop(f"It goes: wargame {_USAGE['code']}")
    with opened_table(game, writing="no" if what is None else "must") as table:
        if what is not None:
            if what == "code":
                _code(table, values, remove)
            else:
                with patiently():
                    _CHANGES[what](table, values)
        if as_json:
            say_json(_plain(table))
        else:
            say(_lines(table))


def _listed() -> str:
    return ", ".join(_USAGE)


def _wrong(what: str) -> NoReturn:
    stop(f"It goes: wargame {_USAGE[what]}")


def _sitting(table: Table, values: tuple[str, ...]) -> None:
    from wargame.table import SITTINGS

    if len(values) != 1:
        _wrong("sitting")
    wanted = next((each for each in SITTINGS if each == values[0].lower()), None)
    if wanted is None:
        guess = nearest(values[0], SITTINGS)
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"A room sits {', '.join(SITTINGS[:-1])} or {SITTINGS[-1]}, not `{values[0]}`.{hint}")
    table.arrange(wanted)


def _rulings(table: Table, values: tuple[str, ...]) -> None:
    from wargame.table import RULINGS

    wanted = next((each for each in RULINGS if [each] == [value.lower() for value in values]), None)
    if wanted is None:
        _wrong("rulings")
    table.leave_rulings(wanted)


def _names(table: Table, values: tuple[str, ...]) -> None:
    if len(values) < 2:
        _wrong("names")
    seat = viewer_of(table, values[0], what="SEAT", others=())
    table.name_members(seat, " ".join(values[1:]))


def _clock(table: Table, values: tuple[str, ...]) -> None:
    from wargame.table import extended, floor_dropped, held, ignored, room_ends

    match values:
        case ["ends", text]:
            from attrs import evolve

            if not text.strip():
                stop(
                    "Say when the room must be empty: 17:30, or +90 for in ninety minutes; `never` takes the end away."
                )
            ends = room_ends("" if text.lower() == "never" else text, _now())
            table.change_clock(lambda clock, when: evolve(clock, ends_at=ends))
        case ["stop" | "go" as wanted]:
            table.change_clock(lambda clock, when: held(clock, when, _now(), still=wanted == "stop"))
        case ["more"] | ["more", _]:
            seconds = 60 * _minutes(values[1] if len(values) > 1 else "1")
            table.change_clock(lambda clock, when: extended(clock, when, seconds))
        case ["ignore"]:
            table.change_clock(ignored)
        case ["drop"]:
            deck = table.deck
            table.change_clock(lambda clock, when: floor_dropped(clock, when, deck.pace, len(deck.seats)))
        case _:
            _wrong("clock")


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST_MINUTES):
        stop(f"Minutes are a number from 1 to {_MOST_MINUTES}, not `{text}`.")
    return int(text)


def _code(table: Table, values: tuple[str, ...], remove: bool) -> None:
    if values:
        stop("A code is never written on the line, where others could read it: `wargame desk GAME code` asks for it.")
    code = "" if remove else unseen("A code for this desk", twice=True)
    if not code and not remove:
        stop("Nothing was typed, and the code is as it was. `--remove` takes it away.")
    with patiently():
        table.lock(code)


_CHANGES = {"sitting": _sitting, "rulings": _rulings, "names": _names, "clock": _clock}


def _now() -> int:
    return time.time_ns() // 1_000_000


def _reading(table: Table) -> Reading:
    from wargame.table import reading

    return reading(table.desk().clock, table.timing(), table.deck, _now())


def _clock_line(clock: RoomClock, shown: Reading) -> str:
    """What the clock of the room says; where nobody has set it, how to."""
    from wargame.table import RoomClock
    from wargame.words import clock_text

    if clock == RoomClock():
        return "not set; `clock ends 17:30` sets it"
    if shown.part is None:
        return "nothing to time"
    text = clock_text(
        left=shown.left,
        paused=shown.paused,
        ignored=shown.ignored,
        room=shown.room,
        reach=shown.reach,
        turns=shown.turns,
        turn=shown.turn,
    )
    return text or "the time of this part is ignored"


def _lines(table: Table) -> Iterator[str]:
    from wargame.table import time_text
    from wargame.words import RULINGS_TITLES, SITTING_TITLES, player_title

    desk, shown = table.desk(), _reading(table)
    yield f"The room: {SITTING_TITLES[desk.sitting]}"
    yield f"Moves are ruled {RULINGS_TITLES[desk.rulings]}"
    yield f"Clock: {_clock_line(desk.clock, shown)}"
    if desk.clock.ends_at is not None:
        yield f"The room must be empty at {time_text(desk.clock.ends_at, _now())}."
    yield f"Argued in full this turn: {shown.floors}"
    yield f"Code: {'set' if desk.locked else 'none'}"
    for seat in table.deck.seats.values():
        names = desk.names.get(seat.id, "")
        yield f"{seat.glyph} {seat.title}: {player_title(table.state.players[seat.id])}{f': {names}' if names else ''}"


def _plain(table: Table) -> dict[str, Any]:
    from wargame.rules import plain

    desk = table.desk()
    return {
        "game": table.game.name,
        "sitting": desk.sitting,
        "rulings": desk.rulings,
        "code": desk.locked,
        "ends_at": desk.clock.ends_at,
        "clock": plain(_reading(table)),
        "seats": [
            {
                "id": seat.id,
                "title": seat.title,
                "player": table.state.players[seat.id],
                "names": desk.names.get(seat.id, ""),
            }
            for seat in table.deck.seats.values()
        ],
    }
