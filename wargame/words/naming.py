"""What things without a title of their own are called: moves, results that stand, deals, conditions.

A log knows them by short ids; people are told whose they are, and of which turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wargame.deck import ALL, FACILITATOR, PUBLIC, Condition, Deck, listed, reckoned, sees
from wargame.rules import VETO, Established, View

#: What a seat's later moves of a turn are called; it seldom has a third.
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def number_of(word: str) -> int:
    """A whole number written in plain digits; 0 for anything else, which nothing here is counted by.

    >>> number_of("12"), number_of("²"), number_of("")
    (12, 0, 0)
    """
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else 0


def upper_first(sentence: str) -> str:
    """A sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def seat_title(deck: Deck, seat: str) -> str:
    """A seat's title; an id that the deck does not know stands for itself."""
    return deck.seats[seat].title if seat in deck.seats else seat


def readers_title(deck: Deck, audience: str) -> str:
    """Who may read what has this audience: `Seoul and Kyiv`; `everybody`; `nobody but the facilitator`."""
    if audience == ALL:
        return "everybody"
    titles = [seat_title(deck, seat) for seat in audience.split() if seat in deck.seats]
    return listed(titles) if titles else "nobody but the facilitator"


def move_title(deck: Deck, move: str) -> str:
    """`the move of Seoul`; a later one of the same turn says so: `the second move of Seoul`."""
    seat, _, number = move.partition(".")
    later = _ordinal(number_of(number))
    return f"the {later}move of {seat_title(deck, seat)}"


def _ordinal(number: int) -> str:
    return f"{_ORDINALS.get(number, f'{number}th')} " if number > 1 else ""


def seat_titles(deck: Deck, moves: Iterable[str]) -> list[str]:
    """The seats that some moves belong to, by their titles, each once."""
    return list(dict.fromkeys(seat_title(deck, move.partition(".")[0]) for move in moves))


def fact_title(deck: Deck, name: str, texts: Mapping[str, str] | None = None) -> str:
    """A result that stands, by whose it is: `the result of Seoul in turn 1`, `the precedent “The winter”`.

    `texts` are those of the results that the reader knows, by their ids.
    """
    first, _, rest = name.partition(".")
    said = (texts or {}).get(name) or _given_text(deck, name)
    quoted = f" “{said}”" if said else ""
    if first in ("given", "own"):
        whose = f" of {seat_title(deck, rest.rpartition('.')[0])}" if first == "own" and not quoted else ""
        return f"the precedent{whose}{quoted}"
    if not rest:
        return name
    seat, _, number = rest.partition(".")
    later = _ordinal(number_of(number))
    whose = f"the {later}move of {seat_title(deck, seat)}" if later else seat_title(deck, seat)
    return f"the result{quoted} of {whose} in {turn_title(number_of(first))}"


def _given_text(deck: Deck, name: str) -> str:
    """The text of a precedent that the deck gives; nothing for any other result."""
    first, _, rest = name.partition(".")
    place = number_of(rest) if first == "given" else 0
    return deck.precedents[place - 1].text if 0 < place <= len(deck.precedents) else ""


def fact_lines(deck: Deck, view: View) -> list[str]:
    """What is established, with the numbers by which it is cited; what has fallen says through whom.

    Who leads the table cites as everybody does, so that for the facilitator hidden results have their ids instead.
    """
    found, number = [], 0
    for fact in view.established:
        hidden = view.viewer == FACILITATOR and not sees(fact.audience, PUBLIC)
        number += not hidden
        found.append(fact_line(deck, f"[{fact.id}]" if hidden else f"#{number}", fact))
    return found


def fact_line(deck: Deck, mark: str, fact: Established) -> str:
    """`#5 Established by Seoul in turn 1: Name the price of fighting`; what has fallen says through whom."""
    whose = seat_title(deck, fact.seat)
    if fact.side is None:
        what = f"Established by {whose} in {turn_title(fact.turn)}"
    else:
        what = f"A precedent {fact.side} moves of {whose}"
    gone = ""
    if fact.countered_by == VETO:
        gone = "; the umpire has not let it stand"
    elif fact.countered_by:
        gone = f"; countered by {fact_title(deck, fact.countered_by)}"
    return f"{mark} {what}: {fact.text}{gone}"


def turn_title(turn: int) -> str:
    """`turn 2`, or `the practice turn`."""
    return f"turn {turn}" if turn else "the practice turn"


def deal_title(deck: Deck, name: str) -> str:
    """`the deal of Seoul with Kyiv (seoul-kyiv-1)`: who answers it types what stands in brackets."""
    seat, _, rest = name.partition("-")
    other, _, last = rest.partition("-")
    if not (seat in deck.seats and other in deck.seats and last):
        return f"the deal {name}"
    secret = "secret " if last.startswith("s") else ""
    return f"the {secret}deal of {deck.seats[seat].title} with {deck.seats[other].title} ({name})"


def wanted(deck: Deck, condition: Condition) -> str:
    """What a condition wants, in the titles of the board: `Tension at least 8 and Aid at least Dual use`."""
    return reckoned(condition.node, deck.tracks)
