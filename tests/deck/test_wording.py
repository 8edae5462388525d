"""How conditions and sums read."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from textwrap import dedent

import pytest

from wargame.deck import clauses, load_text, number, reckoned, truth
from wargame.deck.language.binding import amount, condition
from wargame.deck.language.expression import ExpressionError

DECK = load_text(
    dedent(
        """\
        format: 2
        id: words
        title: Words
        seats: {north: {title: North, public: Cold.}}
        turns: [{title: Day}]
        tracks:
          aid: {title: Aid, levels: [none, medical, dual_use, direct], start: none}
          arms: {title: Arms, levels: [none, medical, dual_use, direct], start: none}
          law: {title: Law, levels: [passed_over, tabled, reading, consented], start: tabled}
          tension: {title: Tension, max: 4, start: 1, levels: {calm: {from: 0}, acute: {from: 3}}}
          trust: {title: Trust, max: 3, start: 1}
          amended: {title: Trade act amended, levels: ["no", "yes"], start: "no"}
        cards: {N-1: {title: Wait, seat: north, text: Wait., chance: even, success: Waited.}}
        """
    )
)


def said(text: str) -> str:
    found = condition(text, DECK.tracks, _no)
    assert found is not None
    return reckoned(found.node, DECK.tracks)


def _no(error: ExpressionError) -> None:
    raise error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aid >= dual_use", "Aid at least Dual use"),
        ("aid < direct", "Aid below Direct"),
        ("law > passed_over and law < consented", "Law above Passed over and below Consented"),
        ("trust >= 3", "Trust at least 3"),
        ("3 <= trust", "Trust at least 3"),
        ("trust = 2", "Trust is 2"),
        ("tension != acute", "Tension not Acute"),
        ("not tension = acute", "Tension not Acute"),
        ("not not aid >= direct", "Aid at least Direct"),
        ("aid >= 2", "Aid at least Dual use"),
        ("aid < 9", "Aid below 9"),
        ("tension >= 3", "Tension at least 3"),
    ],
)
def test_a_track_against_a_level_or_a_number_reads_as_a_sentence_does(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("turn >= 3", "Turn 3 or later"),
        ("turn > 3", "Turn 4 or later"),
        ("turn <= 3", "Turn 3 or earlier"),
        ("turn < 3", "Turn 2 or earlier"),
        ("turn = 3", "Turn 3"),
        ("turn != 3", "not Turn 3"),
        ("turn = 3 or turn = 5", "Turn 3 or 5"),
        ("turn + 1 >= 4", "Turn 3 or later"),
    ],
)
def test_a_turn_is_counted_from(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize("text", ["amended", "amended = yes", "not amended = no", "amended != no", "amended > no"])
def test_a_track_of_two_steps_is_said_with_the_one_that_is_meant(text: str) -> None:
    assert said(text) == "Trade act amended: Yes"
    assert said(f"not ({text})") == "Trade act amended: No"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aid > arms", "Aid above Arms"),
        ("aid >= arms", "Aid no lower than Arms"),
        ("aid <= arms", "Aid no higher than Arms"),
        ("aid = arms", "Aid equal to Arms"),
        ("aid != arms", "Aid not equal to Arms"),
        ("aid >= arms + 2", "Aid above Arms by 2 or more"),
        ("aid > arms + 2", "Aid above Arms by 3 or more"),
        ("2 < arms - aid", "Arms above Aid by 3 or more"),
        ("aid <= arms - 2", "Aid below Arms by 2 or more"),
        ("aid <= arms + 2", "Aid at most 2 above Arms"),
        ("aid >= arms - 1", "Aid at most 1 below Arms"),
        ("aid = arms + 1", "Aid equal to Arms + 1"),
        ("abs(aid - arms) <= 1", "the gap between Aid and Arms at most 1"),
        ("max(aid, arms) >= 2", "the highest of Aid and Arms at least Dual use"),
        ("min(aid, law, trust) < 2", "the lowest of Aid, Law and Trust below 2"),
        ("aid + arms >= 4", "Aid and Arms together at least 4"),
        ("aid + arms + trust - 1 >= 4", "Aid, Arms and Trust together at least 5"),
    ],
)
def test_several_tracks_are_compared_in_words_where_that_is_natural(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(trust + 1) * 2 > 20 - (aid - 3) * 2", "(Trust + 1) × 2 above 20 − (Aid − 3) × 2"),
        ("trust >= 2 + 3 * aid", "Trust at least 2 + 3 × Aid"),
        ("trust * 2 = aid / 2", "Trust × 2 equal to Aid / 2"),
        ("turn > trust", "Turn above Trust"),
        ("max(aid, 2) >= arms", "max(Aid, 2) at least Arms"),
    ],
)
def test_a_sum_that_words_would_not_make_plainer_stays_in_figures(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("law = tabled or law = reading", "Law is Tabled or Reading"),
        ("law = tabled or law = reading or law = consented", "Law is Tabled, Reading or Consented"),
        ("law = tabled or aid >= direct", "Law is Tabled or Aid at least Direct"),
        ("law = tabled or law = reading or trust > 2", "Law is Tabled or Reading, or Trust above 2"),
        ("trust > 2 or aid = direct and law = tabled", "Trust above 2, or Aid is Direct and Law is Tabled"),
        ("trust > 2 or turn >= 3", "Trust above 2, or Turn 3 or later"),
        (
            "trust > 1 and turn > 1 and aid > none or amended",
            "(Trust above 1, Turn 2 or later, and Aid above None), or Trade act amended: Yes",
        ),
        (
            "trust > 1 and (law = tabled or law = reading) and turn = 2",
            "Trust above 1, (Law is Tabled or Reading), and Turn 2",
        ),
        ("turn > 9 or (trust > 1 and (trust > 2 or aid > none))",
         "Turn 10 or later, or Trust above 1 and (Trust above 2 or Aid above None)"),
        ("not (trust > 1 and trust < 3)", "not (Trust above 1 and below 3)"),
        ("not (law = tabled or law = reading)", "not (Law is Tabled or Reading)"),
    ],
)  # fmt: skip
def test_what_is_joined_says_what_belongs_together(text: str, words: str) -> None:
    assert said(text) == words


def test_what_a_card_needs_reads_on_after_that_word() -> None:
    found = condition("(law = reading or law = tabled) and trust = 2 and aid > arms", DECK.tracks, _no)
    assert found is not None
    values = {"law": 0, "trust": 1, "aid": 1, "arms": 1, "turn": 1}
    told = [(each.wants, each.now) for each in clauses(found, DECK.tracks, values)]
    assert told == [
        ("Law to be Reading or Tabled", "Passed over"),
        ("Trust to be 2", "1"),
        ("Aid above Arms", "Aid Medical, Arms Medical"),
    ]


_SIGNS = ("=", "!=", "<", "<=", ">", ">=")
_SIDES = (
    *("aid", "arms", "turn", "amended", "1", "2", "aid + 1", "aid - 1", "arms + 2", "1 - aid", "aid - arms"),
    *("arms - aid", "aid + arms", "2 * aid", "aid / 2", "-arms", "abs(aid - arms)", "max(aid, arms)", "min(aid, 1)"),
)
_LEVELS = (
    "aid = none",
    "aid >= dual_use",
    "aid < direct",
    "aid != medical",
    "amended",
    "amended = no",
    "arms > medical",
)
_BOARDS = [
    dict(zip(("aid", "arms", "amended", "turn"), each, strict=True))
    for each in product(range(4), range(4), range(2), range(1, 4))
]


def test_conditions_that_read_alike_hold_alike() -> None:
    single = [f"{left} {sign} {right}" for left, sign, right in product(_SIDES, _SIGNS, _SIDES)] + list(_LEVELS)
    some = [*_LEVELS, "turn > 1", "aid > arms + 1", "aid = 1"]
    joined = [f"{a} {x} {b} {y} {c}" for a, x, b, y, c in product(some, ("and", "or"), some, ("and", "or"), some)]
    joined += [f"{a} and ({b} or {c})" for a, b, c in product(some, repeat=3)]
    meant: dict[str, tuple[str, list[bool]]] = {}
    for text in [*single, *(f"not ({each})" for each in single), *joined]:
        found = condition(text, DECK.tracks, _no)
        assert found is not None
        holds = [truth(found.node, board) for board in _BOARDS]
        words = reckoned(found.node, DECK.tracks)
        first, before = meant.setdefault(words, (text, holds))
        assert before == holds, (words, first, text)


def test_amounts_that_read_alike_are_worth_alike() -> None:
    forms = ("aid {} arms {} 2", "aid {} (arms {} 2)", "(aid {} arms) {} 2")
    meant: dict[str, list[Fraction]] = {}
    for form, first, second in product(forms, "+-*", "+-*"):
        node = amount(form.format(first, second), DECK.tracks, _no)
        assert node is not None
        worth = [Fraction(number(node, board)) for board in _BOARDS]
        assert meant.setdefault(reckoned(node, DECK.tracks), worth) == worth
