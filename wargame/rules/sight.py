"""What a viewer sees of an event: the body without its hidden parts, a stand-in, or nothing at all.

Hidden things are absent, not masked. An event's audience was fixed when it was written; parts of a body that everyone
hears of (the changes of a ruling, say) follow the audience of the track that they are about. A ruling that lies open
has its roll and its band also where the odds are not complete: who compares them may infer that something hidden
weighed in, as at any table where dice fall openly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from wargame.deck import FACILITATOR, Deck, sees
from wargame.rules.events import (
    Change,
    Event,
    Face,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Overtaken,
    PracticeEnded,
    Published,
    Revealed,
    Ruled,
    SealedMove,
    Seated,
    Step,
    TurnClosed,
    TurnOpened,
    Unexplained,
)
from wargame.rules.odds import known_part


@frozen
class Entry:
    """A line of a viewer's log. `number` counts what this viewer sees; the facilitator's numbers are the true ones."""

    number: int
    face: Face


def log_for(deck: Deck, events: Iterable[Event], viewer: str) -> tuple[Entry, ...]:
    """The log as `viewer` (a seat, `public` or `facilitator`) may read it, with a numbering of its own."""
    found = (face(deck, event, viewer) for event in events)
    return tuple(Entry(number, each) for number, each in enumerate((each for each in found if each is not None), 1))


def face(deck: Deck, event: Event, viewer: str) -> Face | None:
    """What `viewer` sees of one event; None where nothing of it shows."""
    return _FACES[type(event.body)](deck, event, event.body, viewer)


def _seen(deck: Deck, changes: Iterable[Change], viewer: str) -> tuple[Change, ...]:
    return tuple(change for change in changes if sees(deck.tracks[change.track].audience, viewer))


def _net(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """One change for each track that ends elsewhere: a price apart from an effect would tell which card it was."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for change in changes:
        first.setdefault(change.track, change.before)
        last[change.track] = change.after
    return tuple(Change(track, first[track], last[track]) for track in sorted(first) if first[track] != last[track])


def _seen_values(deck: Deck, values: Mapping[str, int], viewer: str) -> dict[str, int]:
    return {track: value for track, value in values.items() if sees(deck.tracks[track].audience, viewer)}


def _game_opened(deck: Deck, event: Event, body: GameOpened, viewer: str) -> Face:
    draws = {track: roll for track, roll in body.draws.items() if sees(deck.tracks[track].audience, viewer)}
    return evolve(body, secret="", values=_seen_values(deck, body.values, viewer), draws=draws)


def _turn_opened(deck: Deck, event: Event, body: TurnOpened, viewer: str) -> Face:
    return body


def _inject_given(deck: Deck, event: Event, body: InjectGiven, viewer: str) -> Face | None:
    changes = _seen(deck, body.changes, viewer)
    if viewer == FACILITATOR:
        return body
    if sees(event.audience, viewer):
        return InjectGiven(body.inject, changes)
    return Unexplained(changes=changes) if changes else None


def _handed_in(deck: Deck, event: Event, body: HandedIn, viewer: str) -> Face:
    return body if sees(event.audience, viewer) else SealedMove(body.seat)


def _revealed(deck: Deck, event: Event, body: Revealed, viewer: str) -> Face:
    moves = tuple(
        evolve(move, card=None, unseen=True)
        if move.card is not None and deck.cards[move.card].secret and viewer not in (move.seat, FACILITATOR)
        else move
        for move in body.moves
    )
    return Revealed(moves)


def _ruled(deck: Deck, event: Event, body: Ruled, viewer: str) -> Face:
    paid, changes = _seen(deck, body.paid, viewer), _seen(deck, body.changes, viewer)
    if not sees(event.audience, viewer):
        return Unexplained(body.seat, _net(paid + changes))
    odds = known_part(deck, body.odds, viewer)
    return evolve(body, odds=odds, bands=body.bands if odds.complete else {}, paid=paid, changes=changes)


def _overtaken(deck: Deck, event: Event, body: Overtaken, viewer: str) -> Face:
    if not sees(event.audience, viewer):
        return Unexplained(body.seat)
    known = all(sees(deck.tracks[track].audience, viewer) for track in body.reads)
    return body if known else evolve(body, why="", reads=())


def _turn_closed(deck: Deck, event: Event, body: TurnClosed, viewer: str) -> Face:
    """A step that changes nothing in sight is absent; one whose condition is out of sight has no name."""
    conditions = {each.id: each.condition for each in deck.upkeep}
    steps = []
    for step in body.steps:
        condition = conditions[step.upkeep]
        known = condition is None or all(sees(deck.tracks[track].audience, viewer) for track in condition.reads)
        steps.append(Step(step.upkeep if known else "", _seen(deck, step.changes, viewer)))
    return TurnClosed(body.turn, tuple(step for step in steps if step.changes))


def _published(deck: Deck, event: Event, body: Published, viewer: str) -> Face:
    return body


def _practice_ended(deck: Deck, event: Event, body: PracticeEnded, viewer: str) -> Face:
    return PracticeEnded(_seen_values(deck, body.values, viewer))


def _seated(deck: Deck, event: Event, body: Seated, viewer: str) -> Face:
    return body


def _game_ended(deck: Deck, event: Event, body: GameEnded, viewer: str) -> Face:
    shown = {track: value for track, value in body.values.items() if track in deck.reveals}
    return evolve(body, values={**_seen_values(deck, body.values, viewer), **shown})


_FACES: dict[type, Callable[[Deck, Event, Any, str], Face | None]] = {
    GameOpened: _game_opened,
    TurnOpened: _turn_opened,
    InjectGiven: _inject_given,
    HandedIn: _handed_in,
    Revealed: _revealed,
    Ruled: _ruled,
    Overtaken: _overtaken,
    TurnClosed: _turn_closed,
    Published: _published,
    PracticeEnded: _practice_ended,
    Seated: _seated,
    GameEnded: _game_ended,
}
