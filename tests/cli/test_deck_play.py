"""`wargame deck check --play`: a deck is played, and what that shows is printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from click.testing import CliRunner, Result

from tests.forecast.decks import dead_end, tiny
from tests.support import SMALL
from tests.terminal import Terminal
from wargame.cli.main import command


def check(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", "check", *arguments])


def written(folder: Path, text: str, name: str = "small.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_shipped_deck_is_played_and_has_a_line_for_each_card_answer_and_inject() -> None:
    result = check("--play", "12", "first-hour")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "first-hour: no problems."
    assert re.fullmatch(r"Played 12 games in \d+\.\d seconds\. Seeds: check-1 to check-12\.", lines[1])
    assert lines[2] == "12 games: 12 ended, 0 broke off, no dead ends."
    cards = [line.split() for line in lines if re.match(r"(SEO|MOS)-\d\d ", line)]
    assert len(cards) == 17
    assert all("seoul" in words or "moscow" in words for words in cards)
    assert "Did re-entry technology cross the line?" in result.stdout
    assert "INJ-10: The depot count" in result.stdout
    assert "In fewer than 100 games, frequencies are remarks only." in lines
    assert result.stderr == ""


def test_tables_fit_into_a_hundred_columns_whatever_the_titles(tmp_path: Path) -> None:
    text = SMALL.replace("title: Stoke", "title: " + "불을 지피고 " * 8).replace("Is it warm?", "Is it warm? " * 15)
    lines = check("--play", "3", written(tmp_path, text)).stdout.splitlines()
    row = next(line for line in lines if line.startswith("N-1 "))
    assert "불을 지피고" in row
    assert "…" in row
    begin = next(place for place, line in enumerate(lines) if line.startswith("Played "))
    tables = [line for line in lines[begin:] if not line.startswith(("error:", "remark:"))]
    assert max(sum(2 if east_asian_width(each) in "WF" else 1 for each in line) for line in tables) <= 100


def test_a_deck_that_plays_badly_is_an_error(tmp_path: Path) -> None:
    result = check("--play", "5", written(tmp_path, dead_end().text))
    assert result.exit_code == 1
    assert "error: South had no card to play in turn 2 of 5 games" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 error, ")


def test_what_is_only_remarkable_is_no_error(tmp_path: Path) -> None:
    result = check("--play", "5", written(tmp_path, tiny().text))
    assert result.exit_code == 0
    assert "remark: `Stone` never moved.\n" in result.stdout
    assert result.stdout.splitlines()[-1] == "No errors, 1 remark."


def test_the_json_document_has_all_of_it(tmp_path: Path) -> None:
    result = check("--play", "5", "--json", written(tmp_path, dead_end().text))
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert {problem["severity"] for problem in document["problems"]} == {"warning"}
    (played,) = document["played"]
    assert (played["deck"], played["games"], played["ended"], played["wanted"]) == ("small", 5, 5, 5)
    assert played["seeds"] == ["check-1", "check-5"]
    assert played["dead_ends"][0] == {"seed": "check-1", "turn": 2, "seat": "south"}
    assert sum(played["answers"]["warm"].values()) == 5
    assert set(played["cards"]["N-2"]) == {"playable", "played", "overtaken", "clamped", "bands", "modifiers"}
    assert {"min", "median", "max", "moved", "clamped", "ends"} == set(played["tracks"]["heat"])
    assert played["verdicts"][0]["severity"] == "error"
    assert set(played["seats"]) == {"north", "south"}


def test_without_play_the_json_document_is_the_list_of_problems() -> None:
    assert json.loads(check("--json", "first-hour").stdout) == []


def test_a_deck_with_problems_is_not_played_and_the_next_one_is(tmp_path: Path) -> None:
    bad = written(tmp_path, SMALL.replace("title: Small", "tilte: Small"), "bad.yaml")
    good = written(tmp_path, tiny().text, "good.yaml")
    result = check("--play", "2", bad, good)
    assert result.exit_code == 1
    assert re.search(r"bad\.yaml: \d errors?\. It was not played\.", result.stdout)
    assert result.stdout.count("Played 2 games") == 1


def test_each_deck_of_a_folder_is_played(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, SMALL.replace("id: small", f"id: {name}"), "deck.yaml")
    document = json.loads(check("--play", "2", "--json", str(tmp_path)).stdout)
    assert [each["deck"] for each in document["played"]] == ["one", "two"]


@pytest.mark.parametrize("games", ["0", "-3", "many"])
def test_a_number_of_games_that_can_not_be_played_is_refused(games: str) -> None:
    assert check("--play", games, "first-hour").exit_code == 2


def test_ctrl_c_stops_cleanly_and_says_how_many_games_were_played(tmp_path: Path) -> None:
    arguments = ["-m", "wargame", "deck", "check", "--play", "100000", "first-hour"]
    with Terminal(arguments, 100, 120, {"WARGAME_HOME": str(tmp_path)}) as terminal:
        terminal.see(r"[1-9]\d* of 100000 games played")
        terminal.press("\x03")
        assert terminal.wait() == 130
        screen = terminal.text()
    stopped = re.search(r"Stopped after (\d+) of 100000 games\.", screen)
    assert stopped is not None, screen
    games = int(stopped[1])
    assert f"Seeds: check-1 to check-{games}." in screen
    assert f"{games} games: {games} ended" in screen
    assert "Traceback" not in screen
    assert "games played" not in screen


def test_the_minutes_of_a_deck_that_says_how_they_are_spent_are_added_up() -> None:
    lines = check("seoul").stdout.splitlines()
    assert lines[1] == "Minutes: opening 30, 6 turns of 22½ make 135, ending 10: 175 of 180 minutes."


def test_a_strict_check_counts_warnings_and_remarks_as_errors(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("title: Stoke", "title: Stoke until nothing else is left to be burnt"))
    assert check(path).exit_code == 0
    warned = check("--strict", "--play", "3", path)
    assert warned.exit_code == 1
    assert ": warning: the title of card N-1 has" in warned.stdout
    assert "small.yaml: 1 warning." in warned.stdout


def test_a_strict_check_plays_five_hundred_games_where_nobody_says_how_many(tmp_path: Path) -> None:
    assert "Played 500 games in" in check("--strict", written(tmp_path, tiny().text)).stdout


def test_what_a_deck_wants_of_its_balance_is_held_against_what_was_played(tmp_path: Path) -> None:
    more = "balance: [{answer: warm, state: cold, least: 99}, {seat: north, most: 0}]\n"
    text = SMALL.replace("objectives: [Stay warm]", "objectives: [{text: Stay, if: heat >= 0}]") + more
    lines = check("--play", "20", written(tmp_path, text)).stdout
    assert re.search(r"`Is it warm\?` is answered by `Cold` in \d+ % of games, wanted: 99 to 100 %", lines)
    assert "North reaches its objectives in 100 % of games, wanted: 0 to 0 %" in lines
