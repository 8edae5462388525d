"""`wargame compare`: several groups that played one deck, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.completion import complete_games
from wargame.cli.csv_files import csv_text
from wargame.cli.debrief import same_deck, seen_games
from wargame.cli.output import mention, opened_store, say, say_json, stop
from wargame.cli.written import write_files
from wargame.deck import FACILITATOR, clean
from wargame.words import columns, cut, fit

if TYPE_CHECKING:
    from wargame.debrief.beside import Beside
    from wargame.debrief.comparing import Comparison, OddsGiven
    from wargame.table import Table

#: Columns that a game's name and what happened there may take in a table.
_WIDE = 14
#: Cards whose odds are set side by side: those that lay farthest apart.
_ODDS = 8
#: Columns of the least, the middle and the most of a track.
_FIGURES = 18


@click.command("compare")
@click.argument("games", nargs=-1, required=True, metavar="GAME…", shell_complete=complete_games)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="The decisions as CSV: a line for each turn and seat, a column a game."
)
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write it as a web page.")
@click.option("--force", is_flag=True, help="Replace the page if it is there already.")
def compare_command(games: tuple[str, ...], as_json: bool, as_csv: bool, page: Path | None, force: bool) -> None:
    """Set games of one deck side by side: decisions by turn, where they parted, tracks, odds, endings.

    Everything counts, hidden moves too; while one of the games runs this is for the facilitator alone.
    """
    from wargame.debrief import story_of
    from wargame.debrief.beside import beside
    from wargame.debrief.comparing import compare

    if as_json + as_csv + (page is not None) > 1:
        stop("Say which: --json, --csv or --html.")
    with opened_store(writing="no") as store:
        tables = same_deck(store, games)
        if any(table.state.phase != "ended" for table in tables):
            mention(["One of these games is running: this is for the facilitator alone."])
        if page is not None:
            _write_page(tables, page, force)
            return
        stories = [story_of(table.deck, table.events) for table in tables]
    found = compare([(table.game.name, story) for table, story in zip(tables, stories, strict=True)])
    two = beside(*stories) if len(stories) == 2 else None
    if as_json:
        shared = {} if two is None else {"parting": {"shared": two.parting.shared, "turn": two.parting.turn}}
        say_json({**_plain(found), **shared})
    elif as_csv:
        head = ("turn", "seat", *found.names)
        rows = [(str(each.turn), each.seat, *(move or "" for move in each.moves)) for each in found.decisions]
        click.echo(csv_text(head, rows), nl=False)
    else:
        say(_lines(found))
        say([] if two is None else _beside(found, two))


def _write_page(tables: Sequence[Table], page: Path, force: bool) -> None:
    from wargame.debrief.pack import group_page

    if len(tables) < 2:
        stop("A page sets several games side by side: name two or more.")
    text = group_page(seen_games(tables, FACILITATOR))
    write_files(page.parent, {page.name: text}, elsewhere="Another name writes elsewhere.", force=force)
    say([f"Wrote {page}", "Open it in a browser. It asks for nothing from outside."])


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "deck": found.deck.id,
        "games": list(found.names),
        "parted": None if found.parted is None else {"turn": found.parted.turn, "seat": found.parted.seat},
        "decisions": [{"turn": each.turn, "seat": each.seat, "moves": list(each.moves)} for each in found.decisions],
        "tracks": {each.track: list(each.values) for each in found.spreads},
        "odds": {each.card: [list(several) for several in each.chances] for each in found.odds},
        "never_played": list(found.never),
        "answers": {answer: list(states) for answer, states in found.answers.items()},
        "bands": [dict(each) for each in found.bands],
    }


def _lines(found: Comparison) -> Iterator[str]:
    deck = found.deck
    first = max(columns(seat.title) for seat in deck.seats.values()) + len("Turn 10,  *")
    yield _row("", found.names, first)
    yield "Decisions, by the codes of cards; with * where they were not the same"
    for each in found.decisions:
        title = f"Turn {each.turn}, {deck.seats[each.seat].title}"
        yield _row(f"{title}{'' if each.alike else ' *'}", [move or "·" for move in each.moves], first)
    if found.parted is None:
        yield "They never parted: every seat decided the same."
    else:
        yield f"They first parted in turn {found.parted.turn}, by what {deck.seats[found.parted.seat].title} did."
    yield ""
    yield "How it ended"
    for answer in deck.answers:
        titles = {state.id: state.title for state in answer.states}
        yield f"  {answer.question}"
        for name, state in zip(found.names, found.answers[answer.id], strict=True):
            yield f"    {fit(cut(clean(name), _WIDE), _WIDE)}  {titles.get(state, '–') if state else 'not over'}"
    yield ""
    wide = max(columns(track.title) for track in deck.tracks.values())
    yield _row("Tracks at the end (least, middle, most)", found.names, wide + _FIGURES)
    for spread in found.spreads:
        figures = f"{spread.least:>5} {spread.middle:>6g} {spread.most:>5}"
        title = f"{fit(deck.tracks[spread.track].title, wide)}{figures}"
        yield _row(title, [str(value) for value in spread.values], wide + _FIGURES)
    if found.odds:
        yield ""
        yield "Chances that the same card was given, per cent; those that lie farthest apart"
        yield from (_odds(found, each, first) for each in found.odds[:_ODDS])
    if found.never:
        yield ""
        yield from wrap(f"Never played: {', '.join(found.never)}", 100, subsequent_indent="  ")


def _beside(found: Comparison, two: Beside) -> Iterator[str]:
    """Two games beside each other, a line of each turn for every seat, and for every track that stands apart."""
    from wargame.debrief.beside import beside_lines, parting_text

    yield ""
    yield f"Side by side. {parting_text(two)}"
    lines = list(beside_lines(two))
    first = max((columns(clean(line.title)) for line in lines), default=0) + 2
    cell = max(_WIDE, (100 - first - 4) // 2)
    for line in lines:
        title = line.title if line.about == "turn" else f"  {line.title}"
        cells = (line.one, line.other) if line.about != "turn" else found.names
        shown = "  ".join(fit(cut(clean(each), cell), cell) for each in cells)
        yield f"{fit(cut(clean(title), first), first)}  {shown}".rstrip()


def _odds(found: Comparison, each: OddsGiven, first: int) -> str:
    said = [", ".join(str(chance) for chance in several) or "·" for several in each.chances]
    return _row(f"{each.card} {found.deck.cards[each.card].title}", said, max(first, 30))


def _row(title: str, cells: tuple[str, ...] | list[str], first: int) -> str:
    shown = "  ".join(fit(cut(clean(cell), _WIDE), _WIDE) for cell in cells)
    return f"{fit(cut(title, first), first)}  {shown}".rstrip()
