"""Hostile files: whatever lies there, the loader ends, and says in a sentence what is wrong and where."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deck.edits import edit, faults, shipped_text
from tests.support import SMALL
from wargame.deck import read, read_text
from wargame.deck.reading.extending import MOST_DEEP, MOST_TAKEN, MOST_VALUES
from wargame.deck.reading.files import MOST_FILES
from wargame.deck.reading.parsing import MOST_BYTES, MOST_DEPTH, MOST_NODES, MOST_SCALAR
from wargame.deck.reading.problems import MOST_PROBLEMS, Problem

HEAD = "format: 2\nid: own\ntitle: Own\n"
LAW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=80)


def fits(problem: Problem) -> bool:
    """Whether a problem has a place that is in its file, and says something on few lines that are not endless."""
    at = problem.at
    lines = [""]
    if Path(at.file).is_file() and Path(at.file).stat().st_size <= MOST_BYTES:
        lines = Path(at.file).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    inside = 1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1
    return inside and bool(problem.message) and "\n" not in problem.message and len(str(problem)) < 2_000


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return path


def one(content: str | bytes) -> Callable[[Path], Path]:
    """A deck of one file with this in it."""
    return lambda folder: written(folder / "deck.yaml", content)


def several(**files: str | bytes) -> Callable[[Path], Path]:
    """A deck of a folder with these files; `deck` stands for deck.yaml."""

    def lay(folder: Path) -> Path:
        for name, content in files.items():
            written(folder / f"{name}.yaml", content)
        return folder

    return lay


def linked(target: str, name: str = "more.yaml") -> Callable[[Path], Path]:
    """A folder with a good deck and a link in it."""

    def lay(folder: Path) -> Path:
        written(folder / "deck.yaml", SMALL)
        (folder / name).symlink_to(target)
        return folder

    return lay


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.yaml")
    return folder / "pipe.yaml"


def pipe_in_folder(folder: Path) -> Path:
    written(folder / "deck.yaml", SMALL)
    return pipe(folder).parent


def extended_pipe(folder: Path) -> Path:
    pipe(folder)
    return written(folder / "deck.yaml", f"{HEAD}extends: pipe.yaml\n")


def ring(folder: Path) -> Path:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        written(folder / f"{here}.yaml", f"{HEAD}extends: {there}.yaml\n")
    return folder / "a.yaml"


def chain(folder: Path) -> Path:
    for number in range(MOST_DEEP + 2):
        written(folder / f"d{number}.yaml", f"{HEAD}extends: d{number + 1}.yaml\n")
    return folder / "d0.yaml"


def fan(folder: Path) -> Path:
    for number in range(7):
        others = ", ".join(f"d{number + 1}.yaml" for _ in range(3))
        written(folder / f"d{number}.yaml", f"{HEAD}extends: [{others}]\n")
    return written(folder / "d7.yaml", SMALL).with_name("d0.yaml")


def large_bases(folder: Path) -> Path:
    facts = "".join(f"  F{number}: {{source: S, text: t}}\n" for number in range(6_000))
    written(folder / "base.yaml", f"facts:\n{facts}")
    return written(folder / "deck.yaml", f"{HEAD}extends: [{', '.join(['base.yaml'] * 8)}]\n")


def unreadable(folder: Path) -> Path:
    path = written(folder / "deck.yaml", SMALL)
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
        path.symlink_to(path.name)
    return path


def many_files(folder: Path) -> Path:
    for number in range(MOST_FILES + 1):
        written(folder / f"f{number}.yaml", "cards: {}\n")
    return folder


def large_folder(folder: Path) -> Path:
    for number in range(3):
        written(folder / f"f{number}.yaml", f"# {'x' * 1_900_000}\n")
    return folder


def folder_named_as_a_file(folder: Path) -> Path:
    written(folder / "deck.yaml", SMALL)
    (folder / "more.yaml").mkdir()
    return folder


_BOMB = "a: &a [x, x, x, x, x, x, x, x]\n"
_BOMB += "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "an alias bomb": (one(_BOMB), "a deck has no alias `*a`"),
    "an anchor": (one(f"{HEAD}summary: &s text\n"), "a deck has no anchor `&s`"),
    "a tag that would be code": (one(f"{HEAD}summary: !!python/object/apply:os.system [ls]\n"), "a deck has no tag"),
    "a merge key": (one(f"{HEAD}<<: {{summary: x}}\n"), "has no `<<`"),
    "a list that is too deep": (one("a: " + "[" * 100_000), f"nested more than {MOST_DEPTH} deep"),
    "blocks that are too deep": (one("- " * 5_000 + "a"), f"nested more than {MOST_DEPTH} deep"),
    "maps that are too deep": (
        one("\n".join(" " * n + "a:" for n in range(900))),
        f"nested more than {MOST_DEPTH} deep",
    ),
    "too many values": (one("a: [" + "1," * (MOST_NODES + 1) + "1]"), f"more than {MOST_NODES} values"),
    "too large a file": (one("# " + "é" * MOST_BYTES), "larger than 2 MB"),
    "too long a text": (one(f"{HEAD}guide: {'x' * (MOST_SCALAR + 1)}"), f"longer than {MOST_SCALAR} characters"),
    "a huge key": (one(f"{HEAD}? {'k' * 15_000}\n: 1\n"), "has no `kkk"),
    "a key of a megabyte": (one(f"{HEAD}{'k' * 1_000_000}: 1\n"), "not well-formed"),
    "a huge whole number": (one(SMALL.replace("max: 10", f"max: {'9' * 5_000}")), "must be a whole number"),
    "a number beyond all numbers": (one(SMALL + "pace: {opening: 1e999}\n"), "must be minutes"),
    "a NUL": (one(SMALL.replace("Small", "Sm\0all")), "control character U+0000"),
    "an escape that is a NUL": (one(SMALL.replace("title: Small", r'title: "a\0b"')), "control character U+0000"),
    "an escape sequence for terminals": (one(SMALL.replace("Small", "\x1b[2J")), "control character U+001B"),
    "text that turns its direction": (one(SMALL.replace("title: Small", "title: a\u202eb")), "U+202E"),
    "half a pair of signs": (one(b"title: \xed\xa0\x80\n"), "not UTF-8"),
    "a key that is given twice": (one("id: a\nid: b\n" + SMALL), "is given twice"),
    "thousands of keys that are given twice": (one("a: 1\n" * 9_000), "is given twice"),
    "a key that is a list": (one(f"{HEAD}? [a, b]\n: 1\n"), "a key must be a word"),
    "two documents": (one(f"{SMALL}---\n{SMALL}"), "one document"),
    "nothing": (one(""), "the file is empty"),
    "only a list": (one("- a\n- b\n"), "a list of `key: value` lines"),
    "a mark of byte order in the middle": (one("id: a\n\ufeffb: 1"), "U+FEFF"),
    "UTF-16": (one(SMALL.encode("utf-16")), "UTF-16"),
    "UTF-32": (one(SMALL.encode("utf-32-be")), "not UTF-8"),
    "Latin letters of an old editor": (one("title: Z\xfcrich\n".encode("latin-1")), "not UTF-8"),
    "a picture": (one(b"\x89PNG\r\n\x1a\n\x00\x00"), "not UTF-8"),
    "tabs": (one("id: a\n\ttitle: b\n"), "the line begins with a tab"),
    "a version of YAML that there is not": (one("%YAML 9.9\n---\na: 1\n"), "not well-formed"),
    "an expression that is too long": (
        one(SMALL.replace("heat >= 10", "heat > 1 and " * 60 + "heat > 1")),
        "at most 500",
    ),
    "an expression that is too deep": (one(SMALL.replace("heat >= 10", "(" * 40 + "heat > 1" + ")" * 40)), "20 deep"),
    "thousands of turns": (
        one(SMALL.replace("[{title: Day", "[" + "{title: x}," * 2_001 + "{title: Day")),
        "2000 turns",
    ),
    "a line of a megabyte": (
        one(f"{HEAD}cards: {{{', '.join(f'x{n}: {{no: 1}}' for n in range(9_000))}}}"),
        "card x0 has no",
    ),
    "too many files": (many_files, f"at most {MOST_FILES}"),
    "files that are too large together": (large_folder, "larger than 4 MB together"),
    "an empty folder": (lambda folder: folder, "no .yaml file"),
    "a path that is not there": (lambda folder: folder / "nowhere", "no such file or folder"),
    "a path with a NUL": (lambda folder: folder / "a\0b", "no such file or folder"),
    "a device without an end": (lambda _: Path("/dev/zero"), "neither a file nor a folder"),
    "a pipe": (pipe, "neither a file nor a folder"),
    "a pipe in the folder": (pipe_in_folder, "no file that can be read"),
    "a pipe that is extended": (extended_pipe, "neither a file nor a folder"),
    "a device that is extended": (one(f"{HEAD}extends: /dev/zero\n"), "neither a file nor a folder"),
    "a link to a device": (linked("/dev/zero"), "no file that can be read"),
    "a link to the folder itself": (linked("."), "no file that can be read"),
    "a link to itself": (linked("more.yaml"), "no file that can be read"),
    "a link to nothing": (linked("nowhere.yaml"), "no file that can be read"),
    "a folder that is named as a file": (folder_named_as_a_file, "no file that can be read"),
    "a file that nobody may read": (unreadable, ""),
    "decks that extend each other in a ring": (ring, "extends itself"),
    "a deck that extends itself": (one(f"{HEAD}extends: deck.yaml\n"), ""),
    "a long chain of decks": (chain, f"{MOST_DEEP} deep and {MOST_TAKEN} in all"),
    "a fan of decks": (fan, f"{MOST_TAKEN} in all at most"),
    "large decks that are extended again and again": (large_bases, f"more than {MOST_VALUES} values together"),
    "a deck that extends what is no name": (one(f"{HEAD}extends: {{a: b}}\n"), "names a deck"),
    "a deck that extends a long name": (one(f"{HEAD}extends: {'../' * 3_000}x\n"), "no deck"),
    "a file of a folder that is none": (several(deck=SMALL, other="just words"), "a list of `key: value` lines"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_a_place(name: str, tmp_path: Path) -> None:
    lay, said = HOSTILE[name]
    reading = read(lay(tmp_path))
    assert reading.deck is None
    assert 1 <= len(reading.problems) <= MOST_PROBLEMS
    assert [str(problem)[:500] for problem in reading.problems if not fits(problem)] == []
    assert said in "\n".join(problem.message for problem in reading.problems)


@LAW
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused_with_a_place(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp() / "bytes.yaml", data)
    assert [problem for problem in read(path).problems if not fits(problem)] == []


@LAW
@given(st.text(st.sampled_from("ab:- \n{}[],'\"#&*!|>?%@`\t\\=0.é한"), max_size=120))
def test_any_text_that_looks_like_yaml_is_read_or_refused_with_a_place(text: str) -> None:
    assert faults(text) == []


@settings(LAW, max_examples=40)
@given(st.randoms(use_true_random=False))
def test_any_slips_in_a_deck_are_refused_with_a_place(random) -> None:
    assert faults(edit(shipped_text(), random)) == []


def test_a_good_deck_with_a_byte_order_mark_and_other_line_ends_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "deck.yaml", b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read(path).deck == read_text(SMALL).deck
