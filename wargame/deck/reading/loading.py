"""From files to a deck: one YAML file or a folder of them, all problems at once, and the text that a save keeps."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from attrs import evolve, frozen

from wargame.deck.model import FORMAT, Deck
from wargame.deck.reading.board import (
    Board,
    read_arguments,
    read_documents,
    read_objectives,
    read_odds,
    read_pace,
    read_seats,
    read_tracks,
)
from wargame.deck.reading.cards import check_links, read_cards, read_common
from wargame.deck.reading.extending import OWN, extended
from wargame.deck.reading.fields import IDENTIFIER, MOST_MINUTES, Fields, Report
from wargame.deck.reading.files import Texts, read_tree
from wargame.deck.reading.finding import is_yaml
from wargame.deck.reading.migrating import migrated
from wargame.deck.reading.parsing import MOST_BYTES, MOST_NODES, parse
from wargame.deck.reading.play import read_ending, read_injects, read_precedents, read_turns, read_upkeep
from wargame.deck.reading.problems import DeckError, Mark, Problem
from wargame.deck.reading.reports import read_estimates
from wargame.deck.reading.seminar import read_debrief, read_policies, read_poll, read_targets, read_tutorial
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Mapping, count, dump


@frozen
class Reading:
    """What reading a deck gave: the deck when it can be played, and every problem that was found."""

    deck: Deck | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which it can't be played; the others are warnings."""
        return tuple(each for each in self.problems if each.severity == "error")


_P = ParamSpec("_P")
_R = TypeVar("_R")


def _collector_paused(build: Callable[_P, _R]) -> Callable[_P, _R]:
    """Building many small values trips the garbage collector again and again, and there is no garbage.

    It goes on only when `build` has returned and its tree is gone, or it would look through all of that.
    """

    @wraps(build)
    def paused(*arguments: _P.args, **options: _P.kwargs) -> _R:
        enabled = gc.isenabled()
        gc.disable()
        try:
            return build(*arguments, **options)
        finally:
            if enabled:
                gc.enable()

    return paused


def load(path: Path) -> Deck:
    """The deck at `path`, a file or a folder.

    Raises DeckError with every problem, each at its file, line and column.
    """
    return _deck(read(path))


def load_text(text: str, name: str = "deck") -> Deck:
    """The deck of one document. Raises DeckError."""
    return _deck(read_text(text, name))


@_collector_paused
def load_saved(text: str) -> Deck:
    """The deck of a text that a save keeps.

    It was accepted when its game began, so nothing that a later program has against it keeps the game from being
    opened. Raises DeckError only where the text is no deck at all.
    """
    report = Report()
    root, problems = parse(text, "the deck in the save")
    if root is None:
        raise DeckError(tuple(problems))
    return evolve(_assemble(migrated(root), report), text=text)


def check(path: Path, unsaved: Texts | None = None) -> Reading:
    """Like `read`; a deck that can be played comes with warnings of what is legal and yet wrong in play."""
    return read(path, unsaved, warnings=True)


@_collector_paused
def read(path: Path, unsaved: Texts | None = None, *, warnings: bool = False) -> Reading:
    """Like `load`, but problems are handed back instead of raised.

    `unsaved` has, by their paths, files of the deck that are being edited: what stands here is read in place of what
    the file holds.
    """
    report = Report()
    texts = {file.resolve(): text for file, text in (unsaved or {}).items()}
    root = read_tree(path, report, texts)
    if root is None:
        return Reading(None, _in_order(report))
    reading = _reading(root, report, warnings)
    return reading if reading.deck is not None else _of_its_folder(path, texts) or reading


@_collector_paused
def read_text(text: str, name: str = "deck", *, warnings: bool = False) -> Reading:
    """Like `load_text`, but problems are handed back instead of raised."""
    report = Report()
    root, problems = parse(text, name)
    report.problems.extend(problems)
    return Reading(None, tuple(problems)) if root is None else _reading(root, report, warnings)


@_collector_paused
def read_root(root: Mapping) -> Reading:
    """Like `read_text`, of a tree that was made elsewhere: problems carry the marks of its nodes."""
    return _reading(root, Report(), warnings=False)


def _deck(reading: Reading) -> Deck:
    if reading.deck is None:
        raise DeckError(reading.problems)
    return reading.deck


def _of_its_folder(path: Path, unsaved: Texts) -> Reading | None:
    """What to say of a file that is no deck alone, but one with the others of its folder; else None."""
    if not is_yaml(path) or not path.is_file() or read(path.parent, unsaved).deck is None:
        return None
    hint = f"name the folder, {path.parent}"
    return Reading(None, (Problem(Mark(str(path), 1, 1), "this is one file of several that make a deck", hint),))


def _reading(root: Mapping, report: Report, warnings: bool) -> Reading:
    """The deck with its resolved text, or the problems."""
    known = len(report.problems)
    root = extended(migrated(root), report)
    if len(report.problems) > known:
        # Half a deck would be followed by a complaint of everything that is not there.
        return Reading(None, _in_order(report))
    deck = _assemble(root, report)
    text = dump(root) + "\n"
    if _is_too_large(root, text):
        report.error(root.at, f"the deck as a whole is larger than {MOST_NODES} values or 2 MB", "leave something out")
    if report.problems:
        return Reading(None, _in_order(report))
    if warnings:
        from wargame.deck.checking.warnings import warnings_of

        report.problems.extend(warnings_of(deck, root))
    return Reading(evolve(deck, text=text), _in_order(report))


def _is_too_large(root: Mapping, text: str) -> bool:
    """Whether a deck is too large as a whole; in its text every value begins a line, keys beside it."""
    return len(text.encode()) > MOST_BYTES or (2 * text.count("\n") > MOST_NODES and count(root) > MOST_NODES)


def _assemble(root: Mapping, report: Report) -> Deck:
    fields = Fields(report, root, "the deck", dict.fromkeys(key for key in keys("deck") if key not in OWN))
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
        read_estimates(fields, board, len(turns)),
        board.research,
        read_debrief(fields, board),
        read_poll(fields, board),
        read_targets(fields, board, answers),
        read_policies(fields, board, cards),
        read_tutorial(fields, board),
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
        hint = f"write `format: {FORMAT}`; this program reads formats 1 to {FORMAT}, and a newer deck wants a newer one"
        fields.report.error(scalar.at, f"format `{scalar.text[:20]}` is not known", hint)
