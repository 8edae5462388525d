"""`wargame mark` and `wargame bookmark`: signs and places pinned to what happened, beside the game."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_games
from wargame.cli.notes import entry_of, named_author
from wargame.cli.output import opened_table, patiently, refused, say, stop
from wargame.deck import FACILITATOR
from wargame.words.marks import SIGN_WORDS, find_sign, signs_line

if TYPE_CHECKING:
    from wargame.table import Refusal

_BY = click.option("--by", "author", metavar="NAME", default="scribe", show_default=True, help="Who says so.")
_FOR = click.option(
    "--for",
    "readers",
    metavar="all|facilitator|SEAT",
    default=FACILITATOR,
    show_default=True,
    help="Who may read it; the facilitator always may.",
)
_TAKE_BACK = click.option("--take-back", "gone", is_flag=True, help="Take back what the same author said there.")


@click.command("mark")
@click.argument("game", shell_complete=complete_games)
@click.argument("number", type=int)
@click.argument("sign", required=False)
@click.argument("text", default="")
@_BY
@_FOR
@_TAKE_BACK
def mark_command(game: str, number: int, sign: str | None, text: str, author: str, readers: str, gone: bool) -> None:
    """Mark entry NUMBER of GAME with a sign of chess players, and a few words if there are any.

    SIGN is !! ! !? ?! ? or ??, or its word: brilliant, good, interesting, doubtful, mistake, blunder. A shell wants the
    signs in single quotes. NUMBER is that of `wargame log GAME --as` whoever it is for. The last mark of an author at
    an entry counts.
    """
    from wargame.table import mark

    if gone == (sign is not None):
        stop(f"A mark is {signs_line()}; `--take-back`, without a sign, takes it back.")
    known = None if sign is None else find_sign(sign)
    if sign is not None and known is None:
        stop(f"A mark is {signs_line()}, not `{sign}`.")
    said = "The mark is taken back." if known is None else f"Marked {known}, {SIGN_WORDS[known]}."
    _pin(game, number, author, readers, partial(mark, sign=known, text=text.strip()), said)


@click.command("bookmark")
@click.argument("game", shell_complete=complete_games)
@click.argument("number", type=int)
@click.argument("name", default="")
@_BY
@_FOR
@_TAKE_BACK
def bookmark_command(game: str, number: int, name: str, author: str, readers: str, gone: bool) -> None:
    """Put a bookmark at entry NUMBER of GAME, with a NAME or without one.

    NUMBER is that of `wargame log GAME --as` whoever it is for. The replay goes to it: `/`, then “bookmarks”.
    """
    from wargame.table import bookmark

    called = None if gone else name.strip()
    said = "The bookmark is taken back." if gone else "The bookmark is set."
    _pin(game, number, author, readers, partial(bookmark, name=called), said)


def _pin(game: str, number: int, author: str, readers: str, do: Callable[..., Refusal | None], said: str) -> None:
    with opened_table(game) as table:
        name = named_author(author)
        audience, viewer, event = entry_of(table, readers, number)
        with patiently():
            against = do(table, name, audience, event)
        if against is not None:
            refused(against.sentence)
        say([f"{said} `wargame notes {table.game.name} --as {viewer}` reads it."])
