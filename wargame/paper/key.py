"""The facilitator's key: what cards, closes and endings do to the board, in words, and how odds become bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from wargame.deck import BANDS, Card, Condition, Deck, Effect, Inject, done
from wargame.paper.faces import told_to
from wargame.words import BAND_GLYPHS, BAND_TITLES, band_range, signed, wanted

_NOTHING = "nothing moves"


@frozen
class Entry:
    """One line of the key: a code, a title, and lines under a label each; an empty label stands for none."""

    code: str
    title: str
    lines: tuple[tuple[str, str], ...]


@frozen
class Month:
    """A turn of the calendar: its number, title and brief, and the codes of the news that is certain to arrive."""

    number: int
    title: str
    brief: str
    news: tuple[str, ...]


def calendar(deck: Deck) -> list[Month]:
    """The turns, each with its news."""
    return [
        Month(number, turn.title, turn.brief, tuple(_dated(deck, number)))
        for number, turn in enumerate(deck.turns, 1)
    ]  # fmt: skip


def undated(deck: Deck) -> list[Inject]:
    """News that may arrive, or is given by hand."""
    return [inject for inject in deck.injects.values() if not _certain(inject)]


def _dated(deck: Deck, turn: int) -> Iterator[str]:
    for inject in deck.injects.values():
        if _certain(inject) and inject.first == turn:
            yield f"{inject.id} {told_to(deck, inject.audience)}"


def _certain(inject: Inject) -> bool:
    known = inject.condition is None and inject.chance is None and not inject.by_hand
    return known and inject.first == inject.last


def card_key(deck: Deck, seat: str) -> list[Entry]:
    """What each card of a seat does, with what its own team does not know of it."""
    return [Entry(card.id, card.title, tuple(_card(deck, card))) for card in deck.hand(seat)]


def _card(deck: Deck, card: Card) -> Iterator[tuple[str, str]]:
    for band in BANDS:
        yield f"{BAND_GLYPHS[band]} {BAND_TITLES[band]}", effects(deck, card.outcomes[band].effects)
    for each in card.modifiers:
        hidden = " (hidden from its team)" if each.hidden else ""
        yield signed(each.points), f"if {wanted(deck, each.condition)}: {each.because}{hidden}"
    if card.protected_by:
        yield "Layers", deck.tracks[card.protected_by].title
    if card.commits is not None:
        yield "Kept", effects(deck, card.commits.kept)
        yield "Broken", effects(deck, card.commits.broken)
    if card.umpire:
        yield "To settle", card.umpire
    if card.facilitator:
        yield "Ask", card.facilitator


def effects(deck: Deck, several: Iterable[Effect]) -> str:
    """What happens to the board, from left to right."""
    return "; ".join(done(each, deck.tracks) for each in several) or _NOTHING


def closing_key(deck: Deck) -> list[Entry]:
    """What happens by itself at each close, in order, and what ends the game early."""
    upkeep = [
        Entry(
            "", each.title, (*_if(deck, each.condition), ("Does", effects(deck, each.effects)), *_because(each.because))
        )
        for each in deck.upkeep
    ]
    ends = [
        Entry("", f"The end: {each.title}", (*_if(deck, each.condition), ("Read", each.text))) for each in deck.ends
    ]  # fmt: skip
    return upkeep + ends


def ending_key(deck: Deck) -> list[Entry]:
    """The questions of the ending; the first state whose condition holds is the answer."""
    return [
        Entry(
            "", answer.question, tuple((each.title, _state(deck, each.condition, each.text)) for each in answer.states)
        )
        for answer in deck.answers
    ]


def _state(deck: Deck, condition: Condition | None, text: str) -> str:
    return f"{'else' if condition is None else f'if {wanted(deck, condition)}'}: {text}"


def _if(deck: Deck, condition: Condition | None) -> Iterator[tuple[str, str]]:
    if condition is not None:
        yield "If", wanted(deck, condition)


def _because(reason: str) -> Iterator[tuple[str, str]]:
    if reason:
        yield "Because", reason


def ruling_table(deck: Deck) -> list[tuple[int, list[str]]]:
    """For odds in steps of five, the throws of a hundred-sided die that give each band."""
    return [
        (chance, [band_range(deck.shares.bands(chance), band) for band in BANDS])
        for chance in range(5, 100, 5)
        if deck.limits.lowest <= chance <= deck.limits.highest
    ]
