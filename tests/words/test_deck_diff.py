"""What has changed between two decks is told whole, in one line for each thing, and the same from either side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

import pytest
from attrs import evolve, fields, has
from hypothesis import given
from hypothesis import strategies as st

from tests.deck.test_guide import EXAMPLES
from tests.support import SMALL, rich_deck
from wargame.deck import Deck, Draw, Effect, Level, find_deck, load, load_text, shipped_decks
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import Comparison, TrackValue, WholeNumber
from wargame.words.deck_diff import deck_differences, difference_lines, plain_differences
from wargame.words.deck_fields import label
from wargame.words.text_diff import text_change

MORE = """
research: {RQ1: When does a price hold?, RQ2: Who pays?}
poll:
  late: {question: Should the late boat sail?, choices: ["Yes", "Only at weekends", "No"]}
  hull: {question: Will the hull last the winter?, choices: likelihood}
debrief: [What did you know?, {text: Was it a bribe?, seat: island}]
policies:
  caution:
    {title: Caution, about: Wait., seat: island,
     prefers: [{if: trust < 3, cards: [ISL-1], weight: 20}, {waits: true, weight: 6}]}
  haste: {title: Haste, about: Go., seat: mainland, prefers: [{systems: [money], weight: 0}], keeps: 90}
balance: [{answer: ferry, state: barely, least: 20, most: 60}, {seat: mainland, least: 10, most: 80}]
tutorial: {table: Your hand is on the left., ruling: Every move is ruled.}
estimates:
  sound: {question: Will the hull last?, if: hull >= 3, to: [island], by: {pilots: {title: The pilots, right: 60}}}
  price: {question: Is there a price?, if: offer >= price, to: [mainland], by: {press: {title: The press, right: 65}}}
"""


@cache
def decks() -> tuple[Deck, ...]:
    """Decks that have everything between them."""
    return load_text(next(each for each in EXAMPLES if "id: ferry-2" in each) + MORE), rich_deck()


def told(before: Deck, after: Deck) -> list[str]:
    return [line.strip() for line in difference_lines(deck_differences(before, after))]


# --- every field of the model -----------------------------------------------------------------------------------------

#: A thing of a deck, and how the deck becomes one in which that thing is another.
Spot = tuple[Any, Callable[[Any], Deck]]


def spots(deck: Deck) -> Iterator[Spot]:
    """Every value of a deck that has fields of its own."""
    yield from _below(deck, lambda changed: changed)


def _below(value: Any, put: Callable[[Any], Deck]) -> Iterator[Spot]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _below(each, partial(lambda put, value, name, new: put({**value, name: new}), put, value, name))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            into = partial(lambda put, value, at, new: put((*value[:at], new, *value[at + 1 :])), put, value, at)
            yield from _below(each, into)
    elif has(type(value)) and type(value).__module__ != "wargame.deck.language.expression":
        yield value, put
        for each in fields(type(value)):
            if each.eq:
                into = partial(lambda put, value, name, new: put(evolve(value, **{name: new})), put, value, each.name)
                yield from _below(getattr(value, each.name), into)


LATER = Condition("turn > 7", Comparison(">", TrackValue("turn"), WholeNumber(7)))
#: Another value for fields whose kind does not tell one.
OTHERS: dict[str, Any] = {
    "Condition.node": LATER.node,
    "Card.uses": 3,
    "Card.needs": LATER,
    "Card.trigger": LATER,
    "Card.word": "very_likely",
    "Track.derived": WholeNumber(7),
    "Inject.chance": 33,
    "Agency.confidence": "high",
    "Effect.amount": WholeNumber(7),
    "Agency.right": WholeNumber(77),
    "Preference.waits": False,
    "Estimate.truth": LATER,
    **{
        f"{owner}.condition": LATER
        for owner in (
            "Upkeep",
            "Inject",
            "Objective",
            "AnswerState",
            "Preference",
            "EarlyEnd",
            "Commitment",
            "Modifier",
        )
    },
    "Shares.success": (30, 40, 30),
    "Shares.failure": (60, 40),
    "Arguments.weights": (1, 5, 10),
    "Track.draws": (Draw(1, 1), Draw(2, 4)),
    "Effect.sign": "-",
    "Effect.track": "trust",
    "Cost.track": "trust",
}
#: What is told by way of its parts, each of which is tried.
BY_PARTS = {"Deck.limits", "Deck.shares", "Deck.pace", "Deck.arguments", "Card.commits"}
#: What is no change: how a condition is written, and the order of bands, which are told in their own.
NO_CHANGE = {"Condition.text", "Card.outcomes"}


#: The fields that are lists of words or ids.
LISTS = {"sources", "systems", "research", "pros", "cons", "answers", "ladders", "reveals", "good", "cards", "choices"}


def another(owner: Any, name: str) -> Any:
    """Another value of a field, or None where this owner has none to change."""
    value, key = getattr(owner, name), f"{type(owner).__name__}.{name}"
    if key in OTHERS:
        return OTHERS[key] if OTHERS[key] != value else None
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, Mapping):
        return dict(reversed(value.items())) if len(value) > 1 else {} if value else None
    if name in LISTS and key not in ("Deck.answers", "Deck.sources", "Deck.systems", "Deck.research", "Deck.cards"):
        return (*value, "x")
    if value == ():
        return None
    if isinstance(value, tuple):
        return value[:-1] if len(value) == 1 or isinstance(value[0], Effect | Level) else tuple(reversed(value))
    return None


def _fits(owner: Any, name: str) -> bool:
    """Whether a field may be changed alone: the bounds of a track with steps follow from its levels."""
    if isinstance(owner, Level) and name == "start":
        return owner.id in ("fair", "warm")
    return name not in ("maximum", "minimum", "levels") or not owner.steps


@cache
def edits() -> dict[str, tuple[Deck, Deck, Any]]:
    """For each field of the model a deck, the same with another value there, and what it was changed of."""
    found: dict[str, tuple[Deck, Deck, Any]] = {}
    for deck in decks():
        for owner, put in spots(deck):
            for each in fields(type(owner)):
                key = f"{type(owner).__name__}.{each.name}"
                if (
                    not each.eq
                    or key in found
                    or (each.name == "id" and owner is not deck)
                    or not _fits(owner, each.name)
                ):
                    continue
                changed = another(owner, each.name)
                if changed is not None:
                    found[key] = deck, put(evolve(owner, **{each.name: changed})), owner
    return found


def model() -> set[str]:
    """Every field of every class that a deck is made of."""
    return {
        f"{type(owner).__name__}.{each.name}"
        for deck in decks()
        for owner, _ in spots(deck)
        for each in fields(type(owner))
        if each.eq and (each.name != "id" or owner is deck)
    }


def test_an_edit_of_every_field_of_the_model_is_tried() -> None:
    assert model() - NO_CHANGE - BY_PARTS == set(edits()) - NO_CHANGE


#: Fields that are told by what they hold, or as part of the line of what they belong to.
UNNAMED = {
    "title",
    "word",
    "track",
    "sign",
    "amount",
    "node",
    "value",
    "weight",
    "seats",
    "modifiers",
    "agencies",
    "ends",
}
UNNAMED |= {"upkeep", "levels"}


@pytest.mark.parametrize("key", sorted(model() - NO_CHANGE - BY_PARTS))
def test_an_edit_of_one_field_is_one_line_that_names_it(key: str) -> None:
    before, after, owner = edits()[key]
    found = deck_differences(before, after)
    lines = [line for line in told(before, after) if line != found[0].section]
    assert len(found) == len(lines) == 1, lines
    name = key.partition(".")[2]
    assert name in UNNAMED or label(type(owner), name).rstrip(":").rstrip("s").casefold() in lines[0].casefold(), lines
    assert found[0].title in lines[0] or found[0].id in lines[0], lines


@given(st.lists(st.sampled_from(sorted(edits())), min_size=1, max_size=3))
def test_what_changes_one_way_changes_back_the_other_way(keys: list[str]) -> None:
    for before, after, _ in map(edits().__getitem__, keys):
        there, back = deck_differences(before, after), deck_differences(after, before)
        assert sorted((each.id, each.what, each.before, each.after) for each in there) == sorted(
            (each.id, each.what, each.after, each.before) for each in back
        )


def test_whole_other_decks_mirror_each_other_too() -> None:
    one, other = (load(shipped_decks()[name]) for name in ("first-hour", "seoul"))
    there, back = deck_differences(one, other), deck_differences(other, one)
    assert sorted((each.id, each.what, each.before, each.after) for each in there) == sorted(
        (each.id, each.what, each.after, each.before) for each in back
    )


@pytest.mark.parametrize("name", shipped_decks())
def test_a_deck_does_not_differ_from_itself(name: str) -> None:
    assert deck_differences(load(find_deck(name)), load(find_deck(name))) == ()


# --- how it is said ---------------------------------------------------------------------------------------------------


def edited(*changes: tuple[str, str], of: str = SMALL) -> list[str]:
    """The lines about the small deck, and about the same with words replaced in its text."""
    text = of
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return told(load_text(of), load_text(text))


def test_a_card_is_told_under_its_seat_with_its_fields_below_each_other() -> None:
    assert edited(
        ("text: Put wood on., chance: likely", "text: Burn., chance: even"),
        ("success: It burns., success_do: heat +1,", "success: It burns., success_do: heat +1; purse +1,"),
        ("needs: heat >= 5 and turn >= 1", "needs: heat >= 4"),
        ("{if: heat > 5, chance: 10, because: It is warm}", "{if: heat > 5, chance: 15, because: It is warm}"),
        ("needs: heat >= 9,\n", "\n"),
    ) == [
        "Cards of North",
        "*Stoke* (N-1): text: “Put wood on.” → “Burn.”",
        "… chance likely → even",
        "… on triumph, success and partial also: Purse +1",
        "*Search the south* (N-2): needs: Heat at least 5 and Turn 1 or later → Heat at least 4",
        "… modifier “It is warm” points +10 → +15",
        "*Rest* (N-3): needs: Heat at least 9 → (nothing)",
    ]  # fmt: skip


def test_a_card_that_is_new_gone_or_renamed_says_so() -> None:
    assert edited(
        ("S-2: {title: Scheme,", "S-9: {title: Scheme,"),
        ("S-1: {title: Plot,", "S-1: {title: Hatch,"),
    ) == [
        "Cards of South",
        "*Plot* (S-1): is now called *Hatch*",
        "Card gone: *Scheme* (S-2)",
        "New card for South: *Scheme* (S-9)",
    ]  # fmt: skip


def test_a_promise_that_is_new_or_gone_is_told_whole() -> None:
    deck = rich_deck()
    silent = evolve(deck, cards={**deck.cards, "N-3": evolve(deck.cards["N-3"], commits=None)})
    promise = "“If it is warm we stoke it further.”, if Heat at least 6 by *Stoke* (N-1)"
    assert told(deck, silent) == ["Cards of North", f"*Swear to stoke* (N-3): promise {promise} → (nothing)"]
    assert told(silent, deck) == ["Cards of North", f"*Swear to stoke* (N-3): promise (nothing) → {promise}"]


def test_the_board_is_told_by_the_titles_of_tracks_and_levels() -> None:
    assert edited(
        ("max: 10, start: 5, unit: degrees", "max: 12, start: 6, unit: degrees"),
        ("[none, talks, papers], start: none,", "[none, talks, drafts, papers], start: talks,"),
        ("start: 3, seen_by: [north]", "start: 3"),
    ) == [
        "Board",
        "Track Heat highest 10 → 12",
        "… starts at 5 degrees → 6 degrees",
        "Track Purse seen by North → everybody",
        "Track Plot starts at None → Talks",
        "… new level: Drafts",
    ]  # fmt: skip


def test_a_level_put_below_others_changes_nothing_that_speaks_of_those() -> None:
    assert edited(("levels: [none, talks, papers]", "levels: [none, talks, drafts, papers]")) == [
        "Board",
        "Track Plot new level: Drafts",
    ]


def test_a_condition_written_with_other_blanks_is_the_same() -> None:
    assert edited(("heat >= 5 and turn >= 1", "heat>=5   and  turn>=1")) == []


def test_a_word_of_the_scale_that_means_more_is_told_once() -> None:
    lines = edited(
        ("turns: [", "scale: {likely: 70, even: 50}\nturns: ["), of=SMALL.replace("chance: 50", "chance: even")
    )
    assert lines == [
        "Odds",
        "Word gone: almost_no_chance",
        "Word gone: very_unlikely",
        "Word gone: unlikely",
        "Word likely: “68” → “70”",
        "Word gone: very_likely",
        "Word gone: almost_certain",
        *lines[7:],
    ]
    assert not any("chance" in line for line in lines[7:])


def test_what_a_deck_has_in_common_for_many_cards_is_told_once() -> None:
    lines = edited(("turns: [", "common: {failure: It rains.}\nturns: ["), ("title: Rest,", "title: Sleep,"))
    assert lines[0] == "Cards"
    assert re.fullmatch(r"6 cards \(N-1, .* and S-3\): on failure text: “.*” → “It rains\.”", lines[1])
    assert lines[2:] == ["", "Cards of North", "*Rest* (N-3): is now called *Sleep*"]


def test_of_a_long_text_only_the_changed_stretches_are_told() -> None:
    before = "The ferry sails every morning at eight with the post, the milk and whoever has business in the town."
    after = before.replace("at eight", "at half past nine").replace("whoever has", "anybody with")
    assert text_change(before, after) == (
        "“… morning at eight with the …” → “… morning at half past nine with the …”; "
        "“… milk and whoever has business in …” → “… milk and anybody with business in …”"
    )
    assert text_change(before, before.replace(" ", "\n")) == "only blanks and line breaks differ"
    assert text_change("", "New.") == "(nothing) → “New.”"


def test_a_program_gets_whole_values() -> None:
    before, after = (
        load_text(SMALL),
        load_text(SMALL.replace("chance: likely, uses: any, cost", "chance: even, uses: any, cost")),
    )
    assert plain_differences(deck_differences(before, after)) == [
        {
            "section": "Cards of North",
            "id": "N-1",
            "title": "Stoke",
            "what": "chance",
            "before": "likely",
            "after": "even",
        }
    ]
