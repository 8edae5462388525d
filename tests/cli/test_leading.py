"""Who leads by ear is told what is missing and what to type, and may type as people write."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import RICH
from wargame.cli.main import command
from wargame.cli.words import is_number
from wargame.deck import BANDS, METHODS
from wargame.table import RATINGS
from wargame.table.registry import Foreign, known_methods

Run = Callable[..., Result]
Say = Callable[[str], Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program on a save of its own, in which a game is laid for people."""
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["--saves", f"sqlite:///{tmp_path / 'test.db'}", *arguments])

    laid = run("play", str(tmp_path / "rich.yaml"), "--no-screen", "--people", "north,south,east", "--seed", "ear 2")
    assert laid.exit_code == 0
    return run


@pytest.fixture
def say(run: Run) -> Say:
    """Say a line at the table; `f` is the facilitator."""

    def say(line: str) -> Result:
        speaker, *words = shlex.split(line)
        answer = run("do", "rich-1", "facilitator" if speaker == "f" else speaker, *words)
        assert "Traceback" not in answer.output
        return answer

    return say


def opened(say: Say, north: str, south: str, east: str) -> None:
    """The moves lie open."""
    for line in ("south signal nothing", f"north {north}", f"south {south}", f"east {east}"):
        assert say(line).exit_code == 0, line


def test_all_rulings_stop_before_a_free_move_that_nobody_has_told_and_say_what_to_type(say: Say) -> None:
    opened(say, "play N-1", "free", "play E-1")
    answer = say("f rule all")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[-3:] == [
        "Ruled: North.",
        "It stops here: what the free move of South does has not been told yet.",
        'Type: `wargame do rich-1 facilitator claim south action "WHAT IT DOES"`',
    ]
    again = say("f rule all")
    assert again.exit_code == 1
    assert "has not been told yet" in again.stderr
    assert "claim south action" in again.stderr


@pytest.mark.parametrize(
    ("method", "typed"),
    [
        ("d6", "rate north strong"),
        ("keep", "leverage north strong|weak"),
        ("tokens", "ballot north SS SF FF"),
        ("ballot", "ballot north 546354"),
        ("consensus", "decide north success"),
        ("umpire", "decide north success"),
    ],
)
def test_a_method_that_lacks_something_says_how_it_is_told(say: Say, method: str, typed: str) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    say(f"f method north {method}")
    answer = say("f rule all")
    assert answer.exit_code == 1
    first = "`wargame do rich-1 facilitator floor north`, then " if typed.startswith("ballot") else ""
    assert answer.stderr.splitlines()[1] == f"Such as: {first}`wargame do rich-1 facilitator {typed}`"
    if first:
        assert say("f floor north").exit_code == 0
    assert say(f"f {typed.replace('|weak', '')}").exit_code == 0
    assert say("f rule anyway").exit_code == 0


def test_a_free_move_without_odds_and_votes_that_lie_far_apart_say_what_to_type(say: Say) -> None:
    opened(say, "free 'We sing'", "pass", "play E-1")
    assert 'odds north 60 "WHY"' in say("f rule all").stderr
    assert say("f odds north 60 'They sing well'").exit_code == 0
    say("f floor north")
    say("f method north ballot")
    say("f ballot north 1 7 97%")
    assert "rule north anyway" in say("f rule all").stderr
    assert say("f rule north anyway").exit_code == 0


def test_votes_that_lie_far_apart_do_not_lose_the_real_dice_that_were_typed(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    for line in ("floor north", "method north ballot", "ballot north 1 7 97%"):
        assert say(f"f {line}").exit_code == 0
    typed = say("f dice 3").stderr.splitlines()[1]
    assert typed.endswith("or `wargame do rich-1 facilitator dice 3 anyway`")
    assert "rule north anyway" not in typed
    assert "Rolled by hand 3" in say("f dice 3 anyway").stdout


class Oracle:
    """A method of another package, which wants to know something that only it can name."""

    id, title, variant, by_odds = "acme.oracle", "the oracle", False, False

    def lacks(self, case) -> str:
        return "a sign from above"

    chances = sides = throw = read = lacks


def test_what_a_method_of_another_package_lacks_is_told_in_its_own_words_alone(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(known_methods._found(), Oracle.id, Foreign.of(Oracle()))
    opened(say, "play N-1", "pass", "play E-1")
    assert say("f method north acme.oracle").exit_code == 0
    told = "Refused: the move of North can't be ruled by the oracle without a sign from above."
    assert say("f rule").stderr.splitlines() == [told]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("f oppose east souht", "No move is called `souht`. Did you mean `south`?"),
        ("f oppose east Souht", "Did you mean `south`?"),
        ("f oppose souht", "Did you mean `south`?"),
        ("f oppose east x", "No move is called `x`. There is: "),
        ("north respond N-4 souht", "No move is called `souht`. Did you mean `south`?"),
    ],
)
def test_another_move_that_nobody_made_is_not_taken_for_the_next_one(say: Say, line: str, answer: str) -> None:
    opened(say, "play N-1", "free 'We sing'", "play E-1")
    said = say(line)
    assert said.exit_code == 2
    assert answer in said.stderr
    assert "set against" not in say("f oppose east nothing").stdout


def test_two_moves_are_set_against_each_other_by_id_or_title(say: Say) -> None:
    opened(say, "play N-1", "free 'We sing'", "play E-1")
    assert "The move of East is set against that of South" in say("f oppose east South").stdout


def test_when_every_move_is_ruled_it_says_so_and_what_is_left(say: Say) -> None:
    opened(say, "play N-5", "free 'We mock'", "play E-1")
    say("f odds south 60 Cheap")
    say("f override north success 'It arrived'")
    say("f override south success 'They laugh'")
    told = say("f rule all").stdout.splitlines()
    assert told[-6] == "Ruled: East."
    assert told[-5].startswith("Every move is ruled, and this is left to the umpire")
    assert told[-4] == "  The move of North: Who reads the letter?"
    assert 'settle north "EFFECTS" "WHY"`' in told[-3]
    assert told[-2] == "  The move of South: What changes on the board?"
    for refused in (say("f close"), say("f rule all")):
        assert refused.exit_code == 1
        assert "Who reads the letter?" in refused.stderr
    several = say("f settle 'trust +1'")
    assert several.exit_code == 2
    assert "The move of North: Who reads the letter?" in several.stderr
    assert "`" + "`" not in several.stderr
    assert say("f settle South nothing").exit_code == 0
    one = say("f settle 'trust up 1' 'The east reads it'")
    assert "The umpire settles what came of the move of North." in one.stdout
    none = say("f settle nothing")
    assert (none.exit_code, none.stderr) == (2, "No outcome waits for the umpire.\n")
    assert "`wargame do rich-1 facilitator close`" in say("f next").stderr


def test_a_promise_that_is_due_is_told_with_its_text_and_how_it_is_answered(say: Say) -> None:
    opened(say, "play N-3", "pass", "play E-1")
    say("f override north success 'It was heard' do ''")
    say("f rule all")
    say("f override east do 'heat up 2' 'It is warm'")
    told = say("f close").stderr.splitlines()
    assert told[0].startswith("Refused: a promise of North is due")
    assert told[1:] == [
        "It was: If it is warm we stoke it further.",
        "Type: `wargame do rich-1 north commit keep|break`",
    ]


@pytest.mark.parametrize(
    ("typed", "chance", "because"),
    [
        ("60 The road is open", "60 % (likely)", "The road is open"),
        ("60% because the road is open", "60 % (likely)", "the road is open"),
        ("60because the road is open", "60 % (likely)", "the road is open"),
        ("'60, because the road is open'", "60 % (likely)", "the road is open"),
        ("60 because of the road", "60 % (likely)", "because of the road"),
        ("very likely they sing", "88 % (very likely)", "they sing"),
        ("'Very likely: they sing'", "88 % (very likely)", "they sing"),
        ("even they sing", "50 % (roughly even)", "they sing"),
        ("100 they sing", "100 %; counted as 95, this deck's highest", "they sing"),
        ("0 they sing", "0 %; counted as 5, this deck's lowest", "they sing"),
    ],
)
def test_odds_and_their_reason_are_read_as_people_write_them(say: Say, typed: str, chance: str, because: str) -> None:
    opened(say, "free 'We sing'", "pass", "play E-1")
    told = say(f"f odds north {typed}").stdout.splitlines()
    assert told[0] == f"The umpire sets the odds of the move of North: {chance}."
    assert told[1] == f"  {because}"


@pytest.mark.parametrize("typed", ["60", "60%", "60 because", "very likely", "60.5 they sing", "101 they sing", "² x"])
def test_odds_without_a_reason_or_a_number_are_not_taken(say: Say, typed: str) -> None:
    opened(say, "free 'We sing'", "pass", "play E-1")
    assert say(f"f odds north {typed}").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("+prisoners on film", "+ prisoners on film (the umpire)"),
        ("-Words are wind", "− Words are wind (the umpire)"),
        ("+n #1", "+ The winter of the stoves (North; builds on the precedent “The winter of the stoves”)"),
        ("+n! #1 As then", "+! As then (North; builds on the precedent “The winter of the stoves”)"),
        ("+n! As then", "+! As then (North)"),
        ("+n b", "+ Bright (North)"),
    ],
)
def test_a_reason_is_read_with_its_blanks_where_people_put_them(say: Say, typed: str, told: str) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    say("f floor north")
    assert say(f"f argue north '{typed}'").stdout.splitlines()[0] == f"About the move of North: {told}"


def test_a_result_is_named_by_its_number_and_an_unknown_one_lists_them(say: Say) -> None:
    missing = say("f veto 7 No")
    assert missing.exit_code == 2
    assert "#2 A precedent against moves of South: Nobody opens gates" in missing.stderr
    assert "given" not in missing.stderr
    assert "“Nobody opens gates”" in say("f veto '#2' No").stdout
    opened(say, "play N-1", "free 'We sing'", "pass")
    assert "contradicts the precedent “The winter of the stoves”" in say("f counter south 1").stdout


def test_an_override_takes_the_words_of_spreadsheets_and_titles(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    told = say("f override North success 'It burns'").stdout
    assert "The umpire" in told or "North plays" in told
    told = say("f override North do 'Heat Up 2, plot to Papers' 'It burns' 'Seen'").stdout
    assert "Heat: 5 → 7 (+2)" in told


def test_a_table_of_news_takes_the_words_of_spreadsheets(run: Run, say: Say, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("title,do\nA thaw,up 2\nWarm,Heat Up 2\nCold,heat down 1; Trust to 3\n", encoding="utf-8")
    answer = run("injects", "rich-1", str(table))
    assert "2 rows are on the desk" in answer.stdout
    assert "Row 2 is left out: an effect is a track" in answer.stdout
    assert "Heat: 5 → 7 (+2)" in say("f inject 1").stdout
    assert "Heat: 7 → 6 (−1); Trust: 4 → 3 (−1)" in say("f inject 2").stdout


@pytest.mark.parametrize("word", ["²", "١", "1²", "", "-1", "9" * 12])
def test_what_only_looks_like_a_number_is_none(word: str) -> None:
    assert not is_number(word)


@pytest.mark.parametrize("line", ["f dice ²", "f rewind ²", "f counter north ²", "f weigh north ² no", "f inject ²"])
def test_signs_that_look_like_numbers_are_refused_in_a_sentence(say: Say, line: str) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    assert say(line).exit_code in (1, 2)


def test_the_help_of_the_command_names_every_band_method_and_strength_and_how_effects_are_written(run: Run) -> None:
    page = " ".join(run("do", "--help").stdout.split())
    for word in (*BANDS, *METHODS, *(each.replace("_", " ") for each in RATINGS)):
        assert re.search(rf"\b{word}\b", page), word
    assert '"tension -1; aid = dual_use"' in page
    assert "wargame help by_ear" in page


#: What the guide's examples are about, so that each of them can be said.
_BEFORE = {
    "settle": ["f override south success 'They laugh'"],
    "inject 3": [],
    "rewind": [],
    "decide": ["f method south umpire"],
    "argue north": ["f floor north"],
    "argue": ["f floor south"],
    "weigh": ["f floor south", "f argue south '+n One'", "f argue south '+n Two'"],
    "ballot south open": ["f floor south", "north ballot south 70"],
    "ballot": ["f floor south"],
    "override south do": ["f override south success 'They laugh'"],
    "override south success do": ["f override south partial 'They laugh'"],
}


def guide_examples(page: str) -> list[str]:
    """What the guide shows a facilitator to say, of one move of the south."""
    verbs = r"(?:rate|leverage|ballot|decide|odds|oppose|argue|weigh|override|settle|inject|rewind|method)"
    found = re.findall(rf"`({verbs} [^`]*?)`", page)
    found += [line.split("   ")[0] for line in re.findall(rf"^{verbs} .*$", page, re.M)]
    return [each for each in found if "[" not in each and "NOTE" not in each and each != "inject 3"]


def test_every_example_of_the_guide_can_be_said(run: Run, say: Say, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "wargame" / "tui" / "help" / "by_ear.md").read_text("utf-8")
    for each in (*BANDS, *METHODS):
        assert f"`{each}`" in page, each
    examples = guide_examples(page)
    assert len(examples) >= 18
    opened(say, "play N-1", "free 'We open the gate'", "play E-1")
    start = re.findall(r"^ *(\d+)  The moves lie open", run("log", "rich-1", "--as", "facilitator").stdout, re.M)[-1]
    say("f odds south 60 'The road is open'")
    for each in examples:
        assert say(f"f rewind {start}").exit_code == 0
        say("f odds south 60 'The road is open'")
        before = next((lines for begins, lines in _BEFORE.items() if each.startswith(begins)), [])
        for line in before:
            assert say(line).exit_code == 0, line
        answer = say(f"f {each}")
        assert answer.exit_code == 0, f"{each}\n{answer.output}"


def test_a_deal_whose_turn_is_over_comes_up_and_a_secret_one_is_not_read_aloud(say: Say) -> None:
    for line in (
        "north deal offer south grain peace 1",
        "south deal accept north-south-1",
        "south deal offer east salt silence 1 secret",
        "east deal accept south-east-s1",
    ):
        assert say(line).exit_code == 0, line
    opened(say, "pass", "pass", "pass")
    answer = say("f close").stdout
    assert answer.splitlines()[-2:] == [
        (
            "The deal of North with South (north-south-1), agreed: North gives grain; South gives peace; "
            "by turn 1, which is over: was it kept?"
        ),
        "  `wargame do rich-1 facilitator deal north-south-1 kept`, or `broken SEAT WHY`",
    ]
    assert "salt" not in answer
    assert say("f deal north-south-1 kept").exit_code == 0


def test_the_answer_to_a_reason_says_what_the_odds_are_made_of_and_how_many_count(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    for line in ("floor north", "method north card", "argue north '+n! As then'"):
        told = say(f"f {line}").stdout
    assert re.search(r"By card odds on d100: (\d+) % \(.*\): \d+, for \+10\.", told)
    for number in range(3):
        told = say(f"f argue north '+e! Again {number}'").stdout
    assert "for +30 by 3 of 4, together at most 20." in told
    assert "for +30 by 3 of 4, against 0 by none of 1" in say("f argue north '-s? Wind'").stdout
    assert "(very likely): reasons +3, 3 of 4 for, none of 1 against." in say("f method north 2d6").stdout


def test_what_is_said_without_naming_a_move_is_said_of_one_that_lies_open(say: Say) -> None:
    opened(say, "pass", "play S-1", "play E-1")
    assert "the move of East is argued" in say("f floor").stdout
    assert "About the move of East" in say("f argue '+s Words'").stdout
    say("f override east success 'It was seen'")
    alone = say("f method 2d6")
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "No move that lies open waits for its ruling" in alone.stderr
    assert say("f method south 2d6").exit_code == 0


@pytest.mark.parametrize("line", ["rule north", "dice north 50", "floor north", "odds North 60 'It is cold'"])
def test_a_seat_that_has_no_move_is_not_taken_for_another_word(say: Say, line: str) -> None:
    opened(say, "pass", "play S-2", "play E-1")
    answer = say(f"f {line}")
    assert answer.exit_code == 2
    assert "North has no move on the table" in answer.stderr


def test_real_dice_may_name_the_move_that_they_are_thrown_for(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    assert "the move of North comes first" in say("f dice east 7").stderr
    assert "Rolled by hand 7" in say("f dice North 7").stdout


@pytest.mark.parametrize(
    ("band", "guess"),
    [("sucess", "Did you mean `success`?"), ("good", "The band stands right behind the move.")],
)
def test_a_word_that_is_no_band_is_answered_with_all_of_them(say: Say, band: str, guess: str) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    told = say(f"f override north {band} 'It was seen'").stderr
    assert told == f"`{band}` is no band; a move ends as {', '.join(BANDS)}. {guess}\n"


def test_a_reason_that_somebody_forgot_to_quote_is_not_taken_for_a_reason_and_a_note(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    refused = say("f override north success dice misread")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert 'Set it in quotes: override north … "dice misread".' in refused.stderr
    assert say("f override north success 'dice misread' secret").exit_code == 0


def test_news_that_somebody_forgot_to_quote_is_not_given(say: Say) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    refused = say("f inject A thaw")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert 'Set each in quotes: inject "A …" "…"' in refused.stderr
    assert "News: A thaw" in say("f inject 'A thaw'").stdout


def test_what_a_rewind_took_back_is_marked_in_the_log_and_how_a_move_ended_stands_on_the_board(
    run: Run, say: Say
) -> None:
    opened(say, "play N-1", "pass", "play E-1")
    say("f override north success 'It was seen'")
    assert "On the table: North: Stoke [N-1]: success" in run("show", "rich-1").stdout
    before = run("log", "rich-1", "--as", "facilitator").stdout.splitlines()
    last = max(int(found[0]) for line in before if (found := re.findall(r"^ *(\d+)  ", line)))
    assert "(undone)" not in "".join(before)
    say("f inject 'A thaw'")
    say(f"f rewind {last} 'Too soon'")
    after = run("log", "rich-1", "--as", "facilitator").stdout.splitlines()
    assert after[: len(before)] == before
    assert after[len(before)].endswith("(undone) News: A thaw.")
    assert f"rewound to turn 1, entry {last}: moves are being ruled" in after[len(before) + 1]
    entries = json.loads(run("log", "rich-1", "--json").stdout)
    assert [each["kind"] for each in entries if each.get("undone")] == ["inject_given"]


def test_a_table_of_terminals_is_told_how_teams_come_to_it_and_how_the_desk_is_closed(run: Run, tmp_path: Path) -> None:
    laid = run("play", str(tmp_path / "rich.yaml"), "--no-screen", "--sitting", "terminals").stdout
    assert "Teams open `wargame join rich-2 SEAT`; `wargame desk rich-2 code` closes the desk to them." in laid
    assert "join" not in run("play", str(tmp_path / "rich.yaml"), "--no-screen").stdout
