"""One game's events become its counts: a survey of that game alone, with no more in it than what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve

from wargame.deck import Deck, Effect
from wargame.forecast.survey import CardCount, DeadEnd, Survey, TrackCount
from wargame.rules import (
    Change,
    CommitmentBroken,
    CommitmentKept,
    Event,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Laid,
    Overtaken,
    Ruled,
    TurnClosed,
    TurnOpened,
    effect_changes,
)

#: Further than any value of a deck, whose numbers have at most twelve digits.
_WIDE = 10**15


def tally(deck: Deck, seed: str, events: Iterable[Event]) -> Survey:
    """What one whole game without a practice turn came to; `seed` is kept with what went wrong in it."""
    reader = _Reader(deck, seed)
    for event in events:
        handler = _HANDLERS.get(type(event.body))
        if handler is not None:
            handler(reader, event.body)
    return reader.survey()


class _Reader:
    """Reads a log from its first event on, with the board beside it."""

    def __init__(self, deck: Deck, seed: str) -> None:
        self._deck = deck
        self._wide = unbounded(deck)
        self._seed = seed
        self._turn = 0
        self._values: dict[str, int] = {}
        self._dead_ends: list[DeadEnd] = []
        self._playable: set[str] = set()
        self._bands: dict[str, Counter[Any]] = {}
        self._modifiers: dict[str, Counter[int]] = {}
        self._overtaken: Counter[str] = Counter()
        self._odds_clamped: Counter[str] = Counter()
        self._moved: set[str] = set()
        self._clamped: set[str] = set()
        self._laid: set[str] = set()
        self._injects: set[str] = set()
        self._ending: GameEnded | None = None

    def survey(self) -> Survey:
        """The counts of the game so far."""
        ending = self._ending
        return Survey(
            games=1,
            ended=int(ending is not None),
            dead_ends=tuple(self._dead_ends),
            turns={self._turn: 1} if ending else {},
            ends={ending.cause: 1} if ending else {},
            cards={card: self._card(card) for card in self._deck.cards},
            answers={answer: {state: 1} for answer, state in ending.answers.items()} if ending else {},
            tracks={track: self._track(track) for track in self._values},
            injects=dict.fromkeys(self._injects, 1),
            objectives={
                seat: {place: int(met) for place, met in enumerate(several) if met is not None}
                for seat, several in ending.met.items()
            }
            if ending
            else {},
        )

    def _card(self, card: str) -> CardCount:
        return CardCount(
            int(card in self._playable),
            int(card in self._bands or card in self._laid),
            self._overtaken[card],
            self._odds_clamped[card],
            dict(self._bands.get(card, {})),
            dict(self._modifiers.get(card, {})),
        )

    def _track(self, track: str) -> TrackCount:
        return TrackCount({self._values[track]: 1}, int(track in self._moved), int(track in self._clamped))

    def open_game(self, body: GameOpened) -> None:
        """The board as it was laid."""
        self._values = dict(body.values)

    def open_turn(self, body: TurnOpened) -> None:
        """A turn begins."""
        self._turn = body.turn

    def give_inject(self, body: InjectGiven) -> None:
        """It arrived."""
        if not body.inject:
            self._change(body.changes)
            return
        self._injects.add(body.inject)
        self._effects(self._deck.injects[body.inject].effects, body.changes)

    def hand_in(self, body: HandedIn) -> None:
        """What could be played, and whether anything could."""
        playable = [offer.card for offer in body.offered if not offer.refusal]
        self._playable.update(playable)
        if not playable:
            self._dead_ends.append(DeadEnd(self._seed, self._turn, body.seat))

    def rule(self, body: Ruled) -> None:
        """A band, the modifiers that led to it, and what it did to the board."""
        odds = body.odds
        if odds is None or not body.card:
            self._change((*body.paid, *body.changes))
            return
        self._bands.setdefault(body.card, Counter())[body.band] += 1
        applied = [place for place, each in enumerate(odds.modifiers) if each.applied]
        self._modifiers.setdefault(body.card, Counter()).update(applied)
        reached = odds.base + sum(odds.modifiers[place].points for place in applied)
        self._odds_clamped[body.card] += reached != odds.chance
        self._change(body.paid)
        done = not body.peeled and body.stage in (0, body.stages)
        self._effects(self._deck.cards[body.card].outcomes[body.band].effects if done else (), body.changes)

    def lay(self, body: Laid) -> None:
        """It was paid for, and waits: that is to be played too."""
        self._laid.add(body.card)
        self._change(body.paid)

    def promise(self, body: CommitmentKept | CommitmentBroken) -> None:
        """What keeping or breaking a promise did."""
        self._change(body.changes)

    def overtake(self, body: Overtaken) -> None:
        """It came too late."""
        self._overtaken[body.card] += 1

    def close_turn(self, body: TurnClosed) -> None:
        """Upkeep, step by step."""
        effects = {each.id: each.effects for each in self._deck.upkeep}
        for step in body.steps:
            self._effects(effects[step.upkeep], step.changes)

    def end(self, body: GameEnded) -> None:
        """How it came out."""
        self._ending = body

    def _effects(self, effects: tuple[Effect, ...], changes: tuple[Change, ...]) -> None:
        self._clamped |= held(self._deck, self._wide, self._values, self._turn, effects)
        self._change(changes)

    def _change(self, changes: tuple[Change, ...]) -> None:
        for each in changes:
            self._values[each.track] = each.after
            self._moved.add(each.track)


_HANDLERS: dict[type, Callable[[_Reader, Any], None]] = {
    GameOpened: _Reader.open_game,
    TurnOpened: _Reader.open_turn,
    InjectGiven: _Reader.give_inject,
    HandedIn: _Reader.hand_in,
    Ruled: _Reader.rule,
    Laid: _Reader.lay,
    CommitmentKept: _Reader.promise,
    CommitmentBroken: _Reader.promise,
    Overtaken: _Reader.overtake,
    TurnClosed: _Reader.close_turn,
    GameEnded: _Reader.end,
}


def unbounded(deck: Deck) -> Deck:
    """The deck with tracks that nothing bounds, and nothing derived, which no effect moves."""
    tracks = deck.tracks.items()
    wide = {name: evolve(track, minimum=-_WIDE, maximum=_WIDE, derived=None) for name, track in tracks}
    return evolve(deck, tracks=wide)


def held(deck: Deck, wide: Deck, values: Mapping[str, int], turn: int, effects: Iterable[Effect]) -> set[str]:
    """The tracks that `effects`, one after the other, would have moved beyond a bound; `wide` is the unbounded deck.

    The arithmetic is the rules' own: each effect is asked what it would do on the same board without bounds.
    """
    found: set[str] = set()
    now = dict(values)
    for effect in effects:
        for change in effect_changes(wide, now, turn, (effect,)):
            now[change.track] = deck.tracks[change.track].clamp(change.after)
            if now[change.track] != change.after:
                found.add(change.track)
    return found
