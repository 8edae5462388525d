"""Every job in plain lines: what is printed, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import SMALL
from wargame.cli.main import command
from wargame.cli.places import home, save_place

Run = Callable[..., Result]


@pytest.fixture
def deck(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own."""

    def run(*arguments: str) -> Result:
        saves = f"sqlite:///{tmp_path / 'saves' / 'test.db'}"
        return CliRunner().invoke(command, ["--saves", saves, *arguments])

    return run


def well(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def headless(run: Run, deck: str, seed: str = "demo") -> str:
    return well(run("play", deck, "--headless", "--seed", seed))


def test_a_headless_game_is_the_golden_transcript(run: Run, deck: str) -> None:
    golden = Path(__file__).with_name("goldens") / "small.txt"
    assert headless(run, deck) == golden.read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_transcript_and_another_seed_another(run: Run) -> None:
    first, again, other = (headless(run, "first-hour", seed) for seed in ("demo", "demo", "other"))
    assert first == again
    assert first != other


def test_games_are_listed_and_each_is_well(run: Run, deck: str) -> None:
    headless(run, deck)
    headless(run, deck, "two")
    listed = json.loads(well(run("games", "--json")))
    assert [(game["name"], game["phase"]) for game in listed] == [("small-2", "ended"), ("small-1", "ended")]
    assert "small-1" in well(run("games"))
    checked = well(run("verify", "--rules", "--all")).splitlines()
    assert [line.split(".")[0] for line in checked] == ["small-1: well", "small-2: well"]


def test_where_nothing_is_saved_yet_it_is_said_what_to_do_first(tmp_path: Path) -> None:
    home = {"WARGAME_HOME": str(tmp_path), "WARGAME_SAVES": ""}
    assert CliRunner().invoke(command, ["games"], env=home).stdout.startswith("No games are saved yet.")
    assert json.loads(CliRunner().invoke(command, ["games", "--json"], env=home).stdout) == []
    assert list(tmp_path.iterdir()) == []


def test_a_game_is_played_in_plain_lines(run: Run, tmp_path: Path) -> None:
    from tests.support import small_deck
    from wargame.table import Store, new_game

    with Store.open(tmp_path / "saves" / "test.db") as store:
        new_game(store, small_deck(), ["north", "south"], seed="demo", name="ours")

    assert "North hands in Stoke [N-1]." in well(run("do", "ours", "north", "play", "N-1"))
    told = well(run("do", "ours", "south", "play", "S-1"))
    assert "The moves lie open." in told
    assert "South: Plot [S-1]" in told
    assert "Rolled" in well(run("do", "ours", "facilitator", "rule"))
    assert well(run("do", "ours", "facilitator", "rule")) == "South acted out of sight.\n"
    assert "the turn is not closed yet" in run("do", "ours", "facilitator", "next").output
    assert "Turn 1 closes." in well(run("do", "ours", "facilitator", "close"))
    assert "North: Stoke, " in well(run("do", "ours", "facilitator", "publish"))
    assert "Turn 2 of 2: Night." in well(run("do", "ours", "facilitator", "next"))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("do", "small-1", "north", "play", "N-1"), 1, "Refused: the game is over."),
        (("do", "small-1", "nroth", "pass"), 2, "SEAT is north, south or facilitator, not `nroth`."),
        (("do", "small-1", "north", "rule"), 2, "north can't `rule`; that is said by the facilitator: wargame do"),
        (("do", "small-1", "facilitator", "ruel"), 2, "Did you mean `rule`?"),
        (("do", "small-1", "north", "play"), 2, "It goes: wargame do GAME SEAT play CARD"),
        (("show", "smal-1"), 2, "small-1"),
        (("show", "small-1", "--as", "nort"), 2, "--as is north, south, public or facilitator, not `nort`."),
        (("show", "small-1", "--at", "999"), 2, "has entries 1 to"),
        (("verify",), 2, "Say which"),
        (("verify", "small-1", "--head", "nonsense"), 2, "is not a head"),
        (("verify", "small-1", "--head", "99:0123456789"), 1, "cut off"),
        (("play", "first-huor", "--headless"), 2, "Did you mean `first-hour`?"),
        (("play", "--headless", "--people", "seoul"), 2, "--headless puts bots in every seat"),
        (("play", "--headless", "--name", "\x1b[2J"), 2, "a game's name is one line"),
        (("play", "--headless", "--seed", "\u202e"), 2, "a seed is one line"),
        (("play", "--headless", "--name", "small-1"), 2, "another game is called"),
        (("--saves", "/nowhere/there.db", "games"), 2, "There is no save at /nowhere/there.db."),
        (("play",), 2, "The screens want a terminal."),
        ((), 2, "The screens want a terminal."),
        (("shwo", "x"), 2, "Did you mean `show`?"),
        (("deck", "show", "nowhere"), 2, "There is no deck called `nowhere`"),
        (("help", "nothing-like-it"), 2, "There is no guide called"),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_clear_sentence(run: Run, deck: str, arguments, code: int, sentence: str) -> None:
    headless(run, deck)
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_show_and_log_speak_as_one_viewer_may_know_it(run: Run, deck: str) -> None:
    headless(run, deck)
    assert "Purse" in well(run("show", "small-1", "--as", "north"))
    assert "Purse" not in well(run("show", "small-1", "--as", "south"))
    assert "Purse" not in well(run("show", "small-1"))
    as_json = json.loads(well(run("show", "small-1", "--as", "south", "--json")))
    assert [track["id"] for track in as_json["tracks"]] == ["heat", "plot", "glow", "wall"]
    log = json.loads(well(run("log", "small-1", "--as", "north", "--json")))
    assert [entry["number"] for entry in log] == list(range(1, len(log) + 1))
    assert "N-1" in json.dumps(log)
    early = json.loads(well(run("show", "small-1", "--at", "2", "--json")))
    assert (early["turn"], early["phase"]) == (1, "plan")


def test_a_deck_is_checked_with_places(run: Run, deck: str, tmp_path: Path) -> None:
    assert well(run("deck", "check", deck)) == f"{deck}: no problems.\n"
    bad = tmp_path / "bad.yaml"
    bad.write_text(SMALL.replace("heat +1; ", "").replace("success_do: heat +1", "success_do: haet +1", 1))

    result = run("deck", "check", str(bad))

    assert result.exit_code == 1
    assert "error: no track is called `haet`" in result.stdout
    assert "hint: did you mean `heat`?" in result.stdout
    (problem,) = json.loads(run("deck", "check", "--json", str(bad)).stdout)
    lines = bad.read_text().splitlines()
    assert lines[problem["line"] - 1][problem["column"] - 1 :].startswith("haet")


def test_a_deck_with_mistakes_is_not_played(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(SMALL.replace("title: Small", "tilte: Small"))
    result = run("play", str(bad), "--headless")
    assert result.exit_code == 1
    assert "hint: did you mean `title`?" in result.output
    assert "The deck can't be played" in result.output


def test_shipped_decks_are_listed_and_shown(run: Run) -> None:
    assert "first-hour: First Hour" in well(run("deck", "list"))
    shown = well(run("deck", "show", "first-hour"))
    assert "SEO-01" in shown
    assert "Guide for the facilitator" in shown


def test_editing_the_deck_file_changes_nothing_of_a_game_saved_before(run: Run, deck: str) -> None:
    headless(run, deck)
    before = [run(*words).output for words in (("log", "small-1", "--as", "facilitator"), ("verify", "small-1"))]
    Path(deck).write_text(SMALL.replace("It burns.", "It smoulders.").replace("heat +1", "heat -1"))

    after = [run(*words).output for words in (("log", "small-1", "--as", "facilitator"), ("verify", "small-1"))]

    assert after == before
    assert run("verify", "--rules", "small-1").exit_code == 0


def test_a_file_that_is_no_save_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("shopping list")
    result = CliRunner().invoke(command, ["--saves", f"sqlite:///{path}", "games"])
    assert result.exit_code == 1
    assert str(path) in result.output
    assert path.read_text() == "shopping list"


def test_where_games_are_saved_can_be_said_in_three_ways(tmp_path: Path) -> None:
    assert save_place("sqlite:///x.db", {"WARGAME_SAVES": "sqlite:///y.db"}) == "sqlite:///x.db"
    assert save_place(None, {"WARGAME_SAVES": "sqlite:///y.db"}) == "sqlite:///y.db"
    assert save_place(None, {"WARGAME_HOME": str(tmp_path)}) == str(tmp_path / "saves" / "wargame.db")
    assert home({}).joinpath("saves").is_dir()


def test_a_game_with_people_is_laid_and_played_without_a_screen(run: Run, deck: str) -> None:
    told = well(run("play", deck, "--people", "north", "--seed", "demo", "--no-screen", "--name", "ours"))
    assert "wargame do ours SEAT play CARD" in told
    assert "North hands in Stoke [N-1]." in well(run("do", "ours", "North", "play", "stoke"))


def test_a_card_is_played_by_its_number_as_on_a_slip(run: Run, deck: str) -> None:
    well(run("play", deck, "--people", "north", "--seed", "demo", "--no-screen", "--name", "ours"))
    assert "North hands in Stoke [N-1]." in well(run("do", "ours", "north", "play", "1"))


def test_what_could_mean_two_cards_is_asked_about(run: Run, tmp_path: Path) -> None:
    twin = tmp_path / "twin.yaml"
    twin.write_text(SMALL.replace("title: Stoke", "title: Rest"))
    well(run("play", str(twin), "--people", "north", "--seed", "demo", "--no-screen", "--name", "twin"))
    result = run("do", "twin", "north", "play", "rest")
    assert result.exit_code == 2
    assert "`rest` could be N-1 or N-3: say which by its id." in result.stderr


def test_what_is_told_to_the_facilitator_is_fit_for_every_ear(run: Run, deck: str) -> None:
    well(run("play", deck, "--people", "north", "--seed", "demo", "--no-screen", "--name", "ours"))
    told = [well(run("do", "ours", "north", "pass"))]
    while "error" not in told[-1]:
        result = run("do", "ours", "facilitator", "rule")
        if result.exit_code:
            break
        told.append(result.stdout)
    told += [well(run("do", "ours", "facilitator", verb)) for verb in ("close", "publish", "next")]
    spoken = "".join(told[1:])
    assert "South has handed in its move." in spoken
    for sealed in ("hands in", "A letter", "Purse", "Plot:"):
        assert sealed not in spoken


def test_a_folder_of_decks_is_checked_deck_by_deck(run: Run, tmp_path: Path) -> None:
    for name, text in (("good", SMALL), ("bad", SMALL.replace("title: Small", "tilte: Small"))):
        (tmp_path / "decks" / name).mkdir(parents=True)
        (tmp_path / "decks" / name / "deck.yaml").write_text(text)
    result = run("deck", "check", str(tmp_path / "decks"))
    assert result.exit_code == 1
    assert f"{tmp_path / 'decks' / 'good'}: no problems." in result.stdout
    assert f"{tmp_path / 'decks' / 'bad'}: 2 errors." in result.stdout
