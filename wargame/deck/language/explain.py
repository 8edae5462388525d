"""A condition says in words what it wants, with the present values beside it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import (
    Call,
    Junction,
    LevelTest,
    Node,
    TrackValue,
    Values,
    WholeNumber,
    parts,
    truth,
)
from wargame.deck.language.wording import LOOSEST, Wording
from wargame.deck.model import Effect, Track


@frozen
class Clause:
    """One part of a condition: what it wants, as said after `needs`, whether it holds, and what is so now."""

    wants: str
    holds: bool
    now: str


def clauses(condition: Condition, tracks: Mapping[str, Track], values: Values) -> tuple[Clause, ...]:
    """The parts that must all hold, in the order in which they were written."""
    node = condition.node
    terms = node.terms if isinstance(node, Junction) and node.word == "and" else (node,)
    wording = Wording(tracks, be="to be")
    return tuple(Clause(wording.say(term), truth(term, values), _present(term, wording, values)) for term in terms)


def shown(track: Track, value: int) -> str:
    """A value as its level's title, or as a number with its unit.

    >>> shown(Track("cash", "Cash", "", 0, 99, 0, unit="million dollars"), 20)
    '20 million dollars'
    """
    if track.steps and (level := track.level(value)):
        return level.title
    return f"{value} {track.unit}".strip()


def reckoned(node: Node, tracks: Mapping[str, Track]) -> str:
    """What a sum or a condition says, in the titles of the board: `Trust + 3 × Service`, `Trust at least 5`."""
    return Wording(tracks).say(node)


def done(effect: Effect, tracks: Mapping[str, Track]) -> str:
    """What an effect does, in the titles of the board: `Trust +2`, `Money − Service`, `Service to at least Weekends`.

    >>> trust = Track("trust", "Trust", "", 0, 9, 4)
    >>> done(Effect("trust", "-", WholeNumber(1)), {"trust": trust})
    'Trust −1'
    """
    track, amount = tracks[effect.track], effect.amount
    sign = effect.sign.replace("-", "−")
    match amount:
        case Call("max" | "min" as which, (TrackValue(own), WholeNumber(value))) if own == track.id and sign == "=":
            return f"{track.title} to at {'least' if which == 'max' else 'most'} {shown(track, value)}"
    if not isinstance(amount, WholeNumber):
        tight = LOOSEST if effect.sign == "=" else 0
        return f"{track.title} {sign} {Wording(tracks).say(amount, tight)}"
    if effect.sign == "=":
        return f"{track.title} = {shown(track, amount.value)}"
    return f"{track.title} {sign}{amount.value}"


def _present(node: Node, wording: Wording, values: Values) -> str:
    """The present values of all that the node reads; the title is left out where there is only one."""
    reads, tracks = list(dict.fromkeys(_reads(node))), wording.tracks
    found = [shown(tracks[track], values[track]) if track in tracks else str(values[track]) for track in reads]
    if len(found) == 1:
        return found[0]
    return ", ".join(f"{wording.title(track)} {value}" for track, value in zip(reads, found, strict=True))


def _reads(node: Node) -> list[str]:
    """The tracks that a node reads, in the order of writing."""
    own = [node.track] if isinstance(node, TrackValue | LevelTest) else []
    return own + [track for part in parts(node) for track in _reads(part)]
