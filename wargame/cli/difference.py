"""What `wargame show --against` prints: what two viewers had at one moment that the other had not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wargame.cli.output import say, say_json, stop
from wargame.deck import FACILITATOR, PUBLIC, Deck

if TYPE_CHECKING:
    from wargame.debrief.difference import Difference, Gap, Side
    from wargame.table import Entry, Table


def show_difference(table: Table, viewer: str, other: str, at: int | None, as_json: bool) -> None:
    """Print the difference after the entry `at` of the viewer's log, or now. Ends the command where there is none."""
    from wargame.debrief import recording_of
    from wargame.debrief.difference import difference

    recording = recording_of(table)
    eyes = recording.through(viewer)
    number = eyes.total if at is None else at
    if not 1 <= number <= eyes.total:
        stop(f"The log of {table.game.name} as {viewer} has entries 1 to {eyes.total}, and no {at}.")
    found = difference(eyes, recording.through(other), number)
    if as_json:
        say_json(_plain(found))
    else:
        say(_lines(table.deck, found))


def _lines(deck: Deck, found: Difference) -> list[str]:
    from wargame.debrief.difference import SIGNS
    from wargame.words import tell

    one, other = (_title(deck, each) for each in (found.first, found.second))
    lines = [f"{one}, after entry {found.number}; {other}, after entry {found.there} of its own log."]
    headings: dict[Side, str] = {
        "second": f"{other} has it, {one} has not:",
        "first": f"{one} has it, {other} has not:",
        "both": f"Both have it, and not the same ({one} / {other}):",
    }
    for side, heading in headings.items():
        gaps = found.of(side)
        if gaps:
            lines += ["", f"{SIGNS[side]} {heading}", *(f"  {SIGNS[side]} {_text(gap)}" for gap in gaps)]
    untold = found.untold()
    if untold:
        lines += ["", f"Told to {other} by then, and not, or not so, to {one}:"]
    for line in untold:
        if line.second is not None:
            first, *_ = tell(deck, line.second.face)
            lines.append(f"  {SIGNS[line.side or 'both']} {line.second.number}  {first}")
    return lines if len(lines) > 1 else [*lines, "They have the same."]


def _title(deck: Deck, viewer: str) -> str:
    return {PUBLIC: "Everybody", FACILITATOR: "The facilitator"}.get(viewer) or deck.seats[viewer].title


def _text(gap: Gap) -> str:
    said = " / ".join(text for text in (gap.first, gap.second) if text is not None)
    return f"{gap.title}: {said}".replace("\n", " ")


def _plain(found: Difference) -> dict[str, Any]:
    return {
        "as": found.first,
        "against": found.second,
        "at": found.number,
        "there": found.there,
        "gaps": [
            {"side": gap.side, "about": gap.topic, "title": gap.title, "first": gap.first, "second": gap.second}
            for gap in found.gaps
        ],
        "told": [{"side": line.side, "second": _entry(line.second)} for line in found.untold()],
    }


def _entry(entry: Entry | None) -> dict[str, Any]:
    from wargame.rules import plain_face

    return {} if entry is None else {"number": entry.number, **plain_face(entry.face)}
