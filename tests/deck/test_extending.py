"""A deck takes another one and says only what is different; what it can't take is said at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import SMALL, MemoryGame
from wargame.deck import DeckError, load, load_text, read, read_text
from wargame.deck.reading.extending import MOST_DEEP, MOST_TAKEN

HEAD = "format: 2\nid: own\ntitle: Our own\nextends: base.yaml\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def own(folder: Path, text: str, head: str = HEAD) -> Path:
    path = folder / "own.yaml"
    path.write_text(head + text, encoding="utf-8")
    return path


def messages(path: Path) -> list[tuple[int, str]]:
    reading = read(path)
    assert reading.deck is None
    return [(problem.at.line, problem.message) for problem in reading.problems]


def test_a_deck_that_says_nothing_else_is_the_other_one_under_its_own_name(folder: Path) -> None:
    deck, base = load(own(folder, "")), load(folder / "base.yaml")
    assert (deck.id, deck.title) == ("own", "Our own")
    assert deck.cards == base.cards
    assert deck.tracks == base.tracks


def test_cards_are_added_replaced_dropped_and_changed(folder: Path) -> None:
    text = """\
cards:
  N-1: {title: Warm soup, seat: north, text: A pot of it., chance: 40, uses: any, success: Eaten.}
  N-9: {title: Song, seat: north, text: Of summer., chance: 40, success: Sung., success_do: heat +1}
drop: {cards: [N-3], injects: [I-1]}
change: {cards: {S-3: {title: Chill, chance: 20}}, tracks: {heat: {start: 6}}}
"""
    deck, base = load(own(folder, text)), load(folder / "base.yaml")
    assert (deck.cards["N-1"].title, deck.cards["N-1"].outcomes["success"].effects) == ("Warm soup", ())
    assert deck.cards["N-9"].title == "Song"
    assert "N-3" not in deck.cards
    assert "I-1" not in deck.injects
    assert (deck.cards["S-3"].title, deck.cards["S-3"].chance) == ("Chill", 20)
    assert deck.cards["S-3"].outcomes == base.cards["S-3"].outcomes
    assert deck.tracks["heat"].start == 6
    assert next(iter(deck.cards)) == "N-1"


def test_the_text_that_a_save_keeps_has_the_whole_deck_in_it(folder: Path) -> None:
    deck = load(own(folder, "drop: {cards: [N-3]}\n"))
    again = load_text(deck.text)
    assert again == deck
    assert "extends" not in deck.text


def test_lists_and_single_values_are_replaced_and_settings_joined_key_by_key(folder: Path) -> None:
    text = "minutes: 33\nturns: [{title: Once}]\nlimits: {lowest: 10}\n"
    (folder / "base.yaml").write_text(SMALL + "limits: {lowest: 1, highest: 90}\n", encoding="utf-8")
    deck = load(own(folder, text + "drop: {injects: [I-1, I-2]}\n"))
    assert deck.minutes == 33
    assert [turn.title for turn in deck.turns] == ["Once"]
    assert (deck.limits.lowest, deck.limits.highest) == (10, 90)


def test_facts_that_nothing_cites_any_more_are_left_out_and_own_ones_kept(folder: Path) -> None:
    facts = "sources: {R: {title: R}, Q: {title: Q}}\nfacts: {R1: {source: R, text: a}, Q1: {source: Q, text: b}}\n"
    cited = SMALL.replace("N-3: {title: Rest,", "N-3: {title: Rest, sources: [R1],")
    (folder / "base.yaml").write_text(cited + facts, encoding="utf-8")
    kept = load(own(folder, ""))
    assert (list(kept.facts), list(kept.sources)) == (["R1"], ["R"])
    dropped = load(own(folder, "drop: {cards: [N-3]}\nsources: {O: {title: O}}\nfacts: {O1: {source: O, text: c}}\n"))
    assert (list(dropped.facts), list(dropped.sources)) == (["O1"], ["O"])


def test_several_decks_are_taken_in_order_and_the_later_one_wins(folder: Path) -> None:
    (folder / "more.yaml").write_text("format: 2\nminutes: 44\nsummary: More.\n", encoding="utf-8")
    deck = load(own(folder, "", HEAD.replace("base.yaml", "[base.yaml, more.yaml]")))
    assert (deck.minutes, deck.summary) == (44, "More.")


def test_a_shipped_deck_is_named_without_a_path() -> None:
    deck = load_text("format: 2\nid: mine\ntitle: Mine\nextends: first-hour\ndrop: {cards: [SEO-03]}\n")
    assert "SEO-03" not in deck.cards
    assert "SEO-01" in deck.cards


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("drop: {cards: [N-33]}\n", 5, "no entry of `cards` in the extended deck is called `N-33`"),
        ("drop: {card: [N-3]}\n", 5, "no section of the extended deck is called `card`"),
        ("drop: 7\n", 5, "`drop` is a list of sections"),
        ("change: {cards: {N-33: {chance: 4}}}\n", 5, "is called `N-33`"),
        ("change: {cards: {N-3: 7}}\n", 5, "a change of `N-3` is a list of `key: value` lines"),
        ("change: {cards: {N-3: {chanse: 4}}}\n", 5, "card N-3 has no `chanse`"),
    ],
)
def test_what_can_not_be_dropped_or_changed_is_said_at_its_place(folder: Path, text: str, line: int, said: str) -> None:
    assert any(at == line and said in message for at, message in messages(own(folder, text)))


def test_a_mistake_in_what_is_taken_over_is_said_in_its_own_file(folder: Path) -> None:
    (folder / "base.yaml").write_text(SMALL.replace("heat +1", "heta +1", 1), encoding="utf-8")
    problem = read(own(folder, "")).problems[0]
    assert problem.at.file.endswith("base.yaml")
    assert "`heta`" in problem.message


def test_a_deck_that_is_not_there_is_said_with_a_guess(folder: Path) -> None:
    reading = read_text("format: 2\nid: mine\ntitle: Mine\nextends: seuol\n")
    assert reading.problems[0].message == "there is no deck `seuol` to extend"
    assert reading.problems[0].hint == "did you mean `seoul`?"


def test_decks_that_extend_each_other_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "base.yaml").write_text("format: 2\nextends: own.yaml\n", encoding="utf-8")
    assert any("extends itself" in message for _, message in messages(own(folder, "")))


def test_a_long_chain_and_a_wide_one_are_refused(folder: Path) -> None:
    for number in range(MOST_DEEP + 2):
        text = f"format: 2\nextends: chain{number + 1}.yaml\n"
        (folder / f"chain{number}.yaml").write_text(text, encoding="utf-8")
    chain = HEAD.replace("base.yaml", "chain0.yaml")
    assert any(f"{MOST_DEEP} deep" in message for _, message in messages(own(folder, "", chain)))
    wide = HEAD.replace("base.yaml", f"[{', '.join(['base.yaml'] * (MOST_TAKEN + 1))}]")
    assert any(f"{MOST_TAKEN} in all" in message for _, message in messages(own(folder, "", wide)))


def test_dropping_without_anything_to_drop_from_is_refused() -> None:
    reading = read_text("format: 2\nid: mine\ntitle: Mine\ndrop: {cards: [A]}\n")
    assert reading.problems[0].message == "`drop` wants `extends`: the deck that it is taken from"


def test_a_deck_of_ten_lines_that_replaces_two_cards_is_whole(tmp_path: Path) -> None:
    ten = """\
format: 2
id: our-seoul
title: Seoul, with two cards of ours
extends: seoul
cards:
  SEO-01: {title: Ask Ottawa, seat: seoul, text: A quiet call., chance: likely, success: They listen.,
           success_do: clarity +1}
  SEO-02: {title: Wait for snow, seat: seoul, text: Nothing is said., chance: even, waits: true,
           success: It falls., success_do: tension -1}
"""
    path = tmp_path / "ours.yaml"
    path.write_text(ten, encoding="utf-8")
    deck = load(path)
    assert len(ten.splitlines()) <= 10
    assert deck.cards["SEO-01"].title == "Ask Ottawa"
    assert len(deck.cards) == len(load_text("format: 2\nid: s\ntitle: S\nextends: seoul\n").cards)
    assert MemoryGame(deck, "ours").play().state.ending is not None


def test_a_deck_of_format_1_is_read_as_it_was_meant_and_keeps_its_places() -> None:
    text = SMALL + "arguments: {floors: 5}\n"
    assert "format: 1" in text
    assert load_text(text).arguments.tokens == 5
    wrong = read_text(SMALL + "arguments: {floors: -5}\n").problems[0]
    assert (wrong.at.line, wrong.at.source[wrong.at.column - 1 :]) == (len(SMALL.splitlines()) + 1, "-5}")


def test_a_deck_of_format_1_that_has_the_new_word_beside_the_old_one_is_refused_at_its_place() -> None:
    text = "format: 1\nextends: first-hour\nid: x\ntitle: X\narguments:\n  tokens: 1\n  floors: 2\n"
    reading = read_text(text)
    assert [(each.at.line, "floors" in each.message) for each in reading.problems] == [(7, True)]


@pytest.mark.parametrize("name", ['""', '"  "', "[seoul, '']"])
def test_an_empty_name_extends_nothing_and_is_said_once(name: str) -> None:
    reading = read_text(f"format: 2\nid: x\ntitle: X\nextends: {name}\n")
    assert "`extends` names a deck" in reading.problems[0].message
    assert all("itself" not in each.message for each in reading.problems)


def test_a_deck_of_format_2_has_the_new_words_only() -> None:
    with pytest.raises(DeckError, match="arguments has no `floors`"):
        load_text(SMALL.replace("format: 1", "format: 2") + "arguments: {floors: 5}\n")
