"""`wargame deck import` of tables that were not made for it: every row is taken, or named with the reason."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from tests.terminal import Terminal
from wargame.cli.main import command
from wargame.deck import check, load

INCIDENTS = Path(__file__).with_name("incidents.csv")
MAP = ("--map", "title=Title,text=description,chance=roll,success=effect", "--die", "2d6")
#: What is wrong with rows of the list, by the number of the row.
LEFT_OUT = {
    6: "no title",
    19: "the same as in row 5",
    31: "`sometimes` is no range of 2d6",
    35: "`13+` never comes up on 2d6",
    43: "is it 7+, or 7 or less?",
    54: "its `description` has 499 characters",
    62: "its `title` has 74 characters",
    73: "its `title` holds an invisible character U+202E",
    90: "no text",
    95: "no chance is given",
    103: "the same as in row 102",
    122: "more than a hundred per cent",
    135: "its `effect` holds an invisible character U+2066",
}


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a deck of one's own in a folder."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "own", "--out", "own").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["deck", *arguments])


def table(room: Path, text: str, name: str = "table.csv") -> str:
    (room / name).write_bytes(text.encode())
    return name


def test_two_hundred_incidents_of_another_game_become_cards_and_each_row_is_accounted_for(room: Path) -> None:
    result = run("import", str(INCIDENTS), "--into", "own", "--seat", "First side", *MAP, "--report", "report.csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "187 taken, 13 left out."
    rows = list(csv.DictReader(io.StringIO((room / "report.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 200
    left = {int(row["row"]): row["why, and remarks"] for row in rows if row["what became of it"] == "left out"}
    assert left.keys() == LEFT_OUT.keys()
    for number, why in LEFT_OUT.items():
        assert why in left[number]
        assert f"Row {number}" in result.stdout
    deck = load(room / "own")
    assert len(deck.cards) == 4 + 187
    assert not [each for each in check(room / "own").problems if each.severity == "error"]


def test_a_new_deck_is_made_of_the_rows_alone(room: Path) -> None:
    result = run("import", str(INCIDENTS), "--out", "railway.yaml", "--seat", "Crew", *MAP)
    assert result.exit_code == 0, result.output
    deck = load(room / "railway.yaml")
    assert (deck.id, list(deck.seats), len(deck.cards)) == ("railway", ["crew"], 187)
    told = {card.title: card for card in deck.cards.values()}
    assert told["+41 calls"].umpire
    assert told["A film crew at the quarry siding"].chance == 75
    assert any(card.text.startswith("=HYPERLINK") for card in told.values())
    assert any(card.text == "First the noise.\nThen the silence.\n\nThen the bill." for card in told.values())
    assert {"no", "null"} <= set(told)


def test_effects_in_the_decks_language_are_effects_and_prose_is_left_to_a_person(room: Path) -> None:
    name = table(
        room, "title,text,chance,success\nA,t,60 %,Trust up 2\nB,t,Very likely,Everybody cheers\nC,t,45,trust -1\n"
    )
    assert run("import", name, "--into", "own", "--seat", "first").exit_code == 0
    cards = {card.title: card for card in load(room / "own").cards.values()}
    assert [(cards[each].chance, cards[each].word) for each in "ABC"] == [(60, ""), (88, "very_likely"), (45, "")]
    assert [effect.track for effect in cards["A"].outcomes["success"].effects] == ["trust"]
    assert cards["A"].umpire == ""
    assert cards["B"].outcomes["success"].text == cards["B"].umpire == "Everybody cheers"


def test_a_table_with_the_programs_own_columns_is_taken_without_a_question(room: Path) -> None:
    name = table(
        room,
        "id,title,seat,text,chance,success,success_do,needs,pros\n"
        "X-1,A,Second side,t,even,s,trust up 1,trust > 2,one\nX-2,B,second,t,even,s,,hope > 2,\n",
    )
    result = run("import", name, "--into", "own")
    assert result.exit_code == 0, result.output
    assert "Row 3 (B) is left out: no track is called `hope`." in result.stdout
    card = load(room / "own").cards["X-1"]
    assert (card.seat, card.needs.text, card.pros) == ("second", "trust > 2", ("one",))


def test_rows_become_news_that_the_facilitator_gives_by_hand(room: Path) -> None:
    name = table(
        room,
        "Headline;Story;Team;Effect;Month\nRain;It rains;all;trust down 1;\nSnow;It snows;First side;Roads close;2\n",
    )
    result = run(
        "import",
        name,
        "--into",
        "own",
        "--as",
        "injects",
        "--map",
        "title=Headline,text=Story,to=Team,do=Effect,turn=Month",
    )
    assert result.exit_code == 0, result.output
    rain, snow = load(room / "own").injects.values()
    assert (rain.by_hand, rain.audience, len(rain.effects)) == (True, "all", 1)
    assert (snow.by_hand, snow.first, snow.audience) == (False, 2, "first")
    assert "1 have remarks" in result.stdout
    assert "Roads close" in (room / "own" / "table.yaml").read_text("utf-8").splitlines()[0]


def test_without_a_terminal_the_columns_are_listed_with_a_guess_to_paste(room: Path) -> None:
    result = run("import", str(INCIDENTS), "--into", "own", "--seat", "first")
    assert result.exit_code == 2
    assert "The table has: title, description, roll, effect." in result.stderr
    assert "--map title=title,text=description,chance=roll,success=effect" in result.stderr


def test_in_a_terminal_each_column_is_shown_with_two_samples_and_asked_for(room: Path) -> None:
    table(room, "Name,Words,Roll,Colour\nAlpha,one,7+,red\nBeta,two,9+,blue\n")
    arguments = ["-m", "wargame", "deck", "import", "table.csv", "--out", "new.yaml", "--seat", "crew", "--die", "2d6"]
    code = f"import os, sys; os.chdir({str(room)!r}); from wargame.cli.main import main; main({arguments[2:]!r})"
    root = str(Path(__file__).resolve().parents[2])
    with Terminal(["-c", code], 100, 40, {"WARGAME_HOME": str(room), "PYTHONPATH": root}) as terminal:
        terminal.see(r"Name: Alpha \| Beta")
        terminal.see(r"Name goes to \[title\]")
        terminal.press("enter")
        terminal.see(r"Words: one \| two")
        terminal.press(*"txt", "enter")
        terminal.see("did you mean `text`")
        terminal.press(*"text", "enter")
        terminal.see(r"Roll goes to \[chance\]")
        terminal.press("enter")
        terminal.see(r"Colour goes to \[-\]")
        terminal.press("enter")
        terminal.see("2 taken, 0 left out")
        assert terminal.wait() == 0
    assert [card.chance for card in load(room / "new.yaml").cards.values()] == [58, 28]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_encoding_and_delimiter_is_read(room: Path, encoding: str, delimiter: str) -> None:
    rows = [["title", "text, and more; yes", "chance"], ["Zürich – “é”", "a, b; c", "60"]]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    (room / "t.csv").write_bytes(stream.getvalue().encode(encoding))
    result = run(
        "import",
        "t.csv",
        "--into",
        "own",
        "--seat",
        "first",
        "--map",
        "title=title,text=text, and more; yes,chance=chance",
    )
    assert result.exit_code == 0, result.output
    assert ("cp1252" in result.stderr) == (encoding == "cp1252")
    assert "Zürich – “é”" in {card.title for card in load(room / "own").cards.values()}


def test_an_import_that_fails_leaves_no_report_and_can_be_made_again(room: Path) -> None:
    name = table(room, "seat,title,text\nfirst,A,t\n")
    arguments = ["import", name, "--out", "new.yaml", "--report", "report.csv"]
    (room / "new.yaml").touch()
    assert run(*arguments).exit_code == 2
    assert not (room / "report.csv").exists()
    (room / "new.yaml").unlink()
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "A,taken" in (room / "report.csv").read_text("utf-8-sig")


def test_a_report_that_is_there_already_stops_the_import_before_it_begins(room: Path) -> None:
    name = table(room, "seat,title,text\nfirst,A,t\n")
    (room / "report.csv").write_text("mine")
    result = run("import", name, "--out", "new.yaml", "--report", "report.csv")
    assert (result.exit_code, result.stderr) == (2, "report.csv is there already. `--report` writes elsewhere.\n")
    assert not (room / "new.yaml").exists()
    assert (room / "report.csv").read_text() == "mine"


def test_no_row_taken_writes_no_report_either(room: Path) -> None:
    name = table(room, "seat,title,text\nfirst,,t\n")
    assert run("import", name, "--out", "new.yaml", "--report", "report.csv").exit_code == 1
    assert sorted(os.listdir(room)) == ["own", "table.csv"]


def test_what_an_import_writes_has_the_rights_of_any_new_file(room: Path) -> None:
    name = table(room, "seat,title,text\nfirst,A,t\n")
    before = os.umask(0o027)
    try:
        assert run("import", name, "--into", "own", "--report", "report.csv").exit_code == 0
        assert run("import", name, "--out", "new.yaml").exit_code == 0
        assert run("export", "own", "--out", "tables").exit_code == 0
    finally:
        os.umask(before)
    files = [room / "own" / "table.yaml", room / "report.csv", room / "new.yaml", *(room / "tables").iterdir()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o640}
    assert (room / "tables").stat().st_mode & 0o777 == 0o750


def book(room: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> str:
    """A workbook of these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(room / "book.xlsx")
    return "book.xlsx"


HEAD = ["seat", "title", "text", "chance"]


@pytest.mark.parametrize(
    ("value", "form", "chance"),
    [
        (0.6, "0%", 60),
        (0.29, "0%", 29),
        (0.675, "0%", 68),
        (0.55, "0.00%", 55),
        (0.5, '[Red]0.0" of "\\%0%', 50),
        (1, "0%", 95),
        (0.07, "[>1]0%;0", 7),
        (60, '0"%"', 60),
    ],
)
def test_a_cell_that_is_shown_in_per_cent_is_read_as_that(room: Path, value: float, form: str, chance: int) -> None:
    name = book(room, {"List": [HEAD, ["first", "A", "t", value]]})
    made = load_workbook(room / name)
    made["List"]["D2"].number_format = form
    made.save(room / name)
    result = run("import", name, "--into", "own")
    assert result.exit_code == 0, result.output
    assert [card.chance for card in load(room / "own").cards.values() if card.title == "A"] == [chance]


def test_a_title_page_or_notes_beside_the_list_do_not_matter(room: Path) -> None:
    rows = [HEAD, ["first", "A", "t", 60]]
    name = book(room, {"Title": [], "About": [["Our list"], ["Made in spring"]], "List": rows})
    result = run("import", name, "--into", "own")
    assert result.exit_code == 0, result.output
    assert "A" in {card.title for card in load(room / "own").cards.values()}
    assert "Rows are taken from the sheet `List`; `About` is not read." in result.stderr


def test_of_several_lists_in_a_workbook_one_is_named(room: Path) -> None:
    name = book(room, {each: [HEAD, ["first", each, "t", 60]] for each in ("Spring", "Autumn")})
    result = run("import", name, "--into", "own")
    assert result.exit_code == 2
    assert "Several sheets of book.xlsx have rows: Spring and Autumn. --sheet NAME says which." in result.stderr
    assert run("import", name, "--into", "own", "--sheet", "autumn").exit_code == 0
    assert {"Autumn"} == {card.title for card in load(room / "own").cards.values()} & {"Spring", "Autumn"}
    assert (
        "no sheet `Winter`; it has: Spring, Autumn" in run("import", name, "--into", "own", "--sheet", "Winter").stderr
    )


def test_a_sheet_of_what_has_none_gets_a_sentence(room: Path) -> None:
    result = run("import", table(room, "seat,title,text\nfirst,A,t\n"), "--into", "own", "--sheet", "A")
    assert (result.exit_code, result.stderr) == (2, "--sheet is for workbooks, and table.csv has no sheets.\n")


@pytest.mark.parametrize("columns", ["title,title,text,seat", "Title,title ,text,seat", "text,title,text,seat"])
def test_columns_that_are_called_alike_are_told_apart_by_their_letters(room: Path, columns: str) -> None:
    name = table(room, f"{columns}\nA,B,C,first\n")
    twice = [each.strip() for each in columns.split(",")]
    alike = [at for at, each in enumerate(twice) if [other.casefold() for other in twice].count(each.casefold()) > 1]
    called = {"ABCD"[at]: f"{twice[at]} ({'ABCD'[at]})" for at in alike}
    result = run("import", name, "--into", "own")
    assert result.exit_code == 2
    assert all(each in result.stderr for each in called.values())
    key = twice[alike[0]].casefold()
    other = "title=title" if key == "text" else "text=text"
    result = run("import", name, "--into", "own", "--map", f"{key}={twice[alike[1]]},{other},seat=seat")
    assert result.exit_code == 2
    letter = "ABCD"[alike[1]]
    assert f"has no column `{twice[alike[1]]}`; it has: " in result.stderr
    result = run("import", name, "--into", "own", "--map", f"{key}={called[letter]},{other},seat=seat")
    assert result.exit_code == 0, result.output
    cards = load(room / "own").cards.values()
    assert letter in {card.title for card in cards} | {card.text for card in cards}


@pytest.mark.parametrize("rest", ["first,C,x\nfirst,D,y", 'first,C,x\n"first",D,y', 'first,C,"x"\nfirst,D,y'])
def test_a_quote_that_is_never_closed_swallows_no_rows(room: Path, rest: str) -> None:
    name = table(room, f'seat,title,text\nfirst,A,ok\nfirst,B,"oh\n{rest}')
    result = run("import", name, "--into", "own")
    assert result.exit_code == 1
    assert 'in row 3 a quote is opened and not closed, at `"oh`' in result.stderr
    assert 'close it with "' in result.stderr
    assert os.listdir(room / "own") == ["deck.yaml"]


def test_what_stands_behind_a_closing_quote_is_kept_with_the_quotes(room: Path) -> None:
    name = table(room, 'seat,title,text\nfirst,"A" ,"Stop" he said\nfirst,B,"a, ""b"""\n')
    assert run("import", name, "--into", "own").exit_code == 0
    cards = {card.title: card.text for card in load(room / "own").cards.values()}
    assert (cards["A"], cards["B"]) == ('"Stop" he said', 'a, "b"')


KOREAN = "seat,title,text\nfirst,첫 번째 카드,서울은 기다린다. 똠방각하.\n"


def test_a_table_of_korean_windows_is_read_as_such_and_it_is_said(room: Path) -> None:
    (room / "t.csv").write_bytes(KOREAN.encode("cp949"))
    result = run("import", "t.csv", "--into", "own")
    assert result.exit_code == 0, result.output
    assert "it was read as Korean Windows text (cp949)" in result.stderr
    assert "`--encoding NAME` reads it otherwise" in result.stderr
    assert "첫 번째 카드" in {card.title for card in load(room / "own").cards.values()}


@pytest.mark.parametrize("words", ["It’s late", "“Hello”he said", "Äpfel, Ärger", "à côté", "ÄÖÜ: Straße"])
def test_western_letters_are_not_taken_for_korean_ones(room: Path, words: str) -> None:
    (room / "t.csv").write_bytes(f'seat,title,text\nfirst,A,"{words}"\n'.encode("cp1252"))
    result = run("import", "t.csv", "--into", "own")
    assert result.exit_code == 0, result.output
    assert "cp1252" in result.stderr
    assert words in {card.text for card in load(room / "own").cards.values()}


def test_an_encoding_that_is_named_is_taken(room: Path) -> None:
    (room / "t.csv").write_bytes("seat,title,text\nfirst,東京,待つ\n".encode("shift_jis"))
    result = run("import", "t.csv", "--into", "own", "--encoding", "shift_jis")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "東京" in {card.title for card in load(room / "own").cards.values()}
    (room / "u.csv").write_bytes(KOREAN.encode("utf-8-sig"))
    assert run("import", "u.csv", "--into", "own", "--encoding", "utf-8").exit_code == 0


@pytest.mark.parametrize("name", ["cp9999", "rot13", "hex", "zlib", "undefined", "", "\0", "x" * 3000, "../os", "é"])
def test_an_encoding_that_there_is_not_gets_a_sentence(room: Path, name: str) -> None:
    (room / "t.csv").write_bytes(KOREAN.encode("cp949"))
    result = run("import", "t.csv", "--into", "own", "--encoding", name)
    assert result.exit_code == 2
    assert "no encoding of texts is called" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_table_that_is_not_in_the_encoding_that_is_named_gets_a_sentence(room: Path) -> None:
    (room / "t.csv").write_bytes(KOREAN.encode("cp949"))
    result = run("import", "t.csv", "--into", "own", "--encoding", "utf-8")
    assert result.exit_code == 1
    assert "this is no text in utf-8; `--encoding` names another one" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seat", "first"], "--into DECK adds to a deck of your own"),
        (["--into", "own", "--out", "new.yaml"], "give one of them"),
        (["--into", "own", *MAP], "--seat SEAT does. It is one of first, second."),
        (["--into", "own", "--seat", "third", *MAP], "--seat is first or second"),
        (["--into", "seoul", "--seat", "first", *MAP], "wargame deck new ID --from seoul"),
        (["--into", "nowhere", "--seat", "first", *MAP], "no deck called `nowhere`"),
        (["--into", "own", "--seat", "first", "--map", "title=Titel,text=description"], "has no column `Titel`"),
        (["--into", "own", "--seat", "first", "--map", "titel=title"], "did you mean `title`?"),
        (["--into", "own", "--seat", "first", "--map", "title=title"], "No column goes to `text`"),
        (["--into", "own", "--seat", "first", "--map", "title"], "wants KEY=COLUMN"),
        (
            ["--into", "own", "--seat", "first", "--map", "title=title,text=description,text=effect"],
            "gives `text` twice",
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_said(room: Path, arguments: list[str], said: str) -> None:
    result = run("import", str(INCIDENTS), *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(os.listdir(room)) == ["own"]
    assert sorted(os.listdir(room / "own")) == ["deck.yaml"]


def test_a_table_of_which_no_row_can_be_taken_writes_nothing(room: Path) -> None:
    name = table(room, "title,text,chance\n,t,60\nB,t,often\n")
    result = run("import", name, "--into", "own", "--seat", "first")
    assert result.exit_code == 1
    assert "0 taken, 2 left out." in result.stdout
    assert os.listdir(room / "own") == ["deck.yaml"]


def test_importing_twice_finds_free_ids_and_another_file(room: Path) -> None:
    for title in ("A", "B"):
        name = table(room, f"title,text,chance\n{title},t,60\n")
        assert run("import", name, "--into", "own", "--seat", "first").exit_code == 0
    assert {"FIR-003", "FIR-004"} <= set(load(room / "own").cards)
    assert sorted(os.listdir(room / "own")) == ["deck.yaml", "table-imported.yaml", "table.yaml"]
