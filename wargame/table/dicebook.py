"""The rolls of a game with what they were drawn from, so that anybody can draw them again without this program.

While a game runs, these are the rolls that everybody may see, under the numbers of everybody's own log: what is hidden,
how often dice fell for it and where it stands among the events are told when the game has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from wargame.deck import PUBLIC, Deck
from wargame.rules import Event, Face, GameEnded, GameOpened, InjectGiven, Roll, Ruled, WordGiven, log_for
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
class DiceBook:
    """What a game's dice were committed to, the secret once it may be told, and rolls in the order of the log.

    The secret is told when the game has `ended`, or where it follows from a seed that everybody may know. The rolls are
    all there are once it has ended, and before that those that everybody may see.
    """

    commitment: str
    secret: str | None
    rolls: tuple[DiceRoll, ...]
    ended: bool


def dice_book(deck: Deck, events: Sequence[Event]) -> DiceBook:
    """The dice of a game that begins with these events. Raises ValueError where they do not begin with its opening."""
    opened = events[0].body if events else None
    if not isinstance(opened, GameOpened):
        raise ValueError("the log does not begin with the opening of a game")
    if any(isinstance(event.body, GameEnded) for event in events):
        whole = _rolls((event.seq, event.body) for event in events)
        return DiceBook(opened.commitment, opened.secret, tuple(whole), ended=True)
    secret = None if opened.seed is None else secret_from_seed(opened.seed).hex()
    seen = _rolls((entry.number, entry.face) for entry in log_for(deck, events, PUBLIC))
    return DiceBook(opened.commitment, secret, tuple(seen), ended=False)


def _rolls(entries: Iterable[tuple[int, Face]]) -> Iterator[DiceRoll]:
    words: list[str] = []
    for number, face in entries:
        for roll in _of(face):
            yield DiceRoll(number, roll, " ".join(words))
        if isinstance(face, WordGiven):
            words.append(face.word)


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
