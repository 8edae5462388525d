"""`wargame deck check`: what is wrong with a deck, read and played."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from wargame.cli.completion import complete_decks
from wargame.cli.deck_show import WIDTH
from wargame.cli.long_work import INTERRUPTED, interruption, progress_line
from wargame.cli.output import PROBLEMS, is_terminal, say, say_json, stop
from wargame.deck import Deck, Pace, Problem, UnknownDeck, check, find_deck, listed
from wargame.deck.reading.finding import decks_in
from wargame.words import pace_text

#: More games would show nothing that these do not.
MOST_GAMES = 100_000
#: What a strict check plays: enough for a share to be known to four points in a hundred.
STRICT_GAMES = 500


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", shell_complete=complete_decks)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option(
    "--play",
    "games",
    type=click.IntRange(1, MOST_GAMES),
    metavar="N",
    help="Then play N games of each deck in memory, with bots in every seat, and say what they show.",
)
@click.option(
    "--strict",
    is_flag=True,
    help=f"Play {STRICT_GAMES} games, if --play says nothing else, and count warnings and remarks as errors.",
)
def check_decks(paths: tuple[str, ...], as_json: bool, games: int | None, strict: bool) -> None:
    """Check decks: every problem with its file, line and column.

    An error keeps a deck from being played; a warning is legal and yet wrong in play. With --play, decks without errors
    are also played. Game 7 follows from the seed check-7, so that `wargame play DECK --headless --seed check-7` shows
    it again.
    """
    games = STRICT_GAMES if games is None and strict else games
    found: list[Problem] = []
    played: list[dict[str, Any]] = []
    code = 0
    for name, path in tuple(_wanted(paths)):
        reading = check(path)
        found.extend(reading.problems)
        if not as_json:
            say_problems(name, reading.problems, games)
            if reading.deck is not None and _has_pace(reading.deck):
                say([f"Minutes: {pace_text(reading.deck)}."])
        if reading.errors or (strict and reading.problems):
            code = PROBLEMS
        if games is not None and reading.deck is not None:
            figures, said = _play(name, reading.deck, games, as_json, strict)
            played.append(figures)
            code = max(code, said)
        if code == INTERRUPTED:
            break
    if as_json:
        problems = [_plain(problem) for problem in found]
        say_json(problems if games is None else {"problems": problems, "played": played})
    if code:
        raise SystemExit(code)


def _has_pace(deck: Deck) -> bool:
    """Whether a deck says itself how its minutes are spent."""
    return deck.pace != Pace.within(deck.minutes, len(deck.seats), len(deck.turns))


def _wanted(paths: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Each deck that is meant, by the name that it is called by; where a path is a folder of decks, each of them."""
    for name in paths:
        try:
            path = find_deck(name)
        except UnknownDeck as error:
            stop(str(error))
        for each in decks_in(path):
            yield name if each == path else str(each), each


def say_problems(name: str, problems: tuple[Problem, ...], games: int | None = None) -> None:
    """Each problem with its place, and how many there are; `games` that were wanted were not played then."""
    say(line for problem in problems for line in str(problem).split("\n"))
    counts = Counter(problem.severity for problem in problems)
    many = [f"{counts[each]} {each}{'s' * (counts[each] > 1)}" for each in ("error", "warning") if counts[each]]
    unplayed = " It was not played." if counts["error"] and games is not None else ""
    say([f"{name}: {listed(many) or 'no problems'}.{unplayed}"])


def _play(name: str, deck: Deck, games: int, as_json: bool, strict: bool) -> tuple[dict[str, Any], int]:
    """Play a deck and say what came of it, unless that is left to one document; its plain values and the exit code."""
    from wargame.forecast import judge, plain, play_many, report, seed_of

    began = time.monotonic()
    with interruption() as interrupted, progress_line(games) as progress:
        survey = play_many(deck, games, progress=progress, stop=interrupted)
    seconds = time.monotonic() - began
    verdicts = judge(deck, survey)
    stopped = survey.games < games
    last = seed_of(survey.games) if survey.games else None
    if stopped:
        click.echo(f"Stopped after {survey.games} of {games} games.", err=True)
    if not as_json:
        seeds = f" Seeds: {seed_of(1)} to {last}." if last else ""
        say([f"Played {survey.games} games in {seconds:.1f} seconds.{seeds}"])
        say(report(deck, survey, verdicts, table_columns()) if survey.games else ())
    figures = {
        "deck": deck.id,
        "path": name,
        "wanted": games,
        "seeds": [seed_of(1), last] if last else [],
        "seconds": round(seconds, 1),
        **plain(deck, survey, verdicts),
    }
    wrong = any(strict or verdict.severity == "error" for verdict in verdicts)
    return figures, INTERRUPTED if stopped else PROBLEMS if wrong else 0


def table_columns() -> int:
    """The columns that a table may take."""
    return min(WIDTH, shutil.get_terminal_size().columns) if is_terminal(sys.stdout) else WIDTH


def _plain(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
