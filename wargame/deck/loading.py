"""From files to a deck: one YAML file or a folder of them, all problems at once, and the text that a save keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve, frozen

from wargame.deck.fields import IDENTIFIER, MOST_MINUTES, Fields, Report
from wargame.deck.model import FORMAT, Deck
from wargame.deck.parsing import MOST_BYTES, MOST_NODES, parse
from wargame.deck.problems import DeckError, Mark, Problem
from wargame.deck.read_board import (
    Board,
    read_arguments,
    read_documents,
    read_objectives,
    read_odds,
    read_pace,
    read_seats,
    read_tracks,
)
from wargame.deck.read_play import (
    check_links,
    read_cards,
    read_common,
    read_ending,
    read_injects,
    read_precedents,
    read_turns,
    read_upkeep,
)
from wargame.deck.tree import Mapping, Node, Scalar, Sequence, count, dump

# fmt: off
_KEYS = (
    "format", "id", "title", "version", "language", "minutes", "summary", "guide", "sources", "facts", "systems",
    "scale", "limits", "shares", "common", "seats", "tracks", "ladders", "turns", "cards", "injects", "upkeep", "ends",
    "answers", "reveals", "pace", "arguments", "signals", "precedents",
)
# fmt: on
MOST_FILES = 60
_SUFFIXES = (".yaml", ".yml")


@frozen
class Reading:
    """What reading a deck gave: the deck when it can be played, and every problem that was found."""

    deck: Deck | None
    problems: tuple[Problem, ...]


def load(path: Path) -> Deck:
    """The deck at `path`, a file or a folder.

    Raises DeckError with every problem, each at its file, line and column.
    """
    return _deck(read(path))


def load_text(text: str, name: str = "deck") -> Deck:
    """The deck of one document. Raises DeckError."""
    return _deck(read_text(text, name))


def load_saved(text: str) -> Deck:
    """The deck of a text that a save keeps.

    It was accepted when its game began, so nothing that a later program has against it keeps the game from being
    opened. Raises DeckError only where the text is no deck at all.
    """
    with _collector_paused():
        report = Report()
        root, problems = parse(text, "the deck in the save")
        if root is None:
            raise DeckError(tuple(problems))
        return evolve(_assemble(root, report), text=text)


def read(path: Path) -> Reading:
    """Like `load`, but problems are handed back instead of raised."""
    with _collector_paused():
        report = Report()
        parsed = [_parse_file(file, report) for file in _files(path, report)]
        roots = [root for root in parsed if root is not None]
        if not roots or len(roots) < len(parsed) or (report.problems and not parsed):
            return Reading(None, _in_order(report))
        reading = _reading(_join(roots, report), report)
        return reading if reading.deck is not None else _of_its_folder(path) or reading


def read_text(text: str, name: str = "deck") -> Reading:
    """Like `load_text`, but problems are handed back instead of raised."""
    with _collector_paused():
        report = Report()
        root, problems = parse(text, name)
        report.problems.extend(problems)
        return Reading(None, tuple(problems)) if root is None else _reading(root, report)


def _deck(reading: Reading) -> Deck:
    if reading.deck is None:
        raise DeckError(reading.problems)
    return reading.deck


def _of_its_folder(path: Path) -> Reading | None:
    """What to say of a file that is no deck alone, but one with the others of its folder; else None."""
    if path.suffix not in _SUFFIXES or not path.is_file() or read(path.parent).deck is None:
        return None
    hint = f"name the folder, {path.parent}"
    return Reading(None, (Problem(Mark(str(path), 1, 1), "this is one file of several that make a deck", hint),))


def _files(path: Path, report: Report) -> list[Path]:
    """The files of a deck; `deck.yaml` comes first, the rest by name."""
    at = Mark(str(path), 1, 1)
    if path.is_file():
        return [path]
    if not path.is_dir():
        report.error(at, "this is neither a file nor a folder" if path.exists() else "there is no such file or folder")
        return []
    try:
        files = sorted((file for file in path.iterdir() if file.suffix in _SUFFIXES), key=_file_order)
    except OSError as error:
        report.error(at, f"the folder can't be read: {error.strerror}")
        return []
    if not files:
        report.error(at, "the folder has no .yaml file", "a deck's first file is usually called deck.yaml")
    if len(files) > MOST_FILES:
        report.error(at, f"the folder has {len(files)} .yaml files; a deck has at most {MOST_FILES}")
        return []
    return files


def _file_order(file: Path) -> tuple[bool, str]:
    return (file.stem != "deck", file.name)


def _parse_file(file: Path, report: Report) -> Mapping | None:
    at = Mark(str(file), 1, 1)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        report.error(Mark(str(file), line, column), "the file is not UTF-8 text", "save it as UTF-8 in your editor")
        return None
    except OSError as error:
        report.error(at, f"the file can't be read: {error.strerror}")
        return None
    root, problems = parse(text, str(file))
    report.problems.extend(problems)
    return root


def _join(roots: list[Mapping], report: Report) -> Mapping:
    """The files of a folder as one mapping: sections are joined, anything else may be given once."""
    joined: dict[str, tuple[Scalar, Node]] = {}
    for root in roots:
        for key, value in root.entries:
            if key.text not in joined:
                joined[key.text] = (key, value)
                continue
            first = joined[key.text][1]
            if isinstance(first, Mapping) and isinstance(value, Mapping):
                value = Mapping(tuple(_union(first, value, report)), first.at)
            elif isinstance(first, Sequence) and isinstance(value, Sequence):
                value = Sequence((*first.items, *value.items), first.at)
            else:
                where = f"{joined[key.text][0].at.file}, line {joined[key.text][0].at.line}"
                report.error(key.at, f"`{key.text}` is given twice; the first is in {where}")
                continue
            joined[key.text] = (joined[key.text][0], value)
    return Mapping(tuple(joined.values()), roots[0].at)


def _union(first: Mapping, second: Mapping, report: Report) -> Iterable[tuple[Scalar, Node]]:
    yield from first.entries
    known = {key.text: key for key, _ in first.entries}
    for key, value in second.entries:
        if key.text in known:
            where = f"{known[key.text].at.file}, line {known[key.text].at.line}"
            report.error(key.at, f"`{key.text}` is given twice; the first is in {where}")
        else:
            yield key, value


def _reading(root: Mapping, report: Report) -> Reading:
    """The deck with its resolved text, or the problems."""
    deck = _assemble(root, report)
    text = dump(root) + "\n"
    if count(root) > MOST_NODES or len(text.encode()) > MOST_BYTES:
        report.error(root.at, f"the deck as a whole is larger than {MOST_NODES} values or 2 MB", "leave something out")
    if report.problems:
        return Reading(None, _in_order(report))
    return Reading(evolve(deck, text=text), ())


def _assemble(root: Mapping, report: Report) -> Deck:
    fields = Fields(report, root, "the deck", _KEYS)
    _check_format(fields)
    board = Board(report)
    read_documents(fields, board)
    read_odds(fields, board)
    seats = read_seats(fields, board)
    ladders = read_tracks(fields, board)
    read_objectives(seats, board)
    turns = read_turns(fields, board)
    minutes = fields.integer("minutes", 1, MOST_MINUTES, 60)
    common = read_common(fields, board)
    cards = read_cards(fields, board, common)
    check_links(cards, fields, board, common)
    injects = read_injects(fields, board, len(turns))
    each, precedents = read_precedents(fields, board)
    upkeep = read_upkeep(fields, board)
    ends, answers, reveals = read_ending(fields, board)
    return Deck(
        _identifier(fields),
        fields.line("title", required=True, most=60),
        fields.line("version", default="1", most=20),
        fields.line("language", default="en", most=20),
        minutes,
        fields.text("summary", most=600),
        fields.text("guide", most=20_000),
        board.sources,
        board.facts,
        board.systems,
        board.scale,
        board.limits,
        board.shares,
        board.seats,
        board.tracks,
        ladders,
        turns,
        cards,
        injects,
        upkeep,
        ends,
        answers,
        reveals,
        read_pace(fields, board, minutes, len(turns)),
        read_arguments(fields, board),
        fields.integer("signals", 1, 9, 3),
        each,
        precedents,
    )


def _in_order(report: Report) -> tuple[Problem, ...]:
    """The problems as one reads: file by file in the order of reading, each from top to bottom."""
    files = list(dict.fromkeys(problem.at.file for problem in report.problems))
    return tuple(sorted(report.problems, key=lambda each: (files.index(each.at.file), each.at.line, each.at.column)))


def _identifier(fields: Fields) -> str:
    text = fields.line("id", required=True, most=40)
    if text and not IDENTIFIER.fullmatch(text):
        hint = "letters, digits, - and _, beginning with a letter"
        fields.report.error(fields.value_at("id"), f"`{text}` can't be the id of a deck", hint)
    return text


def _check_format(fields: Fields) -> None:
    scalar = fields.scalar("format", required=True)
    if scalar is None:
        return
    if scalar.value != FORMAT:
        hint = f"this program reads `format: {FORMAT}`; a newer deck wants a newer program"
        fields.report.error(scalar.at, f"format `{scalar.text[:20]}` is not known", hint)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Building many small values trips the garbage collector again and again, and there is no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
