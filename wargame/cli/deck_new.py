"""`wargame deck new`: a deck to begin with, blank or from another one."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wargame.cli.completion import complete_decks
from wargame.cli.output import PROBLEMS, say, stop
from wargame.deck import clean
from wargame.deck.reading.finding import FIRST, is_yaml

_BLANK = """\
# {title}: a deck to begin with. It can be played as it stands; change what you like.
# `wargame help decks` is the whole guide. After every few changes: wargame deck check {path}
format: 2
id: {id}
title: {quoted}
minutes: 20
# What the lobby says of it, in a sentence or two.
summary: Two sides and one question. Replace this by your own.

# Who sits at the table: one to eight seats.
seats:
  first:
    title: First side
    public: What everybody may know about this side.
    # Only its own team reads this.
    private: What it wants, and what it fears.
  second:
    title: Second side
    public: What everybody may know about that side.
    private: What it wants, and what it fears.

# What can change. A number has min, max and start; `levels: [low, middle, high]` makes steps.
tracks:
  trust:
    title: Trust
    about: How far either side believes the other.
    max: 10
    start: 5

# The calendar.
turns:
  - {{title: Spring, brief: What has happened before the game begins.}}
  - {{title: Autumn, brief: What everybody has heard in between.}}

# The moves. `chance` is a word, from almost_no_chance to almost_certain, or a number in per cent.
cards:
  FIR-1:
    title: Make an offer
    seat: first
    text: Say in one sentence what this move is.
    chance: likely
    uses: any
    success: What happens when it works.
    success_do: trust +2
    failure: What happens when it does not.
  FIR-2:
    title: Wait
    seat: first
    text: Waiting is a move. Say what it buys.
    chance: even
    uses: any
    waits: true
    success: Patience is noticed.
    success_do: trust +1
  SEC-1:
    title: Make a threat
    seat: second
    text: Say what will follow, and when.
    chance: even
    uses: any
    success: The threat is believed, and remembered.
    success_do: trust -2
  SEC-2:
    title: Publish a letter
    seat: second
    text: Show everybody what was only said behind doors.
    chance: likely
    # Only while this holds can the card be played.
    needs: trust >= 3
    success: The letter is read by those who were meant.
    success_do: trust +1
    failure_do: trust -1

# What the ending asks. The first state whose `if` holds is the answer; the last has none.
answers:
  outcome:
    question: Do they trust each other?
    states:
      well: {{if: trust >= 6, title: They do, text: "It is not much, and it may last."}}
      badly: {{title: They don't, text: Both sides count what it cost them.}}
"""

_EXTENDING = """\
# {title}: {other}, with what you change.
# Cards of your own go under `cards`; `drop` leaves out, `change` alters single keys: `wargame help decks`.
format: 2
id: {id}
title: {quoted}
extends: {base}
# cards:
#   {card}: {{title: A card of your own, seat: {seat}, text: What it is., chance: likely, success: What happens.}}
# drop: {{cards: [{card}]}}
# change: {{cards: {{{card}: {{chance: even}}}}}}
"""


@click.command("new")
@click.argument("deck_id", metavar="ID")
@click.option(
    "--from",
    "source",
    metavar="DECK",
    shell_complete=complete_decks,
    help="A deck to copy whole, in place of a blank one.",
)
@click.option(
    "--extend", is_flag=True, help="Don't copy the deck of --from, but take it over and say what is different."
)
@click.option("--title", metavar="TEXT", help="What people call it (default: made from the id).")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file or folder to make (default: ID.yaml, or a folder ID where several files are copied).",
)
def new_deck(deck_id: str, source: str | None, extend: bool, title: str | None, out: Path | None) -> None:
    """Make a deck with the id ID: a blank one with remarks that say what to do next, or one from another deck.

    Nothing is overwritten. What is made can be played as it stands.
    """
    from wargame.deck.reading.fields import IDENTIFIER
    from wargame.deck.reading.shipped import shipped_decks

    if not IDENTIFIER.fullmatch(deck_id):
        stop(f"`{clean(deck_id)[:60]}` can't be an id: letters, digits, - and _, beginning with a letter, at most 40.")
    if deck_id in shipped_decks() and out is None:
        stop(f"`{deck_id}` is a deck that comes with the program. Another id, please.")
    if extend and source is None:
        stop("--extend wants --from DECK: the deck that is taken over.")
    if title is not None and not title.strip():
        stop("--title wants a title, and it is empty.")
    named = " ".join((title or deck_id.replace("-", " ").replace("_", " ").capitalize()).split())
    if source is not None and not extend:
        path = _copied(source, out, deck_id, named)
    else:
        path = _file(out, deck_id)
        _make(path, _blank(deck_id, named, path) if source is None else _extending(deck_id, named, source, path))
    say_next(path, out if out is not None and path.parent == out else path)


def say_next(path: Path, deck: Path) -> None:
    """What was written, and the two commands that come next for the deck that it is, or belongs to."""
    place = shlex.quote(str(deck))
    say([f"Wrote {path}", "Next:", f"    wargame deck check {place}", f"    wargame play {place}"])


def _file(out: Path | None, deck_id: str) -> Path:
    """Where a deck of one file goes: where it was said, with an ending that says what it is."""
    path = out or Path(f"{deck_id}.yaml")
    return path if is_yaml(path) else path / FIRST


def _blank(deck_id: str, title: str, path: Path) -> str:
    from wargame.deck.writing.yaml_text import inline

    return _BLANK.format(id=deck_id, title=clean(title), quoted=inline(title), path=" ".join(clean(str(path)).split()))


def _extending(deck_id: str, title: str, source: str, path: Path) -> str:
    from wargame.cli.play import load_deck
    from wargame.deck import find_deck, shipped_decks
    from wargame.deck.writing.yaml_text import inline

    deck = load_deck(source)
    base = (
        source if source in shipped_decks() else os.path.relpath(find_deck(source).absolute(), path.absolute().parent)
    )
    card = next(iter(deck.cards.values()))
    return _EXTENDING.format(
        id=deck_id,
        title=clean(title),
        quoted=inline(title),
        other=clean(deck.title),
        base=inline(base),
        card=card.id,
        seat=card.seat,
    )


def _copied(source: str, out: Path | None, deck_id: str, title: str) -> Path:
    """Copy a deck under another id and title; where to."""
    from wargame.cli.play import load_deck
    from wargame.deck import copy_deck, files_of, find_deck

    load_deck(source)
    place = find_deck(source)
    many = len(files_of(place))
    path = _file(out, deck_id) if many == 1 else out or Path(deck_id)
    if many > 1 and is_yaml(path):
        stop(f"{source} has {many} files, so --out names a folder.")
    with _or_a_sentence(path):
        copy_deck(place, path, deck_id, title)
    return path


def _make(path: Path, text: str) -> None:
    """A deck of one file where nothing is yet: whole or not at all, and read without a problem."""
    from wargame.deck import read
    from wargame.deck.writing.files import write_new

    def fit(draft: Path) -> None:
        reading = read(draft)
        if reading.errors or reading.deck is None:
            first = str(reading.errors[0]).replace(str(draft), str(path))
            stop(f"{first}\nThe deck would have errors: {len(reading.errors)}. It is not made.", PROBLEMS)

    with _or_a_sentence(path):
        write_new(path, text.encode(), fit)


@contextmanager
def _or_a_sentence(path: Path) -> Iterator[None]:
    """What keeps a deck from being made ends the command, with what can be done about it."""
    from wargame.deck.writing.copying import CannotCopy
    from wargame.deck.writing.files import CannotWrite, NameTaken

    try:
        yield
    except NameTaken:
        stop(f"{path} is there already. `--out PATH` makes the deck elsewhere.")
    except CannotCopy as error:
        stop(str(error), PROBLEMS)
    except CannotWrite as error:
        stop(f"{error} `--out PATH` makes it elsewhere.", PROBLEMS)
