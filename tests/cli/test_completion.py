"""What a press of Tab offers, asked for as a real shell asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import small_deck
from wargame.cli.verbs import FACILITATORS, SEATS
from wargame.table import Store, new_game

BASH = shutil.which("bash")
HOSTILE = "a $(touch pwned) `x`; * 'q'"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a save of three games."""
    home = tmp_path_factory.mktemp("home")
    (home / "saves").mkdir()
    with Store.open(home / "saves" / "wargame.db") as store:
        for number, name in enumerate(("Morning group", "evening", HOSTILE)):
            new_game(store, small_deck(), ("north",), seed="x", name=name, clock=lambda at=number: at)
    return home


def offered(home: Path, *words: str, **environment: str) -> list[str]:
    """What Click's protocol answers for bash, each with its kind; the last word is the one begun."""
    from shlex import join

    line = {
        "COMP_WORDS": join(["wargame", *words]),
        "COMP_CWORD": str(len(words)),
        "_WARGAME_COMPLETE": "bash_complete",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "wargame"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "WARGAME_HOME": str(home), **line, **environment},
    )
    return [entry.removeprefix("plain,") for entry in answer.stdout.splitlines() if entry]


def test_commands_and_options_are_offered(home: Path) -> None:
    assert "games" in offered(home, "")
    assert offered(home, "sett") == ["settings"]
    assert "--headless" in offered(home, "play", "--")


def test_games_are_offered_the_newest_first(home: Path) -> None:
    assert offered(home, "show", "") == [HOSTILE, "evening", "Morning group"]
    assert offered(home, "log", "Mor") == ["Morning group"]
    assert offered(home, "verify", "evening", "") == [HOSTILE, "Morning group"]


def test_seats_verbs_and_cards_of_the_game_are_offered(home: Path) -> None:
    assert offered(home, "do", "evening", "") == ["north", "south", "facilitator"]
    assert offered(home, "do", "Morning group", "north", "p") == ["play", "pass", "precedent"]
    assert offered(home, "do", "Morning group", "north", "") == [*SEATS]
    assert offered(home, "do", "evening", "facilitator", "") == [*FACILITATORS]
    assert offered(home, "do", "evening", "facilitator", "method", "2d6_l") == ["2d6_limits"]
    assert offered(home, "do", "evening", "north", "play", "") == ["N-1", "N-2", "N-3"]
    assert offered(home, "show", "evening", "--as", "s") == ["south"]
    assert offered(home, "show", "evening", "--as", "") == ["north", "south", "public", "facilitator"]


def test_decks_and_their_seats_are_offered(home: Path) -> None:
    assert offered(home, "play", "fir") == ["first-hour"]
    assert offered(home, "play", "./no-such") == ["file,./no-such"]
    assert offered(home, "play", "first-hour", "--people", "seoul,") == ["seoul,moscow"]


def test_a_deck_that_is_shown_or_checked_is_offered_too(home: Path) -> None:
    assert "seoul" in offered(home, "deck", "show", "")
    assert offered(home, "deck", "check", "seo") == ["seoul"]


def test_settings_and_their_values_are_offered(home: Path) -> None:
    assert offered(home, "settings", "th") == ["theme"]
    assert offered(home, "settings", "theme", "") == ["dark", "light", "contrast"]
    assert offered(home, "completion", "") == ["bash", "zsh", "fish"]


@pytest.mark.parametrize("save", ["missing", "nonsense", "another database", "postgresql://nobody@nowhere/none"])
def test_a_save_that_cant_be_read_offers_nothing_and_says_nothing(tmp_path: Path, save: str) -> None:
    path = tmp_path / "save.db"
    if save == "nonsense":
        path.write_bytes(b"no database at all" * 100)
    elif save == "another database":
        import sqlite3

        sqlite3.connect(path).close()
    where = save if ":" in save else str(path)
    assert offered(tmp_path, "show", "", WARGAME_SAVES=where) == []
    assert offered(tmp_path, "do", "evening", "", WARGAME_SAVES=where) == []
    assert path.exists() == (save in ("nonsense", "another database"))


def test_a_press_of_tab_changes_nothing_in_the_save(home: Path) -> None:
    before = {path.name: path.read_bytes() for path in (home / "saves").iterdir()}
    offered(home, "show", "")
    after = {path.name: path.read_bytes() for path in (home / "saves").iterdir() if path.suffix == ".db"}
    assert after == {name: held for name, held in before.items() if name.endswith(".db")}


def test_offering_games_wakes_neither_screens_nor_sqlalchemy(home: Path) -> None:
    code = (
        "import sys, os\nfrom wargame.cli import main\n"
        "try: main()\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    line = {"COMP_WORDS": "wargame show ", "COMP_CWORD": "2", "_WARGAME_COMPLETE": "bash_complete"}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "WARGAME_HOME": str(home), **line},
    )
    assert "evening" in answer.stdout
    assert set(answer.stderr.split()).isdisjoint({"textual", "rich", "sqlalchemy", "alembic", "yaml"})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_that_says_nothing_on_standard_error(shell: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "wargame", "completion", shell], capture_output=True, text=True, check=True
    )
    assert f"_WARGAME_COMPLETE={shell}_complete" in answer.stdout
    assert "2>/dev/null" in answer.stdout


@pytest.mark.skipif(BASH is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "replies"),
    [
        (["wargame", "sho"], ["show"]),
        (["wargame", "show", "Mor"], ["Morning\\ group"]),
        (["wargame", "do", "Morning\\ group", "no"], ["north"]),
        (["wargame", "nonsense", ""], []),
    ],
)
def test_a_real_bash_completes(home: Path, tmp_path: Path, words: list[str], replies: list[str]) -> None:
    assert in_bash(home, tmp_path, words) == replies


@pytest.mark.skipif(BASH is None, reason="no bash here")
def test_a_hostile_name_is_a_name_and_nothing_else_in_a_real_bash(home: Path, tmp_path: Path) -> None:
    replies = in_bash(home, tmp_path, ["wargame", "show", "a"])
    assert len(replies) == 1
    evaluated = subprocess.run([str(BASH), "-c", f"printf %s {replies[0]}"], capture_output=True, text=True, check=True)
    assert evaluated.stdout == HOSTILE
    assert list(tmp_path.iterdir()) == []


def in_bash(home: Path, folder: Path, words: list[str]) -> list[str]:
    """The replies of the function that the script defines, for a line in an interactive bash's terms."""
    quoted = " ".join(f"'{word}'" for word in words)
    script = (
        f'eval "$(wargame completion bash)"; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; '
        'compopt() { :; }; _wargame_completion wargame; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    tools = Path(sys.executable).parent
    answer = subprocess.run(
        [str(BASH), "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, "WARGAME_HOME": str(home), "PATH": f"{tools}:{os.environ['PATH']}"},
    )
    assert answer.stderr == ""
    return [line for line in answer.stdout.splitlines() if line]
