"""From files to one tree: a YAML file, or a folder of them whose sections are joined."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from pathlib import Path

from wargame.deck.reading.fields import Report
from wargame.deck.reading.finding import FIRST, yaml_in
from wargame.deck.reading.parsing import MOST_BYTES, parse
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence

MOST_FILES = 60
#: What the files of one folder may come to: twice what a deck may be as a whole.
MOST_FOLDER_BYTES = 2 * MOST_BYTES

#: What stands in files, by their resolved paths.
Texts = dict[Path, str]


def read_tree(path: Path, report: Report, unsaved: Texts | None = None) -> Mapping | None:
    """The tree of the file or the folder at `path`; None, and problems in `report`, where it can't be read.

    What `unsaved` has is read in place of what the file holds.
    """
    parsed = [_parse_file(file, report, unsaved or {}) for file in deck_files(path, report)]
    roots = [root for root in parsed if root is not None]
    if not roots or len(roots) < len(parsed):
        return None
    return joined(roots, report)


def deck_files(path: Path, report: Report) -> list[Path]:
    """The files of a deck; `deck.yaml` comes first, the rest by name."""
    at = Mark(str(path), 1, 1)
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            there = os.path.lexists(path)
            report.error(at, "this is neither a file nor a folder" if there else "there is no such file or folder")
            return []
        files = yaml_in(path)
        # A pipe would be waited for, and a device may have no end.
        others = [file for file in files if not file.is_file()]
        size = sum(file.stat().st_size for file in files if file not in others)
    except (OSError, ValueError) as error:
        report.error(at, f"the folder can't be read: {getattr(error, 'strerror', None) or error}")
        return []
    for file in others:
        report.error(Mark(str(file), 1, 1), "this is no file that can be read", "move it out of the deck's folder")
    if not files:
        report.error(at, "the folder has no .yaml file", f"a deck's first file is usually called {FIRST}")
    if len(files) > MOST_FILES:
        report.error(at, f"the folder has {len(files)} .yaml files; a deck has at most {MOST_FILES}")
        return []
    if size > MOST_FOLDER_BYTES:
        report.error(at, f"the files of the folder are larger than {MOST_FOLDER_BYTES // 1_000_000} MB together")
        return []
    return [] if others else files


def _parse_file(file: Path, report: Report, unsaved: Texts) -> Mapping | None:
    text = unsaved.get(file.resolve()) if unsaved else None
    if text is None:
        text = _text_of(file, report)
    if text is None:
        return None
    root, problems = parse(text, str(file))
    report.problems.extend(problems)
    return root


def _text_of(file: Path, report: Report) -> str | None:
    at = Mark(str(file), 1, 1)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        report.error(at, f"the file can't be read: {error.strerror}")
        return None
    if len(raw) > MOST_BYTES:
        hint = "a deck is text; keep pictures and tables elsewhere, or split the deck into a folder of files"
        report.error(at, f"the file is larger than {MOST_BYTES // 1_000_000} MB", hint)
        return None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.error(at, "the file is UTF-16 text", "save it as UTF-8 in your editor")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        at = Mark(str(file), before.count("\n") + 1, len(before) - before.rfind("\n"))
        report.error(at, "the file is not UTF-8 text", "save it as UTF-8 in your editor")
    return None


def joined(roots: list[Mapping], report: Report) -> Mapping:
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
                report.error(key.at, f"`{key.text[:60]}` is given twice; the first is in {where}")
                continue
            joined[key.text] = (joined[key.text][0], value)
    return Mapping(tuple(joined.values()), roots[0].at)


def _union(first: Mapping, second: Mapping, report: Report) -> Iterable[tuple[Scalar, Node]]:
    yield from first.entries
    known = {key.text: key for key, _ in first.entries}
    for key, value in second.entries:
        if key.text in known:
            where = f"{known[key.text].at.file}, line {known[key.text].at.line}"
            report.error(key.at, f"`{key.text[:60]}` is given twice; the first is in {where}")
        else:
            yield key, value
