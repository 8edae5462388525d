"""How a game ended: why, what the answers are, what was hidden, what was reported, what each seat wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wargame.debrief.pack.blocks import Block, Cell, Grid, Lines, Part
from wargame.debrief.pack.seen import SeenGame
from wargame.deck import Deck, shown
from wargame.rules import Estimated, GameEnded
from wargame.words import likelihood, readers_title, upper_first

_AGREES: Mapping[bool | None, str] = {True: "reached", False: "not reached", None: "for the seat to say"}


def ending_parts(game: SeenGame) -> Iterator[Part]:
    """The parts about the ending; of a game that runs, one that says so."""
    ending, deck = game.ending, game.deck
    if ending is None:
        yield Part("ending", "How it ended", (Lines(("The game is not over.",)),))
        return
    answers = Grid(("", "answer", ""), tuple(_answers(deck, ending)))
    yield Part("ending", "How it ended", (Lines(tuple(_cause(deck, ending))), answers))
    wanted = Grid(("seat", "objective", "they said", "the board says"), tuple(_wanted(game, ending)))
    yield Part(
        "objectives", "What each seat wanted", (wanted,), "what a seat said of its objectives before the board did"
    )
    yield Part("hidden", "What was hidden", (Grid(("", "in the end"), tuple(_hidden(deck, ending))),))
    yield Part("reports", "What was reported, and what was so", tuple(_reports(deck, ending)))


def _cause(deck: Deck, ending: GameEnded) -> Iterator[str]:
    early = next((each for each in deck.ends if each.id == ending.cause), None)
    yield "The calendar has run out." if early is None else f"{early.title}. {early.text}"


def _answers(deck: Deck, ending: GameEnded) -> Iterator[tuple[Cell, ...]]:
    for answer in deck.answers:
        state = next(each for each in answer.states if each.id == ending.answers[answer.id])
        yield answer.question, state.title, state.text


def _wanted(game: SeenGame, ending: GameEnded) -> Iterator[tuple[Cell, ...]]:
    for seat in game.deck.seats.values():
        said = game.reached.get(seat.id) or (None,) * len(seat.objectives)
        for objective, word, agrees in zip(seat.objectives, said, ending.met.get(seat.id, ()), strict=False):
            yield seat.title, objective.text, word or "not said", _AGREES[agrees]


def _hidden(deck: Deck, ending: GameEnded) -> Iterator[tuple[Cell, ...]]:
    for track in deck.reveals:
        if track in ending.values:
            known = deck.tracks[track]
            yield known.title, shown(known, ending.values[track])


def _reports(deck: Deck, ending: GameEnded) -> Iterator[Block]:
    """A table for each question: what each agency wrote in each turn, beside the truth."""
    for name, estimate in deck.estimates.items():
        found = [each for each in ending.reports if each.estimate == name]
        if found:
            agencies = {each.id: upper_first(each.title) for each in estimate.agencies}
            yield Lines((f"{estimate.question} Read by {readers_title(deck, estimate.audience)}.",))
            yield Grid(("turn", "in truth", *agencies.values()), tuple(_row(each, agencies) for each in found))


def _row(report: Estimated, agencies: Mapping[str, str]) -> tuple[Cell, ...]:
    said = {each.agency: f"{likelihood(each.likelihood)}. Confidence {each.confidence}" for each in report.reports}
    return report.turn, "yes" if report.truth else "no", *(said.get(agency, "") for agency in agencies)
