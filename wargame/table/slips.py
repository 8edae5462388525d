"""Paper slips: typed in while the teams keep their seats, kept sealed, and handed in together.

A slip is a draft until all moves are turned over, so that a slip of the pen can be mended, and typing the last one
reveals nothing. What is said about a slip never says which card is on it.
"""

from __future__ import annotations

from attrs import frozen

from wargame.deck import FREE_CODES, PASS_CODES, Deck, code_parts
from wargame.rules import Pass, Play, PlayFree, Refusal, State, refusal

#: Refusals that say nothing of a card.
_OPEN = frozenset({"ended", "phase", "handed_in", "bot", "no_free_moves"})


@frozen
class Slip:
    """What a team wrote: a card's id, or None for a pass, or for a `free` move that it tells later."""

    seat: str
    card: str | None
    free: bool = False

    @property
    def command(self) -> Play | PlayFree | Pass:
        """The move that it is."""
        if self.free:
            return PlayFree(self.seat)
        return Pass(self.seat) if self.card is None else Play(self.seat, self.card)


def read_slip(deck: Deck, seat: str, code: str) -> Slip | None:
    """The slip of a code as it is typed: a card's id or, where that is clear, the end of it; None for anything else.

    >>> from wargame.deck import find_deck, load
    >>> read_slip(load(find_deck("first-hour")), "seoul", " seo-4 ")
    Slip(seat='seoul', card='SEO-04', free=False)
    """
    if code.strip().casefold() in PASS_CODES:
        return Slip(seat, None)
    if code.strip().casefold() in FREE_CODES:
        return Slip(seat, None, free=True)
    typed = code_parts(code)
    cards = {card.id: code_parts(card.id) for card in deck.hand(seat)}
    exact = [card for card, parts in cards.items() if parts == typed]
    ends = [card for card, (_, number) in cards.items() if not typed[0] and number and number == typed[1]]
    found = exact or ends
    return Slip(seat, found[0]) if len(found) == 1 else None


def slip_refusal(deck: Deck, state: State, seat: str, code: str) -> Refusal | None:
    """Why a code can't be taken as the seat's slip, in words that everyone may hear; None where it can."""
    title = deck.seats[seat].title
    slip = read_slip(deck, seat, code)
    if slip is None:
        return Refusal("unknown_code", f"that is not the code of one card of {title}; type it as it stands on the card")
    against = refusal(deck, state, slip.command)
    return None if against is None else said_of_slip(deck, seat, against)


def said_of_slip(deck: Deck, seat: str, against: Refusal) -> Refusal:
    """A refusal in words that everyone may hear: nothing of what is on the slip, or of what the seat alone sees."""
    if against.code in _OPEN:
        return against
    return Refusal(
        "not_now", f"the card of {deck.seats[seat].title} can't be played now; the packet says what it needs"
    )
