"""`wargame deck list` and `wargame deck show`: the shipped decks, and one deck in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import say
from wargame.cli.play import load_deck
from wargame.deck import Deck, read, shipped_decks, shown
from wargame.words import likelihood

WIDTH = 100


@click.command("list")
def list_decks() -> None:
    """List the shipped decks."""
    for name, path in shipped_decks().items():
        deck = read(path).deck
        if deck is None:
            say([f"{name}: has mistakes; `wargame deck check {name}` names them"])
            continue
        many = f"{len(deck.seats)} seats, {len(deck.turns)} turns, {deck.minutes} minutes"
        say([f"{name}: {deck.title} ({many})", *_wrapped(deck.summary, "    ")])


@click.command("show")
@click.argument("deck", shell_complete=complete_decks)
def show_deck(deck: str) -> None:
    """Show DECK in words: its seats, board, turns and cards, and the facilitator's guide."""
    say(_deck_lines(load_deck(deck)))


def _wrapped(text: str, indent: str = "") -> list[str]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent)]
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
