"""How plain commands speak: lines on standard output, one sentence on standard error, and an exit code.

0: all is well. 1: problems were found, or a move was refused. 2: the command was used wrongly.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from wargame.cli.places import named_save, save_place
from wargame.deck import FACILITATOR, PUBLIC, clean, nearest

if TYPE_CHECKING:
    from wargame.deck import Deck
    from wargame.store.opened import Writing
    from wargame.table import Store, Table

WELL, PROBLEMS, WRONG_USE = 0, 1, 2

#: Columns below which folding would not help.
_NARROWEST = 40
#: Seconds after which a command that still waits for the save says so.
_PATIENCE = 1.0


def stop(sentence: str, code: int = WRONG_USE) -> NoReturn:
    """End the command with one sentence on standard error."""
    click.echo(clean(sentence), err=True)
    raise SystemExit(code)


def say(lines: Iterable[str]) -> None:
    """Lines on standard output, fit for a terminal; where that is one, folded between words to its width."""
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else 0
    for line in lines:
        text = clean(line)
        click.echo(_folded(text, width) if width and len(text) > width else text)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person may look at this stream; a program may be started without it."""
    return stream is not None and not stream.closed and stream.isatty()


def _folded(text: str, width: int) -> str:
    """A long line in several, each as deep as the first and a little more."""
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    return textwrap.fill(
        text, max(width, _NARROWEST), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def say_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def opened_store(*, create: bool = False, writing: Writing = "must") -> Iterator[Store]:
    """The save that this command works on; its errors become sentences.

    `writing` as in `Store.open`. Who writes is told once what to know about where the save lies.
    """
    from wargame.deck import DeckError
    from wargame.store import AmbiguousGame, BackupExists, BadHead, BadName, NameTaken, Store, StoreError, UnknownGame
    from wargame.table import DamagedGame, UnfitText, UnknownSeat, UnreadableBody

    try:
        with Store.open(chosen_save(), create=create, writing=writing) as store:
            if writing == "must":
                mention(store.warnings)
            yield store
    except (AmbiguousGame, BackupExists, BadHead, BadName, NameTaken, UnknownGame, UnfitText, UnknownSeat) as error:
        stop(sentence(error))
    except (DamagedGame, DeckError, UnreadableBody, StoreError) as error:
        stop(sentence(error), PROBLEMS)


def sentence(error: Exception) -> str:
    """What an error says, as a sentence with its full stop; of several lines only the last wants one."""
    text = str(error)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def mention(lines: Iterable[str]) -> None:
    """Remarks on standard error, beside what was asked for."""
    for line in lines:
        click.echo(clean(line), err=True)


@contextmanager
def patiently() -> Iterator[None]:
    """While the save may be held by another program: somebody who waits is told so, once."""
    waiting = threading.Timer(_PATIENCE, mention, [("Waiting for the save: another program is writing …",)])
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()


def refused(said: str, more: Iterable[str] = ()) -> NoReturn:
    """End the command because the rules have something against it; `more` are lines that help a person on."""
    first = f"Refused: {said}{'' if said.endswith(('.', '?')) else '.'}"
    stop("\n".join((first, *more)), PROBLEMS)


def want_terminal(without: str) -> None:
    """End the command where nobody could look at screens; `without` says what to do then."""
    if not all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)):
        stop(without)


def unseen(question: str, *, twice: bool = False) -> str:
    """A line that is typed and not shown; from a pipe, its next line."""
    if not is_terminal(sys.stdin):
        return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
    answer: str = click.prompt(
        clean(question),
        default="",
        show_default=False,
        hide_input=True,
        confirmation_prompt="The same once more" if twice else False,
        err=True,
    )
    return answer


def piped(limit: int) -> bytes:
    """What stands on standard input, up to so many bytes; nothing where there is none."""
    return sys.stdin.buffer.read(limit) if sys.stdin is not None and not sys.stdin.closed else b""


def chosen_save() -> str:
    """The save that `--saves`, the environment or the platform names."""
    return save_place(_given_save())


def missing_save_matters() -> bool:
    """Whether somebody named the save, so that its absence is a mistake and not a beginning."""
    return named_save(_given_save()) is not None


def _given_save() -> str | None:
    given: str | None = click.get_current_context().find_root().params.get("saves")
    return given


@contextmanager
def opened_table(name: str, *, writing: Writing = "must") -> Iterator[Table]:
    """A saved game by its name or the start of its id."""
    from wargame.table import open_saved

    with opened_store(writing=writing) as store:
        yield open_saved(store, name)


def meant(text: str, titles: Mapping[str, str]) -> str:
    """The id that a person meant: an id as it stands, else an id or a title however it is capitalised.

    What is neither comes back as it is; what could be several ends the command.
    """
    if text in titles:
        return text
    ids = [known for known in titles if known.casefold() == text.casefold()]
    found = ids or [known for known, title in titles.items() if title.casefold() == text.casefold()]
    if len(found) > 1:
        stop(f"`{text}` could be {', '.join(found[:-1])} or {found[-1]}: say which by its id.")
    return found[0] if found else text


def viewer_of(table: Table, name: str, *, what: str = "--as", others: tuple[str, ...] = (PUBLIC, FACILITATOR)) -> str:
    """A seat of the game's deck or one of `others`; anything else ends the command, `what` names the argument."""
    return viewer_in(table.deck, name, what=what, others=others)


def viewer_in(deck: Deck, name: str, *, what: str, others: tuple[str, ...] = ()) -> str:
    """A seat of this deck or one of `others`; anything else ends the command, `what` names the argument."""
    known = [*deck.seats, *others]
    name = meant(name, {**dict.fromkeys(others, ""), **{seat.id: seat.title for seat in deck.seats.values()}})
    if name not in known:
        guess = nearest(name, known)
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"{what} is {' or '.join(filter(None, (', '.join(known[:-1]), known[-1])))}, not `{name}`.{hint}")
    return name


def must_know_code(table: Table) -> None:
    """Ask for the code of the desk, where there is one; a wrong one ends the command.

    It guards the screens, where others look on. Plain commands print what they are asked for: who can run them can
    read the save.
    """
    desk = table.desk()
    if desk.locked and not desk.admits(unseen("The code of the facilitator's desk")):
        stop(f"That is not the code. `wargame desk {table.game.name} code` sets another.", PROBLEMS)
