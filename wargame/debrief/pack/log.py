"""The decision log: who decided what, out of which hand and why, at which odds, and what came of it.

One line a turn first, then every decision in full. Made of what the viewer's own log has: another seat's hand and its
reasons are in it only where the viewer saw them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import define, field

from wargame.debrief.pack.blocks import Entries, Entry
from wargame.debrief.pack.seen import SeenGame
from wargame.deck import Deck
from wargame.rules import (
    HandedIn,
    Overridden,
    Overtaken,
    Published,
    Revealed,
    Ruled,
    Settled,
    TurnOpened,
)
from wargame.words import (
    BAND_GLYPHS,
    BAND_TITLES,
    card_title,
    move_title,
    played_title,
    tell,
    upper_first,
)

_PASSES, _UNSEEN = "passes", "a move that is not shown"


@define
class _Decision:
    """One decision while it is being read together."""

    seat: str
    what: str = _UNSEEN
    band: str = ""
    outcome: str = ""
    lines: list[str] = field(factory=list)


@define
class Turn:
    """A turn of the log: its decisions in the order in which they lay open, and the headline of its front page."""

    number: int
    headline: str = ""
    decisions: dict[str, _Decision] = field(factory=dict)

    def decision(self, move: str) -> _Decision:
        """The decision that a move came of, by the move's name."""
        return self.decisions.setdefault(move, _Decision(move.partition(".")[0]))


def turns_of(game: SeenGame) -> tuple[Turn, ...]:
    """The turns that were played, with what was decided in each."""
    found: list[Turn] = []
    for event in game.story.events:
        if isinstance(event.body, TurnOpened):
            found.append(Turn(event.body.turn))
        reader = _READERS.get(type(event.body))
        if reader is not None and found:
            reader(game.deck, found[-1], event.body)
    return tuple(each for each in found if each.number)


def turn_lines(game: SeenGame) -> Iterator[str]:
    """Each turn with its headline, and in a line what was decided: `Seoul: Dual-use sensors ● success; Moscow: …`."""
    for turn in turns_of(game):
        yield f"{turn_heading(game.deck, turn.number)}{f': {turn.headline}' if turn.headline else ''}"
        yield f"  {'; '.join(_brief(game.deck, each) for each in turn.decisions.values()) or 'nothing was decided'}"


def log_entries(game: SeenGame) -> Iterator[Entries]:
    """Every decision in full, turn by turn."""
    for turn in turns_of(game):
        entries = tuple(_entry(game, name, each) for name, each in turn.decisions.items())
        yield Entries(turn_heading(game.deck, turn.number), entries)


def turn_heading(deck: Deck, turn: int) -> str:
    """`Turn 2, November 2024`."""
    return f"Turn {turn}, {deck.turns[turn - 1].title}" if 1 <= turn <= len(deck.turns) else f"Turn {turn}"


def _brief(deck: Deck, each: _Decision) -> str:
    return f"{deck.seats[each.seat].title}: {each.what}{f' {each.outcome}' if each.outcome else ''}"


def _entry(game: SeenGame, move: str, each: _Decision) -> Entry:
    names = game.names.get(each.seat, "")
    who = upper_first(move_title(game.deck, move)) if "." in move else game.deck.seats[each.seat].title
    title = f"{who}{f' ({names})' if names else ''}: {each.what}"
    return Entry(title, each.outcome, tuple(each.lines))


# What each event adds


def _handed_in(deck: Deck, turn: Turn, body: HandedIn) -> None:
    """A later hand of the same seat takes the place of one that it took back."""
    decision = turn.decisions[body.seat] = _Decision(body.seat)
    decision.what = (
        _PASSES if body.card is None and body.free is None else played_title(deck, body.card or "", body.free)
    )
    if body.reason:
        decision.lines.append(f"Why: {body.reason}")
    others = [card_title(deck, each.card) for each in body.offered if not each.refusal and each.card != body.card]
    if others:
        decision.lines.append(f"Also in hand: {'; '.join(others)}")
    closed = [card_title(deck, each.card) for each in body.offered if each.refusal]
    if closed:
        decision.lines.append(f"In hand, and could not be played: {'; '.join(closed)}")


def _revealed(deck: Deck, turn: Turn, body: Revealed) -> None:
    for move in body.moves:
        decision = turn.decision(move.seat)
        if not move.unseen and decision.what == _UNSEEN:
            passed = move.card is None and move.free is None
            decision.what = _PASSES if passed else played_title(deck, move.card or "", move.free)


def _ruled(deck: Deck, turn: Turn, body: Ruled) -> None:
    decision = turn.decision(body.move or body.seat)
    decision.what = played_title(deck, body.card, body.free)
    decision.band, decision.outcome = body.band, f"{BAND_GLYPHS[body.band]} {BAND_TITLES[body.band].lower()}"
    claim = body.argument.claim if body.argument is not None else None
    if claim is not None:
        for title, text in (("Aim", claim.aim), ("Expected effect", claim.effect), ("Expected answer", claim.reaction)):
            decision.lines.extend([f"{title}: {text}"] if text else [])
    decision.lines.extend(_rest(deck, body))


def _overridden(deck: Deck, turn: Turn, body: Overridden) -> None:
    decision = turn.decision(body.move)
    was = f", was {BAND_TITLES[body.was].lower()}" if body.was != body.band else ", changed by hand"
    decision.outcome = f"{BAND_GLYPHS[body.band]} {BAND_TITLES[body.band].lower()}{was}"
    decision.lines.extend(line.strip() for line in tell(deck, body))


def _settled(deck: Deck, turn: Turn, body: Settled) -> None:
    turn.decision(body.move).lines.extend(line.strip() for line in tell(deck, body))


def _overtaken(deck: Deck, turn: Turn, body: Overtaken) -> None:
    decision = turn.decision(body.move or body.seat)
    decision.what, decision.outcome = card_title(deck, body.card), "✕ overtaken by events"
    decision.lines.extend(_rest(deck, body))


def _published(deck: Deck, turn: Turn, body: Published) -> None:
    turn.headline = body.headline


def _rest(deck: Deck, body: Any) -> Iterator[str]:
    """What is told of an event below its first line, which the entry has as its title."""
    return (line.strip() for line in tell(deck, body)[1:])


_READERS: Mapping[type, Callable[[Deck, Turn, Any], None]] = {
    HandedIn: _handed_in,
    Revealed: _revealed,
    Ruled: _ruled,
    Overridden: _overridden,
    Settled: _settled,
    Overtaken: _overtaken,
    Published: _published,
}
