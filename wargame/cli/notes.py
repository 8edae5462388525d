"""`wargame note` and `wargame notes`: what people write down beside a game, which never moves the game itself.

What they mark in it (`wargame.cli.marks`) is read by `notes` too.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.completion import complete_games, complete_viewers
from wargame.cli.output import opened_table, patiently, piped, say, say_json, stop, viewer_of
from wargame.deck import FACILITATOR, PUBLIC, find_blemish
from wargame.deck.audience import ALL
from wargame.words.marks import SIGN_WORDS

if TYPE_CHECKING:
    from wargame.table import Table

_KIND = "note"
#: The longest note and the longest name of who wrote it, in characters.
_LONGEST, _LONGEST_NAME = 2000, 60


@click.command("note")
@click.argument("game", shell_complete=complete_games)
@click.argument("text")
@click.option("--by", "author", metavar="NAME", default="scribe", show_default=True, help="Who writes.")
@click.option(
    "--for",
    "readers",
    metavar="all|facilitator|SEAT",
    default=FACILITATOR,
    show_default=True,
    help="Who may read it; the facilitator always may.",
)
@click.option(
    "--about", type=int, metavar="NUMBER", help="The entry of the log that it is about, as its readers see it."
)
def note_command(game: str, text: str, author: str, readers: str, about: int | None) -> None:
    """Write TEXT down beside GAME, for good; `-` reads it from standard input.

    A note changes nothing of the game. Its number in `--about` is that of `wargame log GAME --as` whoever it is for.
    """
    body = _fit("A note", (_piped_text() if text == "-" else text).strip(), _LONGEST)
    name = named_author(author)
    with opened_table(game) as table:
        audience, _, event = entry_of(table, readers, about)
        with patiently():
            write_note(table, body, name, audience, about=event)


def named_author(author: str) -> str:
    """The name of who writes, or the end of the command where it is none."""
    name = _fit("The name of who writes", author.strip(), _LONGEST_NAME)
    if not name.isprintable():
        stop("The name of who writes is one line of text that can be shown.")
    return name


def entry_of(table: Table, readers: str, number: int | None) -> tuple[str, str, int | None]:
    """The audience that `--for` means, whose log its numbers are of, and the event behind an entry of that log.

    Ends the command where there is no such audience or entry.
    """
    audience = viewer_of(table, readers, what="--for", others=(ALL, FACILITATOR))
    viewer = PUBLIC if audience == ALL else audience
    event = None if number is None else table.event_of(number, viewer)
    if number is not None and event is None:
        entries = len(table.log(viewer))
        stop(f"The log of {table.game.name} as {viewer} has entries 1 to {entries}, and no {number}.")
    return audience, viewer, event


def write_note(table: Table, text: str, author: str, audience: str, *, about: int | None = None) -> None:
    """Write a note beside the game, and say how it is read."""
    body = _fit("A note", text.strip(), _LONGEST)
    table.add_note(author, audience, _KIND, body, about=about)
    viewer = PUBLIC if audience == ALL else audience
    say([f"Noted. `wargame notes {table.game.name} --as {viewer}` reads it."])


@click.command("notes")
@click.argument("game", shell_complete=complete_games)
@click.option(
    "--as",
    "viewer",
    metavar="SEAT|public|facilitator",
    default=PUBLIC,
    show_default=True,
    shell_complete=complete_viewers,
    help="Whose eyes.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def notes_command(game: str, viewer: str, as_json: bool) -> None:
    """Read what was written down beside GAME, as one viewer may; numbers are the viewer's own."""
    with opened_table(game, writing="no") as table:
        reader = viewer_of(table, viewer)
        notes = _notes(table, reader)
        if as_json:
            say_json(notes)
        elif not notes:
            who = "everybody" if reader == PUBLIC else reader
            more = "" if reader == FACILITATOR else " `--as facilitator` reads all that there is."
            say([f"Nothing was written down that {who} may read.{more}"])
        for note in () if as_json else notes:
            say(_lines(note))


def _piped_text() -> str:
    """As much of standard input as a note could hold, and a character more."""
    try:
        return piped(4 * (_LONGEST + 1)).decode("utf-8-sig")
    except UnicodeDecodeError:
        stop("Standard input is no text in UTF-8.")


def _fit(what: str, text: str, longest: int) -> str:
    """The text, or the end of the command where it is empty, too long or holds what can't be shown."""
    blemish = find_blemish(text)
    if blemish is not None:
        stop(f"{what} holds a character that can't be shown: {blemish.name}.")
    if not text or len(text) > longest:
        stop(f"{what} has 1 to {longest} characters.")
    return text


def _notes(table: Table, viewer: str) -> list[dict[str, Any]]:
    """What people wrote and marked, and where they put bookmarks; what seats assessed is `wargame assess`'s to tell."""
    from wargame.table import pins

    return [
        {
            "number": number,
            "kind": pin.kind,
            "at": pin.at,
            "by": pin.author,
            "for": pin.audience,
            "about": pin.entry,
            **({} if pin.sign is None else {"sign": pin.sign}),
            "text": pin.text,
        }
        for number, pin in enumerate(pins(table, viewer), 1)
    ]


def _lines(note: dict[str, Any]) -> list[str]:
    when = datetime.fromtimestamp(note["at"] / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    readers = "" if note["for"] == ALL else f", for {note['for']}"
    about = "" if note["about"] is None else f", on entry {note['about']}"
    first, *rest = _text(note).splitlines() or [""]
    return [f"{note['number']}  {when}  {note['by']}{readers}{about}: {first}", *(f"    {line}" for line in rest)]


def _text(note: dict[str, Any]) -> str:
    """What a line says behind its colon: the words themselves, or the mark or bookmark with them."""
    if note["kind"] == "bookmark":
        return f"bookmark {note['text']}".strip()
    if "sign" in note:
        return f"{note['sign']} {SIGN_WORDS[note['sign']]}" + (f": {note['text']}" if note["text"] else "")
    return str(note["text"])
