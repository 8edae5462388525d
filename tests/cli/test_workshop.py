"""`wargame deck browse` and `deck edit`: one's own editor, and the screens at a real keyboard."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import SMALL
from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.deck import find_deck, read

SIZES = [(80, 24), pytest.param(120, 40, marks=pytest.mark.long)]
#: Keys that the terminal's table has no name for.
F3, F4, F5, F8, F9 = "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[19~", "\x1b[20~"
MISTAKE = ("chance: likely", "chance: likly")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """A person at an editor: each time that it is opened it makes the next of the changes in `changes`."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "changes, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[-1])\n"
        "todo = changes.read_text().splitlines()\n"
        "old, new = todo[0].split(' => ')\n"
        "changes.write_text('\\n'.join(todo[1:]))\n"
        "text = path.read_text()\n"
        "assert old in text\n"
        "path.write_text(text.replace(old, new))\n"
        "pathlib.Path(sys.argv[1]).with_name('opened').open('a').write(path.name + '\\n')\n",
        encoding="utf-8",
    )
    return shlex.join([sys.executable, str(script), str(tmp_path / "changes")])


def run(*words: str, **environment: str) -> Result:
    cleared = {"VISUAL": "", "EDITOR": ""}
    return CliRunner().invoke(command, ["deck", *words], env={**cleared, **environment})


def test_the_deck_is_checked_when_the_editor_is_closed(deck: Path, editor: str) -> None:
    (deck.parent / "changes").write_text("chance: likely => chance: likly\nlikly => likely", encoding="utf-8")
    result = run("edit", str(deck), "--editor", EDITOR=editor)
    assert result.exit_code == 1
    assert "did you mean `likely`?" in result.stdout
    assert "1 error" in result.stdout
    result = run("edit", str(deck), "--editor", VISUAL=editor, EDITOR="/no/such/editor")
    assert result.exit_code == 0, result.output
    assert "no problems" in result.stdout


def test_a_file_of_a_folder_is_opened_and_the_whole_deck_is_checked(tmp_path: Path, editor: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    head, cards = SMALL.split("cards:\n")
    (folder / "deck.yaml").write_text(head, encoding="utf-8")
    (folder / "cards.yaml").write_text(f"cards:\n{cards}", encoding="utf-8")
    (tmp_path / "changes").write_text("chance: likely => chance: even", encoding="utf-8")
    result = run("edit", str(folder / "cards.yaml"), "--editor", EDITOR=editor)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "opened").read_text() == "cards.yaml\n"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "No editor is named: set EDITOR"),
        ("/no/such/editor -x", "The editor `/no/such/editor`, which VISUAL or EDITOR names, is not found."),
        ("'unclosed", "can't be read as a command"),
    ],
)
def test_without_an_editor_it_is_said_how_to_name_one(name: str, sentence: str, deck: Path) -> None:
    result = run("edit", str(deck), "--editor", EDITOR=name)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_what_can_not_be_edited_is_said(tmp_path: Path) -> None:
    for words, sentence in (
        (("edit", "seoul"), "belongs to the program. `wargame deck new ID --from seoul` makes one of your own"),
        (("edit", str(find_deck("seoul") / "deck.yaml"), "--editor"), "wargame deck new ID --from seoul"),
        (("edit", str(tmp_path / "none")), "There is no deck called"),
        (("edit", str(tmp_path), "--editor"), "There is no deck to edit in"),
        (("browse", "nowhere"), "wants a terminal"),
    ):
        result = run(*words, EDITOR="true")
        assert result.exit_code == 2
        assert sentence in result.stderr
        assert "Traceback" not in result.output


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_deck_is_edited_at_a_real_keyboard(columns: int, rows: int, deck: Path, editor: str) -> None:
    (deck.parent / "changes").write_text("Stay warm => Keep a fire", encoding="utf-8")
    home = {"WARGAME_HOME": str(deck.parent), "VISUAL": "", "EDITOR": editor}
    with Terminal(["-m", "wargame", "deck", "edit", str(deck)], columns, rows, home) as terminal:
        terminal.see("Editing · small.yaml")
        terminal.see("No problems")
        terminal.press("x")
        terminal.see("1  xformat: 1")
        terminal.see("[1-9] errors?")
        terminal.see("● not saved")
        terminal.press("\x7f")
        terminal.see("No problems")
        terminal.press(F9)
        terminal.see("Keep a fire")
        terminal.press("# mine", "enter", F5)
        terminal.see("Saved")
        terminal.press("y")
        terminal.see("● not saved")
        terminal.rest(0.8)
        terminal.kill()
    assert deck.read_text(encoding="utf-8").startswith("# mine\nformat: 1")
    assert "Keep a fire" in deck.read_text(encoding="utf-8")
    with Terminal(["-m", "wargame", "deck", "edit", str(deck)], columns, rows, home) as terminal:
        terminal.see("was left without saving")
        terminal.press("enter")
        terminal.see("yformat: 1")
        terminal.press("escape")
        terminal.see("Throw away what is not saved")
        terminal.press("down", "down", "enter")
        assert terminal.wait() == 0
    assert sorted(each.name for each in deck.parent.iterdir() if "small" in each.name) == ["small.yaml"]
    assert read(deck).problems == ()


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_deck_is_looked_into_copied_and_mended_at_a_real_keyboard(columns: int, rows: int, tmp_path: Path) -> None:
    program = f"import os; os.chdir({str(tmp_path)!r}); from wargame.cli import main; main(['deck', 'browse', 'seoul'])"
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    home = {"WARGAME_HOME": str(tmp_path), "PYTHONPATH": path}
    with Terminal(["-c", program], columns, rows, home) as terminal:
        terminal.see("Wait and verify")
        terminal.rest()
        terminal.press("/")
        terminal.rest()
        terminal.press("leaked list")
        terminal.see("of 84 cards")
        terminal.press("enter")
        terminal.rest()
        terminal.press("enter")
        terminal.see("likely to succeed|even to succeed")
        terminal.rest()
        terminal.press("3")
        terminal.see("The board at the start")
        terminal.rest()
        terminal.press("e")
        terminal.see("A name for the copy")
        terminal.press("enter")
        terminal.see("Editing · my-seoul/deck.yaml")
        terminal.see("No problems")
        terminal.rest()
        terminal.press("escape")
        terminal.see("7 Problems")
        terminal.rest()
        terminal.press("q")
        assert terminal.wait() == 0
    copied = read(tmp_path / "my-seoul").deck
    assert copied is not None
    assert copied.id == "my-seoul"
