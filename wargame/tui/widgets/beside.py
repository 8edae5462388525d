"""What a second pair of eyes has in a replay that the first has not, by signs and words and never by colour alone."""

from __future__ import annotations

from textual.content import Content

from wargame.debrief.difference import SIGNS, Difference, Gap, Side
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped

#: The order in which the sides are told.
_SIDES: tuple[Side, ...] = ("second", "both", "first")


def viewer_title(deck: Deck, viewer: str) -> str:
    """Whose eyes, as the subject of a sentence."""
    return {PUBLIC: "everyone", FACILITATOR: "the facilitator"}.get(viewer) or deck.seats[viewer].title


def beside_lines(deck: Deck, found: Difference, width: int) -> list[Content]:
    """The difference at this moment: what only the second has, what both have otherwise, what only the first has."""
    one, other = (viewer_title(deck, each) for each in (found.first, found.second))
    titles: dict[Side, str] = {
        "second": f"only {other} sees",
        "both": f"{one} and {other} see otherwise",
        "first": f"only {one} sees",
    }
    lines: list[Content] = []
    for side in _SIDES:
        gaps = found.of(side)
        if gaps:
            lines.append(heading(ui_text(f"{SIGNS[side]} {titles[side]}", "bold"), width))
            lines += [line for gap in gaps for line in _gap_lines(gap, one, other, width)]
            lines.append(EMPTY)
    return lines or [ui_text(f"On the board {one} and {other} see the same.", "$quiet"), EMPTY]


def _gap_lines(gap: Gap, one: str, other: str, width: int) -> list[Content]:
    sign = ui_text(f"{SIGNS[gap.side]} ", "bold $mark")
    if gap.side != "both":
        said = " ".join((gap.first or gap.second or "").split())
        return wrapped(join(sign, ui_text(f"{gap.title}: "), ui_text(said, "bold")), width, hang=2)
    found = wrapped(join(sign, ui_text(gap.title)), width, hang=2)
    for who, has in ((one, gap.first), (other, gap.second)):
        text = join(ui_text(f"{who}: ", "$quiet"), ui_text(" ".join((has or "").split()), "bold"))
        found += wrapped(text, width, indent=2, hang=2)
    return found
