"""Several groups that played one deck, side by side: who decided what, where they parted, and where each came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from statistics import median
from typing import TypeVar

from attrs import evolve, frozen

from wargame.debrief.story import Ruling, Story
from wargame.deck import Band, Deck
from wargame.rules import GameEnded, HandedIn, Move, Revealed, TurnOpened
from wargame.umpire import Chances

_T = TypeVar("_T")

#: What is said of games of several versions of a deck (`common_deck`).
DECK_CHANGED = "The deck was changed between these games: what several have is called as in the first."
#: What a decision was where a seat passed, or made a move of its own.
PASSED, FREE = "pass", "free"


@frozen
class Decision:
    """What one seat did in one turn, in each game: a card, `PASSED`, `FREE`, or None where it did not come to that."""

    turn: int
    seat: str
    moves: tuple[str | None, ...]

    @property
    def alike(self) -> bool:
        """Whether all games that came to it decided the same."""
        return len({each for each in self.moves if each is not None}) <= 1


@frozen
class Spread:
    """Where a track stood in each game after the last event, and the least, the middle and the most of it."""

    track: str
    values: tuple[int, ...]

    @property
    def least(self) -> int:
        return min(self.values)

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def most(self) -> int:
        return max(self.values)


@frozen
class OddsGiven:
    """The chances of success, in per cent, that one card was ruled at: for each game those of its rulings, in order."""

    card: str
    chances: tuple[tuple[int, ...], ...]

    @property
    def apart(self) -> int:
        """How far the least and the most of them lie apart, in points of per cent."""
        found = [chance for several in self.chances for chance in several]
        return max(found) - min(found)


@frozen
class Comparison:
    """Games of one deck, or of versions of it, by their names in the order in which they were given.

    `parted` is the first decision that was not the same in all of them; None where all are. `answers` has the state of
    each question of the ending in each game, None in one that is not over. `never` are the cards that nobody played.
    """

    deck: Deck
    names: tuple[str, ...]
    decisions: tuple[Decision, ...]
    parted: Decision | None
    spreads: tuple[Spread, ...]
    odds: tuple[OddsGiven, ...]
    never: tuple[str, ...]
    answers: Mapping[str, tuple[str | None, ...]]
    bands: tuple[Mapping[Band, int], ...]


def compare(games: Sequence[tuple[str, Story]]) -> Comparison:
    """Compare games by their names; there is at least one. The deck is the `common_deck` of all."""
    stories = [story for _, story in games]
    deck = common_deck([story.deck for story in stories])
    decisions = _decisions(deck, stories)
    played = {each.card for story in stories for each in story.rulings}
    handed = {each.body.card for story in stories for each in story.events if isinstance(each.body, HandedIn)}
    return Comparison(
        deck,
        tuple(name for name, _ in games),
        decisions,
        next((each for each in decisions if not each.alike), None),
        _spreads(deck, stories),
        _odds(deck, stories),
        tuple(card for card in deck.cards if card not in played | handed),
        _answers(deck, stories),
        tuple(_bands(story.rulings) for story in stories),
    )


def common_deck(decks: Sequence[Deck]) -> Deck:
    """The first of several versions of a deck, with what only the others have of what was played.

    Those are cards, seats and tracks, and answers with their states; what several have is called as in the first.
    """
    first = decks[0]
    others = {deck.hash: deck for deck in decks if deck.hash != first.hash}.values()
    return reduce(_joined, others, first)


def _joined(deck: Deck, other: Deck) -> Deck:
    answers = {each.id: each for each in deck.answers}
    for each in other.answers:
        known = answers.get(each.id, each)
        states = {state.id: state for state in (*each.states, *known.states)}
        answers[each.id] = evolve(known, states=tuple(states.values()))
    return evolve(
        deck,
        seats={**deck.seats, **_missing(deck.seats, other.seats)},
        tracks={**deck.tracks, **_missing(deck.tracks, other.tracks)},
        cards={**deck.cards, **_missing(deck.cards, other.cards)},
        answers=tuple(answers.values()),
    )


def _missing(known: Mapping[str, _T], others: Mapping[str, _T]) -> dict[str, _T]:
    return {name: each for name, each in others.items() if name not in known}


def _decisions(deck: Deck, stories: Iterable[Story]) -> tuple[Decision, ...]:
    found = [handed_in(story) for story in stories]
    turns = max((turn for each in found for turn, _ in each), default=0)
    rows = [
        Decision(turn, seat, tuple(each.get((turn, seat)) for each in found))
        for turn in range(1, turns + 1)
        for seat in deck.seats
    ]
    return tuple(row for row in rows if any(row.moves))


def handed_in(story: Story) -> Mapping[tuple[int, str], str]:
    """What each seat handed in, by turn; the last of it, where it took one back.

    Of a seat whose hand was not seen, what lay open of it.
    """
    found: dict[tuple[int, str], str] = {}
    turn = 0
    for event in story.events:
        body = event.body
        if isinstance(body, TurnOpened):
            turn = body.turn
        elif isinstance(body, HandedIn):
            found[turn, body.seat] = _named(body)
        elif isinstance(body, Revealed):
            for move in body.moves:
                if not move.unseen:
                    found.setdefault((turn, move.seat), _named(move))
    return found


def _named(move: HandedIn | Move) -> str:
    return move.card or (FREE if move.free is not None else PASSED)


def _spreads(deck: Deck, stories: Iterable[Story]) -> tuple[Spread, ...]:
    """The tracks that are known of every game."""
    ends = [story.values for story in stories]
    known = [track for track in deck.tracks if all(track in end for end in ends)]
    return tuple(Spread(track, tuple(end[track] for end in ends)) for track in known)


def _odds(deck: Deck, stories: Sequence[Story]) -> tuple[OddsGiven, ...]:
    """Of the cards that were ruled at least once, those first whose chances lie farthest apart."""
    found = []
    for card in deck.cards:
        chances = tuple(
            tuple(
                Chances(each.body.bands, each.body.of).per_cent
                for each in story.rulings
                if each.card == card and each.body.bands
            )
            for story in stories
        )
        if any(chances):
            found.append(OddsGiven(card, chances))
    return tuple(sorted(found, key=lambda each: -each.apart))


def _answers(deck: Deck, stories: Iterable[Story]) -> Mapping[str, tuple[str | None, ...]]:
    endings = [
        next((each.body for each in reversed(story.events) if isinstance(each.body, GameEnded)), None)
        for story in stories
    ]
    return {
        answer.id: tuple(None if ending is None else ending.answers.get(answer.id) for ending in endings)
        for answer in deck.answers
    }


def _bands(rulings: Iterable[Ruling]) -> Mapping[Band, int]:
    found: dict[Band, int] = {}
    for each in rulings:
        found[each.band] = found.get(each.band, 0) + 1
    return found
