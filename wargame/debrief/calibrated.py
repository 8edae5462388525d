"""Calibration over many games, in words: the score and how often what was called so likely came off, or what wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wargame.debrief.calibration import ENOUGH_FORECASTS, UMPIRE, Bin, Calibration, calibration, forecasts_of
from wargame.debrief.story import Story
from wargame.deck import Deck
from wargame.words import seat_title

#: How the figures are worked out.
HOW = (
    "the mean squared distance between the chances that were named and what happened (Brier 1950): 0 is perfect, "
    "a coin gets 0.250"
)


def calibrated(stories: Sequence[Story]) -> tuple[Calibration, ...]:
    """The calibration over all of these games; where they are of several decks, of the umpire alone."""
    several = len({story.deck.id for story in stories}) > 1
    forecasts = (each for story in stories for each in forecasts_of(story))
    return calibration(each for each in forecasts if each.who == UMPIRE or not several)


def calibrated_lines(deck: Deck, found: Iterable[Calibration]) -> Iterator[str]:
    """For everybody who named chances a line, and under a score that means something one for each ten per cent."""
    none = True
    for each in found:
        none = False
        who = "The umpire's odds" if each.who == UMPIRE else f"The ballots of {seat_title(deck, each.who)}"
        if each.tells:
            yield f"{who}: Brier score {float(each.brier):.3f} over {each.forecasts} rulings"
            yield from map(_bin, each.bins)
        else:
            yield f"{who}: {each.forecasts} rulings, {wanting(each)} more before a score means anything"
    if none:
        yield f"No chances were named; a score means something from {ENOUGH_FORECASTS} rulings on"


def wanting(found: Calibration) -> int:
    """How many rulings more it takes until the score means something."""
    return max(0, ENOUGH_FORECASTS - found.forecasts)


def _bin(each: Bin) -> str:
    mean, share = 100 * each.mean, 100 * each.share
    named = f"named {each.forecasts} times, {float(mean):.0f} % on the mean"
    return f"  {each.low:>2} to {each.high:>3} %: {named}; came off {each.happened} times, {float(share):.0f} %"
