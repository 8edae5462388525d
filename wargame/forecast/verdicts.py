"""What a survey says about a deck: what must be mended, and what its author should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from attrs import frozen

from wargame.deck import Card, Deck
from wargame.forecast.shares import interval, share
from wargame.forecast.survey import CardCount, DeadEnd, Survey

#: In fewer games, a thing that happens in 1 % of them is missed more often than not: frequencies are remarks only.
ENOUGH_GAMES = 100
#: Per cent of games in which a card can be played at least once: a rarer one is paper that a team reads for nothing.
LEAST_PLAYABLE = 5
#: Per cent of games in which a card is played, by players who choose evenly.
LEAST_PLAYED = 1
#: States of an answer that must occur: an ending that always says the same says nothing of the game.
LEAST_STATES = 2
#: Per cent of games that one state of an answer may take before the ending seems settled beforehand.
MOST_ONE_STATE = 80
#: Per cent of a card's rulings whose odds may be held at a limit; beyond, what its modifiers say is mostly lost.
MOST_CLAMPED = 50
#: Rulings of a card before its modifiers and limits are judged: what holds one time in ten is then rarely missed.
ENOUGH_RULINGS = 30
#: Per cent of its objectives that a seat reaches between bots, where the deck does not say what it should.
LEAST_REACHED, MOST_REACHED = 5, 95
#: Games named in one verdict: enough to play again, and short enough to read.
_NAMED = 3

Severity = Literal["error", "remark"]


@frozen
class Verdict:
    """One thing about a deck: a code for programs, the id of what it is about, and a sentence for people."""

    severity: Severity
    code: str
    about: str
    sentence: str


def judge(deck: Deck, survey: Survey) -> tuple[Verdict, ...]:
    """All that a survey of `deck` shows, errors first. Nothing is judged where no game was played."""
    found = (
        *_broken(survey),
        *_dead_ends(deck, survey),
        *(
            (*_answers(deck, survey), *_targets(deck, survey), *_cards(deck, survey), *_others(deck, survey))
            if survey.ended
            else ()
        ),
    )
    return tuple(sorted(found, key=lambda verdict: verdict.severity != "error"))


def _broken(survey: Survey) -> Iterator[Verdict]:
    for error in survey.errors:
        yield Verdict("error", "broken", error.seed, f"game {error.seed} broke off: {error.sentence}")


def _dead_ends(deck: Deck, survey: Survey) -> Iterator[Verdict]:
    def place(each: DeadEnd) -> tuple[str, int]:
        return each.seat, each.turn

    for (seat, turn), several in groupby(sorted(survey.dead_ends, key=place), place):
        seeds = [each.seed for each in several]
        many = f"{len(seeds)} games" if len(seeds) > 1 else "1 game"
        sentence = f"{deck.seats[seat].title} had no card to play in turn {turn} of {many}: {_named(seeds)}"
        yield Verdict("error", "dead_end", seat, sentence)


def _named(seeds: list[str]) -> str:
    rest = len(seeds) - _NAMED
    return ", ".join(seeds[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _frequency(survey: Survey) -> Severity:
    return "error" if survey.ended >= ENOUGH_GAMES else "remark"


def _answers(deck: Deck, survey: Survey) -> Iterator[Verdict]:
    for answer in deck.answers:
        counts = survey.answers[answer.id]
        titles = {state.id: state.title for state in answer.states}
        most = max(counts, key=lambda state: counts[state])
        occurring = sum(1 for games in counts.values() if games)
        if occurring < LEAST_STATES:
            sentence = f"`{answer.question}` is always answered by `{titles[most]}`"
            yield Verdict(_frequency(survey), "one_answer", answer.id, sentence)
        elif counts[most] * 100 > MOST_ONE_STATE * survey.ended:
            sentence = f"`{answer.question}` is answered by `{titles[most]}` in {share(counts[most], survey.ended)}"
            yield Verdict("remark", "lopsided_answer", answer.id, f"{sentence} of games")


def _targets(deck: Deck, survey: Survey) -> Iterator[Verdict]:
    """What the deck itself wants of its balance; where it says nothing of a seat, no seat gets all or nothing.

    Only what so many games can tell: a share that may well lie within the bounds is not off target.
    """
    own = {target.seat for target in deck.targets}
    for target in deck.targets:
        if target.seat:
            part, whole = _reached(deck, survey, target.seat)
            what = f"{deck.seats[target.seat].title} reaches its objectives"
        else:
            part, whole = survey.answers[target.answer][target.state], survey.ended
            answer = next(each for each in deck.answers if each.id == target.answer)
            title = next(state.title for state in answer.states if state.id == target.state)
            what = f"`{answer.question}` is answered by `{title}`"
        low, high = interval(part, whole)
        if high < target.least or low > target.most:
            wanted = f"wanted: {target.least} to {target.most} %"
            sentence = f"{what} in {share(part, whole)} of games, {wanted}"
            yield Verdict("remark", "off_target", target.seat or target.answer, sentence)
    for seat in deck.seats:
        part, whole = _reached(deck, survey, seat)
        if seat not in own and whole and not LEAST_REACHED * whole <= 100 * part <= MOST_REACHED * whole:
            sentence = f"{deck.seats[seat].title} reaches {share(part, whole)} of its objectives: it is out of balance"
            yield Verdict("remark", "unbalanced_seat", seat, sentence)


def _reached(deck: Deck, survey: Survey, seat: str) -> tuple[int, int]:
    """How often objectives of a seat that the board can judge were reached, and how often they could have been."""
    met = survey.objectives.get(seat, {})
    return sum(met.values()), len(met) * survey.ended


def _cards(deck: Deck, survey: Survey) -> Iterator[Verdict]:
    for card in deck.cards.values():
        count = survey.cards[card.id]
        yield from _frequencies(card, count, survey)
        if count.rulings >= ENOUGH_RULINGS:
            yield from _odds(card, count)


def _frequencies(card: Card, count: CardCount, survey: Survey) -> Iterator[Verdict]:
    """How often a card came up; one that answers moves out of turn is not judged, since bots give no answers."""
    if card.answers:
        return
    playable, played = share(count.playable, survey.ended), share(count.played, survey.ended)
    if not count.playable:
        yield Verdict(_frequency(survey), "unplayable", card.id, f"{_name(card)} could never be played")
    elif count.playable * 100 < LEAST_PLAYABLE * survey.ended:
        sentence = f"{_name(card)} could be played in {playable} of games, wanted: {LEAST_PLAYABLE} %"
        yield Verdict(_frequency(survey), "seldom_playable", card.id, sentence)
    if count.playable and count.played * 100 < LEAST_PLAYED * survey.ended:
        times = f", and was overtaken {count.overtaken} times" if count.overtaken else ""
        sentence = f"{_name(card)} was played in {played} of games{times}, wanted: {LEAST_PLAYED} %"
        yield Verdict(_frequency(survey), "seldom_played", card.id, sentence)


def _odds(card: Card, count: CardCount) -> Iterator[Verdict]:
    if count.clamped * 100 > MOST_CLAMPED * count.rulings:
        sentence = f"the odds of {_name(card)} were held at a limit in {share(count.clamped, count.rulings)} of rulings"
        yield Verdict("remark", "odds_clamped", card.id, sentence)
    for place, modifier in enumerate(card.modifiers):
        applied = count.modifiers[place]
        if applied in (0, count.rulings):
            often = "always" if applied else "never"
            sentence = f"a modifier of {_name(card)} {often} applied: `{modifier.because}`"
            yield Verdict("remark", f"{often}_applies", card.id, f"{sentence}, if {modifier.condition.text}")


def _others(deck: Deck, survey: Survey) -> Iterator[Verdict]:
    for inject in deck.injects.values():
        if not survey.injects[inject.id] and not inject.by_hand:
            yield Verdict("remark", "no_inject", inject.id, f"{inject.id} `{inject.title}` never arrived")
    for track in deck.tracks.values():
        # One that is drawn differs from game to game without ever moving.
        if not survey.tracks[track.id].moved and not track.draws:
            yield Verdict("remark", "still_track", track.id, f"`{track.title}` never moved")


def _name(card: Card) -> str:
    return f"{card.id} `{card.title}`"


def count_of(verdicts: Iterable[Verdict], severity: Severity) -> int:
    """How many verdicts are of this severity."""
    return sum(1 for each in verdicts if each.severity == severity)
