"""Cards of every kind, as an author writes them: what each key takes, and where what is wrong with it is said to be."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.scripts import sure
from wargame.deck import Arguments, Deck, load_text, read_text
from wargame.deck.model import METHODS, REUSES

BASE = dedent(
    """\
    format: 1
    id: kinds
    title: Kinds
    minutes: 60
    seats:
      north: {title: North, public: p}
      south: {title: South, public: p}
    tracks:
      heat: {title: Heat, max: 20, start: 5}
      nets: {title: Nets, max: 3, start: 2, seen_by: [south]}
      glow: {title: Glow, max: 40, derived: 2 * heat}
    turns: [{title: One}, {title: Two}]
    common: {kept_do: heat +1, broken_do: heat -1}
    cards:
      N-1: {title: a, seat: north, text: t, chance: 50, success: s}
      N-2: {title: b, seat: north, text: t, chance: 50, success: s, secret: true}
      S-1: {title: c, seat: south, text: t, chance: 50, success: s}
    """
)
CARD = "  N-9: {title: z, seat: north, text: t, chance: 50, success: s, %s}\n"


def with_card(keys: str) -> str:
    return BASE + CARD % keys


def with_section(text: str) -> str:
    return BASE.replace("cards:\n", f"{text}\ncards:\n", 1)


def told(text: str) -> list[tuple[str, str]]:
    """What each problem's caret points at, and its message."""
    found = []
    for problem in read_text(text).problems:
        line = text.split("\n")[problem.at.line - 1]
        found.append((line[problem.at.column - 1 :], problem.message))
    return found


# What is taken


@pytest.mark.parametrize(
    ("keys", "part", "value"),
    [
        ("project: 2", "project", 2),
        ("project: 3", "project", 3),
        ("protected_by: nets", "protected_by", "nets"),
        ("answers: [south], sways: -90", "sways", -90),
        ("answers: [S-1], sways: 90", "answers", ("S-1",)),
        ("answers: [south, S-1]", "sways", 0),
        ("signal: true", "signal", True),
        ("umpire: How much?", "umpire", "How much?"),
        ("trigger: heat >= 7", "secret", True),
        ("trigger: turn >= 2", "uses", 1),
    ],
)
def test_a_card_may_be_of_every_kind(keys: str, part: str, value: object) -> None:
    assert getattr(load_text(with_card(keys)).cards["N-9"], part) == value


def test_a_promise_has_what_all_have_in_common_where_it_is_silent() -> None:
    cards = load_text(
        with_card("commits: {if: heat >= 7, then: N-1, text: We shall}")
        + "  N-8: {title: y, seat: north, text: t, chance: 50, success: s,\n"
        '        commits: {if: turn >= 2, then: N-1, text: We shall, kept_do: heat +3, broken_do: ""}}\n'
    ).cards
    silent, own = cards["N-9"].commits, cards["N-8"].commits
    assert silent is not None
    assert own is not None
    assert [(effect.track, effect.sign) for effect in (*silent.kept, *silent.broken)] == [("heat", "+"), ("heat", "-")]
    assert (len(own.kept), own.broken) == (1, ())


def test_how_moves_are_argued_has_customary_values() -> None:
    assert load_text(BASE).arguments == Arguments()
    text = (
        "arguments: {method: 3d6, reasons: once_per_game, floors: 0, weak: 1, solid: 2, strong: 3, most: 20, limit: 0,"
    )
    found = load_text(with_section(text + " wide: 100, free_moves: false}")).arguments
    assert found == Arguments("3d6", "once_per_game", 0, (1, 2, 3), 20, 0, 100, False)
    assert load_text(with_section("arguments: {method: acme.swing}")).arguments.method == "acme.swing"


@pytest.mark.parametrize("method", METHODS)
def test_every_method_may_be_the_decks(method: str) -> None:
    assert load_text(with_section(f"arguments: {{method: {method}}}")).arguments.method == method


@pytest.mark.parametrize("reasons", REUSES)
def test_every_way_to_use_reasons_may_be_the_decks(reasons: str) -> None:
    assert load_text(with_section(f"arguments: {{reasons: {reasons}}}")).arguments.reasons == reasons


# What is wrong, and where

CARDS = [
    ("project: 1", "1}", "`project` of card N-9 must lie between 2 and 3"),
    ("project: 4", "4", "`project` of card N-9 must lie between 2 and 3"),
    ("project: many", "many", "`project` of card N-9"),
    ("protected_by: net", "net", "no track is called `net`"),
    ("protected_by: glow", "glow", "`glow` is derived, and has no layers to be taken off"),
    ("answers: [north]", "north]", "no other seat, or card of another seat, is called `north`"),
    ("answers: [N-1]", "N-1]", "no other seat, or card of another seat, is called `N-1`"),
    ("answers: [S-9]", "S-9]", "no other seat, or card of another seat, is called `S-9`"),
    ("answers: [south], sways: 91", "91", "`sways` of card N-9 must lie between -90 and 90"),
    ("sways: 5", "sways", "`sways` of card N-9 wants `answers`"),
    ("answers: [south], secret: true", "answers", "answers a move that lies open, and can't be secret"),
    ("answers: [south], signal: true", "answers", "answers a move that lies open, and can't be secret"),
    ("answers: [south], trigger: heat > 7", "answers", "answers a move that lies open, and can't be secret"),
    ("signal: perhaps", "perhaps", "`signal` of card N-9"),
    ("signal: true, secret: true", "signal", "is secret, and can't be shown before it is played"),
    ("signal: true, trigger: heat > 7", "signal", "is secret, and can't be shown before it is played"),
    ("trigger: nets > 1", "nets", "`trigger` of card N-9 reads `nets`, which north does not see"),
    ("trigger: het > 1", "het", "no track is called `het`"),
    ("trigger: 5", "5", "`trigger` of card N-9 must be a condition"),
    ("commits: {then: N-1, text: x}", "{then", "the commitment of card N-9 has no `if`"),
    ("commits: {if: heat > 7, text: x}", "{if", "the commitment of card N-9 has no `then`"),
    ("commits: {if: heat > 7, then: N-1}", "{if", "the commitment of card N-9 has no `text`"),
    ("commits: {if: nets > 1, then: N-1, text: x}", "nets", "reads `nets`, which not everybody sees"),
    ("commits: {if: heat > 7, then: S-1, text: x}", "S-1", "no open card of north that is no answer is called `S-1`"),
    ("commits: {if: heat > 7, then: N-2, text: x}", "N-2", "no open card of north that is no answer is called `N-2`"),
    ("commits: {if: heat > 7, then: N-7, text: x}", "N-7", "no open card of north that is no answer is called `N-7`"),
    ("commits: {if: heat > 7, then: N-1, text: x, kept: y}", "kept", "has no `kept`"),
    ("commits: {if: heat > 7, then: N-1, text: x, kept_do: 2}", "2", "is a bare number"),
    ("commits: {if: heat > 7, then: N-1, text: x}, secret: true", "commits", "is secret, and a promise is made before"),
    ("commits: N-1", "N-1", "commitment of card N-9"),
    ("umpire: {a: b}", "{a", "`umpire` of card N-9"),
    ("protected: nets", "protected", "card N-9 has no `protected`"),
]


@pytest.mark.parametrize(("keys", "at", "said"), CARDS)
def test_what_is_wrong_with_a_card_is_said_at_its_place(keys: str, at: str, said: str) -> None:
    found = told(with_card(keys))
    assert any(place.startswith(at) and said in message for place, message in found), found


SECTIONS = [
    ("arguments: {method: 2d7}", "2d7", "no method is called `2d7`"),
    ("arguments: {method: opposed}", "opposed", "no method is called `opposed`"),
    ("arguments: {reasons: once}", "once", "no way to use reasons is called `once`"),
    ("arguments: {tokens: -1}", "-1", "`tokens` of arguments must lie between 0 and 99"),
    ("arguments: {weak: 51}", "51", "`weak` of arguments must lie between 0 and 50"),
    ("arguments: {weak: 6}", "", "a stronger reason may not weigh less: 6, 5, 10"),
    ("arguments: {most: 0}", "0", "`most` of arguments must lie between 1 and 20"),
    ("arguments: {limit: 91}", "91", "`limit` of arguments must lie between 0 and 90"),
    ("arguments: {wide: 0}", "0", "`wide` of arguments must lie between 1 and 100"),
    ("arguments: {free_moves: maybe}", "maybe", "`free_moves` of arguments"),
    ("arguments: {floor: 1}", "floor", "arguments has no `floor`"),
    ("precedents: {each: 10}", "10", "`each` of precedents must lie between 0 and 9"),
    ("precedents: {given: [{seat: west, for: x}]}", "west", "no seat is called `west`"),
    (
        "precedents: {given: [{seat: north}]}",
        "{seat",
        "a precedent is either `for` moves of its seat or `against` them",
    ),
    ("precedents: {given: [{seat: north, for: x, against: y}]}", "{seat", "a precedent is either `for` moves"),
    ("precedents: {given: [{for: x}]}", "{for", "a precedent has no `seat`"),
    ("signals: 0", "0", "`signals`"),
    ("injects: {I-1: {title: a, text: t}}", "{title", "nothing says when inject I-1 arrives"),
    ("injects: {I-1: {title: a, text: t, by_hand: 3}}", "3", "`by_hand` of inject I-1"),
]


@pytest.mark.parametrize(("section", "at", "said"), SECTIONS)
def test_what_is_wrong_with_a_section_is_said_at_its_place(section: str, at: str, said: str) -> None:
    found = told(with_section(section))
    assert any(place.startswith(at) and said in message for place, message in found), found


# Promises that bring each other about


def promises(*cards: tuple[str, str, str]) -> list[str]:
    """Each promise waits for a track, and its card moves one: the messages of a deck with these."""
    lines = [BASE.replace("  glow:", "  b: {title: B, max: 9, start: 0}\n  c: {title: C, max: 9, start: 0}\n  glow:")]
    for number, (seat, waits, moves) in enumerate(cards):
        lines.append(
            f"  P-{number}: {{title: p{number}, seat: {seat}, text: t, chance: 50, success: s,\n"
            f"        commits: {{if: {waits} >= 2, then: T-{number}, text: x}}}}\n"
            f"  T-{number}: {{title: t{number}, seat: {seat}, text: t, chance: 50, success: s,\n"
            f"        success_do: {moves} +1}}\n"
        )
    return [message for _, message in told("".join(lines))]


def test_promises_that_bring_each_other_about_in_a_circle_are_refused() -> None:
    assert promises(("north", "heat", "b"), ("south", "b", "heat")) == [
        "the promises of P-0 → P-1 → P-0 bring each other about without an end"
    ]
    assert promises(("north", "heat", "b"), ("south", "b", "c"), ("north", "c", "heat")) == [
        "the promises of P-0 → P-1 → P-2 → P-0 bring each other about without an end"
    ]


def test_a_circle_by_way_of_a_derived_track_is_found() -> None:
    assert promises(("north", "glow", "b"), ("south", "b", "heat")) == [
        "the promises of P-0 → P-1 → P-0 bring each other about without an end"
    ]


def test_a_circle_by_way_of_what_keeping_a_promise_does_is_found() -> None:
    deck = BASE + (
        "  P-0: {title: p, seat: north, text: t, chance: 50, success: s,\n"
        "        commits: {if: heat >= 2, then: N-1, text: x, kept_do: cold -1}}\n"
        "  P-1: {title: p, seat: south, text: t, chance: 50, success: s,\n"
        "        commits: {if: cold <= 2, then: S-1, text: x, kept_do: heat -1}}\n"
    )
    assert [
        message for _, message in told(deck.replace("  glow:", "  cold: {title: Cold, max: 9, start: 5}\n  glow:"))
    ] == ["the promises of P-0 → P-1 → P-0 bring each other about without an end"]


def test_promises_in_a_row_are_none() -> None:
    assert promises(("north", "heat", "b"), ("south", "b", "c")) == []
    assert promises(("north", "heat", "heat")) == []


def test_the_shipped_guide_to_kinds_of_cards_can_be_played() -> None:
    deck = sure("N-1: {title: a, seat: north, text: t, chance: 50, success: s, project: 2, protected_by: nets}")
    assert isinstance(deck, Deck)
