"""What effects do to the board: amounts are taken, values stay within bounds, derived tracks follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wargame.deck import Cost, Deck, Effect, number, round_half_up, within
from wargame.rules.parts import Change


def starting_values(deck: Deck, rolls: Mapping[str, int]) -> dict[str, int]:
    """Each track's value before the first turn; `rolls` has a number from 1 to the track's weight for each draw."""
    values = {track.id: track.drawn(rolls[track.id]) if track.draws else track.start for track in deck.tracks.values()}
    _derive(deck, values, turn=0)
    return values


def effect_changes(
    deck: Deck, values: Mapping[str, int], turn: int, effects: Iterable[Effect]
) -> tuple[Change, ...]:  # fmt: skip
    """What `effects`, one after the other, change from `values`; tracks that end where they began are left out."""
    after = dict(values)
    for effect in effects:
        amount = round_half_up(number(effect.amount, {**after, "turn": turn}))
        if effect.sign == "=":
            target = amount
        else:
            target = after[effect.track] + (amount if effect.sign == "+" else -amount)
        after[effect.track] = deck.tracks[effect.track].clamp(target)
    _derive(deck, after, turn)
    return _changes(deck, values, after)


def cost_changes(deck: Deck, values: Mapping[str, int], turn: int, costs: Iterable[Cost]) -> tuple[Change, ...]:
    """What paying `costs` changes."""
    after = dict(values)
    for cost in costs:
        after[cost.track] = deck.tracks[cost.track].clamp(after[cost.track] - cost.amount)
    _derive(deck, after, turn)
    return _changes(deck, values, after)


def reversed_changes(
    deck: Deck, values: Mapping[str, int], turn: int, changes: Iterable[Change]
) -> tuple[Change, ...]:  # fmt: skip
    """What undoing earlier `changes` changes: each track goes back by as much as it had moved, within its bounds.

    Where nothing has moved a track since, it stands as it stood before.
    """
    after = dict(values)
    for change in changes:
        track = deck.tracks[change.track]
        if track.derived is None:
            after[track.id] = track.clamp(after[track.id] - (change.after - change.before))
    _derive(deck, after, turn)
    return _changes(deck, values, after)


def applied(values: Mapping[str, int], changes: Iterable[Change]) -> dict[str, int]:
    """`values` after `changes`."""
    return {**values, **{change.track: change.after for change in changes}}


def known_board(deck: Deck, values: Mapping[str, int], turn: int, audience: str) -> dict[str, int]:
    """The values as everyone in `audience` could take them to be: what they see as it stands, the rest as at first."""
    seen = {track.id: values[track.id] for track in deck.tracks.values() if within(audience, track.audience)}
    found = {track.id: track.start for track in deck.tracks.values()} | seen
    _derive(deck, found, turn)
    return found | seen


def _derive(deck: Deck, values: dict[str, int], turn: int) -> None:
    for track in deck.tracks.values():
        if track.derived is not None:
            values[track.id] = track.clamp(round_half_up(number(track.derived, {**values, "turn": turn})))


def _changes(deck: Deck, before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Change, ...]:
    return tuple(Change(track, before[track], after[track]) for track in deck.tracks if before[track] != after[track])
