"""Numbers as people say them: changes, chances, bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from wargame.deck import BANDS, Band, Deck, listed, shown
from wargame.rules import Change, Odds, Reason, Roll, Ruled, Weighed
from wargame.umpire import METHODS, OFF_SIDES, OFF_WINS, OPPOSED, Chances, case_of
from wargame.words.naming import fact_title, seat_title

#: What each band is called on a screen.
BAND_TITLES: dict[Band, str] = {
    "triumph": "Triumph",
    "success": "Success",
    "partial": "Partial success",
    "failure": "Failure",
    "disaster": "Disaster",
}

#: A glyph for each band, so that colour never stands alone.
BAND_GLYPHS: dict[Band, str] = {"triumph": "▲", "success": "●", "partial": "◐", "failure": "○", "disaster": "▼"}

#: What wins a roll-off against an established fact.
ROLL_OFF = f"with {OFF_WINS} or more on a d{OFF_SIDES}"

#: What may stand after the full stop of a sentence.
_CLOSING = " \"'”’»)]"

#: Where each word of likelihood begins, in per cent (Intelligence Community Directive 203).
_LIKELIHOOD = (
    (95, "almost certain"),
    (80, "very likely"),
    (55, "likely"),
    (45, "roughly even"),
    (20, "unlikely"),
    (5, "very unlikely"),
    (0, "almost no chance"),
)


def change(deck: Deck, each: Change) -> str:
    """`Seoul's ladder: Non-lethal → Dual use`; numbers also say by how much."""
    track = deck.tracks[each.track]
    if track.steps:
        return f"{track.title}: {shown(track, each.before)} → {shown(track, each.after)}"
    return f"{track.title}: {each.before} → {each.after} ({signed(each.after - each.before)})"


def changes(deck: Deck, several: Iterable[Change]) -> str:
    """Several changes in one line; nothing at all is said too."""
    return "; ".join(change(deck, each) for each in several) or "nothing on the board moves"


def moved(deck: Deck, several: Iterable[Change]) -> str:
    """What has changed, as a sentence of its own: `Changed: Trust: 4 → 3 (−1)`, or that nothing has."""
    found = tuple(several)
    return f"Changed: {changes(deck, found)}" if found else "Nothing on the board moves."


def signed(number: int) -> str:
    """`+2`, `−1`, `0`.

    >>> signed(2), signed(-1), signed(0)
    ('+2', '−1', '0')
    """
    return f"{number:+d}".replace("-", "−") if number else "0"


def likelihood(chance: int) -> str:
    """The word of the likelihood scale that `chance`, in per cent, lies in.

    >>> likelihood(68), likelihood(50), likelihood(3)
    ('likely', 'roughly even', 'almost no chance')
    """
    return next(word for lowest, word in _LIKELIHOOD if chance >= lowest)


def weighed(modifier: Weighed) -> str:
    """One modifier with its reason; one that does not apply says so."""
    text = f"{signed(modifier.points)} {modifier.because}"
    return text if modifier.applied else f"({text}: not so now)"


def odds(several: Odds) -> str:
    """`78 % (likely): base 68, +10 allies share the bill`; only the modifiers that apply, and where a limit holds."""
    counted = [each for each in several.modifiers if each.applied]
    parts = [f"base {several.base}", *(weighed(each) for each in counted)]
    text = f"{several.chance} % ({likelihood(several.chance)}): {', '.join(parts)}"
    text += _held(several.base + sum(each.points for each in counted), several.chance)
    return text if several.complete else f"{text}; not all factors are known"


def _held(found: int, counted: int) -> str:
    """What is added where odds lie beyond the deck's limits, and are counted as the nearest that it has."""
    if found == counted:
        return ""
    return f"; counted as {counted}, this deck's {'highest' if found > counted else 'lowest'}"


def set_odds(deck: Deck, chance: int) -> str:
    """A chance that somebody has set, and what the deck's limits make of it.

    >>> from wargame.deck import find_deck, load
    >>> set_odds(load(find_deck("first-hour")), 100)
    "100 %; counted as 95, this deck's highest"
    """
    counted = max(deck.limits.lowest, min(deck.limits.highest, chance))
    return f"{chance} % ({likelihood(chance)})" if counted == chance else f"{chance} %{_held(chance, counted)}"


def sentence(text: str) -> str:
    """What somebody has typed, with a full stop where another sentence follows it and it has none.

    >>> sentence("The weather held"), sentence("Why not?"), sentence("“It burns.”")
    ('The weather held.', 'Why not?', '“It burns.”')
    """
    return text if not text or text.rstrip(_CLOSING).endswith((".", "!", "?", "…", "。")) else f"{text}."


#: What a reason's strength looks like before its text, for and against.
_MARKS = {("for", "strong"): "+!", ("for", "solid"): "+", ("for", "weak"): "(+)"}
_MARKS |= {("against", "strong"): "−!", ("against", "solid"): "−", ("against", "weak"): "(−)"}


def reason(deck: Deck, said: Reason, facts: Mapping[str, str] | None = None) -> str:
    """`+! Sensors kill nobody (Seoul; makes it possible; builds on the result of Kyiv in turn 2)`.

    `facts` are the texts of the established results that the reader knows, by their ids.
    """
    who = seat_title(deck, said.seat) if said.seat else "the umpire"
    mark = _MARKS[said.side, said.strength] if said.strength else f"not accepted, {said.side}:"
    tie = "; makes it possible" if said.tie == "enabling" else ""
    cites = f"; builds on {fact_title(deck, said.cites, facts)}" if said.cites else ""
    return f"{mark} {said.text} ({who}{tie}{cites})"


def dice_text(rolls: Sequence[Roll]) -> str:
    """`71 on d100`, `4 and 3 on d6`; pairs of an opposed throw as `62 against 12, 40 against 71`."""
    sides = {roll.sides for roll in rolls}
    if len(rolls) > 1 and sides == {100}:
        pairs = zip(rolls[::2], rolls[1::2], strict=False)
        return ", ".join(f"{ours.value} against {theirs.value}" for ours, theirs in pairs) + " on d100"
    values = listed([str(roll.value) for roll in rolls])
    return f"{values} on {' '.join(f'd{each}' for each in sorted(sides, reverse=True))}"


def fallen(body: Ruled) -> int | None:
    """The one number that the dice came to: a sum, the die that was kept, the own side's last; None without dice."""
    values = [roll.value for roll in body.rolls]
    if not values or body.method == "tokens":
        return None
    if body.method == "keep":
        strong = body.argument is not None and body.argument.leverage == "strong"
        return max(values) if strong else min(values)
    return values[-2] if body.method == OPPOSED else sum(values)


def percentile(body: Ruled) -> int | None:
    """Where on the hundred faces of a percentile die a ruling's roll fell; None where another die decided."""
    single = len(body.rolls) == 1 and body.rolls[0].sides == 100
    return body.rolls[0].value if single else None


def shares(body: Ruled) -> dict[Band, int]:
    """The chance of each band in whole per cent, as it was before any die fell; empty where it is not known."""
    return Chances(body.bands, body.of).shares if body.bands else {}


def announced(body: Ruled) -> int | None:
    """The chance of success in per cent, as it was before any die fell; None where it is not known."""
    return Chances(body.bands, body.of).per_cent if body.bands else None


def argued_as_known(deck: Deck, body: Ruled) -> Odds | None:
    """The odds of a ruling of which not all factors are known here, with the reasons that were weighed for it.

    None where the chances are known, or do not follow from odds.
    """
    if body.bands or body.odds is None or body.argument is None or not body.by_odds or body.method == OPPOSED:
        return None
    chance = case_of(deck, evolve(body.odds, complete=True), body.argument).argued
    return None if chance is None else evolve(body.odds, chance=chance)


def method_title(method: str) -> str:
    """What people call a method of adjudication; one of another package goes by its id.

    >>> method_title("keep"), method_title("acme.swing")
    ('2d6, keep the high or the low', 'acme.swing')
    """
    known = METHODS.get(method)
    return method if known is None else known.title


def band_range(bands: dict[Band, int] | None, band: Band) -> str:
    """The rolls that give `band`: `13–42`, or `none`."""
    top = 0
    for each in BANDS:
        width = (bands or {}).get(each, 0)
        if each == band:
            return f"{top + 1}–{top + width}" if width > 1 else str(top + 1) if width else "none"
        top += width
    return "none"


#: Who says how a move ends, where the method has no dice.
_DECIDED_BY = {"consensus": "The room agreed", "umpire": "The umpire decided"}


def decided_by(method: str) -> str:
    """Who has said how a move ends, where people decide it; nothing for a method with dice.

    >>> decided_by("consensus"), decided_by("umpire"), decided_by("2d6")
    ('The room agreed', 'The umpire decided', '')
    """
    return _DECIDED_BY.get(method, "")


def others_said(said: Mapping[str, int | None]) -> tuple[list[str], list[str]]:
    """What each other method would have said, without those that only repeat a decision; and which were not asked."""
    asked = {each: chance for each, chance in said.items() if chance is not None and not decided_by(each)}
    told = [f"{method_title(each)} {chance} %" for each, chance in asked.items()]
    return told, [method_title(each) for each, chance in said.items() if chance is None]
