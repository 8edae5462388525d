"""Games go from one save to another as one file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH
from wargame.cli.main import command
from wargame.store import Entry, Store
from wargame.store.archive import packed

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program on one of several saves, in a folder of its own; in the save `one` a game was played."""
    monkeypatch.chdir(tmp_path)
    Path("rich.yaml").write_text(RICH, encoding="utf-8")

    def run(save: str, *arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / save}.db", *arguments])

    assert run("one", "play", "rich.yaml", "--headless", "--seed", "go", "--name", "first").exit_code == 0
    assert run("one", "note", "first", "a remark").exit_code == 0
    return run


def games(run: Run, save: str) -> list[dict[str, str]]:
    return json.loads(run(save, "games", "--json").output)


def test_a_game_its_branches_and_its_notes_come_into_another_save_as_they_were(run: Run) -> None:
    run("one", "branch", "first", "--turn", "2", "--headless", "--name", "second")
    run("one", "branch", "second", "--turn", "3", "--headless", "--name", "third")
    run("one", "play", "rich.yaml", "--headless", "--name", "other")
    assert "first.zip: first, second, third" in run("one", "export", "first").output
    taken = run("two", "import", "first.zip")
    assert taken.output.splitlines() == ["Took first", "Took second", "Took third"]
    kept = {each["name"]: each["head"] for each in games(run, "one") if each["name"] != "other"}
    assert {each["name"]: each["head"] for each in games(run, "two")} == kept
    assert "a remark" in run("two", "notes", "first", "--as", "facilitator").output
    assert run("two", "verify", "--all", "--rules").exit_code == 0
    assert run("two", "export", "first", "--out", "again.zip").exit_code == 0
    assert Path("again.zip").read_bytes() == Path("first.zip").read_bytes()


def test_what_is_here_already_is_said_and_a_name_that_is_taken_gets_a_number(run: Run) -> None:
    run("one", "export", "first")
    assert run("one", "import", "first.zip").output == "first is here already.\n"
    run("two", "play", "rich.yaml", "--headless", "--name", "first")
    assert run("two", "import", "first.zip").output == "Took first as first-1\n"


def test_alone_leaves_branches_behind_and_a_file_is_not_overwritten(run: Run) -> None:
    run("one", "branch", "first", "--turn", "2", "--headless", "--name", "second")
    assert run("one", "export", "first", "--alone", "--out", "x.zip").output.startswith("Wrote x.zip: first\n")
    answer = run("one", "export", "first", "--out", "x.zip")
    assert (answer.exit_code != 0, "`--force` replaces" in answer.output) == (True, True)
    assert run("one", "export", "first", "--out", "x.zip", "--force").exit_code == 0


def test_a_game_that_somebody_wrote_anew_with_every_hash_right_is_refused(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "one.db") as store:
        row = store.games()[0]
        entries = [
            Entry(r.at, r.actor, r.audience, r.command, r.kind, r.version, r.body) for r in store.records(row.id)
        ]
        text = store.deck_text(row.deck)
    better = [
        Entry(
            e.at,
            e.actor,
            e.audience,
            e.command,
            e.kind,
            e.version,
            e.body.replace('"band":"failure"', '"band":"triumph"'),
        )
        for e in entries
    ]
    assert better != entries
    with Store.open(tmp_path / "forged.db") as store:
        store.create_game(row.id, row.name, text, better, created_at=row.created_at)
        Path("forged.zip").write_bytes(packed([store.bundle(row.id)]))
    answer = run("two", "import", "forged.zip")
    assert answer.exit_code == 1
    assert "the game 'first' is not what was played: event" in answer.output
    assert games(run, "two") == []


def test_what_is_no_archive_is_refused_and_nothing_is_changed(run: Run) -> None:
    run("one", "export", "first")
    raw = Path("first.zip").read_bytes()
    for data in (b"", b"hello", raw[:-9], raw[:500] + b"x" + raw[501:]):
        Path("bad.zip").write_bytes(data)
        answer = run("two", "import", "bad.zip")
        assert answer.exit_code == 1
        assert "bad.zip was not taken" in answer.output
        assert "Nothing was changed." in answer.output
    assert "can't be read" in run("two", "import", "nowhere.zip").output
    assert games(run, "two") == []


def test_a_file_of_games_is_json_lines_and_decks_that_any_program_reads(run: Run) -> None:
    run("one", "export", "first")
    with zipfile.ZipFile(io.BytesIO(Path("first.zip").read_bytes())) as archive:
        names = archive.namelist()
        (deck,) = [name for name in names if name.startswith("decks/")]
        assert sha256(archive.read(deck)).hexdigest() in deck
        events = [json.loads(line) for line in archive.read("games/1/events.jsonl").splitlines()]
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))
    assert names == ["wargame.json", deck, "games/1/events.jsonl", "games/1/notes.jsonl"]
