"""Reading decks: what is accepted, what is refused, and where a problem is said to be."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.support import GROWN, SMALL, first_hour, grown_deck, small_deck
from wargame.deck import DeckError, find_deck, load, load_saved, load_text, read, read_text, shipped_decks
from wargame.deck.reading.parsing import MOST_BYTES, MOST_DEPTH, MOST_NODES

TEN_MISTAKES = dedent(
    """\
    format: 1
    id: ten
    title: Ten
    seats:
      a: {title: A, public: x, colour: red}
      b: {title: B, public: y}
    tracks:
      goodwill: {title: Goodwill, max: 10, start: 30, levels: {cold: {from: 0}, open: {from: 5}}}
      plot: {title: Plot, levels: [none, talks], start: none, seen_by: [b]}
      plot: {title: Plot again, max: 3, start: 0}
    turns: [{title: One}]
    cards:
      A-1:
        title: First
        seat: a
        text: t
        chance: likly
        needs: goodwil >= 3 and goodwill >= opn
        success: s
        success_do: +2
      A-2:
        title: Second
        seat: a
        text: t
        chance: 60
        needs: plot = talks
        success: s
        success_do: goodwill +1; tension +1
        sources: [D99]
      B-1: {title: Third, seat: b, text: t, chance: 60, success: s}
    """
)


#: Where each mistake stands, and what is said of it.
EXPECTED = [
    (5, "colour", "seat a has no `colour`"),
    (8, "30", "`start` of track goodwill must lie between 0 and 10, and is 30"),
    (10, "plot", "`plot` is given twice; the first is in line 9"),
    (17, "likly", "no likelihood is called `likly`"),
    (18, "goodwil ", "no track is called `goodwil`"),
    (18, "opn", "no level of `goodwill` is called `opn`"),
    (20, "+2", "`success_do` of card A-1 is a bare number"),
    (26, "plot", "`needs` of card A-2 reads `plot`, which a does not see"),
    (28, "tension", "no track is called `tension`"),
    (29, "D99", "no fact is called `D99`"),
]


def test_ten_different_mistakes_give_ten_errors_each_at_its_line_and_column() -> None:
    lines = TEN_MISTAKES.split("\n")
    expected = [(line, lines[line - 1].index(word) + 1, message) for line, word, message in EXPECTED]

    problems = read_text(TEN_MISTAKES, "ten.yaml").problems

    assert [(problem.at.line, problem.at.column, problem.message) for problem in problems] == expected


def test_a_problem_shows_the_line_a_caret_and_what_was_probably_meant() -> None:
    problem = read_text(TEN_MISTAKES, "ten.yaml").problems[4]

    assert str(problem) == dedent(
        """\
        ten.yaml:18:12: error: no track is called `goodwil`
           18 |     needs: goodwil >= 3 and goodwill >= opn
              |            ^^^^^^^
                hint: did you mean `goodwill`?"""
    )


@pytest.mark.parametrize("name", shipped_decks())
def test_a_shipped_deck_has_no_problem(name: str) -> None:
    assert read(find_deck(name)).problems == ()


@pytest.mark.parametrize("deck", [small_deck, first_hour])
def test_the_text_that_a_save_keeps_is_the_same_deck(deck) -> None:
    again = load_text(deck().text)
    assert again == deck()
    assert again.text == deck().text
    assert again.hash == deck().hash


def test_words_that_stand_for_other_things_elsewhere_survive_being_saved() -> None:
    flags = "wall: {title: Wall, levels: [False, True], start: 'True'}"
    deck = load_text(SMALL.replace("wall: {title: Wall, levels: [open, shut], start: open}", flags)
                     .replace("wall = shut", "wall = True").replace("turn: 2, do", "turn: +2, do"))  # fmt: skip
    assert load_text(deck.text) == deck
    assert [level.id for level in deck.tracks["wall"].levels] == ["False", "True"]


def test_a_deck_that_was_saved_is_opened_whatever_a_later_program_has_against_it() -> None:
    text = SMALL.replace("title: Small", "title: Small\nsurprise: 1")
    assert load_saved(text) == small_deck()
    with pytest.raises(DeckError):
        load_saved("just words")


def test_a_folder_that_is_too_large_as_a_whole_is_refused_before_it_is_played(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(SMALL)
    for number in range(4):
        facts = "".join(f"  F{number}x{each}: {{source: S, text: t}}\n" for each in range(4000))
        (tmp_path / f"facts{number}.yaml").write_text(f"facts:\n{facts}")
    (tmp_path / "sources.yaml").write_text("sources:\n  S: {title: T}\n")

    assert "the deck as a whole is larger" in read(tmp_path).problems[-1].message


def test_a_thing_that_every_seat_sees_is_still_kept_off_the_wall() -> None:
    deck = load_text(SMALL.replace("seen_by: [south]", "seen_by: [north, south]").replace(", hidden: true", ""))
    assert deck.tracks["plot"].audience == "north south"


def test_a_folder_of_files_is_one_deck(tmp_path: Path) -> None:
    head, cards = SMALL.split("cards:\n")
    cards, rest = cards.split("injects:\n")
    (tmp_path / "deck.yaml").write_text(head + "injects:\n" + rest)
    first, second = cards.split("  S-1:")
    (tmp_path / "north.yaml").write_text("cards:\n" + first)
    (tmp_path / "south.yaml").write_text("cards:\n  S-1:" + second)

    assert load(tmp_path) == small_deck()


def test_one_file_of_several_sends_to_its_folder(tmp_path: Path) -> None:
    head, cards = SMALL.split("cards:")
    tmp_path.joinpath("deck.yaml").write_text(head)
    tmp_path.joinpath("cards.yaml").write_text("cards:" + cards)
    (problem,) = read(tmp_path / "deck.yaml").problems
    assert problem.message == "this is one file of several that make a deck"
    assert str(tmp_path) in problem.hint
    tmp_path.joinpath("cards.yaml").write_text("cards: {}")
    assert read(tmp_path / "deck.yaml").problems[0].message != problem.message
    assert [each.message for each in read(tmp_path).problems] == ["there is no card"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("N1", "on a slip `N1` can't be told from `N-1`, which the same seat holds"),
        ("n-01", "on a slip `n-01` can't be told from `N-1`, which the same seat holds"),
        ("Pass", "`Pass` on a slip means that a team passes"),
    ],
)
def test_ids_that_a_slip_can_not_tell_apart_are_refused(written: str, message: str) -> None:
    assert "  N-2:" in SMALL
    (problem,) = read_text(SMALL.replace("  N-2:", f"  {written}:")).problems
    assert problem.message == message


def test_a_key_given_in_two_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(SMALL)
    (tmp_path / "more.yaml").write_text("cards:\n  N-1: {title: Again}\ntitle: Other\n")

    problems = read(tmp_path).problems

    where = f"{tmp_path / 'deck.yaml'}, line"
    assert [(problem.at.file, problem.at.line) for problem in problems] == [
        (str(tmp_path / "more.yaml"), 2),
        (str(tmp_path / "more.yaml"), 3),
    ]
    assert all(where in problem.message for problem in problems)


def test_words_keep_their_yaml_1_2_meaning() -> None:
    deck = load_text(SMALL.replace("title: Small", "title: no").replace("title: North,", "title: 'yes',"))
    assert deck.title == "no"
    assert deck.seats["north"].title == "yes"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("- a\n- b\n", "a deck is a list of `key: value` lines"),
        ("just words", "a deck is a list of `key: value` lines"),
        ("a: &x 1\nb: *x\n", "a deck has no anchor `&x`"),
        ("a: !!python/object:os.system x\n", "a deck has no tag"),
        ("a: [1, 2\nb: 3\n", "the list that begins here with `[` is not closed"),
        ("a: 1\n---\nb: 2\n", "a deck file is one document"),
        ("a: " + "[" * 100_000, f"lists are nested more than {MOST_DEPTH} deep"),
        ("a: [" + "1," * (MOST_NODES + 1) + "]", f"the file has more than {MOST_NODES} values"),
        ("a: " + "x" * MOST_BYTES, "the file is larger than 2 MB"),
        ("a: x\x1b[31m\n", "control character U+001B may not stand in a deck"),
        ('a: "x\\e[31m"\n', "control character U+001B may not stand in a deck"),
        ("a: x\u202ey\n", "invisible character U+202E may not stand in a deck"),
        ("? [a, b]\n: c\n", "a key must be a word, not a list"),
        ("format: 3\n", "format `3` is not known"),
        ("a: 2024-99-99\n", "the deck has no `a`"),
        ("format: " + "9" * 5000 + "\n", "is not known"),
    ],
    ids=range(17),
)
def test_a_hostile_or_broken_file_is_refused_with_a_place(text: str, message: str) -> None:
    reading = read_text(text, "bad.yaml")

    assert reading.deck is None
    assert any(message in problem.message for problem in reading.problems)
    assert all(problem.at.line >= 1 and problem.at.column >= 1 for problem in reading.problems)


def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("format: 1\ntitle: Za\xfcn\n".encode("latin-1"))

    (problem,) = read(path).problems

    assert (problem.at.line, problem.at.column, problem.message) == (2, 10, "the file is not UTF-8 text")


def test_a_missing_file_and_an_empty_folder_are_problems_too(tmp_path: Path) -> None:
    assert "no such file" in read(tmp_path / "none.yaml").problems[0].message
    assert "no .yaml file" in read(tmp_path).problems[0].message


def test_a_deck_with_problems_is_raised_whole_when_it_must_be_loaded() -> None:
    with pytest.raises(DeckError) as caught:
        load_text(TEN_MISTAKES, "ten.yaml")
    assert len(caught.value.problems) >= 10


def edited(change: str, to: str) -> list[str]:
    """The messages about the small deck after one edit."""
    assert change in SMALL
    return [problem.message for problem in read_text(SMALL.replace(change, to, 1)).problems]


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        ("{if: plot >= talks, chance: 20, because: There is something to find, hidden: true}",
         "{if: plot >= talks, chance: 20, because: There is}",
         "this modifier reads `plot`, which north does not see"),
        ("chance: 10, because: It is warm", "chance: 10, because: It is warm, hidden: true",
         "this modifier is hidden, but north sees all that it reads"),
        ("derived: 2 * heat", "derived: 2 * purse",
         "`glow` would give `purse` away to seats that do not see it"),
        ("derived: 2 * heat", "derived: 2 * heat + turn", "a derived track can't read `turn`"),
        ("derived: 2 * heat", "derived: 2 * glow", "`glow` is derived from itself"),
        ("cost: purse 1", "cost: plot 1", "`cost` of card N-1 takes from `plot`, which north does not see"),
        ("success_do: heat -1", "success_do: glow -1", "`glow` is derived and can't be changed by itself"),
        ("cold: {title: Cold", "cold: {if: heat < 5, title: Cold", "the last state of answer warm must have no `if`"),
        ("ladders: [wall]", "ladders: [heat]", "`heat` is no ladder: not every value of it is a level"),
        ("ladders: [wall]", "ladders: [plot]", "`plot` is no ladder: not everybody sees it"),
        ("turn: 2, do: heat -1", "turn: 3, do: heat -1", "`turn` of inject I-1 must lie between 1 and 2"),
        ("chance: 70", "chance: 99", "`chance` of card S-3 must lie between 5 and 95, and is 99"),
        ("north: {title", "all: {title", "a seat can't be called `all`"),
        ("north: {title", "Facilitator: {title", "a seat can't be called `Facilitator`"),
        ("south: {title", "North: {title", "seat `North` can't be told from `north`"),
        ("title: South", "title: PUBLIC", "seat south can't have the title `PUBLIC`: it means another"),
        ("title: South", "title: north", "seat south can't have the title `north`: it means another"),
        ("seen_by: [north]", "seen_by: null", "`seen_by` of track"),
        ("needs: heat >= 9", "needs: null", "`needs` of card"),
        ("cost: purse 1", "cost: null", "`cost` of card"),
        ("heat: {title", "turn: {title", "a track can't be called `turn`"),
        ("needs: heat >= 9", "needs: 3 < heat < 9", "two comparisons stand in a row"),
        ("needs: heat >= 9", "needs: heat", "a number is neither true nor false"),
        ("needs: heat >= 9", "needs: heat / turn > 1", "only a whole number other than 0 may stand below `/`"),
        ("title: Rest,", "title: 7,", "`title` of card N-3 must be text"),
        ("title: Rest,", 'title: "Rest\\nforged: well.",', "`title` of card N-3 must be one line"),
        ("id: small", "id: my deck", "`my deck` can't be the id of a deck"),
        ("cost: purse 1", "cost: purse 1; purse 2", "`purse` is charged twice"),
        ("derived: 2 * heat", "derived: 2 * heat}\n  glint: {title: Glint, max: 9, derived: glow",
         "`glow` is derived itself"),
    ],
)  # fmt: skip
def test_what_a_deck_may_not_say_is_named(change: str, to: str, message: str) -> None:
    assert any(each.startswith(message) for each in edited(change, to)), edited(change, to)


def test_a_spreadsheet_may_write_effects_in_words() -> None:
    plain = load_text(SMALL.replace("success_do: heat -2; wall = shut", "success_do: heat down 2; wall to shut"))
    assert plain.cards["S-3"].outcomes["success"] == small_deck().cards["S-3"].outcomes["success"]


@pytest.mark.parametrize(
    ("found", "written", "message"),
    [
        ("start: {mild: 1, sour: 2, dark: 1}", "start: {mild: 1}", "a start that is drawn wants two values or more"),
        ("start: {mild: 1, sour: 2, dark: 1}", "start: {mild: 0, dark: 1}", "must lie between 1 and 1000, and is 0"),
        ("start: {mild: 1, sour: 2, dark: 1}", "start: {mild: 1, drak: 1}", "no level of track mood is called `drak`"),
        ("start: {mild: 1, sour: 2, dark: 1}", "start: {mild: 1, 0: 2}", "`0` is given twice"),
        ("turn: 2, do: heat -1", "do: heat -1", "nothing says when inject I-1 arrives"),
        ("turn: 2, do: heat", "turn: 2, from: 1, do: heat", "`from` of inject I-1 is not wanted beside `turn`"),
        ("from: 2, until: 2", "from: 2, until: 1", "`until` of inject I-5 comes before its `from`"),
        ("chance: likely, from: 2", "chance: 100, from: 2", "`chance` of inject I-5 must lie between 1 and 99"),
        (
            "{text: Find the plot, if: plot = none}",
            "{text: Find, if: plot = nnoe}",
            "no level of `plot` is called `nnoe`",
        ),
        ("choose: 3.5", "choose: soon", "`choose` of pace must be minutes, such as 6 or 1.5, not `soon`"),
        ("choose: 3.5", "choose: 35", "the pace adds up to 99 minutes, and `minutes` says 60"),
    ],
)
def test_what_chance_and_pace_are_told_wrongly_is_said_with_its_place(found: str, written: str, message: str) -> None:
    text = GROWN.replace(found, written)
    assert text != GROWN
    problems = read_text(text).problems
    assert [message in problem.message for problem in problems] == [True], problems
    assert problems[0].at.line > 1


def test_a_pace_is_in_minutes_and_without_one_the_minutes_are_shared_out() -> None:
    pace = grown_deck().pace
    assert (pace.choose, pace.floor, pace.floors, pace.rulings(2), pace.rulings(2, 0)) == (210, 240, 1, 270, 60)
    assert pace.turn(2) == 60 + 210 + 60 + 30 + 270 + 60
    for deck in (small_deck(), first_hour()):
        assert deck.pace.session(len(deck.seats), len(deck.turns)) <= deck.minutes * 60
