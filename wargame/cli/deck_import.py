"""`wargame deck import`: a deck from its tables, or cards and news from tables of anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from wargame.cli.completion import complete_decks
from wargame.cli.csv_files import Sheet
from wargame.cli.deck_new import say_next
from wargame.cli.deck_tables import XLSX, as_tables, is_deck, sheets_at, write_deck
from wargame.cli.encodings import is_encoding
from wargame.cli.output import PROBLEMS, mention, stop
from wargame.deck import listed
from wargame.deck.reading.tree import Mapping, Scalar
from wargame.deck.tables.odds_text import DICE
from wargame.deck.writing.as_tree import scalar

#: A deck of more cards than these is written as a folder, with a file of cards for each seat.
_ONE_FILE = 24


@click.command("import")
@click.argument("path", metavar="FOLDER|FILE", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="PATH", help="The deck to make (default: named by its id)."
)
@click.option(
    "--into", metavar="DECK", shell_complete=complete_decks, help="A deck of your own that rows are added to."
)
@click.option("--as", "what", type=click.Choice(["cards", "injects"]), help="What rows are to be (default: cards).")
@click.option("--map", "mapped", metavar="KEY=COLUMN,…", help="Which column goes where: title=Title,text=description.")
@click.option("--seat", metavar="SEAT", help="Whose cards they are, where no column says it.")
@click.option("--die", type=click.Choice(list(DICE)), help="What odds such as 7+ are rolled on.")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write down what became of each row."
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook to take (default: the only one that has rows).")
@click.option("--encoding", metavar="NAME", help="How tables in CSV are written, such as cp949 (default: found out).")
def import_tables(
    path: Path,
    out: Path | None,
    into: str | None,
    what: str | None,
    mapped: str | None,
    seat: str | None,
    die: str | None,
    report: Path | None,
    sheet: str | None,
    encoding: str | None,
) -> None:
    """Make a deck of the tables that `wargame deck export` wrote: a FOLDER of CSV files, or one xlsx FILE.

    Any other table in CSV or xlsx is taken row by row, as cards or as news. In a terminal you are asked which column is
    what; else --map says it.
    """
    if not path.exists():
        stop(f"There is no file or folder {path}.")
    if encoding is not None and not is_encoding(encoding):
        known = "cp949 (Korean Windows), cp932, gb18030, cp1252, utf-8 or utf-16"
        stop(f"--encoding: no encoding of texts is called `{encoding[:40]}`. There is, for instance, {known}.")
    sheets = sheets_at(path, encoding or "")
    if is_deck(sheets) and sheet is None:
        _whole(path, sheets, out)
        return
    if path.is_dir():
        stop(f"{path} has no deck.csv with the columns key and value, and so is no deck in tables.", PROBLEMS)
    from wargame.cli.deck_rows import Wish, import_rows
    from wargame.deck.tables.foreign import What

    kind: What = "injects" if what == "injects" or (what is None and path.stem == "injects") else "cards"
    wish = Wish(kind, out, into, mapped, seat or "", die, report)
    import_rows(path, _sheet(path, sheets, sheet), wish)


def _sheet(path: Path, sheets: Sequence[Sheet], name: str | None) -> Sheet:
    """The sheet of which rows are taken: the one that is named, else the only one that has rows."""
    workbook = path.suffix.lower() == XLSX
    if name is not None and not workbook:
        stop(f"--sheet is for workbooks, and {path} has no sheets.")
    if not workbook:
        return sheets[0]
    if name is not None:
        return _named(path, sheets, name)
    # What has one column has no place for a title and a text: a title page, or notes.
    wide = [each for each in sheets if len(each.rows) > 1 and max(len(row) for row in each.rows) > 1]
    usable = wide or [each for each in sheets if len(each.rows) > 1]
    if len(usable) > 1:
        stop(f"Several sheets of {path} have rows: {listed(each.name for each in usable)}. --sheet NAME says which.")
    taken = usable[0] if usable else Sheet(path.stem, ())
    if others := [f"`{each.name}`" for each in sheets if each.rows and each is not taken]:
        verb = "is" if len(others) == 1 else "are"
        mention([f"Rows are taken from the sheet `{taken.name}`; {listed(others)} {verb} not read."])
    return taken


def _named(path: Path, sheets: Sequence[Sheet], name: str) -> Sheet:
    """The sheet of this name, however it is capitalised: no two of a workbook differ in that alone."""
    wanted = name.strip().casefold()
    found = next((each for each in sheets if each.name.strip().casefold() == wanted), None)
    if found is None:
        stop(f"{path} has no sheet `{name[:60]}`; it has: {', '.join(each.name for each in sheets)}.")
    return found


def _whole(path: Path, sheets: Iterable[Sheet], out: Path | None) -> None:
    """A whole deck of its tables; nothing is written where it has errors."""
    from wargame.deck.reading.fields import Report
    from wargame.deck.reading.loading import read_root
    from wargame.deck.tables.sections import tree_of

    tables = as_tables(sheets)
    place = f"{path}, " if path.suffix.lower() == XLSX else f"{path}/"
    ending = "" if path.suffix.lower() == XLSX else ".csv"
    report = Report()
    tree = tree_of(tables, report, {table.name: f"{place}{table.name}{ending}" for table in tables})
    problems = tuple(report.problems) or read_root(tree).problems
    if problems:
        mention(line for problem in problems for line in str(problem).split("\n"))
        many = f"{len(problems)} error{'s' if len(problems) > 1 else ''}"
        stop(f"The deck is not written: {many}. Places are table, row and column; row 1 has the names.", PROBLEMS)
    name = tree.get("id")
    target = out or Path(name.text if isinstance(name, Scalar) else "deck")
    cards = tree.get("cards")
    small = isinstance(cards, Mapping) and len(cards.entries) <= _ONE_FILE
    if out is None and small:
        target = target.with_name(f"{target.name}.yaml")
    files = _files(tree, target)
    write_deck(target, files)
    say_next(target, target)


def _files(tree: Mapping, target: Path) -> dict[str, str]:
    """The deck as one file, or as a folder: the cards of each seat in a file, and the news in one."""
    from wargame.deck.reading.finding import FIRST, is_yaml
    from wargame.deck.writing.yaml_text import yaml_text

    if is_yaml(target):
        return {target.name: yaml_text(tree)}
    apart: dict[str, list[tuple[Scalar, Mapping]]] = {}
    cards, injects = tree.get("cards"), tree.get("injects")
    for key, card in cards.entries if isinstance(cards, Mapping) else ():
        seat = card.get("seat") if isinstance(card, Mapping) else None
        if isinstance(card, Mapping) and isinstance(seat, Scalar):
            apart.setdefault(seat.text, []).append((key, card))
    rest = tuple(each for each in tree.entries if each[0].text not in ("cards", "injects"))
    files = {FIRST: yaml_text(Mapping(rest, tree.at))}
    for seat_id, entries in apart.items():
        files[f"cards-{seat_id}.yaml"] = yaml_text(_section("cards", Mapping(tuple(entries), tree.at)))
    if injects is not None:
        files["injects.yaml"] = yaml_text(_section("injects", injects))  # type: ignore[arg-type]
    return files


def _section(name: str, entries: Mapping) -> Mapping:
    return Mapping(((scalar(name), entries),), entries.at)
