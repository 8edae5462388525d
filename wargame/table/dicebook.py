"""Every roll of a game with what it was drawn from, so that anybody can draw it again without this program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from wargame.rules import Event, GameEnded, GameOpened, InjectGiven, Roll, Ruled, WordGiven


@frozen
class DiceRoll:
    """A roll in its event: its address, sides and value, and the teams' words that had been given by then.

    One that was thrown by hand has no address.
    """

    event: int
    roll: Roll
    words: str


@frozen
class DiceBook:
    """What a game's dice were committed to, the secret once it may be told, and every roll in the order of the log.

    The secret is told when the game has ended, or where it follows from a seed that everybody may know.
    """

    commitment: str
    secret: str | None
    rolls: tuple[DiceRoll, ...]


def dice_book(events: Sequence[Event]) -> DiceBook:
    """The dice of a game that begins with these events. Raises ValueError where they do not begin with its opening."""
    opened = events[0].body if events else None
    if not isinstance(opened, GameOpened):
        raise ValueError("the log does not begin with the opening of a game")
    told = opened.seed is not None or any(isinstance(event.body, GameEnded) for event in events)
    return DiceBook(opened.commitment, opened.secret if told else None, tuple(_rolls(events)))


def _rolls(events: Sequence[Event]) -> Iterator[DiceRoll]:
    words: list[str] = []
    for event in events:
        for roll in _of(event):
            yield DiceRoll(event.seq, roll, " ".join(words))
        if isinstance(event.body, WordGiven):
            words.append(event.body.word)


def _of(event: Event) -> Iterator[Roll]:
    """The rolls of one event; the dice of an opposed pair stand in both of its rulings."""
    body = event.body
    if isinstance(body, GameOpened):
        yield from body.draws.values()
    elif isinstance(body, InjectGiven) and body.roll is not None:
        yield body.roll
    elif isinstance(body, Ruled):
        yield from body.rolls
        if body.off is not None:
            yield body.off
