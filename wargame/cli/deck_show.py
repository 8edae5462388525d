"""`wargame deck list` and `wargame deck show`: the shipped decks, and one deck in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import say
from wargame.cli.play import load_deck
from wargame.deck import Citation, Deck, Track, carriers, citations, listed, read, shipped_decks, shown
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
@click.option("--systems", is_flag=True, help="What carries each of the deck's systems: cards, tracks, news, rules.")
@click.option("--facts", is_flag=True, help="Every fact of the deck, and where it is cited.")
def show_deck(deck: str, systems: bool, facts: bool) -> None:
    """Show DECK in words: its seats, board, turns and cards, and the facilitator's guide."""
    loaded = load_deck(deck)
    if systems:
        say(_systems_lines(loaded))
    if facts:
        say(_facts_lines(loaded))
    if not systems and not facts:
        say(_deck_lines(loaded))


#: What carries a system, in the order of telling.
_CARRIERS = {"cards": "cards", "tracks": "tracks", "injects": "news", "upkeep": "rules", "estimates": "reports"}


def _systems_lines(deck: Deck) -> Iterator[str]:
    """Each system with what carries it: cards by id, the rest by title."""
    for name, what in deck.systems.items():
        yield f"{name}: {what}"
        carried = [each for each in carriers(deck) if name in each.systems]
        for section, title in _CARRIERS.items():
            own = [
                each.id if section in ("cards", "injects") else each.title
                for each in carried
                if each.section == section
            ]
            if own:
                yield from _wrapped(f"{title}: {', '.join(own)}", "    ")
        if not carried:
            yield "    nothing carries it"
    if not deck.systems:
        yield f"{deck.title} names no systems."


#: What a thing that cites is called.
_CITING = {"cards": "card", "modifiers": "a modifier of", "tracks": "track", "injects": "inject", "upkeep": "rule"}
_CITING |= {"seats": "brief of", "estimates": "reports"}


def _facts_lines(deck: Deck) -> Iterator[str]:
    """Each fact with its document, and every place that cites it."""
    places = list(citations(deck))
    for fact in deck.facts.values():
        yield from _wrapped(f"{fact.id} ({deck.sources[fact.source].title}): {fact.text}")
        cited = [f"{_CITING[each.section]} {_called(each)}" for each in places if each.fact == fact.id]
        yield from _wrapped(f"cited by {', '.join(dict.fromkeys(cited))}" if cited else "never cited", "    ")
    if not deck.facts:
        yield f"{deck.title} has no facts."


def _called(citation: Citation) -> str:
    by_id = citation.section in ("cards", "modifiers", "injects")
    return citation.id if by_id else citation.title


def _wrapped(text: str, indent: str = "") -> list[str]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent)]
    return lines[1:]


def _start(track: Track) -> str:
    """Where a track starts, or where it may."""
    return (
        listed([shown(track, each.value) for each in track.draws], "or") if track.draws else shown(track, track.start)
    )


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
        start = "derived" if track.derived is not None else f"starts at {_start(track)}"
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
