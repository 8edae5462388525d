"""The rolls of a game with what they were drawn from, so that anybody can draw them again without this program.

While a game runs, these are the rolls that everybody may see, under the numbers of everybody's own log: what is hidden,
how often dice fell for it and where it stands among the events are told when the game has ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeGuard

from attrs import frozen

from wargame.deck import PUBLIC, Deck
from wargame.rules import Branched, Event, Face, GameEnded, GameOpened, InjectGiven, Roll, Ruled, WordGiven, log_for
from wargame.umpire import secret_from_seed


@frozen
class DiceRoll:
    """A roll in its event: its address, sides and value, and the teams' words that had been given by then.

    `event` counts the entries of everybody's log while the game runs, and all events once it has ended. A roll that was
    thrown by hand has no address.
    """

    event: int
    roll: Roll
    words: str


@frozen
class Lot:
    """Rolls of one secret in the order of the log: what it was committed to, and the secret once it may be told."""

    commitment: str
    secret: str | None
    rolls: tuple[DiceRoll, ...]


@frozen
class DiceBook:
    """The rolls of a game by what they were drawn from: a branch with new dice has a lot of its own from its parting.

    A secret is told when the game has `ended`, unless another game still plays with it, or where it follows from a seed
    that everybody may know. The rolls are all there are once the game has ended, and before that those that everybody
    may see.
    """

    lots: tuple[Lot, ...]
    ended: bool

    @property
    def rolls(self) -> tuple[DiceRoll, ...]:
        """All rolls, in the order of the log."""
        return tuple(roll for lot in self.lots for roll in lot.rolls)

    @property
    def secret(self) -> str | None:
        """The secret of the present dice, if it may be told."""
        return self.lots[-1].secret


def dice_book(deck: Deck, events: Sequence[Event], kept: Collection[str] = ()) -> DiceBook:
    """The dice of a game that begins with these events; `kept` are secrets that other games still play with.

    Raises ValueError where the events do not begin with the opening of a game.
    """
    if not events or not isinstance(events[0].body, GameOpened):
        raise ValueError("the log does not begin with the opening of a game")
    ended = any(isinstance(event.body, GameEnded) for event in events)
    seen = [(event.seq, event.body) for event in events] if ended else _seen(deck, events)
    sources = [each for _, each in seen if _brings_dice(each)]
    lots = [
        Lot(source.commitment, _told(source, ended and source.secret not in kept), rolls)
        for source, rolls in zip(sources, _rolls(seen), strict=True)
    ]
    return DiceBook(tuple(lots), ended)


def _seen(deck: Deck, events: Sequence[Event]) -> list[tuple[int, Face]]:
    return [(entry.number, entry.face) for entry in log_for(deck, events, PUBLIC)]


def _brings_dice(body: Face) -> TypeGuard[GameOpened | Branched]:
    """Whether other dice fall from here on; everybody may see what they were committed to."""
    return isinstance(body, GameOpened) or (isinstance(body, Branched) and bool(body.commitment))


def _told(source: GameOpened | Branched, over: bool) -> str | None:
    if source.seed is not None:
        return secret_from_seed(source.seed).hex()
    return source.secret if over else None


def _rolls(entries: Iterable[tuple[int, Face]]) -> list[tuple[DiceRoll, ...]]:
    """The rolls by the dice that fell."""
    words: list[str] = []
    found: list[list[DiceRoll]] = []
    for number, face in entries:
        if _brings_dice(face):
            found.append([])
        found[-1].extend(DiceRoll(number, roll, " ".join(words)) for roll in _of(face))
        if isinstance(face, WordGiven):
            words.append(face.word)
    return [tuple(lot) for lot in found]


def _of(face: Face) -> Iterator[Roll]:
    """The rolls of one event, as far as it shows; the dice of an opposed pair stand in both of its rulings."""
    if isinstance(face, GameOpened):
        yield from face.draws.values()
    elif isinstance(face, InjectGiven) and face.roll is not None:
        yield face.roll
    elif isinstance(face, Ruled):
        yield from face.rolls
        if face.off is not None:
            yield face.off
