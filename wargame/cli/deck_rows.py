"""Rows of tables that were not made for this program, taken as cards or as news of a deck."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve, frozen

from wargame.cli.csv_files import Sheet, csv_text
from wargame.cli.deck_new import say_next
from wargame.cli.deck_tables import write_deck
from wargame.cli.output import PROBLEMS, is_terminal, say, stop
from wargame.cli.written import file_name, write_files
from wargame.deck import clean
from wargame.deck.tables.foreign import TARGETS, WANTED, Taken, Taking, Told, What, guess, near_target, take

if TYPE_CHECKING:
    from wargame.deck import Deck
    from wargame.deck.reading.tree import Mapping as Tree

#: A cell that is shown as a sample is cut here, in characters.
_SAMPLE = 40
#: Left out rows beyond these stand in the report alone.
_MOST_TOLD = 20


@frozen
class Wish:
    """What was asked for on the command line."""

    what: What
    out: Path | None
    into: str | None
    mapped: str | None
    seat: str
    die: str | None
    report: Path | None


def import_rows(path: Path, sheet: Sheet, wish: Wish) -> None:
    """Take the rows of a sheet into a deck, and give an account of them."""
    if len(sheet.rows) < 2:
        stop(f"{path} has no rows: the first names the columns, and what is to be taken stands below.", PROBLEMS)
    if wish.into is None and wish.out is None:
        stop("Say where to: --into DECK adds to a deck of your own, --out PATH makes a new one.")
    if wish.into is not None and wish.out is not None:
        stop("--into adds to a deck that there is, --out makes a new one; give one of them.")
    if wish.report is not None and os.path.lexists(wish.report):
        stop(f"{wish.report} is there already. `--report` writes elsewhere.")
    columns, rows = _told_apart(sheet.rows[0]), sheet.rows[1:]
    mapping = _mapping(wish, columns, rows)
    base = _base(wish.into)
    deck = base.deck if base is not None else None
    seat = _seat(wish, deck, mapping)
    how = Taking(wish.what, {key: columns.index(name) for key, name in mapping.items()}, deck, seat, wish.die, mapping)
    taken, tree = _checked(take(rows, how), rows, how, base, path)
    if not taken.entries:
        _say_account(taken.rows)
        stop("No row could be taken, and nothing is written.", PROBLEMS)
    if base is not None:
        _add(base, tree, wish, path, taken)
    else:
        _new(wish, tree, taken)
    _say_account(taken.rows)
    if wish.report is not None:
        # Last, so that an import that fails can be made again as it was.
        _write_report(wish.report, taken.rows)


@frozen
class _Base:
    """The deck that rows are added to: its name, its folder, its tree as written, and what it is."""

    name: str
    folder: Path
    root: Tree
    deck: Deck


def _base(name: str | None) -> _Base | None:
    if name is None:
        return None
    from wargame.cli.play import load_deck
    from wargame.deck import UnknownDeck, find_deck
    from wargame.deck.reading.fields import Report
    from wargame.deck.reading.files import read_tree
    from wargame.deck.reading.finding import deck_at
    from wargame.deck.reading.shipped import is_shipped

    try:
        path = find_deck(name)
    except UnknownDeck as error:
        stop(str(error))
    if is_shipped(path):
        stop(f"{name} comes with the program; `wargame deck new ID --from {name}` makes one of your own of it.")
    folder = deck_at(path)
    if folder.is_file():
        where = "Move it into a folder of its own first, as deck.yaml."
        stop(f"Rows become a file of their own in a deck's folder, and {name} is one file. {where}")
    # A folder may be called like a deck of the program, which the path of a file in it was not.
    deck = load_deck(os.path.join(os.curdir, folder))
    root = read_tree(folder, Report())
    if root is None:
        stop(f"{folder} can't be read.", PROBLEMS)
    return _Base(name, folder, root, deck)


def _seat(wish: Wish, deck: Deck | None, mapping: Mapping[str, str]) -> str:
    if wish.seat and deck is not None:
        from wargame.cli.output import viewer_in

        return viewer_in(deck, wish.seat, what="--seat")
    if wish.what == "cards" and not wish.seat and "seat" not in mapping:
        known = f" It is one of {', '.join(deck.seats)}." if deck is not None else ""
        stop(f"No column says whose cards these are: --seat SEAT does.{known}")
    return wish.seat


def _mapping(wish: Wish, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Which key comes from which column: as said, as all columns are called, as somebody answers, else nothing."""
    names = [name for name in columns if name.strip()]
    if wish.mapped is not None:
        return _said(wish.what, wish.mapped, names)
    guessed = guess(wish.what, names)
    own = {name.strip(): name for name in names if name.strip() in TARGETS[wish.what]}
    if len(own) == len(names):
        found = own
    elif is_terminal(sys.stdin) and is_terminal(sys.stdout):
        found = _asked(wish.what, columns, rows, guessed)
    else:
        pasted = ",".join(f"{key}={name}" for key, name in guessed.items())
        listed = ", ".join(clean(name) for name in names)
        stop(
            f"Which column is what? The table has: {listed}.\n"
            f"Say it with --map, for instance: --map {_shell(pasted)}\n"
            f"There is: {', '.join(TARGETS[wish.what])}. A column that is not named is left out."
        )
    return _complete(wish.what, found)


def _told_apart(columns: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, those that are called alike each with the letter of its column.

    >>> _told_apart(["Title", "title ", "text", "", ""])
    ('Title (A)', 'title (B)', 'text', '', '')
    """
    names = [name.strip() for name in columns]
    while alike := {name for name, many in Counter(name.casefold() for name in names).items() if name and many > 1}:
        names = [f"{name} ({_letter(at)})" if name.casefold() in alike else name for at, name in enumerate(names)]
    return tuple(names)


def _letter(place: int) -> str:
    """The letters of a column, counted from 0.

    >>> _letter(0), _letter(25), _letter(26), _letter(99)
    ('A', 'Z', 'AA', 'CV')
    """
    return chr(65 + place) if place < 26 else f"{_letter(place // 26 - 1)}{chr(65 + place % 26)}"


def _shell(text: str) -> str:
    import shlex

    return shlex.quote(clean(text))


def _said(what: What, text: str, names: Sequence[str]) -> dict[str, str]:
    """`title=Title,text=description`; a name may hold a comma where that leaves no doubt."""
    plain = {name.strip().casefold(): name for name in names}
    found: dict[str, str] = {}
    for each in _pairs(text):
        key, sign, name = (part.strip() for part in each.partition("="))
        if not sign:
            stop(f"--map wants KEY=COLUMN,…, and `{clean(each)[:60]}` is none.")
        if key not in TARGETS[what]:
            stop(f"--map: no key of {what} is called `{clean(key)[:40]}`; {near_target(what, key)}")
        if name.casefold() not in plain:
            listed = ", ".join(clean(each) for each in names)
            stop(f"--map: the table has no column `{clean(name)[:60]}`; it has: {listed}.")
        if key in found:
            stop(f"--map gives `{key}` twice.")
        found[key] = plain[name.casefold()]
    return _complete(what, found)


def _pairs(text: str) -> list[str]:
    found: list[str] = []
    for part in text.split(","):
        if "=" not in part and found:
            found[-1] += f",{part}"
        else:
            found.append(part)
    return found


def _complete(what: What, found: dict[str, str]) -> dict[str, str]:
    missing = [key for key in WANTED[what] if key not in found]
    if missing:
        stop(f"No column goes to {' or '.join(f'`{key}`' for key in missing)}, which every row wants.")
    return found


def _asked(
    what: What, columns: Sequence[str], rows: Sequence[Sequence[str]], guessed: Mapping[str, str]
) -> dict[str, str]:
    """The columns one by one, each with two samples and a guess that enter takes."""
    keys = {name: key for key, name in guessed.items()}
    found: dict[str, str] = {}
    say([f"Each column goes to one of: {', '.join(TARGETS[what])}; or to - where it is left out.", ""])
    for place, name in enumerate(columns):
        if not name.strip():
            continue
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()][:2]
        say([f"{name}: {' | '.join(_sample(cell) for cell in cells) or '(empty)'}"])
        while True:
            answer = click.prompt(f"  {clean(name)} goes to", default=keys.get(name, "-")).strip()
            if answer == "-":
                break
            if answer in TARGETS[what] and answer not in found:
                found[answer] = name
                break
            why = f"{found[answer]} goes there" if answer in found else near_target(what, answer)
            say([f"  Not `{answer[:40]}`: {why}"])
    return found


def _sample(cell: str) -> str:
    text = " ".join(clean(cell).split())
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"


def _checked(
    taken: Taken, rows: Sequence[Sequence[str]], how: Taking, base: _Base | None, path: Path
) -> tuple[Taken, Tree]:
    """What was taken and reads as part of a deck; rows that the deck's reader has something against are left out."""
    from wargame.deck.reading.loading import read_root

    while True:
        tree = _tree(taken, how, path)
        whole = _joined(base.root, tree) if base is not None else _whole_new(tree, taken, how.what, "new", "New")
        against = {
            problem.at.line: problem.message
            for problem in reversed(read_root(whole).problems)
            if problem.at.file == str(path)
        }
        if not against:
            return taken, tree
        told = tuple(
            evolve(each, id="", why=against[each.number], remarks=(), prose=False)
            if each.number in against and each.taken
            else each
            for each in taken.rows
        )
        left = {each.id for each in told if each.taken}
        taken = evolve(taken, rows=told, entries={name: entry for name, entry in taken.entries.items() if name in left})
        if not taken.entries:
            return taken, _tree(taken, how, path)


def _tree(taken: Taken, how: Taking, path: Path) -> Tree:
    """The section of what was taken, its marks in the rows of the table."""
    from wargame.deck.reading.problems import Mark
    from wargame.deck.reading.tree import Mapping as Tree
    from wargame.deck.reading.tree import placed
    from wargame.deck.writing.as_tree import as_tree

    numbers = {each.id: each.number for each in taken.rows if each.taken}
    section = as_tree({how.what: taken.entries}).get(how.what)
    entries = section.entries if isinstance(section, Tree) else ()
    marked = tuple(
        (placed(key, Mark(str(path), numbers[key.text], 1)), placed(value, Mark(str(path), numbers[key.text], 1)))
        for key, value in entries
    )
    at = Mark(str(path), 1, 1)
    from wargame.deck.writing.as_tree import scalar

    return Tree(((placed(scalar(how.what), at), Tree(marked, at)),), at)  # type: ignore[arg-type]


def _joined(root: Tree, part: Tree) -> Tree:
    from wargame.deck.reading.fields import Report
    from wargame.deck.reading.files import joined

    return joined([root, part], Report())


def _whole_new(part: Tree, taken: Taken, what: What, deck_id: str, title: str) -> Tree:
    """A deck that has these cards, or this news, and of all else the least."""
    from wargame.deck.writing.as_tree import as_tree

    seats = dict(taken.seats) or {"first": "First side"}
    plain = {
        "format": 2,
        "id": deck_id,
        "title": title,
        "seats": {
            name: {"title": title, "public": "What everybody may know about it."} for name, title in seats.items()
        },
        "tracks": {
            "tension": {"title": "Tension", "about": "Replace this by what your game is about.", "max": 10, "start": 5}
        },
        "turns": [{"title": "First turn"}, {"title": "Second turn"}, {"title": "Third turn"}],
    }
    if what == "injects":
        card = {"title": "Wait", "seat": "first", "text": "Replace this card.", "chance": "even", "uses": "any"}
        plain["cards"] = {"FIR-1": {**card, "success": "It helps.", "success_do": "tension -1"}}
    return _joined(as_tree(plain), part)


def _add(base: _Base, tree: Tree, wish: Wish, path: Path, taken: Taken) -> None:
    """A new file in the folder of the deck."""
    from wargame.deck.writing.yaml_text import yaml_text

    name = f"{file_name(path.stem)}.yaml"
    if os.path.lexists(base.folder / name):
        name = f"{file_name(path.stem)}-imported.yaml"
    text = f"{_remarks(taken.rows)}{yaml_text(tree)}"
    write_files(base.folder, {name: text}, elsewhere="Rename the table to write another file.", force=None)
    say([f"Wrote {base.folder / name}"])
    say([f"Next: wargame deck check {_shell(str(base.folder))}"])


def _new(wish: Wish, tree: Tree, taken: Taken) -> None:
    """A new deck of one file."""
    from wargame.deck.reading.fields import IDENTIFIER
    from wargame.deck.reading.finding import FIRST, is_yaml
    from wargame.deck.writing.yaml_text import yaml_text

    out = wish.out or Path(FIRST)
    path = out if is_yaml(out) else out / FIRST
    stem = path.stem if path.stem != "deck" else path.absolute().parent.name
    name = file_name(stem)[:40]
    deck_id = name if IDENTIFIER.fullmatch(name) else "imported"
    whole = _whole_new(tree, taken, wish.what, deck_id, deck_id.replace("-", " ").replace("_", " ").capitalize())
    write_deck(path, {path.name: f"{_remarks(taken.rows)}{yaml_text(whole)}"})
    say_next(path, out)


def _remarks(rows: Sequence[Told]) -> str:
    """What a person has to look at, as comments before the deck."""
    lines = [f"# {each.id}, row {each.number}: {clean(remark)}\n" for each in rows for remark in each.remarks]
    return "".join(line.replace("\n", " ").rstrip() + "\n" for line in lines) + ("\n" if lines else "")


def _say_account(rows: Sequence[Told]) -> None:
    """Each row that was left out with the reason, and how many of each there are."""
    left = [each for each in rows if not each.taken]
    for each in left[:_MOST_TOLD]:
        title = f" ({each.title})" if each.title else ""
        say([f"Row {each.number}{title} is left out: {each.why}{'' if each.why.endswith('?') else '.'}"])
    if len(left) > _MOST_TOLD:
        say([f"… and {len(left) - _MOST_TOLD} more; --report FILE.csv names them all."])
    prose, others = sum(each.prose for each in rows), sum(bool(each.remarks) for each in rows)
    if prose:
        say([f"What {prose} of them do is prose: you are asked to settle it when they work."])
    if others:
        say([f"{others} have remarks, which stand at the top of the file."])
    say([f"{len(rows) - len(left)} taken, {len(left)} left out."])


def _write_report(path: Path, rows: Sequence[Told]) -> None:
    lines = [
        (
            str(each.number),
            each.title,
            "taken" if each.taken else "left out",
            each.id,
            each.why or "; ".join((*each.remarks, *(["a person settles what it does"] if each.prose else []))),
        )
        for each in rows
    ]
    text = csv_text(("row", "title", "what became of it", "id", "why, and remarks"), lines)
    write_files(path.parent, {path.name: text}, elsewhere="`--report` writes elsewhere.", force=None)
