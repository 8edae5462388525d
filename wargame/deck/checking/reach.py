"""How far each track can get in a whole game, without the facilitator's hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from wargame.deck.checking.ranges import Range, Ranges, narrowed, number_range
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import WholeNumber, round_half_up
from wargame.deck.model import Card, Deck, Effect, Track

#: How often ranges are worked out anew from the ones before, which only makes them narrower.
_PASSES = 3
TURN = "turn"


def whole_game(deck: Deck) -> dict[str, Range]:
    """Between which values each track, and `turn`, can lie at any time of a game."""
    ranges = {track.id: Range(track.minimum, track.maximum) for track in deck.tracks.values()}
    ranges[TURN] = Range(1, len(deck.turns))
    fixed: dict[str, _Moves] = {}
    for _ in range(_PASSES):
        before, ranges = ranges, _Reach(deck, ranges, fixed).found()
        if ranges == before:
            break
    return ranges


def possible(condition: Condition | None, ranges: Ranges) -> bool:
    """Whether a condition can hold."""
    return condition is None or narrowed(condition.node, ranges) is not None


def certain(condition: Condition, ranges: Ranges) -> bool:
    """Whether a condition can't but hold."""
    return narrowed(condition.node, ranges, wanted=False) is None


def payable(card: Card, ranges: Ranges) -> bool:
    """Whether what a card costs can ever be there."""
    return all(ranges[cost.track].high >= cost.amount for cost in card.cost)


@define
class _Moves:
    """What a thing can do to tracks each time that it happens: the least and the most, and where it sets them."""

    down: dict[str, int] = field(factory=lambda: defaultdict(int))
    up: dict[str, int] = field(factory=lambda: defaultdict(int))
    to: dict[str, Range] = field(factory=dict)


class _Reach:
    def __init__(self, deck: Deck, ranges: dict[str, Range], fixed: dict[str, _Moves]) -> None:
        """`fixed` is what the cards do whose amounts are numbers, so that it is worked out once."""
        self.deck = deck
        self.ranges = ranges
        self.turns = len(deck.turns)
        self.down: dict[str, int] = defaultdict(int)
        self.up: dict[str, int] = defaultdict(int)
        self.to: dict[str, Range] = {}
        self._fixed = fixed
        self._known: dict[str, bool] = {}

    def found(self) -> dict[str, Range]:
        """The ranges that follow from what can happen where things lie in the present ones."""
        for seat in self.deck.seats:
            self._seat([card for card in self.deck.hand(seat) if self._playable(card)])
        for inject in self.deck.injects.values():
            if possible(inject.condition, self.ranges):
                self._add(self._moves(inject.effects), self.turns if inject.again else 1)
        for upkeep in self.deck.upkeep:
            if possible(upkeep.condition, self.ranges):
                self._add(self._moves(upkeep.effects), self.turns)
        after = {track.id: self._reached(track) for track in self.deck.tracks.values()}
        for track in self.deck.tracks.values():
            if track.derived is not None:
                after[track.id] = _clamped(track, number_range(track.derived, {**self.ranges, **after}))
        return {**self.ranges, **after}

    def _playable(self, card: Card) -> bool:
        if card.needs is not None and card.needs.text not in self._known:
            self._known[card.needs.text] = possible(card.needs, self.ranges)
        return (card.needs is None or self._known[card.needs.text]) and payable(card, self.ranges)

    def _seat(self, hand: list[Card]) -> None:
        """A seat's moves and, beside them, its answers, one a turn each; and what its promises bring about."""
        for kind in ([card for card in hand if not card.answers], [card for card in hand if card.answers]):
            self._a_turn_each([(self._card(card), card.uses) for card in kind])
        for card in hand:
            if card.commits is not None:
                kept = self.deck.cards.get(card.commits.then)
                times = card.uses or self.turns
                self._add(self._moves(card.commits.kept), times)
                self._add(self._moves(card.commits.broken), times)
                if kept is not None:
                    self._add(self._card(kept), times)

    def _a_turn_each(self, cards: list[tuple[_Moves, int | None]]) -> None:
        """The most that playing one of them a turn can come to, each as often as it may be played."""
        up: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        down: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for moves, uses in cards:
            for track, most in moves.up.items():
                up[track].append((most, uses))
            for track, least in moves.down.items():
                down[track].append((-least, uses))
        for track, each in up.items():
            self.up[track] += self._best(each)
        for track, each in down.items():
            self.down[track] -= self._best(each)
        for moves, _ in cards:
            self._set(moves.to)

    def _best(self, moves: Iterable[tuple[int, int | None]]) -> int:
        left, found = self.turns, 0
        for most, uses in sorted((each for each in moves if each[0] > 0), key=lambda each: -each[0]):
            times = min(left, self.turns if uses is None else uses)
            left, found = left - times, found + times * most
        return found

    def _card(self, card: Card) -> _Moves:
        """What a card can do in the band that does most, and what it costs."""
        if card.id in self._fixed:
            return self._fixed[card.id]
        whole = _Moves()
        for outcome in card.outcomes.values():
            _widen(whole, self._moves(outcome.effects))
        for cost in card.cost:
            whole.down[cost.track] -= cost.amount
        if card.protected_by:
            whole.down[card.protected_by] = min(whole.down[card.protected_by], -1)
        amounts = (effect.amount for outcome in card.outcomes.values() for effect in outcome.effects)
        if all(isinstance(amount, WholeNumber) for amount in amounts):
            self._fixed[card.id] = whole
        return whole

    def _moves(self, effects: Iterable[Effect]) -> _Moves:
        found = _Moves()
        for effect in effects:
            amount = _amount(effect, self.ranges)
            if effect.sign == "=":
                found.to[effect.track] = found.to[effect.track].hull(amount) if effect.track in found.to else amount
                continue
            low, high = (amount.low, amount.high) if effect.sign == "+" else (-amount.high, -amount.low)
            found.down[effect.track] += min(0, round_half_up(low))
            found.up[effect.track] += max(0, round_half_up(high))
        return found

    def _add(self, moves: _Moves, times: int) -> None:
        for track, most in moves.up.items():
            self.up[track] += times * most
        for track, least in moves.down.items():
            self.down[track] += times * least
        self._set(moves.to)

    def _set(self, to: Mapping[str, Range]) -> None:
        for track, amount in to.items():
            self.to[track] = self.to[track].hull(amount) if track in self.to else amount

    def _reached(self, track: Track) -> Range:
        known = self.ranges[track.id]
        begins = Range(min(_starts(track)), max(_starts(track)))
        if track.id in self.to:
            begins = begins.hull(self.to[track.id])
        moved = Range(begins.low + self.down[track.id], begins.high + self.up[track.id])
        return _clamped(track, Range(max(moved.low, known.low), min(moved.high, known.high)))


def _widen(whole: _Moves, part: _Moves) -> None:
    for track, most in part.up.items():
        whole.up[track] = max(whole.up[track], most)
    for track, least in part.down.items():
        whole.down[track] = min(whole.down[track], least)
    for track, amount in part.to.items():
        whole.to[track] = whole.to[track].hull(amount) if track in whole.to else amount


def _amount(effect: Effect, ranges: Ranges) -> Range:
    node = effect.amount
    return Range(node.value, node.value) if isinstance(node, WholeNumber) else number_range(node, ranges)


def _starts(track: Track) -> Iterator[int]:
    yield track.start
    yield from (draw.value for draw in track.draws)


def _clamped(track: Track, found: Range) -> Range:
    """Within the bounds of the track, and whole."""
    low, high = (track.clamp(round_half_up(each)) for each in (found.low, found.high))
    return Range(low, max(low, high))
