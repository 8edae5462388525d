"""Methods of other packages: found by their entry points, kept apart from ours, and named where they are broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import evolve

from tests.scripts import Script, sure
from wargame.rules import Choose, Floor, Rule, Ruled, view_for
from wargame.table.registry import Registry
from wargame.table.umpiring import outlooks
from wargame.umpire import METHODS

SWING = """
    from wargame.umpire import Chances, METHODS

    class Swing:
        '''A coin: heads is a success.'''
        id, title, variant, by_odds = "acme.swing", "a coin", False, False

        def lacks(self, case):
            return ""

        def sides(self, case):
            return (2,)

        def chances(self, case):
            return Chances.counted(["success", "failure"])

        def throw(self, case, dice, address):
            return (dice.roll(address, 2),)

        def read(self, case, values):
            if len(values) != 1 or values[0] not in (1, 2):
                raise ValueError("a coin shows 1 or 2")
            return "success" if values[0] == 1 else "failure"

    class Other(Swing):
        id = "acme.another_name"

    class Sick(Swing):
        '''What it answers with is no use, or it falls over, as `kind` says.'''
        id, kind = "acme.sick", "chances"

        def lacks(self, case):
            return self.ail("lacks", "")

        def chances(self, case):
            return self.ail("chances", Chances({"success": 3 if self.kind == "chances" else 2}, 2))

        def throw(self, case, dice, address):
            return self.ail("throw", 7)

        def read(self, case, values):
            return self.ail("read", "a draw")

        def ail(self, part, answer):
            if self.kind == "raise " + part:
                raise KeyError("fever")
            return answer

    class Mute(Swing):
        id = "acme.mute"
        lacks = None

    swing = Swing()
    number = 7
"""
ENTRIES = """
    [wargame.methods]
    acme.swing = acme_swing:Swing
    acme.made = acme_swing:swing
    acme.missing = acme_swing:Nothing
    acme.absent = acme_nowhere:Swing
    acme.number = acme_swing:number
    acme.mute = acme_swing:Mute
    acme.sick = acme_swing:Sick
    card = acme_swing:Swing
    plain = acme_swing:Swing
"""


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """What is known where a package with methods is installed, some of them broken."""
    (tmp_path / "acme_swing.py").write_text(dedent(SWING), encoding="utf-8")
    info = tmp_path / "acme_swing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-swing\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(dedent(ENTRIES), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    invalidate_caches()
    yield Registry()
    sys.modules.pop("acme_swing", None)


def game(registry: Registry, method: str = "") -> Script:
    deck = sure(more=f"arguments: {{method: {method}}}\n" if method else "")
    found = Script(deck)
    found.stakes = evolve(found.stakes, methods=registry)
    return found


def test_a_method_of_another_package_is_found_by_its_name_with_a_dot(registry: Registry) -> None:
    assert "acme.swing" in registry
    assert registry["acme.swing"].title == "a coin"
    assert {*METHODS, "acme.swing"} <= set(registry)
    assert len(registry) == len(list(registry))


def test_no_other_package_takes_the_place_of_a_method_of_ours(registry: Registry) -> None:
    assert registry["card"] is METHODS["card"]
    assert "plain" not in registry


def test_a_deck_may_rule_by_it(registry: Registry) -> None:
    found = game(registry, "acme.swing").lay(north="N-0").say(Floor("north"), Rule())
    ruling = found.all(Ruled)[-1]
    assert (ruling.method, ruling.of, ruling.rolls[0].sides) == ("acme.swing", 2, 2)
    other = game(registry).lay(north="N-0").say(Floor("north"))
    assert other.say(Choose("north", "2d6"), Rule()).all(Ruled)[-1].said["acme.swing"] == 50


def test_real_dice_may_be_thrown_for_it(registry: Registry) -> None:
    found = game(registry, "acme.swing").lay(north="N-0").say(Floor("north"))
    assert found.why(Rule(thrown=(3,))) == ("dice", "3 is no fall of d2")
    assert found.say(Rule(thrown=(1,))).all(Ruled)[-1].band == "success"


@pytest.mark.parametrize("name", ["acme.missing", "acme.absent", "acme.number", "acme.mute", "acme.made"])
def test_a_method_that_is_broken_spoils_no_other_and_is_named_with_what_is_wrong(registry: Registry, name: str) -> None:
    """`acme.made` calls itself by another name, by which no log could find it again."""
    assert name not in registry
    assert name in registry.broken
    found = game(registry).lay(north="N-0").say(Floor("north"))
    code, sentence = found.why(Choose("north", name)) or ("", "")
    assert code == "unknown_method"
    assert registry.broken[name] in sentence
    assert found.say(Rule()).all(Ruled)[-1].method == "card"


def test_a_deck_that_wants_a_broken_one_is_told_why(registry: Registry) -> None:
    found = game(registry, "acme.absent").lay(north="N-0").say(Floor("north"))
    code, sentence = found.why(Rule()) or ("", "")
    assert code == "unknown_method"
    assert "acme_nowhere" in sentence


@pytest.mark.parametrize("kind", ["chances", "raise lacks", "raise chances"])
def test_one_that_falls_over_is_not_asked_where_the_others_are_and_is_named_where_it_was_chosen(
    registry: Registry, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry["acme.sick"].method, "kind", kind)
    found = game(registry).lay(north="N-0", south="S-0").say(Floor("north"), Floor("south"), Rule())
    assert found.all(Ruled)[-1].said["acme.sick"] is None
    found.say(Choose("south", "acme.sick"))
    code, sentence = found.why(Rule()) or ("", "")
    assert (code, sentence.startswith("the method `acme.sick` of another package fails: ")) == ("dice", True)
    view = view_for(found.deck, found.state, "public")
    assert "south" not in outlooks(found.deck, view, registry)
    assert found.say(Choose("south", "card"), Rule()).all(Ruled)[-1].method == "card"


@pytest.mark.parametrize("kind", ["throw", "read", "raise throw", "raise read"])
def test_one_whose_dice_can_not_be_thrown_or_read_is_named_before_anything_has_happened(
    registry: Registry, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry["acme.sick"].method, "kind", kind)
    found = game(registry).lay(north="N-0").say(Floor("north"), Choose("north", "acme.sick"))
    code, sentence = found.why(Rule()) or ("", "")
    assert (code, sentence.startswith("the method `acme.sick` of another package fails: ")) == ("dice", True)
