"""`wargame compare`: several groups that played one deck, side by side."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.completion import complete_games
from wargame.cli.csv_files import csv_text
from wargame.cli.debrief import same_deck, seen_games
from wargame.cli.output import is_terminal, mention, opened_store, say, say_json, stop
from wargame.cli.written import file_name, write_files
from wargame.deck import FACILITATOR, clean
from wargame.words import columns, cut, fit

if TYPE_CHECKING:
    from wargame.debrief.beside import Beside
    from wargame.debrief.comparing import Comparison
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
@click.option("--html", "as_html", is_flag=True, help="Write it as a web page.")
@click.option(
    "--out", "page", metavar="FILE", type=click.Path(path_type=Path), help="Where to (default: compare-GAME.html)."
)
@click.option("--force", is_flag=True, help="Replace the page if it is there already.")
def compare_command(
    games: tuple[str, ...], as_json: bool, as_csv: bool, as_html: bool, page: Path | None, force: bool
) -> None:
    """Set games of one deck side by side: decisions by turn, where they parted, tracks, odds, endings.

    Everything counts, hidden moves too; while one of the games runs this is for the facilitator alone.
    """
    from wargame.debrief import story_of
    from wargame.debrief.beside import beside
    from wargame.debrief.comparing import compare

    if as_json + as_csv + as_html > 1:
        stop("Say which: --json, --csv or --html.")
    if page is not None and not as_html:
        stop("--out says where the page goes that --html makes: add --html. Anything else can be sent to a file by >.")
    with opened_store(writing="no") as store:
        tables = same_deck(store, games)
        if any(table.state.phase != "ended" for table in tables):
            mention(["One of these games is running: this is for the facilitator alone."])
        if as_html:
            _write_page(tables, page or Path(f"compare-{file_name(tables[0].game.name)}.html"), force)
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
    write_files(page.parent, {page.name: text}, elsewhere="`--out FILE` writes elsewhere.", force=force)
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
    yield "Decisions, by the codes of cards; with * where they were not the same"
    decisions = {
        f"Turn {each.turn}, {deck.seats[each.seat].title}{'' if each.alike else ' *'}": [
            move or "·" for move in each.moves
        ]
        for each in found.decisions
    }
    yield from _table(found.names, decisions, first)
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
    yield "Tracks at the end: least, middle and most, and each game's own"
    tracks = {
        f"{fit(deck.tracks[each.track].title, wide)}{each.least:>5} {each.middle:>6g} {each.most:>5}": [
            str(value) for value in each.values
        ]
        for each in found.spreads
    }
    yield from _table(found.names, tracks, wide + _FIGURES)
    if found.odds:
        yield ""
        yield "Chances that the same card was given, per cent; those that lie farthest apart"
        odds = {
            f"{each.card} {deck.cards[each.card].title}": [_chances(several) for several in each.chances]
            for each in found.odds[:_ODDS]
        }
        yield from _table(found.names, odds, max(first, 30))
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


def _chances(several: Sequence[int]) -> str:
    return ", ".join(map(str, several)) or "·"


def _table(names: Sequence[str], rows: Mapping[str, Sequence[str]], first: int) -> Iterator[str]:
    """A column for each game; on a terminal as many as it is wide, and the others in a table under it."""
    wide = shutil.get_terminal_size().columns - first if is_terminal(sys.stdout) else sys.maxsize
    many = max(1, wide // (_WIDE + 2))
    for begin in range(0, len(names), many):
        yield from [""] if begin else []
        yield _row("", names[begin : begin + many], first)
        for title, cells in rows.items():
            yield _row(title, cells[begin : begin + many], first)


def _row(title: str, cells: Sequence[str], first: int) -> str:
    shown = "  ".join(fit(cut(clean(cell), _WIDE), _WIDE) for cell in cells)
    return f"{fit(cut(title, first), first)}  {shown}".rstrip()
