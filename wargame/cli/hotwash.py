"""`wargame hotwash`: the thirty minutes after a game, step by step, and what was said at each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from wargame.cli.completion import complete_games
from wargame.cli.long_work import INTERRUPTED, interruption, progress_line
from wargame.cli.output import PROBLEMS, mention, opened_table, patiently, say, say_json, stop, viewer_of
from wargame.deck import clean

if TYPE_CHECKING:
    from wargame.debrief.path import Played, Step
    from wargame.debrief.said import PathLine
    from wargame.table import Refusal, Table

_WIDTH = 100
_END = "end"


@click.command("hotwash")
@click.argument("game", shell_complete=complete_games)
@click.argument("step", required=False)
@click.argument("text", required=False)
@click.option("--seat", metavar="SEAT", help="The seat that says TEXT.")
@click.option("--by", metavar="NAME", default="", help="The person who says TEXT.")
@click.option("--question", metavar="N", type=int, help="The question of the reflection that TEXT answers.")
@click.option("--strike", metavar="N", type=int, help="Strike out the line with this number.")
@click.option("--skip", "mark", flag_value="skipped", help="Skip STEP.")
@click.option("--done", "mark", flag_value="done", help="STEP is done.")
@click.option("--open", "mark", flag_value="open", help="STEP is neither skipped nor done.")
@click.option("--move-before", "before", metavar=f"STEP|{_END}", help="Move STEP before another one, or to the end.")
@click.option("--show", "shown", is_flag=True, help="Show STEP on the screens; without one go back to the ending.")
@click.option(
    "--play-on",
    "games",
    metavar="N",
    type=click.IntRange(1, 1000),
    help="Find the decisions that mattered: bots play on N times from before and after each ruling.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def hotwash_command(
    game: str, step: str | None, text: str | None, games: int | None, as_json: bool, **options: Any
) -> None:
    """Lead the debrief of GAME: list its steps; show STEP; or say TEXT at STEP, of a seat, a person or the room.

    \b
    wargame hotwash GAME                                    the steps, their minutes and what became of them
    wargame hotwash GAME closing                            one step, with what was said
    wargame hotwash GAME closing --seat seoul "We waited."  a seat's sentence; its last word counts, "" takes it back
    wargame hotwash GAME reflection --question 2 --by Kim "In turn 3."
    wargame hotwash GAME check --strike 14                  strike out a line
    wargame hotwash GAME poll --skip                        skip a step; --done, --open
    wargame hotwash GAME feedback --move-before closing     arrange the steps

    Everything is kept beside the log, so the head of the game stays.
    """
    wish = _Wish(step.lower() if step else "", text, **options)
    if text is None and (wish.seat is not None or wish.by or wish.question is not None):
        stop('Say what was said: wargame hotwash GAME STEP --seat SEAT "TEXT".')
    if not step and (wish.strike is not None or wish.mark or wish.before):
        stop("Say which step: `wargame hotwash GAME` lists them.")
    with opened_table(game, writing="must" if wish.changes or games is not None else "no") as table:
        if table.state.phase != "ended":
            stop("Refused: the game is not over yet; the debrief begins when it is.", PROBLEMS)
        _do(table, _asked_for(table, wish))
        stopped = games is not None and _play_on(table, games)
        _tell(table, wish.step, as_json)
    if stopped:
        raise SystemExit(INTERRUPTED)


@frozen
class _Wish:
    """What is to be changed, as it stands on the line."""

    step: str
    text: str | None
    seat: str | None
    by: str
    question: int | None
    strike: int | None
    mark: str | None
    before: str | None
    shown: bool

    @property
    def changes(self) -> bool:
        """Whether anything is."""
        return self.text is not None or self.strike is not None or bool(self.mark or self.before) or self.shown


def _asked_for(table: Table, wish: _Wish) -> Iterator[Callable[[], Refusal | None]]:
    """What is to be done, one after the other."""
    from wargame.table import mark_step, move_step, say_after, show_step, strike_out
    from wargame.table.hotwash import MARKS

    step, text, strike, before = wish.step, wish.text, wish.strike, wish.before
    if text is not None:
        seat = "" if wish.seat is None else viewer_of(table, wish.seat, what="--seat", others=())
        number = None if wish.question is None else wish.question - 1
        yield lambda: say_after(table, step, text, seat=seat, by=wish.by, question=number)
    if strike is not None:
        yield lambda: strike_out(table, strike, step)
    mark = next((each for each in MARKS if each == wish.mark), None)
    if mark is not None:
        yield lambda: mark_step(table, step, mark)
    if before is not None:
        yield lambda: move_step(table, step, "" if before == _END else before.lower())
    if wish.shown:
        yield lambda: show_step(table, step)


def _do(table: Table, asked: Iterator[Callable[[], Refusal | None]]) -> None:
    with patiently():
        for each in asked:
            against = each()
            if against is not None:
                stop(f"Refused: {against.sentence}.", PROBLEMS)


def _play_on(table: Table, games: int) -> bool:
    """Find and keep the decisions that mattered; whether Ctrl+C has stopped it."""
    from wargame.debrief.decisions import found_to_matter
    from wargame.debrief.path import played
    from wargame.table import keep_played_on

    game = played(table)
    if game is None or not game.story.rulings:
        return False
    with interruption() as interrupted, progress_line(len(game.story.rulings), "rulings played on") as progress:
        found = found_to_matter(game.story, games, lambda done, of: progress(done), interrupted)
        stopped = interrupted()
    if found is not None:
        keep_played_on(table, found)
    if stopped:
        mention(["Stopped; nothing was kept."])
    return stopped


def _tell(table: Table, step: str, as_json: bool) -> None:
    from wargame.debrief.path import path_of, played
    from wargame.table import step_refusal

    against, game = step_refusal(table, step) if step else None, played(table)
    if against is not None:
        stop(f"Refused: {against.sentence}.", PROBLEMS)
    if game is None:
        return
    steps = path_of(game, only=step)
    wanted = tuple(each for each in steps if each.id == step) if step else steps
    if as_json:
        found = [_plain(game, each) for each in wanted]
        say_json(found[0] if step else found)
    elif step:
        say(_step_lines(game, wanted[0]))
    else:
        say(_list_lines(game, steps))


def _plain(game: Played, step: Step) -> dict[str, Any]:
    lines = [
        {
            "kind": each.kind,
            "text": each.text,
            "seat": each.seat or None,
            "by": each.by or None,
            "line": each.number or None,
        }
        for each in step.lines
    ]
    return {
        "id": step.id,
        "title": step.title,
        "minutes": step.minutes,
        "mark": game.hotwash.mark(step.id),
        "shown": game.hotwash.present == step.id,
        "say": step.say,
        "lines": lines,
        "empty": step.empty,
    }


_MARKS = {"open": "·", "done": "✓", "skipped": "–"}


def _list_lines(game: Played, steps: tuple[Step, ...]) -> Iterator[str]:
    minutes = sum(each.minutes for each in steps if game.hotwash.mark(each.id) != "skipped")
    yield f"The debrief of {game.name}: {len(steps)} steps, about {minutes} minutes"
    for step in steps:
        mark = _MARKS[game.hotwash.mark(step.id)]
        here = "  shown now" if game.hotwash.present == step.id else ""
        skipped = "  skipped" if game.hotwash.mark(step.id) == "skipped" else ""
        yield f"  {mark} {step.id:<11} {step.minutes:>2} min  {step.title}{skipped}{here}"
        said = [each for each in step.lines if each.kind == "said" and step.writes]
        for each in said:
            yield from _wrapped(_said(game, each), 6)


def _step_lines(game: Played, step: Step) -> Iterator[str]:
    yield f"{step.title} ({step.minutes} min)"
    yield from _wrapped(step.say, 2)
    for line in step.lines:
        yield from _wrapped(_said(game, line), _INDENTS[line.kind])
    if step.empty:
        yield from _wrapped(step.empty, 2)


_INDENTS = {"head": 2, "text": 4, "item": 4, "quiet": 4, "said": 4}


def _said(game: Played, line: PathLine) -> str:
    """`North: We waited.`; a line that can be struck out has its number behind it."""
    seat = game.deck.seats[line.seat].title if line.seat in game.deck.seats else ""
    if line.kind == "head":
        return f"{line.text} (asked of {seat})" if seat and seat != line.text else line.text
    who = " · ".join(each for each in (seat, line.by) if each)
    number = f" [{line.number}]" if line.number else ""
    return f"{f'{who}: ' if who else ''}{line.text}{number}"


def _wrapped(text: str, indent: int) -> Iterator[str]:
    more = indent + len(text) - len(text.lstrip())
    yield from wrap(clean(text.strip()), _WIDTH, initial_indent=" " * more, subsequent_indent=" " * (more + 2))
