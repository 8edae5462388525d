"""The room in plain lines: the desk, its clock and code, slips, notes, who plays, and who may open which screens."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import small_deck
from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.table import Store, Table, new_game, open_saved

Run = Callable[..., Result]
#: What no text may bring to a terminal: an escape sequence, a turned reading direction, a line of its own.
HOSTILE = ["\x1b[2J", "\u202eevil", "two\nlines", "bell\x07"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "saves" / "wargame.db") as opened:
        yield opened


@pytest.fixture
def table(store: Store) -> Table:
    """A game of two teams, called ours."""
    return new_game(store, small_deck(), ["north", "south"], seed="demo", name="ours")


@pytest.fixture
def run(tmp_path: Path, table: Table) -> Run:
    def run(*arguments: str, typed: str | bytes = "") -> Result:
        saves = f"sqlite:///{tmp_path / 'saves' / 'wargame.db'}"
        return CliRunner().invoke(command, ["--saves", saves, *arguments], input=typed)

    return run


def well(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result, code: int, sentence: str) -> None:
    assert result.exit_code == code, result.output
    assert sentence in result.stderr
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_the_desk_is_shown_and_changed(run: Run, table: Table) -> None:
    shown = well(run("desk", "ours"))
    assert "The room: one screen, passed from team to team" in shown
    assert "Clock: not set" in shown
    assert "Code: none" in shown
    assert "▲ North: a team\n" in shown
    assert "one screen on the wall" in well(run("desk", "ours", "sitting", "WALL"))
    assert "▲ North: a team: Ada, Bo [x]" in well(run("desk", "ours", "names", "North", "Ada,", "Bo [x]"))
    assert "▲ North: a team\n" in well(run("desk", "ours", "names", "north", ""))
    seen = json.loads(well(run("desk", "ours", "--json")))
    assert (seen["sitting"], seen["code"], seen["ends_at"]) == ("wall", False, None)
    assert table.desk().sitting == "wall"
    assert "Moves are ruled all at once, by the rules" in well(run("desk", "ours", "rulings", "RULES"))
    assert table.desk().rulings == "rules"


def test_the_clock_is_set_stopped_and_let_go(run: Run, table: Table) -> None:
    assert "room 1 h 30" in well(run("desk", "ours", "clock", "ends", "+90"))
    before = json.loads(well(run("desk", "ours", "--json")))["clock"]["planned"]
    for _ in range(2):
        assert "clock stopped" in well(run("desk", "ours", "clock", "stop"))
    for _ in range(2):
        assert "clock stopped" not in well(run("desk", "ours", "clock", "go"))
    well(run("desk", "ours", "clock", "more"))
    well(run("desk", "ours", "clock", "more", "4"))
    assert json.loads(well(run("desk", "ours", "--json")))["clock"]["planned"] == before + 300
    assert " left" not in well(run("desk", "ours", "clock", "ignore"))
    well(run("desk", "ours", "clock", "drop"))
    assert "must be empty" not in well(run("desk", "ours", "clock", "ends", "never"))
    assert table.desk().clock.ends_at is None


def test_a_code_is_read_unseen_and_never_said(run: Run, table: Table) -> None:
    result = run("desk", "ours", "code", typed="open sesame\n")
    assert "Code: set" in well(result)
    assert "sesame" not in result.output
    assert table.desk().admits("open sesame")
    refused(run("desk", "ours", "code", typed="\n"), 2, "the code is as it was")
    refused(run("desk", "ours", "code", "sesame"), 2, "never written on the line")
    assert table.desk().locked
    assert "Code: none" in well(run("desk", "ours", "code", "--remove"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("siting", "wall"), "Did you mean `sitting`?"),
        (("sitting", "walls"), "Did you mean `wall`?"),
        (("sitting",), "It goes: wargame desk GAME sitting"),
        (("rulings", "me"), "It goes: wargame desk GAME rulings umpire|rules"),
        (("names", "nroth", "x"), "Did you mean `north`?"),
        (("names", "north"), "It goes: wargame desk GAME names"),
        (("names", "north", "x" * 201), "at most 200 characters"),
        (("clock", "ends", "soon"), "`soon` is no time of day"),
        (("clock", "ends", ""), "Say when the room must be empty"),
        (("clock", "ends", "25:00"), "is no time of day"),
        (("clock", "more", "many"), "from 1 to 240"),
        (("clock", "wind"), "It goes: wargame desk GAME clock"),
        (("sitting", "wall", "--remove"), "It goes: wargame desk GAME code"),
        *((("names", "north", text), "that can be shown") for text in HOSTILE),
    ],
)
def test_a_mistake_at_the_desk_gets_a_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    refused(run("desk", "ours", *arguments), 2, sentence)


def test_slips_are_typed_in_unseen_and_turned_over_together(run: Run, table: Table) -> None:
    refused(run("slip", "ours", "--turn-over"), 1, "still waiting for the slip of North and South")
    result = run("slip", "ours", "north", typed="n-1\n")
    assert well(result) == "The slip of North is in. Still waiting for South.\n"
    assert "Stoke" not in result.output
    refused(run("slip", "ours", "south", typed="N-1\n"), 1, "not the code of one card of South")
    refused(run("slip", "ours", "south", typed="\n"), 2, "Nothing was typed")
    assert "All are in" in well(run("slip", "ours", "south", typed="pass\n"))
    told = well(run("slip", "ours", "--turn-over"))
    assert "The moves lie open." in told
    refused(run("slip", "ours", "--turn-over"), 1, "no slip waits")
    refused(run("slip", "ours", "north", typed="N-1\n"), 1, "moves are on the table already")
    refused(run("slip", "ours"), 2, "It goes: wargame slip ours SEAT")


def test_who_plays_a_seat_is_changed_while_the_game_runs(run: Run, table: Table) -> None:
    told = well(run("do", "ours", "facilitator", "seat", "South", "random"))
    assert "South is played by bot (random) from now on." in told
    assert "South has handed in its move." in told
    refused(run("do", "ours", "facilitator", "seat", "south", "BOT:random"), 1, "South is played so already")
    well(run("do", "ours", "facilitator", "seat", "south", "person"))
    refused(run("do", "ours", "facilitator", "seat", "south", "rnadom"), 2, "Did you mean `random`?")
    refused(run("do", "ours", "facilitator", "seat", "south"), 2, "It goes: wargame do GAME facilitator seat")


def closed(run: Run) -> None:
    for words in (
        ("north", "play", "N-1"),
        ("south", "pass"),
        ("facilitator", "rule", "north"),
        ("facilitator", "close"),
    ):
        well(run("do", "ours", *words))


def test_a_front_page_is_published_as_it_writes_itself_or_as_somebody_wrote_it(
    run: Run, table: Table, tmp_path: Path
) -> None:
    refused(run("do", "ours", "facilitator", "publish"), 1, "written when a turn is closed")
    closed(run)
    assert "North: Stoke, " in well(run("do", "ours", "facilitator", "publish"))
    table.refresh()
    table.save_page_draft(1, "Written on the screens\nA line.")
    assert "Written on the screens" in well(run("do", "ours", "facilitator", "publish"))
    page = tmp_path / "page.txt"
    page.write_text("\ufeffHeat [red]rises[/]\n\n  And so on.  \n", encoding="utf-8")
    assert "Heat [red]rises[/]" in well(run("do", "ours", "facilitator", "publish", str(page)))
    assert "From a pipe" in well(run("do", "ours", "facilitator", "publish", "-", typed="From a pipe\nmore"))
    table.refresh()
    published = table.view("public").page
    assert published is not None
    assert (published.headline, published.lines) == ("From a pipe", ("more",))


def test_a_front_page_that_can_not_be_is_refused(run: Run, tmp_path: Path) -> None:
    closed(run)
    refused(run("do", "ours", "facilitator", "publish", "-", typed="bad \x1b[2J line"), 1, "can't be shown")
    refused(run("do", "ours", "facilitator", "publish", "-", typed="\n\n"), 2, "nothing in standard input")
    refused(run("do", "ours", "facilitator", "publish", "-", typed=b"\xff\xfe"), 2, "no text in UTF-8")
    refused(run("do", "ours", "facilitator", "publish", "-", typed="x" * 70_000), 2, "too long")
    refused(run("do", "ours", "facilitator", "publish", str(tmp_path / "none")), 2, "can't be read")
    refused(run("do", "ours", "facilitator", "publish", str(tmp_path)), 2, "can't be read")


def test_notes_are_kept_beside_the_game_for_those_who_may_read_them(run: Run, table: Table) -> None:
    well(run("do", "ours", "north", "play", "N-1"))
    table.refresh()
    head = table.head
    well(run("note", "ours", "They [b]argue[/b] well", "--by", "Ada", "--for", "all"))
    well(run("note", "ours", "Watch the south", "--for", "North", "--about", str(len(table.log("north")))))
    assert "--as facilitator" in well(run("note", "ours", "-", typed="Too slow\nby far\n"))
    assert "They [b]argue[/b] well" in well(run("notes", "ours"))
    assert "Watch" not in well(run("notes", "ours"))
    assert "Watch" not in well(run("notes", "ours", "--as", "south"))
    own = json.loads(well(run("notes", "ours", "--as", "north", "--json")))
    assert [(note["number"], note["by"], note["for"], note["about"]) for note in own] == [
        (1, "Ada", "all", None),
        (2, "scribe", "north", len(table.log("north"))),
    ]
    everything = well(run("notes", "ours", "--as", "facilitator"))
    assert "2  " in everything
    assert "    by far" in everything
    table.refresh()
    assert table.head == head
    assert run("verify", "ours").exit_code == 0


def test_a_note_about_what_its_readers_do_not_see_can_not_be_written(run: Run, table: Table) -> None:
    well(run("do", "ours", "north", "play", "N-1"))
    entries = len(open_saved_log(table, "public"))
    refused(run("note", "ours", "x", "--for", "all", "--about", str(entries + 1)), 2, f"has entries 1 to {entries}")
    refused(run("note", "ours", "x", "--about", "0"), 2, "and no 0")


def open_saved_log(table: Table, viewer: str) -> tuple[object, ...]:
    table.refresh()
    return table.log(viewer)


@pytest.mark.parametrize("text", [*HOSTILE[:2], HOSTILE[3], "", " ", "x" * 2001])
def test_a_hostile_note_is_refused(run: Run, text: str) -> None:
    refused(run("note", "ours", text), 2, "A note ")
    refused(run("note", "ours", "x", "--by", text[:100]), 2, "The name of who writes")
    assert "Nothing was written down" in well(run("notes", "ours", "--as", "facilitator"))


@pytest.mark.parametrize("arguments", [("join", "ours", "north"), ("watch", "ours"), ("join", "ours")])
def test_screens_want_a_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    refused(run(*arguments), 2, "wargame show ours")


def terminal(home: Path, *arguments: str) -> Terminal:
    return Terminal(["-m", "wargame", *arguments], 100, 30, {"WARGAME_HOME": str(home)})


def test_a_team_joins_at_its_own_terminal_and_another_looks_on(tmp_path: Path, table: Table) -> None:
    with terminal(tmp_path, "join", "ours", "North") as north, terminal(tmp_path, "watch", "ours") as other:
        north.see("Your hand")
        other.see("watching")
        north.press("p")
        north.see("Hand in .*pass")
        north.press("enter")
        north.see("the screen of North")
        other.press("q")
        assert other.wait() == 0
        for secret in (b"Stoke", b"fears the cold", b"Purse"):
            assert secret not in other.sent
    table.refresh()
    assert list(table.state.moves) == ["north"]


def test_a_seat_that_a_bot_plays_is_not_joined(tmp_path: Path, store: Store) -> None:
    new_game(store, small_deck(), ["north"], seed="demo", name="ours")
    with terminal(tmp_path, "join", "ours", "south") as south:
        south.see(r"played by a bot")
        assert south.wait() == 1
        assert "do ours facilitator seat south person" in south.text().replace("\n", " ")


def test_the_facilitators_screen_wants_the_code(tmp_path: Path, table: Table) -> None:
    table.lock("sesame")
    for arguments in (("join", "ours", "facilitator"), ("watch", "ours", "--as", "south")):
        with terminal(tmp_path, *arguments) as closed_door:
            closed_door.see("The code of the facilitator's desk")
            closed_door.press(*"nonsense", "enter")
            closed_door.see("That is not the code.")
            assert closed_door.wait() == 1
            assert b"nonsense" not in closed_door.sent
    with terminal(tmp_path, "join", "ours", "facilitator") as desk:
        desk.see("The code of the facilitator's desk")
        desk.press(*"sesame", "enter")
        desk.see("the facilitator's screen")
        assert b"sesame" not in desk.sent


def test_a_code_is_asked_for_twice_at_a_terminal(tmp_path: Path, table: Table) -> None:
    with terminal(tmp_path, "desk", "ours", "code") as desk:
        desk.see("A code for this desk")
        desk.press(*"sesame", "enter")
        desk.see("The same once more")
        desk.press(*"sesame", "enter")
        desk.see("Code: set")
        assert b"sesame" not in desk.sent
    assert table.desk().admits("sesame")


def test_a_new_game_is_laid_with_its_sitting_practice_and_end(run: Run, store: Store) -> None:
    laid = ("play", "first-hour", "--no-screen", "--name", "new")
    well(run(*laid, "--sitting", "wall", "--practice", "--ends", "+90"))
    table = open_saved(store, "new")
    assert (table.desk().sitting, table.state.turn) == ("wall", 0)
    assert table.desk().clock.ends_at is not None
    refused(run(*laid, "--ends", "whenever"), 2, "is no time of day")


def test_whoever_stops_listening_leaves_a_whole_game(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "wargame", "--saves", str(tmp_path / "s.db")]
    command_line = [*program, "play", "--headless", "--seed", "demo"]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as playing:
        assert playing.stdout is not None
        assert playing.stderr is not None
        playing.stdout.readline()
        playing.stdout.close()
        said = playing.stderr.read()
    assert playing.returncode == 0
    assert said.startswith("Saved as first-hour-1. Head: ")
    assert len(said.splitlines()) == 1
    with Store.open(tmp_path / "s.db") as store:
        assert open_saved(store, "first-hour-1").state.phase == "ended"


def test_members_are_printed_unless_somebody_says_no(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARGAME_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    well(run("desk", "ours", "names", "north", "Ada <Lovelace>"))

    def printed(*options: str) -> str:
        well(run("print", "ours", "--packets", "--force", *options))
        return (tmp_path / "packets-ours" / "north.html").read_text("utf-8")

    assert "Ada &lt;Lovelace&gt;" in printed()
    assert "size: A4" in printed()
    assert "Ada" not in printed("--no-names")
    well(run("settings", "names", "hide"))
    well(run("settings", "paper", "Letter"))
    assert "Ada" not in printed()
    assert "size: letter" in printed()
    assert "size: A4" in printed("--paper", "a4")
