"""The scribe's short lines: whatever is typed is read or refused in a sentence, and what is written is what is read."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import sure
from tests.support import first_hour, rich_deck
from wargame.deck import STRENGTHS, Deck, find_deck, load, load_text
from wargame.rules import LONGEST_REASON_GIVEN, TOKENS, Argue, Established
from wargame.table import read_chance, read_odds, read_reason, read_show, read_tokens, seat_letters
from wargame.words import likelihood

FACTS = (
    Established("1.north", "north", 1, "The mill was rebuilt", "all"),
    Established("given.1", "south", 0, "The gate was opened", "all"),
)
MARKS = {"weak": "?", "solid": "", "strong": "!"}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).map(
    lambda text: "Because " + text.strip()
)
#: A text behind which no number of a result stands.
PLAIN = TEXTS.filter(lambda text: re.search(r"\s#\d{1,3}$", text) is None)


def read(line: str, speaker: str = "", facts: tuple[Established, ...] = FACTS) -> Argue | str:
    return read_reason(rich_deck(), "north", line, speaker=speaker, facts=facts)


@given(st.text(max_size=60), st.sampled_from(["", "north"]))
def test_any_line_is_a_reason_or_a_sentence(line: str, speaker: str) -> None:
    found = read(line, speaker)
    assert isinstance(found, Argue) or found


@given(st.text(alphabet="+-−nsex!?~#0123 a\t", max_size=12))
def test_any_line_of_the_grammars_own_signs_is_a_reason_or_a_sentence(line: str) -> None:
    found = read(line)
    assert isinstance(found, Argue) or found


@given(st.text(max_size=30))
def test_any_text_is_a_chance_a_show_and_tokens_or_a_sentence(text: str) -> None:
    chance, shown, tokens = read_chance(rich_deck(), text), read_show(rich_deck(), text), read_tokens(text)
    assert isinstance(chance, str) or 0 <= chance <= 100
    assert isinstance(shown, str) or all(0 <= each <= 100 for each in shown)
    assert isinstance(tokens, str) or all(each in TOKENS for each in tokens)


@given(
    st.sampled_from(["for", "against"]),
    st.sampled_from(["", "north", "south", "east"]),
    st.sampled_from(STRENGTHS),
    st.sampled_from(["causal", "enabling"]),
    st.integers(0, 2),
    PLAIN,
)
def test_what_is_written_is_what_is_read(side, seat: str, strength, tie, cites: int, text: str) -> None:
    letter = seat_letters(rich_deck()).get(seat, "")
    line = "".join(
        [
            "+" if side == "for" else "-",
            letter,
            MARKS[strength],
            "~" if tie == "enabling" else "",
            f"#{cites}" if cites else "",
            " ",
            text,
        ]
    )
    named = FACTS[cites - 1].id if cites else ""
    assert read(line) == Argue("north", seat, side, text, strength, tie, named)


@given(st.sampled_from("abcdefghij"), st.sampled_from("nse"), st.booleans())
def test_a_letter_is_one_of_the_cards_own_reasons_wherever_it_stands(place: str, letter: str, upper: bool) -> None:
    seat = {"n": "north", "s": "south", "e": "east"}[letter]
    expected = Argue("north", seat, "for", suggested=ord(place) - ord("a") + 1)
    shown = place.upper() if upper else place
    assert read(f"+{letter} {shown}") == read(f"+{letter}{shown}") == read(f" +{letter.upper()}  {shown} ") == expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "a reason begins with + or -: `+k! prisoners on film`"),
        ("prisoners", "a reason begins with + or -: `+k! prisoners on film`"),
        ("+z prisoners", "no seat goes by the letter z; there is: n north, s south, e east"),
        ("+n", "a reason wants a text, or the letter of one of the card's own"),
        ("-!", "a reason wants a text, or the letter of one of the card's own"),
        ("+nb prisoners", "a reason is either one of the card's own, by its letter, or a text"),
        ("+n#3 prisoners", "no result 3 is established; there are 2"),
    ],
)
def test_what_can_not_be_read_is_said(line: str, sentence: str) -> None:
    assert read(line) == sentence


def test_a_result_that_is_named_alone_is_the_reason_itself() -> None:
    assert read("+n~#2") == Argue("north", "north", "for", "The gate was opened", "solid", "enabling", "given.1")


@pytest.mark.parametrize("line", ["+n! prisoners on film #2", "+n!#2 prisoners on film", "+n! #2 prisoners on film"])
def test_the_number_of_a_result_may_stand_before_the_text_or_behind_it(line: str) -> None:
    assert read(line) == Argue("north", "north", "for", "prisoners on film", "strong", cites="given.1")


def test_a_number_behind_the_text_that_no_result_has_is_not_taken_for_text() -> None:
    assert read("+n we said it #9") == "no result 9 is established; there are 2"


def test_a_long_result_that_is_named_alone_is_cut_to_what_a_reason_may_have() -> None:
    found = read_reason(sure(), "north", "+n#1", facts=(Established("1.east", "east", 1, "so " * 100, "all"),))
    assert isinstance(found, Argue)
    assert (len(found.text) <= LONGEST_REASON_GIVEN, found.text[-1]) == (True, "…")


def test_a_seat_that_speaks_for_itself_needs_no_letter() -> None:
    assert read("+! Prisoners on film", "south") == Argue("north", "south", "for", "Prisoners on film", "strong")
    assert read("− Wind", "south") == Argue("north", "south", "against", "Wind")
    assert read("+ b", "south") == Argue("north", "south", "for", suggested=2)


# Letters, chances, hands and tokens


def titled(seats: list[str]) -> Deck:
    lines = [f"  {seat}: {{title: T{number}, public: p}}" for number, seat in enumerate(seats)]
    cards = [f"  C-{n}: {{title: c, seat: {seat}, text: t, chance: 50, success: s}}" for n, seat in enumerate(seats)]
    head = "format: 1\nid: letters\ntitle: Letters\nseats:\n"
    board = "tracks: {heat: {title: Heat, max: 9, start: 0}}\nturns: [{title: One}]\ncards:\n"
    return load_text("\n".join([head.rstrip(), *lines, board.rstrip(), *cards]) + "\n")


@pytest.mark.parametrize(
    "seats",
    [["moscow", "minsk", "mons"], ["a", "aa", "aaa", "aaaa"], ["abc", "bca", "cab", "b", "c", "bc", "cb", "aab"]],
)
def test_every_seat_has_a_letter_that_no_other_has(seats: list[str]) -> None:
    letters = seat_letters(titled(seats))
    assert list(letters) == seats
    assert len(set(letters.values())) == len(seats)
    assert all(len(letter) == 1 and letter.isascii() and letter.islower() for letter in letters.values())


@pytest.mark.parametrize("name", ["first-hour", "seoul"])
def test_the_seats_of_the_shipped_decks_keep_their_first_letters_where_they_can(name: str) -> None:
    deck = load(find_deck(name))
    letters = seat_letters(deck)
    first = next(iter(deck.seats))
    assert letters[first] == first[0]


@pytest.mark.parametrize(
    ("word", "chance"),
    [
        ("70", 70),
        ("70%", 70),
        (" 5 % ", 5),
        ("100", 100),
        ("0", 0),
        ("likely", 68),
        ("Very Likely", 88),
        ("EVEN", 50),
        ("1 in 3", 33),
        ("2/3", 67),
        ("50/50", 50),
        ("60/40", 60),
    ],
)
def test_a_chance_is_a_number_or_a_word_of_the_scale(word: str, chance: int) -> None:
    assert read_chance(first_hour(), word) == chance


OWN = "scale: {unlikely: 20, Even: 50, hardly_ever: 4, roughly_even: 49}\n"


@pytest.mark.parametrize("deck", [first_hour(), rich_deck(), sure(more=OWN)], ids=lambda deck: deck.id)
def test_a_chance_may_be_said_in_every_word_in_which_the_program_tells_one(deck: Deck) -> None:
    for chance in range(101):
        read = read_chance(deck, likelihood(chance))
        assert isinstance(read, int)
        assert likelihood(read) == likelihood(chance)
        odds = read_odds(deck, f"{likelihood(chance)}: the road is open")
        assert odds == (read, "the road is open")


def test_the_words_of_the_deck_come_before_those_of_the_program() -> None:
    deck = sure(more=OWN)
    assert [read_chance(deck, word) for word in ("unlikely", "even", "hardly ever", "roughly even")] == [20, 50, 4, 49]


@pytest.mark.parametrize("word", ["perhaps", "almost certian", "hardly evr"])
def test_the_words_of_the_scale_are_told_as_people_write_them(word: str) -> None:
    told = read_chance(sure(more=OWN), word)
    assert isinstance(told, str)
    assert "_" not in told
    assert "hardly ever" in told or "almost certain?" in told


@pytest.mark.parametrize(
    ("word", "part"),
    [("101", "from 0 to 100"), ("likly", "did you mean likely?"), ("", "the words are"), ("-5", "is no chance")],
)
def test_what_is_no_chance_is_said(word: str, part: str) -> None:
    assert part in str(read_chance(first_hour(), word))


@given(st.lists(st.integers(1, 7), min_size=1, max_size=40))
def test_fingers_are_words_of_the_scale_from_the_lowest(fingers: list[int]) -> None:
    deck = rich_deck()
    steps = sorted(deck.scale.values())
    assert read_show(deck, "".join(map(str, fingers))) == tuple(steps[each - 1] for each in fingers)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40))
def test_chances_with_blanks_between_are_a_show_too(chances: list[int]) -> None:
    assert read_show(rich_deck(), " ".join(map(str, chances))) == tuple(chances)
    assert read_show(rich_deck(), " ".join(f"{each}%" for each in chances)) == tuple(chances)


def test_one_chance_wants_a_per_cent_sign_since_digits_are_fingers() -> None:
    assert read_show(rich_deck(), "70%") == (70,)
    assert "a chance wants a % sign" in str(read_show(rich_deck(), "70"))


@pytest.mark.parametrize("votes", product(["SS", "SF", "FF"], repeat=2))
def test_tokens_are_read_in_any_order_and_case(votes: tuple[str, str]) -> None:
    assert read_tokens(" ".join(votes)) == votes
    assert read_tokens(" ".join(vote[::-1].lower() for vote in votes)) == votes


def test_what_are_no_tokens_is_said() -> None:
    assert read_tokens("SS SX") == "`SX` are no tokens: SS for success, FF for failure, SF for either"


@pytest.mark.parametrize("line", ["+prisoners on film", "+ prisoners on film", "+! prisoners on film"])
def test_a_whole_word_after_the_sign_is_where_the_text_begins(line: str) -> None:
    found = read(line, "south")
    assert isinstance(found, Argue)
    assert (found.seat, found.text) == ("south", "prisoners on film")


def test_the_number_of_a_result_may_stand_apart() -> None:
    assert read("+n #2") == read("+n#2")
    found = read("+n #2")
    assert isinstance(found, Argue)
    assert found.cites == "given.1"


@pytest.mark.parametrize(
    ("text", "chance", "because"),
    [
        ("60 The road is open", 60, "The road is open"),
        ("60because the road is open", 60, "the road is open"),
        ("60% because of the road", 60, "because of the road"),
        ("likely: the road is open", 68, "the road is open"),
        ("very likely", 88, ""),
        ("60", 60, ""),
        ("1 in 3 they say", 33, "they say"),
        ("2 in 3: the road is open", 67, "the road is open"),
        ("1/4 because of the road", 25, "because of the road"),
        ("33 in 100 roads are open", 33, "roads are open"),
        ("60 in 3 days the road opens", 60, "in 3 days the road opens"),
        ("60 in 90 days the road opens", 60, "in 90 days the road opens"),
        ("10 in 12 months they come", 10, "in 12 months they come"),
        ("50/50, the road may open", 50, "the road may open"),
        ("60/40 the road opens", 60, "the road opens"),
        ("5% in 10 days the road opens", 5, "in 10 days the road opens"),
        ("60: 3 roads are open", 60, "3 roads are open"),
        ("60 - 3 roads are open", 60, "3 roads are open"),
        ("roughly even: the road is open", 50, "the road is open"),
        ("Almost no chance, the road is shut", 3, "the road is shut"),
    ],
)
def test_odds_are_read_apart_from_their_reason(text: str, chance: int, because: str) -> None:
    assert read_odds(first_hour(), text) == (chance, because)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "perhaps",
        "101 The road",
        "6.5 The road",
        "0 in 0 The road",
        "5/3 The road",
        "60-70 The road",
        "60 to 70 The road",
        "60 or 70 The road",
        "1:2 The road",
        "1 in three The road",
    ],
)
def test_what_begins_with_no_chance_is_refused_in_a_sentence(text: str) -> None:
    assert isinstance(read_odds(first_hour(), text), str)
