"""`wargame deck`: the shipped decks, one deck in words, and what is wrong with one."""

from __future__ import annotations

import shutil
import signal
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import PROBLEMS, is_terminal, say, say_json, stop
from wargame.cli.play import load_deck
from wargame.deck import Deck, Pace, Problem, UnknownDeck, find_deck, read, shipped_decks, shown
from wargame.words import likelihood, pace_text

_WIDTH = 100
#: The exit code of a command that Ctrl+C has stopped, as shells have it: 128 and the number of the signal.
_INTERRUPTED = 130
#: More games would show nothing that these do not.
_MOST_GAMES = 100_000


@click.group("deck")
def deck_command() -> None:
    """List, show and check decks."""


@deck_command.command("list")
def list_decks() -> None:
    """List the shipped decks."""
    for name, path in shipped_decks().items():
        deck = read(path).deck
        if deck is None:
            say([f"{name}: has mistakes; `wargame deck check {name}` names them"])
            continue
        many = f"{len(deck.seats)} seats, {len(deck.turns)} turns, {deck.minutes} minutes"
        say([f"{name}: {deck.title} ({many})", *_wrapped(deck.summary, "    ")])


@deck_command.command("show")
@click.argument("deck", shell_complete=complete_decks)
def show_deck(deck: str) -> None:
    """Show DECK in words: its seats, board, turns and cards, and the facilitator's guide."""
    say(_deck_lines(load_deck(deck)))


@deck_command.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", shell_complete=complete_decks)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option(
    "--play",
    "games",
    type=click.IntRange(1, _MOST_GAMES),
    metavar="N",
    help="Then play N games of each deck in memory, with bots in every seat, and say what they show.",
)
def check_decks(paths: tuple[str, ...], as_json: bool, games: int | None) -> None:
    """Check decks: every problem with its file, line and column.

    With --play, decks without problems are also played. Game 7 follows from the seed check-7, so that `wargame play
    DECK --headless --seed check-7` shows it again.
    """
    found: list[Problem] = []
    played: list[dict[str, Any]] = []
    code = 0
    for name, path in _wanted(paths):
        reading = read(path)
        found.extend(reading.problems)
        if not as_json:
            _say_problems(name, reading.problems, games)
            if reading.deck is not None and _has_pace(reading.deck):
                say([f"Minutes: {pace_text(reading.deck)}."])
        if reading.problems:
            code = PROBLEMS
        elif games is not None and reading.deck is not None:
            figures, said = _play(name, reading.deck, games, as_json)
            played.append(figures)
            code = max(code, said)
        if code == _INTERRUPTED:
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
        for each in _decks_in(path):
            yield name if each == path else str(each), each


def _say_problems(name: str, problems: tuple[Problem, ...], games: int | None) -> None:
    say(line for problem in problems for line in str(problem).split("\n"))
    many = len(problems)
    unplayed = " It was not played." if problems and games is not None else ""
    say([f"{name}: {f'{many} error' + 's' * (many > 1) if many else 'no problems'}.{unplayed}"])


def _play(name: str, deck: Deck, games: int, as_json: bool) -> tuple[dict[str, Any], int]:
    """Play a deck and say what came of it, unless that is left to one document; its plain values and the exit code."""
    from wargame.forecast import judge, plain, play_many, report, seed_of

    began = time.monotonic()
    with _interruption() as interrupted, _progress(games) as progress:
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
        say(report(deck, survey, verdicts, _columns()) if survey.games else ())
    figures = {
        "deck": deck.id,
        "path": name,
        "wanted": games,
        "seeds": [seed_of(1), last] if last else [],
        "seconds": round(seconds, 1),
        **plain(deck, survey, verdicts),
    }
    wrong = any(verdict.severity == "error" for verdict in verdicts)
    return figures, _INTERRUPTED if stopped else PROBLEMS if wrong else 0


def _columns() -> int:
    """The columns that a table may take."""
    return min(_WIDTH, shutil.get_terminal_size().columns) if is_terminal(sys.stdout) else _WIDTH


@contextmanager
def _interruption() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; pressed a second time, it interrupts at once."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def press(number: int, frame: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(games: int) -> Iterator[Callable[[int], None]]:
    """A line on standard error that says how many games are played, where a person may look at it."""
    if not is_terminal(sys.stderr):
        yield lambda played: None
        return
    said = -1

    def progress(played: int) -> None:
        nonlocal said
        percent = 100 * played // games
        if percent != said:
            said = percent
            click.echo(f"\r{played} of {games} games played", err=True, nl=False)

    try:
        yield progress
    finally:
        click.echo("\r" + " " * len(f"{games} of {games} games played") + "\r", err=True, nl=False)


def _decks_in(path: Path) -> list[Path]:
    """The deck at a path; or, where that is a folder of decks, each of them."""
    if not path.is_dir() or (path / "deck.yaml").is_file():
        return [path]
    folders = sorted(each.parent for each in path.glob("*/deck.yaml"))
    files = sorted(each for each in path.glob("*.yaml")) if folders else []
    return [*folders, *files] or [path]


def _plain(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _wrapped(text: str, indent: str = "") -> list[str]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, _WIDTH, initial_indent=indent, subsequent_indent=indent)]
    return lines[1:]


def _deck_lines(deck: Deck) -> Iterator[str]:
    yield f"{deck.title} [{deck.id}], version {deck.version}, {deck.minutes} minutes"
    yield from _wrapped(deck.summary)
    yield ""
    for seat in deck.seats.values():
        yield f"{seat.glyph} {seat.title}"
        yield from _wrapped(seat.public, "    ")
    yield ""
    for track in deck.tracks.values():
        seen = "" if track.audience == "all" else f" (seen by {track.audience})"
        start = "derived" if track.derived is not None else f"starts at {shown(track, track.start)}"
        yield f"{track.title} [{track.id}]: {start}{seen}. {track.about}".rstrip()
        if track.levels:
            yield from _wrapped("; ".join(f"{level.title} [{level.id}]" for level in track.levels), "    ")
    yield ""
    for number, turn in enumerate(deck.turns, 1):
        yield f"Turn {number}: {turn.title}"
    for seat in deck.seats.values():
        yield ""
        for card in deck.hand(seat.id):
            secret = ", secret" if card.secret else ""
            cited = f" [{', '.join(card.sources)}]" if card.sources else ""
            yield f"{card.id}  {card.title}: {card.chance} % ({likelihood(card.chance)}){secret}{cited}"
    if deck.systems:
        yield ""
        yield "Systems:"
        yield from (f"    {name}: {what}" for name, what in deck.systems.items())
    if deck.guide:
        yield ""
        yield "Guide for the facilitator"
        yield from _wrapped(deck.guide)
