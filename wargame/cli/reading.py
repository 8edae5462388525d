"""`wargame reading`: what a played game shows, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.long_work import INTERRUPTED, interruption, progress_line
from wargame.cli.output import mention, opened_table, say, say_json
from wargame.deck import clean

if TYPE_CHECKING:
    from wargame.debrief import Story
    from wargame.debrief.sections import Section

_WIDTH = 100


@click.command("reading")
@click.argument("game", shell_complete=complete_games)
@click.option(
    "--games",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    help="How often bots play on from before and after each ruling; 0 leaves the decisions that mattered out.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def reading_command(game: str, games: int, as_json: bool) -> None:
    """Read in GAME: the decisions that mattered and what led to them, roads not taken, promises, luck, facts argued.

    Each part says how it was worked out. Everything counts, hidden moves too, so while a game runs this is for the
    facilitator alone.
    """
    from wargame.debrief import story_of
    from wargame.debrief.sections import sections

    with opened_table(game, writing="no") as table:
        if table.state.phase != "ended":
            mention(["The game is running: this is for the facilitator alone."])
        story = story_of(table.deck, table.events)
    found, stopped = _decisions(story, games)
    parts = (*found, *sections(story))
    if as_json:
        say_json([{"id": each.id, "title": each.title, "how": each.how, "lines": list(each.lines)} for each in parts])
    else:
        for place, part in enumerate(parts):
            say([""] if place else [])
            say(_lines(part))
    if stopped:
        raise SystemExit(INTERRUPTED)


def _decisions(story: Story, games: int) -> tuple[tuple[Section, ...], bool]:
    """The section of what mattered, unless none is wanted; and whether Ctrl+C has stopped the playing."""
    from wargame.debrief.outlook import what_mattered
    from wargame.debrief.sections import DECISIONS, mattered_section

    if not games or not story.rulings:
        return (), False
    with interruption() as interrupted, progress_line(len(story.rulings), "rulings played on") as progress:
        mattered = what_mattered(story, games=games, progress=lambda done, of: progress(done), stop=interrupted)
        stopped = interrupted()
    if stopped:
        mention([f"Stopped after {len(mattered)} of {len(story.rulings)} rulings."])
    return (mattered_section(story, mattered[:DECISIONS], games),), stopped


def _lines(part: Section) -> Iterator[str]:
    yield part.title
    yield from wrap(f"({part.how})", _WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    for line in part.lines or ("nothing",):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield from wrap(clean(line.strip()), _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
