"""Warnings of what a reader or a room would stumble over: long texts, uncited facts, too few cards or minutes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from wargame.deck.checking.citing import carriers, citations
from wargame.deck.model import BANDS, Card, Deck
from wargame.deck.pace import Pace
from wargame.deck.reading.places import Place
from wargame.deck.reading.problems import Problem
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]

#: What reads well on a card, in characters; the error stands further up.
LONGEST_TITLE = 40
LONGEST_TEXT = 220
LONGEST_OUTCOME = 220
LONGEST_REASON = 110
LONGEST_BRIEF = 700
#: A team that has less time than this to talk and choose, in seconds, draws a card blindly.
LEAST_CHOOSING = 60
#: Minutes that may be left over of those that a deck asks for, in per cent, before somebody has forgotten something.
MOST_SPARE = 20
#: A seat that has less than so many cards, in per cent of what the others have on average, waits for the others.
LEAST_CARDS = 50


class TextWarnings:
    """A deck, and where it stands."""

    def __init__(self, deck: Deck, place: Place) -> None:
        self._deck = deck
        self._place = place

    def all(self) -> Iterator[Problem]:
        """Every warning."""
        yield from self._citations()
        yield from self._seats()
        yield from self._minutes()
        yield from self._lengths()
        yield from self._widths()

    def _warn(self, path: Path, message: str, hint: str = "") -> Problem:
        return Problem(self._place.mark(*path), message, hint, "warning")

    def _citations(self) -> Iterator[Problem]:
        """Facts that nothing cites, documents without facts, systems and research questions that nothing carries."""
        cited = {each.fact for each in citations(self._deck)}
        for fact in self._deck.facts:
            if fact not in cited:
                yield self._warn(("facts", fact), f"fact {fact} is never cited")
        used = {fact.source for fact in self._deck.facts.values()}
        for source in self._deck.sources:
            if source not in used:
                yield self._warn(("sources", source), f"no fact comes from source {source}")
        carried = {system for each in carriers(self._deck) for system in each.systems}
        for system in self._deck.systems:
            if system not in carried:
                yield self._warn(("systems", system), f"nothing carries system {system}")
        asked = {question for card in self._deck.cards.values() for question in card.research}
        asked |= {question for inject in self._deck.injects.values() for question in inject.research}
        for question in self._deck.research:
            if question not in asked:
                message = f"nothing in the deck says anything of research question {question}"
                yield self._warn(("research", question), message)

    def _seats(self) -> Iterator[Problem]:
        """Seats that have too few cards, or nothing to want."""
        hands = {seat: [card for card in self._deck.hand(seat) if not card.answers] for seat in self._deck.seats}
        average = sum(map(len, hands.values())) / len(hands)
        for seat, hand in hands.items():
            at = ("seats", seat)
            turns = len(self._deck.turns)
            times = sum(turns if card.uses is None else card.uses for card in hand)
            if times < turns:
                many = "once" if times == 1 else f"{times} times"
                message = f"seat {seat} runs out of cards: they can be played {many}, in {turns} turns"
                yield self._warn(at, message, "a card with `uses: any`")
            elif len(hands) > 1 and len(hand) * 100 < LEAST_CARDS * average:
                yield self._warn(at, f"seat {seat} has {len(hand)} cards, where seats have {average:.0f} on average")

    def _minutes(self) -> Iterator[Problem]:
        """Turns that leave no time to talk, and minutes that nothing fills."""
        deck, pace = self._deck, self._deck.pace
        if pace.choose < LEAST_CHOOSING:
            message = f"{pace.choose} seconds are left for the teams to choose in, each turn"
            hint = "more `minutes`, fewer turns, or a `pace`"
            yield self._warn(("minutes",), message, hint)
        needed = pace.session(len(deck.seats), len(deck.turns)) / 60
        given = pace != Pace.within(deck.minutes, len(deck.seats), len(deck.turns))
        if given and needed * 100 < (100 - MOST_SPARE) * deck.minutes:
            message = f"the pace fills {needed:.0f} of {deck.minutes} minutes"
            yield self._warn(("pace",), message, "fewer `minutes`, or a longer phase")

    def _lengths(self) -> Iterator[Problem]:
        """Texts that are too long for a card."""
        for path, what, text, most in _texts(self._deck):
            if len(text) > most:
                message = f"{what} has {len(text)} characters; up to {most} read well"
                yield self._warn(path, message)

    def _widths(self) -> Iterator[Problem]:
        """Characters that one terminal draws wider than the next, so that columns do not stand in line."""
        for scalar in _scalars(self._place.root):
            odd = next((sign for sign in scalar.text if _of_uncertain_width(sign)), None)
            if odd is not None:
                name = unicodedata.name(odd, f"U+{ord(odd):04X}")
                message = f"`{name.lower()}` is of uncertain width: terminals differ in the columns that it takes"
                yield Problem(scalar.at, message, "write it otherwise", "warning")


def _texts(deck: Deck) -> Iterator[tuple[Path, str, str, int]]:
    """Where a text stands, what it is, the text, and how long it may be before it reads badly."""
    for card in deck.cards.values():
        yield from _card_texts(card)
    for inject in deck.injects.values():
        yield ("injects", inject.id, "title"), f"the title of inject {inject.id}", inject.title, LONGEST_TITLE
    for seat in deck.seats.values():
        yield ("seats", seat.id, "public"), f"the public brief of seat {seat.id}", seat.public, LONGEST_BRIEF
        yield ("seats", seat.id, "private"), f"the private brief of seat {seat.id}", seat.private, LONGEST_BRIEF


def _card_texts(card: Card) -> Iterator[tuple[Path, str, str, int]]:
    at = ("cards", card.id)
    yield (*at, "title"), f"the title of card {card.id}", card.title, LONGEST_TITLE
    yield (*at, "text"), f"the text of card {card.id}", card.text, LONGEST_TEXT
    for band in BANDS:
        # A partial success may be the success and the common setback: two texts, of which neither is too long.
        most = LONGEST_OUTCOME * (2 if band == "partial" else 1)
        yield (*at, band), f"`{band}` of card {card.id}", card.outcomes[band].text, most
    for key, reasons in (("pros", card.pros), ("cons", card.cons)):
        for place, reason in enumerate(reasons):
            yield (*at, key, place), f"one of `{key}` of card {card.id}", reason, LONGEST_REASON


def _scalars(root: Node) -> Iterator[Scalar]:
    """The values that are not plain ASCII, as they stand in the file."""
    below = [root]
    while below:
        node = below.pop()
        if isinstance(node, Scalar):
            if not node.text.isascii():
                yield node
        elif isinstance(node, Mapping):
            below += [value for _, value in reversed(node.entries)]
        elif isinstance(node, Sequence):
            below += reversed(node.items)


#: Where pictures stand in Unicode, beside the variation selectors and joiners that make pictures of other signs.
_PICTURES = ((0x1F000, 0x1FAFF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0xFE00, 0xFE0F), (0x200D, 0x200D))
#: Signs of those blocks that every terminal draws narrow: they were there before there were pictures.
_PLAIN = frozenset("✓✕✗✔✘✦✶★☆☐☑☒♦♣♥♠")


def _of_uncertain_width(sign: str) -> bool:
    """Pictures, signs for private use, and code points that Unicode has not given out yet."""
    if sign.isascii() or sign in _PLAIN:
        return False
    code = ord(sign)
    if any(first <= code <= last for first, last in _PICTURES):
        return True
    return unicodedata.category(sign) in ("Co", "Cn")
