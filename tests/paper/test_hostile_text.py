"""Text of decks, players and games is text on paper: no element, attribute, style or request comes from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from tests.paper.sheets import parsed, sheets, views
from tests.support import MemoryGame, first_hour, small_deck
from wargame.deck import clean
from wargame.paper import packet

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example/a.js></sCrIpT >",
    '"onload="alert(1)',
    "' onmouseover='alert(1)",
    "`onerror=alert(1)",
    "javascript:alert(1)",
    "</style><style>body{background:url(http://x.example/a)}",
    "</title><base href=//x.example>",
    "</td></tr></tbody></table></section><h1>Moscow",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='https://x.example'>click</a>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<!-- --!> <!--",
    "<![CDATA[ x ]]><?xml version='1.0'?>",
    "&lt;b&gt; &#60;script&#62; &amp;",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}{# x #}",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "a\x00b\x1b[31mc\x9bd\u2028e\ufeff",
    "@import url(x); */ } body::before { content: 'x' } /*",
    "<textarea><plaintext>",
]
#: Fields that hold the names by which things find each other, or values that are not free text.
NAMES = {
    "viewer", "phase", "color", "language", "seat", "track", "audience", "reads", "sources", "systems", "ladders",
    "pending", "card", "inject", "upkeep", "band", "derived", "effects", "condition", "needs", "limits", "shares",
    "pace", "scale", "players", "order", "values", "cause", "answers", "reveals", "estimate", "agency", "confidence",
}  # fmt: skip

#: Fields that are text elsewhere and a name here.
BOUND = {
    ("Fact", "source"), ("Card", "cost"), ("Answer", "states"), ("Step", "changes"), ("Estimated", "estimate"),
    ("Report", "agency"), ("Report", "confidence"), ("Agency", "id"), ("Agency", "confidence"),
}  # fmt: skip


def poisoned(value: Any, text: str, *, ids: bool) -> Any:
    """The same value with every free text replaced; `ids`: also those of cards and facts in a view."""
    if isinstance(value, str):
        return text if value else value
    if isinstance(value, tuple):
        return tuple(poisoned(each, text, ids=ids) for each in value)
    if isinstance(value, Mapping):
        return {key: poisoned(each, text, ids=ids) for key, each in value.items()}
    if not attrs.has(type(value)):
        return value
    changes = {}
    for each in attrs.fields(type(value)):
        kind = type(value).__name__
        of_view = ids and kind in ("CardView", "FactView")
        bound = each.name in NAMES and (kind, each.name) != ("Deck", "sources")
        if bound or (each.name == "id" and not of_view) or (kind, each.name) in BOUND:
            continue
        changes[each.alias] = poisoned(getattr(value, each.name), text, ids=ids)
    return attrs.evolve(value, **changes)


def assert_alike(tame: dict[str, str], wild: dict[str, str], hostile: str) -> None:
    """The same elements, attributes and style, with the hostile text as text."""
    assert tame.keys() == wild.keys()
    for name, page in wild.items():
        good, bad = parsed(tame[name]), parsed(page)
        assert bad.elements == good.elements, name
        assert bad.style == good.style
        assert bad.oddities == []
        assert " ".join(clean(hostile).split()) in " ".join(bad.text.split())
        assert not any(mark in page for mark in ("\u202e", "\u2066", "\u200f", "\x1b", "\x00", "\x9b", "\u2028"))


@pytest.mark.parametrize("commands", [0, 9])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_element_or_attribute_comes_from_a_text(hostile: str, commands: int) -> None:
    deck = first_hour()
    of = views(deck, MemoryGame(deck, "1").play(commands).events)

    def pages(text: str) -> dict[str, str]:
        bad = {viewer: poisoned(view, text, ids=False) for viewer, view in of.items()}
        return sheets(poisoned(deck, text, ids=False), bad, game=text, names=dict.fromkeys(deck.seats, text))

    assert_alike(pages("p" * len(hostile)), pages(hostile), hostile)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_element_or_attribute_comes_from_the_code_of_a_card_or_a_fact(hostile: str) -> None:
    deck = first_hour()
    of = views(deck, MemoryGame(deck, "1").events)

    def pages(text: str) -> dict[str, str]:
        bad = poisoned(deck, text, ids=False)
        return {seat: packet(poisoned(of[seat], text, ids=True), bad, text) for seat in deck.seats}

    assert_alike(pages("p" * len(hostile)), pages(hostile), hostile)


def test_a_colour_or_language_that_is_none_does_not_reach_the_page() -> None:
    deck = attrs.evolve(small_deck(), language='en"><script>')
    of = views(deck, MemoryGame(deck, "1").events)
    seats = tuple(attrs.evolve(seat, color='x" onclick="y') for seat in of["north"].seats)
    of = {viewer: attrs.evolve(view, seats=seats) for viewer, view in of.items()}
    for page in sheets(deck, of).values():
        assert "onclick" not in page
        assert "<script" not in page
        assert '<html lang="en">' in page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_file_asks_for_nothing_from_outside_and_runs_nothing(paper: Any) -> None:
    deck = first_hour()
    for page in sheets(deck, views(deck, MemoryGame(deck, "1").play(9).events), paper=paper).values():
        found = parsed(page)
        tags = {tag for tag, _ in found.elements}
        assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "a", "base", "form", "use"})
        names = {name for _, attributes in found.elements for name, _ in attributes}
        assert names.isdisjoint({"href", "src", "srcset", "style", "action", "data", "xlink:href"})
        assert not any(name.startswith("on") for name in names)
        policy = ("http-equiv", "Content-Security-Policy")
        head = [attributes for tag, attributes in found.elements if tag == "meta" and policy in attributes]
        assert [dict(each)["content"] for each in head] == ["default-src 'none'; style-src 'unsafe-inline'"]
        lowered = found.style.lower()
        assert all(word not in lowered for word in ("url(", "@import", "@font-face", "src:", "//", "expression", "\\"))
        assert "://" not in page
        assert page.index("Content-Security-Policy") < page.index("<style>")
