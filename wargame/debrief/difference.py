"""What two viewers of a game know at one moment that the other does not, or knows otherwise.

Made of what each of both was given, views and faces, and of nothing else: what neither of them saw is in no line. The
moment is an entry of the first one's log; the other stands at the last entry that it had by then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from wargame.debrief.replay import Eyes
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.rules import Entry, EstimateView, MoveView, Odds, View
from wargame.words import (
    deal_line,
    fact_title,
    move_title,
    odds,
    report_line,
    sentence,
    upper_first,
    value_text,
    weighed,
)

#: What a gap is about.
Topic = Literal["track", "report", "move", "odds", "sealed", "hand", "result", "deal", "brief"]
#: Who has what the gap is about: the second pair of eyes alone, the first alone, or both, each in another way.
Side = Literal["second", "first", "both"]
#: The sign of each of them.
SIGNS: dict[Side, str] = {"second": "+", "first": "−", "both": "≠"}
#: Entries of the log that are set side by side before and after the moment.
_AROUND = 50


@frozen
class Gap:
    """One thing that two views show differently: what it is called, and what either says of it, None for nothing."""

    topic: Topic
    title: str
    first: str | None
    second: str | None

    @property
    def side(self) -> Side:
        """Who has it."""
        return "second" if self.first is None else "first" if self.second is None else "both"


@frozen
class Told:
    """What either log tells at one event, each entry with the number that it has there; None where it tells nothing."""

    first: Entry | None
    second: Entry | None

    @property
    def side(self) -> Side | None:
        """Who was told; None where both were, and the same."""
        if self.first is None or self.second is None:
            return "second" if self.first is None else "first"
        return "both" if self.first.face != self.second.face else None


@frozen
class Difference:
    """Two viewers at one moment, which is entry `number` of the first one's log and `there` of the second's.

    `told` are both logs around it, in the order of the game.
    """

    first: str
    second: str
    number: int
    there: int
    gaps: tuple[Gap, ...]
    told: tuple[Told, ...]

    def of(self, side: Side) -> tuple[Gap, ...]:
        """The gaps of one side."""
        return tuple(gap for gap in self.gaps if gap.side == side)

    def untold(self) -> tuple[Told, ...]:
        """What the second was told by this moment, and the first was not or not so; as far as `told` goes back."""
        return tuple(
            each for each in self.told if each.second and each.second.number <= self.there and each.side in _BEYOND
        )


_BEYOND = ("second", "both")


def difference(eyes: Eyes, other: Eyes, number: int) -> Difference:
    """What `other` eyes and these have at the entry `number` of these that the other has not, or has otherwise.

    Both look at the same recording. Raises LookupError where there is no such entry.
    """
    there = other.nearest(number, eyes)
    found = gaps(eyes.recording.deck, eyes.view(number), other.view(there))
    return Difference(eyes.viewer, other.viewer, number, there, found, _told(eyes, other, number))


def gaps(deck: Deck, first: View, second: View) -> tuple[Gap, ...]:
    """What two views show differently; what only one of them has comes in the order of the view."""
    return tuple(gap for compare in _COMPARED for gap in compare(deck, first, second))


def _told(eyes: Eyes, other: Eyes, number: int) -> tuple[Told, ...]:
    """Both logs around an entry, joined where they tell of the same event."""
    low, high = max(1, number - _AROUND), min(eyes.total, number + _AROUND)
    start = 0 if low == 1 else eyes.positions[low - 1]
    end = eyes.positions[high - 1] if high < eyes.total else len(eyes.recording.events)
    found: dict[int, Entry] = dict(zip(eyes.positions[low - 1 : high], eyes.entries(low, high), strict=True))
    left, right = bisect_left(other.positions, start), bisect_right(other.positions, end)
    beside = dict(zip(other.positions[left:right], other.entries(left + 1, right), strict=True))
    return tuple(Told(found.get(place), beside.get(place)) for place in sorted({*found, *beside}))


def _tracks(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    """Tracks that one of them does not see; where it was written reports that read them, what they say."""
    titles = {track.id: track.title for view in (first, second) for track in view.tracks}
    known = [{track.id: value_text(track) for track in view.tracks} for view in (first, second)]
    for track in deck.tracks:
        here, there = (each.get(track) for each in known)
        if track in titles and here != there:
            here = here or _estimated(deck, track, first, second)
            there = there or _estimated(deck, track, second, first)
            yield Gap("track", titles[track], here, there)


def _estimated(deck: Deck, track: str, view: View, beside: View) -> str | None:
    """What reports say of a track that `view` does not show; only the facilitator knows what they read."""
    if beside.viewer != FACILITATOR:
        return None
    about = {each.question for each in deck.estimates.values() if track in each.truth.reads}
    said = [_reports(each) for each in view.estimates if each.question in about]
    return f"an estimate alone: {' '.join(said)}" if said else None


def _reports(estimate: EstimateView) -> str:
    return " ".join((estimate.question, *map(report_line, estimate.reports)))


def _estimates(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    here, there = ({each.question: _reports(each) for each in view.estimates} for view in (first, second))
    yield from _apart("report", lambda question: "Reports", here, there)


def _moves(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    """Moves that are out of sight for one of them, and odds that only one of them knows in full."""
    beside = {move.id: move for move in second.moves}
    for move in first.moves:
        other = beside.pop(move.id, None)
        yield from _one_move(deck, move.id, move, other)
    for move in beside.values():
        yield from _one_move(deck, move.id, None, move)


def _one_move(deck: Deck, name: str, move: MoveView | None, other: MoveView | None) -> Iterator[Gap]:
    title = upper_first(move_title(deck, name))
    here, there = (None if each is None else _move_text(each) for each in (move, other))
    if here != there:
        yield Gap("move", title, here, there)
    known = [None if each is None else each.odds for each in (move, other)]
    if known[0] != known[1]:
        yield Gap("odds", f"The odds of {move_title(deck, name)}", _odds_text(*known), _odds_text(*known[::-1]))


def _odds_text(own: Odds | None, beside: Odds | None) -> str | None:
    """The odds as one knows them; what weighs in that the other does not know of is told also where it is not so."""
    if own is None:
        return None
    hidden = [weighed(each) for each in own.modifiers if beside is not None and each not in beside.modifiers]
    return f"{odds(own)}; known here alone: {', '.join(hidden)}" if hidden else odds(own)


def _move_text(move: MoveView) -> str | None:
    """What one sees of a move; out of sight is nothing."""
    if move.unseen:
        return None
    if move.free is not None:
        return move.free.action or "a move of its own"
    return "a pass" if move.card is None else move.card.title


def _own(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    """What a seat has in its hand, has handed in and was told before play; the facilitator's view has none of it."""
    if FACILITATOR in (first.viewer, second.viewer) or first.viewer == second.viewer:
        return
    for view in (first, second):
        if view.viewer == PUBLIC:
            continue
        for topic, title, text in _held(deck, view):
            yield Gap(topic, title, text if view is first else None, text if view is second else None)


def _held(deck: Deck, view: View) -> Iterator[tuple[Topic, str, str]]:
    seat = deck.seats[view.viewer].title
    if view.handed_in is not None:
        card = deck.cards[view.handed_in].title if view.handed_in else "a pass"
        free = view.handed_free
        yield "sealed", f"What {seat} has handed in", (free.action or "a move of its own") if free else card
    if view.hand:
        yield "hand", f"The hand of {seat}", ", ".join(card.title for card in view.hand)
    if view.brief or view.objectives:
        yield "brief", f"The own brief of {seat}", " ".join((view.brief, *map(sentence, view.objectives))).strip()


def _results(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    here, there = ({each.id: each.text for each in view.established} for view in (first, second))
    yield from _apart("result", lambda name: upper_first(fact_title(deck, name)), here, there)


def _deals(deck: Deck, first: View, second: View) -> Iterator[Gap]:
    here, there = ({each.id: deal_line(deck, view, each) for each in view.deals} for view in (first, second))
    yield from _apart("deal", lambda name: "Deal", here, there)


def _apart(
    topic: Topic, title: Callable[[str], str], here: Mapping[str, str], there: Mapping[str, str]
) -> Iterator[Gap]:
    for name in dict.fromkeys((*here, *there)):
        if here.get(name) != there.get(name):
            yield Gap(topic, title(name), here.get(name), there.get(name))


_COMPARED: tuple[Callable[[Deck, View, View], Iterator[Gap]], ...] = (
    _tracks,
    _moves,
    _estimates,
    _results,
    _deals,
    _own,
)
