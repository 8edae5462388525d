"""What a deck holds beside the game: polls and questions for the room, ways to play a seat, what play should show."""

from __future__ import annotations

from attrs import frozen

from wargame.deck.language.condition import Condition


@frozen
class Question:
    """A question for the debrief; with a `seat`, one that is asked of that team."""

    text: str
    seat: str = ""


@frozen
class Poll:
    """What everybody is asked before the first move, and again after the ending.

    `choices` are two to seven. With `likelihood` they are the seven ranges of Intelligence Community Directive 203.
    """

    id: str
    question: str
    choices: tuple[str, ...]
    likelihood: bool = False


@frozen
class Target:
    """How many of a hundred games with bots should come out in a way, from `least` to `most`, both included.

    Either an answer's `state`, or, with a `seat`, how many of its objectives that the board can judge are reached.
    """

    least: int
    most: int
    answer: str = ""
    state: str = ""
    seat: str = ""


@frozen
class Preference:
    """A card that fits, while the condition holds, gets this weight; what is left empty fits every card."""

    weight: int
    condition: Condition | None = None
    cards: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    waits: bool | None = None

    def fits(self, card: str, systems: tuple[str, ...], waits: bool) -> bool:
        """Whether this speaks of a card with this id, these systems, and this way of being a wait."""
        return (
            (not self.cards or card in self.cards)
            and (not self.systems or not set(self.systems).isdisjoint(systems))
            and (self.waits is None or self.waits == waits)
        )


@frozen
class Policy:
    """A way to play a seat, which a bot can take.

    Of the cards that may be played it takes one by weight: that of the first of `prefers` that fits, 1 where none
    does. Of its promises it keeps `keeps` in a hundred where they can be kept.
    """

    id: str
    title: str
    about: str
    seat: str
    prefers: tuple[Preference, ...]
    keeps: int = 100


#: The screens that a deck may explain when they are first shown.
EXPLAINED = (
    *("handover", "table", "wall", "door", "ruling", "front_page", "ending"),
    *("replay", "desk", "pacts"),
)
