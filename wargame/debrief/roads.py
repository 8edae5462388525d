"""Roads not taken: cards that lay in a hand, could have been played, and never were.

Taken from the hands that were recorded when moves were handed in, so that today's rules have no say in it.
"""

from __future__ import annotations

from attrs import frozen

from wargame.debrief.story import Story
from wargame.rules import HandedIn, TurnOpened


@frozen
class Road:
    """A card that its seat never played, and the turns in which it could have been; there is at least one."""

    seat: str
    card: str
    turns: tuple[int, ...]


def roads_not_taken(story: Story) -> tuple[Road, ...]:
    """For each seat in the deck's order the cards that it could have played and never did, the longest open first.

    A card that was handed in counts as taken, also where it was overtaken by events.
    """
    open_in: dict[tuple[str, str], list[int]] = {}
    taken: set[str] = set()
    turn = 0
    for event in story.events:
        body = event.body
        if isinstance(body, TurnOpened):
            turn = body.turn
        elif isinstance(body, HandedIn):
            taken.add(body.card or "")
            for offer in body.offered:
                if not offer.refusal:
                    turns = open_in.setdefault((body.seat, offer.card), [])
                    turns.extend([turn] if turn not in turns else [])
    found = [Road(seat, card, tuple(turns)) for (seat, card), turns in open_in.items() if card not in taken]
    seats, cards = list(story.deck.seats), list(story.deck.cards)
    return tuple(sorted(found, key=lambda each: (seats.index(each.seat), -len(each.turns), cards.index(each.card))))
