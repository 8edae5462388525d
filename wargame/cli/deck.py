"""`wargame deck`: the shipped decks, one deck in words, and what is wrong with one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from wargame.cli.output import PROBLEMS, say, say_json, stop
from wargame.cli.play import load_deck
from wargame.deck import Deck, Problem, UnknownDeck, find_deck, read, shipped_decks, shown
from wargame.words import likelihood

_WIDTH = 100


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
@click.argument("deck")
def show_deck(deck: str) -> None:
    """Show DECK in words: its seats, board, turns and cards, and the facilitator's guide."""
    say(_deck_lines(load_deck(deck)))


@deck_command.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def check_decks(paths: tuple[str, ...], as_json: bool) -> None:
    """Check decks: every problem with its file, line and column."""
    found: list[Problem] = []
    for name in paths:
        try:
            path = find_deck(name)
        except UnknownDeck as error:
            stop(str(error))
        for each in _decks_in(path):
            problems = read(each).problems
            found.extend(problems)
            if not as_json:
                say(line for problem in problems for line in str(problem).split("\n"))
                many = len(problems)
                shown_name = name if each == path else str(each)
                say([f"{shown_name}: {f'{many} error' + 's' * (many > 1) if many else 'no problems'}."])
    if as_json:
        say_json([_plain(problem) for problem in found])
    if found:
        raise SystemExit(PROBLEMS)


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
        yield f"{track.title}: {start}{seen}. {track.about}"
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
