"""The files of a pack: their names and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from wargame.debrief.pack.blocks import Lines, Part, Report
from wargame.debrief.pack.game import Played, about, game_parts
from wargame.debrief.pack.groups import group_parts
from wargame.debrief.pack.log import log_entries, turn_lines
from wargame.debrief.pack.render import html, markdown
from wargame.debrief.pack.rows import Row, events, rulings, tracks
from wargame.debrief.pack.seen import SeenGame
from wargame.debrief.pack.tables import csv_table, json_lines

#: The tables, by the names of their files.
_TABLES: Mapping[str, Callable[[SeenGame], Iterator[Row]]] = {"events": events, "tracks": tracks, "rulings": rulings}


def pack_files(
    games: Sequence[SeenGame], files: Mapping[str, str], played: Mapping[str, Played] | None = None
) -> dict[str, str]:
    """The files of a pack of games of one deck, of which there is at least one.

    `files` has for each game by its name what its own file is called, without an ending; `played` what was found by
    playing on. Of several games each has a report of its own, and one sets them side by side.
    """
    known, found = played or {}, dict[str, str]()
    if len(games) == 1:
        found |= _report("report", _game_report(games[0], known.get(games[0].name)))
    else:
        found |= _report("report", _group_report(games, files))
        for game in games:
            found |= _report(files[game.name], _game_report(game, known.get(game.name)))
    found["decisions.md"] = markdown(_decisions(games))
    for name, rows_of in _TABLES.items():
        rows = [row for game in games for row in rows_of(game)]
        if rows:
            found |= {f"{name}.csv": csv_table(rows), f"{name}.jsonl": json_lines(rows)}
    return found


def group_page(games: Sequence[SeenGame]) -> str:
    """Several games side by side, as one page that stands alone."""
    return html(_group_report(games, {}))


def _report(name: str, report: Report) -> dict[str, str]:
    return {f"{name}.html": html(report), f"{name}.md": markdown(report)}


def _game_report(game: SeenGame, played: Played | None) -> Report:
    return Report(game.name, tuple(about(game)), tuple(game_parts(game, played)), game.deck.language)


def _group_report(games: Sequence[SeenGame], files: Mapping[str, str]) -> Report:
    first = games[0]
    lines = (f"{len(games)} games of {first.deck.title}, side by side: {', '.join(game.name for game in games)}.",)
    links = {f"{files[game.name]}.html": game.name for game in games if game.name in files}
    return Report(first.deck.title, lines, tuple(group_parts(games)), first.deck.language, links)


def _decisions(games: Sequence[SeenGame]) -> Report:
    """The decision log of each game: one line a turn first, then every decision."""
    parts = []
    for number, game in enumerate(games, 1):
        parts.append(Part(f"turns-{number}", f"{game.name}: turn by turn", (Lines(tuple(turn_lines(game))),)))
        parts.append(Part(f"log-{number}", f"{game.name}: every decision", tuple(log_entries(game))))
    return Report("The decision log", (f"Of {games[0].deck.title}.",), tuple(parts), games[0].deck.language)
