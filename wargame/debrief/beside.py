"""Two games beside each other from where they part: what each seat did in a turn, and what stood apart after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Literal

from attrs import frozen

from wargame.debrief.comparing import FREE, PASSED, common_deck, handed_in
from wargame.debrief.story import Ruling, Story
from wargame.deck import Band, Deck, shown
from wargame.rules import Fold, TurnOpened
from wargame.table import Parting, parting
from wargame.umpire import Chances
from wargame.words import BAND_GLYPHS, BAND_TITLES, card_title, seat_title, turn_title, upper_first

#: What a line of the two games is about; a `turn` is a title over those that follow it.
About = Literal["turn", "deed", "track"]
_NOT_SO_FAR = "·"


@frozen
class Deed:
    """What a seat did in a turn: a card, `PASSED`, `FREE`, or None where the game did not come to that.

    `chance` is the chance of success in per cent before any die fell and `band` what stood in the end; None where there
    was no ruling, or no chances.
    """

    move: str | None = None
    chance: int | None = None
    band: Band | None = None


@frozen
class TurnBeside:
    """A turn of both games: each seat's deeds, and the tracks that stood apart after it, where both came to it."""

    turn: int
    deeds: Mapping[str, tuple[Deed, Deed]]
    tracks: Mapping[str, tuple[int, int]]


@frozen
class Beside:
    """Two games of one deck: where they part, and each turn from there on."""

    deck: Deck
    parting: Parting
    turns: tuple[TurnBeside, ...]


@frozen
class Line:
    """A line of the two games: what it is about, its title, what each game has there, and whether that is the same."""

    about: About
    title: str
    one: str = ""
    other: str = ""
    alike: bool = False


def beside(one: Story, other: Story) -> Beside:
    """Two games from where they part; the deck is the `common_deck` of both."""
    deck, parted = common_deck([one.deck, other.deck]), parting(one.log, other.log)
    deeds, ends = (_deeds(one), _deeds(other)), (_ends(one), _ends(other))
    last = max((turn for each in ends for turn in each), default=0)
    turns = (_turn(deck, turn, deeds, ends) for turn in range(parted.turn, last + 1))
    return Beside(deck, parted, tuple(each for each in turns if each.deeds or each.tracks))


def beside_lines(found: Beside) -> Iterator[Line]:
    """The two games in words, turn by turn."""
    deck = found.deck
    for each in found.turns:
        yield Line("turn", upper_first(turn_title(each.turn)))
        for seat, (one, other) in each.deeds.items():
            yield Line("deed", seat_title(deck, seat), _told(deck, one), _told(deck, other), one == other)
        for track, values in each.tracks.items():
            stands, stood = (shown(deck.tracks[track], value) for value in values)
            yield Line("track", deck.tracks[track].title, stands, stood)


def parting_text(found: Beside) -> str:
    """Where the two part, in a sentence."""
    shared = found.parting.shared
    if not shared:
        return "The two were laid apart."
    return f"The two share their first {shared} entries, and part in {turn_title(found.parting.turn)}."


def _turn(
    deck: Deck,
    turn: int,
    deeds: tuple[Mapping[tuple[int, str], Deed], ...],
    ends: tuple[Mapping[int, Mapping[str, int]], ...],
) -> TurnBeside:
    done = {seat: (deeds[0].get((turn, seat), Deed()), deeds[1].get((turn, seat), Deed())) for seat in deck.seats}
    one, other = (each.get(turn, {}) for each in ends)
    values = {track: (one[track], other[track]) for track in deck.tracks if track in one and track in other}
    return TurnBeside(
        turn,
        {seat: pair for seat, pair in done.items() if any(each.move is not None for each in pair)},
        {track: pair for track, pair in values.items() if pair[0] != pair[1]},
    )


def _deeds(story: Story) -> Mapping[tuple[int, str], Deed]:
    """What each seat handed in, by turn, with what became of it."""
    ruled = {(each.turn, each.seat): each for each in story.rulings if each.move == each.seat}
    return {at: _deed(move, ruled.get(at)) for at, move in handed_in(story).items()}


def _deed(move: str, ruling: Ruling | None) -> Deed:
    if ruling is None:
        return Deed(move)
    body = ruling.body
    return Deed(move, Chances(body.bands, body.of).per_cent if body.bands else None, ruling.band)


def _ends(story: Story) -> Mapping[int, Mapping[str, int]]:
    """Where the tracks stood at the end of each turn, before the news of the next one; of the last as it was left."""
    folded, found = Fold(), {}
    for event, later in zip_longest(story.events, story.events[1:]):
        folded.apply(event)
        if later is None or isinstance(later.body, TurnOpened):
            found[folded.turn] = dict(folded.values)
    return found


def _told(deck: Deck, deed: Deed) -> str:
    """`● Success, 62 %: Dual-use sensors [SEO-06]`."""
    if deed.move is None:
        return _NOT_SO_FAR
    what = {PASSED: "passed", FREE: "a move of its own"}.get(deed.move) or card_title(deck, deed.move)
    chance = "" if deed.chance is None else f", {deed.chance} %"
    return what if deed.band is None else f"{BAND_GLYPHS[deed.band]} {BAND_TITLES[deed.band]}{chance}: {what}"
