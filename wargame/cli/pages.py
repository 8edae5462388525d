"""The front page that a command shows: from a file or standard input, else as it was written on the screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wargame.cli.output import piped, stop
from wargame.deck import PUBLIC

if TYPE_CHECKING:
    from wargame.table import Command, Table

#: More than any front page holds, in bytes.
_LONGEST_FILE = 64_000


def page_of(table: Table, source: str | None) -> Command:
    """A front page: from a file, from standard input; else as somebody wrote it, or as the program writes it."""
    from wargame.table import Publish
    from wargame.words import front_page

    text = table.page_draft() if source is None else _read(source)
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if lines:
        return Publish(lines[0], tuple(lines[1:]))
    if source is not None:
        stop(f"There is nothing in {_called(source)}: its first line is the headline.")
    page = front_page(table.deck, table.view(PUBLIC))
    return Publish(page.headline, page.lines)


def _read(source: str) -> str:
    try:
        if source == "-":
            data = piped(_LONGEST_FILE + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_LONGEST_FILE + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        stop(f"{_called(source)} can't be read: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{_called(source)} is no text in UTF-8.")
    if len(data) > _LONGEST_FILE:
        stop(f"{_called(source)} is too long for a front page.")
    return text


def _called(source: str) -> str:
    return "standard input" if source == "-" else source
