"""Remarks that a game makes on itself: what came of the rules, the dice or the table, and what is to be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from wargame.debrief.facts import facts_argued
from wargame.debrief.luck import Luck, luck_of
from wargame.debrief.said import PathLine, head, item, prompt
from wargame.debrief.sections import ruling_line
from wargame.debrief.story import Ruling, Story
from wargame.deck import Deck, listed
from wargame.words import card_title, player_title, seat_title

#: As many of a kind are named one by one; of the others it is said how many they are.
_FEW = 6


def artefact_lines(story: Story, players: Mapping[str, str], speakers: tuple[str, ...], rewinds: int) -> Iterator[str]:
    """What of a game came of bots, dice, limits and the umpire's hand. `players` sat there at last, by seat."""
    bots: dict[str, list[str]] = {}
    for seat in story.deck.seats:
        if seat not in speakers:
            bots.setdefault(player_title(players.get(seat, "")), []).append(seat_title(story.deck, seat))
    for bot, seats in bots.items():
        yield f"No people played {listed(seats)}, but a {bot}."
    yield from _luck(story)
    yield from _by_hand(story)
    cut = sum(is_cut(story.deck, each) for each in story.rulings)
    if cut:
        limits = story.deck.limits
        yield (
            f"The odds of {_many(cut, 'move')} of {len(story.rulings)} were held at the deck's limits, "
            f"{limits.lowest} to {limits.highest} in 100."
        )
    never = sum(not each for each in facts_argued(story).values())
    if never:
        yield f"{never} of {_many(len(story.deck.facts), 'fact')} never came up, so nobody weighed them."
    if rewinds:
        yield f"The game was rewound {'once' if rewinds == 1 else f'{rewinds} times'}: what was undone was known."


def check_lines(story: Story) -> Iterator[PathLine]:
    """What is to be looked up: facts that never came up, and what the cards that were played say something of."""
    deck = story.deck
    asked: dict[str, list[str]] = {}
    for ruling in story.rulings:
        card = deck.cards.get(ruling.card)
        for name in card.research if card is not None else ():
            titles = asked.setdefault(name, [])
            if card is not None and card_title(deck, card.id) not in titles:
                titles.append(card_title(deck, card.id))
    known = [name for name in deck.research if name in asked]
    if known:
        yield head("What the moves that were made say something of")
        for name in known:
            yield item(f"{deck.research[name]} ({listed(_first(asked[name]))})")
    never = [fact for fact, mentions in facts_argued(story).items() if not mentions]
    if never:
        yield head("Facts that never came up")
        for fact in never[:_FEW]:
            yield item(f"{fact}: {deck.facts[fact].text}")
        if len(never) > _FEW:
            yield prompt(f"and {len(never) - _FEW} more; `wargame reading` lists them")


def is_cut(deck: Deck, ruling: Ruling) -> bool:
    """Whether the deck's limits held the odds of a move before anybody argued."""
    odds = ruling.body.odds
    if odds is None:
        return False
    plain = odds.base + sum(each.points for each in odds.modifiers if each.applied)
    return not deck.limits.lowest <= plain <= deck.limits.highest


def _luck(story: Story) -> Iterator[str]:
    found = [each for each in luck_of(story) if each.rolls]
    unusual = [each for each in found if each.unusual]
    for each in unusual:
        yield f"The dice were unusually {_kind(each)} to {seat_title(story.deck, each.seat)}: {_told(each)}."
    if found and not any(each.tells for each in found):
        yield "Too few dice fell to say of anybody that they were kind or unkind."


def _kind(luck: Luck) -> str:
    return "kind" if luck.luck > 0 else "unkind"


def _told(luck: Luck) -> str:
    low, high = _signed(luck.low), _signed(luck.high)
    return f"{_signed(luck.luck)} over {_many(luck.rolls, 'roll')}; nineteen seats in twenty have {low} to {high}"


def _signed(value: Fraction) -> str:
    return f"{float(value):+.1f}".replace("-", "−")


def _by_hand(story: Story) -> Iterator[str]:
    found = [each for each in story.rulings if each.overrides or each.body.override is not None]
    for each in found[:_FEW]:
        yield f"Set by hand: {ruling_line(story.deck, each).removesuffix(', set by hand')}."
    if len(found) > _FEW:
        yield f"And {_many(len(found) - _FEW, 'outcome')} more set by hand."


def _first(titles: list[str]) -> list[str]:
    return titles if len(titles) <= _FEW else [*titles[:_FEW], f"{len(titles) - _FEW} more"]


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
